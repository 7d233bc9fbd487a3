"""Keeps live cards true: many presses on a card become few edits, and the last edit shows the final tally."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

import structlog
from sqlalchemy import delete, func, select, update
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.domain.ledger import Priority
from bot.storage.models import Card

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Select
    from telegram.ext import ExtBot

    from bot.clock import Clock
    from bot.delivery.messages import Message
    from bot.storage.database import Database

log = structlog.get_logger(__name__)

# A card is edited at most this often: under Telegram's 20 messages a minute for a group, with room for replies.
EDIT_EVERY = timedelta(seconds=4)
_RETRY = timedelta(seconds=30)


def _stale(now: datetime) -> Select[Card]:
    """Cards whose answers changed, and those that time has changed since they were last shown."""
    return select(Card).where((Card.wanted > Card.shown) | (Card.turns_at <= now))


def _next_turn(now: datetime) -> Select[datetime | None]:
    return select(func.min(Card.turns_at)).where(Card.turns_at > now)


class CardComposer(Protocol):
    """Renders cards from the database as it is now; None where the session is gone."""

    async def compose_cards(self, cards: Sequence[Card]) -> dict[int, Message | None]: ...


class Cards:
    """Edits what is stale; the database says which (see `_stale`), so a restart loses nothing."""

    def __init__(self, db: Database, bot: ExtBot[int], composer: CardComposer, clock: Clock) -> None:
        self._db = db
        self._bot = bot
        self._composer = composer
        self._clock = clock
        self._refreshing = asyncio.Lock()

    async def run(self) -> datetime | None:
        """Edit every stale card that may be edited now; returns when the next may be."""
        async with self._refreshing:
            now = self._clock.now()
            async with self._db.read() as session:
                stale = list((await session.execute(_stale(now))).scalars())
                turn: datetime | None = (await session.execute(_next_turn(now))).scalar_one()
            ready = [card for card in stale if card.edit_after is None or card.edit_after <= now]
            if ready:
                messages = await self._composer.compose_cards(ready)
                edits = await asyncio.gather(*(self._edit(card, messages[card.id]) for card in ready))
                await self._settle(dict(zip((card.id for card in ready), edits, strict=True)))
            later = [card.edit_after for card in stale if card not in ready and card.edit_after is not None]
            # What went stale while we edited may be edited again after the usual pause.
            later += [now + EDIT_EVERY] if ready else []
            later += [turn] if turn is not None else []
            return min(later, default=None)

    async def _edit(self, card: Card, message: Message | None) -> dict[str, object] | None:
        """Edit one card; returns what to store of it, None to forget it."""
        if message is None:
            return None
        try:
            await self._bot.edit_message_text(
                message.text,
                chat_id=card.chat_id,
                message_id=card.message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=message.keyboard,  # type: ignore[arg-type]
                rate_limit_args=Priority.CARD_EDIT,
            )
        except (BadRequest, Forbidden) as error:
            if "not modified" not in error.message.lower():
                log.info("card dropped", card=card.id, reason=error.message)
                return None
        except TelegramError as error:
            log.warning("card not edited", card=card.id, reason=error.message)
            return {"edit_after": self._clock.now() + _RETRY}
        return {
            "shown": card.wanted,
            "edit_after": self._clock.now() + EDIT_EVERY,
            "turns_at": message.turns_at,
        }

    async def _settle(self, edits: dict[int, dict[str, object] | None]) -> None:
        async with self._db.write() as session:
            for card_id, values in edits.items():
                if values is None:
                    await session.execute(delete(Card).where(Card.id == card_id))
                else:
                    await session.execute(update(Card).where(Card.id == card_id).values(**values))
