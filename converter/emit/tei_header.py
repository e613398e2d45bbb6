"""The document's source, metadata and code lists → `teiHeader` (TEI 2).

Every field of the metadata stands once in the `bibl` of the official document, but for what TEI has a better home
for: recipients and cc (correspDesc), keywords (textClass), the site (the digital source). The title, the date, the
language and the issuers are repeated where tools look for them. What is not known is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from ..model import Document, Metadata, Signature
from .tei_writer import Writer, count, escape, pointer, spelt, when

PROJECT = "由程序将网络所见的中国党政机关公文自动转换为结构化文本，参照 GB/T 9704—2012。"
EDITORIAL = (
    (
        'correction status="medium" method="markup"',
        "正文一字不改。序数残缺者以 choice 并列 sic（原文）与 corr（判读），序数缺失者以 supplied 补出。",
    ),
    (
        'normalization method="silent"',
        (
            "不作繁简、全角半角转换；标题的印刷文字与其规范形式不能逐字对应时，以 choice 并列 orig 与 reg。"
            "XML 不容的字符写作 g；属性、figDesc 与 catDesc 中写作 U+FFFD 后加四位十六进制码位。"
        ),
    ),
    ('punctuation marks="all"', "标点全部保留。"),
    (
        "segmentation",
        (
            "有标题的各级为 div，type 以 level1、level2 等表示所在深度，subtype 为序数的类别；"
            "文中之文为 div，type 为 issued、attachment、entry；专栏为 floatingText；无标题的并列项为 list。"
            "type 为 wrapper 或 continuation 的 div 和没有 xml:id 的 p 只为满足 TEI 的次序要求，不是原文的层次。"
            "gap 标明剔除或中断之处。没有任何属性和文字的 cell 只为填满表格。"
        ),
    ),
    (
        "interpretation",
        (
            "label 为原文序数，其 type 为序数的类别，其 n 为判读；div、floatingText、item 的 n 为阿拉伯数字序数。"
            "ana 指明段落的角色；cert 与 resp 标明程序的推断。行与单元格的 n 从 0 起算，只在不能由次序得知时写出。"
        ),
    ),
    ("stdVals", "日期用 ISO 8601，语言用 BCP 47。"),
)
CITATION = '<citeStructure unit="article" match="//div[@subtype=\'article\']" use="@n"/>'
"""How an article is cited: 第N条 is the division with that number (TEI 3.11.4)."""

SCHEMA_ID = "urn:gangmu:tei:1.1.0"
"""The RELAX NG schema that a document keeps, as JSON names its own in `$id`."""

TAXONOMIES = {
    "genre": "文种",
    "disclosure": "公开属性",
    "role": "段落的角色",
    "noise": "剔除文字所依据的规则",
    "dx": "诊断代码",
    "severity": "诊断的轻重",
    "zone": "剔除文字所在：正文之前、之中、之后",
}
OFFICIAL = (
    ("title", '<title type="main">{}</title>'),
    ("subtitle", '<title type="sub">{}</title>'),
    ("issuers", '<author><orgName role="issuer">{}</orgName></author>'),
    ("speaker", '<author><persName role="speaker">{}</persName></author>'),
    ("signers", '<author><persName role="signer">{}</persName></author>'),
    ("printer", '<orgName role="printer">{}</orgName>'),
    ("doc_number", '<idno type="发文字号">{}</idno>'),
    ("index_number", '<idno type="索引号">{}</idno>'),
    ("copy_number", '<idno type="份号">{}</idno>'),
    ("genre", '<note type="genre">{}</note>'),
    ("salutation", '<note type="salutation">{}</note>'),
    ("attachment_notes", '<note type="attachment_notes">{}</note>'),
    ("note", '<note type="note">{}</note>'),
    ("secrecy", '<note type="secrecy">{}</note>'),
    ("urgency", '<note type="urgency">{}</note>'),
    ("disclosure", '<note type="disclosure">{}</note>'),
    ("subject_category", '<note type="subject_category">{}</note>'),
    ("validity", '<note type="validity">{}</note>'),
    ("language", '<note type="language">{}</note>'),
)
"""Where a field of the metadata stands in the `bibl` of the official document."""

DATES = (("date", "成文日期"), ("print_date", "印发日期"), ("publish_date", "发布日期"))

_LANGUAGE = re.compile("[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")
_NAME = re.compile("[A-Za-z_][A-Za-z0-9_.-]*")
_VERSION = re.compile(r"[0-9]+(?:[a-z]+[0-9]*)?(?:\.[0-9]+(?:[a-z]+[0-9]*)?){0,3}")
"""TEI's type teidata.versionNumber."""


