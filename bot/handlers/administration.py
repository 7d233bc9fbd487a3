"""/impor, /ekspor, /audit: for admins, in private; signed attendance lists from all of the office's own people."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.documents.imports import recognise
from bot.documents.tables import UnreadableTable, write_xlsx
from bot.domain.refusals import Refusal
from bot.domain.rows import CALENDAR_COLUMNS
from bot.services import calendar, trail
from bot.services.access import may_clerk, require_admin, require_clerk
from bot.services.importing import import_rows
from bot.views import trail as trail_views
from bot.views.importing import outcome
from bot.views.screen import Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

_MOST_BYTES = 10 * 1024 * 1024


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("impor")(import_command)
    routes.command("ekspor")(export_command)
    routes.command("audit")(audit_command)
    routes.press("aud")(audit_press)
    routes.document = document


async def import_command(turn: Turn) -> None:
    """/impor: asks for the file."""
    turn.require_private()
    require_clerk(turn.actor)
    await turn.say(Screen(t("import-ask" if turn.actor.is_admin else "import-ask-list")))


async def document(turn: Turn) -> None:
    """A file from an admin: imported as what its columns say it is; from other clerks, a list of who came."""
    file = turn.message.document if turn.message else None
    if file is None:
        return
    if not may_clerk(turn.actor):
        raise Refusal("refused-file")
    if (file.file_size or 0) > _MOST_BYTES:
        await turn.say(Screen(t("import-too-big", size=(file.file_size or 0) // 1024 // 1024)))
        return
    content = await turn.read_file(file.file_id)
    try:
        with turn.ctx.clock.hold():
            kind, table = await asyncio.to_thread(recognise, content)
    except UnreadableTable as problem:
        reason = plain(problem.key, **problem.values)
        await turn.say(Screen(t("import-unknown", name=(file.file_name or "")[:80], reason=reason)))
        return
    if kind != "attendance" and not turn.actor.is_admin:
        raise Refusal("refused-file")
    done = await import_rows(turn.ctx, turn.actor.office_id, kind, table.rows, actor_id=turn.actor.id)
    await turn.say(Screen(outcome(done)))


async def export_command(turn: Turn) -> None:
    """/ekspor: the calendar in the import format."""
    turn.require_private()
    require_admin(turn.actor)
    activities = await calendar.all_activities(turn.ctx, turn.actor.office_id)
    rows = [calendar.import_row(activity) for activity in activities]
    with turn.ctx.clock.hold():
        content = await asyncio.to_thread(write_xlsx, (*CALENDAR_COLUMNS, "catatan"), rows)
    await turn.send_file("kalender.xlsx", content, t("import-kind-calendar"))


async def audit_command(turn: Turn) -> None:
    """/audit: the last changes, without the many answers to invitations."""
    turn.require_private()
    await _show_trail(turn, answers=False, before=None)


async def audit_press(turn: Turn) -> None:
    """Older changes, or those with the answers."""
    turn.require_private()
    await _show_trail(turn, answers=bool(turn.number(0)), before=turn.number(1) or None)


async def _show_trail(turn: Turn, *, answers: bool, before: int | None) -> None:
    changes = await trail.last_changes(turn.ctx, turn.actor, answers=answers, before=before)
    await turn.show(trail_views.trail(changes, turn.actor.zone, answers=answers))
