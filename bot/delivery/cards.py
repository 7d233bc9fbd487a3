"""Keeps live cards true: many presses on a card become few edits, and the last edit shows the final tally.

Each group is served on its own: one edit at a time, and one in `EDIT_EVERY`, however many cards it has. A 429, a minute
that is full or a connection that hangs there delays that group alone.
"""

from __future__ import annotations

import asyncio
import itertools
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import structlog
from sqlalchemy import bindparam, delete, func, select, union_all, update
from telegram.error import TelegramError

from bot.clock import surely_after
from bot.delivery.errands import Errand
from bot.delivery.outcomes import (
    EDIT,
    Gone,
    Halt,
    Later,
    Migrated,
    Muted,
    Outcome,
    Refused,
    Retry,
    Same,
    Sent,
    Vanished,
    judge,
)
from bot.domain.groups.cards import LiveCard
from bot.domain.ledger import Priority
from bot.monitoring.events import Event
from bot.storage.cards import can_be_edited, is_told_first, told_first_at
from bot.storage.chats import move_chat
from bot.storage.models import Card
from bot.storage.outage import is_away

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy import BindParameter, Connection
    from telegram.ext import ExtBot

    from bot.clock import Clock
    from bot.delivery.messages import Message
    from bot.delivery.token import Token
    from bot.storage.database import Database

# Seconds between two edits in one group: of Telegram's 20 messages a minute at least five are left to replies.
EDIT_EVERY = 4.0
_AGAIN_AFTER = 30.0
# Who may not write in a group hears of it when that changes.
_ALLOWED_AFTER = 1_800.0
# A card whose group must rest for longer is composed anew when its turn comes.
_PATIENCE = 5.0


class CardComposer(Protocol):
    """Renders cards from the database as it is now; a card that shows nothing any more is left out."""

    async def compose_cards(self, cards: Sequence[LiveCard]) -> dict[int, Message]: ...


@dataclass(slots=True)
class _Group:
    """One group's cards that owe an edit; instants are the clock's monotonic seconds."""

    stale: list[LiveCard] = field(default_factory=list)
    free_at: float = 0.0
    edit: asyncio.Task[None] | None = None
    # When each card had its last turn, by the order of all turns: who waited longest is next.
    served: dict[int, int] = field(default_factory=dict)

    @property
    def waits(self) -> bool:
        return bool(self.stale) and self.edit is None

    def next_card(self) -> LiveCard:
        return min(self.stale, key=lambda card: (self.served.get(card.id, -1), card.id))

    def done(self, card: LiveCard) -> None:
        """What made the card stale by then is shown."""
        self.stale = [one for one in self.stale if one.id != card.id or one.wanted > card.wanted]


@dataclass(frozen=True, slots=True)
class _Settled:
    """A card with what to store of it; None: it is forgotten."""

    card: LiveCard
    values: dict[str, Any] | None
    moved_to: int | None = None