def language(metadata: Metadata) -> str:
    """The language as XML knows it; a tag that is none says no more than Chinese."""
    tag = metadata.language or ""
    return tag if _LANGUAGE.fullmatch(tag) else "zh"


def header(document: Document, text: Writer, replaced: Sequence[str] = ()) -> Writer:
    """The `teiHeader` of a document whose `text` is written; `replaced` characters are not in XML and became `g`."""
    out = Writer(depth=1, prefix=text.prefix)
    categories, metadata = text.categories, document.metadata
    values = (("genre", metadata.genre), ("disclosure", metadata.disclosure))
    classes = {taxonomy: {"1": value} for taxonomy, value in values if value is not None}
    with out.element("teiHeader"):
        with out.element("fileDesc"):
            _write_identity(out, document)
            _write_notes(out, document, len(replaced))
            _write_source(out, document)
        _write_encoding(out, document, categories | classes, replaced)
        _write_profile(out, metadata, tuple(classes))
    return out


def _write_identity(out: Writer, document: Document) -> None:
    """The file description up to where the notes stand (TEI 2.2): title, responsibility, extent, publication."""
    title = document.source.name if document.metadata.title is None else document.metadata.title
    with out.element("titleStmt"):
        out.line(f'<title type="main">{escape(title)}</title>')
        for issuer in document.metadata.issuers:
            out.line(f'<author><orgName role="issuer">{escape(issuer)}</orgName></author>')
        with out.element("respStmt", f' xml:id="{out.prefix}resp.conv"'):
            out.line("<resp>识别结构并转换为 TEI；程序的推断以 resp 指向此处</resp>")
            out.line(f'<name type="software">{escape(document.generator.name)}</name>')
    length = document.source.length
    out.line(f'<extent><measure unit="char"{count("quantity", length)}>{length}</measure></extent>')
    with out.element("publicationStmt"):
        out.line("<authority>机器转换，未经校订出版</authority>")
        out.line(f'<idno type="sha256">{document.source.sha256}</idno>')
        out.line('<availability status="unknown"><p>权利状态以来源为准，程序不作判断。</p></availability>')


def _write_notes(out: Writer, document: Document, replaced: int) -> None:
    """The notes statement (TEI 2.2.6), when there is something to note."""
    truncated = any(diagnostic.code == "truncated" for diagnostic in document.diagnostics)
    if not truncated and not replaced:
        return
    with out.element("notesStmt"):
        if truncated:
            out.line('<note type="completeness">truncated</note>')
        if replaced:
            out.line(f'<note type="replacedCharacters">{replaced}</note>')


def _write_source(out: Writer, document: Document) -> None:
    """The two sources (TEI 2.2.7): the official document, and the digital text that was read."""
    metadata, origin = document.metadata, document.source
    with out.element("sourceDesc"):
        with out.element("bibl", ' type="officialDocument"'):
            _write_official(out, metadata)
        with out.element("bibl", ' type="digitalSource"'):
            out.line(f'<title type="file">{escape(origin.name)}</title>')
            if metadata.source_site is not None:
                out.line(f"<publisher>{escape(metadata.source_site)}</publisher>")
            if origin.uri is not None:
                out.line(f"<ref{pointer('target', origin.uri)}>来源</ref>")
            out.line(f'<idno type="sha256">{origin.sha256}</idno>')
            out.line(f'<note type="media_type">{escape(origin.media_type)}</note>')
            out.line(f'<note type="encoding">{escape(origin.encoding)}</note>')


def _write_official(out: Writer, metadata: Metadata) -> None:
    for field, template in OFFICIAL:
        value: str | tuple[str, ...] | None = getattr(metadata, field)
        values = value if isinstance(value, tuple) else () if value is None else (value,)
        for text in values:
            out.line(template.replace("{}", escape(text)))
    for field, kind in DATES:
        day: str | None = getattr(metadata, field)
        if day is not None:
            out.line(_date(day, f' type="{kind}"'))
    if metadata.signature is not None:
        out.line(_signature(metadata.signature))


def _signature(signature: Signature) -> str:
    organs = "".join(f"<orgName>{escape(organ)}</orgName>" for organ in signature.organs)
    day = "" if signature.date_text is None else f"<date>{escape(signature.date_text)}</date>"
    return f'<note type="signature">{organs}{day}</note>'


def _date(day: str, attributes: str = "") -> str:
    return f"<date{attributes}{when(day)}>{day}</date>"


