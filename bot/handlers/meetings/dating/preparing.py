"""What goes with a date: agenda, what to bring, the link, a sentence; from the last look, or alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings import appointments
from bot.domain.meetings.appointments import Appointment
from bot.domain.refusals import Refusal
from bot.handlers.meetings.dating.gathering import gathered_of
from bot.handlers.meetings.dating.last_look import look_again
from bot.handlers.meetings.dating.look_questions import PREPARED, Gathered, LastLook
from bot.handlers.meetings.dating.questions import AskedForDay
from bot.handlers.meetings.dating.terms import ask_term
from bot.handlers.meetings.dating.waiting import session_held
from bot.services.access import require_manager
from bot.views.meetings.presses.last_look import BackToLook, Empty, Prepare
from bot.views.meetings.scheduling import prepared

if TYPE_CHECKING:
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.handlers.turn import Turn


# What of the last look is asked for anew by a button.
_TERMS = frozenset({"day", "hours", "place"})


async def prepare(turn: Turn, pressed: Prepare) -> None:
    """Agenda, what to bring, link, a sentence: from the last look, or alone, of a session that stays when and where it is."""
    require_manager(turn.actor)
    step, what = await turn.standing_in(), pressed.what
    look, day = LastLook.of(step), AskedForDay.of(step)
    if what not in _TERMS and what not in PREPARED:
        raise Refusal("refused-stale-button")
    if look is not None:
        await _ask(turn, look, what, await session_held(turn, look.session))
    elif what in PREPARED and day is not None and (held := await session_held(turn, day.session)) is not None:
        await ask_alone(turn, held, what, day.seen)
    else:
        raise Refusal("refused-stale-button")


async def ask_alone(turn: Turn, held: SessionFacts, what: str, seen: int | None) -> None:
    """One thing of a session of which all else stays as it is: as from the last look, to which the answer leads."""
    stays = Appointment(held.starts_at, held.ends_at, held.place, open_end=held.open_end)
    await _ask(turn, gathered_of(stays, held.activity_code, held, seen=seen, beside=[]), what, held)


async def _ask(turn: Turn, look: LastLook, what: str, held: SessionFacts | None) -> None:
    if what in _TERMS:
        await ask_term(turn, look, what)
        return
    terms = appointments.terms_of(look.appointment, held.terms if held else None)
    await turn.ask(prepared.ask_prepared(what, held, getattr(terms, what)), PREPARED[what].read(look.data))


async def emptied(turn: Turn, _pressed: Empty) -> None:
    """Kosongkan."""
    asked = await _preparing(turn)
    await look_again(turn, asked.saying(""))


async def back(turn: Turn, _pressed: BackToLook) -> None:
    """Kembali: the last look as it was."""
    await look_again(turn, await _preparing(turn))


async def _preparing(turn: Turn) -> Gathered:
    """The question for agenda, what to bring, link or a sentence that waits."""
    require_manager(turn.actor)
    step = await turn.standing_in()
    asked = PREPARED[step.step].of(step) if step is not None and step.step in PREPARED else None
    if asked is None:
        raise Refusal("refused-stale-button")
    return asked
