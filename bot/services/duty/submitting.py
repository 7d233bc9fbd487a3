"""Storing a report under its number, and telling those who decide what is done about an incident."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.orm import aliased

from bot.domain.duty.shifts import LATE_FOR, is_ahead, is_outside_rota, shift_ends
from bot.domain.ledger import Purpose
from bot.domain.lengths import units
from bot.domain.night import not_at_night
from bot.domain.refusals import Refusal
from bot.domain.timing import Due
from bot.domain.vocabulary import Position, Situation
from bot.services import audit
from bot.services.duty.escalating import division_heads
from bot.services.duty.form_directory import DAILY
from bot.services.duty.incidents import Told, open_incident
from bot.services.duty.numbers import next_number
from bot.services.duty.reports import (
    Which,
    check_shift,
    make_place,
    may_report,
    owed_shifts,
    reports_of,
    shift_for_incident,
)
from bot.services.duty.shifts import SHIFTS, shifts_by_id
from bot.services.owing.owe import Owed, owe
from bot.services.owing.recipients import on_bot, recipients, registered_on
from bot.storage.database import mark_owed
from bot.storage.models import DutyPhoto, DutyReport, DutyShift, Person
from bot.storage.sources import made_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from bot.domain.duty.photos import Photo
    from bot.domain.duty.report_facts import DutyReportFacts
    from bot.domain.duty.shift_facts import ShiftFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

MAX_REPORT = 3000


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What is reported: by which form, with its questions and answers as they read (JSON), and what came with it."""

    situation: Situation
    text: str
    photos: tuple[Photo, ...] = ()
    location: tuple[float, float] | None = None
    form: str = DAILY
    answers: tuple[dict[str, Any], ...] = ()
    # There was nothing to report: nobody needs to look at it.
    nothing: bool = False
    # An incident may be a finding, unless its form says otherwise.
    finding: bool = True
    # An incident that is of the day it is reported on, and not what a shift of another day owes.
    happened_now: bool = False
    # Whoever tells of it tells for themselves, unless they are on duty: it is not what the shift owes.
    of_teller: bool = False
    # When it was said by Telegram's clock, where a message said it: the bot may have been away.
    said_at: datetime | None = None


async def submit(
    ctx: Context,
    actor: PersonFacts,
    shift_id: int,
    report: ReportContent,
    *,
    further: bool = False,
    source: int | None = None,
) -> tuple[DutyReportFacts, list[ShiftFacts]]:
    """Store a report of a shift, the actor's own or another's on whose behalf they may; with it, what they still owe.

    The report that a shift owes is stored once: a repeat returns it. A `further` one is another; what `source` (an update)
    has stored already is returned.
    """
    check_content(report)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> tuple[DutyReportFacts, list[ShiftFacts]]:
        which = submitted(connection, actor, (shift_id, report), now, further=further, source=source)
        owed = owed_shifts(connection, actor, now)
        return reports_of(connection, actor.office_id, [which])[which], owed

    return await ctx.db.transact(_unit)


def submitted(
    connection: Connection,
    actor: PersonFacts,
    what: tuple[int, ReportContent],
    now: datetime,
    *,
    further: bool,
    source: int | None,
) -> Which:
    """Store a report of a shift (id, content), unless it is there already; which of the shift's reports it is."""
    own_id, report = what
    today = now.astimezone(actor.zone).date()
    of_shift = {"office": actor.office_id, "shift": own_id}
    late = False
    if report.happened_now:
        asked = check_shift(actor, connection.execute(_SHIFT, of_shift).one_or_none(), today, incident=True)
        late = asked.day < today and shift_ends(asked.day, asked.shift, actor.zone) <= now
        if late and actor.district_id is not None:
            own = shift_for_incident(connection, actor, now)
            of_shift["shift"] = make_place(connection, actor, now) if own is None else own.id
    wait_for_others(connection, actor, of_shift["shift"])
    row = connection.execute(_SHIFT, of_shift).one_or_none()
    shift = check_shift(actor, row, today, incident=report.happened_now)
    shift_id = shift.reported_as
    early = is_ahead(shift.day, shift.shift, now, actor.zone) and not is_outside_rota(shift.shift)
    # The report that a shift owes comes from whoever is to report of it, and of its own hours.
    beside = late or early or is_outside_rota(shift.shift) or not may_report(actor, shift)
    beside = beside or (report.of_teller and not _is_on_duty(connection, actor, shift, now))
    which = stored_by(connection, source, now)
    if which is None and early and report.situation is Situation.SAFE and report.form == DAILY:
        raise Refusal("refused-duty-ahead", begins=shift.begins)
    if which is None and (beside or shift.report_number is not None):
        which = _same(connection, actor, shift_id, report) if beside or further else (shift_id, 1)
    return which or _store(connection, actor, replace(shift, id=shift_id), report, now, source, beside=beside)


