"""Somebody registered in another account: the account before and the admins are told at once, and may take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from bot.domain.ledger import Purpose
from bot.domain.night import not_at_night
from bot.domain.people.accounts import TAKE_BACK, AccountNews
from bot.domain.timing import Due
from bot.domain.vocabulary import Role
from bot.services.owing.owe import Owed, once, owe
from bot.services.owing.recipients import recipients, registered_on
from bot.storage.models import Person

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts


def tell_moved(
    connection: Connection, person: PersonFacts, account: int, entry: int, now: datetime, *, how: str
) -> None:
    """Owe the account before, which is nobody's now, and the other admins that `person` has moved from it; by which entry."""
    facts = _facts(person, entry) | {"how": how, "at": now.isoformat(), "zone": person.zone.key}
    owe(
        connection,
        [
            _owed(AccountNews.TAKEN, account, None, person, facts, now),
            *_to_admins(connection, AccountNews.MOVED, person, facts, now, {person.id}),
        ],
        now,
    )


def tell_handed(
    connection: Connection, before: PersonFacts, taker: PersonFacts, entry: int, now: datetime, *, how: str
) -> None:
    """Owe the admins that the account of `before` is somebody else's now: whose it was has none, and cannot be told there."""
    facts = _facts(before, entry) | {"by": taker.name, "how": how, "at": now.isoformat(), "zone": before.zone.key}
    owe(connection, _to_admins(connection, AccountNews.HANDED, before, facts, now, {taker.id}), now)


def tell_released(connection: Connection, before: PersonFacts, by: str, now: datetime, *, ask: str) -> None:
    """Owe the account of `before` that the roster gives their number to somebody else; which may be a slip of it."""
    if before.telegram_id is None:
        return
    facts = {"name": before.name, "entry": f"{before.id}:{once()}", "by": by, "ask": ask}
    at = not_at_night(now, before.zone)
    owe(connection, [_owed(AccountNews.RELEASED, before.telegram_id, None, before, facts, at)], now)


def tell_given_back(
    connection: Connection,
    person: PersonFacts,
    entry: int,
    now: datetime,
    *,
    lost: int | None,
    ask: str,
    admin: PersonFacts | None,
) -> None:
    """`person` has the account again that they moved from, by `admin` or (None) by that account itself.

    Owe a word to the account that `lost` them, which is told whom to `ask`, to the person, and to the other admins.
    """
    facts = _facts(person, entry)
    messages = []
    if lost is not None:
        messages.append(_owed(AccountNews.UNDONE, lost, None, person, facts | {"ask": ask}, now))
    if admin is not None and person.telegram_id is not None:
        messages.append(_owed(AccountNews.YOURS, person.telegram_id, person.id, person, facts, now))
    known = {person.id} | ({admin.id} if admin is not None else set())
    by = facts | {"by": admin.name if admin is not None else ""}
    messages += _to_admins(connection, AccountNews.RETURNED, person, by, now, known)
    owe(connection, messages, now)


def held_ones(connection: Connection, accounts: Collection[int]) -> frozenset[int]:
    """The accounts among them that are somebody's."""
    if not accounts:
        return frozenset()
    return frozenset(row.telegram_id for row in connection.execute(_HELD, {"accounts": list(accounts)}))


def _facts(person: PersonFacts, entry: int) -> dict[str, Any]:
    return {"name": person.name, "entry": entry}


def _owed(
    news: AccountNews, chat_id: int, person_id: int | None, of: PersonFacts, facts: dict[str, Any], at: datetime
) -> Owed:
    return Owed(
        Purpose.ACCOUNT,
        chat_id,
        Due(at, at + TAKE_BACK),
        of.office_id,
        person_id,
        occurrence=f"{news}:{facts['entry']}",
        facts=facts | {"news": news},
    )


def _to_admins(
    connection: Connection,
    news: AccountNews,
    of: PersonFacts,
    facts: dict[str, Any],
    now: datetime,
    but: Collection[int],
) -> list[Owed]:
    """Owed to the admins of the office in the morning where it is night: they are not woken for a new phone."""
    rows = connection.execute(_ADMINS, {"office": of.office_id, "day": now.astimezone(of.zone).date()})
    at = not_at_night(now, of.zone)
    return [_owed(news, one.chat_id, one.id, of, facts, at) for one in rows if one.id not in but]


_ADMINS = recipients(registered_on(bindparam("day"))).where(
    Person.office_id == bindparam("office"), Person.role == Role.ADMIN
)
_HELD = select(Person.telegram_id).where(Person.telegram_id.in_(bindparam("accounts", expanding=True)))
