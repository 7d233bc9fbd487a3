"""Imports: all rows are checked before any is written, nothing is half done, the same file twice changes nothing.

A column that a file lacks, and a person or activity that it does not speak of, stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from bot.domain.importing.attendance import attendance_line
from bot.domain.importing.calendar import calendar_line, year_of_plan
from bot.domain.importing.changes import InvitationChange
from bot.domain.importing.choices import choices
from bot.domain.importing.districts import district_line
from bot.domain.importing.duty import duty_line
from bot.domain.importing.free_days import free_day_line
from bot.domain.importing.roster import roster_line
from bot.domain.importing.rows import unstored_notes
from bot.domain.refusals import Refusal
from bot.services import audit
from bot.services.duty.changing import rotas_ahead, tell_imported
from bot.services.duty.incidents import without_taker
from bot.services.duty.joining import takers, tell_joined
from bot.services.duty.requests import owe_to_keepers
from bot.services.duty.returning import note_absences
from bot.services.duty.rota import DEFAULT_SHIFT, owe_today
from bot.services.duty.vacating import vacate
from bot.services.importing.attendance import check_attendance, import_attendance
from bot.services.importing.calendar import import_calendar
from bot.services.importing.districts import import_districts
from bot.services.importing.duty import import_duty
from bot.services.importing.free_days import import_free_days
from bot.services.importing.outcome import Imported, TargetOffice, read_sheet, refused
from bot.services.importing.roster import compare_roster, import_roster, prepare_roster
from bot.services.meetings.polling.audience import follow_audience
from bot.services.office.facts import zone_of
from bot.services.owing.recipients import is_active
from bot.services.owing.reconciling import reconcile_upcoming, upcoming, who_counts
from bot.services.people.registration import owe_comers
from bot.storage.models import Invitation, Person, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.importing.columns import Row
    from bot.services.context import Context

__all__ = ["Imported", "import_choices", "import_rows"]


# After these, invitations and what is owed of sessions to come are not what they were.
_WHO_IS_INVITED = ("calendar", "roster")


async def import_choices(ctx: Context, office_id: int, kind: str) -> dict[str, Sequence[str]]:
    """By column the words that a file of a kind offers to choose from, the office's kecamatan among them."""
    now = ctx.clock.now()
    place = await ctx.db.query(lambda connection: TargetOffice.load(connection, office_id, now))
    return choices(kind, place.names.names)


class _NotKept(Exception):
    """Carries the result out of a transaction that must not be kept."""

    def __init__(self, result: Imported) -> None:
        super().__init__()
        self.result = replace(result, kept=False)


async def import_rows(
    ctx: Context,
    office_id: int,
    kind: str,
    rows: Sequence[Row],
    *,
    dry_run: bool = False,
    actor_id: int | None = None,
    plan_year: int | None = None,
    agreed: Collection[int] | None = (),
) -> Imported:
    """Import `kecamatan`, `calendar`, `roster`, `duty`, `libur` or `attendance` rows into an office, in one transaction.

    With `dry_run` the same is done and taken back. Of a roster by which people (ids) would become others nothing is kept unless all of them are `agreed`; None: whoever they are. A calendar is of `plan_year` or of the year that its words name;
    refused where neither says.
    """
    done = await _import_rows(
        ctx, office_id, kind, rows, dry_run=dry_run, actor_id=actor_id, plan_year=plan_year, agreed=agreed
    )
    notes = () if done.problems else (*done.notes, *unstored_notes(kind, rows))
    return replace(done, notes=notes)


async def _import_rows(
    ctx: Context,
    office_id: int,
    kind: str,
    rows: Sequence[Row],
    *,
    dry_run: bool,
    actor_id: int | None,
    plan_year: int | None,
    agreed: Collection[int] | None,
) -> Imported:
    now = ctx.clock.now()
    with ctx.clock.hold():
        place = await ctx.db.query(lambda connection: TargetOffice.load(connection, office_id, now))
        step = await _read(ctx, kind, rows, place, plan_year, now, actor_id, agreed)
        if dry_run and step.trial is not None:
            return replace(await ctx.db.study(step.trial), kept=False)

    def _unit(connection: Connection) -> Imported:
        result = _import(connection, office_id, kind, step, actor_id, now)
        if dry_run or result.problems or result.asks:
            raise _NotKept(result)
        return result

    try:
        return await ctx.db.transact(_unit)
    except _NotKept as undone:
        return undone.result


