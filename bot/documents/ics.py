"""An iCalendar file of sessions (RFC 5545), for the calendar of a phone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.facts import SessionFacts


def calendar_file(sessions: Iterable[tuple[SessionFacts, str]], now: datetime) -> bytes:
    """One VEVENT a session, repeated on each of its days; `str` is its title. A moved session replaces its older entry (same UID, higher SEQUENCE)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//panwascam-bot//ID", "CALSCALE:GREGORIAN"]
    for held, title in sessions:
        days = held.days
        lines += [
            "BEGIN:VEVENT",
            f"UID:session-{held.office_id}-{held.id}@panwascam-bot",
            f"SEQUENCE:{held.revision}",
            f"DTSTAMP:{_instant(now)}",
            f"DTSTART:{_instant(held.starts_at)}",
            f"DTEND:{_instant(days[0].ends_at)}",
            *([f"RRULE:FREQ=DAILY;COUNT={len(days)}"] if len(days) > 1 else []),
            f"SUMMARY:{_text(f'{title} ({held.code})')}",
            f"LOCATION:{_text(held.place)}",
            *_described(held),
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{_fold(line)}\r\n" for line in lines).encode()


def _described(held: SessionFacts) -> list[str]:
    """Most calendars show no URL, but every one a description."""
    words = "\n".join(text for text in (held.link, held.agenda, held.bring) if text)
    return [*([f"DESCRIPTION:{_text(words)}"] if words else []), *([f"URL:{held.link}"] if held.link else [])]


def _instant(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    # Other control characters have no place in a line.
    return "".join(character for character in value if category(character) != "Cc")


def _fold(line: str) -> str:
    """Lines of at most 75 octets, continued with a space (RFC 5545, 3.1)."""
    parts: list[str] = []
    current = ""
    for character in line:
        if len((current + character).encode()) > (75 if not parts else 74):
            parts.append(current)
            current = ""
        current += character
    return "\r\n ".join([*parts, current])
