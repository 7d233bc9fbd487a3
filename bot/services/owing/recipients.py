"""Who may be written to now: in office on that day, registered, and not out of reach. Every query of recipients asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from bot.domain.vocabulary import Role
from bot.storage.deputies import IN_FORCE
from bot.storage.models import Deputyship, Office, Person

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection, Select, SQLColumnExpression


# Of whoever has no account for now: it is nobody's, so that nothing goes out.
NO_CHAT = 0
_HEAD, _DEPUTY = aliased(Person, name="head"), aliased(Person, name="deputy")


class Tenure(Protocol):
    """From when until when somebody is in office."""

    @property
    def active_from(self) -> date | None: ...
    @property
    def active_until(self) -> date | None: ...


def is_active(person: Tenure, today: date) -> bool:
    """Whether `person` is in office on `today`."""
    return (person.active_from is None or person.active_from <= today) and (
        person.active_until is None or today <= person.active_until
    )


def active_on(day: date | SQLColumnExpression[Any], who: Any = Person) -> ColumnElement[bool]:
    """`is_active` as a condition of a query on people."""
    return and_(
        or_(who.active_from.is_(None), who.active_from <= day),
        or_(who.active_until.is_(None), who.active_until >= day),
    )


def registered_on(day: date | SQLColumnExpression[Any], who: Any = Person) -> ColumnElement[bool]:
    """Whoever is in office on `day` and has an account.

    For what an event owes once, and nothing would owe again: to somebody out of reach it fails, and comes back with them.
    """
    return and_(who.telegram_id.is_not(None), active_on(day, who))


def reachable_on(day: date | SQLColumnExpression[Any], who: Any = Person) -> ColumnElement[bool]:
    """Whoever is in office on `day`, has an account, and has not left the bot: for what is of its moment."""
    return and_(on_bot(who), active_on(day, who))


def held_on(day: date | SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Whoever is in office on `day` and can be written to, themselves or, at the parameter `now`, who deputises for them.

    For what is meant for heads: who of the two gets it is settled when it goes out (`bot.delivery.deputies`).
    """
    is_stood_in_for = exists().where(
        Deputyship.head_id == Person.id, _DEPUTY.id == Deputyship.deputy_id, reachable_on(day, _DEPUTY), IN_FORCE
    )
    return and_(active_on(day), or_(on_bot(), is_stood_in_for))


def deputising_on(day: date | SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Whoever deputises at the parameter `now` for a head in office on `day`: for what both get, joined to `reachable_on`."""
    return exists().where(
        Deputyship.deputy_id == Person.id,
        _HEAD.id == Deputyship.head_id,
        _HEAD.role != Role.MEMBER,
        or_(_HEAD.active_until.is_(None), _HEAD.active_until >= day),
        IN_FORCE,
    )


def on_bot(who: Any = Person) -> ColumnElement[bool]:
    """Whoever has an account and has not left the bot: for what is said of people, not to them."""
    return and_(who.telegram_id.is_not(None), who.unreachable_since.is_(None))


def unregistered_on(day: date | SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Whoever is in office on `day` and has no account yet."""
    return and_(Person.telegram_id.is_(None), active_on(day))


def recipients(to: ColumnElement[bool]) -> Select[int, Any]:
    """People with their chats, `to` being one of the conditions above: for queries to narrow.

    Of `active_on` alone, for what takes back what was told: somebody whose account is another's now has no chat
    (`NO_CHAT`), and is told when they register again.
    """
    return select(Person.id, func.coalesce(Person.telegram_id, NO_CHAT).label("chat_id")).where(to)


def accounts_of(
    connection: Connection, people: Collection[int], now: datetime, *, left_too: bool = False
) -> dict[int, int | None]:
    """By id whose account is whose now; without those who are not in office today, unless who left is to hear it too."""
    rows = connection.execute(_ACCOUNTS, {"people": list(people)}) if people else ()
    return {
        row.id: row.telegram_id
        for row in rows
        if left_too or is_active(row, now.astimezone(ZoneInfo(row.timezone)).date())
    }


_ACCOUNTS = (
    select(Person.id, Person.telegram_id, Person.active_from, Person.active_until, Office.timezone)
    .join(Office, Office.id == Person.office_id)
    .where(Person.id.in_(bindparam("people", expanding=True)))
)


class OnTelegram(Protocol):
    """What tells whether somebody in office can be written to."""

    @property
    def telegram_id(self) -> int | None: ...
    @property
    def unreachable_since(self) -> datetime | None: ...


def is_reachable(person: OnTelegram) -> bool:
    """`reachable_on` of somebody who is known to be in office."""
    return person.telegram_id is not None and person.unreachable_since is None
