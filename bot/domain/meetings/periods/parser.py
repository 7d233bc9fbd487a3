"""Reads the plan's words for a time: `minggu kedua bulan November 2023`, `s/d 30 November`, `1 bulan satu kali`.

The words are read whole or not at all: a figure, a joining word or a word of time that no rule has taken makes them "not
understood", and they stand for themselves.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from bot.domain.meetings.month_days import days_of_each_month, days_of_one_month
from bot.domain.meetings.periods.anomaly import Anomaly, AnomalyKind, Contradiction, NotUnderstood
from bot.domain.meetings.periods.hours import hours_said
from bot.domain.meetings.periods.period import Period
from bot.domain.meetings.periods.precision import Frequency, Precision
from bot.domain.meetings.periods.rules import put_together
from bot.domain.meetings.periods.said import period_said
from bot.domain.meetings.periods.sentence import sentence_of
from bot.domain.meetings.periods.tokens import tokens
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.months import SHORT_MONTHS
from bot.domain.words.tidy import BLANK, tidy
from bot.domain.words.weekdays import WEEKDAYS

_UNSTATED = frozenset({"", "-", "--", "menyesuaikan", "belum ditentukan"})
# "3/4 dan 5 November": days of November, or the third of April? Whoever wrote it knows.
_MIXED = re.compile(
    r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])\s*(?:dan|&|,|-|s/?d|sampai(?: dengan)?|hingga)\s*"
    rf"\d{{1,2}}\s*(?:{SHORT_MONTHS})"
)


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
        found = period_said(sentence_of(kept, put_together(tokens(kept, plan_year), plan_year), plan_year))
        return replace(found, hours=hours_said(kept))
    except NotUnderstood as found:
        unread = Period(kept, found.precision, anomaly=_why_unread(kept, plan_year) or found.anomaly)
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


# Of weeks and parts ("akhir pekan" is none), and of what may join them: where there is nothing else, the month is what is missing.
_OF_A_MONTH = re.compile(r"(?!.*pS)[eSbthaclroqny()P]*[up][Sbthaclroqny()Pup]*")
_WEEK = r"(?:minggu(?:an|nya)?|pekan(?:an|nya)?)"
# "setiap minggu kedua" is a week of a month.
_NO_NUMBER = r"(?! ?(?:ke\b|ke[a-z]|pertama|\d|[ivx]+\b|akhir|terakhir))"
_SOME = r"(?:\d{1,2}|satu|dua|tiga|empat)"
_WEEKLY = re.compile(
    rf"\b(?:(?:dwi|bi)?minggu(?:an)|dwi ?(?:minggu|pekan)|pekanan)\b"
    rf"|\b(?:(?:se)?tiap|saban|per) ?(?:(?:{_SOME}|awal|akhir) )?{_WEEK}\b{_NO_NUMBER}"
    rf"|\bse(?:minggu|pekan) (?:sekali|{_SOME} ?(?:kali|x))\b|(?<![a-z])(?:sekali|kali|x) ?(?:dalam ?)?se(?:minggu|pekan)\b|\b{_SOME} ?{_WEEK},? (?:sekali|{_SOME} ?(?:kali|x))\b|(?:kali|x) ?(?:/|per|dalam|setiap|tiap) ?(?:{_SOME} )?{_WEEK}\b"
    rf"|\b(?:(?:se)?tiap|saban) (?:hari )?(?:{'|'.join(WEEKDAYS)}|ahad|jum'at)\b{_NO_NUMBER}",
)


def _why_unread(text: str, plan_year: int) -> Anomaly | None:
    """What is missing in words that no rule reads, or why they cannot be kept; None: these or those words are not known."""
    if _WEEKLY.search(tidy(text)):
        return Anomaly(AnomalyKind.WEEKLY, text)
    kinds = "".join(token.kind for token in put_together(tokens(text, plan_year), plan_year))
    return Anomaly(AnomalyKind.NO_MONTH, text) if _OF_A_MONTH.fullmatch(kinds) else None
