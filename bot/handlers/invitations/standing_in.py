"""Standing in: a guest typed by name and position, and a substitute who cannot come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people.names.written import shown_name
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer
from bot.handlers.questions import Question, question
from bot.services.invitations import answering, standing_in
from bot.services.invitations.answering import Reply
from bot.views.invitations import gathered as gathered_views
from bot.views.invitations import messages as views
from bot.views.invitations.presses import DeclineSubstitution, NameGuest
from bot.views.screen import Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.invitations.facts import StandIn
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


@question("guest", "name")
class AskedForGuest(Question):
    """Name and position of whoever comes instead."""

    session: int
    revision: int | None = None


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(DeclineSubstitution, finds_actor=True)(decline)
    routes.press(NameGuest)(ask_guest)
    routes.dialogue(AskedForGuest)(guest_step)


async def decline(turn: Turn, pressed: DeclineSubstitution) -> None:
    """Saya tidak bisa."""
    try:
        declined = await standing_in.decline(
            turn.ctx, turn.user.id, pressed.session, shown_at=turn.shown_at, seen=pressed.revision
        )
    except Refusal as refusal:
        if refusal.key in ("refused-answer-moved", "refused-answer-closed"):
            await show_what_holds(turn)
        raise
    untold = ", ".join(declined.untold)
    if turn.together:
        toast = plain("toast-substitution-untold", who=untold) if untold else plain("toast-substitution-declined")
        await turn.notify(toast, alert=bool(untold))
        await turn.show_again()
    else:
        code = declined.session.code
        key = "substitution-untold" if untold else "substitution-declined"
        await turn.show(Screen(t(key, code=code, **({"who": untold} if untold else {}))))


async def show_what_holds(turn: Turn) -> None:
    """A press too late, or on a day, hour or place that holds no more: the message under which it stands says what does."""
    parts = await turn.parts()
    now = turn.ctx.clock.now()
    said = gathered_views.alone(parts[0], now) if len(parts) == 1 else None
    if said is not None or parts:
        await turn.show(said or gathered_views.gathered(parts, now))


async def stands_in(turn: Turn, sessions: Sequence[StandIn]) -> None:
    """Where somebody is expected for another, with the buttons by which they say that they cannot, or are there; the nearest last."""
    for one in reversed(sessions):
        await turn.say(views.stands_in_now(one, turn.ctx.clock.now()), of=one.session)


async def ask_guest(turn: Turn, pressed: NameGuest) -> None:
    """Orang lain: somebody who is not in the roster."""
    turn.require_private()
    try:
        found = await answering.answerable(turn.ctx, turn.user.id, pressed.session, seen=pressed.revision)
    except Refusal as refusal:
        if refusal.key == "refused-answer-moved":
            await show_what_holds(turn)
        raise
    asked = AskedForGuest(pressed.session, found.session.revision)
    await turn.ask(Screen(t("guest-ask", code=found.session.code)), asked)


async def guest_step(turn: Turn, asked: AskedForGuest) -> None:
    """Name and position, parted by a comma."""
    name, _, position = turn.text.rpartition(",")
    if not shown_name(name) or not shown_name(position):
        await turn.say(Screen(t("guest-needs-both")))
        return
    reply = Reply(Answer.SUBSTITUTED, guest_name=name, guest_position=position)
    try:
        found = await answering.answer(turn.ctx, turn.user.id, asked.session, reply, seen=asked.revision)
    except Refusal as refusal:
        if refusal.key == "refused-answer-moved":
            await turn.finish()
        raise
    turn.go_on_there()
    await turn.finish()
    if turn.together:
        await turn.show_again()
    else:
        await turn.show(views.invitation(found, turn.ctx.clock.now()), of=found.session)
