"""What goes out, and who makes it from what is owed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from typing import Any

    from sqlalchemy import Connection
    from telegram import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

    from bot.delivery.errands import Errand
    from bot.delivery.outcomes import Refused
    from bot.domain.ledger import Purpose

    Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


class Claimed(NamedTuple):
    """A ledger row taken for sending; `attempts` counts this one."""

    id: int
    office_id: int
    chat_id: int
    person_id: int | None
    purpose: Purpose
    session_id: int | None
    shift_id: int | None
    revision: int
    urgency: int
    due_at: datetime
    useless_at: datetime
    attempts: int
    facts: dict[str, Any]
    # Who is told in the person's place; `chat_id` is theirs then. Settled at each claim, and stored nowhere.
    deputy_id: int | None = None

    @property
    def reader_id(self) -> int | None:
        """Who reads it; None of a group."""
        return self.deputy_id or self.person_id


@dataclass(frozen=True, slots=True)
class Message:
    """A composed message. `is_card` asks for it to be kept as a live card, to be edited anew at `turns_at`.

    `looks` is a digest of the card as it will next be composed: where that is the same, nothing is edited.
    `revisions` are those of its sessions which it tells of, by session: rows may have been owed for earlier ones.
    `edits` is a message of the chat that says it from now on, without ringing; it is said anew where that one is gone, unless it
    is for that one `alone`.
    `photo` (Telegram's id) or `place` (latitude, longitude) is sent instead of words.
    `silent` is no reason to look at the phone: it does not ring.
    `topic` is the one of a forum that it goes to (None: General, or a chat without topics).
    """

    text: str
    keyboard: Keyboard | None = None
    is_card: bool = False
    turns_at: datetime | None = None
    revisions: Mapping[int, int] = field(default_factory=dict)
    topic: int | None = None
    looks: str = ""
    edits: int | None = None
    alone: bool = False
    photo: str | None = None
    place: tuple[float, float] | None = None
    silent: bool = False


class GroupWatch(Protocol):
    """Told, in the transaction that settles it, that a group does not take what is written; `gone`: the bot is not in it."""

    def __call__(self, connection: Connection, chat_id: int, reason: str, now: datetime, *, gone: bool) -> None: ...


class ShownMessages(Protocol):
    """What presses have put into messages. Whoever else edits one gives way to them: what a press shows is newer."""

    def edited_since(self, chat_id: int, message_id: int, since: datetime) -> bool:
        """Whether a press changed the message since then, or is about to."""

    def crossing(self, chat_id: int, message_id: int, errand: Errand) -> AbstractContextManager[None]:
        """An edit is on its way to the message: what a press shows there meanwhile is shown again after it."""


class Composer(Protocol):
    """Turns ledger rows into messages from the database as it is now.

    None where there is nothing left to say, `Refused` where it may not be said in the row's chat. Rows that are given one
    and the same message are settled by it together.
    """

    async def compose(self, rows: Sequence[Claimed]) -> Mapping[int, Message | Refused | None]: ...
