"""Findings as a JUnit report: a suite for each input, in it a failed case for each finding, or one that passed.

Viewers show one failure a case, so each finding has its own. An input that cannot be read is a case in error.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from ..say import printable
from . import Checked, Row, place_of


def whole(command: str, checked: Sequence[Checked]) -> str:
    """One XML document."""
    root = etree.Element("testsuites", {"name": f"gangmu {command}"} | _counts(checked))
    for one in checked:
        suite = etree.SubElement(root, "testsuite", {"name": _safe(one.file)} | _counts([one]))
        for row in one.rows:
            _failure(suite, row)
        if one.error is not None:
            _case(suite, "input", one.file, "error", one.error, "unreadable", one.error)
        elif not one.rows:
            etree.SubElement(suite, "testcase", name=command, classname=_safe(one.file), time="0")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True).decode("utf-8")


def _counts(checked: Sequence[Checked]) -> dict[str, str]:
    failures = sum(len(one.rows) for one in checked)
    errors = sum(one.error is not None for one in checked)
    passed = sum(not one.rows and one.error is None for one in checked)
    numbers = {"tests": failures + errors + passed, "failures": failures, "errors": errors, "skipped": 0, "time": 0}
    return {name: str(number) for name, number in numbers.items()}


def _failure(suite: etree._Element, row: Row) -> None:
    place = place_of(row) if "layer" in row else ""
    where = ":".join(str(part) for part in (row["file"], row["line"], row.get("column")) if part is not None)
    name = f"{row['code']} {place}".rstrip()
    _case(suite, name, row["file"], "failure", row["message"], row["code"], f"{where}: {name}: {row['message']}")


def _case(suite: etree._Element, name: str, file: str, kind: str, message: str, code: str, body: str) -> None:
    case = etree.SubElement(suite, "testcase", name=_safe(name), classname=_safe(file), time="0")
    etree.SubElement(case, kind, message=_safe(message), type=code).text = _safe(body)


def _safe(words: str) -> str:
    """What XML 1.0 can hold: `printable` leaves nothing else but the last two characters of the first plane."""
    return printable(words).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
