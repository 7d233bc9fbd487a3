"""/impor, /ekspor, /peran, /audit: for admins, in private."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.documents.imports import recognise
from bot.documents.tables import UnreadableTable, write_xlsx
from bot.domain.refusals import Refusal
from bot.domain.rows import CALENDAR_COLUMNS
from bot.services import calendar, people
from bot.services.access import require_admin
from bot.services.importing import import_rows
from bot.views.format import moment
from bot.views.importing import outcome
from bot.views.screen import Screen
from bot.views.text import Markup, join_lines, plain, t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

_MOST_BYTES = 10 * 1024 * 1024


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("impor")(import_command)
    routes.command("ekspor")(export_command)
    routes.command("peran")(role_command)
    routes.command("audit")(audit_command)
    routes.document = document


async def import_command(turn: Turn) -> None:
    """/impor: asks for the file."""
    turn.require_private()
    require_admin(turn.actor)
    await turn.say(Screen(t("import-ask")))


async def document(turn: Turn) -> None:
    """A file: imported as what its columns say it is."""
    turn.require_private()
    require_admin(turn.actor)
    file = turn.message.document if turn.message else None
    if file is None:
        raise Refusal("refused-stale-button")
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


async def role_command(turn: Turn) -> None:
    """/peran <nama>."""
    turn.require_private()
    require_admin(turn.actor)
    if not turn.rest:
        await turn.say(Screen(t("role-usage")))
        return
    found = await people.find_people(turn.ctx, turn.actor, turn.rest)
    lines: list[Markup] = [
        t("role-line", name=one.name, district=one.district or one.position.value, role=plain(f"role-{one.role.value}"))
        for one in found
    ]
    await turn.say(Screen(join_lines(*lines) if lines else t("role-none", name=turn.rest[:80])))


async def audit_command(turn: Turn) -> None:
    """/audit."""
    turn.require_private()
    lines = [
        t("audit-line", at=moment(line.at, turn.actor.zone), actor=line.actor or plain("audit-system"),
          action=line.action, subject=line.subject)
        for line in await people.last_changes(turn.ctx, turn.actor)
    ]  # fmt: skip
    await turn.say(Screen(join_lines(t("audit-title"), *(lines or [t("audit-none")]))))
