"""The tree → metadata: what its frame says, with the place of each value. Absent means absent."""

from __future__ import annotations

from collections.abc import Sequence

from ..flow import Block, Extent, Paragraph, Tree, ZonedLine
from ..late import late
from ..rules.genres import GENRES, QUALIFIERS
from ..rules.metadata import DISCLOSURE, SIMPLIFIED, TRADITIONAL
from ..rules.roles import ORGAN
from .dates import iso_date
from .page_fields import page_fields

_GENRE = late(f"(?P<genre>{'|'.join(GENRES)})(?: ?[（(](?:{QUALIFIERS})[）)])?(?:\\[[0-9]+\\])?$")
_ISSUER = late(f"^(?P<issuer>[一-鿿、 　]{{2,40}}?{ORGAN})关于")
_NOTE = late("[(（](?:此件|本件)(?P<value>.+)[)）]")
_IMPRINT = late("(?P<printer>[^0-9〇○一二三四五六七八九]+?)(?=[0-9０-９〇○一二]{4} ?年)")
_NUMBERS = late("(?<![ 　])[ 　]+(?=[0-9０-９]{1,2} ?[.．、])")
_ATTACHMENT = late("^附 ?件? ?[:：]? ?|^[0-9０-９]{1,2} ?[.．、] ?|[。；;]$")
_BRACKETED = late("([(（][^()（）]*[)）])|[,，;；:：]")
_ONLY_SIMPLIFIED = late(f"[{''.join(sorted(set(SIMPLIFIED) - set(TRADITIONAL)))}]")
_ONLY_TRADITIONAL = late(f"[{''.join(sorted(set(TRADITIONAL) - set(SIMPLIFIED)))}]")
_SIGNED = late("签发人 ?[:：]")
_ENTITY = late("&[a-z]{2,6};")
_ORGAN = late(f"{ORGAN}$")
_FOOTNOTE = late("[\\[［〔][0-9]{1,2}[\\]］〕]$")
SAMPLE = 20_000
"""So many characters tell the script."""

Values = dict[str, object]


def metadata_of(tree: Tree, zoned: Sequence[ZonedLine], text: str) -> Values:
    """Field → value, and `spans`: field → the extent of its printed evidence. `text` is the source.

    What the page's own table says goes before what the text says; a title in the text before the table's.
    """
    roles = _by_role(tree.children)
    values: Values = {}
    spans: dict[str, Extent] = {}
    for field, role, read in _READERS:
        if (paragraph := roles.get(role)) is not None and (value := read(paragraph.text)):
            values[field] = value
            spans[field] = paragraph.extent
    _add_signature(values, spans, tree.children)
    _add_date_of_head(values, spans, roles)
    _add_attachments(values, spans, tree.children)
    for field, (stated, extent) in page_fields(zoned).items():
        if field not in values or field == "doc_number":
            values[field], spans[field] = stated, extent
    _add_genre_and_issuer(values, spans)
    if (language := _language(text)) is not None:
        values["language"] = language
    return values | {"spans": spans}


def _by_role(blocks: Sequence[Block]) -> dict[str, Paragraph]:
    """The first paragraph of each role at the root."""
    found: dict[str, Paragraph] = {}
    for block in blocks:
        if isinstance(block, Paragraph) and block.role:
            found.setdefault(block.role, block)
    return found


def _plain(text: str) -> str:
    return text.strip()


def _title(text: str) -> str:
    return _FOOTNOTE.sub("", text.strip())


def _doc_number(text: str) -> str:
    return _SIGNED.split(text)[0].strip()


def _signers(text: str) -> tuple[str, ...]:
    """签发人：A、B, on a line of its own or behind the number."""
    names = _SIGNED.split(text)[1:]
    return tuple(name for part in names for name in part.replace("、", " ").split())


def _salutation(text: str) -> str:
    return text.strip().rstrip(":：!！")


def _recipients(text: str) -> tuple[str, ...]:
    """Split at ， ； and the closing ：, outside brackets, not at 、."""
    parts, start = [], 0
    for match in _BRACKETED.finditer(text):
        if match[1] is None:
            parts.append(text[start : match.start()])
            start = match.end()
    parts.append(text[start:])
    return tuple(part.strip() for part in parts if part.strip())


