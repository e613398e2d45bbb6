"""Pieces of a table with serials → header, rows and groups; a short row gets its columns by the kinds of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from ..rules.tables import CONTINUED
from .table_cells import ANY, CLOSED, SERIAL, TEXT, VALUE, Piece, Refusal, any_of, fits, is_group, kind_of_pieces
from .table_header import Header, header_of, is_open, whole, year_of

MOST_MISSING = 2
SHARE_OF_SHORT_ROWS = 0.25
FEWEST_EVEN_ROWS = 5
"""So many rows, all equally long, need no value or closed column to be believed."""

_CONTINUED = any_of(CONTINUED)


class Row(NamedTuple):
    """A row of the grid: a piece or None a column; `doubted` columns are those whose piece may belong elsewhere."""

    cells: tuple[Piece | None, ...]
    kind: str = "row"
    """`row`, `group` (one piece over all columns), or `header` (printed again)."""
    doubted: tuple[int, ...] = ()


class Grid(NamedTuple):
    """A table that is claimed."""

    header: Header | None
    rows: tuple[Row, ...]
    width: int
    said: tuple[Piece, ...] = ()
    """续表 and the like between the rows."""


class Cut(NamedTuple):
    """One row of pieces and what stands behind it, before the next serial."""

    cells: tuple[Piece, ...]
    behind: tuple[Row, ...]
    said: tuple[Piece, ...]


def grid_of(pieces: Sequence[Piece], serials: Sequence[int]) -> Grid | Refusal:
    """The grid of a table whose rows begin at `serials`."""
    top, groups = _without_groups(pieces[: serials[0]])
    cuts = [_cut(whole(pieces[start:end]), top) for start, end in pairwise([*serials, len(pieces)])]
    lengths = Counter(len(cut.cells) for cut in cuts).most_common()
    width, usual = lengths[0]
    if len(lengths) > 1 and lengths[1][1] == usual:
        return Refusal("the rows differ in length")
    if max(length for length, _ in lengths) > width:
        return Refusal("a row has more cells than the others")
    columns = list(zip(*(cut.cells for cut in cuts if len(cut.cells) == width), strict=True))
    kinds = (SERIAL, *map(kind_of_pieces, columns[1:]))
    if not {VALUE, CLOSED} & set(kinds) and (len(lengths) > 1 or len(cuts) < FEWEST_EVEN_ROWS):
        return Refusal("no column holds values or terms that come back")
    header = header_of(top, kinds)
    return header if isinstance(header, Refusal) else _placed(header, kinds, groups, cuts, columns)


def _without_groups(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Row, ...]]:
    """The header pieces, and the group that opens the rows."""
    end = len(pieces)
    while end > 1 and is_group(pieces[end - 1].shadow):
        end -= 1
    return tuple(pieces[:end]), tuple(Row((piece,), "group") for piece in pieces[end:])


def _cut(pieces: Sequence[Piece], top: Sequence[Piece]) -> Cut:
    """A row without the groups, the repeated header and the 续表 behind its cells."""
    behind: list[Row] = []
    said: list[Piece] = []
    names = [piece.shadow for piece in top]
    cells = list(pieces)
    while len(cells) > 1:
        if is_group(cells[-1].shadow):
            behind.insert(0, Row((cells.pop(),), "group"))
        elif _CONTINUED.fullmatch(cells[-1].shadow):
            said.insert(0, cells.pop())
        elif len(cells) > len(top) and [piece.shadow for piece in cells[-len(top) :]] == names:
            behind.insert(0, Row(tuple(cells[-len(top) :]), "header"))
            del cells[-len(top) :]
        else:
            break
    return Cut(tuple(cells), tuple(behind), tuple(said))


def _placed(
    header: Header, kinds: Sequence[str], groups: Sequence[Row], cuts: Sequence[Cut], columns: Sequence[Sequence[Piece]]
) -> Grid | Refusal:
    terms = [frozenset(piece.shadow for piece in column) for column in columns]
    rows: list[Row] = list(groups)
    short = 0
    for cut in cuts:
        row = _with_columns(cut.cells, header, kinds, terms)
        if isinstance(row, Refusal):
            return row
        short += any(cell is None and not is_open(header.name(column)) for column, cell in enumerate(row.cells))
        rows += [row, *(headed(behind, kinds) for behind in cut.behind)]
    if short > SHARE_OF_SHORT_ROWS * len(cuts):
        return Refusal("the rows differ in length")
    if not _is_complete(rows, header):
        return Refusal("the end of the last row is not certain")
    return Grid(header, tuple(rows), header.width, tuple(piece for cut in cuts for piece in cut.said))


def _is_complete(rows: Sequence[Row], header: Header) -> bool:
    """The last row has its last cell, and its cells are like those above: nothing below the table may belong to it."""
    *above, last = [row for row in rows if row.kind == "row"]
    lacks = [[header.name(place) for place, cell in enumerate(row.cells) if cell is None] for row in (above[-1], last)]
    short, ends = ([name for name in names if not is_open(name)] for names in lacks)
    if (short and ends) or header.name(len(last.cells) - 1) in ends:
        return False
    columns = [[cell for cell in column if cell] for column in zip(*(row.cells for row in above), strict=True)]
    return all(
        cell is None or not column or _is_like(cell, column, is_last=place == len(columns) - 1)
        for place, (cell, column) in enumerate(zip(last.cells, columns, strict=True))
        if place
    )


def _is_like(cell: Piece, above: Sequence[Piece], *, is_last: bool) -> bool:
    """A cell of the kind of those above it; a short term that ends the table is as long as one of theirs."""
    kind = kind_of_pieces(above)
    terms = [piece.shadow for piece in above]
    if kind == CLOSED and is_last:
        return len(cell.shadow) in map(len, terms)
    return kind == ANY or fits(cell, kind, terms)


def headed(row: Row, kinds: Sequence[str]) -> Row:
    """A header that is printed again, with its pieces joined as they are above."""
    header = header_of([piece for piece in row.cells if piece], kinds) if row.kind == "header" else None
    return (
        row if header is None or isinstance(header, Refusal) else row._replace(cells=(*header.columns, *header.years))
    )


def _with_columns(
    cells: Sequence[Piece], header: Header, kinds: Sequence[str], terms: Sequence[frozenset[str]]
) -> Row | Refusal:
    """A row with a column for each of its pieces."""
    if len(cells) == len(kinds):
        return Row(tuple(cells))
    if len(kinds) - len(cells) > MOST_MISSING:
        return Refusal("a row lacks too many cells")
    gaps = list(_gaps(cells, kinds, terms))
    if not gaps:
        return Refusal("a short row fits no columns")
    if len(gaps) == 1:
        return Row(_spread(cells, gaps[0]))
    return _doubtful(cells, gaps, header)


def _gaps(cells: Sequence[Piece], kinds: Sequence[str], terms: Sequence[frozenset[str]]) -> Iterator[tuple[int, ...]]:
    """The columns that may be empty; a row has its serial and, where there is one, its name."""
    first = 2 if kinds[1:2] == (TEXT,) else 1
    for gap in combinations(range(first, len(kinds)), len(kinds) - len(cells)):
        columns = [column for column in range(len(kinds)) if column not in gap]
        pairs = zip(cells, columns, strict=True)
        if all(kinds[column] == ANY or fits(piece, kinds[column], terms[column]) for piece, column in pairs):
            yield gap


def _spread(cells: Sequence[Piece], gap: Sequence[int]) -> tuple[Piece | None, ...]:
    """The cells with None in the columns of `gap`."""
    rest = iter(cells)
    return tuple(None if column in gap else next(rest) for column in range(len(cells) + len(gap)))


def _doubtful(cells: Sequence[Piece], gaps: Sequence[tuple[int, ...]], header: Header) -> Row | Refusal:
    """One value lacks among years: a target is always printed, an early year may be empty."""
    columns = sorted({column for gap in gaps for column in gap})
    years = [year_of(header.name(column)) for column in columns]
    if len(gaps[0]) > 1 or None in years or years != sorted(years, key=lambda year: year or 0):
        return Refusal("it is not certain which cell of a row is missing")
    return Row(_spread(cells, columns[:1]), doubted=tuple(columns[1:]))
