"""The head of a secretariat: who of the own kecamatan is silent, and answering for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer, ExcuseKind
from bot.services.invitations import answering, reminding
from bot.services.invitations.answering import Reply
from bot.views.invitations import secretariat as views
from bot.views.invitations.presses import AnswerFor, GiveAnswerFor, GivenReply, ShowOwnSilent

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

_REPLIES = {
    GivenReply.ATTENDS: Reply(Answer.ATTENDING),
    GivenReply.SICK: Reply(Answer.EXCUSED, ExcuseKind.SICK),
    GivenReply.OTHER_DUTY: Reply(Answer.EXCUSED, ExcuseKind.OTHER_DUTY),
}


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(ShowOwnSilent)(silent_press)
    routes.press(AnswerFor)(choose)
    routes.press(GiveAnswerFor)(answer)


async def silent(turn: Turn, code: str = "") -> None:
    """/belum for the head of a secretariat: the own kecamatan only."""
    await turn.say(views.silent(await reminding.silent_of_district(turn.ctx, turn.actor, code)))


async def silent_press(turn: Turn, pressed: ShowOwnSilent) -> None:
    """« Kembali."""
    turn.require_private()
    await turn.show(views.silent(await reminding.silent_of_district(turn.ctx, turn.actor, session_id=pressed.session)))


async def choose(turn: Turn, pressed: AnswerFor) -> None:
    """A name: what do they say?"""
    turn.require_private()
    found = await reminding.silent_of_district(turn.ctx, turn.actor, session_id=pressed.session)
    one = next((one for one in found.silent if one.person.id == pressed.person), None)
    if one is None:
        raise Refusal("refused-stale-button")
    await turn.show(views.choices(one))


async def answer(turn: Turn, pressed: GiveAnswerFor) -> None:
    """Their answer, given by the secretariat."""
    turn.require_private()
    reply = _REPLIES[pressed.reply]
    done = await answering.answer_for(turn.ctx, turn.user.id, pressed.session, pressed.person, reply)
    await turn.notify(views.noted(done))
    await turn.show(views.silent(await reminding.silent_of_district(turn.ctx, turn.actor, session_id=pressed.session)))
