"""What a head is owed though somebody deputises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import aliased

from bot.storage.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection


def owed_anyway(connection: Connection, instead: Mapping[int, int]) -> frozenset[int]:
    """Of rows for a head with who would be told instead: those of which these are owed one of their own.

    What says something else of the same matter, that a decision is late and no more that it is new, is another message.
    """
    found = (connection.execute(_OWN, {"row": row, "who": who}).all() for row, who in instead.items())
    return frozenset(
        row for row, own in zip(instead, found, strict=True) if any(one.facts == one.of_head for one in own)
    )


_Own = aliased(Delivery)
_OWN = select(_Own.facts, Delivery.facts.label("of_head")).join(
    Delivery,
    and_(
        Delivery.id == bindparam("row"),
        _Own.person_id == bindparam("who"),
        _Own.purpose == Delivery.purpose,
        _Own.office_id == Delivery.office_id,
        _Own.created_at == Delivery.created_at,
        _Own.session_id.is_not_distinct_from(Delivery.session_id),
        _Own.shift_id.is_not_distinct_from(Delivery.shift_id),
    ),
)
