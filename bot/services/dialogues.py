"""Where a person stands in a dialogue, kept in the database so that a restart forgets nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.storage.models import Dialogue

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.context import Context


# What is written a day after the question is no answer to it.
KEPT = timedelta(days=1)
_PROMPT = "prompt"


@dataclass(frozen=True, slots=True)
class Step:
    """A dialogue of `kind` waits at `step`; `data` is what was gathered so far (JSON).

    `prompt` is the message that asks, so that its buttons can be taken away once it is answered.
    """

    kind: str
    step: str
    data: dict[str, Any] = field(default_factory=dict)
    prompt: int | None = None


async def current(ctx: Context, chat_id: int, user_id: int) -> Step | None:
    """The person's dialogue in this chat, if any."""
    async with ctx.db.read() as session:
        return _step(await session.get(Dialogue, (chat_id, user_id)), ctx.clock.now())


async def put(ctx: Context, chat_id: int, user_id: int, step: Step) -> Step | None:
    """Start or continue a dialogue; returns the one it replaces in the same chat."""
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        row = await session.get(Dialogue, (chat_id, user_id))
        before = _step(row, now)
        if row is None:
            row = Dialogue(chat_id=chat_id, user_id=user_id)
            session.add(row)
        row.kind, row.step, row.data, row.updated_at = step.kind, step.step, {**step.data, _PROMPT: step.prompt}, now
        return before


async def clear(ctx: Context, chat_id: int, user_id: int) -> Step | None:
    """Leave the dialogue; returns what it was."""
    async with ctx.db.write() as session:
        row = await session.get(Dialogue, (chat_id, user_id))
        if row is not None:
            await session.delete(row)
        return _step(row, ctx.clock.now())


def _step(row: Dialogue | None, now: datetime) -> Step | None:
    if row is None or row.updated_at < now - KEPT:
        return None
    data = dict(row.data)
    prompt = data.pop(_PROMPT, None)
    return Step(row.kind, row.step, data, prompt)
