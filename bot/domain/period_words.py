"""Finds the days, weeks and months that a plan's words name; `period_parser` makes a period of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.domain.indonesian_dates import safe_date
from bot.domain.period import Anomaly, AnomalyKind
from bot.domain.time_words import MONTHS, WEEKDAYS, month_number

_ORDINALS = {"pertama": 1, "satu": 1, "i": 1, "dua": 2, "ii": 2, "tiga": 3, "iii": 3, "empat": 4, "iv": 4, "lima": 5,
             "v": 5}  # fmt: skip
_ORDINAL_WORDS = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_TO = r"(?:s/d|s\.d\.?|sd|sampai(?:\s+dengan)?|hingga|-)"
_KE = r"(?:ke\s*-?\s*)"
_ORDINAL = rf"(?:{_KE}?(?:{_ORDINAL_WORDS})|{_KE}[1-5])\b"
_WEEK_NUMBER = re.compile(rf"\b{_KE}?(?P<number>{_ORDINAL_WORDS}|[1-5])\b")
_AND = rf"\s*,?\s*(?:{_TO}|dan|&|/)\s*(?:minggu\s+)?"
# "minggu kedua dan ketiga", "minggu ke-2 s/d minggu ke-4"; bare figures apart: "minggu 2" may be a Sunday.
_WEEKS = re.compile(rf"\bminggu\s+(?P<words>{_ORDINAL}(?:(?:{_AND}|,\s*){_ORDINAL})*)")
_FIGURES = re.compile(rf"\bminggu\s+(?P<words>[1-5]\b(?:{_AND}{_KE}?[1-5]\b)*)")
_MONTH_AFTER = re.compile(r"\s+(?P<month>[a-z]+)(?:\s+(?:tahun\s+)?(?P<year>\d{4}))?")

_NAMES = "|".join(WEEKDAYS)
_WEEKDAY = rf"(?:hari\s+)?(?:(?P<{{0}}>{_NAMES})(?:\s*(?:{_TO}|dan)\s*(?P<{{0}}_to>{_NAMES}))?[\s,]+)?(?:tanggal\s+)?"
_MONTH = r"[\s-]*(?P<{0}month>[a-z]{{3,}})\.?"
_YEAR = r"(?:[\s,-]+(?:tahun\s+)?(?P<{0}year>\d{{4}}))?"
_RANGE = re.compile(
    _WEEKDAY.format("on") + r"\b(?P<a>\d{1,2})\b(?:" + _MONTH.format("a") + _YEAR.format("a") + r")?\s*" + _TO + r"\s*"
    + _WEEKDAY.format("until") + r"(?P<b>\d{1,2})" + _MONTH.format("b") + _YEAR.format("b")
)  # fmt: skip
_DAYS = re.compile(
    _WEEKDAY.format("on") + r"\b(?P<more>(?:\d{1,2}\s*(?:,?\s*(?:dan|&)|,|/)\s*)*)(?P<b>\d{1,2})"
    + _MONTH.format("b") + _YEAR.format("b")
)  # fmt: skip
_NUMERIC = re.compile(r"\b(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})([/.-])(\d{1,2})\5(\d{4}))\b")
_ELECTION = re.compile(r"\b(?:pemilu|pemilihan umum)(?: tahun)? \d{4}")
# Words that are short enough to be something else must be exactly an abbreviation of a month.
_SHORT_MONTHS = frozenset(
    ["jan", "feb", "peb", "mar", "maret", "apr", "april", "mei", "jun", "juni", "jul", "juli", "agu", "ags", "agt",
     "sep", "sept", "okt", "nov", "nop", "des"]
)  # fmt: skip
_LONG_WORD = 6


@dataclass(frozen=True, slots=True)
class Days:
    """A day, or a stretch of days, that the words name; with an anomaly the dates are not to be relied on."""

    first: date
    last: date
    anomaly: Anomaly | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What the words name, each in their order; months are (year, month), `rest` is what is none of these."""

    days: tuple[Days, ...]
    weeks: tuple[tuple[int, ...], ...]
    months: tuple[tuple[int, int], ...]
    rest: str


def normalise(text: str) -> str:
    """Lower case, plain dashes and apostrophes, numeric dates as words; the year of the election is no date."""
    words = " ".join(text.casefold().replace("*", "").split())
    words = re.sub(r"[–—]", "-", words)
    words = re.sub(r"\bjum\s?['’‘`]\s?at\b", "jumat", words)
    words = re.sub(r"\bahad\b", "hari minggu", words)
    words = re.sub(r"\btgl\b\.?", "tanggal", words)
    return _ELECTION.sub("pemilu", _NUMERIC.sub(_in_words, words))


