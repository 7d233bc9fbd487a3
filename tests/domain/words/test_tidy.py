"""Words that lead, join or are spelled in several ways, in their one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.words.plain import plain
from bot.domain.words.tidy import tidy


@pytest.mark.parametrize(
    "to",
    [
        "s/d",
        "S/D",
        "s/d.",
        "s.d.",
        "s.d",
        "s. d.",
        "s / d",
        "sd",
        "sd.",
        "SD",
        "sampai",
        "sampai dengan",
        "sampai dgn.",
        "Sampai  Dengan",
        "hingga",
        "..",
        "...",
    ],
)
def test_what_leads_from_the_first_to_the_last_has_one_spelling(to: str) -> None:
    assert tidy(f"13 {to} 15 November 2023") == "13 s/d 15 november 2023"


@pytest.mark.parametrize("glued", ["13s/d15", "13sd15", "13s.d.15", "13 s.d.15", "13..15"])
def test_figures_may_touch_it(glued: str) -> None:
    assert tidy(glued) == "13 s/d 15"


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("Jum'at tgl. 5 bln November thn 2023", "jumat tanggal 5 bulan november tahun 2023"),
        ("Jum ’ at", "jumat"),
        ("AHAD", "minggu"),
        ("pkl. 09.00", "pukul 09.00"),
        ("tgl5", "tanggal5"),
        ("masdar, sdm, hinggap", "masdar, sdm, hinggap"),
    ],
)
def test_words_have_one_spelling(written: str, tidied: str) -> None:
    assert tidy(written) == tidied


@given(st.text())
def test_what_is_tidy_stays_so(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("13...15 November", "13 s/d 15 november"),
        ("13 ... 15 November", "13 s/d 15 november"),
        ("13..15 November", "13 s/d 15 november"),
        ("November..Desember", "november s/d desember"),
        ("November...Desember", "november s/d desember"),
        ("November .. Desember", "november s/d desember"),
        # Something is left to be filled in.
        ("13 ... November", "13 … november"),
        ("November ... 13", "november … 13"),
        ("November... Desember", "november … desember"),
        ("November ...Desember", "november … desember"),
        ("... November", "… november"),
    ],
)
def test_points_lead_between_figures_and_are_else_a_blank_to_fill_in(written: str, read: str) -> None:
    assert tidy(written) == read


def test_every_english_ordinal_is_a_day_and_no_other_is() -> None:
    right = dict.fromkeys(range(1, 32), "th") | dict.fromkeys((1, 21, 31), "st")
    right |= dict.fromkeys((2, 22), "nd") | dict.fromkeys((3, 23), "rd")
    for number, end in right.items():
        for other in ("st", "nd", "rd", "th"):
            assert (tidy(f"{number}{other} november") == f"{number} november") is (other == end)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Jum'at, Jum at, JUM ' AT, Jumaat, Jum’at", "jumat, jumat, jumat, jumat, jumat"),
        ("Ahad, tgl. 1 bln 2 thn 2023 th 2024 pkl 9", "minggu, tanggal 1 bulan 2 tahun 2023 tahun 2024 pukul 9"),
        ("1 s/d 2", "1 s/d 2"),
        ("1 s.d. 2; 1 sd 2; 1 s / d 2; 1 s/d. 2", "1 s/d 2; 1 s/d 2; 1 s/d 2; 1 s/d 2"),
        ("1 sampai 2; 1 sampai dengan 2; 1 sampe dgn 2; 1 sampai dg. 2", "1 s/d 2; 1 s/d 2; 1 s/d 2; 1 s/d 2"),
        ("1 hingga 2; 1..2", "1 s/d 2; 1 s/d 2"),
    ],
)
def test_every_spelling_of_a_word_that_leads(written: str, read: str) -> None:
    assert tidy(written) == read
