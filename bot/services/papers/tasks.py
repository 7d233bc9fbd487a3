"""Surat tugas: for those who are invited to a session, and for whoever is on duty in a shift of piket."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from sqlalchemy import bindparam, func

from bot.domain.duty.facts import DutyTurn
from bot.domain.duty.rota import watches
from bot.domain.duty.shifts import is_outside_rota, place_of, shift_ends, watch_of
from bot.domain.duty.supervision import has_papers
from bot.domain.papers.facts import TaskFacts
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer, Division
from bot.services import audit
from bot.services.access import require_clerk
from bot.services.duty.changing import district_of
from bot.services.duty.shifts import SHIFTS, shift_of, shifts_between
from bot.services.duty.turns import WEEK, rotas, write_down
from bot.services.duty.watches import put_together
from bot.services.invitations.facts import invitations_to
from bot.services.papers.issuer import issuer_of, stationery_of
from bot.services.papers.letters_and_lists import nips_of, numbers_of_session, uncancelled
from bot.services.papers.numbers import About, NumberSeries, PaperKind, give, given, lock_numbers
from bot.storage.models import DutyShift

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.papers.facts import Stationery
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context
    from bot.services.papers.numbers import Given

# The division that keeps the rota: its code is in the numbers.
_OF_ROTA = Division.SDMO
_SHIFT = SHIFTS.where(DutyShift.id == bindparam("shift"), DutyShift.office_id == bindparam("office"))
_WATCH = SHIFTS.where(func.coalesce(DutyShift.watch_id, DutyShift.id) == bindparam("watch")).order_by(DutyShift.id)
_OF_TURN = SHIFTS.where(
    DutyShift.district_id == bindparam("district"),
    DutyShift.day == bindparam("day"),
    DutyShift.shift == bindparam("shift"),
)


async def session_task(ctx: Context, actor: PersonFacts, code: str | int) -> TaskFacts:
    """For those invited as the session stands now who did not say that they cannot come; asked for again, the same number and date.

    A session that moved gets another, which takes the place of the one before. None is dated after the session began.
    """
    require_clerk(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> TaskFacts:
        facts = uncancelled(connection, actor, code, now)
        invited = invitations_to(connection, [facts])
        people = tuple(one.person for one in invited if one.answer is not Answer.EXCUSED)
        if not people:
            raise Refusal("refused-task-nobody", code=facts.code)
        stationery = stationery_of(connection, facts.office_id)
        numbers = numbers_of_session(connection, stationery, facts, PaperKind.TASK, actor, now)
        *earlier, revision = sorted(numbers)
        number, dated = numbers[revision].printed(stationery, facts.zone)
        audit.record_act(connection, actor, now, "paper.task", f"session:{facts.id}", number=number)
        return TaskFacts(
            issuer_of(connection, facts.office_id, facts.division, dated),
            facts,
            people,
            number,
            dated,
            numbers[earlier[-1]].printed(stationery, facts.zone) if earlier else None,
            nips_of(connection, facts.office_id),
        )

    return await ctx.db.transact(_unit)


async def shift_task(ctx: Context, actor: PersonFacts, shift_id: int) -> TaskFacts:
    """For whoever is on duty in a shift, of a watch all of them; who takes it over gets another, which names the one before.

    None is dated after the shift.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> TaskFacts:
        row = connection.execute(_SHIFT, {"shift": shift_id, "office": actor.office_id}).one_or_none()
        if row is None:
            raise Refusal("refused-stale-button")
        return _task(connection, actor, shift_of(row), now)

    return await ctx.db.transact(_unit)


async def turn_task(ctx: Context, actor: PersonFacts, turn: DutyTurn) -> TaskFacts:
    """The same for a turn that the rule gives in the coming week: it is written down, and so is theirs who are sent.

    What comes later of the rule leaves it alone; a swap, a leave or who takes it over does not.
    """
    now, today = ctx.clock.now(), ctx.today(actor.zone)
    if not today <= turn.day <= today + WEEK:
        raise Refusal("refused-stale-button")

    def _unit(connection: Connection) -> TaskFacts:
        district_of(connection, actor, turn.district_id)
        rota = rotas(connection, actor.office_id, turn.day, turn.day, turn.district_id)[turn.district_id]
        there = [one for one in rota.turns if one.person is not None]
        watch = [one for one in there if watch_of(one.shift) == watch_of(turn.shift)]
        if not any(one.shift == turn.shift for one in watch):
            raise Refusal("refused-stale-button")
        if not has_papers(actor, {one.person for one in watch}, turn.district_id):
            raise Refusal("refused-shift-papers")
        for one in watch:
            write_down(connection, actor.office_id, turn.district_id, one)
        put_together(connection, [actor.office_id], turn.day, turn.day)
        values = {"district": turn.district_id, "day": turn.day, "shift": turn.shift}
        return _task(connection, actor, shift_of(connection.execute(_OF_TURN, values).one()), now)

    return await ctx.db.transact(_unit)


