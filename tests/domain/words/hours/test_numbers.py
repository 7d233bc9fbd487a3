"""Hours in words."""

from __future__ import annotations

from datetime import time

import pytest

from bot.domain.words.hours.reading import parse_time, read_hours
from bot.domain.words.hours.words_of_time import words_of_time


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua_belas", 1),
        ("duabelas tiga_belas empat_belas lima_belas enam_belas tujuh_belas delapan_belas sembilan_belas", 12),
        ("dua_puluh dua_puluh_satu", 20),
    ],
)
def test_every_hour_that_has_a_word(words: str, first: int) -> None:
    """Said with half an hour less, which is of either half of the day, so that nothing else tells which hour it is."""
    said = [word.replace("_", " ") for word in words.split()]
    read = [parse_time(f"jam {word} lewat 15{' pagi' * (hour < 12)}") for hour, word in enumerate(said, first)]
    assert read == [time(hour, 15) for hour in range(first, first + len(said))]


def test_what_is_spoken_behind_an_hour_is_no_place() -> None:
    for said, start in (("jam 9 teng", time(9)), ("jam 8 lewat 15 mnt", time(8, 15))):
        found = read_hours(f"{said} Aula", "WIB")
        assert found is not None
        assert (found[0].start, found[1].strip()) == (start, "Aula")
    assert words_of_time("mnt Aula") == "mnt Aula"
