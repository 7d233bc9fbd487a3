"""The office as facts: its name and time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from bot.domain.facts import OfficeFacts
from bot.storage.database import OFFICES
from bot.storage.models import Office

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncSession


def zone_of(connection: Connection, office_id: int) -> ZoneInfo:
    """The office's time zone."""
    return ZoneInfo(connection.execute(_ZONE, {"office": office_id}).scalar_one())


_ZONE = select(Office.timezone).where(Office.id == bindparam("office"))


async def office_of(session: AsyncSession, office_id: int) -> OfficeFacts:
    """The office's name and time zone; read once in a process, they do not change while one runs."""
    offices: dict[int, OfficeFacts] = session.info[OFFICES]
    if office_id not in offices:
        query = select(Office.name, Office.timezone).where(Office.id == office_id)
        name, timezone = (await session.execute(query)).one()
        offices[office_id] = OfficeFacts(office_id, name, ZoneInfo(timezone))
    return offices[office_id]


async def office_zone(session: AsyncSession, office_id: int) -> ZoneInfo:
    """The office's time zone."""
    return (await office_of(session, office_id)).zone
