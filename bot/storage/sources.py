"""What an update has made already, known by the update's number for as long as the number is that update's alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection
    from sqlalchemy.orm import InstrumentedAttribute

# Telegram keeps an update that nobody took for a day, twice that is safe; after a week without any, numbers start anew at any
# other (https://core.telegram.org/bots/api#update).
SAME_UPDATE = timedelta(days=2)


def made_by(
    connection: Connection, model: Any, made_at: InstrumentedAttribute[datetime], source: int | None, now: datetime
) -> int | None:
    """The id of the row that the update `source` has made; one made long ago by another of that number gives it up."""
    if source is None:
        return None
    row = connection.execute(select(model.id, made_at.label("at")).where(model.source_update == source)).first()
    if row is None:
        return None
    if row.at > now - SAME_UPDATE:
        return int(row.id)
    connection.execute(update(model).where(model.id == row.id).values(source_update=None))
    return None
