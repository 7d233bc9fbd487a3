"""The door: /pin (digits and QR code to show), /lokasi (where it is), /absen (the list to tap)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from bot.services.access import require_clerk
from bot.services.door import checking_in
from bot.services.meetings import calendar
from bot.views.door import checkin as views
from bot.views.meetings.scheduling import pick_session
from bot.views.screen import Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn
    from bot.services.dialogues import Step

_PLACE = "place"


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("pin")(pin_command)
    routes.command("lokasi")(place_command)
    routes.command("absen")(list_command)
    routes.press("pin")(pin_press)
    routes.press("loc")(place_press)
    routes.press("absn")(list_press)
    routes.press("cl")(mark)
    routes.press("clx")(unmark)
    routes.press("clp")(list_page)
    routes.dialogue(_PLACE)(place_step)


async def pin_command(turn: Turn) -> None:
    """/pin <sesi>."""
    found = await _session(turn, "pin", "pin")
    if found is not None:
        await _show_pin(turn, found)


async def pin_press(turn: Turn) -> None:
    """A fresh one."""
    turn.require_private()
    await _show_pin(turn, turn.number(0))


async def place_command(turn: Turn) -> None:
    """/lokasi <sesi>, then the place on the map."""
    found = await _session(turn, "place", "loc")
    if found is not None:
        await _ask_place(turn, found)


async def place_press(turn: Turn) -> None:
    """The same by button."""
    turn.require_private()
    await _ask_place(turn, turn.number(0))


async def place_step(turn: Turn, step: Step) -> None:
    """The place."""
    location = turn.message.location if turn.message else None
    if location is None:
        await turn.say(Screen(t("place-needs-location")))
        return
    where = (location.latitude, location.longitude)
    held = await checking_in.set_place(turn.ctx, turn.user.id, int(step.data["session"]), where)
    await turn.finish()
    await turn.say(Screen(t("place-done", code=held.code)))


async def list_command(turn: Turn) -> None:
    """/absen <sesi>."""
    found = await _session(turn, "presence", "absn")
    if found is not None:
        await _show_list(turn, found)


async def list_press(turn: Turn) -> None:
    """The list of a session by button, as a message of its own: it is used for an hour."""
    turn.require_private()
    await _show_list(turn, turn.number(0))


async def list_page(turn: Turn) -> None:
    """Another page."""
    turn.require_private()
    found = await checking_in.clerk_list(turn.ctx, turn.user.id, turn.number(0), _day(turn, 2))
    await turn.show(views.clerk_list(*found, turn.number(1)))


async def mark(turn: Turn) -> None:
    """A name: came; or, ticked, to be taken back, which is asked first. The button says which, not the database."""
    turn.require_private()
    session_id, invitation_id, page, substitute, wanted = (turn.number(index) for index in range(5))
    day = _day(turn, 5) or 1
    if wanted:
        done = await checking_in.clerk_mark(
            turn.ctx, turn.user.id, session_id, invitation_id, substitute=bool(substitute), day=day
        )
        found = await checking_in.clerk_list(turn.ctx, turn.user.id, session_id, day)
        await turn.notify(views.marked(found.session, done.line, again=done.again))
        await turn.show(views.clerk_list(*found, page))
        return
    found = await checking_in.clerk_list(turn.ctx, turn.user.id, session_id, day)
    line = next((one for one in found.lines if one.invitation_id == invitation_id), None)
    if line is None or line.came_at is None or line.substitute_came != bool(substitute):
        # Taken back by somebody else.
        await turn.show(views.clerk_list(*found, page))
        return
    await turn.show(views.confirm_unmark(found.session, found.day, line, page))


async def unmark(turn: Turn) -> None:
    """Ya, batalkan: only what the question named."""
    turn.require_private()
    session_id, invitation_id, page = (turn.number(index) for index in range(3))
    day = _day(turn, 4) or 1
    done = await checking_in.clerk_unmark(
        turn.ctx, turn.user.id, session_id, invitation_id, came_at=turn.number(3), day=day
    )
    found = await checking_in.clerk_list(turn.ctx, turn.user.id, session_id, day)
    if done is not None:
        await turn.notify(plain("clerk-unmarked", name=done.line.came))
    else:
        await turn.notify(plain("clerk-changed"), alert=True)
    await turn.show(views.clerk_list(*found, page))


async def _session(turn: Turn, what: str, verb: str) -> int | None:
    """The session named; where none was, those that may be meant are offered as buttons."""
    turn.require_private()
    require_clerk(turn.actor)
    if not turn.args:
        await turn.say(pick_session(what, await calendar.near(turn.ctx, turn.actor), verb))
        return None
    return (await calendar.session_by_code(turn.ctx, turn.actor, turn.args[0])).id


async def _show_list(turn: Turn, session_id: int) -> None:
    found = await checking_in.clerk_list(turn.ctx, turn.user.id, session_id)
    await turn.say(views.clerk_list(*found, 0))


def _day(turn: Turn, index: int) -> int | None:
    """The day that a button tells, where the session lasts several."""
    return turn.number(index) if len(turn.args) > index else None


async def _ask_place(turn: Turn, session_id: int) -> None:
    held = (await checking_in.clerk_list(turn.ctx, turn.user.id, session_id)).session
    checking_in.require_place(held)
    await turn.ask(Screen(t("place-ask", code=held.code)), _PLACE, "location", session=session_id)


async def _show_pin(turn: Turn, session_id: int) -> None:
    import segno  # noqa: PLC0415 (few ask for it)

    shown = await checking_in.show_pin(turn.ctx, turn.user.id, session_id)
    picture = io.BytesIO()
    link = f"https://t.me/{turn.bot.username}?start=c{session_id}-{shown.token}"
    segno.make(link, error="m").save(picture, kind="png", scale=12, border=3)
    screen = views.pin(shown.session, shown.pin, shown.until)
    await turn.send_picture(picture.getvalue(), screen)
