"""Sessions of an office: those that may still be changed, those about now, one by its code."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.invitations.audience import parse_audience
from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.people.facts import PersonFacts
from bot.domain.vocabulary import SessionStatus
from bot.services.meetings.facts import SESSIONS, find_session, session_of
from bot.services.owing import reconciling
from bot.storage.models import Session

if TYPE_CHECKING:
    from bot.services.context import Context


# How far ahead a head dates things.
AHEAD = timedelta(days=120)
# How long after it materials, minutes and figures of a session are asked for.
_LATELY = timedelta(days=31)


async def upcoming(ctx: Context, actor: PersonFacts) -> list[SessionFacts]:
    """Sessions of the actor's office that may still be changed, of the own division first, then the nearest."""
    now = ctx.clock.now()
    found = await ctx.db.query(partial(reconciling.upcoming, office_id=actor.office_id, now=now))
    return sorted(found, key=lambda held: (held.division is not actor.division, held.starts_at))


async def near(ctx: Context, actor: PersonFacts) -> list[SessionFacts]:
    """Sessions of the actor's office about now, held or to come, the nearest first."""
    now = ctx.clock.now()
    query = SESSIONS.where(
        Session.office_id == actor.office_id,
        Session.status == SessionStatus.SCHEDULED,
        Session.ends_at > now - _LATELY,
        Session.starts_at < now + AHEAD,
    )
    found = await ctx.db.query(lambda connection: [session_of(row) for row in connection.execute(query)])
    return sorted(found, key=lambda held: (max(held.starts_at - now, now - held.ends_at), held.starts_at, held.id))


async def without_outsiders(ctx: Context, actor: PersonFacts) -> list[SessionFacts]:
    """Sessions held for outsiders whose number has not been entered, the latest first."""
    query = SESSIONS.where(
        Session.office_id == actor.office_id,
        Session.status == SessionStatus.SCHEDULED,
        Session.starts_at <= ctx.clock.now(),
        Session.outsiders_present.is_(None),
    ).order_by(Session.starts_at.desc())
    found = await ctx.db.query(lambda connection: [session_of(row) for row in connection.execute(query)])
    return [held for held in found if parse_audience(held.audience).outsiders]


async def session_by_code(ctx: Context, actor: PersonFacts, code: str | int) -> SessionFacts:
    """One session of the actor's office, by code or id."""
    now = ctx.clock.now()
    return await ctx.db.query(lambda connection: find_session(connection, actor.office_id, code, now))
