"""Kirim sekarang, Batalkan pengiriman, Urungkan: second thoughts about a date."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.domain.meetings.appointments import Appointment
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import SessionStatus
from bot.handlers.meetings.dating import last_look
from bot.services.access import require_manager
from bot.services.meetings import attendees, previewing
from bot.services.meetings.calendar import office_sessions, plan_activities
from bot.services.meetings.undoing import changes, sending, taking_back
from bot.views.meetings import previewing as preview_views
from bot.views.meetings import undoing as views
from bot.views.meetings.presses.last_look import PreviewHeld
from bot.views.meetings.presses.series import SetSame
from bot.views.meetings.presses.undoing import LeaveAsItIs, SendNow, Undo

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

# Why a button under a date can do nothing more.
_GONE_ON = frozenset({"refused-undo-late", "refused-undo-changed"})


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.press(Undo)(undo)
    routes.press(SendNow)(send_now)
    routes.press(LeaveAsItIs)(kept)
    routes.press(PreviewHeld)(show)
    routes.press(SetSame)(set_same)


async def undo(turn: Turn, pressed: Undo) -> None:
    """Undo it; where somebody has read of it, after a question."""
    turn.require_private()
    session_id, revision = pressed.session, pressed.revision
    async with _as_it_stands(turn, session_id):
        found = await changes.last_change(turn.ctx, turn.actor, session_id, revision)
    if (found.told or found.groups) and not pressed.sure:
        await turn.show(views.ask(found))
        return
    async with _as_it_stands(turn, session_id):
        done = await taking_back.undo(turn.ctx, turn.actor, session_id, revision)
    off = done.session.status is SessionStatus.CANCELLED
    left = await attendees.left_without(turn.ctx, turn.actor, done.session) if off else []
    await turn.show(views.undone(done, left))


@asynccontextmanager
async def _as_it_stands(turn: Turn, session_id: int) -> AsyncIterator[None]:
    """What is refused for time has gone on: the message then says what holds now, without the button."""
    try:
        yield
    except Refusal as refusal:
        if refusal.key in _GONE_ON:
            held = await office_sessions.session_by_code(turn.ctx, turn.actor, session_id)
            await turn.show(views.over(held, turn.ctx.clock.now()))
        raise


async def send_now(turn: Turn, pressed: SendNow) -> None:
    """What waits goes out at once."""
    turn.require_private()
    async with _as_it_stands(turn, pressed.session):
        found, until = await sending.send_now(turn.ctx, turn.actor, pressed.session, pressed.revision)
    await turn.show(views.sent(found, turn.ctx.clock.now(), until))


async def show(turn: Turn, pressed: PreviewHeld) -> None:
    """What waits, and for whom."""
    turn.require_private()
    held = await office_sessions.session_by_code(turn.ctx, turn.actor, pressed.session)
    activity = await plan_activities.activity(turn.ctx, turn.actor, held.activity_code)
    found = await previewing.preview(turn.ctx, turn.actor, activity, held.terms, held)
    await turn.say(preview_views.preview(found, turn.ctx.clock.now()))


async def set_same(turn: Turn, pressed: SetSame) -> None:
    """The last look at the date that was undone, to change something of it or to set it after all."""
    turn.require_private()
    require_manager(turn.actor)
    undone = await office_sessions.session_by_code(turn.ctx, turn.actor, pressed.session)
    await last_look.look(turn, undone.activity_code, Appointment.of(undone.terms))


async def kept(turn: Turn, pressed: LeaveAsItIs) -> None:
    """It stays as it is."""
    turn.require_private()
    await turn.show(views.kept(pressed.stays))
