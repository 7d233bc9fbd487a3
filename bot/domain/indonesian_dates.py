"""Dates and times as Indonesians type them: `12 Oktober 2023`, `12/10/2023`, `Kamis, 12 okt`, `09.00-12.00 WIB`."""

from __future__ import annotations

import calendar
import re
from datetime import date, time, timedelta

MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip
_VARIANTS = {"nopember": 11, "pebruari": 2, "october": 10, "december": 12, "agt": 8, "agu": 8, "nop": 11, "peb": 2,
             "sept": 9, "may": 5}  # fmt: skip
WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_RELATIVE = {"hari ini": 0, "besok": 1, "lusa": 2}


class DateProblem(ValueError):
    """What was typed is no date or time; `code` names a message, `values` fill it."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values


def month_number(word: str) -> int | None:
    """1-12 for a month's name, a common spelling or abbreviation of it, or a slip of one letter; else None."""
    word = word.casefold().strip(".")
    if word in _VARIANTS:
        return _VARIANTS[word]
    if len(word) >= 3:
        starts = [number for number, name in enumerate(MONTHS, 1) if name.startswith(word)]
        if len(starts) == 1:
            return starts[0]
    if len(word) >= 6:
        close = [number for number, name in enumerate(MONTHS, 1) if _one_slip(word, name)]
        return close[0] if len(close) == 1 else None
    return None


def parse_date(text: str, *, default_year: int | None = None, today: date | None = None) -> date:
    """Read one day. `today` serves `besok`, `lusa` and a missing year; `default_year` a missing year.

    Raises `DateProblem`: not_a_date, unknown_month, no_such_day, weekday_mismatch, missing_year.
    """
    words = " ".join(text.casefold().split())
    if words in _RELATIVE and today is not None:
        return today + timedelta(days=_RELATIVE[words])
    weekday, rest = _weekday(words)
    found = _numeric(rest, text) or _worded(rest, text, default_year, today)
    if found is None:
        raise DateProblem("not_a_date", given=text.strip())
    if weekday is not None and found.weekday() != weekday:
        raise DateProblem(
            "weekday_mismatch", given=text.strip(), right=WEEKDAYS[found.weekday()].capitalize(), date=found.isoformat()
        )
    return found


def parse_time(text: str) -> time:
    """`09:00`, `09.00`, `9`, `jam 9`, `pukul 13.30 WIB`. Raises `DateProblem` not_a_time."""
    match = re.fullmatch(
        r"(?:jam|pukul|pkl\.?)?\s*(\d{1,2})(?:[.:](\d{2}))?(?:\s*(?:wib|wita|wit))?", text.casefold().strip()
    )
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise DateProblem("not_a_time", given=text.strip())
    return time(int(match[1]), int(match[2] or 0))


def parse_time_range(text: str) -> tuple[time, time | None]:
    """`09:00-12:00`, `09.00 s/d 12.00`, `09.00 - selesai`, `09:00`; an open or missing end is None.

    Raises `DateProblem` not_a_time or end_before_start.
    """
    parts = re.split(r"\s*(?:-|–|s/d|s\.d\.|sampai(?:\s+dengan)?)\s*", text.casefold().strip(), maxsplit=1)
    start = parse_time(parts[0])
    if len(parts) == 1 or parts[1] == "selesai":
        return start, None
    end = parse_time(parts[1])
    if end <= start:
        raise DateProblem("end_before_start", given=text.strip())
    return start, end


def safe_date(year: int, month: int, day: int, given: str) -> date:
    """A date, or `DateProblem` no_such_day that says how many days the month has."""
    try:
        return date(year, month, day)
    except ValueError:
        if not 1 <= month <= 12 or not 1 <= year <= 9999:
            raise DateProblem("not_a_date", given=given.strip()) from None
        last = calendar.monthrange(year, month)[1]
        raise DateProblem(
            "no_such_day", given=given.strip(), month=MONTHS[month - 1].capitalize(), last=str(last)
        ) from None


def _weekday(words: str) -> tuple[int | None, str]:
    match = re.match(r"(?:hari\s+)?(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\b[\s,]*", words)
    if match is None:
        return None, words
    return WEEKDAYS.index(match[1].replace("'", "")), words[match.end() :].removeprefix("tanggal ")


def _numeric(words: str, given: str) -> date | None:
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        return safe_date(int(match[1]), int(match[2]), int(match[3]), given)
    if match := re.fullmatch(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})", words):
        year = int(match[4])
        return safe_date(year if year > 99 else 2000 + year, int(match[3]), int(match[1]), given)
    return None


def _worded(words: str, given: str, default_year: int | None, today: date | None) -> date | None:
    match = re.fullmatch(r"(?:tanggal\s+)?(\d{1,2})\s*([a-z]+)\.?(?:\s+(?:tahun\s+)?(\d{4}))?", words)
    if match is None:
        return None
    month = month_number(match[2])
    if month is None:
        raise DateProblem("unknown_month", given=match[2])
    if match[3]:
        return safe_date(int(match[3]), month, int(match[1]), given)
    if default_year is not None:
        return safe_date(default_year, month, int(match[1]), given)
    if today is None:
        raise DateProblem("missing_year", given=given.strip())
    this_year = safe_date(today.year, month, int(match[1]), given)
    # "5 januari" said in December is the coming January.
    return this_year if this_year >= today else safe_date(today.year + 1, month, int(match[1]), given)


def _one_slip(word: str, name: str) -> bool:
    """Whether one inserted, dropped or changed letter makes `word` of `name`."""
    if abs(len(word) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    rest, other = word[start:], name[start:]
    return rest[1:] == other or rest == other[1:] or rest[1:] == other[1:]
