"""Which invitations somebody has, who is silent, and asking those once more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, text

from bot.domain.invitations.answers import closed_because, may_answer
from bot.domain.invitations.chasing import APART
from bot.domain.invitations.facts import StandIn, StandsFor, There
from bot.domain.ledger import Purpose, State
from bot.domain.refusals import Refusal
from bot.domain.timing import Due, announcement_due
from bot.domain.vocabulary import SessionStatus
from bot.services import audit
from bot.services.door.arrivals import arrivals_at
from bot.services.groups.cards import card_facts
from bot.services.invitations.facts import invitations_to
from bot.services.invitations.seating import seats_of
from bot.services.meetings.facts import find_session, find_sessions, locked_session, sessions_by_id, which_of
from bot.services.owing.owe import Owed, invite_now, once, owe
from bot.services.owing.recipients import reachable_on, recipients
from bot.services.owing.reconciling import upcoming
from bot.services.owing.showing import showing
from bot.services.owing.withdrawing import not_ahead
from bot.storage.models import Delivery, Invitation, Person
from bot.storage.models.owing import IS_PENDING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.groups.cards import CardFacts
    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def open_invitations(
    ctx: Context, actor: PersonFacts, *, shown: bool = False, begun: bool = False
) -> list[InvitationFacts]:
    """The actor's invitations to sessions that have not started, earliest first; `shown`: that is what they are shown.

    `begun`: to those too which have, and are not over, as far as the days ahead are still theirs.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[InvitationFacts]:
        coming = (upcoming if begun else _not_begun)(connection, actor.office_id, now)
        theirs = _invitations_of(connection, actor.id, coming)
        return [one for one in theirs if actor.id not in not_ahead(connection, one.session, now)]

    chat_id = actor.telegram_id if shown else None
    return await showing(ctx, chat_id, _unit, lambda found: [one.session for one in found], all_of_them=True)


async def to_stand_in(ctx: Context, actor: PersonFacts, code: str = "", *, most: int | None = None) -> list[StandIn]:
    """Where the actor stands in, earliest first: of what is not over, or of all that `code` may mean. They are shown it."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[StandIn]:
        if code:
            held = find_sessions(connection, actor.office_id, code, now)
        else:
            held = upcoming(connection, actor.office_id, now)
        return stands_of(connection, held, actor.id, now)[:most]

    return await showing(ctx, actor.telegram_id, _unit, lambda found: [one.session for one in found])


def _invitations_of(connection: Connection, person_id: int, held: Sequence[SessionFacts]) -> list[InvitationFacts]:
    """Somebody's invitations to these sessions, in their order."""
    found = {one.session.id: one for one in invitations_to(connection, held, person_ids=[person_id])}
    return [found[facts.id] for facts in held if facts.id in found]


def stands_of(connection: Connection, held: Sequence[SessionFacts], person_id: int, now: datetime) -> list[StandIn]:
    """At which of these sessions somebody stands in, in their order."""
    by_id = {facts.id: facts for facts in held}
    found = standing_in(connection, by_id, [person_id])
    theirs = {facts.id: found[facts.id, person_id] for facts in held if (facts.id, person_id) in found}
    if not theirs:
        return []
    there = there_of(connection, theirs, [person_id])
    return [
        StandIn(by_id[session_id], stands_for, there.get((session_id, person_id)))
        for session_id, stands_for in theirs.items()
        if person_id not in not_ahead(connection, by_id[session_id], now)
    ]