def _copies(text: str) -> tuple[str, ...]:
    """抄送：A，B，C。"""
    return tuple(part.rstrip("。 ") for part in _recipients(text)[1:])


def _printer(text: str) -> str | None:
    match = _IMPRINT.match(text)
    return match["printer"].strip() if match else None


def _disclosure(text: str) -> str | None:
    match = _NOTE.search(text)
    return DISCLOSURE.get(match["value"]) if match else None


_READERS = (
    ("title", "title", _title),
    ("subtitle", "subtitle", _plain),
    ("doc_number", "doc_number", _doc_number),
    ("copy_number", "copy_number", _plain),
    ("secrecy", "secrecy", _plain),
    ("urgency", "urgency", _plain),
    ("signers", "signer", _signers),
    ("signers", "doc_number", _signers),
    ("recipients", "recipients", _recipients),
    ("salutation", "salutation", _salutation),
    ("speaker", "speaker", _plain),
    ("cc", "cc", _copies),
    ("printer", "imprint", _printer),
    ("print_date", "imprint", iso_date),
    ("note", "note", _plain),
    ("disclosure", "note", _disclosure),
)


def _add_signature(values: Values, spans: dict[str, Extent], blocks: Sequence[Block]) -> None:
    """署名 and 成文日期 of the document itself, which stand at its root."""
    signers = [b for b in blocks if isinstance(b, Paragraph) and b.role == "signature"]
    dates = [b for b in blocks if isinstance(b, Paragraph) and b.role == "date"]
    names = [name for block in signers for name in _ENTITY.sub("", block.text).split()]
    organs = tuple(name for name in names if _ORGAN.search(name))
    persons = tuple(block.text.strip() for block in signers if not _ORGAN.search(_ENTITY.sub("", block.text).strip()))
    if organs:
        values["issuers"] = organs
        spans["issuers"] = Extent(signers[0].extent.start, signers[-1].extent.end)
    if persons:
        values["signers"] = persons
        spans["signers"] = Extent(signers[0].extent.start, signers[-1].extent.end)
    if signers:
        values["signature"] = {"organs": organs, "date_text": dates[-1].text if dates else None}
        spans["signature"] = Extent(signers[0].extent.start, max(block.extent.end for block in (*signers, *dates)))
    if dates and (date := iso_date(dates[-1].text)):
        values["date"] = date
        spans["date"] = dates[-1].extent


def _add_date_of_head(values: Values, spans: dict[str, Extent], roles: dict[str, Paragraph]) -> None:
    """A report or a law has its date in the line under its title."""
    for role in ("date", "subtitle", "enactment"):
        paragraph = roles.get(role)
        if "date" not in values and paragraph is not None and (date := iso_date(paragraph.text)):
            values["date"], spans["date"] = date, paragraph.extent


def _add_attachments(values: Values, spans: dict[str, Extent], blocks: Sequence[Block]) -> None:
    """The names in the attachment note (附件说明)."""
    notes = [b for b in blocks if isinstance(b, Paragraph) and b.role == "attachment_note"]
    names = tuple(name for note in notes for part in _NUMBERS.split(note.text) if (name := _attachment(part)))
    if names:
        values["attachment_notes"] = names
        spans["attachment_notes"] = Extent(notes[0].extent.start, notes[-1].extent.end)


def _attachment(text: str) -> str:
    before = ""
    while text != before:
        before, text = text, _ATTACHMENT.sub("", text.strip())
    return text


def _add_genre_and_issuer(values: Values, spans: dict[str, Extent]) -> None:
    title = values.get("title")
    if not isinstance(title, str):
        return
    if match := _GENRE.search(title):
        values["genre"] = match["genre"]
        spans["genre"] = spans["title"]
    if "issuers" not in values and (match := _ISSUER.search(title)):
        values["issuers"] = (match["issuer"],)
        spans["issuers"] = spans["title"]


def _language(text: str) -> str | None:
    if _ONLY_TRADITIONAL.search(text, 0, SAMPLE) is None:  # as in most texts: the many simplified ones are not counted
        return "zh-Hans" if _ONLY_SIMPLIFIED.search(text, 0, SAMPLE) else None
    traditional, simplified = _ONLY_TRADITIONAL.findall(text, 0, SAMPLE), _ONLY_SIMPLIFIED.findall(text, 0, SAMPLE)
    return "zh-Hant" if len(traditional) > len(simplified) else "zh-Hans"
