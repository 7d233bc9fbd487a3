"""The head of a secretariat: who of the own kecamatan is silent, and answering for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer, ExcuseKind
from bot.services.invitations import answering, reminding
from bot.services.invitations.answering import Reply
from bot.views.invitations import secretariat as views

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

_REPLIES = {
    "H": Reply(Answer.ATTENDING),
    "S": Reply(Answer.EXCUSED, ExcuseKind.SICK),
    "D": Reply(Answer.EXCUSED, ExcuseKind.OTHER_DUTY),
}


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press("ownsil")(silent_press)
    routes.press("for")(choose)
    routes.press("fora")(answer)


async def silent(turn: Turn, code: str = "") -> None:
    """/belum for the head of a secretariat: the own kecamatan only."""
    await turn.say(views.silent(await reminding.silent_of_district(turn.ctx, turn.actor, code)))


async def silent_press(turn: Turn) -> None:
    """« Kembali."""
    turn.require_private()
    await turn.show(views.silent(await reminding.silent_of_district(turn.ctx, turn.actor, session_id=turn.number(0))))


async def choose(turn: Turn) -> None:
    """A name: what do they say?"""
    turn.require_private()
    found = await reminding.silent_of_district(turn.ctx, turn.actor, session_id=turn.number(0))
    person_id = turn.number(1)
    one = next((one for one in found.silent if one.person.id == person_id), None)
    if one is None:
        raise Refusal("refused-stale-button")
    await turn.show(views.choices(one))


async def answer(turn: Turn) -> None:
    """Their answer, given by the secretariat."""
    turn.require_private()
    session_id, person_id, reply = turn.number(0), turn.number(1), _REPLIES.get(turn.word(2))
    if reply is None:
        raise Refusal("refused-stale-button")
    done = await answering.answer_for(turn.ctx, turn.user.id, session_id, person_id, reply)
    await turn.notify(views.noted(done))
    await turn.show(views.silent(await reminding.silent_of_district(turn.ctx, turn.actor, session_id=session_id)))
