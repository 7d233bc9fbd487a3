"""Surat tugas: for those who are invited to a session, and for whoever is on duty in a shift of piket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam

from bot.domain.duty.shifts import shift_ends
from bot.domain.duty.supervision import has_papers
from bot.domain.papers.facts import TaskFacts
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer, Division
from bot.services import audit
from bot.services.access import require_clerk
from bot.services.duty.shifts import SHIFTS, shift_of
from bot.services.invitations.facts import invitations_to
from bot.services.papers.issuer import issuer_of, stationery_of
from bot.services.papers.letters_and_lists import numbers_of_session, uncancelled
from bot.services.papers.numbers import About, NumberSeries, PaperKind, give, given, lock_numbers
from bot.storage.models import DutyShift

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.facts import PersonFacts, ShiftFacts
    from bot.domain.papers.facts import Stationery
    from bot.services.context import Context

# The division that keeps the rota: its code is in the numbers.
_OF_ROTA = Division.SDMO
_SHIFT = SHIFTS.where(DutyShift.id == bindparam("shift"), DutyShift.office_id == bindparam("office"))
_TODAY = SHIFTS.where(DutyShift.office_id == bindparam("office"), DutyShift.day == bindparam("day")).order_by(
    DutyShift.district_id, DutyShift.id
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
        )

    return await ctx.db.transact(_unit)


async def shift_task(ctx: Context, actor: PersonFacts, shift_id: int) -> TaskFacts:
    """For whoever is on duty in a shift; who takes it over gets another. None is dated after the shift."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> TaskFacts:
        row = connection.execute(_SHIFT, {"shift": shift_id, "office": actor.office_id}).one_or_none()
        if row is None:
            raise Refusal("refused-stale-button")
        shift = shift_of(row)
        if not has_papers(actor, shift.officer.id, shift.district_id):
            raise Refusal("refused-shift-papers")
        stationery, zone = stationery_of(connection, actor.office_id), shift.officer.zone
        lock_numbers(connection, actor.office_id)
        about, officer = About(shift_id=shift_id), shift.officer.id
        numbers = given(connection, about, PaperKind.TASK)
        if officer not in numbers:
            if now >= shift_ends(shift.day, shift.shift, zone):
                raise Refusal("refused-task-late")
            series = NumberSeries(actor.office_id, now.astimezone(zone).year, stationery.letter_series(_OF_ROTA))
            numbers |= give(connection, series, about, PaperKind.TASK, [officer], issued_by=actor.id, now=now)
        number, dated = numbers[officer].printed(stationery, zone)
        audit.record_act(connection, actor, now, "paper.task", f"shift:{shift_id}", number=number)
        issuer = issuer_of(connection, actor.office_id, _OF_ROTA, dated)
        return TaskFacts(issuer, shift, (shift.officer,), number, dated)

    return await ctx.db.transact(_unit)


async def shifts_today(ctx: Context, actor: PersonFacts) -> list[ShiftFacts]:
    """Today's shifts whose surat tugas the actor may have."""
    days = {"office": actor.office_id, "day": ctx.today(actor.zone)}
    found = await ctx.db.query(lambda connection: [shift_of(row) for row in connection.execute(_TODAY, days)])
    return [shift for shift in found if has_papers(actor, shift.officer.id, shift.district_id)]


def task_number(connection: Connection, stationery: Stationery, shift: ShiftFacts) -> str:
    """The number of the surat tugas with which the officer of a shift was sent; "" where there is none."""
    found = given(connection, About(shift_id=shift.id), PaperKind.TASK).get(shift.officer.id)
    return "" if found is None else found.printed(stationery, shift.officer.zone)[0]
