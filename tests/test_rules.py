"""Every row of the shelf against its own examples, and the shelf as a whole against its own promises."""

from __future__ import annotations

import importlib
import pkgutil
import re
import string
from collections.abc import Callable, Iterator
from itertools import product
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from edges_of import firsts, lasts

import converter.rules
from converter.delimited.fields import RULED_FIRSTS
from converter.enrich.enumerations import may_hold_items
from converter.fold import fold
from converter.mark.readings import is_figure, readings_of
from converter.mark.shelf import shelf_with
from converter.numerals import SYSTEMS, from_int, to_int
from converter.outline.unnumbered import LONGEST_NAME
from converter.read.container import takes
from converter.rules import rows
from converter.rules.codes import CODES
from converter.rules.families import FAMILIES
from converter.rules.genres import GENRES, WEAK_GENRES
from converter.rules.leads import LEADS
from converter.rules.named import NAMED_HEADINGS
from converter.rules.tables import SEPARATORS
from converter.zone.cells import LONGEST_SERIAL_HEADER, SERIAL_HEADER


def _tables() -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Every tuple of rows with an id, wherever it lies on the shelf."""
    for found in pkgutil.iter_modules(converter.rules.__path__):
        module = importlib.import_module(f"converter.rules.{found.name}")
        for name, value in vars(module).items():
            if isinstance(value, tuple) and value and all(hasattr(row, "id") for row in value):
                yield f"{found.name}.{name}", value


TABLES = dict(_tables())
ROWS = [
    pytest.param(row, id=f"{table}:{row.id}") for table, found in TABLES.items() for row in found if hasattr(row, "yes")
]


def _reads_family(row: rows.MarkerFamily, shadow: str) -> bool:
    # A damaged form is read as the family that it stands for, so the row's own id never shows.
    name = row.stands_for or row.id
    return any(reading.family == name and reading.damaged == row.damaged for reading in readings_of(shadow))


def _begins(row: rows.Lead | rows.Cue, shadow: str) -> bool:
    return re.match(row.pattern, shadow) is not None


# How a row of each type is asked whether it takes a line; a new type of row needs a line here.
ASK: dict[type, Callable[[Any, str], bool]] = {
    rows.MarkerFamily: _reads_family,
    rows.NoiseRule: lambda row, shadow: row in shelf_with().matching(shadow),
    rows.RoleRule: lambda row, shadow: row in shelf_with().matching(shadow),
    rows.Container: takes,
    rows.Lead: _begins,
    rows.Cue: _begins,
    rows.HeadingName: lambda row, shadow: re.fullmatch(row.pattern, shadow) is not None,
    rows.CellPattern: lambda row, shadow: re.fullmatch(row.pattern, shadow) is not None,
    rows.ColumnName: lambda row, shadow: re.fullmatch(row.pattern, shadow) is not None,
}


@pytest.mark.parametrize("row", ROWS)
def test_row_against_its_examples(row: Any) -> None:
    takes = ASK[type(row)]
    assert row.yes, "a rule without an example that it takes"
    assert row.no, "a rule without an example that it must leave alone"
    assert [example for example in row.yes if not takes(row, fold(example))] == [], "not taken"
    assert [example for example in row.no if takes(row, fold(example))] == [], "taken"


@pytest.mark.parametrize("table", TABLES)
def test_ids_are_stable_names(table: str) -> None:
    ids = [row.id for row in TABLES[table]]
    assert len(set(ids)) == len(ids)
    shape = r"[a-z][a-z0-9]*([-_][a-z0-9]+)*"
    assert [name for name in ids if not re.fullmatch(shape, name)] == []


def test_a_stand_in_ranks_as_what_it_stands_for() -> None:
    """The search takes both for one kind of list."""
    ranks = {family.id: family.rank for family in FAMILIES}
    assert [family.id for family in FAMILIES if family.rank != ranks[family.stands_for or family.id]] == []


def test_tables_are_found() -> None:
    assert {"families.FAMILIES", "noise.NOISE_RULES", "roles.ROLES", "leads.LEADS", "codes.CODES"} <= set(TABLES)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_code_says_the_same_in_both_languages(code: rows.Code) -> None:
    assert code.severity in ("error", "warning", "info")
    assert _fields(code.zh) <= _fields(code.en)
    assert code.en.endswith(".") and code.zh.endswith("。")


# A system of look-alikes is read and never written.
@pytest.mark.parametrize("system", [name for name, system in SYSTEMS.items() if not system.values])
def test_numerals_round_trip(system: str) -> None:
    last = len(SYSTEMS[system].chars) or {"han": 9999, "roman": 39}.get(system, 999)
    for value in range(1, last + 1):
        assert to_int(system, from_int(system, value)) == value


def test_no_family_fits_a_bare_figure() -> None:
    """So lines that hold one and nothing else need not be asked for their markers."""
    parts = ("0", "01", "1", "12", "123", "1234")
    wholes = [",".join(one) for most in (1, 2, 3) for one in product(parts, repeat=most)]
    figures = [".".join((whole, *one)) for whole in wholes for most in (0, 1, 2) for one in product(parts, repeat=most)]
    asked = [
        re.compile(
            f"(?:{'|'.join(map(re.escape, family.before))}) ?{numeral}{family.after}(?!{family.unless or '(?!)'})"
        )
        for family in FAMILIES
        for numeral in (SYSTEMS[system].pattern for system in family.numerals)
    ]
    for end in ("", "%"):
        assert [figure for figure in figures if is_figure(figure + end) is None] == []
        assert [figure for figure in figures if any(one.match(figure + end) for one in asked)] == []


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("row", SEPARATORS, ids=lambda row: row.id)
def test_separator_needs_what_it_says(row: rows.Separator) -> None:
    """No other character of the BMP parts cells, twice or once, so the quick look misses nothing."""
    others = (chr(code) for code in range(0x10000) if chr(code) not in row.needs)
    assert [char for char in others if re.search(row.pattern, f"a{char * 2}b")] == []
    assert [char for char in row.needs if not re.search(row.pattern, f"a{char * 2}b")] == []


@pytest.mark.parametrize("row", NAMED_HEADINGS, ids=lambda row: row.id)
def test_no_name_of_a_heading_is_longer_than_lines_are_asked(row: rows.Cue) -> None:
    assert _parser.parse(row.pattern).getwidth()[1] <= LONGEST_NAME


ROWS = [row for table in TABLES.values() for row in table]


@pytest.mark.parametrize("row", [row for row in ROWS if getattr(row, "begins", "")], ids=lambda row: row.id)
def test_row_begins_as_it_says(row: Any) -> None:
    """No line that the pattern takes begins otherwise, and none of the characters is there for nothing."""
    assert set(row.begins) == firsts(row.pattern)


@pytest.mark.parametrize("row", [row for row in ROWS if getattr(row, "ends", "")], ids=lambda row: row.id)
def test_row_ends_as_it_says(row: Any) -> None:
    """A line has no blank at its end."""
    assert set(row.ends) == (lasts(row.pattern) or set()) - {" "}


@pytest.mark.parametrize("row", [row for row in ROWS if getattr(row, "shortest", 1) > 1], ids=lambda row: row.id)
def test_row_takes_no_shorter_line_than_it_says(row: Any) -> None:
    assert row.shortest == _parser.parse(row.pattern).getwidth()[0]


def test_edges_of_a_pattern() -> None:
    assert firsts("(?=[^a])(?!b)(?:c?[de]|(?>f)+g|h{0,2}+i)j") == set("cdefhi")
    assert firsts("[0-2]*") == firsts(".a") == firsts("(?:a|[^b])c") == firsts("(?:a|)") is None
    assert lasts("a(?:c?[de]|(?>f)+g|h{0,2}+i)j?$(?<!b)") == set("degij")
    assert lasts("[0-2]*") == lasts("a.") == lasts("c(?:a|[^b])") == lasts("(?:a|)") is None


def test_no_header_of_serials_is_longer_than_lines_are_asked() -> None:
    assert _parser.parse(SERIAL_HEADER.pattern).getwidth()[1] <= LONGEST_SERIAL_HEADER


@pytest.mark.parametrize("genre", [*GENRES, *WEAK_GENRES])
def test_a_genre_ends_in_the_last_character_of_its_pattern(genre: str) -> None:
    """So the last character of a line tells whether it may end in one."""
    assert genre[-1].isalnum() and _parser.parse(genre)[-1][0] is _constants.LITERAL


def test_the_shadow_of_a_drawing_begins_like_it() -> None:
    """So a look at the shadow tells whether the line may be drawn."""
    assert set(map(fold, RULED_FIRSTS)) <= RULED_FIRSTS


def test_a_lead_of_a_first_item_is_known_at_a_glance() -> None:
    """Every example of a lead that counts one is found by the quick look that most paragraphs are told by."""
    numbered = [lead for lead in LEADS if lead.style == "enumeration"]
    firsts = [example for lead in numbered for example in lead.yes if example[0] in "一首" or example[1] == "一"]
    assert len(firsts) == len(numbered)
    assert [example for example in firsts if not may_hold_items(f"前。{fold(example)}")] == []
