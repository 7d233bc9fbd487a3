"""Setting, moving and cancelling the date of a session: state and owed messages in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import joinedload

from bot.domain.facts import Terms
from bot.domain.invitations.selection import ALL
from bot.domain.lengths import shortened, units
from bot.domain.meetings.clashes import same_room
from bot.domain.meetings.days import MOST_DAYS
from bot.domain.meetings.period_parser import parse_period
from bot.domain.refusals import Refusal
from bot.domain.timing import DEFAULT_DURATION, hold_until
from bot.domain.vocabulary import SessionStatus
from bot.services import audit
from bot.services.access import require_manager
from bot.services.door.presence import forget_early
from bot.services.groups.cards import stale_cards
from bot.services.invitations.asking_again import bring_back, hours_of, lay_aside
from bot.services.meetings.clashing import Wanted, conflicts
from bot.services.meetings.facts import (
    code_of,
    find_activity,
    find_session,
    locked_session,
    session_facts,
    terms_to_json,
)
from bot.services.office.facts import office_zone
from bot.services.owing.calling_off import owe_cancellation
from bot.services.owing.owe import void, void_moved
from bot.services.owing.reconciling import Reach, reconcile
from bot.storage.database import within
from bot.storage.models import Activity, AuditEntry, Session

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.facts import PersonFacts, SessionFacts
    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.period import Period
    from bot.services.context import Context
    from bot.services.meetings.clashing import Conflict

MAX_PLACE = 300
MAX_REASON = 500
MOST_OF = {"agenda": 1000, "bring": 500, "link": 500, "note": 300}
# A date further away than this is a slip of the thumb (wrong year).
_MAX_AHEAD = timedelta(days=400)
_LONGEST = timedelta(days=MOST_DAYS)
# Typed to say that there is none.
_NOTHING = " \n-\N{EN DASH}\N{EM DASH}"
# What another head did so long ago may not be known to who names the session now.
_LATELY = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Appointment:
    """When and where, in UTC; `ends_at` is None where the end is open ("selesai").

    With `open_end` it is open too, and `ends_at` tells the last of several days. Agenda, what to bring and link of a session
    that exists stay as they are where they are None, and so does `note`, what the head has to say beside it.
    """

    starts_at: datetime
    ends_at: datetime | None
    place: str
    agenda: str | None = None
    bring: str | None = None
    link: str | None = None
    note: str | None = None
    open_end: bool = False

    def days(self, zone: ZoneInfo) -> tuple[MeetingDay, ...]:
        """Each day, at least one."""
        return terms_of(self).days(zone)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """The session as it now stands, and whom it reaches."""

    session: SessionFacts
    reach: Reach


@dataclass(frozen=True, slots=True)
class OutsidePeriod:
    """Nothing was written: the day is outside what the plan says; ask, then call again with `confirmed=True`."""

    code: str
    period: Period


@dataclass(frozen=True, slots=True)
class Clashing:
    """Nothing was written: others are in the way; ask, then call again with their sessions in `beside`."""

    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class ChangedMeanwhile:
    """Nothing was written: somebody else changed the session since the actor saw it; show it, ask, then call again."""

    session: SessionFacts


async def schedule(
    ctx: Context,
    actor: PersonFacts,
    activity_code: str,
    appointment: Appointment,
    *,
    confirmed: bool = False,
    beside: Collection[int] = (),
    source_update: int | None = None,
    series: int | None = None,
) -> Scheduled | OutsidePeriod | Clashing:
    """Date an activity: a new session with its invitations and everything it owes.

    Repeating the same update returns the session it made. Refuses unknown codes, past and far-off dates, and what is set
    already: the same activity at the same time and place. `beside` are sessions that are in the way, and the actor knows it;
    `series` is the first of the meetings that come again, of which it is to be one.
    """
    require_manager(actor)
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        zone = await office_zone(session, actor.office_id)
        if (made := await _made_by(session, source_update)) is not None:
            return await reconciled(session, made, zone, now)
        activity = await find_activity(session, actor.office_id, activity_code)
        check_appointment(appointment, now)
        period = parse_period(activity.period_text, plan_year=activity.plan_year)
        if not confirmed and not allows(period, appointment, zone):
            return OutsidePeriod(activity_code, period)
        await _refuse_twice(session, activity.id, appointment)
        in_the_way = await _in_the_way(session, actor, activity, appointment)
        if _unknown(in_the_way, beside):
            return Clashing(in_the_way)
        row = await _new_session(session, actor, activity, appointment, now, source_update)
        row.series = series
        row.held_until = hold_until(row.starts_at, now, ctx.hold)
        scheduled = await reconciled(session, row, zone, now)
        audit.record(
            session,
            office_id=actor.office_id,
            at=now,
            actor_id=actor.id,
            action="session.schedule",
            subject=f"session:{row.id}",
            starts_at=row.starts_at.isoformat(),
            place=row.place,
            outside_period=not allows(period, appointment, zone),
            **_overridden(in_the_way),
        )
        return scheduled


async def move(
    ctx: Context,
    actor: PersonFacts,
    session_code: str,
    appointment: Appointment,
    *,
    confirmed: bool = False,
    seen: int | None = None,
    beside: Collection[int] = (),
    keep_answers: bool = False,
) -> Scheduled | OutsidePeriod | ChangedMeanwhile | Clashing:
    """Change time or place; owes a change notice to everyone who was told. Repeating it changes nothing.

    Another day or hour asks for answers anew, unless it is to `keep_answers`.

    `seen` is the revision that the actor saw when deciding; None: they named the session without a look at it. `beside` is as
    in `schedule`.
    """
    require_manager(actor)
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        zone = await office_zone(session, actor.office_id)
        row = await _open_row(session, actor, session_code, now)
        held = session_facts(row, zone)
        changed = changes(held, appointment)
        if changed and (row.revision != seen if seen is not None else await _moved_lately(session, row, actor, now)):
            return ChangedMeanwhile(held)
        check_appointment(appointment, now, begun=row.starts_at)
        period = parse_period(row.activity.period_text, plan_year=row.activity.plan_year)
        if not confirmed and not allows(period, appointment, zone):
            return OutsidePeriod(code_of(row), period)
        in_the_way: tuple[Conflict, ...] = ()
        if changed:
            await _refuse_twice(session, row.activity_id, appointment, but=row.id)
            in_the_way = await _in_the_way(session, actor, row.activity, appointment, held)
            if _unknown(in_the_way, beside):
                return Clashing(in_the_way)
        before = terms_to_json(row)
        if changed and await apply(session, actor, row, appointment, zone, now):
            asked = await let_answers_follow(session, row, held, now, keep=keep_answers)
            row.held_until = hold_until(row.starts_at, now, ctx.hold)
            audit.record(
                session,
                office_id=actor.office_id,
                at=now,
                actor_id=actor.id,
                action="session.move",
                subject=f"session:{row.id}",
                before=before,
                after=terms_to_json(row),
                **({"asked_again": asked} if asked else {}),
                **_overridden(in_the_way),
            )
        return await reconciled(session, row, zone, now)


def asks_again(held: SessionFacts, terms: Terms, now: datetime) -> bool:
    """Whether answers to a session say nothing of such terms: another day or hour, before it has begun."""
    return held.starts_at > now and hours_of(held.terms) != hours_of(terms)


async def let_answers_follow(
    session: AsyncSession, row: Session, held: SessionFacts, now: datetime, *, keep: bool
) -> int:
    """Answers of `held`, which has just changed: laid aside where they say nothing any more; how many are.

    Where it is again what they were given for, what was laid aside stands again.
    """
    facts = session_facts(row, held.zone)
    if row.laid_aside and row.laid_aside["for"] == hours_of(facts.terms):
        await within(session, partial(bring_back, session_id=row.id, said=row.laid_aside["said"]))
        row.laid_aside = None
    elif not keep and asks_again(held, facts.terms, now):
        said = await within(session, partial(lay_aside, facts=facts, now=now))
        row.laid_aside = {"for": hours_of(held.terms), "said": said} if said else row.laid_aside
        return len(said)
    return 0


async def changed_lately(ctx: Context, actor: PersonFacts, held: SessionFacts) -> bool:
    """Whether another head was the last to move it, so short a time ago that the actor may not know of it."""
    now = ctx.clock.now()
    async with ctx.db.read() as session:
        return await _moved_lately(session, await row_of(session, held.id), actor, now)


async def apply(
    session: AsyncSession, actor: PersonFacts, row: Session, appointment: Appointment, zone: ZoneInfo, now: datetime
) -> bool:
    """Give a session other terms, and void what was owed of the old ones; whether they are others."""
    before, told = terms_to_json(row), session_facts(row, zone)
    _apply(row, appointment)
    if terms_to_json(row) == before:
        return False
    row.history = {**row.history, str(row.revision): before}
    row.revision += 1
    after = session_facts(row, zone)
    await within(session, partial(void_moved, before=told, after=after, now=now))
    if row.place != before["place"]:
        # Being near the old place proves nothing.
        row.latitude = row.longitude = row.radius_m = None
    await within(session, partial(forget_early, before=told, after=after, actor=actor, now=now))
    await within(session, lambda connection: stale_cards(connection, row.id))
    return True


async def cancel(
    ctx: Context, actor: PersonFacts, session_code: str, reason: str, *, seen: int | None = None
) -> Scheduled | ChangedMeanwhile:
    """Call a session off; owes a notice to everyone who was told. `seen` is the revision that the actor saw."""
    require_manager(actor)
    if not reason.strip():
        raise Refusal("refused-no-reason")
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        zone = await office_zone(session, actor.office_id)
        row = await _open_row(session, actor, session_code, now)
        if seen is not None and row.revision != seen:
            return ChangedMeanwhile(session_facts(row, zone))
        row.held_until = hold_until(row.starts_at, now, ctx.hold)
        reach = await call_off(session, row, reason, now)
        audit.record(
            session,
            office_id=actor.office_id,
            at=now,
            actor_id=actor.id,
            action="session.cancel",
            subject=f"session:{row.id}",
            reason=row.cancel_reason,
        )
        return Scheduled(session_facts(row, zone), reach)


async def record_outsiders(ctx: Context, actor: PersonFacts, session_code: str, count: int) -> SessionFacts:
    """Enter how many people from outside the roster came."""
    require_manager(actor)
    if not 0 <= count <= 10_000:
        raise Refusal("refused-outsiders-count", given=count)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> SessionFacts:
        facts = locked_session(connection, find_session(connection, actor.office_id, session_code, now).id)
        _refuse_if_cancelled(facts)
        if facts.starts_at > now:
            raise Refusal("refused-not-yet-held", code=facts.code)
        if facts.outsiders_present == count:
            return facts
        connection.execute(update(Session).where(Session.id == facts.id).values(outsiders_present=count))
        audit.record(
            connection,
            office_id=actor.office_id,
            at=now,
            actor_id=actor.id,
            action="session.outsiders",
            subject=f"session:{facts.id}",
            count=count,
        )
        return replace(facts, outsiders_present=count)

    return await ctx.db.transact(_unit)


async def changeable(ctx: Context, actor: PersonFacts, code: str | int) -> SessionFacts:
    """A session of the actor's office that may still be moved or cancelled, by code or id; refuses others."""
    require_manager(actor)
    now = ctx.clock.now()
    facts = await ctx.db.query(lambda connection: find_session(connection, actor.office_id, code, now))
    _refuse_if_past_change(facts, now)
    return facts


