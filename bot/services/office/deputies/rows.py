"""Who stands in for which head, as it is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from bot.domain.office.deputies import Deputy
from bot.storage.models import Deputyship, Office, Person

if TYPE_CHECKING:
    from collections.abc import Iterable


def deputy_facts(rows: Iterable[Any]) -> list[Deputy]:
    """A row as facts."""
    return [
        Deputy(
            row.id,
            row.office_id,
            row.head_id,
            row.head,
            row.deputy_id,
            row.deputy,
            row.begins_at,
            row.ends_at,
            ZoneInfo(row.timezone),
        )
        for row in rows
    ]


_Head, _Deputy = aliased(Person), aliased(Person)
_DEPUTIES = (
    select(
        Deputyship.id,
        Deputyship.office_id,
        Deputyship.head_id,
        _Head.name.label("head"),
        Deputyship.deputy_id,
        _Deputy.name.label("deputy"),
        Deputyship.begins_at,
        Deputyship.ends_at,
        Office.timezone,
    )
    .join(_Head, _Head.id == Deputyship.head_id)
    .join(_Deputy, _Deputy.id == Deputyship.deputy_id)
    .join(Office, Office.id == Deputyship.office_id)
    .order_by(Deputyship.begins_at, Deputyship.id)
)
STANDING = _DEPUTIES.where(Deputyship.office_id == bindparam("office"), Deputyship.ends_at > bindparam("now"))
BY_ID = _DEPUTIES.where(Deputyship.id.in_(bindparam("ids", expanding=True)))
