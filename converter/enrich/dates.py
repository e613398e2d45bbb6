"""A printed date → ISO 8601, as precise as printed."""

from __future__ import annotations

from ..late import late
from ..numerals import to_int

_DIGITS = str.maketrans("〇○零ОOo０ＯΟ一二三四五六七八九", "000000000123456789")
_DATE = late(
    "(?P<year>[0-9０-９〇○零OoＯΟ一二三四五六七八九]{4}) ?年"
    "(?: ?(?P<month>[0-9０-９]{1,2}|[一二三四五六七八九十元正]{1,2}) ?月"
    "(?: ?(?P<day>[0-9０-９]{1,2}|[一二三四五六七八九十廿]{1,3}) ?日)?)?"
)


def iso_date(text: str) -> str | None:
    """The first date in `text` as YYYY, YYYY-MM or YYYY-MM-DD; None where there is none, or no such day.

    >>> iso_date("二〇二四年三月一日"), iso_date("2021年12月5日"), iso_date("2024年2月30日")
    ('2024-03-01', '2021-12-05', None)
    """
    match = _DATE.search(text)
    if match is None:
        return None
    year = match["year"].translate(_DIGITS)
    month, day = _number(match["month"]), _number(match["day"])
    if not year.isdigit() or not _is_day(int(year), month, day):
        return None
    parts = [f"{int(year):04}"] + [f"{part:02}" for part in (month, day) if part is not None]
    return "-".join(parts)


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if text.isdigit():
        return int(text)
    if text in ("元", "正"):
        return 1
    return to_int("han", text.replace("廿", "二十"))


def _is_day(year: int, month: int | None, day: int | None) -> bool:
    if month is None:
        return year > 0
    if not 1 <= month <= 12 or year < 1:
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    return day is None or 1 <= day <= longest