def find(words: str, plan_year: int) -> Found:
    """Take days, weeks and months out of normalised words. Raises `DateProblem` for a day that does not exist."""
    weeks, rest = _weeks(words, plan_year)
    days, rest = _days(rest, plan_year)
    return Found(days, weeks, _months(rest, plan_year), rest)


def _in_words(match: re.Match[str]) -> str:
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[7], match[6], match[4])
    return f"{day} {MONTHS[int(month) - 1]} {year}" if 1 <= int(month) <= len(MONTHS) else match[0]


def _weeks(words: str, plan_year: int) -> tuple[tuple[tuple[int, ...], ...], str]:
    """Weeks of the month as lists ("kedua dan ketiga" is one), and the words without them."""
    found: list[tuple[int, tuple[int, ...]]] = []

    def take(match: re.Match[str]) -> str:
        if match["words"].isdigit() and _is_sunday(match, plan_year):
            return match[0]
        numbers = [one["number"] for one in _WEEK_NUMBER.finditer(match["words"])]
        found.append((match.start(), tuple(_ORDINALS.get(number) or int(number) for number in numbers)))
        # As long as before, so that both patterns speak of the same places.
        return "~" * len(match[0])

    rest = _FIGURES.sub(take, _WEEKS.sub(take, words))
    return tuple(numbers for _, numbers in sorted(found)), rest


def _is_sunday(match: re.Match[str], plan_year: int) -> bool:
    """Whether "Minggu 5 November 2023" is that day: then it is not a week."""
    after = _MONTH_AFTER.match(match.string, match.end())
    month = month_number(after["month"]) if after else None
    if after is None or month is None:
        return False
    try:
        return date(int(after["year"] or plan_year), month, int(match["words"])).weekday() == WEEKDAYS.index("minggu")
    except ValueError:
        return False


def _days(words: str, plan_year: int) -> tuple[tuple[Days, ...], str]:
    found: list[tuple[int, Days]] = []

    def take_range(match: re.Match[str]) -> str:
        last_month = month_number(match["bmonth"])
        first_month = last_month if match["amonth"] is None else month_number(match["amonth"])
        if last_month is None or first_month is None:
            return match[0]
        last_year = int(match["byear"] or plan_year)
        first = safe_date(int(match["ayear"] or last_year), first_month, int(match["a"]), match[0])
        last = safe_date(last_year, last_month, int(match["b"]), match[0])
        found.append((match.start(), _stretch(first, last, match)))
        return "~" * len(match[0])

    def take_days(match: re.Match[str]) -> str:
        month = month_number(match["bmonth"])
        if month is None:
            return match[0]
        year = int(match["byear"] or plan_year)
        numbers = [int(number) for number in re.findall(r"\d+", f"{match['more']} {match['b']}")]
        dates = [safe_date(year, month, number, match[0]) for number in numbers]
        anomaly = _weekday_anomaly(match["on"], dates[0]) if len(dates) == 1 else None
        found.append((match.start(), Days(min(dates), max(dates), anomaly)))
        return "~" * len(match[0])

    rest = _DAYS.sub(take_days, _RANGE.sub(take_range, words))
    return tuple(days for _, days in sorted(found, key=lambda one: one[0])), rest


def _stretch(first: date, last: date, match: re.Match[str]) -> Days:
    if last < first:
        return Days(first, last, Anomaly(AnomalyKind.IMPOSSIBLE_ORDER, match[0].strip()))
    # "Kamis-Jumat, 5-6 Oktober" names both before the figures.
    anomaly = _weekday_anomaly(match["on"], first) or _weekday_anomaly(match["until"] or match["on_to"], last)
    return Days(first, last, anomaly)


def _months(words: str, plan_year: int) -> tuple[tuple[int, int], ...]:
    """Months in their order, none twice; one without a year has the next one named, else the last, else the plan's."""
    found: list[list[int | None]] = []
    year: int | None = None
    for word in re.findall(r"[a-z]+|(?<!\d)20\d\d(?!\d)", words):
        if word[0].isdigit():
            year = int(word)
            for pair in found:
                pair[0] = pair[0] or year
        elif (len(word) >= _LONG_WORD or word in _SHORT_MONTHS) and (number := month_number(word)):
            found.append([None, number])
    return tuple(dict.fromkeys((pair[0] or year or plan_year, pair[1] or 0) for pair in found))


def _weekday_anomaly(weekday: str | None, day: date) -> Anomaly | None:
    if weekday is None or WEEKDAYS[day.weekday()] == weekday:
        return None
    return Anomaly(AnomalyKind.WEEKDAY_MISMATCH, f"{weekday} ≠ {WEEKDAYS[day.weekday()]} {day.isoformat()}")
