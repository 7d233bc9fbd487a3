"""Checking in on the day: by the person on the spot, or by a clerk for somebody; when and how is kept.

Attendance is a fact of its own, beside the answer: who came without having answered is known, and so is who said to come
and did not.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, distinct, func, or_, select, update

from bot.domain.door.checkin import (
    DEFAULT_RADIUS_M,
    MOST_NAMED_FOR_WRONG_PINS,
    MOST_WRONG_PINS,
    MOST_WRONG_PINS_OF_ALL,
    MOST_WRONG_PINS_OF_SESSION,
    OPENS_BEFORE,
    ROTATES_EVERY,
    Arrival,
    CheckInWay,
    Punctuality,
    distance_m,
    is_pin,
    is_token,
    pin,
    punctuality,
    rounded_distance,
    token,
)
from bot.domain.door.facts import ArrivalLine
from bot.domain.ledger import Purpose
from bot.domain.refusals import Refusal
from bot.domain.timing import Due
from bot.domain.vocabulary import SessionStatus
from bot.services import audit
from bot.services.access import require_actor, require_clerk
from bot.services.door.arrivals import arrivals_at, arrivals_of, arrive, leave
from bot.services.groups.cards import stale_cards
from bot.services.invitations.answering import answering_for
from bot.services.invitations.gathered import say_again
from bot.services.meetings.facts import SESSIONS, session_of
from bot.services.owing.owe import Owed, has_read, owe
from bot.storage.models import AuditEntry, District, Invitation, Person, Session

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Select

    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

_WRONG_PIN = "check_in.wrong_pin"


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody shows of being there: a place on the map, the venue's digits or its code, or the press alone."""

    location: tuple[float, float] | None = None
    pin: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A check-in as it stands; `stands_for` is whom a substitute came for, `again` that it had been there before.

    `day` is which day of the session it is of, where that lasts several.
    """

    session: SessionFacts
    at: datetime
    punctuality: Punctuality
    stands_for: str = ""
    again: bool = False
    day: int | None = None


@dataclass(frozen=True, slots=True)
class NeededProofs:
    """What checking in will need: `by_location`, `by_pin`; neither: the press is enough."""

    session: SessionFacts
    by_location: bool
    by_pin: bool


@dataclass(frozen=True, slots=True)
class VenueCode:
    """What the venue shows now, and until when it is good."""

    session: SessionFacts
    pin: str
    token: str
    until: datetime


async def check_in(
    ctx: Context, telegram_id: int, session_id: int, proof: Proof, *, seen: int | None = None
) -> CheckedIn:
    """The person's own check-in (or, for a substitute, of whom they stand in for); a repeat changes nothing.

    `seen` is the revision at whose place alone they say to be.
    """
    now = ctx.clock.now()
    unit = partial(_check_in, telegram_id=telegram_id, session_id=session_id, proof=proof, seen=seen, now=now)
    outcome = await ctx.db.transact(unit)
    if isinstance(outcome, Refusal):
        # Raised here, not within: that a wrong PIN was tried must be kept.
        raise outcome
    return outcome


async def asked(ctx: Context, telegram_id: int, session_id: int, *, seen: int | None = None) -> NeededProofs:
    """What will be asked of somebody who wants to check in; refuses whoever cannot."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> NeededProofs:
        row = _own(_OWN, connection, require_actor(connection, telegram_id, now), session_id)
        facts = session_of(row)
        _require_open(facts, now)
        _require_place_seen(facts, seen)
        return NeededProofs(facts, row.latitude is not None, bool(row.check_in_secret))

    return await ctx.db.query(_unit)