async def coming(ctx: Context, person: PersonFacts, *, shown: bool) -> tuple[list[InvitationFacts], list[StandIn]]:
    """What is ahead of somebody, invited and standing in, earliest first; `shown`: day and hour of the nearest of either are."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> tuple[list[InvitationFacts], list[StandIn]]:
        ahead = _not_begun(connection, person.office_id, now)
        own = _invitations_of(connection, person.id, ahead)
        return own, stands_of(connection, ahead, person.id, now)

    def _shown(found: tuple[list[InvitationFacts], list[StandIn]]) -> list[SessionFacts]:
        own, standing = found
        return [*(one.session for one in own[:1]), *(one.session for one in standing[:1])]

    return await showing(ctx, person.telegram_id if shown else None, _unit, _shown, place=False)


async def called_off(ctx: Context, actor: PersonFacts) -> list[tuple[SessionFacts, dict[str, Any]]]:
    """Sessions of which the actor is yet to be told that they are off, and the facts of that news, earliest first.

    To be read before `open_invitations`: whoever misses one there counts as told.
    """

    def _unit(connection: Connection) -> list[tuple[SessionFacts, dict[str, Any]]]:
        facts = {row.session_id: row.facts for row in connection.execute(_OFF_UNTOLD, {"chat": actor.telegram_id})}
        held = sorted(sessions_by_id(connection, facts).values(), key=lambda one: one.starts_at)
        return [(one, facts[one.id]) for one in held if one.status is SessionStatus.CANCELLED]

    return await ctx.db.query(_unit)


def _not_begun(connection: Connection, office_id: int, now: datetime) -> list[SessionFacts]:
    return [facts for facts in upcoming(connection, office_id, now) if facts.starts_at > now]


async def invitation_by_code(ctx: Context, actor: PersonFacts, code: str) -> InvitationFacts:
    """The actor's invitation to the session called `code`, of several batches to the one that invites them.

    Refuses whoever was not invited.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> InvitationFacts:
        meant = find_sessions(connection, actor.office_id, code, now)
        found = invitations_to(connection, meant, person_ids=[actor.id])
        if len(found) == 1:
            return found[0]
        if len(meant) > 1:
            raise which_of([one.session for one in found] or meant)
        raise Refusal("refused-not-invited", code=meant[0].code)

    return await ctx.db.query(_unit)


async def of_own_district(ctx: Context, actor: PersonFacts, session_id: int) -> CardFacts:
    """Who of the actor's kecamatan is invited to a session of the office, and their answers, without reasons."""
    if actor.district_id is None:
        raise Refusal("refused-stale-button")
    district_id = actor.district_id

    def _unit(connection: Connection) -> CardFacts:
        facts = sessions_by_id(connection, {session_id}).get(session_id)
        if facts is None or facts.office_id != actor.office_id:
            raise Refusal("refused-not-your-session")
        return card_facts(connection, facts, district_id)

    return await showing(ctx, actor.telegram_id, _unit, lambda found: [found.session])


