"""Live cards: which a change makes stale, what they show, and which card a group asks for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import aliased

from bot.domain.groups.cards import CardEnd, CardFacts
from bot.domain.invitations.answers import tally
from bot.domain.vocabulary import Answer, CardState
from bot.services.meetings.facts import sessions_by_id
from bot.storage.database import mark_owed
from bot.storage.models import Card, Chat, DayArrival, District, Invitation, Person
from bot.storage.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date
    from typing import Any

    from sqlalchemy import Connection

    from bot.domain.groups.cards import LiveCard
    from bot.domain.meetings.session_facts import SessionFacts


_SUBSTITUTE = aliased(Person)
_ANSWERS = (
    select(
        Person.name,
        Person.district_id,
        District.name,
        Invitation.answer,
        func.coalesce(_SUBSTITUTE.name, func.nullif(Invitation.guest_name, "")),
        Invitation.checked_in_at.is_not(None),
    )
    .select_from(Invitation)
    .join(Person, Person.id == Invitation.person_id)
    .outerjoin(District, District.id == Person.district_id)
    .outerjoin(_SUBSTITUTE, _SUBSTITUTE.id == Invitation.substitute_id)
    .where(Invitation.session_id == bindparam("session"))
    .order_by(Person.district_id, Person.id)
)


_CAME_ON = (
    select(DayArrival.day, Person.district_id, func.count())
    .join(Invitation, Invitation.id == DayArrival.invitation_id)
    .join(Person, Person.id == Invitation.person_id)
    .where(Invitation.session_id == bindparam("session"))
    .group_by(DayArrival.day, Person.district_id)
)
_ALL_OF = update(Card).where(Card.session_id == bindparam("session")).values(wanted=Card.wanted + 1)
_STALE = Prepared(_ALL_OF)
_STALE_OF_DISTRICT = Prepared(
    _ALL_OF.where(
        Card.chat_id.not_in(
            select(Chat.id).where(Chat.district_id.is_not(None), Chat.district_id != bindparam("district"))
        )
    )
)


def stale_cards(connection: Connection, session_id: int, district_id: int | None = None) -> None:
    """Cards of the session now owe an edit; with a district, only those that show its people."""
    if district_id is None:
        stale = _STALE.run(connection, {"session": session_id})
    else:
        stale = _STALE_OF_DISTRICT.run(connection, {"session": session_id, "district": district_id})
    if stale:
        mark_owed(connection, "cards")


def card_facts(connection: Connection, facts: SessionFacts, district_id: int | None) -> CardFacts:
    """What a card of one kecamatan (or of all) shows now."""
    return _shown(connection, facts, {district_id})[district_id]


def cards_facts(connection: Connection, cards: Collection[LiveCard]) -> dict[int, CardFacts]:
    """What live cards show now, by card id; without those whose session is gone or whose group is no longer linked."""
    cards = [card for card in cards if card.state is CardState.LIVE]
    if not cards:
        return {}
    chats = {row.id: row.district_id for row in connection.execute(_LINKED, {"ids": [card.chat_id for card in cards]})}
    wanted = {(card.session_id, card.chat_id) for card in cards if card.chat_id in chats}
    sessions = sessions_by_id(connection, {session_id for session_id, _ in wanted})
    shown = _of_chats(connection, sessions, wanted, chats)
    places = {card.id: (card.session_id, card.chat_id) for card in cards}
    return {card_id: shown[place] for card_id, place in places.items() if place in shown}


def ends(connection: Connection, cards: Collection[LiveCard]) -> dict[int, CardEnd]:
    """Why cards that live no longer do not, by card id."""
    cards = [card for card in cards if card.state is not CardState.LIVE]
    sessions = sessions_by_id(connection, {card.session_id for card in cards})
    found = {}
    for card in cards:
        if card.session_id in sessions:
            here = {"session": card.session_id, "chat": card.chat_id}
            newest = connection.execute(_NEWEST, here).scalar_one() if card.state is CardState.MOVED else None
            found[card.id] = CardEnd(sessions[card.session_id], card.state, card.chat_id, newest)
    return found


def group_cards(
    connection: Connection, sessions: Mapping[int, SessionFacts], wanted: Collection[tuple[int, int]]
) -> dict[tuple[int, int], CardFacts]:
    """What cards that are to be posted show, by session and chat; without those of groups that were never linked."""
    if not wanted:
        return {}
    chats = {row.id: row.district_id for row in _places(connection, {chat_id for _, chat_id in wanted})}
    return _of_chats(connection, sessions, wanted, chats)


def topics_of(connection: Connection, chat_ids: Collection[int]) -> dict[int, int | None]:
    """The topic that each group's announcements go to, by chat id."""
    return {row.id: row.thread_id for row in _places(connection, chat_ids)}


def _places(connection: Connection, chat_ids: Collection[int]) -> Iterable[Any]:
    return connection.execute(_CHATS, {"ids": list(chat_ids)}) if chat_ids else ()


_CHATS = select(Chat.id, Chat.district_id, Chat.thread_id).where(Chat.id.in_(bindparam("ids", expanding=True)))
_NEWEST = select(func.max(Card.message_id)).where(
    Card.session_id == bindparam("session"), Card.chat_id == bindparam("chat"), Card.state == CardState.LIVE
)
_LINKED = _CHATS.where(Chat.left_at.is_(None))


def _of_chats(
    connection: Connection,
    sessions: Mapping[int, SessionFacts],
    wanted: Collection[tuple[int, int]],
    districts: Mapping[int, int | None],
) -> dict[tuple[int, int], CardFacts]:
    """A card is redrawn at every press: plain columns, no objects, one look at the answers for all cards of a session."""
    shown: dict[tuple[int, int], CardFacts] = {}
    for facts in sessions.values():
        chats = {chat_id for session_id, chat_id in wanted if session_id == facts.id and chat_id in districts}
        if chats:
            of_district = _shown(connection, facts, {districts[chat_id] for chat_id in chats})
            shown |= {(facts.id, chat_id): of_district[districts[chat_id]] for chat_id in chats}
    return shown


def _shown(
    connection: Connection, facts: SessionFacts, districts: Collection[int | None]
) -> dict[int | None, CardFacts]:
    """For the cards of several kecamatan (None: of all)."""
    rows = [tuple(row) for row in connection.execute(_ANSWERS, {"session": facts.id})]
    shown = {district_id: _facts(facts, rows, district_id) for district_id in districts}
    if not facts.is_of_days:
        return shown
    came: dict[int | None, Counter[date]] = {district_id: Counter() for district_id in districts}
    for day, of_district, count in connection.execute(_CAME_ON, {"session": facts.id}):
        for district_id in {None, of_district} & came.keys():
            came[district_id][day] += count
    return {district_id: replace(one, came_on=came[district_id]) for district_id, one in shown.items()}


def _facts(facts: SessionFacts, rows: Sequence[tuple[object, ...]], district_id: int | None) -> CardFacts:
    names: dict[Answer | None, list[str]] = {choice: [] for choice in (*Answer, None)}
    scope = ""
    came = 0
    for name, of_district, district, answer, instead, has_come in rows:
        if district_id not in (None, of_district):
            continue
        shown = f"{name} → {instead}" if instead else str(name)
        if district_id is None and district:
            shown = f"{shown} ({district})"
        scope = str(district or "") if district_id is not None else ""
        names[answer].append(shown)  # type: ignore[index]
        came += bool(has_come)
    counted = [choice for choice, listed in names.items() for _ in listed]
    return CardFacts(facts, scope, tally(counted), {choice: tuple(listed) for choice, listed in names.items()}, came)
