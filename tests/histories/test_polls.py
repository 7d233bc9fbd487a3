"""Random histories of polls about dates: who is asked is asked once, the silent once more, and nobody once a date is set."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from bot.domain.meetings.appointments import Appointment
from bot.domain.meetings.polls import PollSlot
from bot.domain.vocabulary import Position
from tests.histories.machine import PeopleComeAndGo, numbers, play
from tests.histories.phones import DISTRICTS, Office
from tests.histories.world import WIB

if TYPE_CHECKING:
    from pathlib import Path

    from tests.histories.phones import Poll

_MOST_POLLS = 3
_activities = st.sampled_from(["SDMO-90", "HPS-90"])
_ahead = st.lists(st.integers(1, 6), min_size=2, max_size=3, unique=True)
_waits = st.sampled_from([timedelta(hours=2), timedelta(hours=9), timedelta(hours=24), timedelta(hours=26)])


class Polls(PeopleComeAndGo):
    """Heads ask, take a slot or another date, and call it off."""

    def poll(self, number: int) -> Poll:
        return self.office.polls[number % len(self.office.polls)]

    @initialize(activity=_activities, ahead=_ahead)
    def a_first_poll(self, activity: str, ahead: list[int]) -> None:
        self.a_head_asks(activity, ahead)

    @precondition(lambda self: len(self.office.polls) < _MOST_POLLS)
    @rule(activity=_activities, ahead=_ahead)
    def a_head_asks(self, activity: str, ahead: list[int]) -> None:
        slots = [PollSlot(self.at(days), self.at(days) + timedelta(hours=3)) for days in ahead]
        self.office.ask_when(activity, slots)

    @rule(number=numbers, who=numbers, slot=st.none() | st.integers(0, 2))
    def somebody_says_when_they_can(self, number: int, who: int, slot: int | None) -> None:
        self.office.vote(self.poll(number), self.member(who), slot)

    @rule(number=numbers, slot=st.integers(0, 1))
    def a_head_takes_a_slot(self, number: int, slot: int) -> None:
        self.office.choose(self.poll(number), slot)

    @rule(activity=_activities, days=st.integers(1, 6))
    def a_head_sets_another_date(self, activity: str, days: int) -> None:
        starts = self.at(days) + timedelta(hours=4)
        self.office.set_date(activity, Appointment(starts, None, "Hotel Puri"))

    @precondition(lambda self: self.office.meetings)
    @rule(number=numbers)
    def a_head_calls_it_off(self, number: int) -> None:
        self.office.cancel(self.office.meetings[number % len(self.office.meetings)])

    @rule(
        who=numbers,
        district=st.sampled_from(DISTRICTS),
        position=st.sampled_from([Position.DISTRICT_CHAIR, Position.SECRETARIAT_STAFF]),
        until=st.sampled_from([None, None, -1, 1, 3]),
    )
    def the_roster_changes(self, who: int, district: str, position: Position, until: int | None) -> None:
        last = None if until is None else self.office.now.astimezone(WIB).date() + timedelta(days=until)
        self.office.change(self.member(who), district=district, position=position, until=last)

    @rule(by=_waits)
    def time_passes(self, by: timedelta) -> None:
        self.office.wait(by)

    def teardown(self) -> None:
        self.office.finish()
        wrong = [*self.office.wrong, *self.office.unasked(), *self.office.missing()]
        assert not wrong, "; ".join(wrong[:5])


def test_whatever_happens_a_poll_asks_everybody_once_and_the_silent_once_more(tmp_path: Path) -> None:
    play(Polls, tmp_path, 20, steps=10)


def test_who_had_left_when_they_came_into_the_audience_is_asked_when_they_are_back(tmp_path: Path) -> None:
    with asyncio.Runner() as runner:
        Polls.office = Office(runner, f"sqlite+aiosqlite:///{tmp_path / 'histories.db'}")
        try:
            machine = Polls()
            machine.a_first_poll(activity="SDMO-90", ahead=[1, 4])
            machine.time_passes(by=timedelta(days=2))
            for until in (-1, None):
                machine.the_roster_changes(8, "Wonodadi", Position.DISTRICT_CHAIR, until)
            machine.teardown()
        finally:
            Polls.office.close()
