"""A text as it is seen."""

from __future__ import annotations

import pytest

from bot.domain.words.plain import plain


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


def test_signs_that_look_alike_are_one() -> None:
    dashes = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2500\ufe58\ufe63\uff0d\x96\x97"
    strokes = "\u2019\u2018\u201b`\u00b4\u02bc\u02bb\u2032\uff07\x91\x92"
    assert [plain(f"1{sign}2") for sign in dashes] == ["1-2"] * len(dashes)
    assert [plain(f"Jum{sign}at") for sign in strokes] == ["Jum'at"] * len(strokes)
    assert [plain(f"1{sign}2") for sign in "\u2044\u2215"] == ["1/2"] * 2


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
