"""Leaving a dialogue: /batal, and commands that are no answer to what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import ReplyKeyboardRemove

from bot.domain.duty.mending import split_key
from bot.handlers import typed_command
from bot.handlers.door.afterwards import AskedForFiles
from bot.handlers.door.checkin import AskedForProof
from bot.handlers.duty.requests import AskedForValue
from bot.services.office.offices import only_office
from bot.views import people as people_views
from bot.views.leaving import GoOn, Stop, still_asking
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.dialogues import Step
    from bot.views.text import Markup

# Of whoever fills in a report of piket.
_REPORT = "duty"


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("batal", strangers=True)(leave_command)
    routes.press(GoOn)(go_on)
    routes.press(Stop)(stop)
    routes.stray = stray_command


async def leave_command(turn: Turn) -> None:
    """/batal."""
    step = await turn.finish(wholly=True)
    text = t("cancel-nothing") if step is None else _left(step)
    # Whoever asked for a place has put its button under the keyboard; a stranger's, for the number, stays.
    await turn.say(Screen(text, ReplyKeyboardRemove() if turn.person is not None else None))


async def stray_command(turn: Turn) -> None:
    """A command that leads nowhere, or stands under a file that it is not made for: never an answer to a question."""
    if turn.person is None:
        await turn.refuse_former()
        await turn.say(Screen(people_views.stranger(await only_office(turn.ctx))))
        return
    said = typed_command.said_in(turn.message)
    name = said.name if said is not None else ""
    why = "unknown-command"
    if turn.message is not None and typed_command.is_passed_on(turn.message):
        why = "passed-on-command"
    elif turn.message is not None and not turn.message.text:
        why = "caption-command"
    text = t(why, name=name)
    if await turn.standing_in() is None:
        await turn.say(Screen(text))
        return
    await turn.say(still_asking(text))


async def go_on(turn: Turn, _pressed: GoOn) -> None:
    """Lanjutkan: the question stands."""
    if await turn.standing_in() is None:
        await turn.show(Screen(t("cancel-nothing")))
        return
    await turn.show(Screen(t("go-on-next")))


async def stop(turn: Turn, _pressed: Stop) -> None:
    """Berhenti: the same as /batal."""
    step = await turn.finish(wholly=True)
    text = t("cancel-nothing") if step is None else _left(step)
    at_the_door = AskedForProof.of(step) is not None
    await turn.show(Screen(text, ReplyKeyboardRemove() if at_the_door else None))


def _left(step: Step) -> Markup:
    # Files that came one by one were kept one by one, and each answer of a report.
    if step.kind == _REPORT:
        mended = split_key(step.data.get("form", ""))[1] is not None
        return t("cancel-mending" if mended else "cancel-report")
    answering = AskedForValue.of(step)
    if answering is not None:
        return t(
            "cancel-answer-again" if answering.again else "cancel-answer-kept" if answering.values else "cancel-answer"
        )
    return t("cancel-files" if AskedForFiles.of(step) else "cancel-left")
