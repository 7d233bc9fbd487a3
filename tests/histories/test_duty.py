"""Random histories of piket: swaps, leave, taking over, reports and answers, with a bot that is there or not, or dies while it sends.

At every moment each shift has one officer, its steps are taken in order and once, and numbers are counted without a gap.
"""

from __future__ import annotations

import asyncio
import faulthandler
from collections import Counter
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import delete, select, update

from bot.delivery import ledger
from bot.delivery.ledger import Landed
from bot.delivery.outcomes import NotNeeded, Refused, Sent
from bot.domain.duty.escalation import STEPS, step_due
from bot.domain.duty.facts import TAKES_TURNS
from bot.domain.duty.rota import watches
from bot.domain.duty.shifts import LATE_FOR, place_of, shift_begins, shift_ends, staffed, watch_of
from bot.domain.ledger import Purpose, State
from bot.domain.night import is_night
from bot.domain.timing import local_instant
from bot.domain.vocabulary import Position, Situation
from bot.services.duty import escalating, rota, rules, swapping
from bot.services.duty.changing import rotas_ahead
from bot.services.duty.shifts import OF_SHIFT
from bot.services.duty.submitting import ReportContent, submit
from bot.services.duty.turns import rotas
from bot.storage.models import (
    Delivery,
    DutyClimb,
    DutyCounter,
    DutyLeave,
    DutyReport,
    DutyRule,
    DutyShift,
    DutySwap,
    Office,
)
from tests.histories.world import WIB, Who, World

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

_numbers = st.integers(0, 11)
# The last step, where the officer was asked late in the evening.
_CLIMBS = timedelta(hours=14)
_waits = st.sampled_from([5, 55, 61, 130, 300, 700])
_outages = st.sampled_from([5, 61, 300, 700, 3000, 5000])
_terms = st.sampled_from(
    [("harian",), ("pagi", "sore"), ("08.00-20.00", "malam"), staffed(("harian",), 2), staffed(("pagi", "malam"), 2)]
)
_TABLES = (DutyClimb, DutyReport, DutySwap, DutyShift, DutyLeave, DutyRule, DutyCounter)
_STEPS = {Purpose.DUTY_MISSING: 0, Purpose.DUTY_UNREPORTED: 1, Purpose.DUTY_SILENT: 2}


