"""After a session: why somebody did not come, materials and minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal
from bot.domain.vocabulary import ExcuseKind
from bot.services import afterwards, calendar
from bot.services.access import require_manager
from bot.services.afterwards import MATERIALS, MINUTES, SentFile
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.dialogues import Step

_ABSENCE = "absence"
FILES = "files"


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("materi")(materials_command)
    routes.command("notulen")(minutes_command)
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
    await turn.show(Screen(t("absence-done")))


async def absence_text(turn: Turn, step: Step) -> None:
    """The reason in words."""
    if not turn.text.strip():
        await turn.say(Screen(t("absence-needs-text")))
        return
    await afterwards.give_reason(turn.ctx, turn.user.id, int(step.data["session"]), ExcuseKind.OTHER, turn.text)
    await turn.finish()
    await turn.say(Screen(t("absence-done")))


async def materials_command(turn: Turn) -> None:
    """/materi <sesi>, then files."""
    await _ask_files(turn, MATERIALS)


async def minutes_command(turn: Turn) -> None:
    """/notulen <sesi>, then files."""
    await _ask_files(turn, MINUTES)


async def file_step(turn: Turn, step: Step) -> None:
    """One file; more may follow."""
    document = turn.message.document if turn.message else None
    if document is None:
        await turn.say(Screen(t("files-needs-file")))
        return
    kind, name = str(step.data["files"]), document.file_name or document.file_id
    session_id = int(step.data["session"])
    sent = SentFile(document.file_id, document.file_unique_id, name)
    held = await afterwards.add_file(turn.ctx, turn.user.id, session_id, kind, sent)
    await turn.say(Screen(t(f"files-done-{kind}", code=held.code, name=name)))


async def send_file(turn: Turn) -> None:
    """A download button."""
    turn.require_private()
    file = await afterwards.file_for(turn.ctx, turn.user.id, turn.number(0))
    await turn.send_kept_file(file.file_id)


async def _ask_files(turn: Turn, kind: str) -> None:
    turn.require_private()
    require_manager(turn.actor)
    if not turn.args:
        await turn.say(Screen(t(f"files-usage-{kind}")))
        return
    held = await calendar.session_by_code(turn.ctx, turn.actor, turn.args[0])
    await turn.ask(Screen(t(f"files-ask-{kind}", code=held.code)), FILES, "file", files=kind, session=held.id)
