"""Groups: linked to a kecamatan or to all Panwascam, moved when Telegram moves them, unlinked when the bot is put out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, insert, select, update

from bot.domain.groups.troubles import GroupTrouble
from bot.domain.invitations.answers import may_answer
from bot.domain.ledger import State
from bot.domain.meetings.days import next_turn
from bot.domain.people.facts import PersonFacts
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import CardState, Position, Role, SessionStatus
from bot.services import audit
from bot.services.access import require_admin
from bot.services.groups.cards import card_facts
from bot.services.groups.troubles import tell_trouble
from bot.services.meetings.facts import find_session
from bot.services.owing.reconciling import reconcile_upcoming, upcoming
from bot.services.owing.showing import showing
from bot.storage import cards
from bot.storage.chats import move_chat
from bot.storage.database import mark_owed
from bot.storage.models import Card, Chat, Delivery, District, Office

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.groups.cards import CardFacts
    from bot.domain.meetings.session_facts import SessionFacts
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
    query = select(District.id, District.name).where(District.office_id == office_id).order_by(District.code)
    return await ctx.db.query(lambda connection: [(key, name) for key, name in connection.execute(query)])


# A group with what its office and its kecamatan are called.
_CHATS = (
    select(
        *Chat.__table__.columns,
        Office.name.label("office"),
        Office.timezone,
        func.coalesce(District.name, "").label("district"),
    )
    .join(Office, Office.id == Chat.office_id)
    .outerjoin(District, District.id == Chat.district_id)
    .where(Chat.id == bindparam("chat"))
)
_CHANGE = update(Chat).where(Chat.id == bindparam("chat"))


def _chat(connection: Connection, chat_id: int) -> Any | None:
    """The row of a group, also of one that was linked once."""
    return connection.execute(_CHATS, {"chat": chat_id}).one_or_none()


async def link(ctx: Context, actor: PersonFacts, place: ChatPlace, title: str, district_id: int | None) -> Linked:
    """Link a group to one kecamatan, or to all; upcoming sessions owe it their cards, which go to the topic of `place`.

    A group that was linked here already keeps the cards it has; one that was not, or in another topic, gets all anew.
    """
    require_admin(actor)
    now = ctx.clock.now()
    chat_id = place.chat_id

    def _unit(connection: Connection) -> Linked:
        name = "" if district_id is None else _district_of(connection, actor, district_id)
        chat = _chat(connection, chat_id)
        if chat is not None:
            _refuse_other_office(actor, chat)
            if chat.office_id != actor.office_id:
                # Of the office that had the group before.
                _end_cards(connection, chat_id)
        wanted = {
            "office_id": actor.office_id,
            "district_id": district_id,
            "title": title[:255],
            "linked_by": actor.id,
            "left_at": None,
        }
        if chat is None:
            connection.execute(insert(Chat).values(id=chat_id, linked_at=now, thread_id=place.topic, **wanted))
        elif chat.left_at is not None or chat.thread_id != place.topic:
            again = {"linked_at": now, "links": Chat.links + 1, "thread_id": place.topic}
            connection.execute(_CHANGE.values(**wanted, **again), {"chat": chat_id})
        elif all(getattr(chat, column) == value for column, value in wanted.items()):
            return Linked(title, name)
        else:
            connection.execute(_CHANGE.values(**wanted), {"chat": chat_id})
        audit.record_act(connection, actor, now, "group.link", f"chat:{chat_id}", district=name or "semua")
        # Cards that are here already show the people of the new scope.
        connection.execute(update(Card).where(Card.chat_id == chat_id).values(wanted=Card.wanted + 1))
        mark_owed(connection, "cards")
        reconcile_upcoming(connection, actor.office_id, now)
        return Linked(title, name)

    return await ctx.db.transact(_unit)


def _district_of(connection: Connection, actor: PersonFacts, district_id: int) -> str:
    query = select(District.name).where(District.id == district_id, District.office_id == actor.office_id)
    name = connection.execute(query).scalar_one_or_none()
    if name is None:
        raise Refusal("refused-stale-button")
    return name


async def unlink(ctx: Context, actor: PersonFacts, chat_id: int) -> None:
    """Take a group's link away: no more cards come, and those that are there end."""
    require_admin(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> None:
        chat = _chat(connection, chat_id)
        if chat is None or chat.left_at is not None:
            raise Refusal("refused-group-unlinked")
        _refuse_other_office(actor, chat)
        # Without who linked it, it is not linked again by being taken back into the group.
        connection.execute(_CHANGE.values(left_at=now, linked_by=None), {"chat": chat_id})
        _end_cards(connection, chat_id)
        connection.execute(
            update(Delivery)
            .where(Delivery.chat_id == chat_id, Delivery.state == State.PENDING)
            .values(state=State.CANCELLED, settled_at=now)
        )
        audit.record_act(connection, actor, now, "group.unlink", f"chat:{chat_id}")

    await ctx.db.transact(_unit)


def _end_cards(connection: Connection, chat_id: int) -> None:
    """Nobody keeps them true any more, which each of them says once."""
    connection.execute(
        update(Card).where(Card.chat_id == chat_id).values(state=CardState.UNLINKED, wanted=Card.wanted + 1)
    )
    mark_owed(connection, "cards")


async def voice(ctx: Context, chat_id: int) -> PersonFacts:
    """The group itself, for whom an anonymous admin speaks: it may ask what every member of it may. Refuses others.

    It is nobody of the roster: no `id` there is 0.
    """
    chat = await ctx.db.query(partial(_chat, chat_id=chat_id))
    if chat is None or chat.left_at is not None:
        raise Refusal("refused-group-unlinked")
    return PersonFacts(
        id=0,
        office_id=chat.office_id,
        office=chat.office,
        zone=ZoneInfo(chat.timezone),
        name=chat.title,
        position=Position.SECRETARIAT_STAFF,
        division=None,
        role=Role.MEMBER,
        district_id=chat.district_id,
        district=chat.district,
        phone=None,
        telegram_id=None,
    )


async def require_linked(ctx: Context, actor: PersonFacts, chat_id: int) -> None:
    """Refuse to speak of an office's affairs in a group that is not linked to it."""
    await ctx.db.query(lambda connection: _own_chat(connection, actor, chat_id))


def _own_chat(connection: Connection, actor: PersonFacts, chat_id: int) -> Any:
    chat = _chat(connection, chat_id)
    if chat is None or chat.left_at is not None:
        raise Refusal("refused-group-unlinked")
    if chat.office_id != actor.office_id:
        raise Refusal("refused-group-of-other-office")
    return chat


def _refuse_other_office(actor: PersonFacts, chat: Any) -> None:
    """A group of another office is that office's to change, as long as it is linked."""
    if chat.office_id != actor.office_id and chat.left_at is None:
        raise Refusal("refused-group-taken", office=chat.office)


async def linked(ctx: Context, chat_id: int) -> Linked | None:
    """What this group is linked to, if anything."""
    chat = await ctx.db.query(partial(_chat, chat_id=chat_id))
    return None if chat is None or chat.left_at is not None else Linked(chat.title, chat.district)


async def left(ctx: Context, chat_id: int) -> None:
    """The bot was put out of a group."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> None:
        chat = _chat(connection, chat_id)
        if chat is None or chat.left_at is not None:
            return
        tell_trouble(connection, chat_id, GroupTrouble.LEFT, now)
        connection.execute(_CHANGE.values(left_at=now), {"chat": chat_id})
        audit.record(
            connection, office_id=chat.office_id, at=now, actor_id=None, action="group.left", subject=f"chat:{chat_id}"
        )

    await ctx.db.transact(_unit)


async def returned(ctx: Context, chat_id: int) -> None:
    """The bot was taken back into a group it was linked to."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> None:
        chat = _chat(connection, chat_id)
        if chat is not None and chat.left_at is not None and chat.linked_by is not None:
            connection.execute(_CHANGE.values(left_at=None, linked_at=now, links=Chat.links + 1), {"chat": chat_id})
            # What changed meanwhile shows on the cards that are there still.
            connection.execute(update(Card).where(Card.chat_id == chat_id).values(wanted=Card.wanted + 1))
            mark_owed(connection, "cards")
            reconcile_upcoming(connection, chat.office_id, now)

    await ctx.db.transact(_unit)


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
    """The session a card is asked for, which the group is shown: by code, else the next one that concerns it."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> tuple[SessionFacts, CardFacts]:
        chat = _own_chat(connection, actor, chat_id)
        if code:
            facts = find_session(connection, chat.office_id, code, now)
            if facts.status is SessionStatus.CANCELLED:
                raise Refusal("refused-already-cancelled", code=facts.code)
            card = card_facts(connection, facts, chat.district_id)
            if not card.tally.invited:
                raise Refusal("refused-nobody-of-group", code=facts.code)
            return facts, card
        for facts in upcoming(connection, chat.office_id, now):
            card = card_facts(connection, facts, chat.district_id)
            wanted = may_answer(facts.status, facts.starts_at, now) or facts.open_day(now) is not None
            if card.tally.invited and wanted:
                return facts, card
        raise Refusal("refused-no-session-for-group")

    return await showing(ctx, chat_id, _unit, lambda found: [found[0]])


async def card_in_topic(ctx: Context, held: SessionFacts, place: ChatPlace) -> int | None:
    """The message with the living card, where that stands in the topic that is linked and `place` is another one."""

    def _unit(connection: Connection) -> int | None:
        chat = _chat(connection, place.chat_id)
        if chat is None or chat.thread_id == place.topic:
            return None
        return cards.living(connection, held.id, place.chat_id)

    return await ctx.db.query(_unit)


async def keep_card(
    ctx: Context, held: SessionFacts, chat_id: int, message_id: int, *, looks: str, as_of: datetime
) -> None:
    """Remember a card that was posted, so that it is kept true; it shows the answers as of `as_of`."""
    turns_at = next_turn(held.days, as_of)

    def _unit(connection: Connection) -> None:
        cards.keep_card(connection, held.id, chat_id, message_id, looks=looks, turns_at=turns_at)

    await ctx.db.transact(_unit)
