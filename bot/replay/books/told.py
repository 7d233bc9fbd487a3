"""Whoever is invited was told of the session as it is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.ledger import Purpose, State
from bot.storage.models import (
    Delivery,
    Invitation,
)

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


async def told_kept(session: AsyncSession) -> list[str]:
    """Nobody was told of a session who is neither invited, nor a substitute, nor runs it."""
    invited: dict[int, set[int]] = defaultdict(set)
    for session_id, person_id, substitute_id in await session.execute(
        select(Invitation.session_id, Invitation.person_id, Invitation.substitute_id)
    ):
        invited[session_id] |= {person_id, substitute_id or 0}
    allowed = {
        Purpose.OFFICE_REMINDER,
        Purpose.SUBSTITUTE,
        Purpose.SUBSTITUTE_RELEASED,
        Purpose.WITHDRAWN,
        Purpose.LATE_CHANGE,
    }
    query = select(Delivery).where(
        Delivery.session_id.is_not(None), Delivery.person_id.is_not(None), Delivery.state == State.SENT
    )
    found = []
    substitutes = {
        (row.session_id, row.person_id)
        for row in (await session.execute(query.where(Delivery.purpose.in_(allowed)))).scalars()
    }
    for row in (await session.execute(query)).scalars():
        if row.person_id not in invited[row.session_id or 0] and (row.session_id, row.person_id) not in substitutes:
            found.append(f"kiriman {row.id} ({row.purpose}) kepada orang {row.person_id} yang tidak diundang")
    return found
