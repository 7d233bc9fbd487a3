"""Turns ledger rows and stale cards into messages: facts from services, words from views, as things stand now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.composing.batch import Batch, load_sessions
from bot.composing.personal import personal_screen
from bot.delivery.messages import Message
from bot.domain.checkin import next_turn
from bot.domain.ledger import Purpose
from bot.domain.vocabulary import SessionStatus
from bot.services import digest, duty
from bot.services.cards import card_facts, cards_facts
from bot.storage.models import Chat
from bot.views import cards as card_views
from bot.views import digest as digest_views
from bot.views import duty as duty_views

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.clock import Clock
    from bot.delivery.messages import Claimed
    from bot.domain.facts import SessionFacts
    from bot.storage.database import Database
    from bot.storage.models import Card
    from bot.views.screen import Screen

_CARDS = frozenset({Purpose.GROUP_CARD, Purpose.GROUP_MOVED})


class Composer:
    """Reads once per batch; what is no longer true is not said (None)."""

    def __init__(self, db: Database, clock: Clock, bot_username: str) -> None:
        self._db = db
        self._clock = clock
        self._bot_username = bot_username

    async def compose(self, rows: Sequence[Claimed]) -> dict[int, Message | None]:
        """Messages by delivery id."""
        now = self._clock.now()
        async with self._db.read() as session:
            batch = await Batch.load(session, rows)
            screens = {row.id: await self._screen(session, batch, row, now) for row in rows}
            return {row.id: _message(row, screens[row.id], batch, now) for row in rows}

    async def compose_cards(self, cards: Sequence[Card]) -> dict[int, Message | None]:
        """Cards as they should look now, by card id."""
        now = self._clock.now()
        async with self._db.read() as session:
            sessions = await load_sessions(session, {card.session_id for card in cards})
            chats = await _chats(session, {card.chat_id for card in cards})
            shown = {
                facts.id: await cards_facts(
                    session, facts, [chats[card.chat_id] for card in cards if _shows(card, facts, chats)]
                )
                for facts in sessions.values()
            }
        screens = {
            card.id: card_views.card(shown[card.session_id][chats[card.chat_id]], now, self._bot_username)
            for card in cards
            if card.session_id in sessions and card.chat_id in chats
        }
        return {
            card.id: _card(screens[card.id], sessions[card.session_id], now) if card.id in screens else None
            for card in cards
        }

    async def _screen(self, session: AsyncSession, batch: Batch, row: Claimed, now: datetime) -> Screen | None:
        if row.shift_id is not None:
            shift = await duty.shift_facts(session, row.shift_id)
            if shift.officer.id != row.person_id:
                # The rota changed since: somebody else is on duty.
                return None
            return duty_views.owed(row.purpose, shift)
        if row.purpose is Purpose.DIGEST:
            if row.office_id not in batch.digests:
                facts = await digest.digest_facts(session, row.office_id, now)
                batch.digests[row.office_id] = digest_views.digest(facts)
            return batch.digests[row.office_id]
        facts_ = batch.sessions.get(row.session_id or 0)
        if facts_ is None:
            return None
        if row.person_id is None:
            return await self._group_screen(session, facts_, row, now)
        return personal_screen(batch, facts_, row, now)

    async def _group_screen(
        self, session: AsyncSession, facts: SessionFacts, row: Claimed, now: datetime
    ) -> Screen | None:
        if row.purpose is Purpose.GROUP_CANCELLED:
            return card_views.group_cancelled(facts)
        chat = await session.get(Chat, row.chat_id)
        if chat is None:
            return None
        shown = await card_facts(session, facts, chat.district_id)
        known = facts.history.get(row.facts.get("known", 0))
        return card_views.card(shown, now, self._bot_username, known if row.purpose is Purpose.GROUP_MOVED else None)


def _shows(card: Card, facts: SessionFacts, chats: dict[int, int | None]) -> bool:
    return card.session_id == facts.id and card.chat_id in chats


async def _chats(session: AsyncSession, ids: set[int]) -> dict[int, int | None]:
    """The kecamatan (None: all) of the linked groups among `ids`."""
    query = select(Chat.id, Chat.district_id).where(Chat.id.in_(ids), Chat.left_at.is_(None))
    return {chat_id: district_id for chat_id, district_id in await session.execute(query)}


def _message(row: Claimed, screen: Screen | None, batch: Batch, now: datetime) -> Message | None:
    if screen is None:
        return None
    if row.purpose in _CARDS and row.session_id is not None:
        return _card(screen, batch.sessions[row.session_id], now)
    return Message(screen.text, screen.keyboard)


def _card(screen: Screen, held: SessionFacts, now: datetime) -> Message:
    is_held = held.status is SessionStatus.SCHEDULED
    turns_at = next_turn(held.starts_at, held.ends_at, now) if is_held else None
    return Message(screen.text, screen.keyboard, is_card=True, turns_at=turns_at)
