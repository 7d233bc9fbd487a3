"""Reads the plan's words for a time: `minggu kedua bulan November 2023`, `s/d 30 November`, `1 bulan satu kali`.

The words are read whole or not at all: a figure, a joining word or a word of time that no rule has taken makes them "not
understood", and they stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from bot.domain.meetings.month_days import days_of_each_month, days_of_one_month
from bot.domain.meetings.period import Anomaly, AnomalyKind, Frequency, MonthPart, Period, PeriodWindow, Precision
from bot.domain.meetings.period_series import Contradiction, NotUnderstood, Stretch, check_week, merged, stretches
from bot.domain.meetings.period_tokens import Named, PeriodToken, Unit, hours_said, tokens
from bot.domain.meetings.period_words import PeriodSeries, Recurrence, put_together
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.tidy import BLANK, tidy
from bot.domain.words.weekdays import WEEKDAYS

_UNSTATED = frozenset({"", "-", "--", "menyesuaikan", "belum ditentukan"})
# What may be left once everything is put together. Anything else is a figure, a joining word or a word of time too many.
_LEFT = "ZRCMLuDFWftsaxPc()"
# "3/4 dan 5 November": days of November, or the third of April? Whoever wrote it knows.
_MIXED = re.compile(
    r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])\s*(?:dan|&|,|-|s/?d|sampai(?: dengan)?|hingga)\s*"
    r"\d{1,2}\s*(?:jan|feb|peb|mar|apr|mei|jun|jul|agu|ags|sep|okt|nov|nop|des)"
)
# Of these at most one each, wherever it stands; of the rest a sentence of this form.
_EXTRAS = "RCMLu"
_SENTENCE = re.compile("([DFft]?)(ZZ?)([DFW]?)|")
# A deadline may say what is due before it says when.
_INTRODUCING = "DF"


# Of weeks and parts ("akhir pekan" is none), and of what may join them: where there is nothing else, the month is what is missing.
_OF_A_MONTH = re.compile(r"(?!.*pS)[eSbthaclroqny()P]*[up][Sbthaclroqny()Pup]*")
_WEEK = r"(?:minggu(?:an|nya)?|pekan(?:an|nya)?)"
# "setiap minggu kedua" is a week of a month.
_NO_NUMBER = r"(?! ?(?:ke\b|ke[a-z]|pertama|\d|[ivx]+\b|akhir|terakhir))"
_SOME = r"(?:\d{1,2}|satu|dua|tiga|empat)"
_WEEKLY = re.compile(
    rf"\b(?:(?:dwi|bi)?minggu(?:an)|dwi ?(?:minggu|pekan)|pekanan)\b"
    rf"|\b(?:(?:se)?tiap|saban|per) ?(?:(?:{_SOME}|awal|akhir) )?{_WEEK}\b{_NO_NUMBER}"
    rf"|\bse(?:minggu|pekan) (?:sekali|{_SOME} ?(?:kali|x))\b|\b(?:sekali|kali|x) ?(?:dalam ?)?se(?:minggu|pekan)\b|\b{_SOME} ?{_WEEK},? (?:sekali|{_SOME} ?(?:kali|x))\b|(?:kali|x) ?(?:/|per|dalam|setiap|tiap) ?(?:{_SOME} )?{_WEEK}\b"
    rf"|\b(?:(?:se)?tiap|saban) (?:hari )?(?:{'|'.join(WEEKDAYS)}|ahad|jum'at)\b{_NO_NUMBER}",
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What is said of a time: what stands before and behind it, and what it is; of the extras their values."""

    text: str
    plan_year: int
    marks: str
    times: tuple[PeriodSeries, ...]
    recurrence: Recurrence | None = None
    meetings: int | None = None
    length: int | None = None
    week: Named | None = None


