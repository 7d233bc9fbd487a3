"""Standing in for somebody: who may, being told and reminded, and declining back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import or_, select

from bot.domain.invitations.facts import Candidate
from bot.domain.ledger import ANNOUNCING, READ_ELSEWHERE, TAKING_BACK, Purpose, State
from bot.domain.meetings.days import owed_daily
from bot.domain.refusals import Refusal
from bot.domain.timing import Due, announcement_due
from bot.domain.vocabulary import MATERIALS
from bot.services.access import require_actor
from bot.services.door.session_files import files_of
from bot.services.invitations.asking_again import refuse_if_closed, refuse_if_moved
from bot.services.meetings.facts import SESSION_COLUMNS, session_of
from bot.services.owing.owe import MAY_BE_KNOWN, Owed, day_facts, forget, occurrence_of, owe, owe_calmly
from bot.services.owing.recipients import NO_CHAT, active_on, is_active, on_bot, recipients
from bot.services.owing.saying_again import say_again
from bot.services.owing.standing_down import StoodIn, ask_anew
from bot.services.owing.withdrawing import settle_decline
from bot.storage.models import Activity, Delivery, Invitation, Office, Person, Session

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


def candidates(connection: Connection, person: PersonFacts, facts: SessionFacts) -> list[Candidate]:
    """People of the person's kecamatan who are not invited to the session themselves and stand in for nobody else."""
    if person.district_id is None:
        return []
    invited = select(Invitation.person_id).where(Invitation.session_id == facts.id)
    standing_in = select(Invitation.substitute_id).where(
        Invitation.session_id == facts.id, Invitation.person_id != person.id, Invitation.substitute_id.is_not(None)
    )
    query = (
        select(
            Person.id,
            Person.name,
            Person.position,
            Person.active_from,
            Person.active_until,
            on_bot().label("reached"),
        )
        .where(
            Person.district_id == person.district_id,
            Person.id != person.id,
            Person.id.not_in(invited),
            Person.id.not_in(standing_in),
        )
        .order_by(Person.id)
    )
    return [
        Candidate(row.id, row.name, row.position, bool(row.reached))
        for row in connection.execute(query)
        if is_active(row, facts.day)
    ]


def check_substitute(
    connection: Connection, person: PersonFacts, facts: SessionFacts, substitute_id: int | None
) -> None:
    """Refuse whoever may not stand in."""
    if substitute_id not in {one.id for one in candidates(connection, person, facts)}:
        raise Refusal("refused-substitute")


def tell_substitutes(
    connection: Connection, person: PersonFacts, facts: SessionFacts, old: int | None, new: int | None, now: datetime
) -> None:
    """The chosen substitute is told and reminded; one who is no longer needed is told so."""
    if old == new:
        return
    zone = facts.zone
    if old is not None and not _release(connection, facts.id, old):
        old = None
    knows = new is not None and _knows_already(connection, facts.id, new, person.name)
    due = Due(announcement_due(facts.starts_at, now, zone), facts.ends_at)
    wanted = (
        (old, Purpose.SUBSTITUTE_RELEASED, due, 0),
        (None if knows else new, Purpose.SUBSTITUTE, due, 0),
        *((new, *daily) for daily in owed_daily(facts.days, now, zone)),
    )
    query = recipients(active_on(facts.day)).where(Person.id.in_({old, new}))
    chats = {row.id: row.chat_id for row in connection.execute(query) if row.chat_id != NO_CHAT or row.id == old}
    messages: list[Owed] = []
    calm: list[Owed] = []
    for person_id, purpose, due_, day in wanted:
        chat = chats.get(person_id or 0)
        if person_id is None or chat is None:
            continue
        # There is one H-1 of each day for a person and revision, however it came about, and one message of the day.
        (messages if day else calm).append(
            Owed(
                purpose,
                chat,
                due_,
                facts.office_id,
                person_id,
                facts.id,
                revision=facts.revision,
                occurrence=occurrence_of(day) if day else str(person.id),
                facts=day_facts(day) if day else {"for": person.name},
            )
        )
    owe(connection, messages, now)
    owe_calmly(connection, calm, facts, now)
    if new is not None and new in chats and not knows and files_of(connection, facts.id, MATERIALS):
        # What was sent before they were chosen.
        sent = Owed(Purpose.MATERIALS, chats[new], due, facts.office_id, new, facts.id, revision=facts.revision)
        owe(connection, [sent], now)


