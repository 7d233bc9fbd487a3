"""Papers of a session for those of the office who issue them: the letter before it, the attendance list of the day.

What is printed is decided here; how it is worded is `bot.views.papers`', how it looks `bot.documents`'.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.domain.invitations.audience import parse_audience
from bot.domain.lengths import units
from bot.domain.papers.facts import AttendanceFacts, DayOfList, EarlierLetter, LetterFacts
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.services import audit
from bot.services.access import require_clerk
from bot.services.door.presence import presence_at
from bot.services.invitations.facts import invitations_to
from bot.services.meetings.facts import SESSIONS, find_session, session_of
from bot.services.papers.issuer import issuer_of, stationery_of
from bot.services.papers.numbers import About, Given, NumberSeries, PaperKind, give, given, lock_numbers
from bot.storage.models import Person, Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.papers.facts import Stationery
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context
    from bot.services.door.presence import Presence

MAX_SUBJECT = 200
_STILL_LISTED = timedelta(days=7)
_MOST_LISTED = 8
_TOO_LATE = {PaperKind.LETTER: "refused-letter-late", PaperKind.TASK: "refused-task-session-late"}


async def letter(ctx: Context, actor: PersonFacts, code: str | int, subject: str = "") -> LetterFacts:
    """The letter of a session as it stands now; asked for again, it has the same number and date.

    A session that moved after a letter about it was issued gets a letter of its own, which names the one it changes.
    Refuses cancelled sessions, and those that have begun without a letter: it would be dated after the event.
    """
    require_clerk(actor)
    subject = " ".join(subject.split())
    if units(subject) > MAX_SUBJECT:
        raise Refusal("refused-subject-long", length=units(subject), most=MAX_SUBJECT)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> LetterFacts:
        facts = uncancelled(connection, actor, code, now)
        stationery = stationery_of(connection, facts.office_id)
        numbers = numbers_of_session(connection, stationery, facts, PaperKind.LETTER, actor, now)
        # The last speaks of the session as it stands; the one before it is changed by it.
        *earlier, revision = sorted(numbers)
        number, dated = numbers[revision].printed(stationery, facts.zone)
        before = [EarlierLetter(*numbers[one].printed(stationery, facts.zone), facts.terms_at(one)) for one in earlier]
        invited = invitations_to(connection, [facts])
        audit.record(
            connection,
            office_id=facts.office_id,
            at=now,
            actor_id=actor.id,
            action="paper.letter",
            subject=f"session:{facts.id}",
            number=number,
            perihal=subject,
        )
        return LetterFacts(
            issuer=issuer_of(connection, facts.office_id, facts.division, dated),
            session=facts,
            invited=tuple(one.person for one in invited),
            outsiders=parse_audience(facts.audience).outsiders,
            number=number,
            dated=dated,
            subject=subject,
            earlier=before[-1] if before else None,
        )

    return await ctx.db.transact(_unit)


async def attendance_list(ctx: Context, actor: PersonFacts, code: str | int, *, filled: bool) -> AttendanceFacts:
    """The list of a session, to be signed or filled from check-ins; it says who came in either case."""
    require_clerk(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> AttendanceFacts:
        facts = uncancelled(connection, actor, code, now)
        present = presence_at(connection, facts)
        audit.record(
            connection,
            office_id=facts.office_id,
            at=now,
            actor_id=actor.id,
            action="paper.attendance_list",
            subject=f"session:{facts.id}",
            filled=int(filled),
        )
        return AttendanceFacts(
            issuer=issuer_of(connection, facts.office_id, facts.division, facts.day),
            session=facts,
            invitations=tuple(one.invitation for one in present),
            arrivals={one.invitation.person.id: one.check_in for one in present if one.check_in},
            stood_in=frozenset(one.invitation.person.id for one in present if one.stood_in),
            filled=filled,
            asked_at=now,
            daily=tuple(_of_day(day, present) for day in facts.days) if facts.is_of_days else (),
            nips=nips_of(connection, facts.office_id),
        )

    return await ctx.db.transact(_unit)


def nips_of(connection: Connection, office_id: int) -> dict[int, str]:
    """The NIP of an office's civil servants, by person id: for papers, never for a chat."""
    return {row.id: row.nip for row in connection.execute(_NIPS, {"office": office_id})}


def _of_day(day: MeetingDay, present: Sequence[Presence]) -> DayOfList:
    came = {one.invitation.person.id: one.daily[day.day] for one in present if day.day in one.daily}
    return DayOfList(
        day,
        {person_id: (arrival.at, arrival.way) for person_id, arrival in came.items()},
        frozenset(person_id for person_id, arrival in came.items() if arrival.by_substitute),
    )


async def listed_sessions(ctx: Context, actor: PersonFacts) -> list[SessionFacts]:
    """Sessions whose list may be wanted: of the last week and to come, in their order."""
    require_clerk(actor)
    query = SESSIONS.where(
        Session.office_id == actor.office_id,
        Session.status == SessionStatus.SCHEDULED,
        Session.ends_at > ctx.clock.now() - _STILL_LISTED,
    )
    query = query.order_by(Session.starts_at, Session.id).limit(_MOST_LISTED)
    return await ctx.db.query(lambda connection: [session_of(row) for row in connection.execute(query)])


def uncancelled(connection: Connection, actor: PersonFacts, code: str | int, now: datetime) -> SessionFacts:
    """A session of the actor's office that was not called off."""
    facts = find_session(connection, actor.office_id, code, now)
    if facts.status is SessionStatus.CANCELLED:
        raise Refusal("refused-already-cancelled", code=facts.code)
    return facts


def numbers_of_session(
    connection: Connection,
    stationery: Stationery,
    facts: SessionFacts,
    kind: PaperKind,
    actor: PersonFacts,
    now: datetime,
) -> dict[int, Given]:
    """Numbers of a session's papers of a kind by revision, the last of them for the session as it stands.

    All are counted with the letters of its division; none is given once it has begun.
    """
    lock_numbers(connection, facts.office_id)
    about = About(session_id=facts.id)
    numbers = given(connection, about, kind)
    if numbers and facts.terms_at(max(numbers)).when_and_where == facts.terms.when_and_where:
        # What the last one says is true (again): the session may have moved away and back.
        return numbers
    if now >= facts.starts_at:
        raise Refusal(_TOO_LATE[kind], code=facts.code)
    year = now.astimezone(facts.zone).year
    series = NumberSeries(facts.office_id, year, stationery.letter_series(facts.division))
    return numbers | give(connection, series, about, kind, [facts.revision], issued_by=actor.id, now=now)


_NIPS = select(Person.id, Person.nip).where(Person.office_id == bindparam("office"), Person.nip.is_not(None))
