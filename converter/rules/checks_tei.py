"""Codes of what `validate` finds in a TEI file, by layer, with their sentences; `{}` fields are filled by the check."""

from __future__ import annotations

from .rows import Code

XML_CODES = (
    Code(
        id="not-xml",
        severity="error",
        en="No XML from line {line}, column {column} on: {why}.",
        zh="第{line}行第{column}列起不是 XML：{why}。",
    ),
    Code(
        id="doctype",
        severity="error",
        en="The file declares a document type or an entity, which is not read: take the declaration out.",
        zh="文件带有文档类型或实体声明，不予读取：请删去该声明。",
    ),
    Code(
        id="not-tei",
        severity="error",
        en="The root is neither TEI nor teiCorpus in the namespace http://www.tei-c.org/ns/1.0.",
        zh="根元素不是命名空间 http://www.tei-c.org/ns/1.0 中的 TEI 或 teiCorpus。",
    ),
)

TEI_CODES = (
    Code(
        id="element-not-allowed",
        severity="error",
        en="The element {name} may not stand here; what may come here: {allowed}.",
        zh="此处不能有 {name}；可以有：{allowed}。",
    ),
    Code(
        id="element-missing",
        severity="error",
        en="The element {name} ends too early; what is still missing, one of: {allowed}.",
        zh="元素 {name} 尚不完整；还缺下列之一：{allowed}。",
    ),
    Code(
        id="text-not-allowed",
        severity="error",
        en="The element {name} holds elements only, but text stands in it.",
        zh="元素 {name} 中只能有元素，此处却有文字。",
    ),
    Code(
        id="attribute-not-allowed",
        severity="error",
        en="The element {name} has no attribute {attribute} here.",
        zh="此处的元素 {name} 没有属性 {attribute}。",
    ),
    Code(
        id="attribute-missing",
        severity="error",
        en="The element {name} lacks the attribute {attribute}.",
        zh="元素 {name} 缺少属性 {attribute}。",
    ),
    Code(
        id="attribute-value",
        severity="error",
        en="The attribute {attribute} of {name} has none of the values or forms that are allowed: {allowed}.",
        zh="元素 {name} 的属性 {attribute} 取值不在允许之列：{allowed}。",
    ),
)

TEI_MEANING_CODES = (
    Code(
        id="pointer-nowhere",
        severity="error",
        en="The attribute {attribute} points to an id that the file does not have.",
        zh="属性 {attribute} 指向文件中没有的 id。",
    ),
    Code(
        id="row-count",
        severity="error",
        en="The table does not have as many rows as its attribute rows says.",
        zh="表的行数与其属性 rows 不符。",
    ),
    Code(
        id="grid-not-filled",
        severity="error",
        en="The cells of the table do not fill its rows and columns.",
        zh="表的单元格没有填满其行与列。",
    ),
    Code(
        id="cell-misplaced",
        severity="error",
        en="The cell covers another one, or lies outside of the columns of its table.",
        zh="单元格与别的单元格重叠，或超出表的列。",
    ),
    Code(
        id="not-a-value",
        severity="error",
        en="A value of {field} is none that a document may have.",
        zh="{field} 的值不是文档可有的值。",
    ),
)

XML_FAULTS = {
    0: ("it breaks a rule of XML", "不合 XML 的规则"),
    4: ("no element begins here", "此处没有元素"),
    5: ("the document has ended before", "文档在此之前已结束"),
    9: ("a character that XML cannot hold", "有 XML 不容的字符"),
    23: ("an entity lacks its semicolon", "实体引用缺少分号"),
    26: ("an entity that is not declared", "实体未经声明"),
    38: ("< stands in an attribute: write &lt;", "属性值中有 <：应写作 &lt;"),
    39: ("the value of an attribute lacks its quotes", "属性值缺少引号"),
    41: ("an attribute has no value", "属性没有值"),
    42: ("the element has this attribute twice", "同一元素中此属性重复出现"),
    62: ("]]> stands in a text: write ]]&gt;", "文字中有 ]]>：应写作 ]]&gt;"),
    64: ("an XML declaration that does not stand at the very beginning", "XML 声明不在文件开头"),
    65: ("a blank is missing", "缺少空格"),
    68: ("& or < stands for itself: write &amp; or &lt;", "& 或 < 未经转义：应写作 &amp; 或 &lt;"),
    73: ("a tag is not finished", "标签没有结束"),
    76: ("an end tag that is not that of the open element", "结束标签与开始标签不配"),
    77: ("an element has no end tag", "元素没有结束标签"),
    80: ("-- stands in a comment", "注释中有 --"),
    201: ("a namespace prefix that is not declared", "命名空间前缀未经声明"),
    513: ("an id that stands in the file already", "文件中已有相同的 id"),
    539: ("an id that is no XML name", "id 不是合法的 XML 名称"),
}
"""Errors of libxml2 by their numbers → what we say, in English and Chinese; 0 for all others."""
