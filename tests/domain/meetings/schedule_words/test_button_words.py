"""The same again, as a button says it, in what fits one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.meetings.schedule_words.button_words import button_words
from bot.domain.meetings.schedule_words.understood import understood
from bot.views.meetings.presses.calendar import ShowSchedule
from bot.views.press import CALLBACK_LIMIT

if TYPE_CHECKING:
    from bot.domain.meetings.schedule_words.asked import Asked


# A Wednesday.
TODAY = date(2023, 11, 15)
DISTRICTS = {"Wonodadi": 3, "Kota Baru": 4, "Kotabaru": 5, "Sutojayan": 123456}


def _again(asked: Asked) -> Asked:
    return understood(button_words(asked).split("."), TODAY, DISTRICTS)


_SAID = [
    "hari ini",
    "pekan depan",
    "oktober",
    "14-16 November 2023",
    "SDMO",
    "PP-PS",
    "Sutojayan",
    "saya",
    "logistik",
    "pertanggungjawaban",
    "sengketa",
    "ñandú",
    "semua",
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(_SAID), max_size=6, unique=True), st.integers(0, 99))
@example(["saya", "pertanggungjawaban", "14-16 November 2023", "sengketa", "PP-PS"], 0)
@example(["pertanggungjawaban", "14-16 November 2023", "ñandú", "SDMO", "PP-PS", "Sutojayan"], 0)
def test_a_button_says_the_same_again_in_what_fits_it(said: list[str], page: int) -> None:
    asked = understood(" ".join(said).split(), TODAY, DISTRICTS)
    assert len(ShowSchedule(button_words(asked), page).packed.encode()) <= CALLBACK_LIMIT
    again = _again(asked)
    assert (again.span, again.first, again.last) == (asked.span, asked.first, asked.last)
    assert (again.division, again.district_id, again.mine) == (asked.division, asked.district_id, asked.mine)
    assert all(whole.startswith(part) for part, whole in zip(again.search, asked.search, strict=False))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        # What is looked for is cut where it has no room, between letters, and what comes behind it is left out.
        (["a" * 40, "b" * 40, "c"], f"semua.{'a' * 40}.{'b' * 8}"),
        (["a" * 40, "é" * 40, "c"], f"semua.{'a' * 40}.éééé"),
        (["a" * 40, "b" * 7, "c"], f"semua.{'a' * 40}.{'b' * 7}"),
        (["a" * 40, "b" * 6, "c"], f"semua.{'a' * 40}.{'b' * 6}.c"),
        (
            ["sdmo", "wonodadi", "saya", "2023-11-14_2023-11-16", "a" * 21],
            f"2023-11-14_2023-11-16.saya.SDMO.@3.{'a' * 20}",
        ),
    ],
)
def test_what_a_button_says_of_long_words(said: list[str], words: str) -> None:
    assert button_words(understood(said, TODAY, DISTRICTS)) == words


@pytest.mark.parametrize(
    ("word", "district", "search"),
    [("@3", 3, ()), ("@123456", 123456, ()), ("@6", None, ("6",)), ("@x3", None, ("x3",))],
)
def test_a_kecamatan_is_said_by_its_number_if_it_is_one_of_the_office(
    word: str, district: int | None, search: tuple[str, ...]
) -> None:
    asked = understood([word], TODAY, DISTRICTS)
    assert (asked.district_id, asked.search) == (district, search)
