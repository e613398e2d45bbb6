"""Bytes as TEI: checked, and read back into a document."""

from __future__ import annotations

import converter

from . import mutate, oracle, starts

MARKUP = (
    *("<p>", "</p>", "<div>", "</div>", "<head>", "<lb/>", "<g/>", "<table>", "<row>", "<cell>", "<list>", "<item>"),
    *('xml:id="p_1"', ' source="src:1-2"', ' type="section"', "<![CDATA[", "]]>", "<!--", "-->", "<?x?>", "&#0;"),
    *("&amp;", "&x;", '<!DOCTYPE TEI [<!ENTITY x "y">]>', ' xmlns="urn:x"', "<TEI/>", "<teiCorpus>", "<div>" * 300),
    *("<note>", "<num/>", ' n="-1"', ' rows="0"', ' cols="99999999999"', "<label>", "<ref target='x'>", "<figure/>"),
)
pieces = (*mutate.ODD, *MARKUP * 3)


def begin() -> tuple[bytes, ...]:
    return starts.emitted("tei")


def check(data: bytes) -> None:
    with oracle.in_time("validate"):
        findings = converter.validate(data)
    assert all(finding.message and finding.code for finding in findings)
    try:
        with oracle.in_time("from_tei"):
            document = converter.from_tei(data)
    except converter.ConverterError as error:
        oracle.clear(error)
        return
    oracle.emits(document)
    assert converter.from_tei(converter.emit(document, "tei")) == document
