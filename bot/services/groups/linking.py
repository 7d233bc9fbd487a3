"""Groups: linked to a kecamatan or to all Panwascam, moved when Telegram moves them, unlinked when the bot is put out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.domain.facts import PersonFacts
from bot.domain.groups import GroupTrouble
from bot.domain.invitations.answers import may_answer
from bot.domain.ledger import State
from bot.domain.meetings.days import next_turn
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import CardState, Position, Role, SessionStatus
from bot.services import audit
from bot.services.access import require_admin
from bot.services.groups.cards import card_facts
from bot.services.groups.trouble import tell_trouble
from bot.services.invitations import reminding
from bot.services.meetings.facts import find_session
from bot.services.office.facts import office_of
from bot.services.owing.reconciling import reconcile_upcoming, upcoming
from bot.storage import cards
from bot.storage.chats import move_chat
from bot.storage.database import mark_owed, within
from bot.storage.models import Card, Chat, Delivery, District

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.facts import CardFacts, SessionFacts
    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class Linked:
    """What a group is linked to; `district` is empty for all Panwascam."""

    title: str
    district: str


@dataclass(frozen=True, slots=True)
class ChatPlace:
    """A group and, in a forum, the topic (None: General)."""

    chat_id: int
    topic: int | None = None


async def districts(ctx: Context, office_id: int) -> list[tuple[int, str]]:
    """The kecamatan of an office, by code."""
    async with ctx.db.read() as session:
        query = select(District.id, District.name).where(District.office_id == office_id).order_by(District.code)
        return [(district_id, name) for district_id, name in await session.execute(query)]


async def link(ctx: Context, actor: PersonFacts, place: ChatPlace, title: str, district_id: int | None) -> Linked:
    """Link a group to one kecamatan, or to all; upcoming sessions owe it their cards, which go to the topic of `place`.

    A group that was linked here already keeps the cards it has; one that was not, or in another topic, gets all anew.
    """
    require_admin(actor)
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        name = ""
        if district_id is not None:
            district = await session.get(District, district_id)
            if district is None or district.office_id != actor.office_id:
                raise Refusal("refused-stale-button")
            name = district.name
        chat_id = place.chat_id
        chat = await session.get(Chat, chat_id)
        if chat is None:
            chat = Chat(id=chat_id, office_id=actor.office_id, linked_at=now, thread_id=place.topic)
            session.add(chat)
        elif chat.left_at is not None or chat.thread_id != place.topic:
            chat.linked_at, chat.links, chat.thread_id = now, chat.links + 1, place.topic
        await _refuse_other_office(session, actor, chat)
        if chat.office_id != actor.office_id:
            # Of the office that had the group before.
            await _end_cards(session, chat_id)
        wanted = (actor.office_id, district_id, title[:255], actor.id, None)
        standing = (chat.office_id, chat.district_id, chat.title, chat.linked_by, chat.left_at)
        if standing == wanted and not session.is_modified(chat):
            return Linked(title, name)
        chat.office_id, chat.district_id, chat.title = actor.office_id, district_id, title[:255]
        chat.linked_by, chat.left_at = actor.id, None
        audit.record(
            session,
            office_id=actor.office_id,
            at=now,
            actor_id=actor.id,
            action="group.link",
            subject=f"chat:{chat_id}",
            district=name or "semua",
        )
        await session.flush()
        # Cards that are here already show the people of the new scope.
        await session.execute(update(Card).where(Card.chat_id == chat_id).values(wanted=Card.wanted + 1))
        mark_owed(session, "cards")
        await within(session, partial(reconcile_upcoming, office_id=actor.office_id, now=now))
        return Linked(title, name)


async def unlink(ctx: Context, actor: PersonFacts, chat_id: int) -> None:
    """Take a group's link away: no more cards come, and those that are there end."""
    require_admin(actor)
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        chat = await session.get(Chat, chat_id)
        if chat is None or chat.left_at is not None:
            raise Refusal("refused-group-unlinked")
        await _refuse_other_office(session, actor, chat)
        # Without who linked it, it is not linked again by being taken back into the group.
        chat.left_at, chat.linked_by = now, None
        await _end_cards(session, chat_id)
        await session.execute(
            update(Delivery)
            .where(Delivery.chat_id == chat_id, Delivery.state == State.PENDING)
            .values(state=State.CANCELLED, settled_at=now)
        )
        audit.record(
            session,
            office_id=actor.office_id,
            at=now,
            actor_id=actor.id,
            action="group.unlink",
            subject=f"chat:{chat_id}",
        )


async def _end_cards(session: AsyncSession, chat_id: int) -> None:
    """Nobody keeps them true any more, which each of them says once."""
    await session.execute(
        update(Card).where(Card.chat_id == chat_id).values(state=CardState.UNLINKED, wanted=Card.wanted + 1)
    )
    mark_owed(session, "cards")


