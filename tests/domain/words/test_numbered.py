"""The numbers of days in words."""

from __future__ import annotations

import pytest

from bot.domain.words.numbered import numbered

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


@pytest.mark.parametrize("before", ["belas", "puluh", "ratus", "ribu"])
def test_the_end_of_a_longer_number_is_no_day(before: str) -> None:
    assert numbered(f"tiga {before} lima november") == f"tiga {before} lima november"
