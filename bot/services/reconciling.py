"""Who must hear of a session, and what each still has to hear: invitations and ledger rows follow from the database.

One rule serves setting a date, moving it, late registration, roster changes and nightly planning: whoever has heard
nothing is owed an invitation, whoever heard an older revision is owed a change notice, everyone is owed the H-1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from bot.domain.audience import Audience, parse_audience
from bot.domain.chasing import chases
from bot.domain.checkin import OPENS_BEFORE
from bot.domain.ledger import GROUP_ANNOUNCING, Purpose, State
from bot.domain.timing import Due, announcement_due, reminder_due
from bot.domain.vocabulary import OFFICE_POSITIONS, Division, Position, Role, SessionStatus
from bot.services.access import active_on
from bot.services.cards import stale_cards
from bot.services.owing import Owed, owe
from bot.services.reading import office_zone
from bot.services.withdrawing import Heard, can_be_told, heard, take_back_withdrawals, withdraw
from bot.storage.database import within
from bot.storage.listed import as_list, insert_each
from bot.storage.models import Activity, Chat, Delivery, Invitation, Person, Session

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy.ext.asyncio import AsyncSession


class _Person(NamedTuple):
    """Of each person only what the rules ask: a national office has thousands."""

    id: int
    telegram_id: int | None
    unreachable_since: datetime | None
    position: Position
    division: Division | None
    role: Role
    district_id: int | None


_PERSON = [getattr(Person, name) for name in _Person._fields]


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a session reaches: invited people, those of them on Telegram, groups that get a card."""

    invited: int
    reachable: int
    groups: int


async def reconcile(session: AsyncSession, row: Session, now: datetime) -> Reach:
    """Bring invitations and owed messages of a scheduled session up to its current revision. Idempotent."""
    zone = await office_zone(session, row.office_id)
    audience = parse_audience(row.activity.audience)
    people = await _active_people(session, row, zone)
    invited = [person for person in people if audience.invites(person)]
    invited_ids = {person.id for person in invited}
    told = await heard(session, row.id)
    substitutes = await _bring_up(session, row, invited_ids, told, zone, now)
    known = {person_id: word.revision for person_id, word in told.items() if word.revision is not None}
    since = await _invited_since(session, row)
    messages: list[Owed] = []
    for person in people:
        if can_be_told(person) and (person.id in invited_ids or person.id in substitutes):
            again = told[person.id].withdrawn if person.id in told else None
            messages += _for_person(
                row, person, known.get(person.id), zone, now, invites=person.id in invited_ids, again=again
            )
            messages += _for_the_day(row, person, since.get(person.id), zone, now)
    if audience.outsiders:
        messages += _for_office(
            row, [p for p in people if _runs(p, row.activity) and p.id not in invited_ids], known, zone, now
        )
    groups = await _groups(session, row, audience, invited)
    messages += await _for_groups(session, row, groups, zone, now)
    await owe(session, messages, now)
    return Reach(len(invited), sum(can_be_told(person) for person in invited), len(groups))


async def reconcile_upcoming(session: AsyncSession, office_id: int, now: datetime) -> int:
    """Reconcile every scheduled session that is not over; returns how many."""
    rows = await upcoming_rows(session, office_id, now)
    for row in rows:
        await reconcile(session, row, now)
    return len(rows)


async def upcoming_rows(session: AsyncSession, office_id: int, now: datetime) -> list[Session]:
    """Scheduled sessions that are not over, earliest first, with their activities."""
    query = (
        select(Session)
        .join(Session.activity)
        .options(contains_eager(Session.activity))
        .where(Session.office_id == office_id, Session.status == SessionStatus.SCHEDULED, Session.ends_at > now)
        .order_by(Session.starts_at, Session.id)
    )
    return list((await session.execute(query)).scalars())


async def known_revisions(session: AsyncSession, session_id: int) -> dict[int, int]:
    """The latest revision each person was told of and may still count on, by person id."""
    told = await heard(session, session_id)
    return {person_id: word.revision for person_id, word in told.items() if word.revision is not None}


async def known_group_revisions(session: AsyncSession, session_id: int) -> dict[int, int]:
    """The same for groups, by chat id."""
    query = (
        select(Delivery.chat_id, func.max(Delivery.revision))
        .where(
            Delivery.session_id == session_id,
            Delivery.purpose.in_(GROUP_ANNOUNCING),
            Delivery.state.in_((State.SENT, State.SENDING)),
        )
        .group_by(Delivery.chat_id)
    )
    return {chat_id: revision for chat_id, revision in await session.execute(query)}


def _runs(person: _Person, activity: Activity) -> bool:
    """Office staff behind an activity for outsiders: its division's people and the admins."""
    return person.position in OFFICE_POSITIONS and (person.division == activity.division or person.role is Role.ADMIN)


async def _active_people(session: AsyncSession, row: Session, zone: ZoneInfo) -> list[_Person]:
    day = row.starts_at.astimezone(zone).date()
    query = select(*_PERSON).where(Person.office_id == row.office_id, active_on(day))
    return [_Person(*person) for person in await session.execute(query.order_by(Person.district_id, Person.id))]