@lru_cache(maxsize=4096)
def parse_period(text: str, *, plan_year: int) -> Period:
    """What the words allow; `plan_year` serves where they name no year. Never raises.

    Words that contradict themselves or are not understood give a `Period` with an `anomaly` and without dates, which
    would be a guess. Kept, for every look at the plan reads all of its words again.
    """
    kept = text.strip()
    if tidy(kept).rstrip(f" .{BLANK}") in _UNSTATED:
        return Period(kept, Precision.UNSTATED)
    if _MIXED.search(tidy(kept)):
        return Period(kept, Precision.UNSTATED, anomaly=Anomaly(AnomalyKind.NOT_UNDERSTOOD, kept))
    try:
        found = _period(_sentence(kept, put_together(tokens(kept, plan_year), plan_year), plan_year))
        return replace(found, hours=hours_said(kept))
    except NotUnderstood as found:
        unread = Period(kept, found.precision, anomaly=_said_of(kept, plan_year) or found.anomaly)
        return _of_month_days(kept, plan_year) or unread
    except Contradiction as found:
        return Period(kept, found.precision, anomaly=found.anomaly)
    except DateProblem as problem:
        kind = AnomalyKind.NO_SUCH_DAY if problem.code == "no_such_day" else AnomalyKind.NOT_UNDERSTOOD
        return Period(kept, Precision.UNSTATED, anomaly=Anomaly(kind, kept))


def _of_month_days(text: str, plan_year: int) -> Period | None:
    """A time that is days of each month, or of one; None where it is none."""
    if windows := days_of_one_month(text, plan_year):
        first, last, count = windows[0].first, windows[-1].last, len(windows)
        if count > 1:
            return Period(text, Precision.SEVERAL, first, last, batches=count, apart=tuple(windows))
        return Period(text, Precision.DAY if first == last else Precision.RANGE, first, last)
    said = days_of_each_month(text)
    if said is None:
        return None
    monthly = parse_period(said.rest, plan_year=plan_year)
    one_a_month = monthly.frequency is Frequency.MONTHLY and monthly.batches == 1
    if monthly.anomaly is not None or not one_a_month or (monthly.week, monthly.part, monthly.within) != (None,) * 3:
        return None
    return replace(monthly, text=text, within=said.within)


def _said_of(text: str, plan_year: int) -> Anomaly | None:
    """What is missing in words that no rule reads, or why they cannot be kept; None: these or those words are not known."""
    if _WEEKLY.search(tidy(text)):
        return Anomaly(AnomalyKind.WEEKLY, text)
    kinds = "".join(token.kind for token in put_together(tokens(text, plan_year), plan_year))
    return Anomaly(AnomalyKind.NO_MONTH, text) if _OF_A_MONTH.fullmatch(kinds) else None


def _sentence(text: str, found: Sequence[PeriodToken], plan_year: int) -> _Sentence:
    """What the words say, if that is all that they say. Raises `Contradiction` with what is too much."""
    for place, token in enumerate(found):
        if token.kind not in _LEFT or not _in_place(found, place):
            raise NotUnderstood(token.text)
    core = [token for token in found if token.kind not in f"saxPc(){_EXTRAS}"]
    form = _SENTENCE.fullmatch("".join(token.kind for token in core))
    extras = {kind: [token.value for token in found if token.kind == kind] for kind in _EXTRAS}
    if form is None or any(len(values) > 1 for values in extras.values()):
        raise NotUnderstood(text)
    recurrence, times, batches, length, week = ((extras[kind] or [None])[0] for kind in _EXTRAS)
    if (times is not None and batches is not None) or times == 0:
        raise NotUnderstood(text)
    return _Sentence(
        text,
        plan_year,
        (form[1] or "") + (form[3] or ""),
        tuple(token.value for token in core if token.kind == "Z"),
        recurrence,
        batches if times is None else times,
        length,
        week,
    )


