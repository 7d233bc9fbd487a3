"""Who came to a session: each invitation with who was announced to stand in, and who was there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.domain.checkin import OPENS_BEFORE, CheckInWay
from bot.services import audit
from bot.services.reading import load_invitations, people_facts
from bot.storage.models import Invitation, Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.facts import InvitationFacts, PersonFacts, SessionFacts
    from bot.storage.models import Session


@dataclass(frozen=True, slots=True)
class Presence:
    """An invitation and its check-in as (moment, way), if there is one; `stood_in` is that somebody else came.

    `substitute` is who was to stand in, where that is somebody of the roster; a guest is named in the invitation.
    """

    invitation: InvitationFacts
    check_in: tuple[datetime, CheckInWay] | None
    stood_in: bool
    substitute: PersonFacts | None


async def forget_early(session: AsyncSession, row: Session, actor: PersonFacts, now: datetime) -> None:
    """A session moved: whoever was checked in before its door opens now was there for another day, and comes anew."""
    early = update(Invitation).where(
        Invitation.session_id == row.id, Invitation.checked_in_at < row.starts_at - OPENS_BEFORE
    )
    values = {"checked_in_at": None, "check_in_how": "", "checked_in_by": None, "substitute_came": False}
    found = await session.execute(early.values(**values).returning(Invitation.id))
    forgotten = len(found.all())
    if forgotten:
        audit.record(
            session, office_id=row.office_id, at=now, actor_id=actor.id, action="check_in.forgotten",
            subject=f"session:{row.id}", people=forgotten,
        )  # fmt: skip


async def presence_at(session: AsyncSession, facts: SessionFacts) -> list[Presence]:
    """Everybody invited, in roster order."""
    invitations = await load_invitations(session, facts)
    columns = select(
        Invitation.id, Invitation.checked_in_at, Invitation.check_in_how, Invitation.substitute_came,
        Invitation.substitute_id,
    ).where(Invitation.session_id == facts.id)  # fmt: skip
    rows = {row.id: row for row in await session.execute(columns)}
    wanted = {row.substitute_id for row in rows.values() if row.substitute_id is not None}
    query = select(Person).where(Person.id.in_(wanted))
    substitutes = {one.id: one for one in await people_facts(session, query)} if wanted else {}
    found = []
    for invitation in invitations:
        row = rows[invitation.id]
        at, substitute = row.checked_in_at, substitutes.get(row.substitute_id)
        found.append(
            Presence(
                invitation=_with_position(invitation, substitute),
                check_in=(at, CheckInWay(row.check_in_how)) if at is not None else None,
                stood_in=row.substitute_came,
                substitute=substitute,
            )
        )
    return found


def _with_position(invitation: InvitationFacts, substitute: PersonFacts | None) -> InvitationFacts:
    """Whoever stands in has a position of their own, of the roster or not."""
    return replace(invitation, guest_position=substitute.position.value) if substitute else invitation
