"""Values of cells as text: numbers without what a computer adds, dates by their number format."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum

from bot.documents.bounds import LAST_COLUMN
from bot.domain.words.months import MONTHS

# What is written in a format as it stands: in quotes, behind a backslash, colours and locales in brackets.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 (cells have no zone)
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
# Excel takes 1900 for a leap year: before its 29 February the count is one day ahead.
_NO_SUCH_DAY = 60
_LAST_SERIAL = 2_958_466
# Beyond it Excel too writes powers of ten.
_WRITTEN_OUT = 1e21
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Shown(Enum):
    """How a number is shown."""

    NUMBER = "number"
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"


# ECMA-376 18.8.30: the formats that need no declaration.
_BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 22, *range(27, 37), *range(50, 59)), Shown.DATE),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), Shown.HOUR),
    17: Shown.MONTH,
}


def shown_as(format_id: int, code: str | None) -> Shown:
    """What a number format makes of a number."""
    if code is None:
        return _BUILT_IN.get(format_id, Shown.NUMBER)
    bare = _LITERAL.sub("", code.partition(";")[0]).lower()
    if bare.strip() == "general" or not re.search(r"[dmyhs]", bare):
        return Shown.NUMBER
    if "d" in bare:
        return Shown.DATE
    if re.search(r"[hs]", bare):
        return Shown.DATE if "y" in bare else Shown.HOUR
    return Shown.MONTH if "m" in bare else Shown.YEAR


def number_text(written: str, shown: Shown, *, from_1904: bool) -> str:
    """A stored number as text: `2023-10-12`, `November 2023`, `2023`, `09:30:00`, `81234567890`, `1.5`."""
    try:
        number = float(written)
    except ValueError:
        return written
    if not math.isfinite(number):
        return written
    if shown is not Shown.NUMBER and 0 <= number < _LAST_SERIAL:
        return _moment_text(number, shown, from_1904=from_1904)
    if re.fullmatch(r"-?[0-9]{1,20}", written):
        return written
    # Not by way of the number, whose last figures a computer makes up: 1.98E+17 is 198 and noughts.
    return str(int(Decimal(written))) if number.is_integer() and abs(number) < _WRITTEN_OUT else repr(number)


def _moment_text(number: float, shown: Shown, *, from_1904: bool) -> str:
    days, part = divmod(number, 1)
    seconds = round(part * 86_400)
    if number < 1 and not from_1904:
        return str((_EPOCH + timedelta(seconds=seconds % 86_400)).time())
    if from_1904:
        moment = _EPOCH_1904 + timedelta(days=days, seconds=seconds)
    else:
        moment = _EPOCH + timedelta(days=days + (days < _NO_SUCH_DAY), seconds=seconds)
    if shown is Shown.MONTH:
        return f"{MONTHS[moment.month - 1].capitalize()} {moment.year}"
    if shown is Shown.YEAR:
        return str(moment.year)
    if shown is Shown.HOUR:
        # Of more than a day an hour is how long something takes.
        hours, rest = divmod(int(days) * 86_400 + seconds, 3_600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}" if days else str(moment.time())
    return _iso(moment)


def iso_text(written: str) -> str:
    """A date that is stored as such (`t="d"`)."""
    try:
        return _iso(datetime.fromisoformat(written.removesuffix("Z")))
    except ValueError:
        return written


def _iso(moment: datetime) -> str:
    if moment.time() == time():
        return date(moment.year, moment.month, moment.day).isoformat()
    return moment.isoformat(" ")


def reference(written: str) -> tuple[int, int] | None:
    """Column and row of `C2`, from 1; None of what is no cell."""
    found = _REFERENCE.fullmatch(written)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return (column, int(found[2])) if column <= LAST_COLUMN else None


def column_letters(column: int) -> str:
    """`C` of 3."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
