"""Duty of some days by kecamatan."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.access import require_manager
from bot.services.duty.shifts import reports_between, shifts_between

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.domain.facts import PersonFacts, ShiftFacts
    from bot.services.context import Context


@dataclass(frozen=True, slots=True)
class DutyRecap:
    """Duty of some days by kecamatan: (name, shifts, reports, incidents); shifts still open today are not missing."""

    first: date
    last: date
    districts: tuple[tuple[str, int, int, int], ...]
    missing: tuple[ShiftFacts, ...]
    asked_at: datetime


async def duty_recap(ctx: Context, actor: PersonFacts, first: date, last: date) -> DutyRecap:
    """Duty of some days, up to today."""
    require_manager(actor)
    today = ctx.today(actor.zone)
    last = min(last, today)

    def _unit(connection: Connection) -> tuple[list[ShiftFacts], list[ShiftFacts]]:
        days = (connection, actor.office_id, first, last)
        return shifts_between(*days), reports_between(*days)

    shifts, reports = await ctx.db.study(_unit)
    incidents = Counter(one.district for one in reports if one.situation is not None and one.situation.is_incident)
    by_district: dict[str, list[ShiftFacts]] = defaultdict(list)
    for shift in shifts:
        by_district[shift.district].append(shift)
    lines = tuple(
        (
            name,
            len(found),
            sum(shift.report_number is not None for shift in found),
            incidents[name],
        )
        for name, found in sorted(by_district.items())
    )
    missing = tuple(shift for shift in shifts if shift.report_number is None and shift.day < today)
    return DutyRecap(first, last, lines, missing, ctx.clock.now())
