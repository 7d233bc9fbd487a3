"""A part of the day behind a date is said to be too much, where the rest is a date."""

from __future__ import annotations

import pytest

from bot.domain.words.dates.part_of_day import check_part_of_day
from bot.domain.words.dates.problem import DateProblem


@pytest.mark.parametrize("part", ["pagi", "siang", "sore", "petang", "malam"])
@pytest.mark.parametrize("written", ["15 november {}", "15 november, {} hari", "15 november ({})", "{} 15 november"])
def test_it_is_named_and_the_rest_is_read_without_it(part: str, written: str) -> None:
    rests: list[str] = []
    with pytest.raises(DateProblem) as problem:
        check_part_of_day(written.format(part), " 15 November ", rests.append)
    assert (problem.value.code, problem.value.values) == ("part_of_day", {"given": "15 November", "part": part})
    assert rests == ["15 november"]


@pytest.mark.parametrize(("words", "tried"), [("malam", 1), ("malam sore", 1), ("malam sore pagi", 0), ("aula", 0)])
def test_of_more_than_two_none_is_named(words: str, tried: int) -> None:
    rests: list[str] = []
    named = ""
    try:
        check_part_of_day(f"15 november {words}", "", rests.append)
    except DateProblem as problem:
        named = problem.values["part"]
    assert (named, len(rests)) == ("malam" if tried else "", tried)


def test_where_the_rest_is_no_date_nothing_is_said_of_it() -> None:
    def read(_: str) -> object:
        raise DateProblem("not_a_date", given="")

    check_part_of_day("aula malam", "", read)
