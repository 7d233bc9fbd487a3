"""Recaps add up."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.vocabulary import SessionStatus
from bot.services.recap import session_recap
from bot.storage.models import (
    Invitation,
    Session,
)

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


async def recaps_kept(ctx: Context, head: PersonFacts) -> list[str]:
    """The recap that a head sees equals a count of the raw answers."""
    found = []
    async with ctx.db.read() as session:
        rows = list((await session.execute(select(Session))).scalars())
        raw: dict[int, Counter[str]] = defaultdict(Counter)
        for session_id, answer in await session.execute(select(Invitation.session_id, Invitation.answer)):
            raw[session_id][answer.value if answer else "belum"] += 1
    for row in rows:
        recap = await session_recap(ctx, head, row.id)
        count = recap.tally
        mine = {
            "hadir": count.attending,
            "berhalangan": count.excused,
            "diwakilkan": count.substituted,
            "belum": count.silent,
        }
        if (
            any(raw[row.id][answer] != number for answer, number in mine.items())
            or count.invited != raw[row.id].total()
        ):
            found.append(f"rekap {recap.session.code}: {mine}, jawaban {dict(raw[row.id])}")
        by_district = sum(one.invited for _, one in recap.districts)
        if by_district != count.invited:
            found.append(f"rekap {recap.session.code}: per kecamatan {by_district}, diundang {count.invited}")
    return found


async def count_sessions(session: AsyncSession) -> tuple[int, int, int]:
    """Sessions, those moved, those cancelled."""
    rows = list((await session.execute(select(Session))).scalars())
    moved = sum(row.status is SessionStatus.SCHEDULED and row.revision > 1 for row in rows)
    return len(rows), moved, sum(row.status is SessionStatus.CANCELLED for row in rows)
