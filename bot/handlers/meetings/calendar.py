"""/jadwal, /kegiatan and /kalender."""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.documents.ics import calendar_file
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Division
from bot.domain.words.indonesian_dates import DateProblem, parse_days
from bot.domain.words.time_words import month_number
from bot.services.groups import linking
from bot.services.invitations import reminding
from bot.services.meetings import calendar
from bot.services.meetings.calendar import Filter
from bot.views.format import days_long, month_name
from bot.views.meetings import calendar as views
from bot.views.meetings.calendar import Asked
from bot.views.screen import Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from bot.handlers.routing import Routes
    from bot.handlers.turn import Turn

_WEEK = timedelta(days=6)
_NEAR = timedelta(days=29)
_DEFAULT = "dekat"
_SAYS_DAY = re.compile(r"\d|\b(?:ini|besok|esok|lusa|depan|datang|mendatang)\b")
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:_(\d{4}-\d\d-\d\d))?")
_MOST_WORDS = 8


def register(routes: Routes) -> None:
    """Add this module's routes."""
    routes.command("jadwal", groups=True)(schedule_command)
    routes.command("kegiatan")(activity_command)
    routes.command("kalender")(calendar_command)
    routes.press("cal", in_groups=True)(schedule_page)
    routes.press("act", in_groups=True)(activity_press)


async def schedule_command(turn: Turn) -> None:
    """/jadwal [minggu|bulan|semua|<bulan>|<tanggal>] [<divisi>] [saya]."""
    await _show(turn, _with_day(turn.args[:_MOST_WORDS], turn.today), 0)


async def schedule_page(turn: Turn) -> None:
    """Another page or range."""
    await _show(turn, turn.word(0).split("."), turn.number(1))


async def activity_command(turn: Turn) -> None:
    """/kegiatan <kode>."""
    await _require_own_group(turn)
    if not turn.args:
        coming = await calendar.schedule(turn.ctx, turn.actor, Filter(turn.today, turn.today + _NEAR))
        await turn.say(views.pick_activity(coming))
        return
    await turn.say(views.activity(await calendar.activity(turn.ctx, turn.actor, turn.args[0])))


async def activity_press(turn: Turn) -> None:
    """The same by button."""
    await _require_own_group(turn)
    await turn.say(views.activity(await calendar.activity(turn.ctx, turn.actor, turn.word(0))))


async def calendar_command(turn: Turn) -> None:
    """/kalender: an .ics file of the person's own sessions."""
    turn.require_private()
    coming = await reminding.open_invitations(turn.ctx, turn.actor)
    if not coming:
        await turn.say(Screen(t("calendar-empty")))
        return
    titles = {found.session.id: found.session.short_title for found in coming}
    content = calendar_file([(found.session, titles[found.session.id]) for found in coming], turn.ctx.clock.now())
    caption = t("calendar-caption", count=len(coming))
    await turn.send_file("jadwal-panwascam.ics", content, caption)


async def _show(turn: Turn, words: list[str], page: int) -> None:
    await _require_own_group(turn)
    found, scope = _filter(words, turn.today)
    result = await calendar.schedule(turn.ctx, turn.actor, found)
    following = calendar.month_of(found.first)[1] + timedelta(days=1)
    asked = Asked(scope, ".".join(word.lower() for word in words), page, following, personal=turn.private)
    await turn.show(views.schedule(result, asked))


async def _require_own_group(turn: Turn) -> None:
    """In a group, what is said of the office's plan is for a linked group of that office."""
    if not turn.private:
        await linking.require_linked(turn.ctx, turn.actor, turn.chat.id)


def _with_day(words: list[str], today: date) -> list[str]:
    """The same with a day, or some that follow each other, as one word (`2023-10-06`, `2023-10-06_2023-10-08`)."""
    for count in range(len(words) if _SAYS_DAY.search(" ".join(words).lower()) else 0, 0, -1):
        for start in range(len(words) - count + 1):
            with contextlib.suppress(DateProblem):
                days = parse_days(" ".join(words[start : start + count]), today=today)
                said = "_".join(dict.fromkeys(day.isoformat() for day in days))
                return [*words[:start], said, *words[start + count :]]
    return words


def _filter(words: list[str], today: date) -> tuple[Filter, str]:
    """The days and the division that words mean, and their name on the screen."""
    found = Filter(today, today + _NEAR)
    scope, division, mine = plain("scope-near"), "", ""
    for word in filter(None, words):
        if (span := _days(word) or _span(word.lower(), today)) is not None:
            found = replace(found, first=span[0], last=span[1])
            scope = span[2]
        elif word.lower() == "saya":
            found = replace(found, mine=True)
            mine = plain("scope-mine")
        else:
            found = replace(found, division=_division(word))
            division = plain("scope-division", division=plain(f"division-{found.division}"))
    if found.division is not None and scope == plain("scope-near"):
        # Who asks for a division wants its plan, not only the next weeks.
        found, scope = replace(found, last=date(today.year, 12, 31)), plain("scope-all")
    return found, " · ".join(filter(None, (scope, division, mine)))


def _days(word: str) -> tuple[date, date, str] | None:
    """The days of a word of `_with_day`."""
    match = _DAYS.fullmatch(word)
    if match is None:
        return None
    try:
        first, last = (date.fromisoformat(day) for day in (match[1], match[2] or match[1]))
    except ValueError:
        return None
    return first, last, days_long(first, last)


def _span(word: str, today: date) -> tuple[date, date, str] | None:
    first, last = calendar.month_of(today)
    if word == _DEFAULT:
        return today, today + _NEAR, plain("scope-near")
    if word == "minggu":
        return today, today + _WEEK, plain("scope-week")
    if word == "bulan":
        return today, last, plain("scope-month", month=month_name(first))
    if word == "semua":
        return today, date(today.year, 12, 31), plain("scope-all")
    month = month_number(word)
    if month is None:
        return None
    first, last = calendar.month_of(date(today.year + (month < today.month), month, 1))
    return max(first, today), last, plain("scope-month", month=month_name(first))


def _division(word: str) -> Division:
    try:
        return Division(word.upper())
    except ValueError:
        raise Refusal("schedule-usage", given=word[:40]) from None
