"""Answers and check-ins, as people gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from bot.storage.models import (
    Activity,
    Invitation,
    Person,
    Session,
)

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.replay.script import Script


async def answers_kept(script: Script, session: AsyncSession) -> list[str]:
    """What people were thanked for is what is stored."""
    query = select(Invitation).options(joinedload(Invitation.person))
    sessions = {
        row.id: f"{row.activity.code}/{row.number}"
        for row in (await session.execute(select(Session).options(joinedload(Session.activity)))).scalars()
    }
    stored = {}
    for row in (await session.execute(query)).scalars():
        if row.person.telegram_id is not None and row.answer is not None:
            stored[row.person.telegram_id, sessions[row.session_id]] = row.answer.value
    found = [
        f"{code}: {telegram_id} menjawab {answer}, tersimpan {stored.get((telegram_id, code), 'belum')}"
        for (telegram_id, code), answer in script.answers.items()
        if stored.get((telegram_id, code)) != answer
    ]
    for telegram_id, code in stored.keys() - script.answers.keys():
        found.append(f"{code}: jawaban {telegram_id} tersimpan tanpa pernah diberikan")
    return found


async def arrivals_kept(script: Script, session: AsyncSession) -> list[str]:
    """Whoever was shown to be checked in, or signed a list, is stored as having come, and nobody else."""
    query = (
        select(Person.telegram_id, Activity.code, Session.number)
        .join(Invitation, Invitation.person_id == Person.id)
        .join(Session, Session.id == Invitation.session_id)
        .join(Activity, Activity.id == Session.activity_id)
        .where(Invitation.checked_in_at.is_not(None))
    )
    stored = {(telegram_id, f"{code}/{number}") for telegram_id, code, number in await session.execute(query)}
    return [
        f"{code}: kehadiran {telegram_id} {'tidak tersimpan' if (telegram_id, code) not in stored else 'tidak pernah ada'}"
        for telegram_id, code in stored ^ script.days.came
    ]
