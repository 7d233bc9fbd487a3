"""/ekspor: tables as they are imported; for admins, in private."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.documents.tables import write_xlsx
from bot.domain.importing.columns import CALENDAR_COLUMNS, FREE_DAY_COLUMNS
from bot.domain.refusals import Refusal
from bot.services.access import require_admin
from bot.services.meetings.calendar import plan_lines
from bot.services.meetings.office_days import own_days
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("ekspor")(export_command)


async def export_command(turn: Turn) -> None:
    """/ekspor [tahun]: a year's calendar in the import format; without a year that of the plan in force; or `libur`."""
    turn.require_private()
    require_admin(turn.actor)
    given = turn.args[0] if turn.args else ""
    if given.casefold() == "libur":
        days = await own_days(turn.ctx, turn.actor.office_id)
        with turn.ctx.clock.hold():
            content = await asyncio.to_thread(write_xlsx, FREE_DAY_COLUMNS, days)
        await turn.send_file("hari-libur-kantor.xlsx", content, t("import-kind-libur"))
        return
    if given and not given.isdecimal():
        raise Refusal("refused-unknown-export", name=given[:40])
    year, activities = await plan_lines.plan_of(turn.ctx, turn.actor.office_id, int(given) if given else None)
    rows = [plan_lines.import_row(activity) for activity in activities]
    with turn.ctx.clock.hold():
        content = await asyncio.to_thread(write_xlsx, (*CALENDAR_COLUMNS, "catatan"), rows)
    await turn.send_file(f"kalender-{year}.xlsx", content, t("import-kind-calendar-of", year=str(year)))
