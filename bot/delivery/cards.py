"""Keeps live cards true: many presses on a card become few edits, and the last edit shows the final tally."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import structlog
from sqlalchemy import bindparam, delete, func, select, update
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.domain.facts import LiveCard
from bot.domain.ledger import Priority
from bot.storage.models import Card

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection
    from telegram.ext import ExtBot

    from bot.clock import Clock
    from bot.delivery.messages import Message
    from bot.delivery.token import Token
    from bot.storage.database import Database

log = structlog.get_logger(__name__)

# A card is edited at most this often: under Telegram's 20 messages a minute for a group, with room for replies.
EDIT_EVERY = timedelta(seconds=4)
_RETRY = timedelta(seconds=30)


class CardComposer(Protocol):
    """Renders cards from the database as it is now; a card that shows nothing any more is left out."""

    async def compose_cards(self, cards: Sequence[LiveCard]) -> dict[int, Message]: ...


class Cards:
    """Edits what is stale; the database says which (see `_STALE`), so a restart loses nothing."""

    def __init__(self, db: Database, bot: ExtBot[int], composer: CardComposer, clock: Clock, token: Token) -> None:
        self._db = db
        self._bot = bot
        self._composer = composer
        self._clock = clock
        self._token = token
        self._refreshing = asyncio.Lock()

    async def run(self) -> datetime | None:
        """Edit every stale card that may be edited now; returns when the next may be.

        Not while the token is refused: whoever asks about it rings.
        """
        if self._token.refused:
            return None
        async with self._refreshing:
            now = self._clock.now()
            stale, turn = await self._db.query(partial(_look, now=now))
            ready = [card for card in stale if card.edit_after is None or card.edit_after <= now]
            again: list[datetime | None] = []
            if ready:
                messages = await self._composer.compose_cards(ready)
                edited = await asyncio.gather(*(self._edit(card, messages.get(card.id)) for card in ready))
                await self._db.transact(partial(_settle, edited=edited))
                again = [one.again for one in edited]
            # What goes stale while we edit rings, as every change does.
            waiting = [card.edit_after for card in stale if card not in ready]
            return min((at for at in (*again, *waiting, turn) if at is not None), default=None)

    async def _edit(self, card: LiveCard, message: Message | None) -> _Edited:
        """Edit one card, or drop it where there is nothing left to edit."""
        if message is None:
            return _Edited(card.id, None)
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
                return _Edited(card.id, None)
        except TelegramError as error:
            if isinstance(error, InvalidToken):
                self._token.refuse(error.message)
            log.warning("card not edited", card=card.id, reason=error.message)
            return _Edited(card.id, {"edit_after": self._clock.now() + _RETRY})
        edit_after = self._clock.now() + EDIT_EVERY
        return _Edited(card.id, {"shown": card.wanted, "edit_after": edit_after, "turns_at": message.turns_at})


class _Edited(NamedTuple):
    """A card and what to store of it; None: it is to be forgotten."""

    card_id: int
    values: dict[str, Any] | None

    @property
    def again(self) -> datetime | None:
        """When to look at it again: at its turn, or soon where the edit failed."""
        return None if self.values is None else self.values.get("turns_at", self.values["edit_after"])


def _look(connection: Connection, now: datetime) -> tuple[list[LiveCard], datetime | None]:
    """Cards whose answers changed, and those that time has changed since they were last shown; and its next turn."""
    stale = [LiveCard(*row) for row in connection.execute(_STALE, {"now": now})]
    return stale, connection.execute(_NEXT_TURN, {"now": now}).scalar_one()


def _settle(connection: Connection, edited: Sequence[_Edited]) -> None:
    for card_id, values in edited:
        if values is None:
            connection.execute(delete(Card).where(Card.id == card_id))
        else:
            connection.execute(update(Card).where(Card.id == card_id).values(**values))


_STALE = select(*(getattr(Card, name) for name in LiveCard._fields)).where(
    (Card.wanted > Card.shown) | (Card.turns_at <= bindparam("now"))
)
_NEXT_TURN = select(func.min(Card.turns_at)).where(Card.turns_at > bindparam("now"))
