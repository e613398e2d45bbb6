"""What commands that read documents share: reading one, running over all, and how it ended."""

from __future__ import annotations

import io
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from .. import batch
from ..batch import Done, Made, Outcome
from ..errors import ConverterError
from ..files import Found, Input, Job
from ..options import Options
from .say import counted, many, report, say, text

if TYPE_CHECKING:
    from ..model import Document


@dataclass(frozen=True, slots=True)
class Run:
    """How a run over documents ended."""

    outcomes: Counter[Outcome]
    findings: int
    seconds: float


def document(source: Input, options: Options) -> Document:
    """One input → its document."""
    import converter

    return converter.convert(_stream(source), options, name=source.shown)


def document_and_text(source: Input, options: Options) -> tuple[Document, str]:
    """One input → its document and the source text that its spans refer to."""
    import converter

    given = source.path or io.BytesIO(standard_input(source).read(options.max_bytes + 1))
    made = converter.convert(given, options, name=source.shown)
    if isinstance(given, io.BytesIO):
        given.seek(0)
    return made, converter.read_source(given, options)
