"""Dates, times and counts as Indonesians write them: `Kamis, 12 Oktober 2023`, `09.00–12.00 WIB`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.domain.meetings.days import meeting_days
from bot.domain.words.hours.zones import ZONE_NAMES
from bot.views.text import plain

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.domain.ledger import Purpose
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.meetings.terms import Terms

_WEEK = 7


@lru_cache(maxsize=2048)
def day_long(day: date) -> str:
    """`Kamis, 12 Oktober 2023`."""
    return format_date(day, "EEEE, d MMMM y", locale="id")


@lru_cache(maxsize=2048)
def day_short(day: date) -> str:
    """`Kam 12 Okt`."""
    return format_date(day, "EEE d MMM", locale="id")


@lru_cache(maxsize=2048)
def day_plain(day: date) -> str:
    """`12 Oktober 2023`."""
    return format_date(day, "d MMMM y", locale="id")


@lru_cache(maxsize=256)
def month_name(day: date) -> str:
    """`Oktober 2023`."""
    return format_date(day, "MMMM y", locale="id")


@lru_cache(maxsize=256)
def weekday(day: date) -> str:
    """`Selasa`."""
    return format_date(day, "EEEE", locale="id")


@lru_cache(maxsize=256)
def weekday_short(day: date) -> str:
    """`Sen`."""
    return format_date(day, "EEE", locale="id")


@lru_cache(maxsize=256)
def month_long(day: date) -> str:
    """`Oktober`."""
    return format_date(day, "MMMM", locale="id")


@lru_cache(maxsize=256)
def month_short(day: date) -> str:
    """`Okt`."""
    return format_date(day, "MMM", locale="id")


@lru_cache(maxsize=2048)
def days_long(first: date, last: date) -> str:
    """`Selasa–Rabu, 14–15 November 2023`; a week and more by its ends; one day as `day_long`."""
    if first == last:
        return day_long(first)
    if (last - first).days >= _WEEK or first.year != last.year:
        return f"{day_long(first)} – {day_long(last)}"
    weekdays = f"{format_date(first, 'EEEE', locale='id')}–{format_date(last, 'EEEE', locale='id')}"
    begin = f"{first.day}–" if first.month == last.month else f"{format_date(first, 'd MMMM', locale='id')} – "
    return f"{weekdays}, {begin}{day_plain(last)}"


@lru_cache(maxsize=2048)
def days_short(first: date, last: date) -> str:
    """`14–15 Nov`, `30 Nov–1 Des`; one day as `day_short`."""
    if first == last:
        return day_short(first)
    begin = f"{first.day}" if first.month == last.month else format_date(first, "d MMM", locale="id")
    return f"{begin}–{format_date(last, 'd MMM', locale='id')}"


def dates(terms: Terms | SessionFacts, zone: ZoneInfo) -> str:
    """The day of a meeting, or its days, in full."""
    days = meeting_days(terms.starts_at, terms.ends_at, zone)
    return days_long(days[0].day, days[-1].day)


def dates_short(session: SessionFacts) -> str:
    """The same in short, for lists and buttons."""
    return days_short(session.day, session.last_day)


def zone_name(zone: ZoneInfo) -> str:
    """WIB, WITA or WIT."""
    return ZONE_NAMES.get(zone.key, zone.key)


def clock_time(instant: datetime, zone: ZoneInfo) -> str:
    """`09.00`."""
    return f"{instant.astimezone(zone):%H.%M}"


def moment(instant: datetime, zone: ZoneInfo) -> str:
    """`12 Okt 2023 09.00 WIB`."""
    local = instant.astimezone(zone)
    return f"{format_date(local.date(), 'd MMM y', locale='id')} {local:%H.%M} {zone_name(zone)}"


def moment_short(instant: datetime, zone: ZoneInfo) -> str:
    """`12 Okt 09.00`, where year and zone are plain from around it."""
    local = instant.astimezone(zone)
    return f"{format_date(local.date(), 'd MMM', locale='id')} {local:%H.%M}"


def hours(terms: Terms | SessionFacts, zone: ZoneInfo) -> str:
    """`09.00–12.00 WIB`, or `09.00 WIB–selesai` where the end is open; of several days those of each."""
    start = clock_time(terms.starts_at, zone)
    if terms.open_end:
        return f"{start} {zone_name(zone)}–{plain('word-open-end')}"
    end = terms.ends_at.astimezone(zone)
    one_day = len(meeting_days(terms.starts_at, terms.ends_at, zone)) == 1
    if end.time() == time.min:
        # Of the day that it ends, as letters have it.
        return f"{start}–24.00 {zone_name(zone)}"
    if one_day and end.date() != terms.starts_at.astimezone(zone).date():
        return f"{start} {zone_name(zone)}–{day_short(end.date())} {end:%H.%M}"
    return f"{start}–{end:%H.%M} {zone_name(zone)}"


def purpose_name(purpose: Purpose) -> str:
    """What a message is for: `Pengingat H-1`."""
    return plain(f"purpose-{purpose.value.replace('_', '-')}")


def figure(number: int) -> str:
    """`12.012`."""
    return format_decimal(number, locale="id")


def clipped(text: str, most: int) -> str:
    """`text` in at most `most` characters, cut at the end of a word, with "…" where something is missing."""
    if len(text) <= most:
        return text
    kept = text[: max(text.rfind(" ", 0, most), 0)].rstrip(" ,;:·-–") or text[: most - 1]
    return f"{kept}…"


def relative_day(day: date, today: date) -> str:
    """`hari ini`, `besok`, `lusa`, `3 hari lagi`; empty for past days."""
    ahead = (day - today) // timedelta(days=1)
    if ahead < 0:
        return ""
    return plain("word-relative-day", days=ahead)
