"""After a session: why somebody did not come, materials and minutes."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.meetings.online_links import split_link
from bot.domain.people.names.written import shown_name
from bot.domain.vocabulary import MATERIALS, MINUTES, ExcuseKind
from bot.handlers.questions import Question, question
from bot.services.access import require_manager
from bot.services.door import absences, adding_files, files_for, session_files
from bot.services.door.adding_files import SentFile
from bot.services.meetings.calendar import office_sessions
from bot.views.door import afterwards as views
from bot.views.door.presses import Download, ExplainAbsence, FilesDone, SendFiles, TurnFiles
from bot.views.meetings.scheduling.picking import pick_session
from bot.views.screen import Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from telegram import Message

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

# Before what Telegram knows a photo by: it cannot be sent again as another kind of file
# (https://core.telegram.org/bots/api#sending-files).
PHOTO = "photo:"
# Before a link, which is a material as well: offices put what is large on a drive. Longer ones are none.
LINK = "link:"
_LONGEST_LINK, _LONGEST_NAME = 2_000, 60


@question("absence", "text")
class AskedWhyAbsent(Question):
    """The reason in words."""

    session: int


@question("files", "file")
class AskedForFiles(Question):
    """A file, then perhaps another: materials or minutes."""

    files: str
    session: int


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("materi", captions=True, coded=True)(materials_command)
    routes.command("notulen", captions=True, coded=True)(minutes_command)
    routes.press(SendFiles)(files_press)
    routes.press(FilesDone)(files_done)
    routes.press(ExplainAbsence)(absence_press)
    routes.press(Download)(send_file)
    routes.press(TurnFiles)(turn_files)
    routes.dialogue(AskedWhyAbsent)(absence_text)
    routes.dialogue(AskedForFiles)(file_step)


async def absence_press(turn: Turn, pressed: ExplainAbsence) -> None:
    """A reason by button; `lainnya` asks for words."""
    turn.require_private()
    if pressed.kind is ExcuseKind.OTHER:
        await turn.ask(Screen(t("absence-ask-text")), AskedWhyAbsent(pressed.session))
        return
    await absences.give_reason(turn.ctx, turn.user.id, pressed.session, pressed.kind)
    await _thank(turn)


async def absence_text(turn: Turn, asked: AskedWhyAbsent) -> None:
    """The reason in words."""
    if not turn.text.strip():
        await turn.say(Screen(t("absence-needs-text")))
        return
    await absences.give_reason(turn.ctx, turn.user.id, asked.session, ExcuseKind.OTHER, turn.text)
    turn.go_on_there()
    await turn.finish()
    await _thank(turn)


async def _thank(turn: Turn) -> None:
    if turn.together:
        await turn.show_again()
    else:
        await turn.show(Screen(t("absence-done")))


async def materials_command(turn: Turn) -> None:
    """/materi <sesi>, then files."""
    await _ask_files(turn, MATERIALS)


async def minutes_command(turn: Turn) -> None:
    """/notulen <sesi>, then files."""
    await _ask_files(turn, MINUTES)


async def files_press(turn: Turn, pressed: SendFiles) -> None:
    """Of which session, by button."""
    turn.require_private()
    require_manager(turn.actor)
    held = await office_sessions.session_by_code(turn.ctx, turn.actor, pressed.session)
    await _ask_more(turn, MINUTES if pressed.minutes else MATERIALS, held)


async def file_step(turn: Turn, asked: AskedForFiles) -> None:
    """One file; more may follow."""
    sent = sent_file(turn.message) or _sent_link(turn.text)
    if sent is None:
        await turn.ask(views.needs_file(), asked)
        return
    held = await adding_files.add_file(turn.ctx, turn.user.id, asked.session, asked.files, sent)
    await _ask_more(turn, asked.files, held, stored=True)


async def files_done(turn: Turn, _pressed: FilesDone) -> None:
    """Selesai."""
    await turn.asked(AskedForFiles)
    await turn.finish()
    await turn.show(Screen(t("cancel-files")))


async def send_file(turn: Turn, pressed: Download) -> None:
    """A download button."""
    turn.require_private()
    file = await files_for.file_for(turn.ctx, turn.user.id, pressed.file)
    if file.file_id.startswith(LINK):
        await turn.say(views.link(file.name, file.file_id.removeprefix(LINK)))
    elif file.file_id.startswith(PHOTO):
        await turn.send_photo(file.file_id.removeprefix(PHOTO))
    else:
        await turn.send_kept_file(file.file_id)


async def turn_files(turn: Turn, pressed: TurnFiles) -> None:
    """A page of what there was no room for."""
    turn.require_private()
    files = await files_for.files_beside(turn.ctx, turn.user.id, pressed.file)
    await turn.show(views.all_files(files, pressed.page))


async def _ask_files(turn: Turn, kind: str) -> None:
    """The file sent with the command, if one was; else the question for it."""
    turn.require_private()
    require_manager(turn.actor)
    sent = sent_file(turn.message)
    if not turn.args:
        if sent is not None:
            await turn.say(Screen(t("files-which", command=kind)))
        else:
            near = await office_sessions.near(turn.ctx, turn.actor)
            await turn.say(pick_session(kind, near, partial(SendFiles, kind == MINUTES)))
        return
    sent = sent or _sent_link(turn.cut(1)[1])
    held = await office_sessions.session_by_code(turn.ctx, turn.actor, turn.args[0])
    if sent is not None:
        await adding_files.add_file(turn.ctx, turn.user.id, held.id, kind, sent)
    await _ask_more(turn, kind, held, stored=sent is not None)


async def _ask_more(turn: Turn, kind: str, held: SessionFacts, *, stored: bool = False) -> None:
    """What is there, and the question for more."""
    files = await session_files.files_there(turn.ctx, turn.actor, held.id, kind)
    later = adding_files.told_later(kind, held, turn.ctx.clock.now())
    screen = views.ask_files(held, files, minutes=kind == MINUTES, stored=stored, later=later)
    await turn.ask(screen, AskedForFiles(kind, held.id))


def sent_file(message: Message | None) -> SentFile | None:
    """The file or photo of a message; minutes are often a photo of what was written by hand."""
    if message is None:
        return None
    if message.document is not None:
        file = message.document
        return SentFile(file.file_id, file.file_unique_id, shown_name(file.file_name or "") or file.file_id)
    if message.photo:
        photo = message.photo[-1]
        return SentFile(
            f"{PHOTO}{photo.file_id}", photo.file_unique_id, plain("files-photo", number=message.message_id)
        )
    return None


def _sent_link(text: str) -> SentFile | None:
    """A link as a material, by the words beside it."""
    beside, link = split_link(text)
    if not link or len(link) > _LONGEST_LINK:
        return None
    name = shown_name(beside.rstrip(" :-"))[:_LONGEST_NAME] or link.partition("://")[2][:_LONGEST_NAME]
    return SentFile(f"{LINK}{link}", hashlib.sha256(link.encode()).hexdigest(), name)
