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
from bot.services.papers.letters_and_lists import uncancelled
from bot.services.papers.numbers import About, NumberSeries, PaperKind, give, given, lock_numbers
from bot.storage.models import DutyShift

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection

    from bot.domain.facts import PersonFacts, SessionFacts, ShiftFacts
    from bot.domain.papers.facts import Stationery
    from bot.services.context import Context
    from bot.services.papers.numbers import Given

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
        numbers = _of_session(connection, stationery, facts, actor, now)
        *earlier, revision = sorted(numbers)
        number, dated = _printed(stationery, numbers[revision], facts.zone)
        audit.record_act(connection, actor, now, "paper.task", f"session:{facts.id}", number=number)
        return TaskFacts(
            issuer_of(connection, facts.office_id, facts.division, dated),
            facts,
            people,
            number,
            dated,
            _printed(stationery, numbers[earlier[-1]], facts.zone) if earlier else None,
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
            series = _series(actor.office_id, stationery, _OF_ROTA, now.astimezone(zone).date())
            numbers |= give(connection, series, about, PaperKind.TASK, [officer], issued_by=actor.id, now=now)
        number, dated = _printed(stationery, numbers[officer], zone)
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
    return "" if found is None else _printed(stationery, found, shift.officer.zone)[0]


def _of_session(
    connection: Connection, stationery: Stationery, facts: SessionFacts, actor: PersonFacts, now: datetime
) -> dict[int, Given]:
    """Numbers by revision, the last of them for the session as it stands."""
    lock_numbers(connection, facts.office_id)
    about = About(session_id=facts.id)
    numbers = given(connection, about, PaperKind.TASK)
    if numbers and facts.terms_at(max(numbers)).when_and_where == facts.terms.when_and_where:
        return numbers
    if now >= facts.starts_at:
        raise Refusal("refused-task-session-late", code=facts.code)
    series = _series(facts.office_id, stationery, facts.division, now.astimezone(facts.zone).date())
    return numbers | give(connection, series, about, PaperKind.TASK, [facts.revision], issued_by=actor.id, now=now)


def _series(office_id: int, stationery: Stationery, division: Division, day: date) -> NumberSeries:
    """Letters and surat tugas of a division are counted together."""
    return NumberSeries(office_id, day.year, stationery.letter_series(division))


def _printed(stationery: Stationery, found: Given, zone: ZoneInfo) -> tuple[str, date]:
    dated = found.issued_at.astimezone(zone).date()
    return stationery.number(found.number, found.series.name, dated), dated
