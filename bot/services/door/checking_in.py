"""Checking in on the day: by the person on the spot; when and how is kept.

Attendance is a fact of its own, beside the answer: who came without having answered is known, and so is who said to come
and did not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from bot.domain.door.checkin import Arrival, Punctuality, punctuality
from bot.domain.refusals import Refusal
from bot.services import audit
from bot.services.access import require_actor
from bot.services.door.arrivals import arrivals_of, arrive
from bot.services.door.own_invitations import OWN_LOCKED, own_invitation, require_open, require_place_seen
from bot.services.door.proofs import Proof, proven_way
from bot.services.groups.cards import stale_cards
from bot.services.meetings.facts import session_of
from bot.services.owing.owe import has_read
from bot.services.owing.saying_again import say_again
from bot.storage.models import Invitation

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.services.context import Context


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


def _check_in(
    connection: Connection, telegram_id: int, session_id: int, proof: Proof, seen: int | None, now: datetime
) -> CheckedIn | Refusal:
    actor = require_actor(connection, telegram_id, now)
    row = own_invitation(OWN_LOCKED, connection, actor, session_id)
    facts = session_of(row)
    stands_for = "" if row.person_id == actor.id else row.invited_name
    day = facts.coming_day(now)
    number = day.number if facts.is_of_days else None
    came_at, instead = _arrived_at(connection, row, facts, day)
    if came_at is not None and instead is not bool(stands_for):
        say_again(connection, facts.id, actor.id, now)
        key = "refused-check-in-in-person" if stands_for else "refused-check-in-substitute"
        return Refusal(key, name=stands_for, at=f"{came_at.astimezone(facts.zone):%H.%M}")
    if came_at is not None:
        return CheckedIn(facts, came_at, punctuality(came_at, day.starts_at), stands_for, again=True, day=number)
    require_open(facts, now)
    require_place_seen(facts, seen)
    way = proven_way(connection, actor, row, proof, now)
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
    # So do those of who was to come for them, or sent them.
    for person_id in sorted({actor.id, row.person_id, row.substitute_id or actor.id}):
        say_again(connection, facts.id, person_id, now)
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


def _arrived_at(connection: Connection, row: Any, facts: SessionFacts, day: MeetingDay) -> tuple[datetime | None, bool]:
    """When whoever is invited came, of several days on that one, and whether it was who stands in."""
    if not facts.is_of_days:
        return row.checked_in_at, row.substitute_came
    arrival = arrivals_of(connection, facts, row.invitation_id).get(day.day)
    return (arrival.at, arrival.by_substitute) if arrival else (None, False)
