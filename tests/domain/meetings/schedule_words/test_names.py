"""Divisions, kecamatan and the own that are named."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.meetings.schedule_words.asked import Span
from bot.domain.meetings.schedule_words.understood import understood
from bot.domain.vocabulary import Division

# A Wednesday.
TODAY = date(2023, 11, 15)
DISTRICTS = {"Wonodadi": 3, "Kota Baru": 4, "Kotabaru": 5, "Sutojayan": 123456}


@pytest.mark.parametrize(
    ("text", "division", "district", "mine", "span"),
    [
        ("SDMO", Division.SDMO, None, False, Span.ALL),
        ("divisi sdmo", Division.SDMO, None, False, Span.ALL),
        ("pp-ps", Division.PPPS, None, False, Span.ALL),
        ("PP PS", Division.PPPS, None, False, Span.ALL),
        ("divisi penanganan pelanggaran dan penyelesaian sengketa", Division.PPPS, None, False, Span.ALL),
        ("p2h november", Division.P2H, None, False, Span.MONTH),
        ("november divisi p2h", Division.P2H, None, False, Span.MONTH),
        ("wonodadi", None, 3, False, Span.NEAR),
        ("kecamatan Wonodadi", None, 3, False, Span.NEAR),
        ("kec. wonodadi", None, 3, False, Span.NEAR),
        ("kota baru", None, 4, False, Span.NEAR),
        ("kotabaru", None, 5, False, Span.NEAR),
        ("wonodadi besok", None, 3, False, Span.DAY),
        ("saya", None, None, True, Span.NEAR),
        ("yang untuk saya", None, None, True, Span.NEAR),
        ("untuk saya pekan ini", None, None, True, Span.WEEK),
        ("sdmo wonodadi saya", Division.SDMO, 3, True, Span.ALL),
    ],
)
def test_a_division_a_kecamatan_and_the_own_are_read(
    text: str, division: Division | None, district: int | None, mine: bool, span: Span
) -> None:
    asked = understood(text.split(), TODAY, DISTRICTS)
    assert (asked.division, asked.district_id, asked.mine, asked.span, asked.search) == (
        division,
        district,
        mine,
        span,
        (),
    )
    assert asked.filtered


@pytest.mark.parametrize(
    "said",
    [
        "saya",
        "yang untuk saya",
        "untuk saya",
        "milik saya",
        "undangan saya",
        "jadwal saya",
        "punya saya",
        "saya sendiri",
        "sendiri",
    ],
)
def test_every_way_to_ask_for_ones_own(said: str) -> None:
    assert understood(said.split(), TODAY, DISTRICTS) == understood(["saya"], TODAY, DISTRICTS)
    assert understood(["saya"], TODAY, DISTRICTS).mine


@pytest.mark.parametrize("lead", ["divisi", "div", "div.", "bidang"])
def test_every_word_that_leads_a_division(lead: str) -> None:
    assert understood([lead, "p2h"], TODAY, DISTRICTS) == understood(["p2h"], TODAY, DISTRICTS)


@pytest.mark.parametrize("said", ["ppps", "pp ps", "pp-ps", "pp - ps", "pp- ps", "p p ps", "PP-PS"])
def test_every_way_to_write_the_letters_of_a_division(said: str) -> None:
    asked = understood(said.split(), TODAY, DISTRICTS)
    assert (asked.division, asked.search) == (Division.PPPS, ())


@pytest.mark.parametrize("lead", ["kecamatan", "kec", "kec."])
def test_every_word_that_leads_a_kecamatan(lead: str) -> None:
    assert understood([lead, "wonodadi"], TODAY, DISTRICTS) == understood(["wonodadi"], TODAY, DISTRICTS)


def test_so_many_words_are_looked_for_of_so_many_letters() -> None:
    asked = understood(["rakor", "logistik", "gudang", "utama"], TODAY, DISTRICTS)
    assert asked.search == ("rakor", "logistik", "gudang")
    assert understood(["x" * 41], TODAY, DISTRICTS).search == ("x" * 40,)