def _task(connection: Connection, actor: PersonFacts, shift: ShiftFacts, now: datetime) -> TaskFacts:
    if is_outside_rota(shift.shift):
        raise Refusal("refused-task-outside")
    people = _sent(connection, shift)
    if not has_papers(actor, [one.id for one in people], shift.district_id):
        raise Refusal("refused-shift-papers")
    stationery, zone = stationery_of(connection, actor.office_id), shift.officer.zone
    lock_numbers(connection, actor.office_id)
    about, numbers = About(shift_id=shift.reported_as), _numbers_of(connection, shift)
    recipient = _recipient(people)
    if recipient not in numbers and now >= shift_ends(shift.day, shift.shift, zone):
        # What they were sent with before they were together.
        people, recipient = (shift.officer,), shift.officer.id
        if recipient not in numbers:
            raise Refusal("refused-task-late")
    if recipient not in numbers:
        series = NumberSeries(actor.office_id, now.astimezone(zone).year, stationery.letter_series(_OF_ROTA))
        numbers |= give(connection, series, about, PaperKind.TASK, [recipient], issued_by=actor.id, now=now)
    own = numbers[recipient]
    number, dated = own.printed(stationery, zone)
    audit.record_act(connection, actor, now, "paper.task", f"shift:{shift.id}", number=number)
    before = [one for to, one in numbers.items() if to != recipient and one.issued_at <= own.issued_at]
    earlier = max(before, key=lambda one: one.issued_at).printed(stationery, zone) if before else None
    issuer = issuer_of(connection, actor.office_id, _OF_ROTA, dated)
    return TaskFacts(issuer, shift, people, number, dated, earlier, nips_of(connection, actor.office_id))


def _sent(connection: Connection, shift: ShiftFacts) -> tuple[PersonFacts, ...]:
    """Who is on duty in a shift, in the order of the watch."""
    watch = [shift_of(row) for row in connection.execute(_WATCH, {"watch": shift.reported_as})]
    return tuple(one.officer for one in sorted(watch, key=lambda one: place_of(one.shift)))


def _numbers_of(connection: Connection, shift: ShiftFacts) -> dict[int, Given]:
    """Of a watch its letters, and what the officer of the shift was sent with before there was one."""
    found = given(connection, About(shift_id=shift.reported_as), PaperKind.TASK)
    if shift.reported_as != shift.id:
        found = given(connection, About(shift_id=shift.id), PaperKind.TASK) | found
    return found


def _recipient(people: Sequence[PersonFacts]) -> int:
    """Whom a letter is for: somebody, or, less than zero, these people together."""
    if len(people) == 1:
        return people[0].id
    together = " ".join(str(one) for one in sorted(one.id for one in people))
    return -1 - (crc32(together.encode()) >> 1)


async def turns_ahead(ctx: Context, actor: PersonFacts) -> list[DutyTurn]:
    """The turns of today and of the week ahead whose surat tugas the actor may have, by day; of a watch one."""
    today = ctx.today(actor.zone)
    last = today + WEEK

    def _unit(connection: Connection) -> list[DutyTurn]:
        kept = {
            (one.district_id, one.day, one.shift): one.id
            for one in shifts_between(connection, actor.office_id, today, last)
        }
        found = []
        for of in rotas(connection, actor.office_id, today, last).values():
            for watch in watches(one for one in of.turns if one.person is not None):
                if has_papers(actor, [one.person for one in watch], of.district_id):
                    day, shift, _ = watch[0]
                    names, shift_id = of.names(watch), kept.get((of.district_id, day, shift))
                    found.append(DutyTurn(of.district_id, day, shift, of.district, names, shift_id))
        return found

    return sorted(await ctx.db.query(_unit), key=lambda one: one.day)


def task_number(connection: Connection, stationery: Stationery, shift: ShiftFacts) -> str:
    """The number of the surat tugas with which those of a shift were sent; "" where there is none."""
    numbers = _numbers_of(connection, shift)
    found = numbers.get(_recipient(_sent(connection, shift))) or numbers.get(shift.officer.id)
    return "" if found is None else found.printed(stationery, shift.officer.zone)[0]
