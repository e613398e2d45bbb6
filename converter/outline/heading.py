"""The text behind a marker → where its heading ends and how much it looks like one."""

from __future__ import annotations

import re

from ..flow import record

LONGEST_HEADING = 45
LONGEST_RUN_IN = 50
LONGEST_QUESTION = 24

# Stops inside quotes, titles and brackets do not end a heading; neither does the colon of a ratio or a clock.
_END = re.compile(
    "(?:[^“《(。;!?:]++|“[^”]{0,80}”|《[^》]{0,80}》|\\((?:[^()]|\\([^()]{0,60}\\)){0,120}+\\)|[“《(]|(?<=[0-9]):(?=[0-9]))*+"
    "([。;!?:])\\s*+"
)
"""A text up to its first stop and the blanks behind it."""
_BRACKETS = re.compile("\\((?:[^()]|\\([^()]{0,60}\\)){0,120}+\\)")
_RULE_WORDS = re.compile("应当|必须|不得|可以|有权|经[^,。]{1,20}批准|依法")


@record
class Shape:
    """How a text stands to being a heading.

    `cut`: length of the heading in code points; `stop`: its closing stop, or ""; `run_in`: whether text follows it;
    `rest`: the offset of that text.
    """

    cut: int
    stop: str
    run_in: bool = False
    rest: int = 0


def shape_of(shadow: str) -> Shape:
    """Cut `shadow`, the line behind its marker, at its first 。 or ： outside quotes and brackets.

    Any other stop there leaves it whole: a sentence, no heading with its text.
    """
    end = _END.match(shadow)
    if end is None:
        return Shape(len(shadow), "")
    at, stop, rest = end.start(1), end[1], end.end()
    return Shape(at, stop, rest < len(shadow), rest) if stop in "。:" else Shape(len(shadow), stop)


def likeness(shadow: str, shape: Shape, followed_by_body: bool) -> float:
    """How much a line looks like a heading: above 0 it does, below 0 it looks like an item or a sentence."""
    if not shadow:
        return 0.0
    if shadow[-1] == ";" and not (shape.run_in and shape.stop == "。"):
        return -2.0
    head = shadow[: shape.cut]
    if "(" in head:
        head = _BRACKETS.sub("", head)
    own = _run_in_likeness(shape, len(head)) if shape.run_in else _shape_likeness(shape, len(head), followed_by_body)
    return own - 1.0 if _RULE_WORDS.search(head) else own


def _shape_likeness(shape: Shape, length: int, followed_by_body: bool) -> float:
    match shape.stop:
        case "":
            return (2.0 if length <= LONGEST_HEADING else 0.5 if length <= 60 else -1.0) + 0.5 * followed_by_body
        case ":":
            return 0.5 if length <= 20 else -0.5
        case "。":
            base = 0.5 if length <= 20 else -0.5 if length <= LONGEST_HEADING else -1.5
            return base + 0.8 * followed_by_body
        case "?" if length <= LONGEST_QUESTION:
            return 0.3 if followed_by_body else -0.5
        case _:
            return -1.0


def _run_in_likeness(shape: Shape, length: int) -> float:
    if shape.stop == ":":
        return 0.5 if length <= 15 else -0.5
    return 1.0 if length <= 30 else 0.5 if length <= LONGEST_RUN_IN else -1.5
