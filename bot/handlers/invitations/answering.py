"""Answers to invitations: Hadir / Berhalangan / Diwakilkan, /izin, and the buttons of group cards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.invitations.answers import may_answer
from bot.domain.lengths import units
from bot.domain.meetings.codes import ACTIVITY, leading_code, read_code, spellings
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer, ExcuseKind
from bot.handlers.invitations.standing_in import stands_in
from bot.handlers.questions import Question, question
from bot.services.invitations import answering, gathered, reminding
from bot.services.invitations.answering import MAX_EXCUSE, Reply
from bot.services.invitations.asking_again import refuse_if_closed
from bot.views.groups import cards as card_views
from bot.views.groups.presses import AttendFromGroup, DeclineFromGroup
from bot.views.invitations import gathered as gathered_views
from bot.views.invitations import messages as views
from bot.views.invitations.presses import (
    AskSubstitute,
    Attend,
    ChooseSubstitute,
    Decline,
    GiveExcuse,
    PickExcused,
    ShowColleagues,
    ShowInvitation,
)
from bot.views.screen import Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.invitations.facts import InvitationFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

# Before a session's number in the link that asks for the reason.
EXCUSE_LINK = "e"
# Dialogues about an invitation: the last one counts.
_OF_INVITATIONS = frozenset({"excuse", "izin", "guest"})
_CODE = re.compile(rf"{ACTIVITY}(?!\d)", re.IGNORECASE)


@question("excuse", "text")
class AskedWhyNot(Question):
    """Why not, in words; `was` is the answer that stood, "" for none, to the session as it was at that revision."""

    session: int
    was: str
    revision: int | None = None


@question("izin", "which")
class AskedWhich(Question):
    """Which session /izin is about; `reason` is what was written after it, perhaps ""."""

    reason: str


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("izin")(excuse_command)
    routes.press(ShowInvitation, finds_actor=True)(back_to_invitation)
    routes.press(Attend, finds_actor=True)(attend)
    routes.press(Decline, finds_actor=True)(ask_excuse)
    routes.press(GiveExcuse, finds_actor=True)(choose_excuse)
    routes.press(PickExcused)(chose_session)
    routes.press(AskSubstitute, finds_actor=True)(ask_substitute)
    routes.press(ChooseSubstitute, finds_actor=True)(choose_substitute)
    routes.press(ShowColleagues)(colleagues)
    routes.press(AttendFromGroup, finds_actor=True, in_groups=True)(attend_from_group)
    routes.press(DeclineFromGroup, finds_actor=True, in_groups=True)(decline_from_group)
    routes.dialogue(AskedWhyNot)(excuse_text)
    routes.dialogue(AskedWhich)(which_again)


async def show_invitation(turn: Turn, session_id: int) -> None:
    """The invitation as a new message (from a link or a command)."""
    found = await answering.invitation(turn.ctx, turn.user.id, session_id)
    await turn.say(views.invitation(found, turn.ctx.clock.now()), of=found.session)


async def say_what_is_off(turn: Turn) -> bool:
    """Whoever looks for an invitation that is gone reads why, where that waits to be told; whether there is one."""
    off = await reminding.called_off(turn.ctx, turn.actor)
    for facts, known in off:
        await turn.say(views.cancelled(views.as_known(facts, known), begun="begun" in known))
    return bool(off)


async def show_reasons(turn: Turn, session_id: int) -> None:
    """Why not, as a new message (from a card in a group)."""
    await _ask_why(turn, await _answerable(turn, session_id))


async def back_to_invitation(turn: Turn, pressed: ShowInvitation) -> None:
    """« Kembali."""
    await _leave(turn, pressed.session)
    found = await answering.invitation(turn.ctx, turn.user.id, pressed.session, shown_at=turn.shown_at)
    turn.person = found.person
    await _show(turn, found)


async def _leave(turn: Turn, session_id: int) -> None:
    """The reason is not asked any more, if it was."""
    asked = AskedWhyNot.of(await turn.standing_in())
    if asked is not None and asked.session == session_id:
        await turn.finish()


async def attend(turn: Turn, pressed: Attend) -> None:
    """Hadir."""
    alone = not views.says_more(turn.shown_text)
    await _answer(turn, pressed.session, Reply(Answer.ATTENDING), seen=pressed.revision, plain=alone)


async def ask_excuse(turn: Turn, pressed: Decline) -> None:
    """Berhalangan: why?"""
    await _ask_why(turn, await _answerable(turn, pressed.session, pressed.revision))


async def _ask_why(turn: Turn, found: InvitationFacts) -> None:
    """The reasons, by button or in words: these wait for nothing else, lest what is written for that be taken for one."""
    screen = views.excuse_choices(found, together=turn.together)
    step = await turn.standing_in()
    if step is None or step.kind in _OF_INVITATIONS:
        why = AskedWhyNot(found.session.id, _standing(found), found.session.revision)
        await turn.ask(screen, why, of=found.session)
    else:
        await turn.show(screen, of=found.session)


async def choose_excuse(turn: Turn, pressed: GiveExcuse) -> None:
    """A reason by button; `lainnya` asks for text, in the same message."""
    if pressed.kind is not ExcuseKind.OTHER:
        await _leave(turn, pressed.session)
        await _answer(turn, pressed.session, Reply(Answer.EXCUSED, pressed.kind), seen=pressed.revision)
        return
    found = await _answerable(turn, pressed.session, pressed.revision)
    screen = views.excuse_text(found, together=turn.together)
    await turn.ask(screen, AskedWhyNot(pressed.session, _standing(found), found.session.revision))


async def excuse_text(turn: Turn, asked: AskedWhyNot) -> None:
    """The reason in the person's own words."""
    text = turn.text.strip() if turn.message is not None and turn.message.text else ""
    if not text:
        await turn.say(Screen(t("excuse-needs-text")))
        return
    if units(text) > MAX_EXCUSE:
        await turn.say(Screen(t("excuse-too-long", length=units(text), most=MAX_EXCUSE)))
        return
    turn.go_on_there()
    try:
        found = await answering.answerable(turn.ctx, turn.user.id, asked.session, seen=asked.revision)
        if _standing(found) != asked.was:
            # Answered by a button of another message meanwhile: this text is about something else.
            turn.place = None
            await turn.finish()
            await turn.say(Screen(t("unknown-input")))
            return
        await _answer(turn, asked.session, Reply(Answer.EXCUSED, ExcuseKind.OTHER, text), seen=asked.revision)
    except Refusal:
        turn.place = None
        await turn.finish()
        raise
    await turn.finish()


