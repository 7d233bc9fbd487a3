"""An iCalendar file of sessions (RFC 5545), for the calendar of a phone."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING
from unicodedata import category

from bot.domain.vocabulary import SessionStatus

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from icalendar import Alarm, Event

    from bot.domain.facts import SessionFacts


def calendar_file(sessions: Iterable[tuple[SessionFacts, str]], now: datetime) -> bytes:
    """One VEVENT a session, repeated on each of its days; `str` is its title. A moved session replaces its older entry (same UID, higher SEQUENCE)."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//panwascam-bot//ID")
    calendar.add("calscale", "GREGORIAN")
    alarms: dict[str, Alarm] = {}
    for held, title in sessions:
        event = _event(held, title, now)
        if held.status is not SessionStatus.CANCELLED:
            # Sessions of one activity ring alike.
            event.add_component(alarms.get(title) or alarms.setdefault(title, _alarm(title)))
        calendar.add_component(event)
    written: bytes = calendar.to_ical(sorted=False)
    return written


def _event(held: SessionFacts, title: str, now: datetime) -> Event:
    from icalendar import Event

    days = held.days
    event = Event()
    event.add("uid", f"session-{held.office_id}-{held.id}@panwascam-bot")
    event.add("sequence", held.revision)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", held.starts_at.astimezone(UTC))
    event.add("dtend", days[0].ends_at.astimezone(UTC))
    if len(days) > 1:
        event.add("rrule", {"freq": "daily", "count": len(days)})
    event.add("summary", _text(f"{title} ({held.code})"))
    event.add("location", _text(held.place))
    # Most calendars show no URL, but every one a description.
    if words := "\n".join(text for text in (held.link, held.agenda, held.bring) if text):
        event.add("description", _text(words))
    if held.link:
        event.add("url", held.link)
    event.add("status", "CANCELLED" if held.status is SessionStatus.CANCELLED else "CONFIRMED")
    return event


def _alarm(title: str) -> Alarm:
    """An hour before, as a line on the screen; the bot itself reminds the day before."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(hours=-1))
    alarm.add("description", _text(title))
    return alarm


def _text(value: str) -> str:
    """Without control characters, which have no place in a line."""
    if value.isprintable():
        return value
    value = value.replace("\r\n", "\n")
    return "".join(character for character in value if character == "\n" or category(character) != "Cc")
