"""Random histories of heads who are away: what is meant for them reaches whoever deputises then, or themselves, once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from bot.domain.meetings.appointments import Appointment
from bot.domain.vocabulary import Answer
from tests.histories.machine import Machine, numbers, play
from tests.histories.phones import DISTRICTS

if TYPE_CHECKING:
    from pathlib import Path

# Two heads, and somebody of the office's staff who may deputise.
_heads, _deputies = st.integers(0, 1), st.integers(0, 2)
_ahead = st.integers(0, 3)
_waits = st.sampled_from([timedelta(minutes=10), timedelta(hours=2), timedelta(hours=9), timedelta(hours=25)])


class Deputies(Machine):
    """Two batches in two days and the day after, whose people change their minds and ask for the other one."""

    @initialize(first=_ahead, lasts=_ahead)
    def two_batches(self, first: int, lasts: int) -> None:
        for days in (2, 3):
            self.office.set_date("SDMO-90", Appointment(self.at(days), None, "Aula Bawaslu"))
        self.office.divide(self.office.meetings[0], DISTRICTS[0])
        self.office.deliver()
        for who in self.office.members:
            for meeting in self.office.meetings:
                self.office.answer(meeting, who, Answer.ATTENDING, None)
        self.office.name_deputy(0, 2, first, first + lasts)

    @rule(head=_heads, deputy=_deputies, first=_ahead, days=_ahead)
    def a_head_will_be_away(self, head: int, deputy: int, first: int, days: int) -> None:
        self.office.name_deputy(head, deputy, first, first + days)

    @precondition(lambda self: self.office.away)
    @rule(number=numbers)
    def a_head_is_back(self, number: int) -> None:
        self.office.is_back(self.office.away[number % len(self.office.away)])

    @rule(who=numbers)
    def somebody_asks_for_the_other_batch(self, who: int) -> None:
        members = [one for one in self.office.members if any(held.invites(one) for held in self.office.meetings)]
        member = members[who % len(members)]
        own, other = sorted(self.office.meetings, key=lambda held: not held.invites(member))
        self.office.ask_to_switch(own, member, other)

    @precondition(lambda self: self.office.asked)
    @rule(number=numbers, agreed=st.booleans())
    def a_head_decides(self, number: int, *, agreed: bool) -> None:
        asked = sorted(self.office.asked)
        self.office.decide(asked[number % len(asked)], agreed=agreed)

    @rule(who=numbers, number=st.integers(0, 1), choice=st.sampled_from([Answer.ATTENDING, Answer.SUBSTITUTED]))
    def somebody_answers(self, who: int, number: int, choice: Answer) -> None:
        self.office.answer(self.office.meetings[number], self.member(who), choice, None)

    @rule(who=_deputies, said=st.booleans())
    def somebody_of_the_office_blocks_the_bot(self, who: int, *, said: bool) -> None:
        self.office.block(self.office.account_of(who), said=said)

    @rule(who=_deputies)
    def somebody_of_the_office_comes_back(self, who: int) -> None:
        self.office.come_back(self.office.account_of(who))

    @rule(who=numbers, choice=st.sampled_from([Answer.ATTENDING, Answer.SUBSTITUTED]))
    def somebody_changes_their_mind_the_day_before(self, who: int, choice: Answer) -> None:
        first = self.office.meetings[0]
        eve = first.starts - timedelta(hours=20)
        if self.office.now < eve:
            self.office.wait(eve - self.office.now)
        self.office.answer(first, self.member(who), choice, None)

    @rule(by=_waits)
    def time_passes(self, by: timedelta) -> None:
        self.office.wait(by)

    def teardown(self) -> None:
        for number in range(3):
            self.office.come_back(self.office.account_of(number))
        self.office.finish()
        wrong = [*self.office.wrong, *self.office.unread(), *self.office.missing()]
        assert not wrong, "; ".join(wrong[:5])


def test_whatever_happens_what_is_meant_for_a_head_reaches_who_stands_for_them_once(tmp_path: Path) -> None:
    play(Deputies, tmp_path, 20, steps=10)
