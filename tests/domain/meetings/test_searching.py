"""Words by which an activity is found."""

from __future__ import annotations

import pytest

from bot.domain.meetings.activity_facts import ActivityFacts
from bot.domain.meetings.searching import is_part, nearest, search, search_with_slips, search_words
from bot.domain.vocabulary import ActivityKind, Division

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
    "word",
    [
        "dan",
        "di",
        "ke",
        "dari",
        "untuk",
        "pada",
        "dengan",
        "oleh",
        "dalam",
        "bagi",
        "yang",
        "atau",
        "the",
        "acara",
        "kegiatan",
        "rencana",
    ],
)
def test_small_words_find_nothing(word: str) -> None:
    assert search_words(f"{word.upper()} logistik") == ["logistik"]


def test_a_slip_is_of_a_word_of_three_letters_and_more_and_of_no_sentence() -> None:
    assert nearest("logistk", ["logistik", "log"]) == "logistik"
    assert (nearest("pks", ["pkd"]), nearest("pkds", ["pkd"])) == (None, "pkd")
    assert (nearest("pk", ["pkd"]), nearest("pkd", ["pk"])) == (None, None)
    long = "x" * 39
    assert (nearest(f"{long}y", [f"{long}x"]), nearest(f"{long}yy", [f"{long}xx"])) == (f"{long}x", None)


def _activity(number: int, title: str, aims: str = "", place: str = "") -> ActivityFacts:
    kind, division = ActivityKind.RAPAT, Division.SDMO
    return ActivityFacts(
        number, f"SDMO-0{number}", division, title, title, kind, "", None, place, aims, "", "", "", None, None, 2023
    )


LOGISTICS = _activity(1, "Pengawasan Logistik Pemilu", aims="Gudang aman")
ETHICS = _activity(2, "Bimbingan Teknis Kode Etik Pemilu", place="Gudang Seni")
PLAN = (LOGISTICS, ETHICS)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("pemilu", PLAN),
        ("awas pemilu", (LOGISTICS,)),
        ("etik logistik", ()),
        ("bimtek", (ETHICS,)),
        ("sdmo-01", (LOGISTICS,)),
        # Aims only where no title, kind or place has it.
        ("gudang", (ETHICS,)),
        ("gudang aman", (LOGISTICS,)),
    ],
)
def test_an_activity_has_all_the_words(words: str, found: tuple[ActivityFacts, ...]) -> None:
    assert search(search_words(words), PLAN) == found
    assert search_with_slips(search_words(words), PLAN) == (found, {})


@pytest.mark.parametrize(
    ("words", "found", "read"),
    [
        ("", (), {}),
        ("logistk", (LOGISTICS,), {"logistk": "logistik"}),
        # Only what is unknown is a slip.
        ("pemilu logistk", (LOGISTICS,), {"logistk": "logistik"}),
        ("etik logistk", (), {"logistk": "logistik"}),
        ("pemilu xyzzy", (), {}),
    ],
)
def test_slips_are_read_where_nothing_is_found(
    words: str, found: tuple[ActivityFacts, ...], read: dict[str, str]
) -> None:
    assert search_with_slips(words.split(), PLAN) == (found, read)