class Secretariats(World):
    """Keeps what came on phones: of which step, of which shift, to whom, when."""

    zone = WIB

    def begin(self) -> None:
        self.reset()
        self.run(self.ctx.db.transact(_empty))
        self.came: list[tuple[Purpose, int, int, datetime]] = []
        self.doubtful = 0

    def serve(self, *, dies: int | None = None) -> None:
        """The bot's jobs, as they run at a start; with `dies` it dies when so many messages are out, before it has written that."""
        now = self.now
        self.run(self.ctx.db.transact(lambda connection: ledger.recover(connection, now)))
        self.run(rota.open_days(self.ctx, self.zone, since=date.min))
        self.run(escalating.escalate(self.ctx))
        while self.run(self._send(dies)) and dies is None:
            pass

    async def _send(self, dies: int | None) -> int:
        now = self.now
        taken = await self.ctx.db.transact(lambda connection: ledger.claim(connection, now, 200))
        made = await self.composer.compose(taken.rows)
        missing = set(await self.ctx.db.query(lambda connection: connection.execute(_MISSING).scalars().all()))
        landed = []
        for row in taken.rows[:dies]:
            message = made[row.id]
            assert not isinstance(message, Refused)
            landed.append(Landed(row, NotNeeded("") if message is None else Sent(row.id), card=None))
            if message is not None and row.purpose in _STEPS:
                shifts = row.facts["shifts"] if row.purpose is Purpose.DUTY_SILENT else [row.shift_id or 0]
                if row.purpose is Purpose.DUTY_SILENT:
                    # Of several that were owed together it names those that are missing still.
                    shifts = [shift for shift in shifts if shift in missing]
                    assert message.text.count("• ") == len(shifts)
                self.came += [(row.purpose, shift, row.person_id or 0, now) for shift in shifts]
                self.doubtful += len(shifts) if dies is not None else 0
        if dies is None and landed:
            await self.ctx.db.transact(lambda connection: ledger.settle(connection, landed, now))
        return len(taken.rows)

    def change(self, doing: Coroutine[Any, Any, Any], *, aware: set[int], stood_in: bool = False) -> None:
        """A change of the rota, which may be refused: whoever has another next shift is to be told so, and nobody else.

        Who makes it or agreed to it (`aware`) knows; what was to be told and is not out yet says what holds. `stood_in`: whoever
        has a shift of today instead of somebody reads the day's message.
        """
        today = self.now.astimezone(WIB).date().isoformat()
        before, waits = self._next_turns(), self.untold()
        self.try_out(doing)
        after, told = self._next_turns(), self.untold()
        for who in self.people:
            waiting = waits.get(who.id)
            wanted = waiting
            # Whose shift that is on is the same may have another one next.
            differ = [(was.get(who.id), now.get(who.id)) for was, now in zip(before, after, strict=True)]
            was, holds = next(((was, now) for was, now in differ if was != now), (None, None))
            if was != holds:
                known = was if waiting is None else waiting[0]
                knows = who.id in aware or (stood_in and holds is not None and holds["day"] == today)
                wanted = None if known == holds or knows or who.telegram_id is None else (known, holds)
            assert told.get(who.id) == wanted, who

    def _next_turns(self) -> list[dict[int, dict[str, str]]]:
        """By person the shift that is on or the next, and the next that has not begun."""
        now = self.now
        found = self.run(self.ctx.db.query(lambda connection: rotas_ahead(connection, self.office_id, now))).values()
        return [
            {
                # Which officer of a watch somebody is matters to nobody.
                person: {"day": turn.day.isoformat(), "shift": watch_of(turn.shift)}
                for one in turns_of
                for person, turn in one.items()
            }
            for turns_of in ([one.next_turns(now) for one in found], [one.coming_turns(now) for one in found])
        ]

    def untold(self) -> dict[int, tuple[Any, Any]]:
        rows = self.run(self.ctx.db.query(lambda connection: list(connection.execute(_UNTOLD))))
        assert len({row.person_id for row in rows}) == len(rows), "two messages of one next shift wait"
        return {row.person_id: (row.facts["before"], row.facts["after"]) for row in rows}

    def shifts(self) -> list[Any]:
        return self.run(self.ctx.db.query(lambda connection: list(connection.execute(_SHIFTS))))


_SHIFTS = select(
    DutyShift.id,
    DutyShift.district_id,
    DutyShift.day,
    DutyShift.shift,
    DutyShift.person_id,
    DutyShift.watch_id,
    DutyReport.number,
    DutyReport.reported_at,
).outerjoin(DutyReport, OF_SHIFT)


_MISSING = (
    select(DutyShift.id)
    .outerjoin(DutyReport, OF_SHIFT)
    .outerjoin(DutyClimb, DutyClimb.shift_id == DutyShift.id)
    .where(DutyReport.id.is_(None), DutyClimb.taken_at.is_(None))
)
_UNTOLD = select(Delivery.person_id, Delivery.facts).where(
    Delivery.purpose == Purpose.DUTY_CHANGED, Delivery.state == State.PENDING
)


def _empty(connection: Connection) -> None:
    for table in _TABLES:
        connection.execute(delete(table))


