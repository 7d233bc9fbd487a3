"""Checking in by the person: the button of the day, a location, a PIN, the venue's QR code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import ReplyKeyboardRemove

from bot.domain.door.checkin import typed_pin
from bot.domain.refusals import Refusal
from bot.handlers.invitations.standing_in import show_what_holds
from bot.handlers.questions import Question, question
from bot.services.door import checking_in, open_now, proofs
from bot.services.door.proofs import Proof
from bot.views.door import checkin as views
from bot.views.door.presses import CheckIn
from bot.views.screen import Screen
from bot.views.text import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Message

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.door.checking_in import CheckedIn


@question("checkin", "proof")
class AskedForProof(Question):
    """A location, or the PIN."""

    session: int


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(CheckIn)(begin_press)
    routes.dialogue(AskedForProof)(proof_step)
    routes.location = location


async def begin_press(turn: Turn, pressed: CheckIn) -> None:
    """Saya sudah di tempat."""
    turn.require_private()
    try:
        await begin(turn, pressed.session, seen=pressed.revision)
    except Refusal as refusal:
        if refusal.key == "refused-check-in-moved":
            await show_what_holds(turn)
        raise


async def begin(turn: Turn, session_id: int, token: str = "", *, seen: int | None = None) -> None:
    """Check in with what is at hand, or ask for a proof of being there."""
    if token:
        await _done(turn, await checking_in.check_in(turn.ctx, turn.user.id, session_id, Proof(token=token)))
        return
    asked = await proofs.asked(turn.ctx, turn.user.id, session_id, seen=seen)
    if not (asked.by_location or asked.by_pin):
        await _done(turn, await checking_in.check_in(turn.ctx, turn.user.id, session_id, Proof(), seen=seen))
        return
    screen = views.ask_proof(by_location=asked.by_location, by_pin=asked.by_pin)
    await turn.ask(screen, AskedForProof(session_id))


async def location(turn: Turn) -> None:
    """A place that no question asked for: whoever may check in now does so with it."""
    message, where = turn.message, turn.where
    if message is None or where is None:
        return
    if not _is_own_place(message):
        await turn.say(Screen(t("check-in-not-own-place")))
        return
    open_ = await open_now.open_now(turn.ctx, turn.user.id)
    if not open_:
        await turn.say(Screen(t("location-unasked")))
        return
    await _unasked(turn, open_, Proof(location=where))


async def pin_unasked(turn: Turn) -> bool:
    """Four digits that no question asked for, as the sheet at the venue says; whether they were taken for its PIN."""
    digits = typed_pin(turn.text)
    open_ = await open_now.open_now(turn.ctx, turn.user.id, by_pin=True) if digits is not None else []
    if digits is None or not open_:
        return False
    await _unasked(turn, open_, Proof(pin=digits))
    return True


async def _unasked(turn: Turn, open_: Sequence[SessionFacts], proof: Proof) -> None:
    """A proof of being there before the press that asks for one: of several sessions which is meant."""
    if len(open_) == 1:
        await _done(turn, await checking_in.check_in(turn.ctx, turn.user.id, open_[0].id, proof))
    else:
        await turn.say(views.which_check_in(open_))


async def proof_step(turn: Turn, asked: AskedForProof) -> None:
    """A location or the PIN."""
    message = turn.message
    proof = None
    if message is not None and (where := turn.where) is not None:
        if not _is_own_place(message):
            await turn.say(Screen(t("check-in-not-own-place")))
            return
        proof = Proof(location=where)
    elif (digits := typed_pin(turn.text)) is not None:
        proof = Proof(pin=digits)
    if proof is None:
        await turn.say(Screen(t("check-in-needs-proof")))
        return
    done = await checking_in.check_in(turn.ctx, turn.user.id, asked.session, proof)
    turn.go_on_there()
    await turn.finish()
    await _done(turn, done)


def _is_own_place(message: Message) -> bool:
    """Whether a place is of whoever sends it: not passed on from somebody else, nor a venue looked up on the map."""
    return message.forward_origin is None and message.venue is None and message.via_bot is None


async def _done(turn: Turn, found: CheckedIn) -> None:
    """The receipt, in the place of the message that was pressed: pressed twice, it stands there, and the hour is said."""
    if found.again and turn.message is None:
        await turn.notify(views.again(found.session, found.at, found.stands_for))
    if turn.together:
        await turn.show_again()
        return
    again = found.again and turn.message is not None
    screen = views.done(found.session, found.at, found.punctuality, found.stands_for, again=again, day=found.day)
    if turn.place is None and turn.message is not None:
        # A new message takes the location button off the keyboard.
        screen = Screen(screen.text, ReplyKeyboardRemove())
    await turn.show(screen)
