"""Which slot is best: it shuts out fewest, then suits most, then comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.meetings.polls import Choice, PollFacts, PollSlot

_START = datetime(2023, 11, 14, 2, tzinfo=UTC)
_SLOTS = tuple(PollSlot(_START + timedelta(days=day), _START + timedelta(days=day, hours=3)) for day in range(3))
_BEFORE = _START - timedelta(days=1)
_YES, _PERHAPS, _NO = Choice.CAN, Choice.IF_NEED_BE, Choice.CANNOT


@pytest.mark.parametrize(
    ("said", "ranked"),
    [
        ([], [0, 1, 2]),
        ([(_NO, _YES, _PERHAPS)], [1, 2, 0]),
        ([(_YES, _PERHAPS, _NO), (_YES, _PERHAPS, _YES)], [0, 1, 2]),
        # One who cannot weighs more than two who would rather not.
        ([(_YES, _PERHAPS, _NO), (_NO, _PERHAPS, _NO)], [1, 0, 2]),
    ],
)
def test_the_best_slot_shuts_out_fewest(said: list[tuple[Choice, ...]], ranked: list[int]) -> None:
    votes = {person: dict(enumerate(choices)) for person, choices in enumerate(said, 1)}
    asked = {person: f"Anggota {person}" for person in range(1, len(said) + 2)}
    reached = frozenset(asked)
    poll = PollFacts(1, 1, "SDMO-09", "Rakor", "Aula", ZoneInfo("Asia/Jakarta"), _SLOTS, asked, votes, reached=reached)
    assert poll.ranked == ranked
    assert poll.silent == (f"Anggota {len(said) + 1}",)
    assert [poll.answered(person, _BEFORE) for person in asked] == [*[True] * len(said), False]
    assert poll.unreached == 0
    # Who has answered and cannot be reached any more has answered; who was never asked is not silent.
    gone = replace(poll, reached=frozenset())
    assert (gone.silent, gone.unreached) == ((), 1)


@pytest.mark.parametrize(
    ("chosen", "is_dated", "is_over"), [(None, False, False), (0, False, True), (None, True, True), (0, True, True)]
)
def test_a_poll_is_over_once_a_slot_is_taken_or_another_date_is_set(
    chosen: int | None, *, is_dated: bool, is_over: bool
) -> None:
    zone = ZoneInfo("Asia/Jakarta")
    dates = {"SDMO-09/1": _SLOTS[0]} if is_dated else {}
    poll = PollFacts(1, 1, "SDMO-09", "Rakor", "Aula", zone, _SLOTS, chosen=chosen, dates=dates)
    assert poll.is_over is is_over


def test_of_a_slot_that_has_begun_nobody_is_asked() -> None:
    zone = ZoneInfo("Asia/Jakarta")
    votes = {1: {1: _YES, 2: _NO}, 2: {0: _YES}}
    poll = PollFacts(1, 1, "SDMO-09", "Rakor", "Aula", zone, _SLOTS, {1: "A", 2: "B", 3: "C"}, votes)
    assert (poll.coming(_START - timedelta(seconds=1)), poll.coming(_START)) == ([0, 1, 2], [1, 2])
    assert [poll.answered(person, _BEFORE) for person in (1, 2, 3)] == [False, False, False]
    assert [poll.answered(person, _START) for person in (1, 2, 3)] == [True, False, False]
    assert poll.answered(3, _SLOTS[2].starts_at)


def test_a_slot_has_the_days_of_its_meeting() -> None:
    zone = ZoneInfo("Asia/Jayapura")
    evening = PollSlot(datetime(2023, 11, 14, 16, tzinfo=UTC), datetime(2023, 11, 16, 18, tzinfo=UTC))
    assert evening.day(zone) == date(2023, 11, 15)
    assert [one.day for one in evening.days(zone)] == [date(2023, 11, day) for day in (15, 16, 17)]