def _import(
    connection: Connection, office_id: int, kind: str, step: _Step, actor_id: int | None, now: datetime
) -> Imported:
    """Write, and bring up to it what follows from it: who is invited, whose turn of piket is next, and what is owed."""
    before = _invited(connection, office_id, now) if kind in _WHO_IS_INVITED else {}
    turns = rotas_ahead(connection, office_id, now) if kind == "roster" else {}
    people = who_counts(connection, office_id) if kind == "roster" else frozenset()
    lost = without_taker(connection, office_id, now) if kind == "roster" else []
    there = takers(connection, office_id, now) if kind == "roster" else {}
    result = step.write(connection)
    if not (result.added or result.changed):
        return result
    audit.record(
        connection,
        office_id=office_id,
        at=now,
        actor_id=actor_id,
        action=f"import.{kind}",
        subject=f"office:{office_id}",
        added=result.added,
        changed=result.changed,
        **result.detail,
    )
    if kind == "roster":
        _follow(connection, office_id, now)
        note_absences(connection, office_id, there, turns, now)
        holds = rotas_ahead(connection, office_id, now)
        if vacate(connection, office_id, turns, holds, now):
            owe_today(connection, office_id, now)
            holds = rotas_ahead(connection, office_id, now)
        tell_imported(connection, turns, holds, now)
        tell_joined(connection, office_id, there, holds, now)
        result = replace(
            result, reopened=tuple(one for one in without_taker(connection, office_id, now) if one not in lost)
        )
    if kind not in _WHO_IS_INVITED:
        return result
    # Of a roster, for those who are others by now: a clerk who adds one person waits for no planning of all others.
    after = who_counts(connection, office_id) if kind == "roster" else frozenset()
    others = {one.id for one in after ^ people} if kind == "roster" else None
    if others is None or others:
        reconcile_upcoming(connection, office_id, now, others)
        follow_audience(connection, office_id, now)
    if others:
        today = now.astimezone(zone_of(connection, office_id)).date()
        were = {one.id for one in people if is_active(one, today)}
        comers = [
            one.id
            for one in after - people
            if one.telegram_id is not None and is_active(one, today) and one.id not in were
        ]
        owe_comers(connection, comers, now)
        owe_to_keepers(connection, office_id, now)
    return replace(result, invitations=_invitation_changes(before, _invited(connection, office_id, now)))


@dataclass(frozen=True, slots=True)
class _Step:
    """What checks lines against the database and writes; `trial` finds out what would come of it without writing.

    A trial counts also what a yes would do where something is asked. Where there is none, the same is done and taken back.
    """

    write: Callable[[Connection], Imported]
    trial: Callable[[Connection], Imported] | None = None


def _follow(connection: Connection, office_id: int, now: datetime) -> None:
    """Whoever went to another kecamatan is invited to what has not begun as one of that; what was stays as it was."""
    connection.execute(_FOLLOW, {"office": office_id, "now": now})


def _invited(connection: Connection, office_id: int, now: datetime) -> dict[str, set[int]]:
    """Who is invited to each session to come, by its code."""
    codes = {facts.id: facts.code for facts in upcoming(connection, office_id, now)}
    found: dict[str, set[int]] = {code: set() for code in codes.values()}
    for session_id, person_id in connection.execute(_INVITED, {"office": office_id, "now": now}):
        if session_id in codes:
            found[codes[session_id]].add(person_id)
    return found


def _invitation_changes(before: dict[str, set[int]], after: dict[str, set[int]]) -> tuple[InvitationChange, ...]:
    found = [
        InvitationChange(code, len(people - before.get(code, set())), len(before.get(code, set()) - people))
        for code, people in after.items()
    ]
    return tuple(one for one in found if one.added or one.withdrawn)


_WHERE_THEY_ARE = select(Person.district_id).where(Person.id == Invitation.person_id).scalar_subquery()
_TO_COME = select(Session.id).where(Session.office_id == bindparam("office"), Session.starts_at > bindparam("now"))
_INVITED = select(Invitation.session_id, Invitation.person_id).where(Invitation.session_id.in_(_TO_COME))
_FOLLOW = (
    update(Invitation.__table__)  # type: ignore[arg-type]
    .where(Invitation.session_id.in_(_TO_COME), Invitation.district_id.is_distinct_from(_WHERE_THEY_ARE))
    .values(district_id=_WHERE_THEY_ARE)
)


async def _read(
    ctx: Context,
    kind: str,
    rows: Sequence[Row],
    place: TargetOffice,
    plan_year: int | None,
    now: datetime,
    actor_id: int | None,
    agreed: Collection[int] | None,
) -> _Step:
    """Read the rows; what comes back checks them against the database and writes."""
    match kind:
        case "kecamatan":
            districts = await read_sheet(rows, lambda row: district_line(row, place.code))
            return _Step(lambda connection: import_districts(connection, place, districts))
        case "calendar":
            year = plan_year or year_of_plan(rows)
            if year is None:
                raise Refusal("refused-plan-year", example=str(place.today.year))
            plan = await read_sheet(rows, lambda row: calendar_line(row, year))
            return _Step(lambda connection: import_calendar(connection, place, plan, year, now))
        case "roster":
            people = await read_sheet(rows, lambda row: roster_line(row, place.names))
            prepared = await ctx.db.study(lambda connection: prepare_roster(connection, place, people))
            unit = partial(import_roster, place=place, sheet=people, prepared=prepared, now=now, actor_id=actor_id)
            trial = partial(compare_roster, place=place, sheet=people, prepared=prepared, now=now, agreed=agreed)
            return _Step(partial(unit, agreed=agreed), trial)
        case "duty":
            shifts = await read_sheet(rows, lambda row: duty_line(row, place.names, DEFAULT_SHIFT, place.zone))
            return _Step(lambda connection: import_duty(connection, place, shifts, now))
        case "libur":
            free = await read_sheet(rows, lambda row: free_day_line(row, place.today))
            return _Step(partial(import_free_days, place=place, sheet=free))
        case "attendance":
            return await _read_attendance(ctx, rows, place, now, actor_id)
        case _:
            raise ValueError(f"no such import: {kind}")


async def _read_attendance(
    ctx: Context, rows: Sequence[Row], place: TargetOffice, now: datetime, actor_id: int | None
) -> _Step:
    came = await read_sheet(rows, lambda row: attendance_line(row, place.names, place.zone))
    problems = await ctx.db.study(lambda connection: check_attendance(connection, place, came, now))
    if problems:
        return _Step(lambda _: refused("attendance", problems))
    return _Step(lambda connection: import_attendance(connection, place, came, now, actor_id))
