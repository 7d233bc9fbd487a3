"""Which deputyships are in force, and by head who is told in their place: for whoever sends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import aliased

from bot.domain.office.deputies import who_is_told
from bot.storage.models import Deputyship, Office, Person

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection


_NOW = bindparam("now", type_=Deputyship.begins_at.type)
# At the parameter `now`.
IN_FORCE = and_(Deputyship.begins_at <= _NOW, Deputyship.ends_at > _NOW)
_Deputy = aliased(Person, name="deputy")


class ToldFor(NamedTuple):
    """Who is told in a head's place, and where."""

    person_id: int
    chat_id: int


def told_in_place_of(connection: Connection, offices: Collection[int], now: datetime) -> dict[int, ToldFor]:
    """By head of these offices who is told in their place at `now`; without those who are told themselves."""
    rows = connection.execute(_STANDING, {"offices": list(offices), "now": now}).all()
    away = {row.head_id: row.deputy_id for row in rows}
    chats = {row.deputy_id: row.telegram_id for row in rows if _is_there(row, now)}
    found = {head: who_is_told(head, away, chats) for head in away}
    return {head: ToldFor(one, chats[one]) for head, one in found.items() if one != head}


def _is_there(row: Any, now: datetime) -> bool:
    today = now.astimezone(ZoneInfo(row.timezone)).date()
    in_office = (row.active_from is None or row.active_from <= today) and (
        row.active_until is None or today <= row.active_until
    )
    return in_office and row.telegram_id is not None and row.unreachable_since is None


_STANDING = (
    select(
        Deputyship.head_id,
        Deputyship.deputy_id,
        _Deputy.telegram_id,
        _Deputy.unreachable_since,
        _Deputy.active_from,
        _Deputy.active_until,
        Office.timezone,
    )
    .join(_Deputy, _Deputy.id == Deputyship.deputy_id)
    .join(Office, Office.id == Deputyship.office_id)
    .where(Deputyship.office_id.in_(bindparam("offices", expanding=True)), IN_FORCE)
    .order_by(Deputyship.id)
)
