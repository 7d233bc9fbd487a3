"""The door: /pin (digits and QR code to show), /lokasi (where it is), /absen (the list to tap)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from bot.handlers.questions import Question, question
from bot.services.access import require_clerk
from bot.services.door import clerk_list, clerk_marks, place, venue_code
from bot.services.meetings.calendar import office_sessions
from bot.views.door import checkin as views
from bot.views.door.presses import MarkArrival, SetPlace, ShowArrivals, ShowPin, TurnArrivals, UnmarkArrival
from bot.views.meetings.scheduling.picking import pick_session
from bot.views.screen import Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.views.press import Press


@question("place", "location")
class AskedForPlace(Question):
    """Where on the map."""

    session: int


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("pin", coded=True)(pin_command)
    routes.command("lokasi", coded=True)(place_command)
    routes.command("absen", coded=True)(list_command)
    routes.press(ShowPin)(pin_press)
    routes.press(SetPlace)(place_press)
    routes.press(ShowArrivals)(list_press)
    routes.press(MarkArrival)(mark)
    routes.press(UnmarkArrival)(unmark)
    routes.press(TurnArrivals)(list_page)
    routes.dialogue(AskedForPlace)(place_step)


async def pin_command(turn: Turn) -> None:
    """/pin <sesi>."""
    found = await _session(turn, "pin", ShowPin)
    if found is not None:
        await _show_pin(turn, found)


async def pin_press(turn: Turn, pressed: ShowPin) -> None:
    """A fresh one."""
    turn.require_private()
    await _show_pin(turn, pressed.session)


async def place_command(turn: Turn) -> None:
    """/lokasi <sesi>, then the place on the map."""
    found = await _session(turn, "place", SetPlace)
    if found is not None:
        await _ask_place(turn, found)


async def place_press(turn: Turn, pressed: SetPlace) -> None:
    """The same by button."""
    turn.require_private()
    await _ask_place(turn, pressed.session)


async def place_step(turn: Turn, asked: AskedForPlace) -> None:
    """The place."""
    where = turn.where
    if where is None:
        await turn.say(Screen(t("place-needs-location")))
        return
    held = await place.set_place(turn.ctx, turn.user.id, asked.session, where)
    await turn.finish()
    await turn.say(Screen(t("place-done", code=held.code)))


async def list_command(turn: Turn) -> None:
    """/absen <sesi>."""
    found = await _session(turn, "presence", ShowArrivals)
    if found is not None:
        await _show_list(turn, found)


async def list_press(turn: Turn, pressed: ShowArrivals) -> None:
    """The list of a session by button, as a message of its own: it is used for an hour."""
    turn.require_private()
    await _show_list(turn, pressed.session)


async def list_page(turn: Turn, pressed: TurnArrivals) -> None:
    """Another page."""
    turn.require_private()
    found = await clerk_list.clerk_list(turn.ctx, turn.user.id, pressed.session, pressed.day)
    await turn.show(views.clerk_list(*found, pressed.page))


async def mark(turn: Turn, pressed: MarkArrival) -> None:
    """A name: came; or, ticked, to be taken back, which is asked first. The button says which, not the database."""
    turn.require_private()
    day, page = pressed.day or 1, pressed.page
    if pressed.wanted:
        done = await clerk_marks.clerk_mark(
            turn.ctx,
            turn.user.id,
            pressed.session,
            pressed.invitation,
            substitute=pressed.substitute,
            day=day,
        )
        found = await clerk_list.clerk_list(turn.ctx, turn.user.id, pressed.session, day)
        await turn.notify(views.marked(found.session, done.line, again=done.again))
        await turn.show(views.clerk_list(*found, page))
        return
    found = await clerk_list.clerk_list(turn.ctx, turn.user.id, pressed.session, day)
    line = next((one for one in found.lines if one.invitation_id == pressed.invitation), None)
    if line is None or line.came_at is None or line.substitute_came != pressed.substitute:
        # Taken back by somebody else.
        await turn.show(views.clerk_list(*found, page))
        return
    await turn.show(views.confirm_unmark(found.session, found.day, line, page))


async def unmark(turn: Turn, pressed: UnmarkArrival) -> None:
    """Ya, batalkan: only what the question named."""
    turn.require_private()
    day, page = pressed.day or 1, pressed.page
    done = await clerk_marks.clerk_unmark(
        turn.ctx, turn.user.id, pressed.session, pressed.invitation, came_at=pressed.came_at, day=day
    )
    found = await clerk_list.clerk_list(turn.ctx, turn.user.id, pressed.session, day)
    if done is not None:
        await turn.notify(plain("clerk-unmarked", name=done.line.came))
    else:
        await turn.notify(plain("clerk-changed"), alert=True)
    await turn.show(views.clerk_list(*found, page))


async def _session(turn: Turn, what: str, pressed: Callable[[int], Press]) -> int | None:
    """The session named; where none was, those that may be meant are offered as buttons."""
    turn.require_private()
    require_clerk(turn.actor)
    if not turn.args:
        await turn.say(pick_session(what, await office_sessions.near(turn.ctx, turn.actor), pressed))
        return None
    return (await office_sessions.session_by_code(turn.ctx, turn.actor, turn.args[0])).id


async def _show_list(turn: Turn, session_id: int) -> None:
    found = await clerk_list.clerk_list(turn.ctx, turn.user.id, session_id)
    await turn.say(views.clerk_list(*found, 0))


async def _ask_place(turn: Turn, session_id: int) -> None:
    held = (await clerk_list.clerk_list(turn.ctx, turn.user.id, session_id)).session
    place.require_place(held)
    await turn.ask(Screen(t("place-ask", code=held.code)), AskedForPlace(session_id))


async def _show_pin(turn: Turn, session_id: int) -> None:
    import segno  # noqa: PLC0415 (few ask for it)

    shown = await venue_code.show_pin(turn.ctx, turn.user.id, session_id)
    picture = io.BytesIO()
    link = f"https://t.me/{turn.bot.username}?start=c{session_id}-{shown.token}"
    segno.make(link, error="m").save(picture, kind="png", scale=12, border=3)
    screen = views.pin(shown.session, shown.pin, shown.until)
    await turn.send_picture(picture.getvalue(), screen)
