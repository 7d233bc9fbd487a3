"""Where a person stands in a dialogue, kept in the database so that a restart forgets nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select, update

from bot.storage.models import Dialogue
from bot.storage.upsert import upsert

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, CursorResult

    from bot.services.context import Context


# What is written a day after the question is no answer to it.
KEPT = timedelta(days=1)
_PROMPT, _ASKED_BY, _STANDS, _BELOW = "prompt", "asked_by", "stands", "below"
# Words that somebody was asked for by one press: another question in between takes them away from nobody.
_COMES_BACK = frozenset({"dutynote", "dutyanswer", "dutyfix"})


@dataclass(frozen=True, slots=True)
class Step:
    """A dialogue of `kind` waits at `step`; `data` is what was gathered so far (JSON).

    `prompt` is the message that asks, so that its buttons can be taken away once it is answered; it may come later.
    `asked_by` is the update in which it was asked. `stands` is the message that asks without buttons, where it is known.
    `below` is the question (kind, step and data) that waits again once this one is over.
    """

    kind: str
    step: str
    data: dict[str, Any] = field(default_factory=dict)
    prompt: int | None = None
    asked_by: int | None = None
    stands: int | None = None
    below: dict[str, Any] | None = None

    @property
    def place(self) -> int | None:
        """The message that asks, with buttons or without; None where it is not known (yet)."""
        return self.stands if self.prompt is None else self.prompt


async def current(ctx: Context, chat_id: int, user_id: int) -> Step | None:
    """The person's dialogue in this chat, if any."""
    key, now = {"chat": chat_id, "user": user_id}, ctx.clock.now()
    return await ctx.db.query(lambda connection: _step(connection.execute(_ASKED, key), now))


async def put(ctx: Context, chat_id: int, user_id: int, step: Step) -> Step | None:
    """Start or continue a dialogue; returns the one it replaces in the same chat."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Step | None:
        before = _step(connection.execute(_ASKED, {"chat": chat_id, "user": user_id}), now)
        upsert(
            connection,
            Dialogue,
            {"chat_id": chat_id, "user_id": user_id},
            {
                "kind": step.kind,
                "step": step.step,
                "data": _data(replace(step, below=_below(before, step))),
                "updated_at": now,
            },
        )
        return before

    return await ctx.db.transact(_unit)


async def asked(ctx: Context, chat_id: int, user_id: int, step: Step, prompt: int | None) -> bool:
    """The question of `step` is there, as message `prompt` (None: it was lost, and nobody answers it).

    Says whether it still waits for its answer.
    """
    key, now = {"chat": chat_id, "user": user_id}, ctx.clock.now()

    def _unit(connection: Connection) -> bool:
        stored = _step(connection.execute(_ASKED, key), now)
        if stored is None or (stored.step, stored.asked_by) != (step.step, step.asked_by):
            return False
        if prompt is None:
            connection.execute(_LEAVE, key).close()
        else:
            connection.execute(update(Dialogue).where(*_OWN), {**key, "data": _data(replace(stored, prompt=prompt))})
        return True

    return await ctx.db.transact(_unit)


async def clear(ctx: Context, chat_id: int, user_id: int, *, wholly: bool = False) -> Step | None:
    """Leave the dialogue; returns what it was. What is below it waits again, unless it is left `wholly`."""
    key, now = {"chat": chat_id, "user": user_id}, ctx.clock.now()

    def _unit(connection: Connection) -> Step | None:
        before = _step(connection.execute(_LEAVE, key), now)
        if before is not None and before.below is not None and not wholly:
            place = {"chat_id": chat_id, "user_id": user_id}
            upsert(connection, Dialogue, place, {**before.below, "updated_at": now})
        return before

    return await ctx.db.transact(_unit)


def _below(before: Step | None, step: Step) -> dict[str, Any] | None:
    """What waits below a step that follows `before`."""
    if before is None or before.kind == step.kind:
        return None if before is None else before.below
    found = before.below
    if before.kind in _COMES_BACK:
        found = {"kind": before.kind, "step": before.step, "data": before.data}
    return None if found is None or found["kind"] == step.kind else found


# Every message and press of a dialogue asks these: plain columns, no objects.
_COLUMNS = (Dialogue.kind, Dialogue.step, Dialogue.data, Dialogue.updated_at)
_OWN = (Dialogue.chat_id == bindparam("chat"), Dialogue.user_id == bindparam("user"))
_ASKED = select(*_COLUMNS).where(*_OWN)
_LEAVE = delete(Dialogue).where(*_OWN).returning(*_COLUMNS)


def _step(found: CursorResult[Any], now: datetime) -> Step | None:
    row = found.one_or_none()
    if row is None or row.updated_at < now - KEPT:
        return None
    data = dict(row.data)
    prompt, asked_by, stands, below = (data.pop(name, None) for name in (_PROMPT, _ASKED_BY, _STANDS, _BELOW))
    return Step(row.kind, row.step, data, prompt, asked_by, stands, below)


def _data(step: Step) -> dict[str, Any]:
    below = {} if step.below is None else {_BELOW: step.below}
    return {**step.data, _PROMPT: step.prompt, _ASKED_BY: step.asked_by, _STANDS: step.stands, **below}
