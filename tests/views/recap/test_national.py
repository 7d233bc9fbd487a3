"""The country's recap on a screen: of many offices the best and the worst, each with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.domain.recap.facts import NationalRecap, OfficeFigures
from bot.domain.recap.figures import Counts
from bot.domain.recap.spans import Span, SpanUnit
from bot.views.recap.national import national
from bot.views.text import unmarked
from tests.office import WIB

NOW = datetime(2023, 12, 1, 2, tzinfo=UTC)


def country(*attending: int) -> NationalRecap:
    """Offices of ten invited each: so many say to come, the others nothing."""
    lines = [
        OfficeFigures(number, f"Kantor {number} & mitra", 2, Counts(attending=many, silent=10 - many))
        for number, many in enumerate(attending, 1)
    ]
    return NationalRecap(Span(SpanUnit.MONTH, date(2023, 11, 1)), WIB, NOW, tuple(lines), None)


def test_of_many_offices_three_at_each_end_are_named_and_equals_share_a_place() -> None:
    shown = unmarked(national(country(5, 9, 1, 9, 9, 2, 9, 3))).split("\n\n")
    assert shown[1:3] == [
        "Kantor teratas\n"
        "1. Kantor 2 & mitra · menjawab 90%\n"
        "1. Kantor 4 & mitra · menjawab 90%\n"
        "1. Kantor 5 & mitra · menjawab 90%\n"
        "… dan 1 kantor lain, juga peringkat 1",
        "Kantor terbawah\n"
        "6. Kantor 8 & mitra · menjawab 30%\n"
        "7. Kantor 6 & mitra · menjawab 20%\n"
        "8. Kantor 3 & mitra · menjawab 10%",
    ]
    assert shown[3].splitlines()[0] == "Data per 1 Des 2023 09.00 WIB"


def test_of_few_all_are_named_and_of_one_none() -> None:
    few = unmarked(national(country(4, 5))).split("\n\n")
    assert few[1] == "Peringkat kantor\n1. Kantor 2 & mitra · menjawab 50%\n2. Kantor 1 & mitra · menjawab 40%"
    assert "eringkat" not in national(country(4))


def test_one_meeting_of_each_makes_no_ranking() -> None:
    once = country(4, 5)
    once = replace(once, offices=tuple(replace(line, sessions=1) for line in once.offices))
    assert "eringkat" not in national(once)
