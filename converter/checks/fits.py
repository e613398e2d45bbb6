"""The second layer, does it fit the schema: values → the document, or where they leave the schema.

pydantic's core decides, because it is fast and names the deepest error; the published schema is the reference, and
tests hold the two to one verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from ..model import SCHEMA_VERSION, Document
from ..rules.checks import KINDS, SCHEMA_ERRORS
from .findings import Found
from .places import Steps
from .well_formed import OddNumber


def quickly(text: str) -> Document | None:
    """The document, where all fits; None says nothing yet, for `fitted` takes more: `1.0` for an integer."""
    try:
        return Document.model_validate_json(text, strict=True)
    except (ValueError, RecursionError):
        return None


def fitted(value: object, lenient: bool = False) -> tuple[Document | None, list[Found]]:
    """The document, or where the values leave the schema.

    `lenient` leaves the fields out that a newer minor version has added, each with a finding; it takes them from
    `value` itself.
    """
    if isinstance(value, dict) and not value.keys() & {"schema_version", "children"}:
        return None, [Found("schema", "not-a-document")]  # to name all that it lacks would help nobody
    newer = _is_newer(value)
    left_out: list[Found] = []
    while True:
        try:
            return Document.model_validate(value, strict=True), left_out
        except RecursionError:
            return None, [Found("schema", "nested-too-deep")]
        except ValidationError as error:
            errors = error.errors(include_url=False)
        if any(one["type"].startswith("recursion") for one in errors):
            return None, [Found("schema", "nested-too-deep")]  # their places are hundreds of steps long
        unknown = [one for one in errors if one["type"] == "extra_forbidden"]
        if not (lenient and newer and unknown):
            break
        left_out += [Found("schema", "newer-field", _leave_out(value, one["loc"])) for one in unknown]
    misfits = [_misfit(one) for one in errors if not _is_said(one)]
    if newer and misfits and not lenient:
        misfits.insert(0, Found("schema", "newer-version", ("schema_version",), {"known": SCHEMA_VERSION}))
    return None, [*left_out, *misfits]


def _is_newer(value: object) -> bool:
    """True for a document of a minor version that this program does not know yet."""
    version = value.get("schema_version") if isinstance(value, dict) else None
    major, minor = SCHEMA_VERSION.split(".")[:2]
    parts = version.split(".") if isinstance(version, str) and len(version) < 20 else []
    return len(parts) == 3 and parts[0] == major and parts[1].isdecimal() and int(parts[1]) > int(minor)


def _leave_out(value: Any, loc: Sequence[str | int]) -> Steps:
    steps = _steps(loc)
    for step in steps[:-1]:
        value = value[step]
    del value[steps[-1]]
    return steps


def _is_said(error: Any) -> bool:
    """True for what the first layer has said better: NaN where a number should stand, half of a character."""
    return isinstance(error["input"], OddNumber) or error["type"] == "string_unicode"


def _misfit(error: Any) -> Found:
    """One error of pydantic, in our words."""
    steps = _steps(error["loc"])
    context = error.get("ctx", {})
    code, kind = SCHEMA_ERRORS.get(error["type"], ("not-allowed", ""))
    if error["type"].startswith("union_tag"):
        steps = (*steps, "type")
    values = {
        "expected": KINDS.get(kind),
        "found": KINDS[_kind(error["input"])],
        "allowed": str(context.get("expected_tags", context.get("expected", ""))).replace("' or '", "', '"),
        "pattern": context.get("pattern"),
        "least": context.get("ge"),
    }
    return Found("schema", code, steps, values)


def _steps(loc: Sequence[str | int]) -> Steps:
    """The steps of a place as JSON has them, without pydantic's names of a union's branches.

    children, 0, section, heading → children, 0, heading
    """
    return tuple(
        step
        for index, step in enumerate(loc)
        if not (
            isinstance(step, str) and index > 1 and loc[index - 2] == "children" and isinstance(loc[index - 1], int)
        )
    )


def _kind(value: object) -> str:
    kinds = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (dict, "object"))
    if value is None:
        return "null"
    return next((kind for of, kind in kinds if isinstance(value, of)), "array")
