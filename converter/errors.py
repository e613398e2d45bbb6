"""The one error that users see: which input, why, and what to do about it."""

from __future__ import annotations


class ConverterError(Exception):
    """An input that cannot be converted, or an output that cannot be written.

    `name` is the input or output it is about, `reason` one clause that says why, `hint` the next step.
    """

    def __init__(self, name: str, reason: str, hint: str = "") -> None:
        super().__init__(name, reason, hint)
        self.name = name
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        sentence = f"{self.name}: {self.reason}"
        return f"{sentence}; {self.hint}" if self.hint else sentence


def why(error: Exception) -> str:
    """What the operating system says, as a clause."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
