"""/jadwal, /kegiatan and /kalender."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.documents.ics import calendar_file
from bot.domain.indonesian_dates import month_number
from bot.domain.refusals import Refusal
from bot.domain.titles import short_title
from bot.domain.vocabulary import Division
from bot.services import attendance, calendar
from bot.services.calendar import Filter
from bot.views import calendar as views
from bot.views.format import month_name
from bot.views.screen import Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

_WEEK = timedelta(days=6)


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("jadwal")(schedule_command)
    routes.command("kegiatan")(activity_command)
    routes.command("kalender")(calendar_command)
    routes.press("cal")(schedule_page)


async def schedule_command(turn: Turn) -> None:
    """/jadwal [minggu|bulan|semua|<divisi>|<bulan>]."""
    await _show(turn, (turn.args[0] if turn.args else "bulan").lower(), 0)


async def schedule_page(turn: Turn) -> None:
    """Another page or range."""
    await _show(turn, turn.word(0), turn.number(1))


async def activity_command(turn: Turn) -> None:
    """/kegiatan <kode>."""
    if not turn.args:
        await turn.say(Screen(t("activity-usage")))
        return
    await turn.say(views.activity(await calendar.activity(turn.ctx, turn.actor, turn.args[0])))


async def calendar_command(turn: Turn) -> None:
    """/kalender: an .ics file of the person's own sessions."""
    turn.require_private()
    coming = await attendance.open_invitations(turn.ctx, turn.actor)
    if not coming:
        await turn.say(Screen(t("calendar-empty")))
        return
    titles = {found.session.id: short_title(found.session.title) for found in coming}
    content = calendar_file([(found.session, titles[found.session.id]) for found in coming], turn.ctx.clock.now())
    caption = t("calendar-caption", count=len(coming))
    await turn.send_file("jadwal-panwascam.ics", content, caption)


async def _show(turn: Turn, wanted: str, page: int) -> None:
    found, scope = _filter(wanted, turn.today)
    result = await calendar.schedule(turn.ctx, turn.actor.office_id, found)
    await turn.show(views.schedule(scope, result.sessions, result.planned, page, wanted))


def _filter(wanted: str, today: date) -> tuple[Filter, str]:
    """The days and the division that a word means, and its name on the screen."""
    first, last = calendar.month_of(today)
    year_end = date(today.year, 12, 31)
    if wanted == "minggu":
        return Filter(today, today + _WEEK), plain("scope-week")
    if wanted == "bulan":
        return Filter(today, last), plain("scope-month", month=month_name(first))
    if wanted == "semua":
        return Filter(today, year_end), plain("scope-all")
    if (month := month_number(wanted)) is not None:
        year = today.year if month >= today.month else today.year + 1
        first, last = calendar.month_of(date(year, month, 1))
        return Filter(first, last), plain("scope-month", month=month_name(first))
    try:
        division = Division(wanted.upper())
    except ValueError:
        raise Refusal("schedule-usage", given=wanted[:40]) from None
    scope = plain("scope-division", scope=plain("scope-all"), division=plain(f"division-{division.value}"))
    return Filter(today, year_end, division), scope
