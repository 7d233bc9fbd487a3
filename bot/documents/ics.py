"""An iCalendar file of sessions (RFC 5545), for the calendar of a phone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING
from unicodedata import category

from bot.domain.vocabulary import SessionStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from icalendar import Timezone

    from bot.domain.meetings.session_facts import SessionFacts

_LONGEST_LINE = 75
# The first bits of a byte of UTF-8 that is not the first of its letter.
_CONTINUES = 0x80
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar_file(
    sessions: Iterable[tuple[SessionFacts, str]], now: datetime, *, name: str = "", refresh: timedelta | None = None
) -> bytes:
    """One VEVENT a session, repeated on each of its days; `str` is its title. A moved session replaces its older entry (same UID, higher SEQUENCE).

    `name` is what a calendar calls it that subscribes to it, `refresh` how often it is to look (RFC 7986; and as Outlook has it,
    [MS-OXCICAL] 2.1.3.1.1.3). Hours are said in the office's zone, which the file describes, where its offset is always the same.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//panwascam-bot//ID")
    calendar.add("calscale", "GREGORIAN")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
    if refresh is not None:
        calendar.add("refresh-interval", refresh, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", f"PT{round(refresh.total_seconds() / 60)}M")
    zones: dict[str, tzinfo] = {}
    events: list[bytes] = []
    for held, title in sessions:
        zone = zones.get(held.zone.key) or zones.setdefault(held.zone.key, _zone(held))
        events += _event(held, title, now, zone)
    for zone in zones.values():
        if zone is not UTC:
            calendar.add_component(_described(zone))
    written: bytes = calendar.to_ical(sorted=False)
    head, end, _ = written.rpartition(b"END:VCALENDAR")
    return head + b"".join(events) + end + b"\r\n"


def _zone(held: SessionFacts) -> tzinfo:
    """The office's zone; of one whose clocks are changed, UTC: what they are set to next year nobody knows yet."""
    year = held.day.year
    days = [datetime(year + more, month, 1, tzinfo=held.zone) for more in (-1, 0, 1, 2) for month in range(1, 13)]
    return held.zone if len({day.utcoffset() for day in days}) == 1 else UTC


def _described(zone: tzinfo) -> Timezone:
    """WIB, WITA, WIT have stood since 1964: one rule says all of it."""
    from icalendar import Timezone, TimezoneStandard

    since = datetime(1970, 1, 1)  # noqa: DTZ001 (VTIMEZONE wants local time)
    now = datetime(2023, 1, 1, tzinfo=zone)
    standard = TimezoneStandard()
    standard.add("dtstart", since)
    standard.add("tzoffsetfrom", now.utcoffset())
    standard.add("tzoffsetto", now.utcoffset())
    standard.add("tzname", now.tzname())
    described = Timezone()
    described.add("tzid", str(zone))
    described.add_component(standard)
    return described


def _event(held: SessionFacts, title: str, now: datetime, zone: tzinfo) -> Iterator[bytes]:
    """Its lines; by the library's own components 300 sessions take as long as everything else that a feed does together."""
    days = held.days
    yield b"BEGIN:VEVENT\r\n"
    yield _line("UID", f"session-{held.office_id}-{held.id}@panwascam-bot")
    yield _line("SEQUENCE", str(held.revision))
    yield _line("DTSTAMP", _instant(now, UTC)[1:])
    yield _line("DTSTART", _instant(held.starts_at, zone), join="")
    yield _line("DTEND", _instant(days[0].ends_at, zone), join="")
    if len(days) > 1:
        yield _line("RRULE", f"FREQ=DAILY;COUNT={len(days)}")
    yield _line("SUMMARY", _text(f"{title} ({held.code})"))
    yield _line("LOCATION", _text(held.place))
    # Most calendars show no URL, but every one a description.
    if words := "\n".join(text for text in (held.link, held.agenda, held.bring) if text):
        yield _line("DESCRIPTION", _text(words))
    if held.link:
        yield _line("URL", held.link)
    if held.status is SessionStatus.CANCELLED:
        yield b"STATUS:CANCELLED\r\n"
    else:
        yield b"STATUS:CONFIRMED\r\n"
        # An hour before, as a line on the screen; the bot itself reminds the day before.
        yield b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT1H\r\n"
        yield _line("DESCRIPTION", _text(title))
        yield b"END:VALARM\r\n"
    yield b"END:VEVENT\r\n"


def _instant(moment: datetime, zone: tzinfo) -> str:
    """What follows the name: `:20231006T020000Z`, or `;TZID=Asia/Jakarta:20231006T090000`."""
    local = moment.astimezone(zone)
    return f":{local:%Y%m%dT%H%M%S}Z" if zone is UTC else f";TZID={zone}:{local:%Y%m%dT%H%M%S}"


def _line(name: str, value: str, join: str = ":") -> bytes:
    """A content line, folded after at most 75 octets, never within a letter (RFC 5545, 3.1)."""
    line = f"{name}{join}{value}".encode()
    if len(line) <= _LONGEST_LINE:
        return line + b"\r\n"
    parts = []
    start, room = 0, _LONGEST_LINE
    while start < len(line):
        end = min(start + room, len(line))
        while end < len(line) and line[end] & 0xC0 == _CONTINUES:
            end -= 1
        parts.append(line[start:end])
        # The blank that begins the next one counts.
        start, room = end, _LONGEST_LINE - 1
    return b"\r\n ".join(parts) + b"\r\n"


def _text(value: str) -> str:
    """Escaped (RFC 5545, 3.3.11), without control characters, which have no place in a line."""
    if not value.isprintable():
        value = value.replace("\r\n", "\n")
        value = "".join(character for character in value if character == "\n" or category(character) != "Cc")
    return value.translate(_ESCAPED)
