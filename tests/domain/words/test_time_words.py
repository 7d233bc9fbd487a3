"""One vocabulary of time: what is seen and what is meant is the same, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.words.time_words import (
    MONTHS,
    WEEKDAYS,
    full_year,
    is_pasaran,
    month_number,
    numbered,
    plain,
    tidy,
    weekday_number,
)


@pytest.mark.parametrize("dash", "-\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2500\ufe58\ufe63\uff0d\x96\x97")
def test_every_dash_is_one(dash: str) -> None:
    assert plain(f"13 {dash} 15 November") == "13 - 15 November"


@pytest.mark.parametrize(
    "sign",
    "\u200b\u2060\u00ad\ufeff\u200e\u202c\u2066\x00\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0\ufe00\ufe0f",
)
def test_what_nobody_sees_is_not_there(sign: str) -> None:
    assert plain(f"{sign}13{sign} Novem{sign}ber{sign}") == "13 November"


@pytest.mark.parametrize("blank", ["\u00a0", "\u2009", "\u202f", "\u3000", "\n", "\r\n", "\t", "  "])
def test_every_blank_is_one(blank: str) -> None:
    assert plain(f"{blank}13{blank}November{blank}") == "13 November"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("\uff11\uff13.\uff11\uff11.\uff12\uff10\uff12\uff13", "13.11.2023"),
        ("\u0661\u0663 November", "13 November"),
        ("Triwulan \u2163", "Triwulan IV"),
        ("\uff08Senin\uff09", "(Senin)"),
        ("13…15", "13...15"),
        ("13\u204411\u22152023", "13/11/2023"),
        ("Jum’at", "Jum'at"),
        ("Jum`at", "Jum'at"),
        # The mark of a footnote is no figure of the year.
        ("Oktober 2023\u00b2", "Oktober 2023\u00b2"),
        ("\u2461", "\u2461"),
        ("\u00bd", "\u00bd"),
    ],
)
def test_signs_are_taken_as_they_are_seen(written: str, seen: str) -> None:
    assert plain(written) == seen


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


def test_weekdays_by_name_and_by_three_letters() -> None:
    assert [weekday_number(name.upper()) for name in WEEKDAYS] == list(range(7))
    assert [weekday_number(name) for name in ("Sen", "sel.", "Rab", "kam", "Jum", "sab", "Ahad")] == list(range(7))
    assert [weekday_number(name) for name in ("min", "hari", "", "sen1")] == [None] * 4
    assert is_pasaran("wage")
    assert not is_pasaran("rabu")


def test_months_as_an_english_excel_writes_them() -> None:
    english = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    assert [month_number(name) for name in english] == list(range(1, 13))
    long = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
    assert [month_number(name) for name in long] == list(range(1, 13))
    assert [month_number(name) for name in MONTHS] == list(range(1, 13))


@pytest.mark.parametrize(
    ("figures", "near", "year"),
    [
        ("24", 2023, 2024),
        ("23", 2023, 2023),
        ("18", 2023, 2018),
        ("99", 2099, 2099),
        ("03", 2098, 2103),
        ("99", 2003, 1999),
        ("2024", 1990, 2024),
        ("45", 2023, None),
        ("13", 2023, None),
        ("0000", 2023, None),
        ("123", 2023, None),
        ("7", 2023, None),
    ],
)
def test_two_figures_are_a_year_that_is_near(figures: str, near: int, year: int | None) -> None:
    assert full_year(figures, near) == year


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("januari februari maret april mei juni juli agustus september oktober november desember", [*range(1, 13)]),
        ("Jan. Feb. Mar. Apr. Jun. Jul. Agu. Sep. Okt. Nov. Des.", [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12]),
        ("nopember pebruari agt ags nop peb sept", [11, 2, 8, 8, 11, 2, 9]),
        ("may march june july august aug october oct december dec", [5, 3, 6, 7, 8, 8, 10, 10, 12, 12]),
        ("ja ju m x", [None, None, None, None]),
    ],
)
def test_every_name_of_a_month(written: str, numbers: list[int | None]) -> None:
    assert [month_number(word) for word in written.split()] == numbers


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("senin selasa rabu kamis jumat sabtu minggu", [*range(7)]),
        ("Sen Sel. Rab Kam Jum'at Jum Sab Ahad", [0, 1, 2, 3, 4, 4, 5, 6]),
        ("monday tuesday wednesday thursday friday saturday sunday", [*range(7)]),
        ("Mon Tue Wed Thu Fri Sat Sun", [*range(7)]),
        ("Tues Thur Thurs", [1, 3, 3]),
        ("senen slasa rebo kemis jemuwah jumuwah setu akad", [0, 1, 2, 3, 4, 4, 5, 6]),
        ("min se x", [None, None, None]),
    ],
)
def test_every_name_of_a_weekday(written: str, numbers: list[int | None]) -> None:
    assert [weekday_number(word) for word in written.split()] == numbers


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


_UNITS = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
SAID = [
    *_UNITS,
    "sepuluh",
    "sebelas",
    *[f"{unit} belas" for unit in _UNITS[1:]],
    "dua puluh",
    *[f"dua puluh {unit}" for unit in _UNITS],
    "tiga puluh",
    "tiga puluh satu",
]


@pytest.mark.parametrize(("number", "said"), list(enumerate(SAID, 1)))
def test_every_number_of_a_day_is_read_in_words(number: int, said: str) -> None:
    close = said.replace(" ", "")
    assert [numbered(f"tanggal {words} oktober") for words in (said, close)] == [f"tanggal {number} oktober"] * 2
    assert [numbered(f"{words} oktober") for words in (said, close)] == [f"{number} oktober"] * 2
    assert numbered(f"oktober dua ribu {said}") == f"oktober {2000 + number}"
    assert numbered(f"{number} ({said}) oktober").split() == [str(number), "oktober"]
    assert numbered(f"{said} ({number}) oktober").split() == [str(number), "oktober"]
    assert numbered(f"{number + 1} ({said})") == f"{number + 1} ({said})"


def test_signs_that_look_alike_are_one() -> None:
    dashes = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2500\ufe58\ufe63\uff0d\x96\x97"
    strokes = "\u2019\u2018\u201b`\u00b4\u02bc\u02bb\u2032\uff07\x91\x92"
    assert [plain(f"1{sign}2") for sign in dashes] == ["1-2"] * len(dashes)
    assert [plain(f"Jum{sign}at") for sign in strokes] == ["Jum'at"] * len(strokes)
    assert [plain(f"1{sign}2") for sign in "\u2044\u2215"] == ["1/2"] * 2


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


@pytest.mark.parametrize("sign", "\u2019\u2018\u201b`\u00b4\u02bc\u02bb\u2032\uff07\x91\x92")
def test_every_apostrophe_is_one(sign: str) -> None:
    assert plain(f"Jum{sign}at") == "Jum'at"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("\uff21\uff42", "Ab"),
        ("\u2161", "II"),
        ("\uff0c\uff0e", ",."),
        ("\uff08\uff09", "()"),
        ("\uff0b", "+"),
        ("\uff11\u0663", "13"),
    ],
)
def test_signs_of_double_width_are_the_plain_ones(written: str, seen: str) -> None:
    assert plain(written) == seen
