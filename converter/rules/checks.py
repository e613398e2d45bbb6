"""Codes of what `validate` finds in a document, by layer, with their sentences; `{}` fields are filled by the check.

No sentence repeats what the document holds: only where it is, what kind of value was found, and what is allowed.
"""

from __future__ import annotations

from .rows import Code

WELL_FORMED_CODES = (
    Code(
        id="not-utf8",
        severity="error",
        en="The file is not UTF-8: byte {byte} does not fit.",
        zh="文件不是 UTF-8 编码：第{byte}字节不合。",
    ),
    Code(
        id="not-json",
        severity="error",
        en="No JSON from here on: {why}.",
        zh="从这里起不是 JSON：{why}。",
    ),
    Code(
        id="truncated",
        severity="error",
        en="The text ends here, in the midst of a value.",
        zh="文本到此中断，值不完整。",
    ),
    Code(
        id="empty",
        severity="error",
        en="There is nothing in it.",
        zh="内容为空。",
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
        en="The number is too large to be read.",
        zh="此数过大，无法读取。",
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
        id="not-a-document",
        severity="error",
        en="This is no converted document: it has neither schema_version nor children.",
        zh="这不是转换后的文档：既没有 schema_version，也没有 children。",
    ),
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
    Code(
        id="newer-version",
        severity="warning",
        en="The document is of a newer version than {known}; --lenient leaves out what is new.",
        zh="文档版本比 {known} 新；--lenient 可略去新增内容。",
    ),
    Code(
        id="newer-field",
        severity="info",
        en="A newer version has added this field; it was left out.",
        zh="此字段为新版本所增，已略去。",
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
    Code(
        id="heading-half",
        severity="error",
        en="Only one of heading_span and heading_raw is given.",
        zh="heading_span 与 heading_raw 只给了一个。",
    ),
    Code(
        id="marker-status",
        severity="error",
        en="The status does not fit: an inferred marker has neither text nor span, any other has both.",
        zh="状态不符：推断的序号没有文字和区间，其他的两者都有。",
    ),
    Code(
        id="marker-family",
        severity="error",
        en="The reading is no marker of family {family} with this ordinal.",
        zh="读法不是 {family} 类该编号的序号。",
    ),
    Code(
        id="cell-outside",
        severity="error",
        en="The cell lies outside of the grid of {rows} rows and {columns} columns.",
        zh="单元格超出{rows}行{columns}列的表格。",
    ),
    Code(
        id="cell-overlap",
        severity="error",
        en="The cell covers a place that cells[{other}] has taken.",
        zh="单元格占了 cells[{other}] 已占的位置。",
    ),
    Code(
        id="grid-too-large",
        severity="error",
        en="Cells cover more than {limit} places, too many to be checked.",
        zh="单元格所占位置超过{limit}个，无法检查。",
    ),
    Code(
        id="pointer-lost",
        severity="error",
        en="No block has this id.",
        zh="没有这个 id 的块。",
    ),
    Code(
        id="field-lost",
        severity="error",
        en="The metadata has no field of this name.",
        zh="元数据没有这个字段。",
    ),
)

SOURCE_CODES = (
    Code(
        id="other-source",
        severity="error",
        en="The document was not made from this source: the digests differ.",
        zh="文档不是由此源文件转换的：摘要不同。",
    ),
    Code(
        id="wrong-length",
        severity="error",
        en="The length given for the source is {length}, it has {real} characters.",
        zh="所记源文长度为{length}，实有{real}字符。",
    ),
    Code(
        id="beyond-source",
        severity="error",
        en="The span {start}–{end} does not lie in the source of {length} characters.",
        zh="区间{start}–{end}不在长{length}字符的源文之内。",
    ),
    Code(
        id="text-lost",
        severity="error",
        en="Characters of the source stand nowhere in the document: {number}, the first in line {line} (offset {offset}).",
        zh="源文有{number}个字符不在文档中，最先在第{line}行（偏移{offset}）。",
    ),
    Code(
        id="used-twice",
        severity="error",
        en="A character of the source, in line {line} (offset {offset}), stands in the document twice.",
        zh="源文第{line}行（偏移{offset}）的字符在文档中用了两次。",
    ),
    Code(
        id="removed-twice",
        severity="error",
        en="Text of the source was removed twice.",
        zh="源文的文字被移除两次。",
    ),
    Code(
        id="text-differs",
        severity="error",
        en="The text is not that of the source.",
        zh="文字与源文不同。",
    ),
    Code(
        id="heading-differs",
        severity="error",
        en="The printed heading is not made of the marker, the heading and separators.",
        zh="印出的标题不是由序号、标题和分隔符构成。",
    ),
    Code(
        id="heading-without-span",
        severity="error",
        en="A heading with text has no span.",
        zh="有文字的标题没有区间。",
    ),
    Code(
        id="cell-differs",
        severity="error",
        en="The text of the cell in row {row}, column {column} is not that of the source.",
        zh="第{row}行第{column}列单元格的文字与源文不同。",
    ),
)
"""What `--source` adds to the meaning: the law of conservation."""

LAYERS = {"well-formed": WELL_FORMED_CODES, "schema": SCHEMA_CODES, "meaning": (*MEANING_CODES, *SOURCE_CODES)}
"""In the order in which they are checked: a document that fails the schema is not asked for its meaning."""

BLOCKS = {"section": ("section", "章节"), "box": ("box", "专栏"), "part": ("part", "所附文件")}
"""Blocks with a heading, by which readers find a place, in English and Chinese."""

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
