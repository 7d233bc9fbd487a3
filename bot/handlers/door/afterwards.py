"""After a session: why somebody did not come, materials and minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people.names import shown_name
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import ExcuseKind
from bot.services.access import require_manager
from bot.services.door import afterwards
from bot.services.door.afterwards import MATERIALS, MINUTES, SentFile
from bot.services.meetings import calendar
from bot.views.meetings.scheduling import pick_session
from bot.views.screen import Screen, button, rows
from bot.views.text import plain, t

if TYPE_CHECKING:
    from telegram import InlineKeyboardMarkup, Message

    from bot.domain.facts import SessionFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.dialogues import Step

_ABSENCE = "absence"
FILES = "files"
_KINDS = (MATERIALS, MINUTES)
# Before what Telegram knows a photo by: it cannot be sent again as another kind of file
# (https://core.telegram.org/bots/api#sending-files).
_PHOTO = "photo:"


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("materi", captions=True)(materials_command)
    routes.command("notulen", captions=True)(minutes_command)
    routes.press("mat")(files_press)
    routes.press("filok")(files_done)
    routes.press("abs")(absence_press)
    routes.press("file")(send_file)
    routes.dialogue(_ABSENCE)(absence_text)
    routes.dialogue(FILES)(file_step)


async def absence_press(turn: Turn) -> None:
    """A reason by button; `lainnya` asks for words."""
    turn.require_private()
    session_id = turn.number(0)
    try:
        kind = ExcuseKind[turn.word(1)]
    except KeyError:
        raise Refusal("refused-stale-button") from None
    if kind is ExcuseKind.OTHER:
        await turn.ask(Screen(t("absence-ask-text")), _ABSENCE, "text", session=session_id)
        return
    await afterwards.give_reason(turn.ctx, turn.user.id, session_id, kind)
    await _thank(turn)


async def absence_text(turn: Turn, step: Step) -> None:
    """The reason in words."""
    if not turn.text.strip():
        await turn.say(Screen(t("absence-needs-text")))
        return
    await afterwards.give_reason(turn.ctx, turn.user.id, int(step.data["session"]), ExcuseKind.OTHER, turn.text)
    turn.go_on_at(step)
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


async def files_press(turn: Turn) -> None:
    """Of which session, by button; 0: materials, 1: minutes."""
    turn.require_private()
    require_manager(turn.actor)
    held = await calendar.session_by_code(turn.ctx, turn.actor, turn.number(1))
    await _ask_more(turn, _KINDS[turn.number(0) % len(_KINDS)], held)


async def file_step(turn: Turn, step: Step) -> None:
    """One file; more may follow."""
    kind = str(step.data["files"])
    sent = _sent(turn.message)
    if sent is None:
        await turn.ask(Screen(t("files-needs-file"), _done_button()), FILES, "file", **step.data)
        return
    held = await afterwards.add_file(turn.ctx, turn.user.id, int(step.data["session"]), kind, sent)
    await _ask_more(turn, kind, held, sent.name)


async def files_done(turn: Turn) -> None:
    """Selesai."""
    await turn.dialogue(FILES)
    await turn.finish()
    await turn.show(Screen(t("cancel-files")))


async def send_file(turn: Turn) -> None:
    """A download button."""
    turn.require_private()
    file = await afterwards.file_for(turn.ctx, turn.user.id, turn.number(0))
    if file.file_id.startswith(_PHOTO):
        await turn.send_photo(file.file_id.removeprefix(_PHOTO))
    else:
        await turn.send_kept_file(file.file_id)


async def _ask_files(turn: Turn, kind: str) -> None:
    """The file sent with the command, if one was; else the question for it."""
    turn.require_private()
    require_manager(turn.actor)
    sent = _sent(turn.message)
    if not turn.args:
        if sent is not None:
            await turn.say(Screen(t("files-which", name=sent.name, command=kind)))
        else:
            await turn.say(pick_session(kind, await calendar.near(turn.ctx, turn.actor), "mat", _KINDS.index(kind)))
        return
    held = await calendar.session_by_code(turn.ctx, turn.actor, turn.args[0])
    if sent is not None:
        await afterwards.add_file(turn.ctx, turn.user.id, held.id, kind, sent)
    await _ask_more(turn, kind, held, sent.name if sent is not None else None)


async def _ask_more(turn: Turn, kind: str, held: SessionFacts, name: str | None = None) -> None:
    """What was stored, if anything, and the question for more."""
    text = (
        t(f"files-ask-{kind}", code=held.code) if name is None else t(f"files-done-{kind}", code=held.code, name=name)
    )
    await turn.ask(Screen(text, _done_button()), FILES, "file", files=kind, session=held.id)


def _done_button() -> InlineKeyboardMarkup:
    return rows([button(plain("button-files-done"), "filok")])


def _sent(message: Message | None) -> SentFile | None:
    """The file or photo of a message; minutes are often a photo of what was written by hand."""
    if message is None:
        return None
    if message.document is not None:
        file = message.document
        return SentFile(file.file_id, file.file_unique_id, shown_name(file.file_name or "") or file.file_id)
    if message.photo:
        photo = message.photo[-1]
        return SentFile(
            f"{_PHOTO}{photo.file_id}", photo.file_unique_id, plain("files-photo", number=message.message_id)
        )
    return None