class Cards:
    """Edits what is stale; the database says which, so a restart loses nothing. One run at a time."""

    def __init__(self, db: Database, bot: ExtBot[Any], composer: CardComposer, clock: Clock, token: Token) -> None:
        self._db = db
        self._bot = bot
        self._composer = composer
        self._clock = clock
        self._token = token
        self._running = asyncio.Lock()
        self._look = asyncio.Event()
        self._rung = False
        # By chat id; and what became of edits that is not yet written.
        self._groups: dict[int, _Group] = {}
        self._settled: list[_Settled] = []
        # When time alone next changes a card.
        self._turn: datetime | None = None
        self._turns = itertools.count()
        # Spreads retries; no decision of the field hangs on it.
        self._jitter: Callable[[], float] = random.random

    async def run(self) -> datetime | None:
        """Edit every stale card that may be edited now; returns when the next may be (None: another run is at it).

        Not while the token is refused: whoever asks about it rings.
        """
        self._rung = True
        if self._running.locked():
            self._look.set()
            return None
        async with self._running:
            try:
                return await self._keep_true()
            finally:
                await self._drop_edits()

    async def _keep_true(self) -> datetime | None:
        while not self._token.refused:
            self._look.clear()
            await self._write()
            if self._rung or (self._turn is not None and self._turn <= self._clock.now()):
                self._rung = False
                await self._read()
            await self._begin()
            under_way = any(group.edit is not None for group in self._groups.values())
            if not (under_way or self._settled or self._rung):
                return self._next_look()
            await self._wait(self._next_look())
        return None

    async def _read(self) -> None:
        """Which cards owe an edit, and when the next one will."""
        now = self._clock.now()

        def _unit(connection: Connection) -> tuple[list[LiveCard], datetime | None]:
            stale = [LiveCard(*row) for row in connection.execute(_STALE, {"now": now})]
            turns = [connection.execute(query, {"now": now}).scalar_one() for query in (_NEXT_TURN, _TOLD_AT)]
            return stale, min((at for at in turns if at is not None), default=None)

        stale, self._turn = await self._db.query(_unit)
        for group in self._groups.values():
            group.stale = []
        for card in stale:
            self._groups.setdefault(card.chat_id, _Group()).stale.append(card)
        moment = self._clock.monotonic()
        self._groups = {
            chat_id: group
            for chat_id, group in self._groups.items()
            if group.stale or group.edit is not None or group.free_at > moment
        }

    async def _begin(self) -> None:
        """Edit the next card of each group that may have one edited; all are composed together."""
        now = self._clock.monotonic()
        ready = [(group, group.next_card()) for group in self._groups.values() if group.waits and group.free_at <= now]
        if not ready:
            return
        messages = await self._compose([card for _, card in ready])
        for group, card in ready:
            group.served[card.id] = next(self._turns)
            message = messages[card.id]
            if message is None:
                self._settle(group, card, None)
            elif isinstance(message, Refused):
                # It stays as it is until something changes it.
                self._settle(group, card, {"shown": card.wanted, "turns_at": None})
            elif message.looks == card.looks:
                self._settle(group, card, _shown(card, message))
            else:
                group.edit = asyncio.create_task(self._edit(group, card, message))

    async def _compose(self, cards: Sequence[LiveCard]) -> dict[int, Message | Refused | None]:
        """Messages by card id; None: it shows nothing any more. One that cannot be composed takes no other with it."""
        try:
            messages = await self._composer.compose_cards(cards)
        except Exception as error:
            if is_away(error):
                raise
            if len(cards) > 1:
                return {card.id: (await self._compose([card]))[card.id] for card in cards}
            Event.CARD_NOT_COMPOSED.emit(card=cards[0].id, exc_info=True)
            return {cards[0].id: Refused(f"{type(error).__name__}: {error}")}
        return {card.id: messages.get(card.id) for card in cards}

    async def _edit(self, group: _Group, card: LiveCard, message: Message) -> None:
        structlog.contextvars.bind_contextvars(card=card.id)
        outcome = await self._send(card, message)
        group.edit = None
        now = self._clock.monotonic()
        match outcome:
            case Sent() | Same():
                group.free_at = now + EDIT_EVERY
                self._settle(group, card, _shown(card, message))
            case Migrated(chat_id):
                self._settle(group, card, None, moved_to=chat_id)
            case Gone(error) | Vanished(error) | Refused(error):
                Event.CARD_DROPPED.emit(reason=error)
                self._settle(group, card, None)
            case Later(at):
                group.free_at = now + (at - self._clock.now()).total_seconds()
            case Muted():
                group.free_at = now + _ALLOWED_AFTER
            case _:
                group.free_at = now + _AGAIN_AFTER
        self._look.set()

    async def _send(self, card: LiveCard, message: Message) -> Outcome:
        try:
            await self._bot.edit_message_text(
                message.text,
                chat_id=card.chat_id,
                message_id=card.message_id,
                reply_markup=message.keyboard,  # type: ignore[arg-type]
                rate_limit_args=Errand(Priority.CARD_EDIT, patience=_PATIENCE),
            )
        except TelegramError as error:
            outcome = judge(error, 1, self._clock.now(), self._jitter, EDIT)
            if isinstance(outcome, Halt):
                self._token.refuse(error.message)
            if isinstance(outcome, Retry | Later | Muted | Halt):
                Event.CARD_NOT_EDITED.emit(reason=error.message)
            return outcome
        except Exception as error:  # noqa: BLE001 (logged with its traceback)
            Event.CARD_BROKE.emit(exc_info=True)
            return Refused(f"{type(error).__name__}: {error}")
        return Sent(card.message_id)

    def _settle(
        self, group: _Group, card: LiveCard, values: dict[str, Any] | None, moved_to: int | None = None
    ) -> None:
        group.done(card)
        self._settled.append(_Settled(card, values, moved_to))
        self._look.set()

    async def _write(self) -> None:
        """Store what became of edits, all of them together."""
        settled = list(self._settled)
        if not settled:
            return
        now = self._clock.now()

        def _unit(connection: Connection) -> None:
            for one in settled:
                if one.moved_to is not None:
                    move_chat(connection, one.card.chat_id, one.moved_to, now)
                elif one.values is None:
                    connection.execute(delete(Card).where(Card.id == one.card.id))
                else:
                    connection.execute(update(Card).where(Card.id == one.card.id).values(**one.values))

        await self._db.transact(_unit)
        del self._settled[: len(settled)]
        turns = [one.values["turns_at"] for one in settled if one.values is not None]
        self._turn = min((at for at in (self._turn, *turns) if at is not None), default=None)

    def _next_look(self) -> datetime | None:
        """When the next group is free, or time changes a card."""
        moment, now = self._clock.monotonic(), self._clock.now()
        free = [surely_after(now, group.free_at - moment) for group in self._groups.values() if group.waits]
        return min((at for at in (*free, self._turn) if at is not None), default=None)

    async def _wait(self, until: datetime | None) -> None:
        """Until an edit comes back, a change rings or a group is free again."""
        timer = None if until is None else self._clock.call_at(until, self._look.set)
        try:
            await self._look.wait()
        finally:
            if timer is not None:
                timer.cancel()

    async def _drop_edits(self) -> None:
        """What is still under way when the run ends is edited anew by the next."""
        tasks = [group.edit for group in self._groups.values() if group.edit is not None]
        for group in self._groups.values():
            group.edit = None
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _shown(card: LiveCard, message: Message) -> dict[str, Any] | None:
    """What to store of a card that reads like `message`: nothing where it will read so for ever."""
    if message.turns_at is None:
        return None
    return {"shown": card.wanted, "looks": message.looks, "turns_at": message.turns_at}


_CARDS = select(*(getattr(Card, name) for name in LiveCard._fields))
_NOW: BindParameter[Any] = bindparam("now", type_=Card.turns_at.type)
# Cards whose answers changed, and those that time has changed since they were last shown: an index for each.
_MAY_BE = (can_be_edited(), ~is_told_first(_NOW))
_STALE = union_all(
    _CARDS.where(Card.wanted > Card.shown, *_MAY_BE),
    _CARDS.where(Card.turns_at <= _NOW, Card.wanted <= Card.shown, *_MAY_BE),
)
_NEXT_TURN = select(func.min(Card.turns_at)).where(Card.turns_at > _NOW)
_TOLD_AT = told_first_at(_NOW)
