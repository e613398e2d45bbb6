"""Steps for engines that distribute work. The core imports none of them, and each needs an extra of its own."""
