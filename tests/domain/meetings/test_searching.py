"""Words by which an activity is found."""

from __future__ import annotations

import pytest

from bot.domain.meetings.searching import is_part, nearest, search_words

PREFIXES = [
    "me",
    "mem",
    "men",
    "meng",
    "meny",
    "memper",
    "pe",
    "pem",
    "pen",
    "peng",
    "peny",
    "per",
    "pember",
    "pemer",
    "ke",
    "keter",
    "ber",
    "di",
    "ter",
    "se",
]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_word_is_found_behind_what_indonesian_puts_before_it(prefix: str) -> None:
    assert is_part("awas", [f"{prefix}awasan"])
    assert not is_part("awa", [f"{prefix}awasan"])
    assert not is_part("awas", [f"x{prefix}awasan"])


def test_three_letters_begin_a_word_and_fewer_are_one() -> None:
    assert is_part("log", ["logistik"])
    assert not is_part("lo", ["logistik"])
    assert is_part("lo", ["lo"])


@pytest.mark.parametrize(
    "word", ["untuk", "pada", "dengan", "oleh", "dalam", "bagi", "yang", "atau", "the", "acara", "kegiatan", "rencana"]
)
def test_small_words_find_nothing(word: str) -> None:
    assert search_words(f"{word.upper()} logistik") == ["logistik"]


def test_a_slip_is_of_a_word_of_three_letters_and_more_and_of_no_sentence() -> None:
    assert nearest("logistk", ["logistik", "log"]) == "logistik"
    assert (nearest("pks", ["pkd"]), nearest("pkds", ["pkd"])) == (None, "pkd")
    assert (nearest("pk", ["pkd"]), nearest("pkd", ["pk"])) == (None, None)
    long = "x" * 39
    assert (nearest(f"{long}y", [f"{long}x"]), nearest(f"{long}yy", [f"{long}xx"])) == (f"{long}x", None)