async def _bring_up(
    session: AsyncSession, row: Session, invited: set[int], told: dict[int, Heard], zone: ZoneInfo, now: datetime
) -> set[int]:
    """Invite whoever is new, take back what no longer holds unless the session has begun; returns the substitutes."""
    query = select(Invitation.person_id, Invitation.substitute_id).where(Invitation.session_id == row.id)
    standing = {person_id: substitute for person_id, substitute in await session.execute(query)}
    new = sorted(invited - standing.keys())
    if new:
        await _invite(session, row, new, now)
        await take_back_withdrawals(session, row.id, new)
    fallen = {person_id: standing[person_id] for person_id in sorted(standing.keys() - invited)}
    if row.starts_at <= now:
        fallen = {}
    substitutes = {substitute for person_id, substitute in standing.items() if substitute and person_id not in fallen}
    if fallen:
        await withdraw(session, row, fallen, substitutes | invited, told, zone, now)
        for person_id in fallen.keys() - substitutes:
            told.pop(person_id, None)
    if new or fallen:
        await within(session, lambda connection: stale_cards(connection, row.id))
    return substitutes


async def _invite(session: AsyncSession, row: Session, people: list[int], now: datetime) -> None:
    values = {
        "rows": as_list([person_id] for person_id in people),
        "session_id": row.id,
        "excuse_text": "",
        "check_in_how": "",
        "created_at": now,
    }
    await within(session, lambda connection: connection.execute(_INVITE[connection.dialect.name], values))


_INVITE = {
    dialect: insert_each(
        dialect,
        Invitation,
        each=("person_id",),
        alike=("session_id", "excuse_text", "check_in_how", "created_at"),
        unique=("session_id", "person_id"),
    )
    for dialect in ("sqlite", "postgresql")
}


def _for_person(
    row: Session,
    person: _Person,
    known: int | None,
    zone: ZoneInfo,
    now: datetime,
    *,
    invites: bool,
    again: int | None = None,
) -> list[Owed]:
    messages = []
    announcement = Due(announcement_due(row.starts_at, now, zone), row.ends_at)
    if known is None and invites:
        messages.append(_owed(row, person, Purpose.INVITATION, announcement, f"w{again}" if again else ""))
    elif known is not None and known < row.revision:
        messages.append(_owed(row, person, Purpose.MOVED, announcement, known=known))
    messages.append(_owed(row, person, Purpose.REMINDER, Due(reminder_due(row.starts_at, now, zone), row.ends_at)))
    return messages


def _for_the_day(
    row: Session, person: _Person, invited_at: datetime | None, zone: ZoneInfo, now: datetime
) -> list[Owed]:
    """Questions to whoever stays silent, and the message of the day that opens the check-in."""
    messages = []
    if invited_at is not None:
        for chase in _chases(row.chase_rule, invited_at, row.starts_at, zone):
            if chase.at > now:
                due = Due(chase.at, row.starts_at)
                messages.append(_owed(row, person, Purpose.NUDGE, due, chase.word, chase=1))
    opens = announcement_due(row.starts_at, row.starts_at - OPENS_BEFORE, zone)
    messages.append(_owed(row, person, Purpose.CHECK_IN, Due(max(opens, now), row.ends_at)))
    return messages


# Most were invited at the same moment.
_chases = lru_cache(64)(chases)


def _for_office(
    row: Session, people: list[_Person], known: dict[int, int], zone: ZoneInfo, now: datetime
) -> list[Owed]:
    messages = []
    for person in filter(can_be_told, people):
        if known.get(person.id, row.revision) < row.revision:
            due = Due(announcement_due(row.starts_at, now, zone), row.ends_at)
            messages.append(_owed(row, person, Purpose.MOVED, due, known=known[person.id]))
        due = Due(reminder_due(row.starts_at, now, zone), row.ends_at)
        messages.append(_owed(row, person, Purpose.OFFICE_REMINDER, due))
    return messages


def _owed(row: Session, person: _Person, purpose: Purpose, due: Due, occurrence: str = "", **facts: Any) -> Owed:
    if person.telegram_id is None:
        raise ValueError(f"person {person.id} has no chat")
    return Owed(
        purpose,
        person.telegram_id,
        due,
        row.office_id,
        person_id=person.id,
        session_id=row.id,
        revision=row.revision,
        occurrence=occurrence,
        facts=facts,
    )


async def _invited_since(session: AsyncSession, row: Session) -> dict[int, datetime]:
    query = select(Invitation.person_id, Invitation.created_at).where(Invitation.session_id == row.id)
    return {person_id: created_at for person_id, created_at in await session.execute(query)}


async def _groups(session: AsyncSession, row: Session, audience: Audience, invited: list[_Person]) -> list[Chat]:
    """Linked groups concerned: those of the invited people's kecamatan, and those of all Panwascam."""
    districts = {person.district_id for person in invited}
    query = select(Chat).where(Chat.office_id == row.office_id, Chat.left_at.is_(None)).order_by(Chat.id)
    return [
        chat
        for chat in (await session.execute(query)).scalars()
        if (chat.district_id is None and audience.invites_panwascam) or chat.district_id in districts - {None}
    ]


async def _for_groups(
    session: AsyncSession, row: Session, groups: list[Chat], zone: ZoneInfo, now: datetime
) -> list[Owed]:
    known = await known_group_revisions(session, row.id)
    due = Due(announcement_due(row.starts_at, now, zone), row.ends_at)
    messages = []
    for chat in groups:
        if chat.id not in known:
            purpose, facts = Purpose.GROUP_CARD, {}
        elif known[chat.id] < row.revision:
            purpose, facts = Purpose.GROUP_MOVED, {"known": known[chat.id]}
        else:
            continue
        messages.append(
            Owed(purpose, chat.id, due, row.office_id, session_id=row.id, revision=row.revision, facts=dict(facts))
        )
    return messages
