from __future__ import annotations

from datetime import date

import pytest

from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Division, ExcuseKind
from bot.views.press import ByName, Mark, Press, marked, press


# Of this test alone, and so under no other press of the bot.
@press("try")
class Tried(Press):
    number: int
    word: str
    sure: bool
    day: date
    division: Division
    kind: ByName[ExcuseKind]
    page: int | None = None
    more: bool = False


FULL = Tried(7, "a b.c", sure=True, day=date(2023, 11, 9), division=Division.HP2H, kind=ExcuseKind.SICK)
WORDS = ["7", "a b.c", "1", "2023-11-09", "HP2H", "SICK"]
ALMOST = "try:" + ":".join(WORDS)


@press("most")
class Long(Press):
    word: str


@pytest.mark.parametrize(
    ("pressed", "data"),
    [
        (FULL, ALMOST),
        (Tried(7, "a b.c", True, date(2023, 11, 9), Division.HP2H, ExcuseKind.SICK, 3), f"{ALMOST}:3"),
        (Tried(7, "a b.c", True, date(2023, 11, 9), Division.HP2H, ExcuseKind.SICK, None, True), f"{ALMOST}::1"),
        (
            Tried(7, "a b.c", True, date(2023, 11, 9), Division.HP2H, ExcuseKind.SICK, mark=Mark.TOGETHER),
            f"{ALMOST}:b",
        ),
        (
            Tried(7, "a b.c", True, date(2023, 11, 9), Division.HP2H, ExcuseKind.SICK, 3, mark=Mark.ASIDE),
            f"{ALMOST}:3:n",
        ),
    ],
    ids=["what stands as it would", "one more", "the last alone", "amid others", "aside"],
)
def test_a_press_is_packed_and_read_again(pressed: Tried, data: str) -> None:
    assert pressed.packed == data
    assert Tried.read(data.split(":")[1:]) == pressed


def test_words_that_nobody_asked_for_are_passed_over() -> None:
    assert Tried.read([*WORDS, "3", "1", "9", "x"]) == Tried(
        7, "a b.c", True, date(2023, 11, 9), Division.HP2H, ExcuseKind.SICK, 3, True
    )


@pytest.mark.parametrize(
    "words",
    [
        [],
        WORDS[:-1],
        ["", *WORDS[1:]],
        ["-1", *WORDS[1:]],
        ["1.5", *WORDS[1:]],
        ["2147483648", *WORDS[1:]],
        ["b", *WORDS[1:]],
        [*WORDS[:2], "ya", *WORDS[3:]],
        [*WORDS[:3], "2023-13-09", *WORDS[4:]],
        [*WORDS[:4], "XYZ", *WORDS[5:]],
        [*WORDS[:5], "sakit"],
        [*WORDS, "x"],
        [*WORDS, "3", ""],
    ],
)
def test_what_was_forged_is_refused(words: list[str]) -> None:
    with pytest.raises(Refusal) as refused:
        Tried.read(words)
    assert refused.value.key == "refused-stale-button"


def test_a_mark_is_no_word_of_a_press() -> None:
    assert Long.read(["b"]) == Long("b")
    assert Long.read(["n", "b"]) == Long("n", mark=Mark.TOGETHER)


def test_a_press_of_64_bytes_is_the_longest() -> None:
    assert Long("é" * 29 + "x").packed == f"most:{'é' * 29}x"
    assert len(Long("é" * 29 + "x").packed.encode()) == 64
    with pytest.raises(ValueError, match="longer than 64 bytes"):
        _ = Long("é" * 30).packed
    with pytest.raises(ValueError, match="longer than 64 bytes"):
        marked(Long("x" * 58).packed, Mark.TOGETHER)


def test_a_word_with_the_separator_in_it_would_be_read_as_two() -> None:
    with pytest.raises(ValueError, match="has ':' in it"):
        _ = Long("09:00").packed
