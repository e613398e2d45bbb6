"""The three files of schemas/tei agree: what the RELAX NG allows, what the ODD documents, what README.md says."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from lxml import etree
from made import MANY, document, p

import converter
from converter.model import List, Metadata, Part, Signature, Table, Value
from converter.tei import datatypes

FOLDER = ROOT / "schemas" / "tei"
RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"

Lists = dict[tuple[str, str], tuple[set[str], bool]]
"""Element and attribute → its values, and whether there are no others."""


def rng() -> Any:
    return etree.parse(FOLDER / "gangmu.rng").getroot()


def odd() -> Any:
    return etree.parse(FOLDER / "gangmu.odd").getroot()


def test_the_schema_is_relax_ng() -> None:
    etree.RelaxNG(rng())


def test_the_odd_is_tei(tei_all: Any) -> None:
    assert tei_all.validate(odd()), tei_all.error_log.last_error


def test_the_odd_includes_the_elements_of_the_schema() -> None:
    included = [name for one in odd().iter(f"{TEI}moduleRef") for name in one.get("include", "").split()]
    assert sorted(included) == sorted({one.get("name") for one in rng().iter(f"{RNG}element")})


def test_the_values_of_the_odd_are_those_of_the_schema() -> None:
    documented: Lists = {}
    for element in odd().iter(f"{TEI}elementSpec"):
        for one in element.iter(f"{TEI}attDef"):
            values = {item.get("ident") for item in one.iter(f"{TEI}valItem")}
            closed = one.find(f"{TEI}valList").get("type") == "closed"
            documented[element.get("ident"), one.get("ident")] = (values, closed)
    allowed = lists_of(rng())
    assert documented == {key: allowed[key] for key in documented}
    kinds = {key for key, (values, _) in allowed.items() if values and key[1] in ("type", "role", "reason")}
    assert kinds == set(documented)


def lists_of(schema: Any) -> Lists:
    defines = {one.get("name"): one for one in schema.iter(f"{RNG}define")}
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    opened: set[tuple[str, str]] = set()

    def collect(pattern: Any, element: str) -> None:
        for one in pattern:
            match one.tag if isinstance(one.tag, str) else "":
                case tag if tag == f"{RNG}attribute":
                    key = (element, one.get("name"))
                    values[key] |= {value.text for value in one.iter(f"{RNG}value")}
                    if next(one.iter(f"{RNG}data", f"{RNG}ref", f"{RNG}text"), None) is not None:
                        opened.add(key)
                case tag if tag == f"{RNG}ref":
                    collect(defines[one.get("name")], element)
                case tag if tag and tag != f"{RNG}element":
                    collect(one, element)

    for element in schema.iter(f"{RNG}element"):
        collect(element, element.get("name"))
    return {key: (found, key not in opened) for key, found in values.items()}


def test_readme_names_every_element() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    names = {one.get("name") for one in rng().iter(f"{RNG}element")}
    text = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    coded = {word for code in re.findall("`([^`]+)`", text) for word in re.findall(r"[A-Za-z]+", code)}
    assert names - coded == set()


@pytest.mark.parametrize(
    ("model", "field", "element", "attribute"),
    [
        (Part, "kind", "div", "type"),
        (List, "style", "list", "type"),
        (Table, "origin", "table", "type"),
        (Value, "kind", "num", "type"),
    ],
)
def test_what_the_model_closes_is_closed_here(model: Any, field: str, element: str, attribute: str) -> None:
    assert set(model.model_fields[field].annotation.__args__) <= lists_of(rng())[element, attribute][0]


def test_every_field_of_the_metadata_keeps_the_schema() -> None:
    fields: dict[str, Any] = {name: ("甲", "乙") if name in MANY else "甲" for name in Metadata.model_fields}
    fields |= dict.fromkeys(("date", "print_date", "publish_date"), "2024-03-01")
    fields |= {"signature": Signature(organs=("甲",), date_text="乙"), "spans": {}, "language": "zh-Hans"}
    made = document(p("p_1"), **fields)
    assert converter.validate(converter.emit(made, "tei")) == []
    assert converter.from_tei(converter.emit(made, "tei")) == made


def test_the_schema_travels_with_the_package() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'schemas = "converter/schemas"' in project
    assert Path(FOLDER / "gangmu.rng").read_text(encoding="utf-8") == converter.tei_schema_text()


@pytest.mark.parametrize(("as_in_tei", "linear"), datatypes.LINEAR.items())
def test_a_linear_form_takes_the_same_values(as_in_tei: str, linear: str) -> None:
    for length in range(9):
        for letters in product("1a.", repeat=length):
            value = "".join(letters)
            assert bool(re.fullmatch(as_in_tei, value)) == bool(re.fullmatch(linear, value)), value
