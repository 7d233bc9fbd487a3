"""Random histories of an office whose circumstances change: whoever is concerned has heard how things stand, once.

./dev test tests/histories/test_everybody_hears.py                                       a few, as CI does
./dev test tests/histories/test_everybody_hears.py --hypothesis-profile=ten-thousand     10,000 of them, on two cores
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule
from sqlalchemy import select

from bot.domain.meetings.appointments import Appointment
from bot.domain.vocabulary import Answer, Position
from bot.services.owing.nightly import plan
from bot.storage.models import Invitation
from tests.histories.machine import PeopleComeAndGo, fates, numbers, play
from tests.histories.phones import DISTRICTS, Fate, Office
from tests.histories.world import WIB

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.histories.phones import Meeting, Member

# Two parts, for two cores.
_FEW, _PARTS = 60, 2
_MOST_MEETINGS = 3
_days = st.integers(0, 6)
_hours = st.sampled_from([time(6), time(9), time(13, 30), time(20)])
_places = st.sampled_from(["Aula Bawaslu", "Hotel Puri"])
# 28 hours are four on each of two days.
_lasting = st.sampled_from([None, None, 4, 28])
_activities = st.sampled_from(["SDMO-90", "HPS-90"])
_groups = st.sampled_from([-101, -102])
_until = st.sampled_from([None, None, -1, 1, 3])
_waits = st.sampled_from([timedelta(minutes=3), timedelta(hours=2), timedelta(hours=9)])
_at = st.sampled_from([time(8, 5), time(22), time(1), time(5, 1)])


class Circumstances(PeopleComeAndGo):
    """All that may change in an office, its meetings, people and groups."""

    def meeting(self, number: int) -> Meeting:
        return self.office.meetings[number % len(self.office.meetings)]

    def appointment(self, days: int, at: time, place: str, lasts: int | None = None) -> Appointment:
        starts = self.at(days, at)
        return Appointment(starts, None if lasts is None else starts + timedelta(hours=lasts), place)

    @initialize(days=st.integers(1, 6), kind=st.sampled_from(["alone", "alone", "batches", "series"]), fates=fates)
    def a_first_session_is_dated(self, days: int, kind: str, fates: list[Fate]) -> None:
        self.office.set_date("SDMO-90", self.appointment(days, time(9), "Aula Bawaslu"))
        if kind == "batches":
            self.office.set_date("SDMO-90", self.appointment(days + 1, time(9), "Hotel Puri"))
            self.office.divide(self.meeting(0), "")
        elif kind == "series":
            self.office.repeat(self.meeting(0), times=2)
        self.office.deliver(fates)

    @precondition(lambda self: len(self.office.meetings) < _MOST_MEETINGS)
    @rule(activity=_activities, days=_days, at=_hours, place=_places, lasts=_lasting)
    def a_head_dates_an_activity(self, activity: str, days: int, at: time, place: str, lasts: int | None) -> None:
        self.office.set_date(activity, self.appointment(days, at, place, lasts))

    @rule(number=numbers, days=_days, at=_hours, place=_places, lasts=_lasting)
    def a_head_moves_a_session(self, number: int, days: int, at: time, place: str, lasts: int | None) -> None:
        self.office.move(self.meeting(number), self.appointment(days, at, place, lasts))

    @rule(
        by=st.integers(0, 1),
        of=_activities | numbers,
        days=_days,
        at=_hours,
        place=_places,
        at_once=st.booleans(),
    )
    def a_head_takes_a_last_look(
        self, by: int, of: str | int, days: int, at: time, place: str, *, at_once: bool
    ) -> None:
        if isinstance(of, str) and len(self.office.meetings) >= _MOST_MEETINGS:
            return
        appointment = self.appointment(days, at, place)
        self.office.look(by, of if isinstance(of, str) else self.meeting(of), appointment)
        if at_once and self.office.looks:
            self.office.send(-1)

    @precondition(lambda self: self.office.looks)
    @rule(number=numbers)
    def a_head_sends_what_they_looked_at(self, number: int) -> None:
        self.office.send(number)

    @precondition(lambda self: self.office.looks)
    @rule(number=numbers)
    def a_head_does_not_send_it(self, number: int) -> None:
        self.office.looks.pop(number % len(self.office.looks))

    @rule(number=numbers, agenda=st.sampled_from(["", "Bahas satu", "Bahas dua"]))
    def a_head_writes_the_agenda(self, number: int, agenda: str) -> None:
        meeting = self.meeting(number)
        stays = Appointment(meeting.starts, meeting.ends, meeting.place, agenda, open_end=meeting.open_end)
        self.office.move(meeting, stays)

    @rule(number=numbers, sure=st.integers(0, 2))
    def a_head_cancels_a_session(self, number: int, sure: int) -> None:
        if sure == 2:
            self.office.cancel(self.meeting(number))

    @rule(number=numbers)
    def a_head_undoes_the_last_change_of_a_session(self, number: int) -> None:
        self.office.undo(self.meeting(number))

    @rule(number=numbers)
    def a_head_lets_nothing_wait(self, number: int) -> None:
        self.office.send_now(self.meeting(number))

    @precondition(lambda self: len(self.office.meetings) < _MOST_MEETINGS)
    @rule(number=numbers)
    def a_meeting_comes_again(self, number: int) -> None:
        self.office.repeat(self.meeting(number))

    @rule(number=numbers)
    def what_follows_a_meeting_follows(self, number: int) -> None:
        self.office.take_along(self.meeting(number))

    @rule(number=numbers, days=_days, at=_hours, place=_places)
    def a_series_moves_from_here_on(self, number: int, days: int, at: time, place: str) -> None:
        self.office.move(self.meeting(number), self.appointment(days, at, place))
        self.office.take_along(self.meeting(number))

    @rule(number=numbers)
    def a_series_is_called_off_from_here_on(self, number: int) -> None:
        self.office.cancel(self.meeting(number))
        self.office.take_along(self.meeting(number))

    @rule(hold=st.sampled_from([timedelta(0), timedelta(minutes=2)]))
    def from_now_on_what_is_sent_waits(self, hold: timedelta) -> None:
        self.office.ctx = replace(self.office.ctx, hold=hold)

    @rule(
        number=numbers,
        who=numbers,
        choice=st.sampled_from([Answer.ATTENDING, Answer.SUBSTITUTED, Answer.SUBSTITUTED]),
        instead=st.integers(0, 3),
    )
    def somebody_answers(self, number: int, who: int, choice: Answer, instead: int) -> None:
        self.office.answer(self.meeting(number), self.member(who), choice, instead)

    @rule(number=numbers, who=numbers)
    def somebody_looks_an_activity_up(self, number: int, who: int) -> None:
        self.office.look_up(self.meeting(number), self.member(who))

    @rule(number=numbers, who=numbers, invited=st.booleans())
    def a_head_invites_somebody_or_leaves_them_out_by_name(self, number: int, who: int, *, invited: bool) -> None:
        self.office.invite(self.meeting(number), self.member(who), invited=invited)

    @rule(number=numbers, district=st.sampled_from(["", *DISTRICTS]))
    def a_head_makes_batches(self, number: int, district: str) -> None:
        self.office.divide(self.meeting(number), district)

    @precondition(lambda self: sum(one.batch is not None for one in self.office.meetings) > 1)
    @rule(number=numbers, who=numbers, at_once=st.booleans())
    def somebody_asks_for_another_batch(self, number: int, who: int, *, at_once: bool) -> None:
        found = [one for one in self.office.meetings if one.batch is not None]
        own = found.pop(number % len(found))
        members = [one for one in self.office.members if own.invites(one)] or self.office.members
        asked = self.office.ask_to_switch(own, members[who % len(members)], found[number % len(found)])
        if at_once and asked is not None:
            self.office.decide(asked, agreed=True)

    @precondition(lambda self: self.office.asked)
    @rule(number=numbers, agreed=st.sampled_from([True, True, False]))
    def a_head_decides_on_a_request(self, number: int, *, agreed: bool) -> None:
        asked = sorted(self.office.asked)
        self.office.decide(asked[number % len(asked)], agreed=agreed)

    @rule(who=numbers, other=numbers)
    def an_account_becomes_another_persons(self, who: int, other: int) -> None:
        account = self.member(other).account
        if account is not None:
            self.office.register(self.member(who), account)

    @rule(who=numbers, number=numbers)
    def somebody_takes_an_account_up_again(self, who: int, number: int) -> None:
        self.office.take_up_again(self.member(who), number)

    @rule(
        who=numbers,
        district=st.sampled_from(DISTRICTS),
        position=st.sampled_from([Position.DISTRICT_CHAIR, Position.DISTRICT_MEMBER, Position.SECRETARIAT_STAFF]),
        until=_until,
    )
    def the_roster_changes(self, who: int, district: str, position: Position, until: int | None) -> None:
        last = None if until is None else self.office.now.astimezone(WIB).date() + timedelta(days=until)
        self.office.change(self.member(who), district=district, position=position, until=last)

    @rule(who=numbers, other=numbers)
    def two_people_change_places(self, who: int, other: int) -> None:
        self.office.change_places(self.member(who), self.member(other))

    @rule(who=numbers)
    def a_number_becomes_another_persons(self, who: int) -> None:
        self.office.hand_on(self.member(who))

    @rule(chat_id=_groups, district=st.sampled_from(["", *DISTRICTS]))
    def a_group_is_linked(self, chat_id: int, district: str) -> None:
        self.office.link(chat_id, district)

    @precondition(lambda self: self.office.groups)
    @rule(number=numbers)
    def a_group_is_unlinked(self, number: int) -> None:
        linked = sorted(self.office.groups)
        self.office.unlink(linked[number % len(linked)])

    @rule(by=_waits)
    def time_passes(self, by: timedelta) -> None:
        self.office.wait(by)

    @rule(at=_at)
    def an_hour_comes(self, at: time) -> None:
        local = self.office.now.astimezone(WIB)
        then = datetime.combine(local.date(), at, WIB)
        self.office.wait((then if then > local else then + timedelta(days=1)) - local)

    def teardown(self) -> None:
        self.office.finish()
        assert not self.office.wrong, "; ".join(self.office.wrong[:5])
        missing = self.office.missing()
        assert not missing, "; ".join(missing[:5])


@pytest.mark.parametrize("part", range(_PARTS))
def test_whatever_happens_everybody_concerned_has_heard_how_things_stand(tmp_path: Path, part: int) -> None:
    play(Circumstances, tmp_path, _FEW, steps=14, parts=_PARTS)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """With a session for all commissioners in three days, of which nobody has heard yet."""
    with asyncio.Runner() as runner:
        opened = Office(runner, f"sqlite+aiosqlite:///{tmp_path / 'histories.db'}")
        try:
            opened.reset()
            opened.set_date("SDMO-90", _in_three_days(opened, time(9)))
            yield opened
        finally:
            opened.close()


def _in_three_days(office: Office, at: time) -> Appointment:
    day = office.now.astimezone(WIB).date() + timedelta(days=3)
    return Appointment(datetime.combine(day, at, WIB).astimezone(office.now.tzinfo), None, "Aula Bawaslu")


def test_whoever_was_perhaps_invited_is_told_although_all_is_again_as_it_was(office: Office) -> None:
    office.deliver([Fate.LOST])
    for at in (time(13), time(9)):
        office.move(office.meetings[0], _in_three_days(office, at))
    office.finish()
    assert office.missing() == []


def test_a_group_whose_card_was_perhaps_posted_gets_it_although_all_is_again_as_it_was(office: Office) -> None:
    office.deliver()
    office.link(-101, "")
    office.deliver([Fate.LOST])
    meeting = office.meetings[0]
    for agenda in ("Bahas satu", ""):
        office.move(
            meeting, Appointment(meeting.starts, meeting.ends, meeting.place, agenda, open_end=meeting.open_end)
        )
    office.finish()
    assert office.missing() == []


def test_who_perhaps_heard_of_a_cancellation_that_was_undone_hears_of_the_next(office: Office) -> None:
    office.link(-101, "")
    office.deliver()
    meeting = office.meetings[0]
    office.cancel(meeting)
    office.deliver([Fate.LOST])
    office.undo(meeting)
    office.cancel(meeting)
    office.finish()
    assert office.missing() == []
    assert office.wrong == []


def test_who_says_the_same_again_with_a_new_account_is_not_invited_once_more(office: Office) -> None:
    office.deliver([Fate.NOT_FOUND])
    meeting, ketua = office.meetings[0], office.members[0]
    office.answer(meeting, ketua, Answer.ATTENDING, 0)
    office.register(ketua, None)
    office.answer(meeting, ketua, Answer.ATTENDING, 0)
    office.finish()
    assert office.missing() == []
    assert office.wrong == []


def test_who_perhaps_heard_that_the_invitation_is_gone_hears_it_when_it_is_gone_again(office: Office) -> None:
    office.deliver()
    ketua = office.members[0]
    office.change(ketua, district="Wonodadi", position=Position.SECRETARIAT_STAFF, until=None)
    office.deliver([Fate.LOST])
    office.change(ketua, district="Wonodadi", position=Position.DISTRICT_CHAIR, until=None)
    office.change(ketua, district="Wonodadi", position=Position.SECRETARIAT_STAFF, until=None)
    office.finish()
    assert office.missing() == []
    assert office.wrong == []


def test_a_request_holds_only_while_the_two_are_batches(office: Office) -> None:
    office.set_date("SDMO-90", _in_three_days(office, time(13)))
    first, second = office.meetings
    office.divide(first, "Wonodadi")
    asked = office.ask_to_switch(first, office.members[0], second)
    assert asked is not None
    office.cancel(second)
    office.divide(first, "")
    office.decide(asked, agreed=True)
    assert asked in office.asked
    office.undo(second)
    office.decide(asked, agreed=True)
    assert asked not in office.asked
    office.finish()
    assert office.missing() == []


def test_a_batch_that_takes_place_after_all_has_its_kecamatan_again(office: Office) -> None:
    office.set_date("SDMO-90", _in_three_days(office, time(13)))
    first, last = office.meetings
    office.divide(first, "")
    own = last.batch
    assert own is not None
    office.deliver()
    office.cancel(last)
    office.divide(first, "")
    office.deliver()
    # Of those who come to the one, nobody stays in the other.
    office.undo(last)
    assert last.batch == own
    office.finish()
    assert office.missing() == []
    assert office.wrong == []


def test_who_left_before_they_heard_that_the_invitation_is_gone_hears_it_when_they_are_back(office: Office) -> None:
    office.deliver()
    ketua = office.members[0]
    office.change(ketua, district="Wonodadi", position=Position.SECRETARIAT_STAFF, until=None)
    office.change(
        ketua,
        district="Wonodadi",
        position=Position.SECRETARIAT_STAFF,
        until=office.now.astimezone(WIB).date() - timedelta(days=1),
    )
    office.deliver()
    office.change(ketua, district="Wonodadi", position=Position.SECRETARIAT_STAFF, until=None)
    office.finish()
    assert office.missing() == []


def test_who_left_and_is_back_in_another_position_hears_that_the_invitation_is_gone(office: Office) -> None:
    office.deliver()
    ketua = office.members[0]
    today = office.now.astimezone(WIB).date()
    office.change(ketua, district="Wonodadi", position=Position.DISTRICT_CHAIR, until=today + timedelta(days=1))
    office.change(ketua, district="Wonodadi", position=Position.SECRETARIAT_STAFF, until=None)
    office.finish()
    assert office.missing() == []


def test_who_is_back_with_a_new_account_and_of_another_batch_reads_so_in_one_message(office: Office) -> None:
    office.set_date("SDMO-90", _in_three_days(office, time(13)))
    first, second = office.meetings
    office.divide(first, "")
    office.deliver([Fate.UNHEARD])
    office.wait(timedelta(minutes=3))
    office.deliver([Fate.NOT_FOUND])
    own, other = (first, second) if first.invites(office.members[0]) else (second, first)
    office.divide(other, office.members[0].district)
    assert not own.invites(office.members[0])
    office.deliver([Fate.NOT_FOUND])
    # Nothing of it is left to the night.
    office.register(office.members[0], None)
    office.finish()
    assert office.missing() == []
    assert office.wrong == []


def test_who_leaves_between_the_days_of_a_meeting_hears_that_the_days_ahead_are_not_theirs(office: Office) -> None:
    meeting, ketua = office.meetings[0], office.members[0]
    office.move(meeting, replace(_in_three_days(office, time(9)), ends_at=meeting.starts + timedelta(hours=28)))
    office.deliver()
    office.wait(meeting.starts + timedelta(hours=8) - office.now)
    office.deliver()
    today = office.now.astimezone(WIB).date()
    office.change(ketua, district="Wonodadi", position=Position.DISTRICT_CHAIR, until=today - timedelta(days=1))
    office.wait(timedelta(hours=13))
    office.deliver()
    assert meeting.day_to_serve(office.now) is not None
    assert office.missing() == []
    assert office.wrong == []


def test_who_leaves_after_a_day_counts_on_the_days_ahead_till_it_is_over(office: Office) -> None:
    meeting, ketua = office.meetings[0], office.members[0]
    office.move(meeting, replace(_in_three_days(office, time(9)), ends_at=meeting.starts + timedelta(hours=28)))
    office.deliver()
    office.change(ketua, district="Wonodadi", position=Position.DISTRICT_CHAIR, until=meeting.day)
    office.wait(meeting.starts + timedelta(minutes=30) - office.now)
    # As after a start.
    office.run(plan(office.ctx, WIB))
    office.deliver()
    assert office.words[ketua.id, meeting.id].content == meeting.content
    assert office.missing() == []
    office.wait(timedelta(hours=20))
    office.deliver()
    assert office.words[ketua.id, meeting.id].content is None
    assert office.missing() == []
    assert office.wrong == []


def test_who_takes_an_account_up_again_reads_there_that_they_are_of_another_batch(office: Office) -> None:
    office.set_date("SDMO-90", _in_three_days(office, time(13)))
    first, second = office.meetings
    office.divide(first, "")
    office.deliver()
    one = office.members[0]
    own, other = (first, second) if first.invites(one) else (second, first)
    office.register(one, None)
    office.divide(other, one.district)
    office.wait(timedelta(minutes=3))
    office.deliver()
    office.take_up_again(one, 0)
    office.finish()
    assert own.invites(one) is False
    assert office.missing() == []
    assert office.wrong == []


def test_who_left_and_has_not_heard_it_yet_hears_that_it_is_called_off(office: Office) -> None:
    office.deliver()
    ketua = office.members[0]
    yesterday = office.now.astimezone(WIB).date() - timedelta(days=1)
    office.change(ketua, district="Wonodadi", position=Position.DISTRICT_CHAIR, until=yesterday)
    office.cancel(office.meetings[0])
    office.finish()
    assert office.missing() == []
    assert office.wrong == []


def test_who_left_while_it_was_called_off_hears_that_it_does_not_concern_them(office: Office) -> None:
    office.deliver()
    ketua, meeting = office.members[0], office.meetings[0]
    office.cancel(meeting)
    tomorrow = office.now.astimezone(WIB).date() + timedelta(days=1)
    office.change(ketua, district="Wonodadi", position=Position.DISTRICT_CHAIR, until=tomorrow)
    office.undo(meeting)
    office.finish()
    assert office.missing() == []
    assert office.wrong == []


def test_who_saw_a_move_as_they_answered_hears_that_it_is_taken_back(office: Office) -> None:
    office.deliver()
    meeting, ketua = office.meetings[0], office.members[0]
    office.move(meeting, _in_three_days(office, time(13)))
    office.answer(meeting, ketua, Answer.ATTENDING, 0)
    office.undo(meeting)
    office.finish()
    assert office.missing() == []
    assert office.wrong == []


def _stands_in(office: Office, which: int) -> Member:
    """Whom the chair of Wonodadi sends in their place."""
    meeting, ketua = office.meetings[0], office.members[0]
    office.answer(meeting, ketua, Answer.SUBSTITUTED, which)
    chosen = select(Invitation.substitute_id).where(Invitation.person_id == ketua.id)
    found = office.run(office.ctx.db.query(lambda connection: connection.scalars(chosen).one()))
    return next(one for one in office.members if one.id == found)


def _writes_an_agenda(office: Office) -> None:
    meeting = office.meetings[0]
    office.move(meeting, Appointment(meeting.starts, meeting.ends, meeting.place, "Bahas satu", open_end=True))


def test_who_was_to_stand_in_and_takes_their_place_hears_of_a_change_once(office: Office) -> None:
    office.deliver()
    deputy = _stands_in(office, 1)
    office.deliver()
    _writes_an_agenda(office)
    office.change_places(office.members[0], deputy)
    office.finish()
    assert office.missing() == []
    assert office.wrong == []


def test_who_was_invited_before_and_has_not_read_that_they_stand_in_hears_of_a_change_once(office: Office) -> None:
    office.deliver()
    ketua, udanawu = office.members[0], office.members[4]
    _writes_an_agenda(office)
    office.change_places(udanawu, office.members[3])
    assert _stands_in(office, 1) is udanawu
    office.change_places(ketua, udanawu)
    office.finish()
    assert office.missing() == []
    assert office.wrong == []


def test_who_changes_batch_before_they_can_be_written_to_reads_of_it_in_one_message(office: Office) -> None:
    office.set_date("SDMO-90", _in_three_days(office, time(13)))
    first, second = office.meetings
    office.divide(first, "")
    office.deliver([Fate.GOOD, Fate.KILLED, Fate.GOOD, Fate.NOT_FOUND])
    anggota = office.members[1]
    own, other = (first, second) if first.invites(anggota) else (second, first)
    office.move(own, Appointment(own.starts, own.ends, own.place, "Bahas satu", open_end=True))
    asked = office.ask_to_switch(own, anggota, other)
    assert asked is not None
    office.decide(asked, agreed=True)
    office.register(anggota, None)
    office.finish()
    assert office.missing() == []
    assert office.wrong == []
