"""After a report came: it is in order, or something is to be put right; questions and answers stay with the report."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, or_, select, update

from bot.domain.duty.photos import MOST_PHOTOS
from bot.domain.ledger import Purpose
from bot.domain.lengths import units
from bot.domain.night import not_at_night
from bot.domain.refusals import Refusal
from bot.domain.timing import Due
from bot.services import audit
from bot.services.duty.incidents import Told, incidents_of, tell_mended
from bot.services.duty.reports import may_review, reports_of
from bot.services.duty.submitting import MAX_REPORT, attach, tell_secretariat
from bot.services.owing.owe import Owed, once, owe
from bot.services.owing.recipients import on_bot, recipients, registered_on
from bot.storage.models import Delivery, DutyPhoto, DutyReport, DutyShift, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection

    from bot.domain.duty.photos import Photo
    from bot.domain.duty.report_facts import DutyReportFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context
    from bot.services.duty.reports import Which

MAX_NOTE = 500
# Of use that long: who was not reached by then finds it with the report.
_OF_USE = timedelta(days=7)


class Noted(NamedTuple):
    """A report to be put right: who reads the note, and who will once they have unblocked the bot (ids)."""

    report: DutyReportFacts
    told: frozenset[int]
    out_of_reach: frozenset[int]


async def accept(ctx: Context, actor: PersonFacts, which: Which, corrected: int) -> DutyReportFacts:
    """The report is in order as it was read: `corrected` so many times. One that reads otherwise by now is left as it is."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> DutyReportFacts:
        row = _reviewed(connection, actor, which)
        as_read = len(row.earlier or ()) == corrected
        if as_read and (row.reviewed_at is None or row.review_note):
            _review(connection, row, actor, now, "")
            _nothing_is_open(connection, row)
            audit.record_act(connection, actor, now, "duty.accepted", f"report:{row.id}", number=row.number)
        return reports_of(connection, actor.office_id, [which])[which]

    return await ctx.db.transact(_unit)


async def ask_to_fix(ctx: Context, actor: PersonFacts, which: Which, note: str, corrected: int | None = None) -> Noted:
    """Something is to be put right: the officer, and whoever wrote the report for them, is told what.

    It was read as put right so often: of one that reads otherwise by now nobody is told.
    """
    note, now = _checked(note, MAX_NOTE), ctx.clock.now()

    def _unit(connection: Connection) -> Noted:
        row = _reviewed(connection, actor, which)
        to = _chats(connection, actor, {row.reported_by, row.officer}, now)
        as_read = corrected in (None, len(row.earlier or ()))
        if as_read and (note, actor.id) != (row.review_note, row.reviewed_by):
            _review(connection, row, actor, now, note)
            _remark(connection, row, actor, now, note, asks=True)
            facts = {"remark": len(row.remarks or ())}
            _owe(connection, actor, Purpose.DUTY_REVIEW, to, which, now, facts)
            audit.record_act(connection, actor, now, "duty.returned", f"report:{row.id}", number=row.number)
        report = reports_of(connection, actor.office_id, [which])[which]
        reached = {reach: frozenset(one.id for one in to if one.reached == reach) for reach in (True, False)}
        return Noted(report, reached[True], reached[False])

    return await ctx.db.transact(_unit)


async def reply(
    ctx: Context, actor: PersonFacts, which: Which, words: str, photo: Photo | None = None, album: str | None = None
) -> DutyReportFacts:
    """Whoever wrote the report answers what was asked about it, with a photo, which is the report's then; whoever asked is told.

    The report's own words stay. Photos of one `album` are one answer.
    """
    now = ctx.clock.now()
    words = "" if photo is not None and not words.strip() else _checked(words, MAX_NOTE * 2)

    def _unit(connection: Connection) -> DutyReportFacts:
        row = own_row(connection, actor, which)
        said = row.remarks[-1] if row.remarks else {}
        new = photo is not None and _add_photo(connection, row, photo)
        if album is not None and (said.get("by"), said.get("album")) == (actor.name, album):
            more = {"text": said["text"] or words, "photos": said["photos"] + new}
            connection.execute(_REMARKED, {"report": row.id, "said": [*row.remarks[:-1], {**said, **more}]})
        elif new or (said.get("by"), said.get("text")) != (actor.name, words):
            _remark(connection, row, actor, now, words, more={"photos": int(new), "album": album} if photo else None)
            look_again(connection, actor, row, which, now, "duty.answered")
        return reports_of(connection, actor.office_id, [which])[which]

    return await ctx.db.transact(_unit)


