"""Dates as Indonesians type them: `12 Oktober 2023`, `12/10/2023`, `Kamis, 12 okt`. Hours: `indonesian_hours`."""

from __future__ import annotations

import calendar
import contextlib
import re
from datetime import date, timedelta

from bot.domain.time_words import MONTHS, WEEKDAYS, month_number

_RELATIVE = {"hari ini": 0, "besok": 1, "lusa": 2}
# What is no year of an office's calendar is a slip of the finger.
_YEARS = range(2000, 2100)
# Where a first day may end and a last one begin; a hyphen also stands within a date.
_JOINTS = re.compile(r"\s*(?:\.\.|-|–|—|s/d|s\.d\.?|\bsd\b|sampai(?:\s+dengan)?|hingga)\s*", re.IGNORECASE)
_WEEKDAY = r"senin|selasa|rabu|kamis|jum\s?['’‘`]?\s?at|sabtu|minggu|ahad"
_WEEKDAYS = re.compile(rf"\s*({_WEEKDAY}){_JOINTS.pattern}({_WEEKDAY})\s*,?\s+(?=\d)", re.IGNORECASE)
# What is said of a date that was understood.
_OF_A_DATE = ("no_such_day", "weekday_mismatch")


class DateProblem(ValueError):
    """What was typed is no date or time; `code` names a message, `values` fill it."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values


def parse_date(text: str, *, default_year: int | None = None, today: date | None = None) -> date:
    """Read one day. `today` serves `besok`, `lusa` and a missing year; `default_year` a missing year.

    Raises `DateProblem`: not_a_date, unknown_month, no_such_day, weekday_mismatch, missing_year.
    """
    words = " ".join(text.casefold().split()).rstrip(".,")
    if words in _RELATIVE and today is not None:
        return today + timedelta(days=_RELATIVE[words])
    weekday, rest = _weekday(words)
    found = _numeric(rest, text, default_year, today) or _worded(rest, text, default_year, today)
    if found is None:
        raise DateProblem("not_a_date", given=text.strip())
    if weekday is not None and found.weekday() != weekday:
        raise DateProblem(
            "weekday_mismatch", given=text.strip(), right=WEEKDAYS[found.weekday()].capitalize(), date=found.isoformat()
        )
    return found


def parse_days(text: str, *, today: date) -> tuple[date, date]:
    """First and last of some days that follow each other: `13-15 November 2023`, `13 Nov s/d 2 Desember 2023`, one day.

    What the first leaves out (month, year) is the last's. Raises `DateProblem`: those of `parse_date`, days_reversed.
    """
    try:
        day = parse_date(text, today=today)
    except DateProblem as problem:
        if weekdays := _WEEKDAYS.match(text):
            return _checked_days(weekdays, parse_days(text[weekdays.end() :], today=today), text)
        for joint in _JOINTS.finditer(text):
            try:
                last = parse_date(text[joint.end() :], today=today)
            except DateProblem as of_last:
                if problem.code == "not_a_date" and of_last.code in _OF_A_DATE:
                    raise
                continue
            first = _first_until(last, text[: joint.start()], today)
            if first > last:
                raise DateProblem("days_reversed", given=text.strip()) from None
            return first, last
        raise
    return day, day


def _checked_days(match: re.Match[str], days: tuple[date, date], text: str) -> tuple[date, date]:
    """Days after `Selasa-Rabu,`, which must be these."""
    for word, day in zip(match.groups(), days, strict=True):
        weekday, _ = _weekday(word.casefold())
        if weekday is not None and weekday != day.weekday():
            right = WEEKDAYS[day.weekday()].capitalize()
            raise DateProblem("weekday_mismatch", given=text.strip(), right=right, date=day.isoformat())
    return days


def safe_date(year: int, month: int, day: int, given: str) -> date:
    """A date, or `DateProblem` no_such_day that says how many days the month has."""
    if year not in _YEARS or not 1 <= month <= len(MONTHS) or day < 1:
        raise DateProblem("not_a_date", given=given.strip())
    try:
        return date(year, month, day)
    except ValueError:
        last = calendar.monthrange(year, month)[1]
        raise DateProblem(
            "no_such_day", given=given.strip(), month=MONTHS[month - 1].capitalize(), last=str(last)
        ) from None


def _first_until(last: date, words: str, today: date) -> date:
    if re.fullmatch(r"\d{1,2}", words.strip()):
        return safe_date(last.year, last.month, int(words), words)
    first = parse_date(words, default_year=last.year, today=today)
    if first > last and not re.search(r"\d{4}", words):
        # 30 Desember s/d 2 Januari 2024.
        return parse_date(words, default_year=last.year - 1, today=today)
    return first


def _weekday(words: str) -> tuple[int | None, str]:
    match = re.match(rf"(?:hari\s+)?(?:({_WEEKDAY})\b[\s,]*)?", words)
    rest = re.sub(r"^(?:tanggal|tgl\.?)\s*", "", words[match.end() :] if match else words)
    if match is None or match[1] is None:
        return None, rest
    name = re.sub(r"[^a-z]", "", match[1]).replace("ahad", "minggu")
    return WEEKDAYS.index(name), rest


def _numeric(words: str, given: str, default_year: int | None, today: date | None) -> date | None:
    if match := re.fullmatch(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})", words):
        return safe_date(int(match[1]), int(match[3]), int(match[4]), given)
    if match := re.fullmatch(r"(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})", words):
        year = int(match[4])
        return safe_date(year if len(match[4]) > 2 else 2000 + year, int(match[3]), int(match[1]), given)
    # Without a year only with a slash: 09.10 and 09-10 are times of day.
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})", words):
        return _without_year(int(match[2]), int(match[1]), given, default_year, today)
    return None


def _worded(words: str, given: str, default_year: int | None, today: date | None) -> date | None:
    match = re.fullmatch(r"(\d{1,2})[\s-]*([a-z]+)\.?(?:[\s,-]*(?:tahun\s+)?(\d{4})|-(\d{2}))?", words)
    if match is None:
        return None
    month = month_number(match[2])
    if month is None:
        raise DateProblem("unknown_month", given=match[2])
    if year := match[3] or (match[4] and f"20{match[4]}"):
        return safe_date(int(year), month, int(match[1]), given)
    return _without_year(month, int(match[1]), given, default_year, today)


def _without_year(month: int, day: int, given: str, default_year: int | None, today: date | None) -> date:
    if default_year is not None:
        return safe_date(default_year, month, day, given)
    if today is None:
        raise DateProblem("missing_year", given=given.strip())
    # "5 januari" said in December is the coming January; 29 February may exist only then.
    for year in (today.year, today.year + 1):
        with contextlib.suppress(DateProblem):
            found = safe_date(year, month, day, given)
            if found >= today:
                return found
    return safe_date(today.year + 1, month, day, given)