def _is_on_duty(connection: Connection, actor: PersonFacts, shift: ShiftFacts, now: datetime) -> bool:
    """Whether the shift is the actor's and not over: what happens in it may be all that is said of it."""
    officers = {one.id for one in shifts_by_id(connection, [shift.id])[shift.id].officers}
    return actor.id in officers and now < shift_ends(shift.day, shift.shift, actor.zone)


def wait_for_others(connection: Connection, actor: PersonFacts, shift_id: int) -> None:
    """Lock the shift for its reports: what others wrote meanwhile is seen by the next statement."""
    connection.execute(_LOCK, {"office": actor.office_id, "shift": shift_id})


def _same(connection: Connection, actor: PersonFacts, shift_id: int, report: ReportContent) -> Which | None:
    """A report that says the same: sent again, because no answer came."""
    values = {
        "shift": shift_id,
        "by": actor.id,
        "form": report.form,
        "situation": report.situation,
        "words": report.text.strip(),
    }
    nth = connection.execute(_SAME, values).scalar_one_or_none()
    return None if nth is None else (shift_id, nth)


def stored_by(connection: Connection, source: int | None, now: datetime) -> Which | None:
    """The report that an update has stored already."""
    report_id = made_by(connection, DutyReport, DutyReport.reported_at, source, now)
    if report_id is None:
        return None
    row = connection.execute(_WHICH, {"report": report_id}).one()
    return row.shift_id, row.nth


def check_content(report: ReportContent) -> None:
    """Refuse what says nothing, or too much for one message."""
    if not report.text.strip():
        raise Refusal("refused-empty-report")
    if units(report.text) > MAX_REPORT:
        raise Refusal("refused-report-long", length=units(report.text), most=MAX_REPORT)


_KEEPERS = (
    recipients(registered_on(bindparam("today")))
    .add_columns(on_bot().label("reached"))
    .where(
        Person.district_id == bindparam("district"),
        Person.id != bindparam("reporter"),
        Person.position == Position.SECRETARIAT_HEAD,
    )
)
_CHATS = recipients(registered_on(bindparam("today"))).where(Person.id.in_(bindparam("people", expanding=True)))
_ASKED = aliased(DutyShift)
_OF_WATCH = select(func.coalesce(_ASKED.watch_id, _ASKED.id)).where(_ASKED.id == bindparam("shift"))
_LOCK = (
    select(DutyShift.id)
    .where(DutyShift.id == _OF_WATCH.scalar_subquery(), DutyShift.office_id == bindparam("office"))
    .with_for_update()
)
_SHIFT = SHIFTS.where(DutyShift.id == bindparam("shift"), DutyShift.office_id == bindparam("office"))
_WHICH = select(DutyReport.shift_id, DutyReport.nth).where(DutyReport.id == bindparam("report"))
_SAME = (
    select(DutyReport.nth)
    .where(
        DutyReport.shift_id == bindparam("shift"),
        DutyReport.reported_by == bindparam("by"),
        DutyReport.form == bindparam("form"),
        DutyReport.situation == bindparam("situation"),
        DutyReport.text == bindparam("words"),
    )
    .order_by(DutyReport.nth)
    .limit(1)
)
_LAST = select(func.max(DutyReport.nth)).where(DutyReport.shift_id == bindparam("shift"))
_STORE = insert(DutyReport).returning(DutyReport.id)
_ATTACH = insert(DutyPhoto)


