"""Dates as Indonesians type them: `12 Oktober 2023`, `12/10/2023`, `Kamis, 12 okt`. Hours: `indonesian_hours`."""

from __future__ import annotations

import calendar
import contextlib
import re
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.domain.words.time_words import (
    MONTHS,
    PASARAN,
    WEEKDAYS,
    full_year,
    month_number,
    numbered,
    tidy,
    weekday_number,
)

if TYPE_CHECKING:
    from collections.abc import Callable

# What is no year of an office's calendar is a slip of the finger; of two figures, where nothing says what day it is.
_YEARS, _NEAR_YEARS = range(2000, 2100), range(2015, 2041)
# Of longer texts each sign would be tried for a joint.
_LONGEST = 160
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_RELATIVE = {"hari ini": 0, "besok": 1, "esok": 1, "hari esok": 1, "lusa": 2, "besok lusa": 2}
_WEEKDAY = "|".join(WEEKDAYS)
# "Senin depan", "Kamis ini"; "minggu depan" alone is a week.
_OF_A_WEEK = re.compile(
    rf"(?P<hari>hari\s+)?(?P<day>{_WEEKDAY})\s+(?P<which>ini|depan|mendatang|(?:yang\s+)?akan\s+datang|(?:minggu|pekan)\s+(?:ini|depan))"
)
_IN_DAYS = re.compile(r"(\d{1,2})\s+hari\s+lagi")
# Beside a date: "Senin, ", "Senin/", "Kamis Wage, "; behind it also in brackets.
_BESIDE = rf"(?:hari\s+)?(?P<day>[a-z]{{3,}})\.?(?:\s+(?:{'|'.join(PASARAN)}|manis|paing))?"
_BEFORE = re.compile(rf"(?:pada\s+)?{_BESIDE}(?:\s*[,/]\s*|\s+|\s*(?=\())")
_BEHIND = re.compile(rf"[\s,/]*\(\s*{_BESIDE}\s*\)$|(?:\s*[,/]\s*|\s+){_BESIDE.replace('?P<day>', '?P<last>')}$")
# Weekdays of a first and a last day, before or behind these.
_BOTH = rf"\(?(?:hari\s+)?({_WEEKDAY})\s*(?:s/d|-|dan|&)\s*(?:hari\s+)?({_WEEKDAY})\)?"
_BOTH_BEFORE, _BOTH_BEHIND = re.compile(rf"{_BOTH}[\s,/]*(?=\d|tanggal)"), re.compile(rf"[\s,/]*{_BOTH}$")
# Where a first day may end and a last one begin; a hyphen also stands within a date. "14 dan 15" are two that follow.
_JOINTS, _AND = re.compile(r"\s*(?:s/d|-)\s*"), re.compile(r"\s*(?:dan|&)\s*")
_LISTED = re.compile(r"((?:\d{1,2}\s*,\s*)*\d{1,2})\s*(?:,|,?\s*dan\b|,?\s*&)\s*(?=\d)")
# "13 bulan November" is no number of months where a day is asked for.
_BULAN = re.compile(r"(\d) bulan (?=[a-z])")
# Of the hour, which is said by itself.
_PART_OF_DAY = re.compile(r"[\s,]*\(?\b(pagi|siang|sore|petang|malam)(?:\s+hari)?(?![\w-])\s*\)?")
_MOST_PARTS = 2
_HALF_A_YEAR = timedelta(days=183)
# "Nov 13-15, 2023": its days behind the month.
_MONTH_FIRST = re.compile(r"^([a-z]{3,})\.? (\d{1,2}(?:\s*(?:s/d|-|dan|&|,)\s*\d{1,2}(?!\d))+)(?:,? (\d{4}))?$")
# What is said of a date that was understood.
_OF_A_DATE = ("no_such_day", "weekday_mismatch", "days_apart")