def _release(connection: Connection, session_id: int, person_id: int) -> bool:
    """Somebody stands in no longer: what is pending for them was never said. Whether they have heard of the session."""
    forget(connection, session_id, [person_id])
    last = select(Delivery.purpose).where(
        Delivery.session_id == session_id,
        Delivery.person_id == person_id,
        # That they no longer stand in, which they perhaps read and perhaps not, is said again.
        or_(
            Delivery.purpose.in_(ANNOUNCING),
            Delivery.purpose.in_(TAKING_BACK)
            & or_(Delivery.state != State.CANCELLED, Delivery.error == READ_ELSEWHERE),
        ),
        MAY_BE_KNOWN,
    )
    return connection.execute(last.order_by(Delivery.id.desc()).limit(1)).scalar_one_or_none() in ANNOUNCING


def _knows_already(connection: Connection, session_id: int, person_id: int, name: str) -> bool:
    """Chosen again by the same before they were told that they no longer are: then they need not hear of either."""
    theirs = (Delivery.session_id == session_id, Delivery.person_id == person_id)
    released = (
        Delivery.purpose == Purpose.SUBSTITUTE_RELEASED,
        Delivery.state == State.PENDING,
        Delivery.perhaps_told.is_(None),
    )
    if connection.execute(select(Delivery.id).where(*theirs, *released).limit(1)).one_or_none() is None:
        return False
    forget(connection, session_id, [person_id], only=frozenset({Purpose.SUBSTITUTE_RELEASED}))
    known = select(Delivery.facts).where(*theirs, Delivery.purpose == Purpose.SUBSTITUTE, MAY_BE_KNOWN)
    last = connection.execute(known.order_by(Delivery.id.desc()).limit(1)).scalar_one_or_none()
    return last is not None and last.get("for") == name


class Declined(NamedTuple):
    """From which session somebody is away who was to stand in, and who of those who had chosen them cannot be told."""

    session: SessionFacts
    untold: list[str]


async def decline(
    ctx: Context, telegram_id: int, session_id: int, *, shown_at: datetime | None = None, seen: int | None = None
) -> Declined:
    """A substitute cannot come: those who had chosen them have no answer again, and are told to choose anew.

    `seen` is the revision on whose day and hour they cannot.
    """
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Declined:
        return _decline(connection, require_actor(connection, telegram_id, now, shown_at), session_id, seen, now)

    return await ctx.db.transact(_unit)


def _decline(connection: Connection, actor: PersonFacts, session_id: int, seen: int | None, now: datetime) -> Declined:
    query = (
        select(
            *SESSION_COLUMNS,
            Invitation.id.label("invitation_id"),
            Person.id.label("principal"),
            Person.name,
            on_bot().label("reached"),
            Invitation.checked_in_at,
        )
        .join(Session, Session.id == Invitation.session_id)
        .join(Activity, Activity.id == Session.activity_id)
        .join(Office, Office.id == Session.office_id)
        .join(Person, Person.id == Invitation.person_id)
        .where(Invitation.session_id == session_id, Invitation.substitute_id == actor.id)
        .with_for_update(of=Invitation)
    )
    rows = connection.execute(query).all()
    if not rows:
        raise Refusal("refused-not-standing-in")
    facts = session_of(rows[0])
    refuse_if_closed(facts, now)
    refuse_if_moved(facts, seen)
    if came := [row.checked_in_at for row in rows if row.checked_in_at is not None]:
        raise Refusal("refused-answer-came", code=facts.code, at=f"{min(came).astimezone(facts.zone):%H.%M}")
    if _release(connection, facts.id, actor.id) and actor.telegram_id is not None:
        settle_decline(connection, facts, actor.id, actor.telegram_id, now)
    chosen = [StoodIn(row.invitation_id, row.principal, actor.id, actor.name) for row in rows]
    ask_anew(connection, facts, chosen, now, actor.id)
    say_again(connection, facts.id, actor.id, now)
    return Declined(facts, [row.name for row in rows if not row.reached])
