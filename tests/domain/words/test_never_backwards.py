"""Whatever is typed, no reader of days says some that end before they begin: it says what is wrong instead."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.meetings.periods.parser import parse_period
from bot.domain.meetings.schedule_words.asked import Unknown
from bot.domain.meetings.schedule_words.understood import understood
from bot.domain.office.deputies import days_of, parts_of
from bot.domain.recap.spans import span_of_words
from bot.domain.words.dates.days import parse_days
from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.months import MONTHS
from bot.domain.words.weekdays import WEEKDAYS

Days = tuple[date | None, date | None]

TODAYS = st.dates(date(2023, 1, 1), date(2024, 12, 31))
MONTH = st.sampled_from([*MONTHS, "Nov", "Des", "Jan"])
NUMBER = st.integers(1, 31).map(str)
YEAR = st.sampled_from(["", " 2022", " 2023", " 2024", " 23"])
DAY = st.one_of(
    st.builds("{} {}{}".format, NUMBER, MONTH, YEAR),
    st.builds("{}/{}{}".format, NUMBER, st.integers(1, 12), st.sampled_from(["", "/2023", "/2024", "/24"])),
    st.sampled_from([*WEEKDAYS, "besok", "lusa", "hari ini", "Senin depan", "Jumat ini", "3 hari lagi"]),
    NUMBER,
    MONTH,
    st.builds("{}-{} {}{}".format, NUMBER, NUMBER, MONTH, YEAR),
    st.builds("{} dan {} {}{}".format, NUMBER, NUMBER, MONTH, YEAR),
    st.builds("minggu ke-{} {}".format, st.integers(1, 5), MONTH),
)
TO = st.sampled_from([" s/d ", "-", " - ", " sampai ", " hingga ", " sampai dengan ", " dan ", " & ", ", ", " s.d. "])
LEAD = st.sampled_from(["", "mulai ", "dari ", "sampai ", "s/d ", "pada ", "tanggal ", "paling lambat ", "antara "])
PERIODS = st.builds(
    lambda lead, days, joints: lead + "".join(f"{day}{to}" for day, to in zip(days, [*joints, ""], strict=False)),
    LEAD,
    st.lists(DAY, min_size=1, max_size=3),
    st.lists(TO, min_size=2, max_size=2),
)


def readings(words: str, today: date) -> list[Days]:
    """What each reader of days makes of the words."""
    found: list[Days | None] = []
    with contextlib.suppress(DateProblem):
        found.append(parse_days(words, today=today))
    with contextlib.suppress(DateProblem):
        found.append(days_of(words, today))
    with contextlib.suppress(DateProblem):
        found.append(parts_of(f"Endah {words}", today)[1])
    with contextlib.suppress(Unknown):
        asked = understood(words.split(), today, {})
        found.append((asked.first, asked.last))
    if (span := span_of_words(words.split(), today)[0]) is not None:
        found.append((span.first, span.last))
    period = parse_period(words, plan_year=today.year)
    found += [(period.earliest, period.latest), *((one.first, one.last) for one in period.apart)]
    found += [(one.last, after.first) for one, after in zip(period.apart, period.apart[1:], strict=False)]
    return [days for days in found if days is not None]


@settings(max_examples=400)
@given(PERIODS, TODAYS)
@example("3-5 November sampai Jumat", date(2023, 11, 6))
@example("sampai 3 November 2023", date(2023, 11, 6))
@example("besok sampai hari ini", date(2023, 11, 6))
def test_no_days_end_before_they_begin(words: str, today: date) -> None:
    for first, last in readings(words, today):
        assert first is None or last is None or first <= last, (words, first, last)


@given(TODAYS, st.integers(1, 400), st.sampled_from(["", "besok "]))
def test_a_deputy_till_a_day_that_is_over_is_none(today: date, ago: int, first: str) -> None:
    with pytest.raises(DateProblem, match="days_reversed"):
        days_of(f"{first}sampai {today - timedelta(days=ago):%d/%m/%Y}", today)