class DateProblem(ValueError):
    """What was typed is no date or time; `code` names a message, `values` fill it."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values


def parse_date(text: str, *, default_year: int | None = None, today: date | None = None) -> date:
    """Read one day. `today` serves `besok`, `Senin depan` and a missing year; `default_year` a missing year.

    Raises `DateProblem`: not_a_date, unknown_month, no_such_day, weekday_mismatch, missing_year, part_of_day.
    """
    if len(text) > _LONGEST:
        raise DateProblem("not_a_date", given=text.strip())
    words = _said(text)
    found = _relative(words, today)
    if found is not None:
        return found
    weekdays, rest = _weekdays(words)
    found = (
        _relative(rest, today) or _numeric(rest, text, default_year, today) or _worded(rest, text, default_year, today)
    )
    if found is None:
        _check_part_of_day(words, text, lambda without: parse_date(without, today=today))
        raise DateProblem("not_a_date", given=text.strip())
    for weekday in weekdays:
        _check_weekday(weekday, found, text)
    return found


def parse_deadline(text: str, *, today: date, is_over: bool) -> date:
    """Till which day something is to be done: a date, or a weekday alone, which is the next of that name.

    Of the name of today it is today, unless that `is_over`. Raises `DateProblem`, as `parse_date`.
    """
    weekday = weekday_number(_said(text).removeprefix("hari ").strip()) if len(text) <= _LONGEST else None
    if weekday is None:
        return parse_date(text, today=today)
    return _coming(weekday, today) if is_over or weekday != today.weekday() else today


def parse_days(text: str, *, today: date) -> tuple[date, date]:
    """First and last of some days that follow each other: `13-15 November 2023`, `13 Nov s/d 2 Desember 2023`, one day.

    What the first leaves out (month, year) is the last's. Raises `DateProblem`: those of `parse_date`, days_reversed,
    days_apart.
    """
    text = _with_whole_year(text, today)
    try:
        day = parse_date(text, today=today)
    except DateProblem as problem:
        found = _several(text, today, problem)
        if found is None:
            if problem.code == "not_a_date" and len(text) <= _LONGEST:
                _check_part_of_day(_said(text), text, lambda without: parse_days(without, today=today))
            raise
        return found
    return day, day


def ends_with_short_year(text: str, today: date) -> str:
    """The two figures of this year or the next, of the office's time, behind a month: `6 Okt 23`; else ""."""
    match = _SHORT_YEAR.search(_said(text))
    if match is None or month_number(match["month"]) is None:
        return ""
    return match["year"] if int(match["year"]) - today.year % 100 in {0, 1} else ""


def _with_whole_year(text: str, today: date) -> str:
    figures = ends_with_short_year(text, today)
    if not figures:
        return text
    at = text.rindex(figures)
    return f"{text[:at]}{today.year // 100}{text[at:]}"


_SHORT_YEAR = re.compile(r"\d\s*-?(?P<month>[a-z]{3,})\.?,? (?P<year>\d\d)$")


def _several(text: str, today: date, problem: DateProblem) -> tuple[date, date] | None:
    """Some days of what is no single one, which is the `problem`; None where that is all there is to say."""
    if len(text) > _LONGEST:
        return None
    words = _MONTH_FIRST.sub(r"\2 \1 \3", _said(text))
    both = _BOTH_BEFORE.match(words) or _BOTH_BEHIND.search(words)
    try:
        if both is None:
            return _listed(words, text, today) or _stretch(words, text, today, problem)
        days = parse_days(words[: both.start()] + words[both.end() :], today=today)
    except DateProblem as of_these:
        if of_these.code == "not_a_date":
            return None
        raise
    for word, one in zip(both.groups(), days, strict=True):
        _check_weekday(WEEKDAYS.index(word), one, text)
    return days


def may_be_another_day(text: str, today: date) -> bool:
    """Whether a day of a coming week was said by a word that means different days to different people: "Kamis depan"."""
    match = _OF_A_WEEK.fullmatch(_said(text))
    if match is None or match["which"] != "depan":
        return False
    coming = _coming(WEEKDAYS.index(match["day"]), today)
    return coming != _relative(match[0], today) or (coming - today).days < 2