def _store(
    connection: Connection,
    actor: PersonFacts,
    shift: ShiftFacts,
    report: ReportContent,
    now: datetime,
    source: int | None,
    *,
    beside: bool,
) -> Which:
    number = next_number(connection, shift)
    last = connection.execute(_LAST, {"shift": shift.id}).scalar_one() or 0
    # The first is the report that the shift owes, also where others came before it.
    nth = 1 if shift.report_number is None and not beside else max(last, 1) + 1
    latitude, longitude = report.location or (None, None)
    values = {
        "office_id": actor.office_id,
        "shift_id": shift.id,
        "nth": nth,
        "number": number,
        "form": report.form,
        "answers": list(report.answers),
        "situation": report.situation,
        "text": report.text.strip(),
        "latitude": latitude,
        "longitude": longitude,
        "reported_by": actor.id,
        "reported_at": _said_at(report, now),
        "source_update": source,
    }
    report_id = connection.execute(_STORE, values).scalar_one()
    attach(connection, report_id, report.photos, report.location)
    audit.record_act(
        connection, actor, now, "duty.report", f"shift:{shift.id}", number=number, situation=report.situation
    )
    if report.situation.is_incident:
        open_incident(connection, actor, shift, Told(shift.id, nth, report_id), report, now)
    elif not report.nothing:
        tell_secretariat(connection, actor, (shift, nth), now)
    if nth == 1:
        _tell_officers(connection, actor, shift, now)
    return shift.id, nth


def _said_at(report: ReportContent, now: datetime) -> datetime:
    """What came in time is not late though it was taken late; of an incident people hear from the moment it is taken."""
    return now if report.said_at is None or report.situation.is_incident else min(now, report.said_at)


def attach(
    connection: Connection, report_id: int, photos: Sequence[Photo], location: tuple[float, float] | None
) -> None:
    """Keep the photos with a report, each once."""
    latitude, longitude = location or (None, None)
    of_content = {photo.unique_id: photo for photo in photos}
    rows = [
        {
            "report_id": report_id,
            "file_id": photo.file_id,
            "unique_id": photo.unique_id,
            "sent_at": photo.sent_at,
            "latitude": latitude,
            "longitude": longitude,
        }
        for photo in of_content.values()
    ]
    if rows:
        connection.execute(_ATTACH, rows)
        mark_owed(connection, "photos")


def tell_secretariat(connection: Connection, actor: PersonFacts, which: tuple[ShiftFacts, int], now: datetime) -> None:
    """What there is to look at, by day; where no head of that secretariat can (it is theirs, or none is there), the division does."""
    shift, nth = which
    today = now.astimezone(actor.zone).date()
    values = {"district": shift.district_id, "reporter": actor.id, "today": today}
    keepers = connection.execute(_KEEPERS, values).all()
    to = [(row.id, row.chat_id) for row in keepers]
    if not any(row.reached for row in keepers):
        to += division_heads(connection, actor.office_id, today, now)
    _tell_filed(connection, actor, to, (shift, {"nth": nth}), now)


def _tell_officers(connection: Connection, actor: PersonFacts, shift: ShiftFacts, now: datetime) -> None:
    """Whose report somebody else has sent needs to send none."""
    officers = {one.id for one in shifts_by_id(connection, [shift.id])[shift.id].officers}
    if actor.id not in officers:
        values = {"people": sorted(officers), "today": now.astimezone(actor.zone).date()}
        to = [(row.id, row.chat_id) for row in connection.execute(_CHATS, values)]
        _tell_filed(connection, actor, to, (shift, {"nth": 1, "own": True}), now)


def _tell_filed(
    connection: Connection,
    actor: PersonFacts,
    to: Sequence[tuple[int, int]],
    of: tuple[ShiftFacts, dict[str, Any]],
    now: datetime,
) -> None:
    """Of use for a week, as long as a report may be put right."""
    shift, facts = of
    due = Due(not_at_night(now, actor.zone), now + LATE_FOR)
    told = [
        Owed(
            Purpose.DUTY_FILED,
            chat_id,
            due,
            actor.office_id,
            person_id,
            shift_id=shift.id,
            occurrence=f"n{facts['nth']}",
            facts=facts,
        )
        for person_id, chat_id in to
    ]
    owe(connection, told, now)
