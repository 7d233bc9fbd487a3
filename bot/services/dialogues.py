"""Where a person stands in a dialogue, kept in the database so that a restart forgets nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete

from bot.storage.models import Dialogue

if TYPE_CHECKING:
    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class Step:
    """A dialogue of `kind` waits at `step`; `data` is what was gathered so far (JSON)."""

    kind: str
    step: str
    data: dict[str, Any] = field(default_factory=dict)


async def current(ctx: Context, chat_id: int, user_id: int) -> Step | None:
    """The person's dialogue in this chat, if any."""
    async with ctx.db.read() as session:
        row = await session.get(Dialogue, (chat_id, user_id))
        return None if row is None else Step(row.kind, row.step, dict(row.data))


async def put(ctx: Context, chat_id: int, user_id: int, step: Step) -> None:
    """Start or continue a dialogue; an older one in the same chat is replaced."""
    async with ctx.db.write() as session:
        await session.merge(
            Dialogue(
                chat_id=chat_id, user_id=user_id, kind=step.kind, step=step.step, data=step.data,
                updated_at=ctx.clock.now(),
            )
        )  # fmt: skip


async def clear(ctx: Context, chat_id: int, user_id: int) -> bool:
    """Leave the dialogue; whether there was one."""
    async with ctx.db.write() as session:
        result = await session.execute(delete(Dialogue).where(Dialogue.chat_id == chat_id, Dialogue.user_id == user_id))
        return bool(result.rowcount)  # type: ignore[attr-defined]