def open_session(connection: Connection, actor: PersonFacts, code: str, now: datetime) -> SessionFacts:
    """A session that may still be changed: not cancelled, not over; locked."""
    facts = locked_session(connection, find_session(connection, actor.office_id, code, now).id)
    _refuse_if_past_change(facts, now)
    return facts


async def _open_row(session: AsyncSession, actor: PersonFacts, code: str, now: datetime) -> Session:
    """Its row, for what is to be changed of it."""
    facts = await within(session, partial(open_session, actor=actor, code=code, now=now))
    return await row_of(session, facts.id)


async def row_of(session: AsyncSession, session_id: int) -> Session:
    """The row of a session; refuses an unknown id."""
    row = (await session.execute(_ROW, {"session": session_id})).scalar_one_or_none()
    if row is None:
        raise Refusal("refused-unknown-session", code=session_id)
    return row


_ROW = select(Session).options(joinedload(Session.activity)).where(Session.id == bindparam("session"))


def _refuse_if_past_change(facts: SessionFacts, now: datetime) -> None:
    _refuse_if_cancelled(facts)
    if facts.ends_at <= now:
        raise Refusal("refused-session-over", code=facts.code)


def _refuse_if_cancelled(facts: SessionFacts) -> None:
    if facts.status is SessionStatus.CANCELLED:
        raise Refusal("refused-already-cancelled", code=facts.code)


