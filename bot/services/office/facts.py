"""The office as facts: its name and time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from bot.domain.office.facts import OfficeFacts
from bot.storage.models import Office

if TYPE_CHECKING:
    from sqlalchemy import Connection


def zone_of(connection: Connection, office_id: int) -> ZoneInfo:
    """The office's time zone."""
    return ZoneInfo(connection.execute(_ZONE, {"office": office_id}).scalar_one())


_ZONE = select(Office.timezone).where(Office.id == bindparam("office"))


def office_of(connection: Connection, office_id: int) -> OfficeFacts:
    """The office's name and time zone."""
    row = connection.execute(_OFFICE, {"office": office_id}).one()
    return OfficeFacts(office_id, row.name, ZoneInfo(row.timezone))


_OFFICE = select(Office.name, Office.timezone).where(Office.id == bindparam("office"))
