"""Reads the plan's words for a time: `minggu kedua bulan November 2023`, `September – Desember 2023`, `1 bulan satu kali`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from bot.domain.indonesian_dates import WEEKDAYS, DateProblem, month_number, safe_date
from bot.domain.period import Anomaly, AnomalyKind, Frequency, Period, Precision, month_end, week_of_month

_WEEKS = {
    "pertama": 1, "kesatu": 1, "satu": 1, "i": 1, "kedua": 2, "dua": 2, "ii": 2, "ketiga": 3, "tiga": 3, "iii": 3,
    "keempat": 4, "empat": 4, "iv": 4, "kelima": 5, "lima": 5, "v": 5,
}  # fmt: skip
_WEEK = re.compile(r"\bminggu\s+(?:ke\s*-?\s*)?(?P<week>[1-5]\b|[a-z]+)")
_TO = r"(?:s/d|s\.d\.?|sampai(?:\s+dengan)?|hingga|-|–|—)"
_WEEKDAY = rf"(?:hari\s+)?(?:(?P<{{0}}weekday>{'|'.join(WEEKDAYS)}|jum'at)[\s,]+)?(?:tanggal\s+)?"
_END = r"(?P<b>\d{1,2})\s+(?P<bmonth>[a-z]+)(?:\s+(?:tahun\s+)?(?P<byear>\d{4}))?"
_RANGE = re.compile(
    _WEEKDAY.format("a")
    + r"\b(?P<a>\d{1,2})(?:\s+(?P<amonth>[a-z]+))?(?:\s+(?P<ayear>\d{4}))?\s*"
    + _TO
    + r"\s*"
    + _WEEKDAY.format("b")
    + _END
)
_DAY = re.compile(_WEEKDAY.format("b") + r"\b" + _END)
_ISO = re.compile(r"\b(?P<byear>\d{4})-(?P<bmonth>\d{2})-(?P<b>\d{2})\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
_MONTHLY = re.compile(
    r"\b(?:1|satu|se)\s*-?\s*bulan\s+(?:satu\s+kali|1\s+kali|sekali)\b|\bsetiap\s+bulan|\btiap\s+bulan|\bbulanan\b"
)
_QUARTERLY = re.compile(r"\b(?:3|tiga)\s+bulan\s+(?:satu\s+kali|1\s+kali|sekali)\b|\btriwulan")
_YEARLY = re.compile(r"\bsetiap\s+(?:awal\s+|akhir\s+)?tahun\b|\btahunan\b|\bsetahun\s+sekali\b")
_BATCHES = re.compile(r"\b(?P<n>\d|dua|tiga|empat|lima)\s+gelombang\b")
_UNSTATED = frozenset({"", "-", "–", "menyesuaikan", "belum ditentukan"})

Reader = Callable[[str, str, int], Period | None]


def parse_period(text: str, *, plan_year: int) -> Period:
    """What the words allow; `plan_year` serves where they name no year. Never raises.

    Words that contradict themselves give a `Period` with an `anomaly` and without dates that would be a guess.
    """
    kept = text.strip()
    words = " ".join(kept.casefold().replace("*", "").split())
    if words.rstrip(".") in _UNSTATED:
        return Period(kept, Precision.UNSTATED)
    readers: tuple[Reader, ...] = (_recurring, _range, _day, _week, _months)
    for read in readers:
        try:
            found = read(kept, words, plan_year)
        except DateProblem as problem:
            return Period(kept, Precision.UNSTATED, anomaly=Anomaly(_kind(problem), problem.values.get("given", kept)))
        if found is not None:
            return _with_extras(found, words)
    return Period(kept, Precision.UNSTATED, anomaly=Anomaly(AnomalyKind.NOT_UNDERSTOOD, kept))


def _kind(problem: DateProblem) -> AnomalyKind:
    return AnomalyKind.NO_SUCH_DAY if problem.code == "no_such_day" else AnomalyKind.NOT_UNDERSTOOD


def _with_extras(period: Period, words: str) -> Period:
    batches = _BATCHES.search(words)
    if batches is not None:
        count = int(batches["n"]) if batches["n"].isdigit() else _WEEKS[batches["n"]]
        period = replace(period, batches=max(count, 1))
    if "harus selesai" in words or "paling lambat" in words:
        period = replace(period, deadline=True)
    return period


def _recurring(text: str, words: str, plan_year: int) -> Period | None:  # noqa: ARG001 (readers share a shape)
    for pattern, frequency in (
        (_QUARTERLY, Frequency.QUARTERLY),
        (_MONTHLY, Frequency.MONTHLY),
        (_YEARLY, Frequency.YEARLY),
    ):
        if pattern.search(words):
            week = _week_number(words) if frequency is Frequency.MONTHLY else None
            return Period(text, Precision.RECURRING, frequency=frequency, week=week)
    return None


def _range(text: str, words: str, plan_year: int) -> Period | None:
    match = _RANGE.search(words)
    if match is None or month_number(match["bmonth"]) is None:
        return None
    last_month = month_number(match["bmonth"]) or 0
    first_month = last_month if match["amonth"] is None else month_number(match["amonth"])
    if first_month is None:
        return None
    last_year = int(match["byear"] or _stated_year(words, plan_year))
    first_year = int(match["ayear"] or last_year)
    first = safe_date(first_year, first_month, int(match["a"]), text)
    last = safe_date(last_year, last_month, int(match["b"]), text)
    if last < first:
        return Period(text, Precision.RANGE, anomaly=Anomaly(AnomalyKind.IMPOSSIBLE_ORDER, match[0]))
    anomaly = _weekday_anomaly(match["aweekday"], first) or _weekday_anomaly(match["bweekday"], last)
    return Period(text, Precision.RANGE, first, last, anomaly)


def _day(text: str, words: str, plan_year: int) -> Period | None:
    if iso := _ISO.search(words):
        day = safe_date(int(iso["byear"]), int(iso["bmonth"]), int(iso["b"]), text)
        return Period(text, Precision.DAY, day, day)
    for match in _DAY.finditer(words):
        month = month_number(match["bmonth"])
        if month is None:
            continue
        day = safe_date(int(match["byear"] or plan_year), month, int(match["b"]), text)
        anomaly = _weekday_anomaly(match["bweekday"], day) or _week_anomaly(words, day)
        return Period(text, Precision.DAY, day, day, anomaly)
    return None


def _week(text: str, words: str, plan_year: int) -> Period | None:
    week = _week_number(words)
    months = list(_month_words(words))
    if week is None or len(months) != 1:
        return None
    window = week_of_month(_stated_year(words, plan_year), months[0], week)
    if window is None:
        return Period(text, Precision.UNSTATED, anomaly=Anomaly(AnomalyKind.NO_SUCH_DAY, text))
    return Period(text, Precision.WEEK, window.first, window.last, week=week)


def _months(text: str, words: str, plan_year: int) -> Period | None:
    months = list(_month_words(words))
    if not months or len(months) > 2:
        return None
    year = _stated_year(words, plan_year)
    first, last = months[0], months[-1]
    if last < first:
        return Period(text, Precision.SPAN, anomaly=Anomaly(AnomalyKind.IMPOSSIBLE_ORDER, text))
    precision = Precision.MONTH if first == last else Precision.SPAN
    return Period(text, precision, date(year, first, 1), month_end(year, last))


def _week_number(words: str) -> int | None:
    for match in _WEEK.finditer(words):
        word = match["week"].removeprefix("ke")
        number = int(word) if word.isdigit() else _WEEKS.get(match["week"]) or _WEEKS.get(word)
        if number is not None:
            return number
    return None


def _month_words(words: str) -> Iterator[int]:
    for word in re.findall(r"[a-z]+", words):
        # "mei" apart, short words are too easily something else ("sep", "mar", "des").
        if (len(word) >= 6 or word in ("mei", "maret", "april", "juni", "juli")) and (number := month_number(word)):
            yield number


def _stated_year(words: str, plan_year: int) -> int:
    years = _YEAR.findall(words)
    return int(years[-1]) if years else plan_year


def _weekday_anomaly(weekday: str | None, day: date) -> Anomaly | None:
    if weekday is None or WEEKDAYS[day.weekday()] == weekday.replace("'", ""):
        return None
    return Anomaly(AnomalyKind.WEEKDAY_MISMATCH, f"{weekday} ≠ {WEEKDAYS[day.weekday()]} {day.isoformat()}")


def _week_anomaly(words: str, day: date) -> Anomaly | None:
    week = _week_number(words)
    stated = (day.day - 1) // 7 + 1
    if week is None or week == stated:
        return None
    return Anomaly(AnomalyKind.WEEK_MISMATCH, f"minggu ke-{week} ≠ minggu ke-{stated} {day.isoformat()}")
