"""The order of the rooms, and the only file that knows it: input → document."""

from __future__ import annotations

from dataclasses import replace

from .build import build
from .enrich import metadata_of, text_findings, with_enumerations
from .flow import Removal, SourceText, ZonedLine
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


def convert_source(source: SourceText, options: Options) -> Document:
    """The rooms in their order, from the decoded text to the document."""
    lines = logical_lines(source.text, physical_lines(source.text))
    zoned = zone(mark(lines))
    tree = with_enumerations(outline(zoned))
    found = (*tree.findings, *text_findings(tree, source.replaced, source.undecoded))
    metadata = metadata_of(tree, zoned, source.text)
    return build(
        source, replace(tree, removed=_removed(zoned, source.text), findings=found, metadata=metadata), options
    )


def _removed(zoned: tuple[ZonedLine, ...], text: str) -> tuple[Removal, ...]:
    """The lines that are noise, in order, each with its rule."""
    noise = (label for label in zoned if label.zone == "noise")
    removed = (
        Removal(text[piece.start : piece.end], label.label, piece)
        for label in noise
        for piece in label.marked.line.pieces
    )
    return tuple(sorted(removed, key=lambda removal: removal.extent))


__all__ = ["convert", "convert_text", "read_source"]
