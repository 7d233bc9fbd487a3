"""/surat, /daftarhadir, /sertifikat, surat tugas: official papers as PDF, in private; for all but one's own certificate, the office."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.documents.tables import write_xlsx
from bot.handlers.duty.papers import task_words
from bot.services.access import require_clerk
from bot.services.meetings.calendar import office_sessions
from bot.services.papers import certificates, letters_and_lists
from bot.services.papers.tasks import session_task
from bot.views.meetings.scheduling.picking import pick_session
from bot.views.papers import chat as views
from bot.views.papers import tasks as task_views
from bot.views.papers.presses import MakeCertificates, MakeFilledList, MakeForm, MakeLetter, MakeList, MakeTask

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("surat", coded=True)(letter_command)
    routes.command("daftarhadir", coded=True)(list_command)
    routes.command("sertifikat", coded=True)(certificates_command)
    routes.press(MakeLetter)(letter_press)
    routes.press(MakeTask)(task_press)
    routes.press(MakeList)(list_press)
    routes.press(MakeFilledList)(filled_press)
    routes.press(MakeForm)(form_press)
    routes.press(MakeCertificates)(certificates_press)


async def letter_command(turn: Turn) -> None:
    """/surat <sesi> [hal]; /surat piket: the surat tugas of a turn of the week ahead."""
    turn.require_private()
    if turn.args and turn.args[0].casefold() == "piket":
        await task_words(turn)
        return
    require_clerk(turn.actor)
    if not turn.args:
        await turn.say(pick_session("letter", await office_sessions.upcoming(turn.ctx, turn.actor), MakeLetter))
        return
    code, subject = turn.cut(1)
    await _letter(turn, code, subject)


async def letter_press(turn: Turn, pressed: MakeLetter) -> None:
    """The letter of a session by button."""
    turn.require_private()
    await _letter(turn, pressed.session, "")


async def task_press(turn: Turn, pressed: MakeTask) -> None:
    """The surat tugas of those invited."""
    turn.require_private()
    facts = await session_task(turn.ctx, turn.actor, pressed.session)
    await turn.send_file(
        task_views.file_name(facts), await turn.make(task_views.task(facts)), task_views.caption(facts)
    )


async def list_command(turn: Turn) -> None:
    """/daftarhadir <sesi>."""
    turn.require_private()
    require_clerk(turn.actor)
    if not turn.args:
        await turn.say(pick_session("list", await letters_and_lists.listed_sessions(turn.ctx, turn.actor), MakeList))
        return
    await _list(turn, turn.args[0], filled=False)


async def list_press(turn: Turn, pressed: MakeList) -> None:
    """The list to sign, by button."""
    turn.require_private()
    await _list(turn, pressed.session, filled=False)


async def filled_press(turn: Turn, pressed: MakeFilledList) -> None:
    """The list filled from check-ins."""
    turn.require_private()
    await _list(turn, pressed.session, filled=True)


async def form_press(turn: Turn, pressed: MakeForm) -> None:
    """The list as a workbook to fill in from paper, for /impor."""
    turn.require_private()
    facts = await letters_and_lists.attendance_list(turn.ctx, turn.actor, pressed.session, filled=False)
    with turn.ctx.clock.hold():
        content = await asyncio.to_thread(write_xlsx, *views.form(facts))
    name = views.file_name("isian-daftar-hadir", facts.session, "xlsx")
    await turn.send_file(name, content, views.form_caption(facts))


async def certificates_command(turn: Turn) -> None:
    """/sertifikat <sesi>: for the office everybody's, else one's own."""
    turn.require_private()
    if not turn.args:
        held = await certificates.certified_sessions(turn.ctx, turn.actor)
        await turn.say(pick_session("certificate", held, MakeCertificates))
        return
    await _certificates(turn, turn.args[0])


async def certificates_press(turn: Turn, pressed: MakeCertificates) -> None:
    """A session's certificates by button."""
    turn.require_private()
    await _certificates(turn, pressed.session)


async def _letter(turn: Turn, code: str | int, subject: str) -> None:
    facts = await letters_and_lists.letter(turn.ctx, turn.actor, code, subject)
    content = await turn.make(views.letter(facts))
    await turn.send_file(views.file_name(views.letter_name(facts), facts.session), content, views.letter_caption(facts))


async def _list(turn: Turn, code: str | int, *, filled: bool) -> None:
    facts = await letters_and_lists.attendance_list(turn.ctx, turn.actor, code, filled=filled)
    content = await turn.make(views.attendance_list(facts))
    caption = views.attendance_caption(facts)
    name = views.file_name("daftar-hadir-terisi" if filled else "daftar-hadir", facts.session)
    await turn.send_file(name, content, caption.text, caption.keyboard)


async def _certificates(turn: Turn, code: str | int) -> None:
    facts = await certificates.certificates(turn.ctx, turn.actor, code)
    content = await turn.make(views.certificates(facts))
    await turn.send_file(views.file_name("sertifikat", facts.session), content, views.certificates_caption(facts))
