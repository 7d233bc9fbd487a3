"""/rekap, /belum, /ingatkan, /belumdaftar, /status: what heads pull."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.domain.indonesian_dates import month_number
from bot.services import attendance, calendar, recap, registration, status
from bot.services.access import require_manager
from bot.views import recap as views
from bot.views import status as status_views
from bot.views.format import moment
from bot.views.screen import Screen
from bot.views.sessions import excuse_words
from bot.views.text import plain, t

if TYPE_CHECKING:
    from datetime import date

    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("rekap")(recap_command)
    routes.command("belum")(silent_command)
    routes.command("ingatkan")(nudge_command)
    routes.command("belumdaftar")(unregistered_command)
    routes.command("status")(status_command)
    routes.press("rec")(recap_press)
    routes.press("nudge")(nudge_press)
    routes.press("xlsx")(workbook_press)
    routes.press("unreg")(links_press)


async def recap_command(turn: Turn) -> None:
    """/rekap [kode | bulan [nama bulan] | piket [nama bulan]]."""
    turn.require_private()
    what = turn.args[0].lower() if turn.args else ""
    if not what:
        await turn.say(views.pick(await recap.recent_sessions(turn.ctx, turn.actor)))
    elif what == "piket":
        await _duty(turn, turn.args[1:])
    elif what == "bulan" or month_number(what):
        await _month(turn, turn.args[1:] if what == "bulan" else turn.args)
    else:
        await turn.say(views.session(await recap.session_recap(turn.ctx, turn.actor, turn.args[0])))


async def recap_press(turn: Turn) -> None:
    """A session from the list, or "Perbarui"."""
    turn.require_private()
    await turn.show(views.session(await recap.session_recap(turn.ctx, turn.actor, turn.number(0))))


async def silent_command(turn: Turn) -> None:
    """/belum <sesi>: by kecamatan, with numbers; for heads only, never in a group."""
    turn.require_private()
    require_manager(turn.actor)
    if not turn.args:
        await turn.say(views.pick(await recap.recent_sessions(turn.ctx, turn.actor)))
        return
    found = await recap.session_recap(turn.ctx, turn.actor, turn.args[0])
    await turn.say(views.silent_list(found.session, found.invitations, with_phones=True))


async def nudge_command(turn: Turn) -> None:
    """/ingatkan <sesi>."""
    turn.require_private()
    require_manager(turn.actor)
    if not turn.args:
        await turn.say(views.pick(await recap.recent_sessions(turn.ctx, turn.actor)))
        return
    found = await calendar.session_by_code(turn.ctx, turn.actor, turn.args[0])
    await turn.say(Screen(t("nudge-done", count=await attendance.nudge(turn.ctx, turn.actor, found.id))))


async def nudge_press(turn: Turn) -> None:
    """The button under a recap: ask those who are silent."""
    count = await attendance.nudge(turn.ctx, turn.actor, turn.number(0))
    await turn.notify(plain("nudge-done", count=count), alert=True)


async def workbook_press(turn: Turn) -> None:
    """The recap as a workbook: made off the event loop, from the same recap as the text."""
    turn.require_private()
    found = await recap.session_recap(turn.ctx, turn.actor, turn.number(0))
    words = {one.id: excuse_words(one) for one in found.invitations if one.answer is not None}
    with turn.ctx.clock.hold():
        from bot.documents.xlsx import session_workbook  # noqa: PLC0415 (openpyxl is not loaded before somebody asks)

        content = await asyncio.to_thread(session_workbook, found, words)
    name = f"rekap-{found.session.code.replace('/', '-')}.xlsx"
    await turn.send_file(name, content, t("recap-moment", moment=moment(found.asked_at, found.session.zone)))


async def unregistered_command(turn: Turn) -> None:
    """/belumdaftar."""
    turn.require_private()
    require_manager(turn.actor)
    people = await registration.unregistered(turn.ctx, turn.actor.office_id)
    left = await registration.unreachable(turn.ctx, turn.actor.office_id)
    await turn.say(views.unregistered(people, left, turn.actor.office, _link(turn)))


async def links_press(turn: Turn) -> None:
    """wa.me links of one kecamatan (0: the office itself)."""
    turn.require_private()
    require_manager(turn.actor)
    wanted = turn.number(0) or None
    people = await registration.unregistered(turn.ctx, turn.actor.office_id)
    await turn.say(
        views.whatsapp_links([one for one in people if one.district_id == wanted], turn.actor.office, _link(turn))
    )


async def status_command(turn: Turn) -> None:
    """/status."""
    turn.require_private()
    await turn.say(status_views.status(await status.status(turn.ctx, turn.actor), turn.actor.zone))


async def _month(turn: Turn, words: list[str]) -> None:
    first, last = _days(turn, words)
    found = await recap.month_recap(turn.ctx, turn.actor, first, last)
    await turn.say(views.month(first, found.sessions, found.total, found.asked_at, turn.actor.zone))


async def _duty(turn: Turn, words: list[str]) -> None:
    first, last = _days(turn, words)
    found = await recap.duty_recap(turn.ctx, turn.actor, first, last)
    await turn.say(views.duty(first, found.districts, found.missing, found.asked_at, turn.actor.zone))


def _days(turn: Turn, words: list[str]) -> tuple[date, date]:
    today = turn.today
    month = month_number(words[0]) if words else today.month
    # A recap looks back: a month that has not come yet this year is last year's.
    year = today.year if (month or today.month) <= today.month else today.year - 1
    return calendar.month_of(today.replace(year=year, month=month or today.month, day=1))


def _link(turn: Turn) -> str:
    return f"https://t.me/{turn.bot.username}"