def allows(period: Period, appointment: Appointment, zone: ZoneInfo) -> bool:
    """Whether the plan has all its days."""
    return all(period.allows(one.day) for one in appointment.days(zone))


def check_appointment(appointment: Appointment, now: datetime, *, begun: datetime | None = None) -> None:
    """Refuse what cannot be meant: the past, years ahead, an end before the start, no place.

    What has `begun` may keep its beginning: a link that nobody has is needed most then.
    """
    if appointment.starts_at <= now and appointment.starts_at != begun:
        raise Refusal("refused-date-past")
    if appointment.starts_at > now + _MAX_AHEAD:
        raise Refusal("refused-date-far")
    if appointment.ends_at is not None and appointment.ends_at <= appointment.starts_at:
        raise Refusal("refused-end-before-start")
    if appointment.ends_at is not None and appointment.ends_at > appointment.starts_at + _LONGEST:
        raise Refusal("refused-days-many", most=MOST_DAYS)
    if not appointment.place.strip():
        raise Refusal("refused-no-place")
    if units(appointment.place) > MAX_PLACE:
        raise Refusal("refused-place-long", length=units(appointment.place), most=MAX_PLACE)
    check_lengths(appointment)


def check_lengths(appointment: Appointment) -> None:
    """Refuse what no message has room for."""
    for what, most in MOST_OF.items():
        length = units(getattr(appointment, what) or "")
        if length > most:
            raise Refusal(f"refused-{what}-long", length=length, most=most)