def _add_photo(connection: Connection, row: Any, photo: Photo) -> bool:
    """Keep a photo with a report; whether it is a new one. Refuses one beyond the most."""
    known = set(connection.scalars(_PHOTOS, {"report": row.id}))
    if photo.unique_id in known:
        return False
    if len(known) >= MOST_PHOTOS:
        raise Refusal("refused-answer-photos", most=MOST_PHOTOS)
    attach(connection, row.id, (photo,), None)
    return True


async def rewrite(ctx: Context, actor: PersonFacts, which: Which, words: str) -> DutyReportFacts:
    """Whoever may report puts it right; what it said before is kept, and whoever looked at it is told."""
    words, now = _checked(words, MAX_REPORT), ctx.clock.now()

    def _unit(connection: Connection) -> DutyReportFacts:
        row = own_row(connection, actor, which)
        if words != row.text:
            before = {"text": row.text, "answers": row.answers or [], "until": now.isoformat(), "by": actor.name}
            values = {"report": row.id, "new": words, "before": [*(row.earlier or ()), before]}
            connection.execute(_REWRITTEN, values)
            look_again(connection, actor, row, which, now, "duty.rewritten")
            if incidents_of(connection, [which]):
                tell_mended(connection, actor, Told(*which, row.id), now)
            else:
                look_at_first(connection, actor, row, which, now)
        return reports_of(connection, actor.office_id, [which])[which]

    return await ctx.db.transact(_unit)


async def own_report(ctx: Context, actor: PersonFacts, which: Which) -> DutyReportFacts:
    """A report that the actor may put right."""

    def _unit(connection: Connection) -> DutyReportFacts:
        own_row(connection, actor, which)
        return reports_of(connection, actor.office_id, [which])[which]

    return await ctx.db.query(_unit)


async def open_note(ctx: Context, actor: PersonFacts) -> DutyReportFacts | None:
    """The actor's report about which somebody asked last and has no answer yet."""
    now = ctx.clock.now()
    values = {
        "office": actor.office_id,
        "person": actor.id,
        "first": now.astimezone(actor.zone).date() - 2 * _OF_USE,
        "since": now - _OF_USE,
    }

    def _unit(connection: Connection) -> DutyReportFacts | None:
        row = connection.execute(_OPEN_NOTE, values).first()
        if row is None:
            return None
        which = row.shift_id, row.nth
        return reports_of(connection, actor.office_id, [which])[which]

    return await ctx.db.query(_unit)


async def asked_in(ctx: Context, chat_id: int, message_id: int) -> Which | None:
    """Of which report a message to this chat asked that it be put right."""
    values = {"chat": chat_id, "message": message_id}
    row = await ctx.db.query(lambda connection: connection.execute(_ASKED, values).first())
    return None if row is None else (row.shift_id, row.facts.get("nth", 1))


_REPORT = (
    select(
        DutyReport.id,
        DutyReport.number,
        DutyReport.text,
        DutyReport.answers,
        DutyReport.earlier,
        DutyReport.remarks,
        DutyReport.reported_by,
        DutyReport.reviewed_by,
        DutyReport.reviewed_at,
        DutyReport.review_note,
        DutyShift.district_id,
        DutyShift.person_id.label("officer"),
    )
    .join(DutyShift, DutyShift.id == DutyReport.shift_id)
    .where(
        DutyReport.shift_id == bindparam("shift"),
        DutyReport.nth == bindparam("nth"),
        DutyReport.office_id == bindparam("office"),
    )
    .with_for_update(of=DutyReport)
)
_OPEN_NOTE = (
    select(DutyReport.shift_id, DutyReport.nth)
    .join(DutyShift, DutyShift.id == DutyReport.shift_id)
    .where(
        DutyShift.office_id == bindparam("office"),
        DutyShift.day >= bindparam("first"),
        DutyReport.review_note != "",
        DutyReport.reviewed_at >= bindparam("since"),
        DutyReport.reviewed_by != bindparam("person"),
        or_(DutyReport.reported_by == bindparam("person"), DutyShift.person_id == bindparam("person")),
    )
    .order_by(DutyReport.reviewed_at.desc())
    .limit(1)
)
_THIS = update(DutyReport).where(DutyReport.id == bindparam("report"))
_REVIEWED = _THIS.values(reviewed_by=bindparam("by"), reviewed_at=bindparam("now"), review_note=bindparam("note"))
_REWRITTEN = _THIS.values(text=bindparam("new"), earlier=bindparam("before"))
_REMARKED = _THIS.values(remarks=bindparam("said"))
_PHOTOS = select(DutyPhoto.unique_id).where(DutyPhoto.report_id == bindparam("report"))
_OPEN_AGAIN = _THIS.values(reviewed_at=None, review_note="")
_CHATS = (
    recipients(registered_on(bindparam("today")))
    .add_columns(on_bot().label("reached"))
    .where(Person.id.in_(bindparam("people", expanding=True)))
)
_ASKED = select(Delivery.shift_id, Delivery.facts).where(
    Delivery.chat_id == bindparam("chat"),
    Delivery.message_id == bindparam("message"),
    Delivery.purpose == Purpose.DUTY_REVIEW,
)


