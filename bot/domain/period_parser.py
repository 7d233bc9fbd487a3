"""Reads the plan's words for a time: `minggu kedua bulan November 2023`, `September – Desember 2023`, `1 bulan satu kali`."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.domain.indonesian_dates import DateProblem
from bot.domain.period import Anomaly, AnomalyKind, Frequency, Period, Precision, Window, month_end, week_of_month
from bot.domain.period_words import Found, find, normalise
from bot.domain.time_words import month_number

_ONCE = r"(?:satu\s+kali|1\s+kali|sekali)"
_FREQUENCIES = (
    (Frequency.QUARTERLY, re.compile(rf"\b(?:3|tiga)\s+bulan\s+{_ONCE}\b|\b(?:se)?tiap\s+(?:3|tiga)\s+bulan|\btriwulan")),
    (Frequency.MONTHLY, re.compile(rf"\b(?:1|satu|se)\s*-?\s*bulan\s+{_ONCE}\b|\b(?:se)?tiap\s+bulan|\bbulanan\b")),
    (Frequency.YEARLY, re.compile(r"\bsetiap\s+(?:awal\s+|akhir\s+)?tahun\b|\btahunan\b|\bsetahun\s+sekali\b")),
)  # fmt: skip
_NUMBERS = {"dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6}
_BATCHES = re.compile(rf"\b(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})(?:\s*\([^)]*\))?\s+gelombang\b")
_DEADLINE = re.compile(r"\bharus selesai\b|\bpaling lambat\b|\bselambat(?:-lambat)?nya\b")
# "sebelum 5 November" and "setelah minggu pertama" do not name the day or the week that they mention.
_BESIDE = re.compile(
    r"\b(?:sebelum|setelah|sesudah|menjelang|pasca|sejak|usai)\s+"
    r"(?:(?:hari|tanggal|bulan|awal|akhir|pertengahan)\s+)*(?P<what>\d|[a-z]+)"
)
_FROM = re.compile(r"\bmulai\b")
_UNSTATED = frozenset({"", "-", "menyesuaikan", "belum ditentukan"})


def parse_period(text: str, *, plan_year: int) -> Period:
    """What the words allow; `plan_year` serves where they name no year. Never raises.

    Words that contradict themselves give a `Period` with an `anomaly` and without dates, which would be a guess.
    """
    kept = text.strip()
    words = normalise(kept)
    if words.rstrip(".") in _UNSTATED:
        return Period(kept, Precision.UNSTATED)
    try:
        period = _read(kept, words, find(words, plan_year))
    except DateProblem as problem:
        kind = AnomalyKind.NO_SUCH_DAY if problem.code == "no_such_day" else AnomalyKind.NOT_UNDERSTOOD
        return _anomalous(kept, kind, problem.values.get("given", kept))
    return _with_extras(period, words)


def _read(text: str, words: str, found: Found) -> Period:
    for frequency, pattern in _FREQUENCIES:
        if pattern.search(words):
            return _recurring(text, frequency, found)
    if _is_beside(words):
        return _anomalous(text, AnomalyKind.NOT_UNDERSTOOD, text)
    if found.days:
        period = _of_days(text, found)
    elif found.weeks:
        period = _of_weeks(text, found)
    else:
        period = _of_months(text, found)
    # "mulai 5 November 2023" has a beginning and no end.
    if _FROM.search(words) and period.precision in (Precision.DAY, Precision.WEEK, Precision.MONTH):
        return _anomalous(text, AnomalyKind.NOT_UNDERSTOOD, text)
    return period


def _recurring(text: str, frequency: Frequency, found: Found) -> Period:
    """Monthly, quarterly or yearly, within the days or months that are named, if any."""
    weeks = {week for weeks in found.weeks for week in weeks}
    period = Period(text, Precision.RECURRING, frequency=frequency)
    if frequency is Frequency.MONTHLY and len(weeks) == 1:
        period = replace(period, week=weeks.pop())
    bounds = _of_days(text, found) if found.days else _of_months(text, found) if found.months else None
    if bounds is None:
        return period
    return replace(period, earliest=bounds.earliest, latest=bounds.latest, anomaly=bounds.anomaly)


def _of_days(text: str, found: Found) -> Period:
    """One day or stretch; of several, everything from the first to the last."""
    first, last = found.days[0].first, max(days.last for days in found.days)
    precision = Precision.DAY if first == last else Precision.RANGE
    anomaly = next((days.anomaly for days in found.days if days.anomaly), None) or _week_anomaly(found)
    starts = [days.first for days in found.days]
    if anomaly is None and starts != sorted(starts):
        anomaly = Anomaly(AnomalyKind.IMPOSSIBLE_ORDER, text)
    if anomaly is not None:
        return Period(text, precision, anomaly=anomaly)
    return Period(text, precision, first, last)


def _week_anomaly(found: Found) -> Anomaly | None:
    """Days whose week of the month is not the one stated beside them."""
    stated = {week for weeks in found.weeks for week in weeks}
    if not stated:
        return None
    months = {month for _, month in found.months}
    for day in {day for days in found.days for day in (days.first, days.last)}:
        week = (day.day - 1) // 7 + 1
        if not min(stated) <= week <= max(stated) or (months and day.month not in months):
            detail = f"minggu ke-{min(stated)} ≠ minggu ke-{week} {day.isoformat()}"
            return Anomaly(AnomalyKind.WEEK_MISMATCH, detail)
    return None


def _of_weeks(text: str, found: Found) -> Period:
    """A week of a month, or from the first to the last of several."""
    if len(found.months) == 1:
        pairs = [(weeks, found.months[0]) for weeks in found.weeks]
    elif len(found.weeks) == 1:
        pairs = [(found.weeks[0], month) for month in found.months]
    elif len(found.weeks) == len(found.months):
        pairs = list(zip(found.weeks, found.months, strict=True))
    else:
        pairs = []
    windows = [week_of_month(year, month, week) for weeks, (year, month) in pairs for week in weeks]
    existing = [window for window in windows if window is not None]
    if not existing:
        kind = AnomalyKind.NO_SUCH_DAY if windows else AnomalyKind.NOT_UNDERSTOOD
        return _anomalous(text, kind, text)
    if len(existing) < len(windows):
        return _anomalous(text, AnomalyKind.NO_SUCH_DAY, text)
    week = pairs[0][0][0] if len(windows) == 1 else None
    return _span(text, Precision.SPAN if week is None else Precision.WEEK, existing, week)


def _of_months(text: str, found: Found) -> Period:
    # "minggu terakhir bulan November" says more than the month, but not what.
    if not found.months or "minggu" in found.rest:
        return _anomalous(text, AnomalyKind.NOT_UNDERSTOOD, text)
    windows = [Window(month_end(year, month).replace(day=1), month_end(year, month)) for year, month in found.months]
    return _span(text, Precision.MONTH if len(windows) == 1 else Precision.SPAN, windows)


def _span(text: str, precision: Precision, windows: list[Window], week: int | None = None) -> Period:
    starts = [window.first for window in windows]
    if starts != sorted(starts):
        return Period(text, precision, anomaly=Anomaly(AnomalyKind.IMPOSSIBLE_ORDER, text))
    return Period(text, precision, windows[0].first, windows[-1].last, week=week)


def _with_extras(period: Period, words: str) -> Period:
    batches = _BATCHES.search(words)
    if batches is not None:
        count = _NUMBERS.get(batches["n"]) or int(batches["n"])
        period = replace(period, batches=max(count, 1))
    return replace(period, deadline=period.latest is not None and _DEADLINE.search(words) is not None)


def _is_beside(words: str) -> bool:
    return any(
        match["what"].isdigit() or match["what"] == "minggu" or month_number(match["what"]) is not None
        for match in _BESIDE.finditer(words)
    )


def _anomalous(text: str, kind: AnomalyKind, detail: str) -> Period:
    return Period(text, Precision.UNSTATED, anomaly=Anomaly(kind, detail))
