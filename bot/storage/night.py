"""The night in queries: which rows of the ledger the morning would be too late for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists

from bot.domain.timing import TOO_LATE
from bot.storage.models import Delivery, Session

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement


def begins_too_early(now: datetime, morning: datetime) -> ColumnElement[bool]:
    """Whether a delivery's session begins so soon that `morning` is too late, as `announcement_due` has it."""
    return exists().where(
        Session.id == Delivery.session_id, Session.starts_at > now, Session.starts_at < morning + TOO_LATE
    )
