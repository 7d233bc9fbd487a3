"""Who would be told of a session, and of what: for a last look before they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from bot.domain.invitations.audience import parse_audience
from bot.domain.invitations.facts import InvitationFacts
from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.vocabulary import SessionStatus
from bot.services.access import require_manager
from bot.services.door.moved_arrivals import count_lost
from bot.services.invitations.asking_again import count_answered
from bot.services.meetings.changing_terms import asks_again
from bot.services.meetings.office_days import kept_days_of
from bot.services.people.registration import roster_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from bot.domain.meetings.activity_facts import ActivityFacts
    from bot.domain.meetings.office_days import OfficeDay
    from bot.domain.meetings.terms import Terms
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class Preview:
    """The message as somebody would get it, and the names of the invited by kecamatan ("" for the office's own)."""

    invitation: InvitationFacts
    people: tuple[tuple[str, tuple[str, ...]], ...]
    # How many of them the bot can tell.
    reached: int
    # What they know who are told of a change.
    known: Terms | None = None
    # How many have answered for another day or hour, and would be asked again.
    answered: int = 0
    # How many are recorded present on a day that it would not have any more.
    came: int = 0
    # Days of it on which no meeting is called: holidays, stages of the election, the office's own days off.
    kept: tuple[OfficeDay, ...] = ()

    @property
    def count(self) -> int:
        """How many are invited."""
        return sum(len(names) for _, names in self.people)


async def preview(
    ctx: Context, actor: PersonFacts, activity: ActivityFacts, terms: Terms, held: SessionFacts | None = None
) -> Preview:
    """As it would be with such terms; `held` is the session that moves. Writes nothing."""
    require_manager(actor)
    (found,) = await _previews(ctx, actor, [_as_it_would_be(actor, activity, terms, held)], held)
    if held is None:
        return found
    asks, days = asks_again(held, terms, ctx.clock.now()), {one.day for one in terms.days(held.zone)}

    def _unit(connection: Connection) -> Preview:
        came = count_lost(connection, held, days)
        answered = count_answered(connection, held.id, there_too=came > 0) if asks else 0
        return replace(found, answered=answered, came=came)

    return await ctx.db.query(_unit)


async def preview_many(
    ctx: Context, actor: PersonFacts, wanted: Sequence[tuple[ActivityFacts, Terms]]
) -> list[Preview]:
    """Of several new sessions."""
    require_manager(actor)
    return await _previews(ctx, actor, [_as_it_would_be(actor, activity, terms, None) for activity, terms in wanted])


async def _previews(
    ctx: Context, actor: PersonFacts, sessions: Sequence[SessionFacts], held: SessionFacts | None = None
) -> list[Preview]:
    now = ctx.clock.now()
    # Of what has begun whoever left between its days hears nothing.
    served = [one.day_to_serve(now) for one in sessions]
    in_office = await roster_on(ctx, actor.office_id, set(served))
    closed = await kept_days_of(ctx, actor.office_id)
    return [_preview(actor, one, held, in_office[day], closed) for one, day in zip(sessions, served, strict=True)]


def _preview(
    actor: PersonFacts,
    session: SessionFacts,
    held: SessionFacts | None,
    everybody: Sequence[PersonFacts],
    closed: Mapping[date, OfficeDay],
) -> Preview:
    rule = parse_audience(session.audience)
    people = [one for one in everybody if session.selection.invites(rule, one)]
    by_district = tuple(
        (district, tuple(one.name for one in of)) for district, of in groupby(people, lambda one: one.district)
    )
    reached = sum(one.telegram_id is not None and one.reachable for one in people)
    kept = tuple(closed[one.day] for one in session.days if one.day in closed)
    return Preview(InvitationFacts(0, session, actor, None), by_district, reached, _known(session, held), kept=kept)


def _known(session: SessionFacts, held: SessionFacts | None) -> Terms | None:
    """What a change is told against: what stands; of one that waits to be told, what stood before."""
    if held is None:
        return None
    if (held.terms, held.note) != (session.terms, session.note):
        return held.terms
    return held.history.get(held.revision - 1)


def _as_it_would_be(
    actor: PersonFacts, activity: ActivityFacts, terms: Terms, held: SessionFacts | None
) -> SessionFacts:
    said = {
        name: getattr(terms, name)
        for name in ("starts_at", "ends_at", "open_end", "place", "agenda", "bring", "link", "note")
    }
    if held is not None:
        return replace(held, **said)
    return SessionFacts(
        id=0,
        office_id=actor.office_id,
        code=f"{activity.code}/{len(activity.sessions) + 1}",
        activity_code=activity.code,
        title=activity.title,
        short_title=activity.short_title,
        kind=activity.kind,
        division=activity.division,
        status=SessionStatus.SCHEDULED,
        revision=1,
        zone=actor.zone,
        audience=activity.audience,
        **said,
    )