async def ask_substitute(turn: Turn, pressed: AskSubstitute) -> None:
    """Diwakilkan: by whom?"""
    found = await _answerable(turn, pressed.session, pressed.revision)
    candidates = await answering.substitute_candidates(turn.ctx, turn.user.id, pressed.session)
    await turn.show(views.substitute_choices(found, candidates, together=turn.together))


async def choose_substitute(turn: Turn, pressed: ChooseSubstitute) -> None:
    """The substitute by button."""
    reply = Reply(Answer.SUBSTITUTED, substitute_id=pressed.person)
    await _answer(turn, pressed.session, reply, seen=pressed.revision)


async def colleagues(turn: Turn, pressed: ShowColleagues) -> None:
    """Rekan sekecamatan: who of them comes."""
    found = await reminding.of_own_district(turn.ctx, turn.actor, pressed.session)
    await turn.show(card_views.colleagues(found, turn.ctx.clock.now()))


async def attend_from_group(turn: Turn, pressed: AttendFromGroup) -> None:
    """Hadir on a card: the presser's own answer; the card follows by itself."""
    await _answer_on_card(turn, pressed, Reply(Answer.ATTENDING))
    await turn.notify(plain("toast-hadir"))


async def decline_from_group(turn: Turn, pressed: DeclineFromGroup) -> None:
    """Berhalangan on a card: recorded; the reason is nobody else's business and goes to the private chat."""
    found = await _answer_on_card(turn, pressed, Reply(Answer.EXCUSED))
    if _is_explained(found):
        await turn.notify(plain("toast-berhalangan"))
    else:
        await turn.notify(plain("toast-group-berhalangan"), start=f"{EXCUSE_LINK}{found.session.id}")


async def _answer_on_card(turn: Turn, pressed: AttendFromGroup | DeclineFromGroup, reply: Reply) -> InvitationFacts:
    return await answering.answer(
        turn.ctx, turn.user.id, pressed.session, reply, in_private=False, seen=pressed.revision
    )


async def excuse_command(turn: Turn) -> None:
    """/izin [kode] [alasan]: what is missing is asked for by buttons."""
    turn.require_private()
    code, reason = await _named(turn)
    if units(reason) > MAX_EXCUSE:
        await turn.say(Screen(t("excuse-too-long", length=units(reason), most=MAX_EXCUSE)))
        return
    if code:
        await _excuse_from(turn, code, reason)
        return
    off = await say_what_is_off(turn)
    coming = await reminding.open_invitations(turn.ctx, turn.actor, shown=True)
    if not coming:
        if standing_in := await reminding.to_stand_in(turn.ctx, turn.actor):
            await stands_in(turn, standing_in)
            return
        if off:
            return
        raise Refusal("refused-no-open-invitation")
    # Of several none is guessed, whatever was answered to the others; nor is an answer changed that stands.
    alone = coming[0] if len(coming) == 1 else None
    if alone is not None and alone.answer in (None, Answer.EXCUSED) and not _is_explained(alone):
        await _excuse(turn, alone, reason)
        return
    await turn.ask(views.which_session(coming), AskedWhich(reason))


