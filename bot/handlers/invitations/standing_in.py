"""Standing in: a guest typed by name and position, and a substitute who cannot come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people.names import shown_name
from bot.domain.vocabulary import Answer
from bot.services.invitations import answering, substitution
from bot.services.invitations.answering import Reply
from bot.views.invitations import messages as views
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.dialogues import Step

_GUEST = "guest"


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press("subno", finds_actor=True)(decline)
    routes.press("insg")(ask_guest)
    routes.dialogue(_GUEST)(guest_step)


async def decline(turn: Turn) -> None:
    """Saya tidak bisa."""
    facts = await substitution.decline(turn.ctx, turn.user.id, turn.number(0), shown_at=turn.shown_at)
    await turn.show(Screen(t("substitution-declined", code=facts.code)))


async def ask_guest(turn: Turn) -> None:
    """Orang lain: somebody who is not in the roster."""
    turn.require_private()
    session_id = turn.number(0)
    found = await answering.invitation(turn.ctx, turn.user.id, session_id)
    await turn.ask(Screen(t("guest-ask", code=found.session.code)), _GUEST, "name", session=session_id)


async def guest_step(turn: Turn, step: Step) -> None:
    """Name and position, parted by a comma."""
    name, _, position = turn.text.rpartition(",")
    if not shown_name(name) or not shown_name(position):
        await turn.say(Screen(t("guest-needs-both")))
        return
    reply = Reply(Answer.SUBSTITUTED, guest_name=name, guest_position=position)
    found = await answering.answer(turn.ctx, turn.user.id, int(step.data["session"]), reply)
    turn.go_on_at(step)
    await turn.finish()
    if turn.together:
        await turn.show_again()
    else:
        await turn.show(views.invitation(found, turn.ctx.clock.now()))