def terms_of(appointment: Appointment, standing: Terms | None = None) -> Terms:
    """The appointment as it will be shown; `standing` is what its session has so far."""
    terms = Terms(
        appointment.starts_at,
        appointment.ends_at or appointment.starts_at + DEFAULT_DURATION,
        _is_open(appointment),
        appointment.place.strip(),
    )
    kept = {what: getattr(standing, what) for what in MOST_OF} if standing else {}
    return replace(terms, **(kept | _prepared(appointment)))


async def call_off(session: AsyncSession, row: Session, reason: str, now: datetime) -> Reach:
    """A session is no more; whoever was told hears of it."""
    row.status = SessionStatus.CANCELLED
    row.cancel_reason = shortened(reason.strip(), MAX_REASON)
    # What those know who were told of it, should it be restored.
    row.history = {**row.history, str(row.revision): terms_to_json(row)}
    row.revision += 1
    await within(session, partial(void, session_id=row.id, now=now))
    await within(session, lambda connection: stale_cards(connection, row.id))
    facts = session_facts(row, await office_zone(session, row.office_id))
    people, groups = await within(session, partial(owe_cancellation, facts=facts, now=now))
    return Reach(people, people, groups)


async def reconciled(session: AsyncSession, row: Session, zone: ZoneInfo, now: datetime) -> Scheduled:
    """The session as it stands, with all that is owed of it."""
    facts = session_facts(row, zone)
    return Scheduled(facts, await within(session, partial(reconcile, facts=facts, now=now)))


async def _made_by(session: AsyncSession, source_update: int | None) -> Session | None:
    if source_update is None:
        return None
    query = select(Session).options(joinedload(Session.activity)).where(Session.source_update == source_update)
    return (await session.execute(query)).scalar_one_or_none()


async def in_the_way(
    ctx: Context, actor: PersonFacts, activity_code: str, appointment: Appointment, held: SessionFacts | None = None
) -> tuple[Conflict, ...]:
    """What a last look says of others: the sessions that would be in the way of one as it is to be.

    Refuses what is set already.
    """
    async with ctx.db.read() as session:
        activity = await find_activity(session, actor.office_id, activity_code)
        await _refuse_same(session, activity.id, appointment, but=held.id if held else 0)
        return await _in_the_way(session, actor, activity, appointment, held)