def _in_place(found: Sequence[PeriodToken], place: int) -> bool:
    """Whether a word that says nothing by itself may stand where it stands."""
    kind = found[place].kind
    before, after = (found[place - 1].kind if place else ""), (found[place + 1].kind if place + 1 < len(found) else "")
    if kind == "a":
        # "dan" between other words, or before "menjelang": what it joins is no time.
        return after == "x" or before == after == "P"
    if kind == "x":
        # "pasca penetapan (3 November)" is not the 3rd; "minggu kedua menjelang kampanye" is the second week.
        return after == "P" and not any(token.kind in f"Z{_EXTRAS}" for token in found[place:])
    if kind == "s":
        return after == "L" or (after == "Z" and not any(name.loose for name in found[place + 1].value.stretches))
    if kind == "P" and after in {"Z", "u"}:
        # "kelompok 2 November": right before a time a word may belong to it.
        run = next((token.kind for token in reversed(found[:place]) if token.kind != "P"), "")
        return run in set(_INTRODUCING)
    return True


def _period(sentence: _Sentence) -> Period:
    if sentence.recurrence is not None:
        return _recurring(sentence, sentence.recurrence)
    found = _stretches(sentence)
    if sentence.marks in {"D", "t"}:
        return _deadline(sentence, found)
    if "W" in sentence.marks or (sentence.marks == "f" and _is_one_name(found) and sentence.length is None):
        return _open(sentence, found)
    if sentence.marks not in {"", "F", "f"} or (sentence.marks and len(found) > 1):
        raise NotUnderstood(sentence.text)
    return _closed(sentence, found)


def _stretches(sentence: _Sentence) -> list[Stretch]:
    """The stretches of time that are named, held against what else is said of them."""
    until = sentence.marks in {"D", "t"}
    times = [part for one in sentence.times for part in _parted(one)]
    if sentence.week is not None:
        times.append(PeriodSeries((sentence.week,)))
    # A week that is said beside days is no other time.
    weeks = [one for one in times if one.unit is Unit.WEEK]
    days = [one for one in times if one.unit is Unit.DAY]
    if len(weeks) == len(days) == 1 and len(times) == 2:
        found = stretches(days[0], sentence.plan_year, sentence.text, until=until)
        for stretch in found:
            check_week(stretch, weeks[0])
        return found
    read = [stretches(one, sentence.plan_year, sentence.text, until=until) for one in times]
    if len(read) == 2 and _days(read[0]) == _days(read[1]):
        del read[1]
    if len(read) != 1:
        raise NotUnderstood(sentence.text)
    return read[0]


def _parted(series: PeriodSeries) -> list[PeriodSeries]:
    """`minggu kedua, 9 November` as the week and the day that are said of one time."""
    if series.joints == ("c",) and {name.unit for name in series.stretches} == {Unit.DAY, Unit.WEEK}:
        return [
            PeriodSeries((name,), (), tuple((0, weekday) for at, weekday in series.beside if at == place))
            for place, name in enumerate(series.stretches)
        ]
    return [series]


def _recurring(sentence: _Sentence, recurrence: Recurrence) -> Period:
    """Monthly, quarterly and so on, within the days or months that are named, if any."""
    week, times = sentence.week, sentence.times
    monthly = recurrence.frequency is Frequency.MONTHLY
    many = sentence.meetings if recurrence.times == 1 else recurrence.times if sentence.meetings is None else None
    if (week is not None and (not monthly or recurrence.part is not None)) or sentence.length is not None:
        raise NotUnderstood(sentence.text)
    if sentence.meetings is not None and many is None:
        raise NotUnderstood(sentence.text)
    period = Period(
        sentence.text,
        Precision.RECURRING,
        frequency=recurrence.frequency,
        week=week.number if week is not None else None,
        part=recurrence.part,
        batches=max(many or 1, 1),
    )
    if not times:
        if sentence.marks:
            raise NotUnderstood(sentence.text)
        return period
    window = _bounds(replace(sentence, times=times, week=None))
    begins, ends = sentence.marks in {"f", "W", "fW", ""}, sentence.marks in {"D", "t", ""}
    if sentence.marks == "f" and len(times[0].stretches) > 1:
        ends = True
    return replace(period, earliest=window.first if begins else None, latest=window.last if ends else None)


