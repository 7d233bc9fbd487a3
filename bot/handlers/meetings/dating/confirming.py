"""The answer under the last look, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal
from bot.handlers.meetings.dating.agreed import move, schedule
from bot.handlers.meetings.dating.last_look import look_again
from bot.handlers.meetings.dating.look_questions import LastLook
from bot.handlers.meetings.dating.waiting import still_asked
from bot.views.meetings.presses.last_look import AnswerDate, KeepAnswers
from bot.views.meetings.scheduling import results
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.turn import Turn


async def typed_instead(turn: Turn, _asked: LastLook) -> None:
    """Words under the last look."""
    await turn.say(Screen(t("set-press")))


async def answers_kept(turn: Turn, _pressed: KeepAnswers) -> None:
    """Jawaban tetap berlaku, or the reverse."""
    asked = await still_asked(turn, LastLook)
    await look_again(turn, replace(asked, keep=not asked.keep))


async def confirmed(turn: Turn, pressed: AnswerDate) -> None:
    """Ya or Tidak under the last look."""
    asked = await still_asked(turn, LastLook)
    if not pressed.agreed:
        await turn.finish()
        await turn.show(Screen(t("set-cancelled")) if asked.session else results.left_undone(asked.code))
        return
    try:
        done = await (move if asked.session else schedule)(turn, asked)
    except Refusal:
        await turn.finish()
        raise
    if done:
        await turn.finish()
