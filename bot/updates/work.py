"""An update under way."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from bot.storage.inbox import Kept

if TYPE_CHECKING:
    import asyncio

    from telegram import Update


class Handling(Enum):
    """When an update was done."""

    NOW = "now"
    BEFORE = "before"
    # Too many of one person's at once.
    DROPPED = "dropped"
    # The same wish of the same person is under way: its answer is for both.
    MERGED = "merged"


@dataclass(slots=True, eq=False)
class Work:
    """An update that was taken; `body` is as Telegram wrote it, `lane` whose it is, `wish` what an equal one repeats.

    `kept`: it stands in the inbox; `taken_up`: it stood there before it came to this process. `effective` is done when its
    effect is committed and its replies stand in line. `deaths` counts the processes that died, perhaps of it, while its
    handler was under way. One that is `late` is recorded as soon as it is done: nobody does that for
    all that came together with it.
    """

    update: Update
    body: dict[str, Any]
    lane: int
    effective: asyncio.Future[None]
    wish: object = None
    kept: bool = False
    taken_up: bool = False
    late: bool = False
    deaths: int = 0
    begun: bool = False
    task: asyncio.Task[Handling] = field(init=False)

    @property
    def id(self) -> int:
        return self.update.update_id

    def row(self) -> Kept:
        """What the inbox is to hold of it."""
        effective = self.effective.done()
        return Kept(self.id, self.body, self.lane, 0 if effective else self.deaths + int(self.begun), effective)


def wish_of(update: Update) -> object:
    """What somebody wants who presses the same button or writes the same command again; None where each counts for itself.

    Two equal words may answer two questions; a button or a command twice within a moment is once.
    """
    query, message, chat = update.callback_query, update.message, update.effective_chat
    if chat is None:
        return None
    if query is not None and query.message is not None:
        return chat.id, query.message.message_id, query.data
    if message is not None and (message.text or "").startswith("/"):
        return chat.id, message.message_thread_id, message.text
    return None