async def nudge(ctx: Context, actor: PersonFacts, session_id: int) -> int:
    """Ask those who have not answered once more; at most once in six hours. Returns how many are asked."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> int:
        # Two heads at once: the second sees that the first has asked.
        facts = locked_session(connection, session_id)
        if not actor.manages or actor.office_id != facts.office_id:
            raise Refusal("refused-heads-only")
        if not may_answer(facts.status, facts.starts_at, now):
            raise Refusal("refused-nudge-closed", code=facts.code, why=closed_because(facts.status, facts.ends_at, now))
        _refuse_if_nudged_lately(connection, facts, now)
        invite_now(connection, facts, now)
        due = Due(announcement_due(facts.starts_at, now, facts.zone), facts.starts_at)
        query = (
            recipients(reachable_on(facts.day))
            .join(Invitation, Invitation.person_id == Person.id)
            .where(Invitation.session_id == facts.id, Invitation.answer.is_(None))
        )
        occurrence = once()
        owed = [
            Owed(
                Purpose.NUDGE,
                chat,
                due,
                facts.office_id,
                person_id,
                facts.id,
                revision=facts.revision,
                occurrence=occurrence,
            )
            for person_id, chat in connection.execute(query)
        ]
        owe(connection, owed, now)
        audit.record(
            connection,
            office_id=facts.office_id,
            at=now,
            actor_id=actor.id,
            action="session.nudge",
            subject=f"session:{facts.id}",
            people=len(owed),
        )
        return len(owed)

    return await ctx.db.transact(_unit)


def _refuse_if_nudged_lately(connection: Connection, facts: SessionFacts, now: datetime) -> None:
    since = now - NUDGE_EVERY
    query = select(Delivery.created_at, Delivery.due_at).distinct()
    query = query.where(
        Delivery.session_id == facts.id,
        Delivery.purpose == Purpose.NUDGE,
        Delivery.state != State.CANCELLED,
        (Delivery.created_at > since) | (Delivery.due_at > since),
    )
    # What the rule will ask days from now is no reason to wait; what a head asked for tonight comes in the morning.
    asked = [
        min(due, created) if due > now else due
        for created, due in connection.execute(query)
        if since < due <= now or (created > since and due < created + APART)
    ]
    if asked:
        raise Refusal("refused-nudged-lately", at=f"{max(asked).astimezone(facts.zone):%H.%M}")


NUDGE_EVERY = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class DistrictSilence:
    """A session and who of one kecamatan has not answered."""

    session: SessionFacts
    district: str
    silent: tuple[InvitationFacts, ...]


async def silent_of_district(
    ctx: Context, actor: PersonFacts, code: str = "", *, session_id: int | None = None
) -> DistrictSilence:
    """For the head of a secretariat: by code or id, else the next session somebody of the kecamatan is silent about."""
    if not actor.leads_secretariat or actor.district_id is None:
        raise Refusal("refused-answer-for")
    now = ctx.clock.now()
    district_id = actor.district_id

    def _unit(connection: Connection) -> DistrictSilence:
        if session_id is not None:
            wanted = list(sessions_by_id(connection, [session_id]).values())
            if not wanted:
                raise Refusal("refused-not-your-session")
        elif code:
            wanted = [find_session(connection, actor.office_id, code, now)]
        else:
            wanted = _not_begun(connection, actor.office_id, now)
        if any(facts.office_id != actor.office_id for facts in wanted):
            raise Refusal("refused-stale-button")
        found, any_invited = None, False
        for facts in wanted:
            invited = invitations_to(connection, [facts], district_id=district_id)
            any_invited = any_invited or bool(invited)
            silent = tuple(one for one in invited if one.answer is None)
            found = DistrictSilence(facts, actor.district, silent)
            if silent:
                return found
        if found is None or (not code and session_id is None):
            raise Refusal("refused-no-silence" if any_invited else "refused-none-ahead", district=actor.district)
        return found

    return await showing(ctx, actor.telegram_id, _unit, lambda found: [found.session])


def times_asked(connection: Connection, session_ids: Collection[int]) -> dict[tuple[int, int], int]:
    """How often each person was asked again for an answer, by session and person id."""
    if not session_ids:
        return {}
    rows: Iterable[Any] = connection.execute(_TIMES_ASKED, {"sessions": list(session_ids)})
    return {(row.session_id, row.person_id): row.times for row in rows}


def standing_in(
    connection: Connection, sessions: Mapping[int, SessionFacts], people: Collection[int]
) -> dict[tuple[int, int], StandsFor]:
    """Which of `people` stand in for someone at the sessions: whom, by session and person id."""
    rows = connection.execute(_STANDING_IN, {"sessions": list(sessions), "people": list(people)}).all()
    seats = {one: seats_of(connection, sessions[one]) for one in {row.session_id for row in rows}}
    found = {}
    for row in rows:
        seating = seats[row.session_id]
        place = seating.place_in_line(row.id) if seating is not None else None
        found[row.session_id, row.substitute_id] = StandsFor(row.name, place)
    return found


def there_of(
    connection: Connection, session_ids: Collection[int], people: Collection[int]
) -> dict[tuple[int, int], There]:
    """Of which of `people` who stand in somebody is there: they, or whom they stand in for; by session and person id."""
    rows: Iterable[Any] = connection.execute(_THERE, {"sessions": list(session_ids), "people": list(people)})
    found = list(rows)
    of_days = arrivals_at(connection, sessions_by_id(connection, {row.session_id for row in found}).values())
    return {
        (row.session_id, row.substitute_id): There(
            row.checked_in_at, in_person=not row.substitute_came, came_on=of_days.get(row.id, {})
        )
        for row in found
    }


_OFF_UNTOLD = select(Delivery.session_id, Delivery.facts).where(
    Delivery.chat_id == bindparam("chat"),
    text(f"deliveries.{IS_PENDING}"),
    Delivery.purpose == Purpose.CANCELLED,
)
_TIMES_ASKED = (
    select(Delivery.session_id, Delivery.person_id, func.count(Delivery.id).label("times"))
    .where(
        Delivery.session_id.in_(bindparam("sessions", expanding=True)),
        Delivery.purpose == Purpose.NUDGE,
        Delivery.state == State.SENT,
        Delivery.person_id.is_not(None),
    )
    .group_by(Delivery.session_id, Delivery.person_id)
)
_THERE = select(
    Invitation.id, Invitation.session_id, Invitation.substitute_id, Invitation.checked_in_at, Invitation.substitute_came
).where(
    Invitation.session_id.in_(bindparam("sessions", expanding=True)),
    Invitation.substitute_id.in_(bindparam("people", expanding=True)),
    Invitation.checked_in_at.is_not(None),
)
_STANDING_IN = (
    select(Invitation.id, Invitation.session_id, Invitation.substitute_id, Person.name)
    .join(Person, Person.id == Invitation.person_id)
    .where(
        Invitation.session_id.in_(bindparam("sessions", expanding=True)),
        Invitation.substitute_id.in_(bindparam("people", expanding=True)),
    )
)
