"""Parameters whose values are taken as they were typed, where they are texts or switches already.

typer has pydantic convert every value, even an absent one, and to load pydantic takes as long as to convert a short
document. Numbers, and all that is wrong or missing, stay typer's.
"""

from __future__ import annotations

from typing import Any


def as_typed(param: Any) -> None:
    """Give a parameter of typer's a way round its conversion, once."""
    if "process_value" in vars(param):
        return
    converted = param.process_value

    def process_value(ctx: Any, value: Any) -> Any:
        if not _is_right(param, value) or (param.required and param.value_is_missing(value)):
            return converted(ctx, value)
        value = [*value] if isinstance(value, tuple) else value
        return value if param.callback is None else param.callback(ctx, param, value)

    param.process_value = process_value


def _is_right(param: Any, value: Any) -> bool:
    """Whether the value is what is wanted of the parameter. A typer that does not say what that is is always asked."""
    wanted = getattr(getattr(param, "type_descriptor", None), "annotation", None)
    if wanted == list[str]:
        return isinstance(value, tuple | list) and all(isinstance(one, str) for one in value)
    return wanted in (str, bool) and (value is None or isinstance(value, wanted))
