"""The night in queries: which rows of the ledger the morning would be too late for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import exists

from bot.storage.models import Delivery, Session

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import BindParameter, ColumnElement

    Moment = datetime | BindParameter[Any]


def begins_too_early(now: Moment, early: Moment) -> ColumnElement[bool]:
    """Whether a delivery's session begins so soon that the morning is too late, as `announcement_due` has it.

    `early` is `TOO_LATE` after that morning.
    """
    return exists().where(Session.id == Delivery.session_id, Session.starts_at > now, Session.starts_at < early)


def begins_from(moment: Moment) -> ColumnElement[bool]:
    """Whether a delivery's session begins then or later."""
    return exists().where(Session.id == Delivery.session_id, Session.starts_at >= moment)
