"""/ekspor and /audit: for admins, in private."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.documents.tables import write_xlsx
from bot.domain.importing.columns import CALENDAR_COLUMNS, FREE_DAY_COLUMNS
from bot.domain.refusals import Refusal
from bot.services.access import require_admin
from bot.services.meetings.calendar import plan_lines
from bot.services.meetings.office_days import own_days
from bot.services.office import changes
from bot.views.office import changes as trail_views
from bot.views.office.presses import ShowChanges
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("ekspor")(export_command)
    routes.command("audit")(audit_command)
    routes.press(ShowChanges)(audit_press)


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


async def audit_command(turn: Turn) -> None:
    """/audit: the last changes, without the many answers to invitations."""
    turn.require_private()
    await _show_trail(turn, answers=False, before=None)


async def audit_press(turn: Turn, pressed: ShowChanges) -> None:
    """Older changes, or those with the answers."""
    turn.require_private()
    await _show_trail(turn, answers=pressed.answers, before=pressed.before or None)


async def _show_trail(turn: Turn, *, answers: bool, before: int | None) -> None:
    last = await changes.last_changes(turn.ctx, turn.actor, answers=answers, before=before)
    await turn.show(trail_views.change_list(last, turn.actor.zone, answers=answers))
