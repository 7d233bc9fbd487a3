"""Random histories of a few sessions: whatever people do, and in whatever order, the books agree.

./dev test tests/histories                                       a few, as CI does
./dev test tests/histories --hypothesis-profile=ten-thousand     10,000 of them, on two cores
"""

from __future__ import annotations

import asyncio
import faulthandler
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from bot.domain.vocabulary import Answer, Position
from tests.histories import actions
from tests.histories.books import check_recaps, check_rows
from tests.histories.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from tests.histories.world import Held, Who

# Two parts, for two cores.
_FEW, _PARTS = 60, 2
_SETTINGS = settings(stateful_step_count=8)
_MOST_SESSIONS = 3
_numbers = st.integers(0, 11)
_hours = st.sampled_from([time(6), time(9), time(13, 30), time(20)])
# 52 hours are four on each of three days.
_lengths = st.sampled_from([None, 1, 4, 52])
_places = st.sampled_from(["Aula Bawaslu", "Hotel Puri"])
_answers = st.sampled_from(Answer)
_dated = st.integers(0, 40)
_soon = st.integers(1, 12)
_activities = st.sampled_from(["SDMO-90", "HPS-90", "SDMO-91"])
_ways = st.sampled_from(
    ["press", "press", "pin", "wrong pin", "for another", "clerk", "clerk for another", "clerk: did not come"]
)
_several_answers = st.lists(st.tuples(_numbers, _answers, st.none() | _numbers), min_size=1, max_size=6)
_several_come = st.lists(st.tuples(_numbers, _ways), min_size=1, max_size=6)
_door = st.sampled_from(
    [timedelta(minutes=-70), timedelta(minutes=-40), timedelta(minutes=10), timedelta(hours=2), timedelta(hours=25)]
)
_waits = st.sampled_from([timedelta(minutes=1), timedelta(minutes=20), timedelta(hours=5), timedelta(hours=20)])
_to = st.sampled_from(
    [timedelta(minutes=-40), timedelta(minutes=-1), timedelta(minutes=10), timedelta(hours=9), timedelta(hours=24)]
)


