"""/impor, /ekspor, /audit: for admins, in private; signed attendance lists from all of the office's own people."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.documents.bounds import MAX_BYTES
from bot.documents.tables import UnreadableTable, write_xlsx
from bot.domain.importing.columns import CALENDAR_COLUMNS
from bot.domain.importing.rows import year_of_plan
from bot.domain.refusals import Refusal
from bot.services.access import may_clerk, require_admin, require_clerk
from bot.services.importing import import_rows
from bot.services.meetings import calendar
from bot.services.office import changes
from bot.views.importing import ask_year, confirm, confirm_roles, lacking_districts, outcome
from bot.views.office import changes as trail_views
from bot.views.screen import Screen
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.documents.tables import Table
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.dialogues import Step

_YEARS = range(2000, 2100)
_PLAN = "plan"
_TRIAL = "import"
# The first press under what a file changes; roles take a second.
_LOOKED = 1


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("impor", captions=True)(import_command)
    routes.command("ekspor")(export_command)
    routes.command("audit")(audit_command)
    routes.press("aud")(audit_press)
    routes.press("impy")(year_press)
    routes.dialogue(_PLAN)(year_typed)
    routes.press("impok")(confirmed)
    routes.dialogue(_TRIAL)(not_confirmed)
    routes.document = document


async def import_command(turn: Turn) -> None:
    """/impor: asks for the file, unless it comes along."""
    turn.require_private()
    if turn.message is not None and turn.message.document is not None:
        await document(turn)
        return
    require_clerk(turn.actor)
    await turn.say(Screen(t("import-ask" if turn.actor.is_admin else "import-ask-list")))


async def document(turn: Turn) -> None:
    """A file from an admin: imported as what its columns say it is; from other clerks, a list of who came."""
    file = turn.message.document if turn.message else None
    if file is None:
        return
    if not may_clerk(turn.actor):
        raise Refusal("refused-file")
    if (file.file_size or 0) > MAX_BYTES:
        await turn.say(Screen(t("import-too-big", size=(file.file_size or 0) // 1024 // 1024)))
        return
    name = (file.file_name or "")[:80]
    try:
        kind, table = await _read(turn, file.file_id)
    except UnreadableTable as problem:
        await turn.say(Screen(t("import-unknown", name=name, reason=plain(problem.key, **problem.values))))
        return
    if kind != "attendance" and not turn.actor.is_admin:
        raise Refusal("refused-file")
    if kind == "calendar" and year_of_plan(table.rows) is None:
        await turn.ask(ask_year(name, turn.today.year), _PLAN, "year", file=file.file_id)
        return
    await _import(turn, file.file_id, kind, table)


async def year_press(turn: Turn) -> None:
    """The year of a plan whose words do not say it, by button."""
    turn.require_private()
    await _import_plan(turn, await turn.dialogue(_PLAN, "year"), turn.number(0))


async def year_typed(turn: Turn, step: Step) -> None:
    """The same, typed; or another file."""
    if turn.message is not None and turn.message.document is not None:
        await document(turn)
        return
    year = turn.text.strip()
    if not (year.isdecimal() and int(year) in _YEARS):
        await turn.say(Screen(t("import-year-bad", given=year[:20], example=str(turn.today.year))))
        return
    await _import_plan(turn, step, int(year))


async def _import_plan(turn: Turn, step: Step, year: int) -> None:
    require_admin(turn.actor)
    kind, table = await _read(turn, step.data["file"])
    await turn.finish()
    await _import(turn, step.data["file"], kind, table, year=year)


async def confirmed(turn: Turn) -> None:
    """Simpan or Tidak jadi under what a file would change; somebody whose number is another's meanwhile is shown first."""
    turn.require_private()
    step = await turn.dialogue(_TRIAL, "confirm")
    if not turn.number(0):
        await turn.finish()
        await turn.show(Screen(t("import-left")))
        return
    roles = step.data.get("roles")
    if roles and turn.number(0) == _LOOKED:
        await turn.ask(confirm_roles(roles), _TRIAL, "confirm", **{**step.data, "roles": None})
        return
    kind, table = await _read(turn, step.data["file"])
    (require_clerk if kind == "attendance" else require_admin)(turn.actor)
    await turn.finish()
    await _import(turn, step.data["file"], kind, table, year=step.data["year"], agreed=step.data["agreed"], looked=True)


async def not_confirmed(turn: Turn, _step: Step) -> None:
    """Something else instead: another file, or words."""
    if turn.message is not None and turn.message.document is not None:
        await document(turn)
        return
    await turn.say(Screen(t("import-ask-typed")))


async def _import(
    turn: Turn,
    file_id: str,
    kind: str,
    table: Table,
    *,
    year: int | None = None,
    agreed: Sequence[int] = (),
    looked: bool = False,
) -> None:
    """Say what would come of it, with a button to do it; do it once that was looked at, unless something else must be."""
    done = await import_rows(
        turn.ctx,
        turn.actor.office_id,
        kind,
        table.rows,
        dry_run=not looked,
        actor_id=turn.actor.id,
        plan_year=year,
        agreed=agreed,
    )
    # Where nothing changes, all is as the file has it, also without a press.
    done = replace(done, reading=table.reading, kept=done.kept or not (done.problems or done.added or done.changed))
    if done.kept or done.problems:
        await turn.show(Screen(join_lines(outcome(done), lacking_districts(done, "import-lacking-chat"))))
        return
    asked = sorted(done.roster.asked) if done.roster else []
    roles = list(done.roster.roles) if done.roster else []
    before = await turn.standing_in()
    left = before is not None and before.kind == _TRIAL
    await turn.ask(confirm(done, left=left), _TRIAL, "confirm", file=file_id, year=year, agreed=asked, roles=roles)


async def _read(turn: Turn, file_id: str) -> tuple[str, Table]:
    content = await turn.read_file(file_id)
    with turn.ctx.clock.hold():
        return await turn.reader.read(content)


async def export_command(turn: Turn) -> None:
    """/ekspor [tahun]: a year's calendar in the import format; without a year that of the plan in force."""
    turn.require_private()
    require_admin(turn.actor)
    given = turn.args[0] if turn.args else ""
    if given and not given.isdecimal():
        raise Refusal("refused-unknown-period", name=given[:40])
    year, activities = await calendar.plan_of(turn.ctx, turn.actor.office_id, int(given) if given else None)
    rows = [calendar.import_row(activity) for activity in activities]
    with turn.ctx.clock.hold():
        content = await asyncio.to_thread(write_xlsx, (*CALENDAR_COLUMNS, "catatan"), rows)
    await turn.send_file(f"kalender-{year}.xlsx", content, t("import-kind-calendar-of", year=str(year)))


async def audit_command(turn: Turn) -> None:
    """/audit: the last changes, without the many answers to invitations."""
    turn.require_private()
    await _show_trail(turn, answers=False, before=None)


async def audit_press(turn: Turn) -> None:
    """Older changes, or those with the answers."""
    turn.require_private()
    await _show_trail(turn, answers=bool(turn.number(0)), before=turn.number(1) or None)


async def _show_trail(turn: Turn, *, answers: bool, before: int | None) -> None:
    last = await changes.last_changes(turn.ctx, turn.actor, answers=answers, before=before)
    await turn.show(trail_views.change_list(last, turn.actor.zone, answers=answers))
