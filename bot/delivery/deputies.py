"""What is meant for a head who is away goes to who deputises for them, whenever it was owed: settled as rows are claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ledger import FOR_HEADS
from bot.storage.deputies import told_in_place_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.delivery.messages import Claimed


def to_deputies(connection: Connection, rows: Sequence[Claimed], now: datetime) -> list[Claimed]:
    """The rows, those for heads who are away with the chat of who deputises. Costs nothing where none is for heads.

    The ledger keeps whom a row was owed to: so it goes to the head where the time is over before it goes out.
    """
    offices = {row.office_id for row in rows if row.purpose in FOR_HEADS and row.person_id is not None}
    instead = told_in_place_of(connection, offices, now) if offices else {}
    if not instead:
        return list(rows)
    found = []
    for row in rows:
        told = instead.get(row.person_id or 0) if row.purpose in FOR_HEADS else None
        found.append(row if told is None else row._replace(chat_id=told.chat_id, deputy_id=told.person_id))
    return found
