"""The order of the rooms, and the only file that knows it: input → document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .build import build
from .collector import at_rest
from .emit.to_json import json_of
from .enrich import (
    metadata_of,
    text_findings,
    with_figures,
    with_inner_blocks,
    with_kept_noise,
    with_removals,
)
from .flow import Line, SourceText, ZonedLine
from .lines import logical_lines
from .mark import mark
from .options import DEFAULT, Options
from .outline import outline
from .plain import Draft, whole
from .read import Input, hold_lines, physical_lines, read, read_text
from .zone import zone

if TYPE_CHECKING:
    from .model import Document


def convert(source: Input, options: Options = DEFAULT, *, name: str | None = None) -> Document:
    """Convert a path (str or Path), bytes or a binary file into one document.

    `name` stands for the input in messages and in `source.name`. Raises ConverterError when the input
    cannot be read as text or is beyond a limit; never for what it says.
    """
    return document_of(drafted(read(source, options, name), options))


@at_rest()
def convert_json(
    source: Input, options: Options = DEFAULT, *, name: str | None = None, indent: int | None = None
) -> bytes:
    """Convert the same to JSON in UTF-8, byte for byte what `model_dump_json` makes of the document, but without it.

    That takes a third of the time and a fraction of the memory. `indent` is a number of blanks a level; None puts all
    on one line. Raises ConverterError as `convert` does.
    """
    return json_of(drafted(read(source, options, name), options), indent)


def convert_text(text: str, name: str = "text", options: Options = DEFAULT) -> Document:
    """Convert text that is decoded already; spans refer to `text` without a byte order mark."""
    return document_of(drafted(read_text(text, name), options))


def read_source(source: Input, options: Options = DEFAULT) -> str:
    """The decoded text of an input, which the spans of its document refer to."""
    return read(source, options).text


def zoned_lines(source: SourceText, options: Options) -> tuple[ZonedLine, ...]:
    """The rooms up to the zones: every line with what it belongs to."""
    hold_lines(source, options.max_line)
    return zone(mark(_logical_lines(source), options.rules.noise))


def _logical_lines(source: SourceText) -> Sequence[Line]:
    """Apart, so that the extents of the physical lines are not kept for the rooms behind it."""
    physical = physical_lines(source.text) if source.layout is None else ()
    return logical_lines(source.text, physical, source.layout)


@at_rest()
def document_of(draft: Draft) -> Document:
    """The model, built once, last: JSON is written without it, and pydantic takes its time to load."""
    from .model import Document

    return Document.model_validate(whole(draft))


@at_rest()
def drafted(source: SourceText, options: Options) -> Draft:
    """The rooms in their order, from the decoded text to what the document or its JSON is made of."""
    zoned = zoned_lines(source, options)
    tree = with_inner_blocks(outline(zoned), options.max_table_lines)
    found = (*tree.findings, *text_findings(tree, source.replaced, source.undecoded))
    metadata = metadata_of(tree, zoned, source.text)
    if source.layout is not None and source.layout.site:
        metadata["source_site"] = source.layout.site
    tree = with_figures(tree, source.layout.pictures if source.layout else ())
    tree = with_removals(tree, zoned, source.text)
    if options.keep_noise:
        tree = with_kept_noise(tree)
    return build(source, replace(tree, findings=found, metadata=metadata), options)


__all__ = ["convert", "convert_json", "convert_text", "read_source"]