async def _excuse_from(turn: Turn, code: str, reason: str) -> None:
    """Of two plans' sessions that are called alike none is guessed."""
    now = turn.ctx.clock.now()
    standing_in = await reminding.to_stand_in(turn.ctx, turn.actor, code)
    ahead = [one for one in standing_in if may_answer(one.session.status, one.session.starts_at, now)]
    if ahead:
        await stands_in(turn, ahead)
        return
    alike = _called(code, await reminding.open_invitations(turn.ctx, turn.actor))
    if standing_in and not alike:
        refuse_if_closed(standing_in[-1].session, now)
    if len({one.session.activity_code for one in alike}) > 1:
        await turn.ask(views.which_session(alike), AskedWhich(reason))
        return
    await _excuse(turn, await reminding.invitation_by_code(turn.ctx, turn.actor, code), reason)


async def _named(turn: Turn) -> tuple[str, str]:
    """The code with which /izin goes on, or "", and the reason: "sakit 3 hari" has the looks of a code and is none."""
    code, reason = leading_code(turn.rest)
    if not code or _CODE.match(turn.rest):
        return code, reason
    coming = await reminding.open_invitations(turn.ctx, turn.actor)
    meant = spellings(read_code(code).activity)
    known = any(read_code(one.session.code).activity in meant for one in coming)
    return (code, reason) if known else ("", turn.rest)


def _called(code: str, coming: Sequence[InvitationFacts]) -> list[InvitationFacts]:
    """Those that were called so when one of two plans was in force, or are: whoever writes it has read it at some time."""
    named = read_code(code)
    meant = spellings(named.activity)
    return [
        one
        for one in coming
        if named.year is None
        and (own := read_code(one.session.code)).activity in meant
        and named.number in (None, own.number)
    ]


async def chose_session(turn: Turn, pressed: PickExcused) -> None:
    """The session that /izin is about."""
    asked = await turn.asked(AskedWhich)
    found = await _answerable(turn, pressed.session)
    await turn.finish()
    await _excuse(turn, found, asked.reason)


async def which_again(turn: Turn, asked: AskedWhich) -> None:
    """Typed instead of pressed: ask again."""
    coming = await reminding.open_invitations(turn.ctx, turn.actor, shown=True)
    if not coming:
        await turn.finish()
        raise Refusal("refused-no-open-invitation")
    await turn.ask(views.which_session(coming), asked)


async def _excuse(turn: Turn, found: InvitationFacts, reason: str) -> None:
    if reason:
        await _answer(turn, found.session.id, _reason(reason))
    else:
        await _ask_why(turn, await _answerable(turn, found.session.id))


async def _answer(turn: Turn, session_id: int, reply: Reply, *, seen: int | None = None, plain: bool = False) -> None:
    """`plain`: the message says nothing besides, so that nothing more need be read."""
    try:
        found = await answering.answer(turn.ctx, turn.user.id, session_id, reply, shown_at=turn.shown_at, seen=seen)
    except Refusal as refusal:
        await _show_what_holds(turn, session_id, refusal)
        raise
    turn.person = found.person
    if turn.update.callback_query is not None:
        await turn.notify(views.answered(found))
    await _show(turn, found, plain=plain)


async def _show(turn: Turn, found: InvitationFacts, *, plain: bool = False) -> None:
    """The invitation as it stands, where it was pressed, with what the message says besides; amid others, with these."""
    now = turn.ctx.clock.now()
    if turn.together:
        await turn.show_again()
        return
    parts = [] if plain else await turn.parts()
    said = gathered_views.alone(parts[0], now) if len(parts) == 1 else None
    await turn.show(said or views.invitation(found, now), of=found.session)


async def _answerable(turn: Turn, session_id: int, seen: int | None = None) -> InvitationFacts:
    try:
        found = await answering.answerable(turn.ctx, turn.user.id, session_id, shown_at=turn.shown_at, seen=seen)
    except Refusal as refusal:
        await _show_what_holds(turn, session_id, refusal)
        raise
    turn.person = found.person
    return found


async def _show_what_holds(turn: Turn, session_id: int, refusal: Refusal) -> None:
    """A press that came too late: the message it stands under loses its buttons, and when there is room the others do.

    One on a day or hour that holds no more: the new one, and the question.
    """
    if refusal.key in ("refused-answer-closed", "refused-answer-moved") and turn.update.callback_query is not None:
        found = await answering.invitation(turn.ctx, turn.user.id, session_id)
        if refusal.key == "refused-answer-closed":
            await gathered.close(turn.ctx, found.session, found.person.id)
        await _show(turn, found)


def _is_explained(found: InvitationFacts) -> bool:
    return found.answer is Answer.EXCUSED and (found.excuse not in (None, ExcuseKind.OTHER) or bool(found.excuse_text))


def _standing(found: InvitationFacts) -> str:
    return found.answer.value if found.answer else ""


def _reason(typed: str) -> Reply:
    """An excuse in words that are one of the buttons', or in others; "lainnya" alone says nothing."""
    kind = {kind.value: kind for kind in ExcuseKind}.get(typed.casefold())
    return Reply(Answer.EXCUSED, kind or ExcuseKind.OTHER, "" if kind else typed)
