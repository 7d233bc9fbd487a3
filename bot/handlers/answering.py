"""Answers to invitations: Hadir / Berhalangan / Diwakilkan, /izin, and the buttons of group cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer, ExcuseKind
from bot.services import answering, attendance
from bot.services.answering import MAX_EXCUSE, Reply
from bot.views import sessions as views
from bot.views.screen import Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.dialogues import Step

_DIALOGUE = "excuse"


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("izin")(excuse_command)
    routes.press("inv")(back_to_invitation)
    routes.press("yes", finds_actor=True)(attend)
    routes.press("no")(ask_excuse)
    routes.press("exc")(choose_excuse)
    routes.press("ins")(ask_substitute)
    routes.press("sub", finds_actor=True)(choose_substitute)
    routes.press("gyes", finds_actor=True)(attend_from_group)
    routes.press("gno", finds_actor=True)(decline_from_group)
    routes.dialogue(_DIALOGUE)(excuse_text)


async def show_invitation(turn: Turn, session_id: int) -> None:
    """The invitation as a new message (from a link or a command)."""
    found = await attendance.invitation_of(turn.ctx, turn.actor, session_id)
    await turn.say(views.invitation(found, turn.ctx.clock.now()))


async def back_to_invitation(turn: Turn) -> None:
    """« Kembali."""
    await turn.finish()
    found = await attendance.invitation_of(turn.ctx, turn.actor, turn.number(0))
    await turn.show(views.invitation(found, turn.ctx.clock.now()))


async def attend(turn: Turn) -> None:
    """Hadir."""
    await _answer(turn, turn.number(0), Reply(Answer.ATTENDING))


async def ask_excuse(turn: Turn) -> None:
    """Berhalangan: why?"""
    found = await attendance.answerable(turn.ctx, turn.actor, turn.number(0))
    await turn.show(views.excuse_choices(found))


async def choose_excuse(turn: Turn) -> None:
    """A reason by button; `lainnya` asks for text."""
    session_id = turn.number(0)
    try:
        kind = ExcuseKind[turn.word(1)]
    except KeyError:
        raise Refusal("refused-stale-button") from None
    if kind is ExcuseKind.OTHER:
        found = await attendance.answerable(turn.ctx, turn.actor, session_id)
        await turn.begin(_DIALOGUE, "text", session=session_id)
        await turn.say(Screen(t("ask-excuse-text", code=found.session.code)))
        return
    await _answer(turn, session_id, Reply(Answer.EXCUSED, kind))


async def excuse_text(turn: Turn, step: Step) -> None:
    """The reason in the person's own words."""
    message = turn.message
    text = (message.text or "").strip() if message else ""
    if not text:
        await turn.say(Screen(t("excuse-needs-text")))
        return
    if len(text) > MAX_EXCUSE:
        await turn.say(Screen(t("excuse-too-long", length=len(text), most=MAX_EXCUSE)))
        return
    await _answer(turn, int(step.data["session"]), Reply(Answer.EXCUSED, ExcuseKind.OTHER, text))
    await turn.finish()


async def ask_substitute(turn: Turn) -> None:
    """Diwakilkan: by whom?"""
    session_id = turn.number(0)
    found = await attendance.answerable(turn.ctx, turn.actor, session_id)
    candidates = await answering.substitute_candidates(turn.ctx, turn.actor, session_id)
    if not candidates:
        raise Refusal("refused-no-substitute")
    await turn.show(views.substitute_choices(found, candidates))


async def choose_substitute(turn: Turn) -> None:
    """The substitute by button."""
    await _answer(turn, turn.number(0), Reply(Answer.SUBSTITUTED, substitute_id=turn.number(1)))


async def attend_from_group(turn: Turn) -> None:
    """Hadir on a card: the presser's own answer; the card follows by itself."""
    await answering.answer(turn.ctx, turn.user.id, turn.number(0), Reply(Answer.ATTENDING))
    await turn.notify(plain("toast-hadir"))


async def decline_from_group(turn: Turn) -> None:
    """Berhalangan on a card: recorded; the reason is nobody else's business and goes to the private chat."""
    found = await answering.answer(turn.ctx, turn.user.id, turn.number(0), Reply(Answer.EXCUSED))
    await turn.notify(plain("toast-group-berhalangan", code=found.session.code), alert=True)


async def excuse_command(turn: Turn) -> None:
    """/izin [kode] <alasan>."""
    turn.require_private()
    if not turn.args:
        await turn.say(Screen(t("izin-usage")))
        return
    first, _, others = turn.rest.partition(" ")
    code, reason = (first, others.strip()) if "-" in first and any(c.isdigit() for c in first) else ("", turn.rest)
    found = await attendance.invitation_by_code(turn.ctx, turn.actor, code)
    if not reason:
        await turn.show(views.excuse_choices(found))
        return
    if len(reason) > MAX_EXCUSE:
        await turn.say(Screen(t("excuse-too-long", length=len(reason), most=MAX_EXCUSE)))
        return
    await _answer(turn, found.session.id, Reply(Answer.EXCUSED, _kind_of(reason), _words_of(reason)))


async def _answer(turn: Turn, session_id: int, reply: Reply) -> None:
    found = await answering.answer(turn.ctx, turn.user.id, session_id, reply)
    screen = views.invitation(found, turn.ctx.clock.now())
    if turn.update.callback_query is not None:
        await turn.notify(plain(f"toast-{reply.answer.value}"))
    await turn.show(screen)


def _kind_of(reason: str) -> ExcuseKind:
    known = {kind.value: kind for kind in ExcuseKind}
    return known.get(reason.casefold(), ExcuseKind.OTHER)


def _words_of(reason: str) -> str:
    return "" if _kind_of(reason) is not ExcuseKind.OTHER else reason
