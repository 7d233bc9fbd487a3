"""Live cards of groups show what is stored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from bot.domain.invitations.answers import tally
from bot.replay.stage import code_in
from bot.storage.models import (
    Card,
    Invitation,
    Session,
)

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.replay.stage import Stage


async def cards_kept(stage: Stage, session: AsyncSession) -> list[str]:
    """Every live card shows the final tally."""
    found = []
    for card in (await session.execute(select(Card))).scalars():
        if card.wanted != card.shown:
            found.append(f"kartu {card.id} belum diperbarui ({card.shown} dari {card.wanted})")
    sessions = {
        f"{row.activity.code}/{row.number}": row.id
        for row in (await session.execute(select(Session).options(joinedload(Session.activity)))).scalars()
    }
    big = stage.groups[""]
    for message in big.messages:
        code = code_in(message)
        if code not in sessions or "Kehadiran" not in message.text:
            continue
        query = select(Invitation.answer).where(Invitation.session_id == sessions[code])
        count = tally((await session.execute(query)).scalars())
        shown = re.search(r"Diundang (\d+) · sudah menjawab (\d+)", message.text)
        if shown is None or (int(shown[1]), int(shown[2])) != (count.invited, count.answered):
            found.append(f"kartu {code} di grup: {shown and shown[0]}, seharusnya {count.answered}/{count.invited}")
    return found
