"""The order of the rooms, and the only file that knows it: input → document."""

from __future__ import annotations

from dataclasses import replace

from .build import build
from .enrich import metadata_of, text_findings, with_enumerations, with_tables
from .flow import Extent, Removal, SourceText, ZonedLine
from .lines import logical_lines
from .mark import mark
from .model import Document
from .options import DEFAULT, Options
from .outline import outline
from .read import Input, physical_lines, read, read_text
from .zone import zone


def convert(source: Input, options: Options = DEFAULT, *, name: str | None = None) -> Document:
    """Convert a path (str or Path), bytes or a binary file into one document.

    `name` stands for the input in messages and in `source.name`. Raises ConverterError when the input
    cannot be read as text; never for what it says.
    """
    return convert_source(read(source, options, name), options)


def convert_text(text: str, name: str = "text", options: Options = DEFAULT) -> Document:
    """Convert text that is decoded already; spans refer to `text` without a byte order mark."""
    return convert_source(read_text(text, name), options)


def read_source(source: Input, options: Options = DEFAULT) -> str:
    """The decoded text of an input, which the spans of its document refer to."""
    return read(source, options).text


def zoned_lines(source: SourceText) -> tuple[ZonedLine, ...]:
    """The rooms up to the zones: every line with what it belongs to."""
    physical = physical_lines(source.text) if source.layout is None else ()
    return zone(mark(logical_lines(source.text, physical, source.layout)))


def convert_source(source: SourceText, options: Options) -> Document:
    """The rooms in their order, from the decoded text to the document."""
    zoned = zoned_lines(source)
    tree = with_enumerations(with_tables(outline(zoned)))
    found = (*tree.findings, *text_findings(tree, source.replaced, source.undecoded))
    metadata = metadata_of(tree, zoned, source.text)
    if source.layout is not None and source.layout.site:
        metadata["source_site"] = source.layout.site
    return build(
        source, replace(tree, removed=_removed(zoned, source.text), findings=found, metadata=metadata), options
    )


def _removed(zoned: tuple[ZonedLine, ...], text: str) -> tuple[Removal, ...]:
    """The lines that are noise, in order, each with its rule."""
    noise = (label for label in zoned if label.zone == "noise")
    removed = (
        Removal(text[piece.start : piece.end], label.label, piece)
        for label in noise
        for piece in _joined(label.marked.line.pieces, text)
    )
    return tuple(sorted(removed, key=lambda removal: removal.extent))


def _joined(pieces: tuple[Extent, ...], text: str) -> list[Extent]:
    """The pieces, those as one that only blanks of the same line stand between."""
    joined = [pieces[0]]
    for piece in pieces[1:]:
        if text[joined[-1].end : piece.start].strip(" "):
            joined.append(piece)
        else:
            joined[-1] = Extent(joined[-1].start, piece.end)
    return joined


__all__ = ["convert", "convert_text", "read_source"]