def _found(connection: Connection, actor: PersonFacts, which: Which) -> Any:
    shift_id, nth = which
    values = {"shift": shift_id, "nth": nth, "office": actor.office_id}
    row = connection.execute(_REPORT, values).one_or_none()
    if row is None:
        raise Refusal("refused-stale-button")
    return row


def _reviewed(connection: Connection, actor: PersonFacts, which: Which) -> Any:
    """A report that the actor may look after; nobody accepts their own."""
    row = _found(connection, actor, which)
    if not may_review(actor, row.district_id):
        raise Refusal("refused-stale-button")
    if row.reported_by == actor.id and not actor.manages:
        raise Refusal("refused-own-review")
    return row


def own_row(connection: Connection, actor: PersonFacts, which: Which) -> Any:
    """A report, locked, that the actor may put right; refuses others'."""
    row = _found(connection, actor, which)
    if actor.id not in (row.reported_by, row.officer) and not may_review(actor, row.district_id):
        raise Refusal("refused-not-on-duty")
    return row


def _checked(words: str, most: int) -> str:
    words = words.strip()
    if not words:
        raise Refusal("refused-empty-report")
    if units(words) > most:
        raise Refusal("refused-report-long", length=units(words), most=most)
    return words


def _review(connection: Connection, row: Any, actor: PersonFacts, now: datetime, note: str) -> None:
    connection.execute(_REVIEWED, {"report": row.id, "by": actor.id, "now": now, "note": note})


def _remark(
    connection: Connection,
    row: Any,
    actor: PersonFacts,
    now: datetime,
    words: str,
    *,
    asks: bool = False,
    more: Mapping[str, Any] | None = None,
) -> None:
    """What was said of a report; with `asks` it stays open until the report is in order: see `look_again`."""
    said: dict[str, Any] = {"by": actor.name, "at": now.isoformat(), "text": words, **(more or {})}
    if asks:
        said["asked_by"] = actor.id
    connection.execute(_REMARKED, {"report": row.id, "said": [*(row.remarks or ()), said]})


def _nothing_is_open(connection: Connection, row: Any) -> None:
    """Whoever asked is told no more: what they asked for is in order."""
    if any("asked_by" in one for one in row.remarks or ()):
        said = [{key: value for key, value in one.items() if key != "asked_by"} for one in row.remarks]
        connection.execute(_REMARKED, {"report": row.id, "said": said})


def look_again(connection: Connection, actor: PersonFacts, row: Any, which: Which, now: datetime, action: str) -> None:
    """It was answered or put right: nobody has looked at it as it is now, and everybody who asked or looked at it is told."""
    connection.execute(_OPEN_AGAIN, {"report": row.id})
    asked = {one.get("asked_by") for one in row.remarks or ()}
    to = _chats(connection, actor, {row.reviewed_by, *asked} - {None, actor.id}, now)
    _owe(connection, actor, Purpose.DUTY_FIXED, to, which, now)
    audit.record_act(connection, actor, now, action, f"report:{row.id}", number=row.number)


def look_at_first(connection: Connection, actor: PersonFacts, row: Any, which: Which, now: datetime) -> None:
    """A report that was put right, and of which nobody was told when it came, for nothing was asked or said, is looked at as one that comes now."""
    if row.reviewed_by is None and not row.answers:
        shift = reports_of(connection, actor.office_id, [which])[which].shift
        tell_secretariat(connection, actor, (shift, which[1]), now)


def _chats(connection: Connection, actor: PersonFacts, people: Collection[int], now: datetime) -> Sequence[Any]:
    """Of these people those in office who have an account, and whether each is `reached`."""
    values = {"people": sorted(people), "today": now.astimezone(actor.zone).date()}
    return connection.execute(_CHATS, values).all() if people else ()


def _owe(
    connection: Connection,
    actor: PersonFacts,
    purpose: Purpose,
    to: Sequence[Any],
    which: Which,
    now: datetime,
    facts: dict[str, Any] | None = None,
) -> None:
    shift_id, nth = which
    due = Due(not_at_night(now, actor.zone), now + _OF_USE)
    told = [
        Owed(
            purpose,
            row.chat_id,
            due,
            actor.office_id,
            row.id,
            shift_id=shift_id,
            occurrence=once(),
            facts={"nth": nth, **(facts or {})},
        )
        for row in to
    ]
    owe(connection, told, now)
