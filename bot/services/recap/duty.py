"""Duty of some days by kecamatan."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.services.access import require_manager
from bot.services.duty.shifts import shifts_between

if TYPE_CHECKING:
    from datetime import date, datetime

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
    shifts = await ctx.db.study(partial(shifts_between, office_id=actor.office_id, first=first, last=last))
    by_district: dict[str, list[ShiftFacts]] = defaultdict(list)
    for shift in shifts:
        by_district[shift.district].append(shift)
    lines = tuple(
        (
            name,
            len(found),
            sum(shift.report_number is not None for shift in found),
            sum(shift.situation is not None and shift.situation.value == "kejadian" for shift in found),
        )
        for name, found in sorted(by_district.items())
    )
    missing = tuple(shift for shift in shifts if shift.report_number is None and shift.day < today)
    return DutyRecap(first, last, lines, missing, ctx.clock.now())
