"""Codes of what `validate` finds in a document, by layer, with their sentences; `{}` fields are filled by the check.

No sentence repeats what the document holds: only where it is, what kind of value was found, and what is allowed.
"""

from __future__ import annotations

from .checks_tei import TEI_CODES, TEI_MEANING_CODES, XML_CODES
from .rows import Code

JSON_CODES = (
    Code(
        id="not-utf8",
        severity="error",
        en="The file is not UTF-8: byte {byte} does not fit.",
        zh="文件不是 UTF-8 编码：第{byte}字节不合。",
    ),
    Code(
        id="not-json",
        severity="error",
        en="No JSON from line {line}, column {column} on: {why}.",
        zh="第{line}行第{column}列起不是 JSON：{why}。",
    ),
    Code(
        id="not-plain",
        severity="error",
        en="The object holds something that JSON cannot.",
        zh="对象中有 JSON 无法表示的内容。",
    ),
    Code(
        id="duplicate-key",
        severity="error",
        en="This key stands in its object more than once.",
        zh="同一对象中此键重复出现。",
    ),
    Code(
        id="not-finite",
        severity="error",
        en="{found} is no number in JSON.",
        zh="JSON 中没有 {found} 这样的数。",
    ),
    Code(
        id="lone-surrogate",
        severity="error",
        en="Half of a character (a lone surrogate) stands here.",
        zh="此处有半个字符（孤立代理码位）。",
    ),
    Code(
        id="number-too-long",
        severity="error",
        en="A number has more digits than can be read.",
        zh="有一个数的位数过多，无法读取。",
    ),
    Code(
        id="nested-too-deep",
        severity="error",
        en="Values nest deeper than in any document.",
        zh="嵌套过深，不可能是文档。",
    ),
)

SCHEMA_CODES = (
    Code(
        id="missing-field",
        severity="error",
        en="This field is missing.",
        zh="缺少此字段。",
    ),
    Code(
        id="unknown-field",
        severity="error",
        en="The schema has no field of this name here.",
        zh="模式在此处没有这个字段。",
    ),
    Code(
        id="wrong-type",
        severity="error",
        en="{expected} is expected, {found} was found.",
        zh="应为{expected}，实为{found}。",
    ),
    Code(
        id="unknown-value",
        severity="error",
        en="The value is none of those allowed: {allowed}.",
        zh="取值不在允许之列：{allowed}。",
    ),
    Code(
        id="wrong-form",
        severity="error",
        en="The text does not have the form {pattern}.",
        zh="文本不符合形式 {pattern}。",
    ),
    Code(
        id="too-small",
        severity="error",
        en="The number is smaller than {least}.",
        zh="数值小于{least}。",
    ),
    Code(
        id="not-allowed",
        severity="error",
        en="The schema does not allow this value.",
        zh="模式不允许此值。",
    ),
    Code(
        id="nested-too-deep",
        severity="error",
        en="Values nest deeper than in any document.",
        zh="嵌套过深，不可能是文档。",
    ),
)

MEANING_CODES = (
    Code(
        id="id-twice",
        severity="error",
        en="An earlier block has the same id.",
        zh="前面已有相同 id 的块。",
    ),
    Code(
        id="span-backwards",
        severity="error",
        en="The span {start}–{end} ends before it starts.",
        zh="区间{start}–{end}的终点在起点之前。",
    ),
    Code(
        id="span-outside",
        severity="error",
        en="The span lies outside of what is around it, {start}–{end}.",
        zh="区间超出其上级的范围{start}–{end}。",
    ),
    Code(
        id="span-order",
        severity="error",
        en="The span starts before the block before it ends, at {end}.",
        zh="区间起点在前一块的终点{end}之前。",
    ),
    Code(
        id="heading-outside",
        severity="error",
        en="The span of the heading, {start}–{end}, lies outside of its block or runs backwards.",
        zh="标题区间{start}–{end}超出所属的块，或首尾颠倒。",
    ),
    Code(
        id="wrong-level",
        severity="error",
        en="The level is {level}, the place in the tree makes it {depth}.",
        zh="级别为{level}，按所在位置应为{depth}。",
    ),
    Code(
        id="too-deep",
        severity="error",
        en="Blocks nest deeper than {limit}.",
        zh="块的嵌套超过{limit}层。",
    ),
)

LAYERS = {
    "json": JSON_CODES,
    "schema": SCHEMA_CODES,
    "xml": XML_CODES,
    "tei": TEI_CODES,
    "meaning": (*MEANING_CODES, *TEI_MEANING_CODES),
}
"""In the order in which they are checked: a document that fails the schema is not asked for its meaning."""

KINDS = {
    "object": ("an object", "对象"),
    "array": ("an array", "数组"),
    "string": ("a text", "文本"),
    "integer": ("an integer", "整数"),
    "number": ("a number with a fraction", "小数"),
    "boolean": ("true or false", "真假值"),
    "null": ("null", "null"),
}
"""Kinds of JSON values, in English and Chinese."""

SCHEMA_ERRORS = {
    "missing": ("missing-field", ""),
    "extra_forbidden": ("unknown-field", ""),
    "union_tag_not_found": ("missing-field", ""),
    "union_tag_invalid": ("unknown-value", ""),
    "literal_error": ("unknown-value", ""),
    "string_pattern_mismatch": ("wrong-form", ""),
    "greater_than_equal": ("too-small", ""),
    "string_type": ("wrong-type", "string"),
    "int_type": ("wrong-type", "integer"),
    "bool_type": ("wrong-type", "boolean"),
    "tuple_type": ("wrong-type", "array"),
    "dict_type": ("wrong-type", "object"),
    "model_type": ("wrong-type", "object"),
    "model_attributes_type": ("wrong-type", "object"),
}
"""Errors of pydantic → the code, and for a wrong type the kind that is expected."""

JSON_FAULTS = {
    "Expecting value": ("a value is missing", "缺少值"),
    "Expecting ',' delimiter": ("a comma is missing", "缺少逗号"),
    "Expecting ':' delimiter": ("a colon is missing", "缺少冒号"),
    "Expecting property name enclosed in double quotes": ("a key in double quotes is missing", "缺少双引号括起的键"),
    "Illegal trailing comma before end of object": ("a comma too many", "多了一个逗号"),
    "Illegal trailing comma before end of array": ("a comma too many", "多了一个逗号"),
    "Extra data": ("the document has ended before", "文档在此之前已结束"),
    "Unterminated string starting at": ("a text has no end", "文本没有结束"),
    "Invalid control character at": ("a control character is not escaped", "控制字符没有转义"),
    "Invalid \\escape": ("an escape that does not exist", "没有这样的转义"),
    "Invalid \\escape: ": ("an escape that does not exist", "没有这样的转义"),
    "Invalid \\uXXXX escape": ("an escape \\u without its four digits", "\\u 转义不足四位"),
}
"""What Python's reader says → what we say, in English and Chinese."""