class DutyHistories(RuleBasedStateMachine):
    """Rules pick people and shifts by number, so that each step can do something."""

    world: Secretariats

    def __init__(self) -> None:
        super().__init__()
        self.world.begin()
        self.taken: dict[int, datetime] = {}

    def of(self, position: Position, number: int = 0) -> Who:
        found = [one for one in self.world.of_districts if one.position is position and one.telegram_id]
        return found[number % len(found)]

    def anybody(self, number: int) -> Who:
        found = [one for one in self.world.of_districts if one.telegram_id and one.position in TAKES_TURNS]
        return found[number % len(found)]

    @initialize(shifts=_terms)
    def secretariats_have_rules(self, shifts: tuple[str, ...]) -> None:
        self.terms, self.begins = shifts, self.world.now.astimezone(WIB).date() + timedelta(days=1)
        self.ruled: set[int] = set()
        for number in (0, 1):
            keeper = self.of(Position.SECRETARIAT_HEAD, number)
            self.ruled.add(keeper.district_id or 0)
            doing = rules.set_rule(
                self.world.ctx, self.world.actor(keeper), keeper.district_id or 0, rules.Terms(shifts)
            )
            self.world.run(doing)
        self.world.clock.jump(timedelta(hours=23, minutes=30))
        self.world.serve()

    @rule(minutes=_waits)
    def time_passes_and_the_bot_is_there(self, minutes: int) -> None:
        self.world.clock.jump(timedelta(minutes=minutes))
        self.world.serve()

    @rule(minutes=_outages)
    def the_bot_is_away(self, minutes: int) -> None:
        self.world.clock.jump(timedelta(minutes=minutes))

    @rule(minutes=_waits, sent=st.integers(0, 2))
    def the_bot_dies_while_it_sends(self, minutes: int, sent: int) -> None:
        self.world.clock.jump(timedelta(minutes=minutes))
        self.world.serve(dies=sent)

    @rule(number=_numbers)
    def somebody_reports(self, number: int) -> None:
        owed = [one for one in self.world.shifts() if one.number is None]
        if owed:
            shift = owed[number % len(owed)]
            who = next(one for one in self.world.people if one.id == shift.person_id)
            content = ReportContent(Situation.SAFE, f"Aman, {number}.")
            if who.telegram_id:
                self.world.try_out(submit(self.world.ctx, self.world.actor(who), shift.id, content))

    @rule(number=_numbers, other=_numbers, accept=st.booleans())
    def a_shift_is_swapped_or_offered(self, number: int, other: int, accept: bool) -> None:
        self.swap(self.anybody(number), self.anybody(other), to_all=not number % 2, accept=accept)

    def swap(self, giver: Who, taker: Who, *, to_all: bool, accept: bool) -> None:
        now = self.world.now
        actor = self.world.actor(giver)
        found = self.world.run(swapping.own_rota(self.world.ctx, actor))
        turn = swapping.next_to_begin(found, giver.id, now)
        if turn is not None and taker.district_id == giver.district_id and taker.id != giver.id:
            made = self.world.try_out(swapping.offer(self.world.ctx, actor, turn.day, None if to_all else taker.id))
            if made is None:
                return
            doing = swapping.answer(self.world.ctx, self.world.actor(taker), made.id, accept=accept)
            self.world.change(doing, aware={giver.id, taker.id})

    @rule(number=_numbers, other=_numbers)
    def somebody_takes_over(self, number: int, other: int) -> None:
        who, officer = self.anybody(number), self.anybody(other)
        doing = swapping.take_over(self.world.ctx, self.world.actor(who), officer.id)
        self.world.change(doing, aware={who.id, officer.id})

    @rule(number=_numbers, ahead=st.integers(0, 3), days=st.integers(0, 2))
    def somebody_is_on_leave(self, number: int, ahead: int, days: int) -> None:
        who, keeper = self.anybody(number), self.of(Position.SECRETARIAT_HEAD, number)
        first = self.world.now.astimezone(WIB).date() + timedelta(days=ahead)
        doing = rules.add_leave(self.world.ctx, self.world.actor(keeper), who.id, first, first + timedelta(days=days))
        self.world.change(doing, aware={keeper.id}, stood_in=True)

    @rule(number=_numbers, other=_numbers, ahead=st.integers(0, 3))
    def somebody_swaps_before_they_read_that_their_shift_is_another(self, number: int, other: int, ahead: int) -> None:
        self.somebody_is_on_leave(number, ahead, 0)
        waits = [who for who in self.world.of_districts if who.id in self.world.untold() and who.telegram_id]
        if waits:
            self.swap(waits[number % len(waits)], self.anybody(other), to_all=False, accept=True)

    @rule(number=_numbers)
    def the_head_of_the_secretariat_sees_to_it(self, number: int) -> None:
        told = [shift for purpose, shift, _, _ in self.world.came if purpose is Purpose.DUTY_UNREPORTED]
        if told:
            shift = told[number % len(told)]
            place = next(one.district_id for one in self.world.shifts() if one.id == shift)
            keepers = [one for one in self.world.of_districts if one.position is Position.SECRETARIAT_HEAD]
            keeper = next(one for one in keepers if one.district_id == place)
            self.world.try_out(escalating.take(self.world.ctx, self.world.actor(keeper), shift))
            self.taken.setdefault(shift, self.world.now)

    @invariant()
    def at_this_moment_each_shift_that_is_on_has_one_officer(self) -> None:
        """Of those who are there, and the same that is stored once the day is opened."""
        now = self.world.now
        today = now.astimezone(WIB).date()
        span = (today - timedelta(days=1), today)
        office = self.world.office_id
        found = self.world.run(self.world.ctx.db.query(lambda connection: rotas(connection, office, *span)))
        stored = {(one.district_id, one.day, one.shift): one.person_id for one in self.world.shifts()}
        ruled = [one for one in found.values() if one.rule is not None]
        assert len(ruled) == len(self.ruled)
        for rota_of in ruled:
            on = rota_of.on_duty(now)
            assert [(turn.day, turn.shift) for turn in on] == self._staffed(now), rota_of.district
            for turn in on:
                here = {one for one in rota_of.people if not any(s.holds(turn.day) for s in rota_of.away.get(one, ()))}
                # Beside somebody nobody serves a second time that day.
                able = here - {one.person for one in rota_of.turns if one.day == turn.day and place_of(turn.shift) > 1}
                assert turn.person is not None or not able
                kept = stored.get((rota_of.district_id, turn.day, turn.shift))
                assert kept in (None, turn.person)
            for watch in watches(on):
                together = [turn.person for turn in watch if turn.person is not None]
                assert len(set(together)) == len(together), rota_of.district

    def _staffed(self, now: datetime) -> list[tuple[date, str]]:
        """Which shifts are on by the rule, which holds from the first day on."""
        today = now.astimezone(WIB).date()
        return [
            (day, shift)
            for day in (today - timedelta(days=1), today)
            for shift in self.terms
            if day >= self.begins and shift_begins(day, shift, WIB) <= now < shift_ends(day, shift, WIB)
        ]

    @invariant()
    def numbers_are_counted_without_a_gap(self) -> None:
        # Of a watch one.
        given = {one.number for one in self.world.shifts() if one.number}
        numbers = sorted((kept, int(nth)) for kept, _, nth in (one.rpartition("/") for one in given))
        counted = Counter(kept for kept, _ in numbers)
        assert numbers == [(kept, nth) for kept in sorted(counted) for nth in range(1, counted[kept] + 1)]

    @invariant()
    def nothing_comes_twice_but_what_was_in_flight_nor_too_early(self) -> None:
        came = self.world.came
        twice = len(came) - len({one[:3] for one in came})
        assert twice <= self.world.doubtful
        shifts = {one.id: one for one in self.world.shifts()}
        for purpose, shift_id, _, at in came:
            shift = shifts[shift_id]
            assert at >= step_due(STEPS[_STEPS[purpose]], shift.day, shift.shift, None, WIB).at
            assert shift.reported_at is None or shift.reported_at >= at
            assert purpose is not Purpose.DUTY_SILENT or shift_id not in self.taken or self.taken[shift_id] >= at

    def teardown(self) -> None:
        """After a day and a half in which the bot is there nothing that is missing was passed over, also of days before."""
        shifts = [one for one in self.world.shifts() if one.watch_id in (None, one.id)]
        for _ in range(50):
            self.world.clock.jump(timedelta(minutes=45))
            self.world.serve()
        came = {(purpose, shift) for purpose, shift, _, _ in self.world.came}
        end = self.world.now - timedelta(hours=37) - LATE_FOR + timedelta(days=1)
        for one in shifts:
            ended = shift_ends(one.day, one.shift, WIB)
            if one.number is None and one.id not in self.taken and end < ended < self.world.now - _CLIMBS:
                assert (Purpose.DUTY_SILENT, one.id) in came, one
        self.nothing_comes_twice_but_what_was_in_flight_nor_too_early()


