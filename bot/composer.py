"""Turns ledger rows and stale cards into messages: facts from services, words from views, as things stand now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from bot.delivery.messages import Message
from bot.domain.answers import may_answer, wants_reminder
from bot.domain.audience import parse_audience
from bot.domain.chasing import MOST
from bot.domain.ledger import Purpose
from bot.domain.vocabulary import SessionStatus
from bot.services import attendance, digest, duty
from bot.services.cards import card_facts, cards_facts
from bot.services.reading import load_invitations, office_zone, session_facts
from bot.storage.models import Chat, Session
from bot.views import attendance as attendance_views
from bot.views import cards as card_views
from bot.views import checkin as checkin_views
from bot.views import digest as digest_views
from bot.views import duty as duty_views
from bot.views import sessions as session_views

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.clock import Clock
    from bot.delivery.messages import Claimed
    from bot.domain.facts import InvitationFacts, SessionFacts
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
            batch = await _Batch.load(session, rows)
            return {row.id: _message(row, await self._screen(session, batch, row, now)) for row in rows}

    async def compose_cards(self, cards: Sequence[Card]) -> dict[int, Message | None]:
        """Cards as they should look now, by card id."""
        now = self._clock.now()
        async with self._db.read() as session:
            sessions = await _sessions(session, {card.session_id for card in cards})
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
            card.id: Message(screens[card.id].text, screens[card.id].keyboard, is_card=True)
            if card.id in screens
            else None
            for card in cards
        }

    async def _screen(self, session: AsyncSession, batch: _Batch, row: Claimed, now: datetime) -> Screen | None:
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
        return _personal_screen(batch, facts_, row, now)

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


class _Batch:
    """The sessions and invitations that a batch of rows speaks of."""

    def __init__(
        self, sessions: dict[int, SessionFacts], invitations: dict[tuple[int, int], InvitationFacts],
        standing_in: dict[tuple[int, int], str],
    ) -> None:  # fmt: skip
        self.sessions = sessions
        self.invitations = invitations
        self.standing_in = standing_in
        # How often each silent person was asked again already.
        self.asked: dict[tuple[int, int], int] = {}
        # One digest an office serves all its heads.
        self.digests: dict[int, Screen | None] = {}

    @classmethod
    async def load(cls, session: AsyncSession, rows: Sequence[Claimed]) -> _Batch:
        wanted: dict[int, set[int]] = {}
        for row in rows:
            if row.session_id is not None:
                wanted.setdefault(row.session_id, set())
                if row.person_id is not None:
                    wanted[row.session_id].add(row.person_id)
        sessions = await _sessions(session, set(wanted))
        invitations = {}
        standing_in = {}
        for session_id, people in wanted.items():
            facts = sessions.get(session_id)
            if facts is None or not people:
                continue
            for found in await load_invitations(session, facts, person_ids=people):
                invitations[session_id, found.person.id] = found
            for person_id, name in await attendance.standing_in(session, session_id, people):
                standing_in[session_id, person_id] = name
        batch = cls(sessions, invitations, standing_in)
        for session_id in {row.session_id for row in rows if row.purpose is Purpose.NUDGE and row.session_id}:
            for person_id, count in (await attendance.times_asked(session, session_id)).items():
                batch.asked[session_id, person_id] = count
        return batch


def _personal_screen(batch: _Batch, facts: SessionFacts, row: Claimed, now: datetime) -> Screen | None:
    if row.purpose is Purpose.CANCELLED:
        return session_views.cancelled(facts)
    if row.purpose is Purpose.SUBSTITUTE_RELEASED:
        return session_views.substitute_released(facts, str(row.facts["for"]))
    if facts.status is SessionStatus.CANCELLED:
        return None
    if row.purpose is Purpose.WITHDRAWN:
        return None if (facts.id, row.person_id or 0) in batch.invitations else session_views.withdrawn(facts)
    return _live_screen(batch, facts, row, now)


def _live_screen(batch: _Batch, facts: SessionFacts, row: Claimed, now: datetime) -> Screen | None:  # noqa: PLR0911 (one return a purpose)
    key = (facts.id, row.person_id or 0)
    invitation = batch.invitations.get(key)
    match row.purpose:
        case Purpose.INVITATION:
            return session_views.invitation(invitation, now) if invitation else None
        case Purpose.NUDGE:
            enough = "chase" in row.facts and batch.asked.get(key, 0) >= MOST
            return None if invitation is None or enough else _nudge_screen(invitation, now)
        case Purpose.CHECK_IN:
            return _check_in_screen(invitation, facts, stands_in=key in batch.standing_in)
        case Purpose.SUBSTITUTE:
            name = batch.standing_in.get(key)
            return session_views.substitute(facts, name) if name else None
        case Purpose.MOVED:
            known = facts.history.get(int(row.facts.get("known", 0)))
            if known is None or not session_views.changes(known, facts):
                return None
            return session_views.moved(invitation, facts, known, now)
        case Purpose.OFFICE_REMINDER:
            return session_views.office_reminder(facts, parse_audience(facts.audience).outsiders, now)
        case Purpose.REMINDER:
            return _reminder_screen(invitation, batch.standing_in.get(key), facts, now)
        case Purpose.LATE_CHANGE:
            return attendance_views.late_change(facts, row.facts)
        case _:
            return attendance_views.news(row.purpose, invitation, row.facts, now) if invitation else None


def _nudge_screen(invitation: InvitationFacts, now: datetime) -> Screen | None:
    session = invitation.session
    silent = invitation.answer is None and may_answer(session.status, session.starts_at, now)
    return session_views.nudge(invitation, now) if silent else None


def _check_in_screen(invitation: InvitationFacts | None, facts: SessionFacts, *, stands_in: bool) -> Screen | None:
    """For whoever may still come, themselves or for another."""
    expected = invitation is not None and invitation.came_at is None and wants_reminder(invitation.answer)
    return checkin_views.opened(facts) if expected or stands_in else None


def _reminder_screen(
    invitation: InvitationFacts | None, for_name: str | None, facts: SessionFacts, now: datetime
) -> Screen | None:
    if invitation is not None:
        return session_views.reminder(invitation, now) if wants_reminder(invitation.answer) else None
    return session_views.substitute_reminder(facts, for_name, now) if for_name else None


def _shows(card: Card, facts: SessionFacts, chats: dict[int, int | None]) -> bool:
    return card.session_id == facts.id and card.chat_id in chats


async def _chats(session: AsyncSession, ids: set[int]) -> dict[int, int | None]:
    """The kecamatan (None: all) of the linked groups among `ids`."""
    query = select(Chat.id, Chat.district_id).where(Chat.id.in_(ids), Chat.left_at.is_(None))
    return {chat_id: district_id for chat_id, district_id in await session.execute(query)}


async def _sessions(session: AsyncSession, ids: set[int]) -> dict[int, SessionFacts]:
    query = select(Session).options(joinedload(Session.activity)).where(Session.id.in_(ids))
    rows = list((await session.execute(query)).scalars()) if ids else []
    zones = {office_id: await office_zone(session, office_id) for office_id in {row.office_id for row in rows}}
    return {row.id: session_facts(row, zones[row.office_id]) for row in rows}


def _message(row: Claimed, screen: Screen | None) -> Message | None:
    if screen is None:
        return None
    return Message(screen.text, screen.keyboard, is_card=row.purpose in _CARDS)