def _write_encoding(
    out: Writer, document: Document, categories: dict[str, dict[str, str]], replaced: Iterable[str]
) -> None:
    """The encoding description (TEI 2.3): what was done, how offsets are read, the code lists that are used."""
    file = quote(document.source.name, safe="", errors="replace")
    with out.element("encodingDesc"):
        out.line(f"<projectDesc><p>{PROJECT}</p></projectDesc>")
        with out.element("editorialDecl"):
            for tag, text in EDITORIAL:
                out.line(f"<{tag}><p>{text}</p></{tag.split()[0]}>")
        out.line(f"<refsDecl>{CITATION}</refsDecl>")
        with out.element("listPrefixDef"):
            pattern = f'matchPattern="([0-9]+)-([0-9]+)" replacementPattern="{file}#char=$1,$2"'
            with out.element("prefixDef", f' ident="src" {pattern}'):
                out.line("<p>src:起-止 指解码后的来源文字，以 Unicode 码位计，含起不含止（RFC 5147）。</p>")
        if categories:
            with out.element("classDecl"):
                _write_taxonomies(out, categories)
        if replaced:
            with out.element("charDecl"):
                _write_characters(out, replaced)
        with out.element("appInfo"):
            _write_application(out, document)
        out.line(f'<schemaRef key="gangmu" url="{SCHEMA_ID}"/>')


def _write_characters(out: Writer, replaced: Iterable[str]) -> None:
    """The characters that a `g` stands for (TEI 5.2)."""
    for code in sorted({f"{ord(char):04X}" for char in replaced}):
        out.line(f'<char xml:id="{out.prefix}char.{code}"><desc>U+{code}</desc></char>')


def _write_taxonomies(out: Writer, categories: dict[str, dict[str, str]]) -> None:
    for taxonomy, codes in sorted(categories.items()):
        with out.element("taxonomy", f' xml:id="{out.prefix}tax.{taxonomy}"'):
            out.line(f"<desc>{TAXONOMIES[taxonomy]}</desc>")
            for code, description in sorted(codes.items()):
                category = f"<catDesc>{escape(spelt(description))}</catDesc>"
                out.line(f'<category xml:id="{out.prefix}{taxonomy}.{code}">{category}</category>')


def _write_application(out: Writer, document: Document) -> None:
    """The program (TEI 2.3.11); name and version as they are, and once more as far as TEI's types hold them."""
    name, version = document.generator.name, document.generator.version
    ident = name if _NAME.fullmatch(name) else "converter"
    number = version if _VERSION.fullmatch(version) else "0"
    with out.element("application", f' ident="{ident}" version="{number}"'):
        out.line(f"<label>{escape(name)}</label>")
        out.line(f'<label type="version">{escape(version)}</label>')
        out.line(f'<label type="schema">{document.schema_version}</label>')


def _write_profile(out: Writer, metadata: Metadata, classes: tuple[str, ...]) -> None:
    """The text profile (TEI 2.4): date, language, classes, correspondents."""
    with out.element("profileDesc"):
        if metadata.date is not None:
            out.line(f"<creation>{_date(metadata.date)}</creation>")
        tag = language(metadata)
        out.line(f'<langUsage><language ident="{tag}">{tag}</language></langUsage>')
        if classes or metadata.keywords:
            with out.element("textClass"):
                _write_classes(out, metadata, classes)
        if metadata.recipients or metadata.cc:
            with out.element("correspDesc"):
                _write_correspondence(out, metadata)


def _write_classes(out: Writer, metadata: Metadata, classes: tuple[str, ...]) -> None:
    for taxonomy in classes:
        out.line(f'<catRef scheme="#{out.prefix}tax.{taxonomy}" target="#{out.prefix}{taxonomy}.1"/>')
    if metadata.keywords:
        terms = "".join(f"<term>{escape(word)}</term>" for word in metadata.keywords)
        out.line(f"<keywords>{terms}</keywords>")


def _write_correspondence(out: Writer, metadata: Metadata) -> None:
    """Who wrote to whom (TEI 2.4.6): 发文机关, 主送机关, 抄送机关."""
    day = "" if metadata.date is None else _date(metadata.date)
    for attributes, names, written in (
        (' type="sent"', metadata.issuers, day),
        (' type="received"', metadata.recipients, ""),
        (' type="received" subtype="cc"', metadata.cc, ""),
    ):
        organs = "".join(f"<orgName>{escape(name)}</orgName>" for name in names)
        if organs or written:
            out.line(f"<correspAction{attributes}>{organs}{written}</correspAction>")
