"""Dates, times and counts as Indonesians write them: `Kamis, 12 Oktober 2023`, `09.00–12.00 WIB`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.dates import format_date

from bot.views.text import plain

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.domain.facts import SessionFacts, Terms

_ABBREVIATIONS = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


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
def month_short(day: date) -> str:
    """`Okt`."""
    return format_date(day, "MMM", locale="id")


def zone_name(zone: ZoneInfo) -> str:
    """WIB, WITA or WIT."""
    return _ABBREVIATIONS.get(zone.key, zone.key)


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
    """`09.00–12.00 WIB`, or `09.00 WIB–selesai` where the end is open."""
    start = clock_time(terms.starts_at, zone)
    if terms.open_end:
        return f"{start} {zone_name(zone)}–{plain('word-open-end')}"
    end = terms.ends_at.astimezone(zone)
    if end.date() != terms.starts_at.astimezone(zone).date():
        return f"{start} {zone_name(zone)}–{day_short(end.date())} {end:%H.%M}"
    return f"{start}–{end:%H.%M} {zone_name(zone)}"


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
