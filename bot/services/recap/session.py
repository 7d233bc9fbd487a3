"""The recap of one session: answers, who came, and by whom nothing was said; in a few queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from bot.domain.invitations.facts import InvitationFacts
from bot.domain.people.facts import PersonFacts
from bot.domain.recap.figures import Case, answer_minutes, count, median_minutes, survey, total
from bot.domain.recap.session import SessionRecap
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.services.door.arrivals import arrivals_at
from bot.services.invitations.facts import INVITATIONS, invitation_of
from bot.services.invitations.seating import seats_of
from bot.services.meetings.facts import SESSIONS, find_session, session_of
from bot.services.recap import rows
from bot.services.recap.scope import widest
from bot.storage.models import Invitation, Session

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.recap.figures import Counts
    from bot.services.context import Context
    from bot.services.recap.scope import Scope

# So many sessions to choose from, before and after now.
_CHOICES = 8


async def session_recap(ctx: Context, actor: PersonFacts, code: str | int) -> SessionRecap:
    """The recap of a session, by code or id; for the head of a secretariat, of the people of the kecamatan."""
    scope = _require_wide(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> SessionRecap:
        facts = find_session(connection, actor.office_id, code, now)
        return _recap(connection, actor, scope, facts, now)

    return await ctx.db.study(_unit)


async def recent_sessions(ctx: Context, actor: PersonFacts) -> list[SessionFacts]:
    """Sessions somebody may want a recap of, the nearest to now first."""
    scope = _require_wide(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[SessionFacts]:
        query = SESSIONS.where(Session.office_id == scope.office_id).limit(_CHOICES)
        if not scope.whole:
            of_scope = exists().where(Invitation.session_id == Session.id, scope.invited())
            query = query.where(of_scope)
        coming = query.where(Session.starts_at >= now).order_by(Session.starts_at, Session.id)
        past = query.where(Session.starts_at < now).order_by(Session.starts_at.desc(), Session.id)
        return [session_of(row) for part in (coming, past) for row in connection.execute(part)]

    found = await ctx.db.query(_unit)
    return sorted(found, key=lambda facts: abs((facts.starts_at - now).total_seconds()))


def _require_wide(actor: PersonFacts) -> Scope:
    scope = widest(actor)
    if scope.person_id is not None:
        raise Refusal("refused-recap-scope")
    return scope


def _recap(
    connection: Connection, actor: PersonFacts, scope: Scope, facts: SessionFacts, now: datetime
) -> SessionRecap:
    found, waits = _invitations(connection, scope, facts)
    shown = {one.id for one in found}
    arrivals = {key: days for key, days in arrivals_at(connection, [facts]).items() if key in shown}
    over = facts.status is SessionStatus.SCHEDULED and facts.ends_at <= now
    recorded = over and bool(connection.execute(select(rows.TAKEN).where(Session.id == facts.id)).scalar_one())
    by_district: dict[str, Counter[Case]] = defaultdict(Counter)
    for one in found:
        by_district[one.person.district][_kind(one, facts, recorded=recorded)] += 1
    districts: tuple[tuple[str, Counts], ...] = tuple((name, count(cases)) for name, cases in by_district.items())
    scores = rows.surveys(connection, scope, Session.id == facts.id)
    return SessionRecap(
        session=facts,
        tally=total(counts for _, counts in districts),
        districts=districts,
        invitations=tuple(found),
        asked_at=now,
        recorded=recorded,
        minutes=median_minutes(waits),
        survey=survey(given for _, given in scores),
        scope="" if scope.whole else actor.district,
        arrivals=arrivals,
    )


def _kind(one: InvitationFacts, facts: SessionFacts, *, recorded: bool) -> Case:
    arrival = facts.punctuality(one.came_at) if recorded and one.came_at is not None else None
    return Case(one.answer, one.place_in_line is not None, recorded, arrival)


_INVITED = INVITATIONS.add_columns(Invitation.created_at, Invitation.first_answered_at)


def _invitations(
    connection: Connection, scope: Scope, facts: SessionFacts
) -> tuple[list[InvitationFacts], Counter[int]]:
    """Invitations in roster order, and how long answers took: minutes -> how many."""
    found = connection.execute(_INVITED.where(Invitation.session_id == facts.id, scope.invited())).all()
    waits = Counter(
        answer_minutes(row.created_at, row.first_answered_at)
        for row in found
        if row.answer is not None and row.first_answered_at is not None
    )
    seats = seats_of(connection, facts)
    return [invitation_of(row, facts, seats) for row in found], waits
