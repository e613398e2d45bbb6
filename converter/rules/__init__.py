"""The shelf: data only. Rules are ordered rows, order is priority, and every row carries its own examples."""
