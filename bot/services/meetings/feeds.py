"""Calendars that subscribe: secret addresses, what is found at them, and taking them back.

Only a hash of an address is kept, and it holds as long as its person is in office and has the account that asked for it.
What waits to be told (`held_until`) is not told here sooner, and what was called off before anybody was told not at all.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, delete, exists, insert, or_, select

from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer, SessionStatus
from bot.services import audit
from bot.services.access import IN_OFFICE, active_person, may_clerk, require_clerk
from bot.services.meetings.facts import SESSIONS, session_of
from bot.services.owing.owe import MAY_BE_KNOWN
from bot.services.owing.showing import showing
from bot.storage.models import Activity, CalendarFeed, Delivery, Invitation, Person, Session

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.domain.vocabulary import Division
    from bot.services.context import Context

# What is over is still looked up for a while.
_KEPT = timedelta(days=60)
_SECRET_BYTES = 24


@dataclass(frozen=True, slots=True)
class Feed:
    """What an address gives: whose sessions, of which division (None: their own), in order."""

    person: PersonFacts
    division: Division | None
    sessions: tuple[SessionFacts, ...]


async def open_feed(ctx: Context, actor: PersonFacts, division: Division | None = None) -> str:
    """A new address, as its secret part; the one before holds no more. Divisions are for the office's own people."""
    if not ctx.public_url:
        raise Refusal("refused-no-feed")
    if division is not None:
        require_clerk(actor)
    if actor.telegram_id is None:
        raise Refusal("refused-stranger")
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> None:
        connection.execute(_CLOSE.where(CalendarFeed.division.is_not_distinct_from(division)), {"person": actor.id})
        made = {"digest": _digest(secret), "person_id": actor.id, "telegram_id": actor.telegram_id, "made_at": now}
        connection.execute(insert(CalendarFeed), {**made, "division": division})
        _record(connection, actor, now, "feed.opened", division)

    await ctx.db.transact(_unit)
    return secret


async def close_feeds(ctx: Context, actor: PersonFacts) -> int:
    """All addresses of the actor hold no more; returns how many there were."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> int:
        closed = connection.execute(_CLOSE, {"person": actor.id}).rowcount
        if closed:
            _record(connection, actor, now, "feed.closed", None)
        return closed

    return await ctx.db.transact(_unit)


async def open_feeds(ctx: Context, actor: PersonFacts) -> list[Division | None]:
    """Of what the actor has addresses."""
    query = select(CalendarFeed.division).where(CalendarFeed.person_id == actor.id)
    return await ctx.db.query(lambda connection: list(connection.execute(query).scalars()))


async def feed(ctx: Context, secret: str) -> Feed | None:
    """What is at an address; None where there is none, or none any more."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Feed | None:
        row = connection.execute(_FEED, {"digest": _digest(secret)}).one_or_none()
        person = active_person(row, now)
        if row is None or person is None or person.telegram_id != row.whose_account:
            return None
        if row.feed_division is None:
            return Feed(person, None, tuple(sessions_of(connection, person, now)))
        if not may_clerk(person):
            return None
        given = {"office": person.office_id, "division": row.feed_division, "since": now - _KEPT}
        found = [told for one in connection.execute(_OF_DIVISION, given) if (told := as_told(session_of(one), now))]
        # Where to join from afar is for those who are invited, and those who run it.
        shown = found if person.manages else [replace(one, link="") for one in found]
        return Feed(person, row.feed_division, tuple(shown))

    return await ctx.db.query(_unit)


async def own_sessions(ctx: Context, actor: PersonFacts, *, only: int | None = None) -> list[SessionFacts]:
    """What somebody goes to, or would have gone to where it is called off, and is not over; or that session. They are shown it."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[SessionFacts]:
        own = sessions_of(connection, actor, now)
        return [one for one in own if one.ends_at > now] if only is None else [one for one in own if one.id == only]

    return await showing(ctx, actor.telegram_id, _unit, list)


def sessions_of(connection: Connection, person: PersonFacts, now: datetime) -> list[SessionFacts]:
    """What somebody goes to, or would have gone to where it is called off: lately and from now on."""
    found = connection.execute(_OF_PERSON, {"person": person.id, "since": now - _KEPT})
    # Somebody invited may stand in for another besides.
    held = {row.id: row for row in found}
    return [told for row in held.values() if (told := as_told(session_of(row), now))]


def as_told(facts: SessionFacts, now: datetime) -> SessionFacts | None:
    """A session as people know it; None where nobody has been told of it yet."""
    if facts.held_until is None or facts.held_until <= now:
        return facts
    before = facts.history.get(facts.revision - 1)
    if before is None:
        return None
    return replace(
        facts,
        revision=facts.revision - 1,
        status=SessionStatus.SCHEDULED,
        starts_at=before.starts_at,
        ends_at=before.ends_at,
        open_end=before.open_end,
        place=before.place,
        agenda=before.agenda,
        bring=before.bring,
        link=before.link,
    )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="surrogateescape")).hexdigest()


def _record(connection: Connection, actor: PersonFacts, now: datetime, action: str, division: Division | None) -> None:
    audit.record_act(
        connection, actor, now, action, f"person:{actor.id}", **({"division": division.value} if division else {})
    )


_CLOSE = delete(CalendarFeed).where(CalendarFeed.person_id == bindparam("person"))
_FEED = (
    IN_OFFICE.add_columns(CalendarFeed.division.label("feed_division"), CalendarFeed.telegram_id.label("whose_account"))
    .join(CalendarFeed, CalendarFeed.person_id == Person.id)
    .where(CalendarFeed.digest == bindparam("digest"))
)
_GOES = or_(Invitation.answer.is_(None), Invitation.answer == Answer.ATTENDING)
# Of what nobody was told, nobody reads that it is off.
_MAY_BE_KNOWN = or_(
    Session.status != SessionStatus.CANCELLED, exists().where(Delivery.session_id == Session.id, MAY_BE_KNOWN)
)
_OF_PERSON = (
    SESSIONS.join(Invitation, Invitation.session_id == Session.id)
    .where(
        Session.ends_at > bindparam("since"),
        _MAY_BE_KNOWN,
        or_(
            and_(Invitation.person_id == bindparam("person"), _GOES),
            Invitation.substitute_id == bindparam("person"),
        ),
    )
    .order_by(Session.starts_at, Session.id)
)
_OF_DIVISION = SESSIONS.where(
    Session.office_id == bindparam("office"),
    Activity.division == bindparam("division"),
    Session.ends_at > bindparam("since"),
    _MAY_BE_KNOWN,
).order_by(Session.starts_at, Session.id)
