"""TEI → document: what `emit` wrote is read back from its elements, and checked against our schema."""

from __future__ import annotations

from ..errors import ConverterError
from ..model import Document
from .check import Problem, problems, unkept
from .parse import NotTeiError, parse
from .pieces import tag
from .read import document_of
from .schema import tei_schema_text

_LOOK = "gangmu validate says what is wrong, and where"


def from_tei(tei: str | bytes, *, name: str = "TEI") -> Document:
    """Read a TEI document that `emit` wrote, and that may have been edited since, back into a Document.

    `tei` is the text, not a path; it must keep `tei_schema_text()`. Raises ConverterError, naming it `name`, when it
    does not. Entities and document types are refused, nothing is fetched.
    """
    try:
        root = parse(tei)
    except NotTeiError as error:
        if error.code == "not-tei":
            raise ConverterError(name, "it is not TEI", _LOOK) from None
        raise ConverterError(name, "it cannot be read as XML", _LOOK) from None
    if tag(root) == "teiCorpus":
        raise ConverterError(name, "it is a corpus of several documents", "give one of its TEI elements")
    if next(unkept(root), None) is not None:
        raise ConverterError(name, "it does not keep the schema of the TEI that gangmu writes", _LOOK)
    try:
        return document_of(root)
    except ValueError:
        raise ConverterError(name, "it holds a value that no document has", _LOOK) from None


__all__ = ["Problem", "from_tei", "problems", "tei_schema_text"]
