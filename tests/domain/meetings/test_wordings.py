"""What offices write for a time: a table of wordings with the right answers, and readings that are never wider or narrower."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meetings.periods.anomaly import AnomalyKind
from bot.domain.meetings.periods.parser import parse_period
from bot.domain.meetings.periods.period import Period
from bot.domain.meetings.periods.window import month_end
from bot.domain.words.months import MONTHS
from bot.domain.words.weekdays import WEEKDAYS
from tests.data.wordings import Verdict, verdict, wordings

DAYS = st.dates(date(2022, 1, 1), date(2025, 12, 31))
TO = st.sampled_from(
    [
        " s/d ",
        " s.d. ",
        " sd ",
        " sd. ",
        "-",
        " - ",
        "–",
        " — ",
        "\u2011",
        " \u2212 ",
        " sampai dengan ",
        " hingga ",
        "\u2060-\u2060",
    ]
)
AND = st.sampled_from([" dan ", ", ", " & ", ", dan ", " serta "])
# What no rule may pass over, before, between or behind.
TOO_MUCH = st.sampled_from(
    [
        "7",
        "dan",
        "s/d",
        "hingga",
        "atau",
        "Rabu kemarin",
        "kecuali",
        "sebelum",
        "bulan",
        "triwulan",
        "sekitar",
        "2025",
        "III",
        "besok",
        "setiap",
        "H-2",
        "½",
        "mulai tadi",
        "pertama",
        "satu",
        "&",
        "-",
        "lusa",
        "~",
    ]
)


def day_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


@st.composite
def readings(draw: st.DrawFn) -> tuple[str, list[date]]:
    """Words made from an answer, and the days that they mean."""
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(1, 40)))
    month, weekday = MONTHS[first.month - 1], WEEKDAYS[first.weekday()].capitalize()
    ends = month_end(first.year, first.month)
    form = draw(st.sampled_from(["day", "range", "list", "month", "part", "to-month"]))
    if form == "day":
        pattern = draw(
            st.sampled_from(["{d}", "{w}, {d}", "{w}/{d}", "{d} ({w})", "{w} Wage, {d}", "Hari {w} tanggal {d}"])
        )
        return pattern.format(d=day_words(first), w=weekday), [first]
    if form == "range":
        words = day_words(first) + draw(TO) + day_words(last)
        return words, [first + timedelta(days=n) for n in range((last - first).days + 1)]
    if form == "list":
        days = sorted({1, *draw(st.sets(st.integers(1, 28), min_size=1, max_size=4)), 28})
        words = draw(AND).join(map(str, days))
        return f"{words} {month} {first.year}", [first.replace(day=n) for n in days]
    if form == "month":
        return f"bulan {month} {first.year}", [first.replace(day=n) for n in range(1, ends.day + 1)]
    if form == "part":
        part = draw(st.sampled_from([("awal", 1, 10), ("pertengahan", 11, 20), ("akhir", 21, ends.day)]))
        return f"{part[0]} {month} {first.year}", [first.replace(day=n) for n in range(part[1], part[2] + 1)]
    words = f"{day_words(first)}{draw(TO)}{MONTHS[last.month - 1]} {last.year}"
    last = month_end(last.year, last.month)
    return words, [first + timedelta(days=n) for n in range((last - first).days + 1)]


def allowed(period: Period) -> list[date]:
    days = [date(2021, 12, 1) + timedelta(days=n) for n in range(1700)]
    return [day for day in days if period.allows(day)]


@pytest.mark.parametrize(("words", "answer"), list(wordings()), ids=lambda value: value[:40])
def test_no_wording_is_read_as_something_else(words: str, answer: str) -> None:
    assert verdict(words, answer) is not Verdict.WRONG


def test_nearly_all_wordings_are_read() -> None:
    found = Counter(verdict(words, answer) for words, answer in wordings())
    assert found.total() >= 300
    # "13/14/15 November" may be a date and a month.
    assert found[Verdict.REFUSED] <= 2


@given(readings())
def test_a_reading_is_neither_wider_nor_narrower_than_its_words(reading: tuple[str, list[date]]) -> None:
    words, days = reading
    period = parse_period(words, plan_year=2023)
    assert period.anomaly is None, words
    assert allowed(period) == days, words


@given(readings(), TOO_MUCH, st.booleans())
def test_a_word_too_many_is_never_passed_over(reading: tuple[str, list[date]], more: str, before: bool) -> None:
    words, days = reading
    period = parse_period(f"{more} {words}" if before else f"{words} {more}", plan_year=2023)
    # "s/d 13 November", "sebelum 13 November" and "7 bulan November" are times of their own.
    if before and (more in {"s/d", "hingga", "sebelum"} or (more == "7" and words.startswith("bulan"))):
        assert period.anomaly is not None or allowed(period) != days
        return
    assert period.anomaly is not None, period
    assert period.anomaly.kind is not AnomalyKind.NO_END