def _listed(words: str, text: str, today: date) -> tuple[date, date] | None:
    """`14, 15 dan 16 November 2023`: days of one month that follow each other."""
    match = _LISTED.match(words.removeprefix("tanggal "))
    if match is None:
        return None
    last = parse_date(words.removeprefix("tanggal ")[match.end() :], today=today)
    days = [safe_date(last.year, last.month, int(number), text) for number in re.findall(r"\d+", match[1])]
    return _following([*days, last], text)


def _stretch(words: str, text: str, today: date, problem: DateProblem) -> tuple[date, date] | None:
    """A first and a last day with what leads from one to the other."""
    for joints in (_JOINTS, _AND):
        for joint in joints.finditer(words):
            try:
                last = parse_date(words[joint.end() :], today=today)
            except DateProblem as of_last:
                if problem.code == "not_a_date" and of_last.code in _OF_A_DATE:
                    raise
                continue
            first = _first_until(last, words[: joint.start()], today)
            if first > last:
                raise DateProblem("days_reversed", given=text.strip())
            return (first, last) if joints is _JOINTS else _following([first, last], text)
    return None


def _following(days: list[date], text: str) -> tuple[date, date]:
    if any(after - before != timedelta(days=1) for before, after in pairwise(days)):
        raise DateProblem("days_apart", given=text.strip())
    return days[0], days[-1]


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
    weekdays, rest = _weekdays(words)
    if re.fullmatch(r"\d{1,2}", rest):
        first = safe_date(last.year, last.month, int(rest), words)
        for weekday in weekdays:
            _check_weekday(weekday, first, words)
        return first
    first = parse_date(words, default_year=last.year, today=today)
    if first > last and not re.search(r"\d{4}", words):
        # 30 Desember s/d 2 Januari 2024; "15 November s/d 13 November 2023" is a slip, and no year.
        before = parse_date(words, default_year=last.year - 1, today=today)
        return before if last - before < _HALF_A_YEAR else first
    return first


def _check_part_of_day(words: str, given: str, read: Callable[[str], object]) -> None:
    """Say of `15 November 2023 malam` that its part of the day is too much, where the rest is what was asked for."""
    part = _PART_OF_DAY.search(words)
    # Of many each would be tried with each joint.
    if part is None or len(_PART_OF_DAY.findall(words)) > _MOST_PARTS:
        return
    without = " ".join(f"{words[: part.start()]}, {words[part.end() :].lstrip(' ,')}".strip(" ,").split())
    try:
        read(re.sub(r",\s*(?=s/d|-)", " ", without))
    except DateProblem as problem:
        if problem.code != "part_of_day":
            return
    raise DateProblem("part_of_day", given=given.strip(), part=part[1])


def _check_weekday(weekday: int, day: date, given: str) -> None:
    if day.weekday() != weekday:
        right = WEEKDAYS[day.weekday()].capitalize()
        named = f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"
        said = WEEKDAYS[weekday].capitalize()
        raise DateProblem("weekday_mismatch", given=given.strip(), right=right, said=said, date=named)


def _relative(words: str, today: date | None) -> date | None:
    """`hari ini`, `besok`, `3 hari lagi`, `Senin depan`: of the next week from Monday to Sunday, `Senin ini` of this one."""
    if today is None:
        return None
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    if ahead := _IN_DAYS.fullmatch(words):
        return today + timedelta(days=int(ahead[1]))
    match = _OF_A_WEEK.fullmatch(words)
    if match is None or (match["day"] == "minggu" and not match["hari"] and " " not in match["which"]):
        return None
    weekday = WEEKDAYS.index(match["day"])
    if match["which"].endswith("datang"):
        return _coming(weekday, today)
    weeks = 1 if match["which"].endswith("depan") else 0
    return today + timedelta(days=weekday - today.weekday() + 7 * weeks)


