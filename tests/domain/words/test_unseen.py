"""Signs that nobody sees are taken out of whatever is typed or imported; what is seen stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.words.unseen import without_unseen

UNSEEN = [
    *map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x2070))),
    *"\u061c\ufeff\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0\u2800\u180e\ufff9\U000e0041\x00\x07\x1b\x7f\x85",
]


@pytest.mark.parametrize("sign", UNSEEN, ids=[f"{ord(sign):04X}" for sign in UNSEEN])
def test_a_sign_that_nobody_sees(sign: str) -> None:
    assert without_unseen(f"{sign}Aula{sign} Satu{sign}") == "Aula Satu"


@pytest.mark.parametrize(
    "text",
    [
        "Aula Satu",
        "Aula\nSatu",
        "مكتب عربي",
        "👨‍👩‍👧 keluarga",
        "🏳️‍🌈",
        "👩🏽‍⚕️",
        "❤️",
        "Ma’rang",
        "é e\u0301",
        "पंचायत",
        "a\u00a0b",
        "",
    ],
)
def test_what_is_seen_stays(text: str) -> None:
    assert without_unseen(text) == text


@given(st.text(max_size=40))
def test_it_is_done_once_and_nothing_is_turned(text: str) -> None:
    once = without_unseen(text)
    assert without_unseen(once) == once
    assert all(
        unicodedata.bidirectional(sign) not in {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI"} for sign in once
    )


@pytest.mark.parametrize("text", ["a\u200d👧", "👧\u200da", "\u200d👧", "👧\u200d"])
def test_a_joiner_that_joins_no_two_symbols_is_taken_out(text: str) -> None:
    assert without_unseen(text) == text.replace("\u200d", "")