def _bounds(sentence: _Sentence) -> PeriodWindow:
    """Within which days something recurs: a stretch of some turns, or where it begins or ends."""
    found = _stretches(sentence)
    if len(merged(_days(found))) > 1:
        raise NotUnderstood(sentence.text)
    window = PeriodWindow(found[0].window.first, found[-1].window.last)
    closed = sentence.marks == "" or not _is_one_name(found)
    is_within_a_month = (window.first.year, window.first.month) == (window.last.year, window.last.month)
    if (closed and is_within_a_month) or "F" in sentence.marks:
        raise NotUnderstood(sentence.text)
    return window


def _deadline(sentence: _Sentence, found: list[Stretch]) -> Period:
    if not _is_one_name(found) or sentence.length is not None:
        raise NotUnderstood(sentence.text)
    return Period(
        sentence.text,
        Precision.DEADLINE,
        None,
        found[0].window.last,
        batches=max(sentence.meetings or 1, 1),
        deadline=True,
    )


def _open(sentence: _Sentence, found: list[Stretch]) -> Period:
    """A beginning without an end: it is kept, and said."""
    if not _is_one_name(found) or sentence.marks not in {"f", "W", "fW"} or sentence.length is not None:
        raise NotUnderstood(sentence.text)
    return Period(
        sentence.text,
        Precision.OPEN,
        found[0].window.first,
        batches=max(sentence.meetings or 1, 1),
        anomaly=Anomaly(AnomalyKind.NO_END, sentence.text),
    )


def _closed(sentence: _Sentence, found: list[Stretch]) -> Period:
    """Days that are named, each or from the first to the last."""
    windows = merged(_days(found))
    if sentence.length is not None:
        windows = [_lasting(sentence, sentence.length, windows, found)]
    names = [name for stretch in found for name in stretch.names]
    several = len(windows) > 1
    if several and sentence.meetings not in {None, len(windows)}:
        raise NotUnderstood(sentence.text)
    period = Period(
        sentence.text,
        Precision.SEVERAL if several else _precision(names, windows[0]),
        windows[0].first,
        windows[-1].last,
        batches=len(windows) if several else max(sentence.meetings or 1, 1),
        deadline=sentence.marks == "F",
        apart=tuple(windows) if several else (),
    )
    name = names[0]
    if len(names) > 1:
        return period
    return replace(
        period,
        week=name.number if name.unit is Unit.WEEK else None,
        part=MonthPart(name.number) if name.unit is Unit.PART else None,
    )


def _lasting(sentence: _Sentence, length: int, windows: list[PeriodWindow], found: list[Stretch]) -> PeriodWindow:
    """`13 November selama 3 hari`, or the three days themselves."""
    window = windows[0]
    if len(windows) > 1 or length < 1 or any(name.unit is not Unit.DAY for one in found for name in one.names):
        raise NotUnderstood(sentence.text)
    last = window.first + timedelta(days=length - 1)
    if last != window.last and not _is_one_name(found):
        raise NotUnderstood(sentence.text)
    return PeriodWindow(window.first, last)


def _precision(names: Sequence[Named], window: PeriodWindow) -> Precision:
    if all(name.unit is Unit.DAY for name in names):
        return Precision.DAY if window.first == window.last else Precision.RANGE
    alone = {Unit.WEEK: Precision.WEEK, Unit.PART: Precision.PART, Unit.MONTH: Precision.MONTH}
    return alone.get(names[0].unit, Precision.SPAN) if len(names) == 1 else Precision.SPAN


def _days(found: Sequence[Stretch]) -> list[PeriodWindow]:
    return [stretch.window for stretch in found]


def _is_one_name(found: Sequence[Stretch]) -> bool:
    return len(found) == 1 and len(found[0].names) == 1
