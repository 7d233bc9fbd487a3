"""Numbers of people."""

from __future__ import annotations

import pytest

from bot.domain.words.counts import read_count


@pytest.mark.parametrize(("written", "count"), [("66", 66), ("66 orang", 66), ("66 Org.", 66), ("1.000 peserta", 1000)])
def test_counts_of_people(written: str, count: int) -> None:
    assert read_count(written) == count


@pytest.mark.parametrize("written", ["±66", "66-70", "6,5", "6.5", "banyak", "66 ekor", "10.00"])
def test_what_is_no_count(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_count(written)


@pytest.mark.parametrize("unit", ["orang", "Org", "org.", "peserta", "Jiwa"])
def test_every_word_behind_a_count(unit: str) -> None:
    assert read_count(f"66 {unit}") == 66
