"""An invitation falls away: the person or the audience changed. Who was told is told so; who may be needed again, can be.

What was never sent leaves no trace in the ledger, so that being invited again later owes everything anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import case, delete, func, select

from bot.domain.ledger import ANNOUNCING, TAKING_BACK, Purpose, State
from bot.domain.timing import Due, announcement_due
from bot.services import audit
from bot.services.access import is_active
from bot.services.owing import Owed, owe
from bot.services.reading import session_facts
from bot.services.seating import seats_of, tell_promoted
from bot.storage.chunks import chunks
from bot.storage.database import within
from bot.storage.models import Delivery, Invitation, Person

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.storage.models import Session


@dataclass(frozen=True, slots=True)
class Heard:
    """What a person was told of a session: the latest revision (None: nothing that still holds) and by which delivery.

    `withdrawn` is the delivery that took the invitation back, where the latest word was that.
    """

    revision: int | None
    delivery_id: int
    withdrawn: int | None = None


async def heard(session: AsyncSession, session_id: int) -> dict[int, Heard]:
    """What everybody was told, by person id; a message in flight counts as told."""
    announced = Delivery.purpose.in_(ANNOUNCING)
    query = (
        select(
            Delivery.person_id,
            func.max(case((announced, Delivery.revision))),
            func.coalesce(func.max(case((announced, Delivery.id))), 0),
            func.coalesce(func.max(case((Delivery.purpose.in_(TAKING_BACK), Delivery.id))), 0),
        )
        .where(
            Delivery.session_id == session_id,
            Delivery.purpose.in_(ANNOUNCING | TAKING_BACK),
            Delivery.state.in_((State.SENT, State.SENDING)),
            Delivery.person_id.is_not(None),
        )
        .group_by(Delivery.person_id)
    )
    return {
        person_id: Heard(None, told, withdrawn) if withdrawn > told else Heard(revision, told)
        for person_id, revision, told, withdrawn in await session.execute(query)
        if person_id is not None
    }


async def withdraw(
    session: AsyncSession,
    row: Session,
    fallen: Mapping[int, int | None],
    keep: set[int],
    told: Mapping[int, Heard],
    zone: ZoneInfo,
    now: datetime,
) -> None:
    """Take back the invitations of `fallen` (person id -> their substitute) to a session that has not begun.

    Whoever was told, and is in office on the day, hears of it; so does a substitute. Those in `keep` come anyway.
    """
    released = {substitute: person for person, substitute in fallen.items() if substitute is not None}
    concerned = sorted({*fallen, *released})
    facts = session_facts(row, zone)
    before = await within(session, lambda connection: seats_of(connection, facts))
    await _forget(session, row.id, concerned, keep)
    await _uninvite(session, row.id, sorted(fallen))
    audit.record(
        session, office_id=row.office_id, at=now, actor_id=None, action="invitation.withdrawn",
        subject=f"session:{row.id}", people=len(fallen),
    )  # fmt: skip
    await within(session, lambda connection: tell_promoted(connection, facts, before, now))
    query = select(Person).where(Person.id.in_(concerned))
    people = {person.id: person for person in (await session.execute(query)).scalars()}
    due = Due(announcement_due(row.starts_at, now, zone), row.starts_at)
    day = row.starts_at.astimezone(zone).date()
    messages = []
    for person_id in concerned:
        person, known = people[person_id], told.get(person_id)
        holds = known is not None and known.revision is not None
        if known is None or not holds or person_id in keep or not is_active(person, day) or not can_be_told(person):
            continue
        for_name = people[released[person_id]].name if person_id not in fallen else ""
        messages.append(_owed(row, person, due, known, for_name))
    await owe(session, messages, now)


class OnTelegram(Protocol):
    """What tells whether somebody can be written to."""

    @property
    def telegram_id(self) -> int | None: ...
    @property
    def unreachable_since(self) -> datetime | None: ...


def can_be_told(person: OnTelegram) -> bool:
    """Whether the person is on Telegram and has not left the bot."""
    return person.telegram_id is not None and person.unreachable_since is None


def _owed(row: Session, person: Person, due: Due, known: Heard, for_name: str) -> Owed:
    if person.telegram_id is None:
        raise ValueError(f"person {person.id} has no chat")
    return Owed(
        Purpose.SUBSTITUTE_RELEASED if for_name else Purpose.WITHDRAWN,
        person.telegram_id,
        due,
        row.office_id,
        person.id,
        row.id,
        revision=row.revision,
        # Each word that is taken back is taken back once.
        occurrence=f"w{known.delivery_id}",
        facts={"for": for_name} if for_name else {},
    )


async def _forget(session: AsyncSession, session_id: int, people: Sequence[int], keep: set[int]) -> None:
    """What is pending for `people` was never said."""
    for part in chunks([person_id for person_id in people if person_id not in keep]):
        await session.execute(
            delete(Delivery).where(
                Delivery.session_id == session_id, Delivery.person_id.in_(part), Delivery.state == State.PENDING
            )
        )


async def _uninvite(session: AsyncSession, session_id: int, people: Sequence[int]) -> None:
    for part in chunks(people):
        await session.execute(
            delete(Invitation).where(Invitation.session_id == session_id, Invitation.person_id.in_(part))
        )


async def take_back_withdrawals(session: AsyncSession, session_id: int, people: Sequence[int]) -> None:
    """`people` are invited (again): that they no longer are is not said any more, where it was not yet."""
    for part in chunks(people):
        await session.execute(
            delete(Delivery).where(
                Delivery.session_id == session_id,
                Delivery.person_id.in_(part),
                Delivery.purpose == Purpose.WITHDRAWN,
                Delivery.state == State.PENDING,
            )
        )