def test_whatever_happens_no_step_is_lost_or_doubled(tmp_path: Path) -> None:
    # Ten thousand take long, and so does finding the shortest history of those that fail.
    faulthandler.cancel_dump_traceback_later()
    with asyncio.Runner() as runner:
        DutyHistories.world = Secretariats(runner, tmp_path / "duty.db")
        try:
            many = settings().max_examples if settings.get_current_profile_name() == "ten-thousand" else 8
            run_state_machine_as_test(DutyHistories, settings=settings(max_examples=many, stateful_step_count=10))
        finally:
            DutyHistories.world.close()


def test_who_swaps_before_they_read_of_a_change_reads_no_more_of_it(tmp_path: Path) -> None:
    with asyncio.Runner() as runner:
        DutyHistories.world = Secretariats(runner, tmp_path / "duty.db")
        try:
            for number in range(6):
                machine = DutyHistories()
                machine.secretariats_have_rules(("harian",))
                for other in range(6):
                    machine.somebody_swaps_before_they_read_that_their_shift_is_another(number, other, other % 4)
        finally:
            DutyHistories.world.close()


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
@pytest.mark.parametrize("shifts", [("harian",), ("08.00-20.00", "malam")])
def test_whenever_the_bot_is_back_each_step_of_each_shift_is_taken_once(
    tmp_path: Path, zone: str, shifts: tuple[str, ...]
) -> None:
    with asyncio.Runner() as runner:
        DutyHistories.world = world = Secretariats(runner, tmp_path / "duty.db")
        world.zone = ZoneInfo(zone)
        moved = update(Office).values(timezone=zone)
        world.run(world.ctx.db.transact(lambda connection: connection.execute(moved)))
        try:
            # Of the third day at these hours; at 22.00 UTC the day is another one in one of the zones, and at 17.00 in another.
            for minutes in (10, 330, 425, 545, 1170, 1210, 1290, 1350):
                DutyHistories().secretariats_have_rules(shifts)
                world.clock.jump(local_instant(date(2023, 10, 3), time(9), world.zone) - world.now)
                world.serve()
                world.clock.jump(local_instant(date(2023, 10, 6), time(), world.zone) - world.now)
                world.clock.jump(timedelta(minutes=minutes))
                asked = world.now
                for wait in (*[30] * 32, *[60] * 24, *[240] * 3):
                    world.serve()
                    world.clock.jump(timedelta(minutes=wait))
                _each_step_was_taken_once(world, asked)
        finally:
            world.close()


def _each_step_was_taken_once(world: Secretariats, back: datetime) -> None:
    """Of what had ended when the bot came back: the division heard of it, and each person once, whatever the message was."""
    told = Counter((who, shift) for _, shift, who, _ in world.came)
    assert set(told.values()) == {1}, back.astimezone(world.zone)
    of_division = {shift for purpose, shift, who, _ in world.came if who == world.heads[0].id}
    ended = [one for one in world.shifts() if shift_ends(one.day, one.shift, world.zone) < back]
    assert ended
    assert {one.id for one in ended} <= of_division
    # Nobody above hears before those below have had their hour.
    at = {(shift, who): at for _, shift, who, at in world.came}
    for one in ended:
        below = [at[key] for key in at if key[0] == one.id and key[1] != world.heads[0].id]
        assert max(below, default=back) <= at[one.id, world.heads[0].id] - timedelta(minutes=25), one
        assert not is_night(at[one.id, world.heads[0].id], world.zone)
