"""Groups: linked to a kecamatan or to all Panwascam, moved when Telegram moves them, unlinked when the bot is put out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.answers import may_answer
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.services import attendance, audit
from bot.services.access import require_admin
from bot.services.cards import card_facts
from bot.services.reading import find_session, office_zone, session_facts
from bot.services.reconciling import reconcile_upcoming, upcoming_rows
from bot.storage.chats import move_chat
from bot.storage.models import Card, Chat, District

if TYPE_CHECKING:
    from bot.domain.facts import CardFacts, PersonFacts, SessionFacts
    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class Linked:
    """What a group is linked to; `district` is empty for all Panwascam."""

    title: str
    district: str


async def districts(ctx: Context, office_id: int) -> list[tuple[int, str]]:
    """The kecamatan of an office, by code."""
    async with ctx.db.read() as session:
        query = select(District.id, District.name).where(District.office_id == office_id).order_by(District.code)
        return [(district_id, name) for district_id, name in await session.execute(query)]


async def link(ctx: Context, actor: PersonFacts, chat_id: int, title: str, district_id: int | None) -> Linked:
    """Link a group to one kecamatan, or to all; upcoming sessions owe it their cards."""
    require_admin(actor)
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        name = ""
        if district_id is not None:
            district = await session.get(District, district_id)
            if district is None or district.office_id != actor.office_id:
                raise Refusal("refused-stale-button")
            name = district.name
        chat = await session.get(Chat, chat_id)
        if chat is None:
            chat = Chat(id=chat_id, office_id=actor.office_id)
            session.add(chat)
        chat.office_id, chat.district_id, chat.title = actor.office_id, district_id, title[:255]
        chat.linked_by, chat.linked_at, chat.left_at = actor.id, now, None
        audit.record(
            session, office_id=actor.office_id, at=now, actor_id=actor.id, action="group.link",
            subject=f"chat:{chat_id}", district=name or "semua",
        )  # fmt: skip
        await session.flush()
        await reconcile_upcoming(session, actor.office_id, now)
        return Linked(title, name)


async def linked(ctx: Context, chat_id: int) -> Linked | None:
    """What this group is linked to, if anything."""
    async with ctx.db.read() as session:
        chat = await session.get(Chat, chat_id)
        if chat is None or chat.left_at is not None:
            return None
        name = "" if chat.district_id is None else await attendance.district_name(session, chat.district_id)
        return Linked(chat.title, name)


async def left(ctx: Context, chat_id: int) -> None:
    """The bot was put out of a group."""
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        chat = await session.get(Chat, chat_id)
        if chat is not None and chat.left_at is None:
            chat.left_at = now
            audit.record(
                session, office_id=chat.office_id, at=now, actor_id=None, action="group.left", subject=f"chat:{chat_id}"
            )


async def returned(ctx: Context, chat_id: int) -> None:
    """The bot was taken back into a group it was linked to."""
    async with ctx.db.write() as session:
        chat = await session.get(Chat, chat_id)
        if chat is not None and chat.left_at is not None:
            chat.left_at = None
            await session.flush()
            await reconcile_upcoming(session, chat.office_id, ctx.clock.now())


async def migrate(ctx: Context, old: int, new: int) -> None:
    """The group became a supergroup."""
    async with ctx.db.write() as session:
        await move_chat(session, old, new)


async def card_session(ctx: Context, actor: PersonFacts, chat_id: int, code: str) -> tuple[SessionFacts, CardFacts]:
    """The session a card is asked for: by code, else the next one that concerns this group."""
    now = ctx.clock.now()
    async with ctx.db.read() as session:
        chat = await session.get(Chat, chat_id)
        if chat is None or chat.left_at is not None:
            raise Refusal("refused-group-unlinked")
        zone = await office_zone(session, chat.office_id)
        if code:
            row = await find_session(session, actor.office_id, code, now)
            facts = session_facts(row, zone)
            if row.status is SessionStatus.CANCELLED:
                raise Refusal("refused-already-cancelled", code=facts.code)
            return facts, await card_facts(session, facts, chat.district_id)
        for row in await upcoming_rows(session, chat.office_id, now):
            facts = session_facts(row, zone)
            card = await card_facts(session, facts, chat.district_id)
            if card.tally.invited and may_answer(row.status, row.starts_at, now):
                return facts, card
        raise Refusal("refused-no-session-for-group")


async def keep_card(ctx: Context, session_id: int, chat_id: int, message_id: int) -> None:
    """Remember a card that was posted, so that it is kept true. It may be stale already: one edit is owed."""
    async with ctx.db.write() as session:
        session.add(Card(session_id=session_id, chat_id=chat_id, message_id=message_id, wanted=1))
