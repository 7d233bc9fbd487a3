"""/impor and files that are sent: for admins, in private; signed attendance lists from all of the office's own people."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.documents.bounds import MAX_BYTES
from bot.documents.faulty_lines import faulty_lines
from bot.documents.plain_workbook import PlainSheet, plain_workbook
from bot.documents.tables import UnreadableTable
from bot.domain.importing.calendar import year_of_plan
from bot.domain.importing.headings import COLUMNS
from bot.domain.people.names.written import shown_name
from bot.domain.refusals import Refusal
from bot.handlers.duty import unasked
from bot.handlers.questions import Question, question
from bot.services.access import may_clerk, require_admin, require_clerk
from bot.services.door import handing_in
from bot.services.duty import requests
from bot.services.importing import import_choices, import_rows
from bot.views import importing as views
from bot.views.door import hand_ins as hand_in_views
from bot.views.duty import requests as request_views
from bot.views.office.presses import AnswerImport, GetTemplate, ImportAnswer, NameYear
from bot.views.screen import Screen
from bot.views.text import join_lines, plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.documents.tables import Table
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.importing import Imported

_YEARS = range(2000, 2100)
# Of so many lines one is told that they are being looked at.
_MANY = 1000


@question("plan", "year")
class AskedForYear(Question):
    """Of which year the plan in a file is; `file` as Telegram knows it."""

    file: str


@question("import", "confirm")
class AskedToImport(Question):
    """Whether a file is to be kept: the year of its plan, whose numbers go to others, and lines on roles that it changes."""

    file: str
    year: int | None
    agreed: list[int]
    roles: list[str] | None = None


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("impor", captions=True)(import_command)
    routes.press(NameYear)(year_press)
    routes.dialogue(AskedForYear)(year_typed)
    routes.press(AnswerImport)(confirmed)
    routes.dialogue(AskedToImport)(not_confirmed)
    routes.press(GetTemplate)(template_press)
    routes.document = document


async def import_command(turn: Turn) -> None:
    """/impor: asks for the file, unless it comes along."""
    turn.require_private()
    if turn.message is not None and turn.message.document is not None:
        await document(turn)
        return
    require_clerk(turn.actor)
    if turn.message is not None and turn.message.photo:
        await turn.say(Screen(t("import-file-picture")))
        return
    await turn.say(views.ask_file(admin=turn.actor.is_admin))


async def template_press(turn: Turn, pressed: GetTemplate) -> None:
    """An empty file of a kind, to fill in: with lists of the words that are fixed, and of the office's kecamatan."""
    turn.require_private()
    kind = pressed.kind
    if kind not in COLUMNS:
        raise Refusal("refused-stale-button")
    (require_clerk if kind == "attendance" else require_admin)(turn.actor)
    offered = await import_choices(turn.ctx, turn.actor.office_id, kind)
    content = plain_workbook([PlainSheet(plain("import-sheet-template"), COLUMNS[kind], [], offered)])
    await turn.send_file(views.template_name(kind), content, views.template_caption(kind))