async def _in_the_way(
    session: AsyncSession,
    actor: PersonFacts,
    activity: Activity,
    appointment: Appointment,
    held: SessionFacts | None = None,
) -> tuple[Conflict, ...]:
    """Sessions in the way; of one that keeps its hours only what is in its new place."""
    terms = terms_of(appointment, held.terms if held else None)
    wanted = Wanted(
        actor.office_id,
        actor.zone,
        activity.division,
        activity.audience,
        terms,
        held.id if held else 0,
        held.selection if held else ALL,
    )
    found = await within(session, partial(conflicts, wanted=wanted))
    if held is None or (held.starts_at, held.ends_at) != (terms.starts_at, terms.ends_at):
        return found
    return tuple(one for one in found if one.room and not same_room(held.place, terms.place))


def _unknown(found: Sequence[Conflict], beside: Collection[int]) -> bool:
    return any(one.session.id not in beside for one in found)


def _overridden(found: Sequence[Conflict]) -> dict[str, Any]:
    """For the audit: in spite of what it was set."""
    if not found:
        return {}
    return {
        "clashes": [
            {"session": one.session.code, "people": one.count, "room": one.room, "head": one.head} for one in found
        ]
    }


async def _refuse_twice(session: AsyncSession, activity_id: int, appointment: Appointment, *, but: int = 0) -> None:
    """Refuse what is set already; locks the activity, so that two heads neither set the same twice nor give out one number."""
    await session.execute(select(Activity.id).where(Activity.id == activity_id).with_for_update())
    await _refuse_same(session, activity_id, appointment, but=but)


async def _refuse_same(session: AsyncSession, activity_id: int, appointment: Appointment, *, but: int) -> None:
    """Refuse another session of the activity that begins at the same moment in the same place."""
    query = (
        select(Session)
        .options(joinedload(Session.activity))
        .where(
            Session.activity_id == activity_id,
            Session.id != but,
            Session.starts_at == appointment.starts_at,
            Session.status == SessionStatus.SCHEDULED,
        )
        .order_by(Session.id)
    )
    for row in (await session.execute(query)).scalars():
        if _same_place(row.place, appointment.place):
            raise Refusal("refused-already-set", code=code_of(row))


async def _moved_lately(session: AsyncSession, row: Session, actor: PersonFacts, now: datetime) -> bool:
    """Whether another head was the last to move it, so short a time ago that the actor may not know of it."""
    last = (
        select(AuditEntry.actor_id)
        .where(
            AuditEntry.at >= now - _LATELY,
            AuditEntry.office_id == row.office_id,
            AuditEntry.subject == f"session:{row.id}",
            AuditEntry.action == "session.move",
        )
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )
    return (await session.execute(last)).scalar_one_or_none() not in (None, actor.id)


def _same_place(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def changes(held: SessionFacts, appointment: Appointment) -> bool:
    """Whether a session would be another with it; what the head has to say is told, that it is not said again is no news."""
    wanted = terms_of(appointment, held.terms)
    return wanted != held.terms or wanted.note not in ("", held.note)


async def _new_session(
    session: AsyncSession,
    actor: PersonFacts,
    activity: Activity,
    appointment: Appointment,
    now: datetime,
    source_update: int | None,
) -> Session:
    last = await session.execute(select(func.max(Session.number)).where(Session.activity_id == activity.id))
    row = Session(
        office_id=actor.office_id,
        activity=activity,
        number=(last.scalar_one() or 0) + 1,
        status=SessionStatus.SCHEDULED,
        revision=1,
        history={},
        created_by=actor.id,
        created_at=now,
        source_update=source_update,
    )
    _apply(row, appointment)
    session.add(row)
    await session.flush()
    return row


def _apply(row: Session, appointment: Appointment) -> None:
    row.starts_at = appointment.starts_at
    row.open_end = _is_open(appointment)
    row.ends_at = appointment.ends_at or appointment.starts_at + DEFAULT_DURATION
    row.place = appointment.place.strip()
    for what, text in _prepared(appointment).items():
        setattr(row, what, text)


def _is_open(appointment: Appointment) -> bool:
    return appointment.open_end or appointment.ends_at is None


def _prepared(appointment: Appointment) -> dict[str, str]:
    """What the appointment says of agenda, what to bring and link, by column."""
    said = {what: getattr(appointment, what) for what in MOST_OF}
    return {what: text.strip(_NOTHING) and text.strip() for what, text in said.items() if text is not None}
