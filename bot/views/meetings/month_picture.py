"""A month as a picture: sessions by division, and the days that are kept free."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.meetings.month_picture import AgendaLine, DayTone, Mark, MonthDay, MonthPicture
from bot.domain.meetings.office_days import DayKind, OfficeDay
from bot.domain.meetings.titles import list_title
from bot.domain.vocabulary import OFFICE_DIVISIONS
from bot.views.format import clock_time, dates_short, day_short, days_short, month_name, weekday_short
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.meetings.session_facts import SessionFacts

# Marks that a day has room for, and lines below the grid.
_MARKS, _AGENDA = 4, 24
_TITLE = 84


def month_picture(
    month: date,
    sessions: Sequence[SessionFacts],
    kept: Mapping[date, OfficeDay],
    *,
    today: date,
    whose: str = "",
    undated: int = 0,
) -> MonthPicture:
    """`month` is any day of it, `sessions` those that touch it, in order, `kept` the days that are kept free, `whose` what alone is shown."""
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    shown = [one.division for one in sessions]
    return MonthPicture(
        title=plain("month-title", month=month_name(month)),
        subtitle=whose,
        weekdays=tuple(weekday_short(day) for day in weeks[0]),
        weeks=tuple(tuple(_day(day, month, sessions, kept, today) for day in week) for week in weeks),
        legend=tuple((plain(f"division-{one}"), one.value) for one in OFFICE_DIVISIONS if one in shown),
        agenda=_agenda(sessions),
        notes=_notes(month, kept),
        footer=plain("month-undated", count=undated) if undated else "",
    )


def _day(
    day: date, month: date, sessions: Sequence[SessionFacts], kept: Mapping[date, OfficeDay], today: date
) -> MonthDay:
    if (day.year, day.month) != (month.year, month.month):
        return MonthDay("", DayTone.WORK, today=False, marks=(), more="")
    here = [one for one in sessions if one.day <= day <= one.last_day]
    marks = tuple(
        Mark(one.activity_code, clock_time(one.starts_at, one.zone), one.division.value) for one in here[:_MARKS]
    )
    more = plain("month-more", count=len(here) - _MARKS) if len(here) > _MARKS else ""
    return MonthDay(str(day.day), _tone(day, kept), today=day == today, marks=marks, more=more)


def _tone(day: date, kept: Mapping[date, OfficeDay]) -> DayTone:
    if day in kept:
        return DayTone.HOLIDAY if kept[day].kind is DayKind.HOLIDAY else DayTone.KEPT
    return DayTone.WEEKEND if day.weekday() > calendar.FRIDAY else DayTone.WORK


def _agenda(sessions: Sequence[SessionFacts]) -> tuple[AgendaLine, ...]:
    lines = [
        AgendaLine(
            plain("month-when", day=dates_short(one), hour=clock_time(one.starts_at, one.zone)),
            plain("month-what", code=one.activity_code, title=list_title(one.short_title, _TITLE)),
            one.division.value,
        )
        for one in sessions[:_AGENDA]
    ]
    if len(sessions) > _AGENDA:
        lines.append(AgendaLine("", plain("schedule-more", count=len(sessions) - _AGENDA), ""))
    return tuple(lines)


def _notes(month: date, kept: Mapping[date, OfficeDay]) -> tuple[str, ...]:
    """Why days are kept free; those that follow each other for one reason in one line."""
    spans: list[tuple[date, date, str]] = []
    for day in sorted(one for one in kept if (one.year, one.month) == (month.year, month.month)):
        name = kept[day].name
        if spans and spans[-1][1] == day - timedelta(days=1) and spans[-1][2] == name:
            spans[-1] = (spans[-1][0], day, name)
        else:
            spans.append((day, day, name))
    return tuple(
        plain("month-note", day=day_short(first) if first == last else days_short(first, last), name=name)
        for first, last, name in spans
    )