async def document(turn: Turn) -> None:
    """A file from an admin: imported as what its columns say it is; from other clerks, a list of who came."""
    file = turn.message.document if turn.message else None
    if file is None:
        return
    if not may_clerk(turn.actor):
        if not await unasked.lines_taken(turn):
            await _of_member(turn)
        return
    if (file.file_size or 0) > MAX_BYTES:
        await turn.say(Screen(t("import-too-big", size=(file.file_size or 0) // 1024 // 1024)))
        return
    name = shown_name(file.file_name or "")[:80]
    try:
        kind, table = await _read(turn, file.file_id)
    except UnreadableTable as problem:
        await turn.say(Screen(t("import-unknown", name=name, reason=plain(problem.key, **problem.values))))
        return
    if kind != "attendance" and not turn.actor.is_admin:
        raise Refusal("refused-file")
    if kind == "calendar" and year_of_plan(table.rows) is None:
        await turn.ask(views.ask_year(name, turn.today.year), AskedForYear(file.file_id))
        return
    await _import(turn, file.file_id, kind, table)


async def _of_member(turn: Turn) -> None:
    """Whoever imports nothing is asked what it belongs to, where something of theirs is waited for."""
    waited_for = await handing_in.of_own_district(turn.ctx, turn.actor)
    asked = [] if waited_for else await requests.open_for(turn.ctx, turn.actor)
    if asked:
        await turn.say(request_views.to_answer(asked, turn.actor.district_id or 0, unplaced="file"))
        return
    if not waited_for or turn.actor.district_id is None:
        raise Refusal("refused-file")
    await turn.say(hand_in_views.which_first(waited_for, turn.actor.district_id))


async def year_press(turn: Turn, pressed: NameYear) -> None:
    """The year of a plan whose words do not say it, by button."""
    turn.require_private()
    await _import_plan(turn, await turn.asked(AskedForYear), pressed.year)


async def year_typed(turn: Turn, asked: AskedForYear) -> None:
    """The same, typed; or another file."""
    if turn.message is not None and turn.message.document is not None:
        await document(turn)
        return
    year = turn.text.strip()
    if not (year.isdecimal() and int(year) in _YEARS):
        await turn.say(Screen(t("import-year-bad", given=year[:20], example=str(turn.today.year))))
        return
    await _import_plan(turn, asked, int(year))


async def _import_plan(turn: Turn, asked: AskedForYear, year: int) -> None:
    require_admin(turn.actor)
    kind, table = await _read(turn, asked.file)
    await turn.finish()
    await _import(turn, asked.file, kind, table, year=year)


async def confirmed(turn: Turn, pressed: AnswerImport) -> None:
    """Simpan or Tidak jadi under what a file would change; somebody whose number is another's meanwhile is shown first."""
    turn.require_private()
    asked = await turn.asked(AskedToImport)
    if pressed.answer is ImportAnswer.LEAVE:
        await turn.finish()
        await turn.show(Screen(t("import-left")))
        return
    if asked.roles and pressed.answer is not ImportAnswer.ROLES_TOO:
        # However often: a button that is pressed twice in haste gives nobody rights.
        await turn.ask(views.confirm_roles(asked.roles), asked)
        return
    kind, table = await _read(turn, asked.file)
    (require_clerk if kind == "attendance" else require_admin)(turn.actor)
    await turn.finish()
    await _import(turn, asked.file, kind, table, year=asked.year, agreed=asked.agreed, looked=True)


async def not_confirmed(turn: Turn, _asked: AskedToImport) -> None:
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
    if len(table.rows) >= _MANY:
        await turn.say(Screen(t("import-working", count=len(table.rows))))
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
    if done.problems:
        await _give_back(turn, done, table)
        return
    if done.kept:
        await turn.show(Screen(views.outcome(done)))
        return
    agreed = sorted(done.roster.asked) if done.roster else []
    roles = list(done.roster.roles) if done.roster else []
    left = AskedToImport.of(await turn.standing_in()) is not None
    await turn.ask(views.confirm(done, left=left), AskedToImport(file_id, year, agreed, roles))


async def _give_back(turn: Turn, done: Imported, table: Table) -> None:
    """The file again with what is wrong in words, and the same in a message below it."""
    offered = await import_choices(turn.ctx, turn.actor.office_id, done.kind)
    give = partial(faulty_lines, table.rows, views.faults(done, table.rows), offered, views.sheet_names())
    with turn.ctx.clock.hold():
        content = await asyncio.to_thread(give)
    await turn.send_file(views.faulty_name(done.kind), content, t("import-faulty-file"))
    lacking = views.lacking_districts(done, "import-lacking-chat")
    await turn.show(Screen(join_lines(views.outcome(done), lacking, t("import-mend"))))


async def _read(turn: Turn, file_id: str) -> tuple[str, Table]:
    content = await turn.read_file(file_id)
    with turn.ctx.clock.hold():
        return await turn.reader.read(content)
