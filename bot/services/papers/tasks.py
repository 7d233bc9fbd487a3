"""Surat tugas: for those who are invited to a session, and for whoever is on duty in a shift of piket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam

from bot.domain.duty.facts import DutyTurn
from bot.domain.duty.shifts import shift_ends
from bot.domain.duty.supervision import has_papers
from bot.domain.papers.facts import TaskFacts
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer, Division
from bot.services import audit
from bot.services.access import require_clerk
from bot.services.duty.changing import district_of
from bot.services.duty.shifts import SHIFTS, shift_of, shifts_between
from bot.services.duty.turns import WEEK, rotas, write_down
from bot.services.invitations.facts import invitations_to
from bot.services.papers.issuer import issuer_of, stationery_of
from bot.services.papers.letters_and_lists import nips_of, numbers_of_session, uncancelled
from bot.services.papers.numbers import About, NumberSeries, PaperKind, give, given, lock_numbers
from bot.storage.models import DutyShift

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.facts import PersonFacts, ShiftFacts
    from bot.domain.papers.facts import Stationery
    from bot.services.context import Context

# The division that keeps the rota: its code is in the numbers.
_OF_ROTA = Division.SDMO
_SHIFT = SHIFTS.where(DutyShift.id == bindparam("shift"), DutyShift.office_id == bindparam("office"))
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
    """For whoever is on duty in a shift; who takes it over gets another, which names the one before.

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
        held = next((one for one in rota.turns if one.shift == turn.shift), None)
        if held is None or held.person is None:
            raise Refusal("refused-stale-button")
        if not has_papers(actor, held.person, turn.district_id):
            raise Refusal("refused-shift-papers")
        write_down(connection, actor.office_id, turn.district_id, held)
        values = {"district": turn.district_id, "day": turn.day, "shift": turn.shift}
        return _task(connection, actor, shift_of(connection.execute(_OF_TURN, values).one()), now)

    return await ctx.db.transact(_unit)


def _task(connection: Connection, actor: PersonFacts, shift: ShiftFacts, now: datetime) -> TaskFacts:
    if not has_papers(actor, shift.officer.id, shift.district_id):
        raise Refusal("refused-shift-papers")
    stationery, zone = stationery_of(connection, actor.office_id), shift.officer.zone
    lock_numbers(connection, actor.office_id)
    about, officer = About(shift_id=shift.id), shift.officer.id
    numbers = given(connection, about, PaperKind.TASK)
    if officer not in numbers:
        if now >= shift_ends(shift.day, shift.shift, zone):
            raise Refusal("refused-task-late")
        series = NumberSeries(actor.office_id, now.astimezone(zone).year, stationery.letter_series(_OF_ROTA))
        numbers |= give(connection, series, about, PaperKind.TASK, [officer], issued_by=actor.id, now=now)
    own = numbers[officer]
    number, dated = own.printed(stationery, zone)
    audit.record_act(connection, actor, now, "paper.task", f"shift:{shift.id}", number=number)
    before = [one for person, one in numbers.items() if person != officer and one.issued_at <= own.issued_at]
    earlier = max(before, key=lambda one: one.issued_at).printed(stationery, zone) if before else None
    issuer = issuer_of(connection, actor.office_id, _OF_ROTA, dated)
    return TaskFacts(issuer, shift, (shift.officer,), number, dated, earlier, nips_of(connection, actor.office_id))


async def turns_ahead(ctx: Context, actor: PersonFacts) -> list[DutyTurn]:
    """The turns of today and of the week ahead whose surat tugas the actor may have, by day."""
    today = ctx.today(actor.zone)
    last = today + WEEK

    def _unit(connection: Connection) -> list[DutyTurn]:
        kept = {
            (one.district_id, one.day, one.shift): one.id
            for one in shifts_between(connection, actor.office_id, today, last)
        }
        return [
            DutyTurn(of.district_id, one.day, one.shift, of.district, of.name(one.person), shift_id)
            for of in rotas(connection, actor.office_id, today, last).values()
            for one in of.turns
            if one.person is not None and has_papers(actor, one.person, of.district_id)
            for shift_id in (kept.get((of.district_id, one.day, one.shift)),)
        ]

    return sorted(await ctx.db.query(_unit), key=lambda one: one.day)


def task_number(connection: Connection, stationery: Stationery, shift: ShiftFacts) -> str:
    """The number of the surat tugas with which the officer of a shift was sent; "" where there is none."""
    found = given(connection, About(shift_id=shift.id), PaperKind.TASK).get(shift.officer.id)
    return "" if found is None else found.printed(stationery, shift.officer.zone)[0]