class Histories(RuleBasedStateMachine):
    """Rules pick from what there is by number, so that each step can do something."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.world.reset()

    @property
    def held(self) -> list[Held]:
        return list(self.world.sessions.values())

    def session(self, number: int) -> Held:
        return self.held[number % len(self.held)]

    def person(self, number: int, *, registered: bool = True) -> Who:
        found = [one for one in self.world.of_districts if one.telegram_id or not registered]
        return found[number % len(found)]

    def invited(self, held: Held, number: int, *, registered: bool = True) -> Who:
        found = [one for one in self.world.invited(held) if one.telegram_id or not registered]
        return found[number % len(found)]

    @initialize(first=_soon, second=_soon)
    def two_sessions_are_dated(self, first: int, second: int) -> None:
        for activity, days in (("SDMO-90", first), ("HPS-90", second)):
            given = actions.appointment(self.world, days, time(9), 4, "Aula Bawaslu")
            actions.schedule(self.world, activity, given)

    @precondition(lambda self: len(self.held) < _MOST_SESSIONS)
    @rule(activity=_activities, days=_dated, at=_hours, hours=_lengths, place=_places)
    def a_head_dates_an_activity(self, activity: str, days: int, at: time, hours: int | None, place: str) -> None:
        actions.schedule(self.world, activity, actions.appointment(self.world, days, at, hours, place))

    @rule(number=_numbers, days=_dated, at=_hours, hours=_lengths, place=_places)
    def a_head_moves_a_session(self, number: int, days: int, at: time, hours: int | None, place: str) -> None:
        actions.move(self.world, self.session(number), actions.appointment(self.world, days, at, hours, place))

    @rule(number=_numbers, what=st.sampled_from(["agenda", "bring", "link"]), text=st.sampled_from(["", "a", "b"]))
    def a_head_prepares_a_session(self, number: int, what: str, text: str) -> None:
        actions.prepare(self.world, self.session(number), what, text)

    @rule(number=_numbers, sure=st.integers(0, 2))
    def a_head_cancels_a_session(self, number: int, sure: int) -> None:
        if not sure:
            actions.cancel(self.world, self.session(number))

    @rule(number=_numbers, seats=st.none() | st.integers(1, 4))
    def a_head_sets_the_seats(self, number: int, seats: int | None) -> None:
        actions.set_seats(self.world, self.session(number), seats)

    @rule(number=_numbers, given=_several_answers)
    def people_answer(self, number: int, given: list[tuple[int, Answer, int | None]]) -> None:
        self.answers(number, given)

    def answers(self, number: int, given: list[tuple[int, Answer, int | None]]) -> None:
        held = self.session(number)
        for who, choice, instead in given:
            person = self.invited(held, who)
            actions.answer(self.world, held, person, self.reply(held, person, choice, instead))

    @rule(number=_numbers, who=_numbers, choice=_answers)
    def somebody_answers_who_may_not_be_invited(self, number: int, who: int, choice: Answer) -> None:
        held, person = self.session(number), self.person(who)
        instead = self.world.may_stand_in(held, person)
        actions.answer(self.world, held, person, actions.reply_of(choice, instead[0] if instead else None))

    @rule(number=_numbers, who=_numbers, choice=_answers, instead=st.none() | _numbers, other=st.integers(0, 4))
    def the_secretariat_answers(self, number: int, who: int, choice: Answer, instead: int | None, other: int) -> None:
        held = self.session(number)
        person = self.invited(held, who, registered=False)
        chiefs = [one for one in self.world.people if one.position is Position.SECRETARIAT_HEAD]
        chief = next(one for one in chiefs if (one.district_id == person.district_id) == bool(other))
        actions.answer(self.world, held, person, self.reply(held, person, choice, instead), behalf=chief)

    @precondition(lambda self: any(self.world.substitutes(held) for held in self.held))
    @rule(number=_numbers, who=_numbers)
    def a_substitute_declines(self, number: int, who: int) -> None:
        held = self.session(number)
        found = sorted(self.world.substitutes(held))
        people = [one for one in self.world.people if one.id in found and one.telegram_id] or [self.person(who)]
        actions.decline(self.world, held, people[who % len(people)])

    @rule(number=_numbers)
    def the_venue_shows_a_pin(self, number: int) -> None:
        actions.show_pin(self.world, self.session(number))

    @rule(number=_numbers, to=_door, people=_several_come)
    def people_come(self, number: int, to: timedelta, people: list[tuple[int, str]]) -> None:
        self.arrivals(number, to, people)

    def arrivals(self, number: int, to: timedelta, people: list[tuple[int, str]]) -> None:
        """To the door of a session, or past it where that hour is over."""
        held = self.session(number)
        self.world.clock.jump(max(held.starts + to - self.world.now, timedelta()))
        for who, way in people:
            if way.startswith("clerk"):
                self.is_entered(held, self.invited(held, who, registered=False), way)
                continue
            found = [one for one in self.world.people if one.id in self.world.substitutes(held) and one.telegram_id]
            person = found[who % len(found)] if way == "for another" and found else self.person(who)
            actions.check_in(self.world, held, person, pin="pin" in way, right=way != "wrong pin")

    @rule(number=_numbers, given=_several_answers, people=_several_come, late=_several_answers, to=_door)
    def a_session_is_held(
        self,
        number: int,
        given: list[tuple[int, Answer, int | None]],
        people: list[tuple[int, str]],
        late: list[tuple[int, Answer, int | None]],
        to: timedelta,
    ) -> None:
        """The usual course, and answers when people already come."""
        self.answers(number, given)
        self.arrivals(number, to, people)
        self.answers(number, late)

    def is_entered(self, held: Held, person: Who, way: str) -> None:
        actions.clerk_mark(self.world, held, person, came="not" not in way, substitute="another" in way)

    @rule(number=_numbers)
    def a_head_asks_the_silent(self, number: int) -> None:
        actions.nudge(self.world, self.session(number))

    @rule(by=_waits)
    def time_passes(self, by: timedelta) -> None:
        self.world.clock.jump(by)

    @rule(number=_numbers, to=_to)
    def the_hour_of_a_session_comes(self, number: int, to: timedelta) -> None:
        self.world.clock.jump(max(self.session(number).starts + to - self.world.now, timedelta()))

    @rule()
    def what_is_due_goes_out(self) -> None:
        self.world.deliver()

    @rule()
    def the_night_plans_and_the_morning_thanks(self) -> None:
        actions.nightly(self.world)

    def reply(self, held: Held, person: Who, choice: Answer, instead: int | None) -> Any:
        """By somebody of the roster who may, if a number is given; else by a guest."""
        found = self.world.may_stand_in(held, person)
        return actions.reply_of(choice, found[instead % len(found)] if found and instead is not None else None)

    def teardown(self) -> None:
        check_rows(self.world)
        check_recaps(self.world, len(self.world.told))


@pytest.mark.parametrize("part", range(_PARTS))
def test_whatever_people_do_the_books_agree(tmp_path: Path, part: int) -> None:
    # Ten thousand take long, and so does finding the shortest history of those that fail.
    faulthandler.cancel_dump_traceback_later()
    many = settings().max_examples if settings.get_current_profile_name() == "ten-thousand" else _FEW
    with asyncio.Runner() as runner:
        Histories.world = World(runner, tmp_path / "histories.db")
        try:
            run_state_machine_as_test(Histories, settings=settings(_SETTINGS, max_examples=many // _PARTS))
        finally:
            Histories.world.close()