async def open_now(ctx: Context, telegram_id: int) -> list[SessionFacts]:
    """Sessions at which somebody may check in now and has not, for themselves or for whom they stand in."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[SessionFacts]:
        actor = require_actor(connection, telegram_id, now)
        rows = connection.execute(_OPEN, {"person": actor.id, "now": now, "opens": now + OPENS_BEFORE})
        found: dict[int, SessionFacts] = {}
        for row in rows:
            facts = session_of(row)
            day = facts.open_day(now)
            if day is not None and (
                day.day not in arrivals_of(connection, facts, row.invitation_id)
                if facts.is_of_days
                else row.checked_in_at is None
            ):
                found[facts.id] = facts
        return list(found.values())

    return await ctx.db.query(_unit)


async def show_pin(ctx: Context, telegram_id: int, code: int) -> VenueCode:
    """What the venue shows now; from the first time on, whoever is not located must type or scan it."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> VenueCode:
        _, row = _as_clerk(_BY_ID_LOCKED, connection, telegram_id, code, now)
        secret = row.check_in_secret
        if not secret:
            secret = secrets.token_hex(32)
            connection.execute(update(Session).where(Session.id == row.id).values(check_in_secret=secret))
        step = ROTATES_EVERY.total_seconds()
        until = datetime.fromtimestamp((now.timestamp() // step + 2) * step, tz=now.tzinfo)
        return VenueCode(session_of(row), pin(secret, row.id, now), token(secret, row.id, now), until)

    return await ctx.db.transact(_unit)


async def set_place(ctx: Context, telegram_id: int, session_id: int, location: tuple[float, float]) -> SessionFacts:
    """Where the session is: whoever checks in by location must be near."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> SessionFacts:
        actor, row = _as_clerk(_BY_ID_LOCKED, connection, telegram_id, session_id, now)
        require_place(session_of(row))
        connection.execute(
            update(Session)
            .where(Session.id == session_id)
            .values(latitude=location[0], longitude=location[1], radius_m=DEFAULT_RADIUS_M)
        )
        audit.record(
            connection,
            office_id=row.office_id,
            at=now,
            actor_id=actor.id,
            action="session.place",
            subject=f"session:{session_id}",
        )
        return session_of(row)

    return await ctx.db.transact(_unit)


def require_place(facts: SessionFacts) -> None:
    """Nobody is near a meeting online."""
    if facts.online:
        raise Refusal("refused-place-online", code=facts.code)


class ClerkList(NamedTuple):
    """A session, which day of it, and everybody invited, in roster order, with who has come on that day."""

    session: SessionFacts
    day: MeetingDay
    lines: list[ArrivalLine]


async def clerk_list(ctx: Context, telegram_id: int, session_id: int, day: int | None = None) -> ClerkList:
    """The list of a day, by its number; of the day that is or comes next where none is given."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> ClerkList:
        _, row = _as_clerk(_BY_ID, connection, telegram_id, session_id, now)
        facts = session_of(row)
        which = facts.coming_day(now) if day is None else _day(facts, day)
        came = arrivals_at(connection, [facts])
        rows = connection.execute(_LIST, {"session": session_id})
        return ClerkList(facts, which, [_line(one, facts, which, came.get(one.id, {})) for one in rows])

    return await ctx.db.query(_unit)


@dataclass(frozen=True, slots=True)
class Marked:
    """What a clerk's tap led to: the line as it stands now, and whether it stood so before."""

    line: ArrivalLine
    again: bool


async def clerk_mark(
    ctx: Context, telegram_id: int, session_id: int, invitation_id: int, *, substitute: bool = False, day: int = 1
) -> Marked:
    """A clerk enters that somebody came on a day, or the `substitute`; who is marked already keeps when and how."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Marked:
        actor, row = _as_clerk(_BY_ID_LOCKED, connection, telegram_id, session_id, now)
        facts, which = _markable(row, day, now)
        line = _marked_line(connection, facts, which, invitation_id)
        if substitute and not line.substitute:
            # The list may be older than the answer: nobody may stand in any more.
            raise Refusal("refused-stale-button")
        if line.came_at is not None:
            if line.substitute_came != substitute:
                raise Refusal("refused-clerk-other", name=line.came)
            return Marked(line, again=True)
        came = Arrival(min(now, which.ends_at), CheckInWay.CLERK, substitute)
        _mark(connection, actor, facts, which, invitation_id, came, now)
        return Marked(_marked_line(connection, facts, which, invitation_id), again=False)

    return await ctx.db.transact(_unit)


async def clerk_unmark(
    ctx: Context, telegram_id: int, session_id: int, invitation_id: int, *, came_at: int, day: int = 1
) -> Marked | None:
    """A clerk takes back that somebody came at `came_at` (seconds of the epoch), as the question said.

    None where it stands otherwise by now: somebody else has taken it back, or the person has checked in anew.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Marked | None:
        actor, row = _as_clerk(_BY_ID_LOCKED, connection, telegram_id, session_id, now)
        facts, which = _markable(row, day, now)
        line = _marked_line(connection, facts, which, invitation_id)
        if line.came_at is None or int(line.came_at.timestamp()) != came_at:
            return None
        _mark(connection, actor, facts, which, invitation_id, None, now)
        return Marked(line, again=False)

    return await ctx.db.transact(_unit)


def _day(facts: SessionFacts, number: int) -> MeetingDay:
    if not 1 <= number <= len(facts.days):
        # It has moved meanwhile.
        raise Refusal("refused-stale-button")
    return facts.days[number - 1]


def _markable(row: Any, number: int, now: datetime) -> tuple[SessionFacts, MeetingDay]:
    facts = session_of(row)
    day = _day(facts, number)
    if facts.status is SessionStatus.CANCELLED:
        raise Refusal("refused-already-cancelled", code=facts.code)
    if now < day.starts_at - OPENS_BEFORE:
        raise Refusal("refused-check-in-early", code=facts.code)
    return facts, day


def _marked_line(connection: Connection, facts: SessionFacts, day: MeetingDay, invitation_id: int) -> ArrivalLine:
    """The line of an invitation, which nobody else marks meanwhile."""
    held = _INVITATION_LOCKED, {"session": facts.id, "invitation": invitation_id}
    if connection.execute(*held).one_or_none() is None:
        raise Refusal("refused-stale-button")
    came = arrivals_of(connection, facts, invitation_id)
    return _line(connection.execute(_LINE, held[1]).one(), facts, day, came)


def _mark(
    connection: Connection,
    actor: PersonFacts,
    facts: SessionFacts,
    day: MeetingDay,
    invitation_id: int,
    came: Arrival | None,
    now: datetime,
) -> None:
    """Somebody came on that day, or nobody."""
    if not facts.is_of_days:
        values: dict[str, Any] = {
            "checked_in_at": came.at if came else None,
            "check_in_how": came.way.value if came else "",
            "checked_in_by": actor.id if came else None,
            "substitute_came": came is not None and came.by_substitute,
        }
        connection.execute(update(Invitation).where(Invitation.id == invitation_id).values(**values))
    elif came is None:
        leave(connection, invitation_id, day.day)
    else:
        arrive(connection, invitation_id, day.day, came, actor.id)
    if came is None:
        # They read that they are on the list, and have no button any more; so may who stands in for them.
        for person_id in connection.execute(_WHOSE, {"invitation": invitation_id}).one():
            if person_id is not None:
                say_again(connection, facts.id, person_id, now)
    stale_cards(connection, facts.id)
    audit.record(
        connection,
        office_id=facts.office_id,
        at=now,
        actor_id=actor.id,
        action="check_in.clerk",
        subject=f"invitation:{invitation_id}",
        came=came is not None,
        substitute=came is not None and came.by_substitute,
        **({"day": day.day.isoformat()} if facts.is_of_days else {}),
    )


def _line(row: Any, facts: SessionFacts, day: MeetingDay, came: Mapping[date, Arrival]) -> ArrivalLine:
    at, how, instead = row.checked_in_at, row.check_in_how, row.substitute_came
    if facts.is_of_days:
        arrival = came.get(day.day)
        at, how, instead = (arrival.at, arrival.way, arrival.by_substitute) if arrival else (None, "", False)
    substitute = row.substitute or row.guest_name
    return ArrivalLine(row.id, row.name, row.district or "", substitute, at, instead, CheckInWay(how) if how else None)


_SESSION = SESSIONS.add_columns(Session.latitude, Session.longitude, Session.radius_m, Session.check_in_secret)
_BY_ID = _SESSION.where(Session.id == bindparam("session"))
_BY_ID_LOCKED = _BY_ID.with_for_update(of=Session)
_OWN = (
    _SESSION.add_columns(
        Invitation.id.label("invitation_id"),
        Invitation.person_id,
        Invitation.checked_in_at,
        Invitation.substitute_id,
        Person.name.label("invited_name"),
    )
    .join(Invitation, Invitation.session_id == Session.id)
    .join(Person, Person.id == Invitation.person_id)
    .where(
        Session.id == bindparam("session"),
        or_(Invitation.person_id == bindparam("person"), Invitation.substitute_id == bindparam("person")),
    )
    # One's own invitation before that of somebody one stands in for.
    .order_by((Invitation.person_id == bindparam("person")).desc(), Invitation.id)
)
_OWN_LOCKED = _OWN.with_for_update(of=Invitation)
_OPEN = (
    SESSIONS.add_columns(Invitation.id.label("invitation_id"), Invitation.checked_in_at)
    .join(Invitation, Invitation.session_id == Session.id)
    .where(
        or_(Invitation.person_id == bindparam("person"), Invitation.substitute_id == bindparam("person")),
        Session.status == SessionStatus.SCHEDULED,
        Session.starts_at <= bindparam("opens", type_=Session.starts_at.type),
        Session.ends_at > bindparam("now", type_=Session.ends_at.type),
    )
    .order_by(Session.starts_at, Session.id)
)
_SUBSTITUTE = Person.__table__.alias("substitute")
_LIST = (
    select(
        Invitation.id,
        Person.name,
        District.name.label("district"),
        Invitation.guest_name,
        _SUBSTITUTE.c.name.label("substitute"),
        Invitation.checked_in_at,
        Invitation.check_in_how,
        Invitation.substitute_came,
    )
    .join(Person, Person.id == Invitation.person_id)
    .outerjoin(District, District.id == Person.district_id)
    .outerjoin(_SUBSTITUTE, _SUBSTITUTE.c.id == Invitation.substitute_id)
    .where(Invitation.session_id == bindparam("session"))
    .order_by(Person.district_id, Person.id)
)
_LINE = _LIST.where(Invitation.id == bindparam("invitation"))
_WHOSE = select(Invitation.person_id, Invitation.substitute_id).where(Invitation.id == bindparam("invitation"))
_INVITATION_LOCKED = (
    select(Invitation.id)
    .where(Invitation.id == bindparam("invitation"), Invitation.session_id == bindparam("session"))
    .with_for_update()
)


def _check_in(
    connection: Connection, telegram_id: int, session_id: int, proof: Proof, seen: int | None, now: datetime
) -> CheckedIn | Refusal:
    actor = require_actor(connection, telegram_id, now)
    row = _own(_OWN_LOCKED, connection, actor, session_id)
    facts = session_of(row)
    stands_for = "" if row.person_id == actor.id else row.invited_name
    day = facts.coming_day(now)
    number = day.number if facts.is_of_days else None
    came_at = _came_at(connection, row, facts, day)
    if came_at is not None:
        return CheckedIn(facts, came_at, punctuality(came_at, day.starts_at), stands_for, again=True, day=number)
    _require_open(facts, now)
    _require_place_seen(facts, seen)
    way = _way(connection, actor, row, proof, now)
    if isinstance(way, Refusal):
        return way
    if facts.is_of_days:
        arrive(connection, row.invitation_id, day.day, Arrival(now, way, bool(stands_for)), None)
    else:
        connection.execute(
            update(Invitation)
            .where(Invitation.id == row.invitation_id, Invitation.checked_in_at.is_(None))
            .values(checked_in_at=now, check_in_how=way.value, checked_in_by=None, substitute_came=bool(stands_for))
        )
    stale_cards(connection, facts.id, actor.district_id)
    # The message with the button is the receipt; others of the session still ask whether they come.
    say_again(connection, facts.id, actor.id, now)
    # The receipt says when and where.
    has_read(connection, facts.id, telegram_id, now, in_private=True)
    audit.record(
        connection,
        office_id=facts.office_id,
        at=now,
        actor_id=actor.id,
        action="check_in",
        subject=f"invitation:{row.invitation_id}",
        how=way,
    )
    return CheckedIn(facts, now, punctuality(now, day.starts_at), stands_for, day=number)


def _came_at(connection: Connection, row: Any, facts: SessionFacts, day: MeetingDay) -> datetime | None:
    if not facts.is_of_days:
        return row.checked_in_at  # type: ignore[no-any-return]
    arrival = arrivals_of(connection, facts, row.invitation_id).get(day.day)
    return arrival.at if arrival else None


def _way(connection: Connection, actor: PersonFacts, row: Any, proof: Proof, now: datetime) -> CheckInWay | Refusal:
    """Which proof convinces; a refusal says what is missing or wrong."""
    if proof.token:
        good = bool(row.check_in_secret) and is_token(proof.token, row.check_in_secret, row.id, now)
        return CheckInWay.QR if good else Refusal("refused-check-in-code")
    if proof.pin:
        return _by_pin(connection, actor, row, proof.pin, now)
    if proof.location is not None and row.latitude is not None:
        away = distance_m(*proof.location, row.latitude, row.longitude)
        near = away <= (row.radius_m or DEFAULT_RADIUS_M)
        if near:
            return CheckInWay.LOCATION
        distance, unit = rounded_distance(away)
        far = "refused-check-in-far" if row.check_in_secret else "refused-check-in-far-only"
        return Refusal(far, distance=distance, unit=unit)
    if row.latitude is not None or row.check_in_secret:
        return Refusal("refused-check-in-proof")
    return CheckInWay.BUTTON


def _by_pin(connection: Connection, actor: PersonFacts, row: Any, given: str, now: datetime) -> CheckInWay | Refusal:
    wrong = select(func.count(AuditEntry.id)).where(AuditEntry.actor_id == actor.id, AuditEntry.action == _WRONG_PIN)
    here, lately = AuditEntry.subject == f"session:{row.id}", AuditEntry.at > now - timedelta(minutes=10)
    if connection.execute(wrong.where(here)).scalar_one() >= MOST_WRONG_PINS_OF_SESSION:
        return Refusal("refused-check-in-tries-session")
    if connection.execute(wrong.where(lately)).scalar_one() >= MOST_WRONG_PINS:
        return Refusal("refused-check-in-tries")
    if row.check_in_secret and is_pin(given, row.check_in_secret, row.id, now):
        return CheckInWay.PIN
    audit.record(
        connection, office_id=row.office_id, at=now, actor_id=actor.id, action=_WRONG_PIN, subject=f"session:{row.id}"
    )
    _tell_of_wrong_pins(connection, actor, row, connection.execute(wrong.where(here)).scalar_one(), now)
    return Refusal("refused-check-in-pin")


def _tell_of_wrong_pins(connection: Connection, actor: PersonFacts, row: Any, count: int, now: datetime) -> None:
    """Whoever answers for the session hears that somebody tries PINs, of the first few by name, or that several do together.

    Of each once, of several again when it is twice as much: who tries first does not hide the others.
    """
    told: dict[str, Any] = {"name": actor.name, "count": count}
    about = str(actor.id)
    here = AuditEntry.action == _WRONG_PIN, AuditEntry.subject == f"session:{row.id}"
    if count != MOST_WRONG_PINS or _who_tried(connection, here) > MOST_NAMED_FOR_WRONG_PINS:
        of_all = select(func.count(AuditEntry.id), func.count(distinct(AuditEntry.actor_id))).where(
            *here, AuditEntry.at > now - timedelta(minutes=10)
        )
        count, people = connection.execute(of_all).one()
        times = count // MOST_WRONG_PINS_OF_ALL
        if not times or people == 1:
            return
        told = {"people": people, "count": count}
        about = f"all{times.bit_length()}"
    facts = session_of(row)
    due = Due(now, facts.ends_at)
    owe(
        connection,
        [
            Owed(Purpose.WRONG_PINS, one.chat_id, due, facts.office_id, one.id, facts.id, occurrence=about, facts=told)
            for one in answering_for(connection, facts, now)
        ],
        now,
    )


def _who_tried(connection: Connection, here: tuple[ColumnElement[bool], ...]) -> int:
    """How many have tried so often that they are told of by name."""
    often = select(AuditEntry.actor_id).where(*here).group_by(AuditEntry.actor_id)
    often = often.having(func.count(AuditEntry.id) >= MOST_WRONG_PINS)
    return connection.execute(select(func.count()).select_from(often.subquery())).scalar_one()


def _own(query: Select[Any], connection: Connection, actor: PersonFacts, session_id: int) -> Any:
    row = connection.execute(query, {"session": session_id, "person": actor.id}).first()
    if row is None:
        raise Refusal("refused-check-in-stranger")
    return row


def _require_open(facts: SessionFacts, now: datetime) -> None:
    if facts.status is SessionStatus.CANCELLED:
        raise Refusal("refused-already-cancelled", code=facts.code)
    if facts.open_day(now) is None:
        key = "refused-check-in-early" if now < facts.coming_day(now).starts_at else "refused-check-in-over"
        raise Refusal(key, code=facts.code)


def _require_place_seen(facts: SessionFacts, seen: int | None) -> None:
    """Who says to be where the session was to be is not where it is."""
    if seen is not None and facts.terms_at(seen).place != facts.place:
        raise Refusal("refused-check-in-moved", code=facts.code, place=facts.place)


def _as_clerk(
    query: Select[Any], connection: Connection, telegram_id: int, session_id: int, now: datetime
) -> tuple[PersonFacts, Any]:
    """The office's own people run the door; the session's row."""
    actor = require_actor(connection, telegram_id, now)
    row = connection.execute(query, {"session": session_id}).one_or_none()
    if row is None or row.office_id != actor.office_id:
        raise Refusal("refused-not-your-session")
    require_clerk(actor)
    return actor, row