def _said(text: str) -> str:
    """The text as the patterns here know it, without the label that it has in a letter: `Hari/Tanggal : ...`."""
    words = numbered(re.sub(r"\bjum at\b", "jumat", tidy(text))).strip().rstrip(".,;")
    words = _BULAN.sub(r"\1 ", " ".join(words.split()))
    return re.sub(r"^(?:hari\s*/\s*tanggal|tanggal|hari)\s*:\s*", "", words)


def _coming(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _weekdays(words: str) -> tuple[list[int], str]:
    """The weekdays that stand beside a date, and the date."""
    found = []
    if (match := _BEFORE.match(words)) and (weekday := weekday_number(match["day"])) is not None:
        found.append(weekday)
        words = words[match.end() :]
    match = _BEHIND.search(words)
    # "Jumat 6 Oktober 2023 Jumat Berkah Hall": said once, the next one is of a place.
    if match and (match["day"] or not found) and (weekday := weekday_number(match["day"] or match["last"])) is not None:
        found.append(weekday)
        words = words[: match.start()]
    return found, re.sub(r"^(?:hari\s+)?(?:pada\s+)?(?:tanggal\s*)?", "", words.strip(" ,()"))


def _numeric(words: str, given: str, default_year: int | None, today: date | None) -> date | None:
    # Excel gives 2023-10-05 00:00:00.
    if match := re.fullmatch(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?:[ t]00:00(?::00)?(?:\.0+)?)?", words):
        return safe_date(int(match[1]), int(match[3]), int(match[4]), given)
    if match := re.fullmatch(r"(\d{1,2})\s?([/.-]|\s)\s?(\d{1,2})\s?\2\s?(\d{4})", words):
        return safe_date(int(match[4]), int(match[3]), int(match[1]), given)
    if match := re.fullmatch(r"(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?'?(\d{2})", words):
        return safe_date(_year(match[4], given, default_year, today), int(match[3]), int(match[1]), given)
    # Eight figures begin with the year or end with it: never both, for no month is the 20th.
    if match := re.fullmatch(r"(20\d\d)(0\d|1[0-2])(\d\d)|(\d\d)(\d\d)(20\d\d)", words):
        year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
        return safe_date(int(year), int(month), int(day), given)
    # Without a year only with a slash: 09.10 and 09-10 are times of day.
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})", words):
        return _without_year(int(match[2]), int(match[1]), given, default_year, today)
    return None


def _worded(words: str, given: str, default_year: int | None, today: date | None) -> date | None:
    match = re.fullmatch(
        r"(?P<day>\d{1,2})[\s/.-]*(?P<month>[a-z]+)\.?(?:[\s,/.-]*(?:tahun\s+)?(?P<year>\d{4})|[/-](?P<short>\d{2})|\s?'(?P<quoted>\d{2}))?",
        words,
    )
    # As an Excel of English speakers writes it: November 13, 2023.
    match = match or re.fullmatch(
        r"(?P<month>[a-z]{3,})\.?\s+(?P<day>\d{1,2})(?:\s*,?\s+(?P<year>\d{4}))?(?P<short>)(?P<quoted>)", words
    )
    if match is None:
        return None
    word = match["month"]
    has_year = match["year"] or match["short"] or match["quoted"]
    month = _ROMAN.index(word) + 1 if word in _ROMAN and has_year else month_number(word)
    if month is None:
        raise DateProblem("unknown_month", given=word)
    if has_year:
        return safe_date(_year(has_year, given, default_year, today), month, int(match["day"]), given)
    return _without_year(month, int(match["day"]), given, default_year, today)


def _year(figures: str, given: str, default_year: int | None, today: date | None) -> int:
    """A year of four figures, or of two one near today."""
    near = today.year if today is not None else default_year
    if near is None and len(figures) == len("23"):
        year = next((year for year in _NEAR_YEARS if year % 100 == int(figures)), None)
    else:
        year = full_year(figures, near or 0)
    if year is None:
        raise DateProblem("not_a_date", given=given.strip())
    return year


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
