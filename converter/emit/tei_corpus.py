"""Many documents → one `teiCorpus` (TEI 15.1), member by member, so that no more than one is ever held.

Every id of a member, and every pointer to one, begins with the member's number: `d3.sec_1`.
"""

from __future__ import annotations

from ..model import Document
from .to_tei import PROLOG, tei_element

CORPUS_SUFFIX = ".tei.xml"

CORPUS_START = f"""\
{PROLOG}<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:lang="zh">
<teiHeader>
  <fileDesc>
    <titleStmt><title>公文语料</title></titleStmt>
    <publicationStmt><authority>机器转换，未经校订出版</authority></publicationStmt>
    <sourceDesc><p>各文档的来源见其 teiHeader。</p></sourceDesc>
  </fileDesc>
</teiHeader>
"""

CORPUS_END = "</teiCorpus>\n"


def corpus_member(document: Document, number: int) -> str:
    """The document as the member of that number, from 1, between `CORPUS_START` and `CORPUS_END`."""
    return tei_element(document, f"d{number}.")