async def voice(ctx: Context, chat_id: int) -> PersonFacts:
    """The group itself, for whom an anonymous admin speaks: it may ask what every member of it may. Refuses others.

    It is nobody of the roster: no `id` there is 0.
    """
    async with ctx.db.read() as session:
        chat = await session.get(Chat, chat_id)
        if chat is None or chat.left_at is not None:
            raise Refusal("refused-group-unlinked")
        office = await office_of(session, chat.office_id)
        district = "" if chat.district_id is None else await reminding.district_name(session, chat.district_id)
        return PersonFacts(
            id=0,
            office_id=office.id,
            office=office.name,
            zone=office.zone,
            name=chat.title,
            position=Position.SECRETARIAT_STAFF,
            division=None,
            role=Role.MEMBER,
            district_id=chat.district_id,
            district=district,
            phone=None,
            telegram_id=None,
        )


async def require_linked(ctx: Context, actor: PersonFacts, chat_id: int) -> None:
    """Refuse to speak of an office's affairs in a group that is not linked to it."""
    async with ctx.db.read() as session:
        _own_chat(await session.get(Chat, chat_id), actor)


def _own_chat(chat: Chat | None, actor: PersonFacts) -> Chat:
    if chat is None or chat.left_at is not None:
        raise Refusal("refused-group-unlinked")
    if chat.office_id != actor.office_id:
        raise Refusal("refused-group-of-other-office")
    return chat


async def _refuse_other_office(session: AsyncSession, actor: PersonFacts, chat: Chat) -> None:
    """A group of another office is that office's to change, as long as it is linked."""
    if chat.office_id != actor.office_id and chat.left_at is None:
        raise Refusal("refused-group-taken", office=(await office_of(session, chat.office_id)).name)


async def linked(ctx: Context, chat_id: int) -> Linked | None:
    """What this group is linked to, if anything."""
    async with ctx.db.read() as session:
        chat = await session.get(Chat, chat_id)
        if chat is None or chat.left_at is not None:
            return None
        name = "" if chat.district_id is None else await reminding.district_name(session, chat.district_id)
        return Linked(chat.title, name)


async def left(ctx: Context, chat_id: int) -> None:
    """The bot was put out of a group."""
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        chat = await session.get(Chat, chat_id)
        if chat is not None and chat.left_at is None:
            await within(session, partial(tell_trouble, chat_id=chat_id, trouble=GroupTrouble.LEFT, now=now))
            chat.left_at = now
            audit.record(
                session, office_id=chat.office_id, at=now, actor_id=None, action="group.left", subject=f"chat:{chat_id}"
            )


async def returned(ctx: Context, chat_id: int) -> None:
    """The bot was taken back into a group it was linked to."""
    async with ctx.db.write() as session:
        chat = await session.get(Chat, chat_id)
        if chat is not None and chat.left_at is not None and chat.linked_by is not None:
            chat.left_at, chat.linked_at, chat.links = None, ctx.clock.now(), chat.links + 1
            await session.flush()
            await within(session, partial(reconcile_upcoming, office_id=chat.office_id, now=ctx.clock.now()))


async def migrate(ctx: Context, old: int, new: int) -> None:
    """The group became a supergroup; it gets its cards anew."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> None:
        move_chat(connection, old, new, now)
        office = connection.execute(select(Chat.office_id).where(Chat.id == new, Chat.left_at.is_(None))).scalar()
        if office is not None:
            reconcile_upcoming(connection, office, now)

    await ctx.db.transact(_unit)


async def card_session(ctx: Context, actor: PersonFacts, chat_id: int, code: str) -> tuple[SessionFacts, CardFacts]:
    """The session a card is asked for: by code, else the next one that concerns this group."""
    now = ctx.clock.now()
    async with ctx.db.read() as session:
        chat = _own_chat(await session.get(Chat, chat_id), actor)
        if code:
            facts = await within(session, partial(find_session, office_id=chat.office_id, code=code, now=now))
            if facts.status is SessionStatus.CANCELLED:
                raise Refusal("refused-already-cancelled", code=facts.code)
            card = await card_facts(session, facts, chat.district_id)
            if not card.tally.invited:
                raise Refusal("refused-nobody-of-group", code=facts.code)
            return facts, card
        for facts in await within(session, partial(upcoming, office_id=chat.office_id, now=now)):
            card = await card_facts(session, facts, chat.district_id)
            wanted = may_answer(facts.status, facts.starts_at, now) or facts.open_day(now) is not None
            if card.tally.invited and wanted:
                return facts, card
        raise Refusal("refused-no-session-for-group")


async def keep_card(
    ctx: Context, held: SessionFacts, chat_id: int, message_id: int, *, looks: str, as_of: datetime
) -> None:
    """Remember a card that was posted, so that it is kept true; it shows the answers as of `as_of`."""
    turns_at = next_turn(held.days, as_of)

    def _unit(connection: Connection) -> None:
        cards.keep_card(connection, held.id, chat_id, message_id, looks=looks, turns_at=turns_at)

    await ctx.db.transact(_unit)
