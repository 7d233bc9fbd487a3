"""Days that are kept free of meetings, from the tables that are shipped and the office's own; which years are known."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.data import CALENDAR_DIRECTORY
from bot.domain.meetings.office_days import DayKind, OfficeDay
from bot.storage.models import FreeDay

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection

    from bot.services.context import Context


@cache
def office_days() -> Mapping[date, OfficeDay]:
    """By day, why it is kept free: public holidays, collective leave, stages of the election."""
    days = {
        (day := date.fromisoformat(row["tanggal"])): OfficeDay(day, DayKind(row["jenis"]), row["nama"])
        for row in _rows("hari-libur.csv")
    }
    for row in _rows("tahapan.csv"):
        first, last = date.fromisoformat(row["tanggal"]), date.fromisoformat(row["sampai"])
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            days.setdefault(day, OfficeDay(day, DayKind.STAGE, row["nama"]))
    return days


def kept_days(connection: Connection, office_id: int) -> Mapping[date, OfficeDay]:
    """`office_days` and the office's own days off."""
    return kept_days_of_each(connection, [office_id])[office_id]


def kept_days_of_each(connection: Connection, offices: Collection[int]) -> dict[int, Mapping[date, OfficeDay]]:
    """The same of several offices, by office."""
    found: dict[int, Mapping[date, OfficeDay]] = dict.fromkeys(offices, office_days())
    own = defaultdict[int, dict[date, OfficeDay]](dict)
    for row in connection.execute(_OWN_OF_EACH, {"offices": list(offices)}):
        own[row.office_id][row.day] = OfficeDay(row.day, DayKind.OWN, row.name)
    # What everybody has off is called so.
    return found | {office: {**days, **office_days()} for office, days in own.items()}


_OWN_OF_EACH = (
    select(FreeDay.office_id, FreeDay.day, FreeDay.name)
    .where(FreeDay.office_id.in_(bindparam("offices", expanding=True)))
    .order_by(FreeDay.day)
)
_OWN = select(FreeDay.day, FreeDay.name).where(FreeDay.office_id == bindparam("office")).order_by(FreeDay.day)


async def kept_days_of(ctx: Context, office_id: int) -> Mapping[date, OfficeDay]:
    """The same, for a screen."""
    return await ctx.db.query(lambda connection: kept_days(connection, office_id))


async def own_days(ctx: Context, office_id: int) -> list[tuple[str, str]]:
    """The office's own days off as a file of them has them."""
    rows = await ctx.db.query(lambda connection: connection.execute(_OWN, {"office": office_id}).all())
    return [(row.day.isoformat(), row.name) for row in rows]


@cache
def known_years() -> frozenset[int]:
    """The years whose public holidays are known."""
    return frozenset(one.day.year for one in office_days().values() if one.kind is DayKind.HOLIDAY)


def _rows(name: str) -> list[dict[str, str]]:
    with (CALENDAR_DIRECTORY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
