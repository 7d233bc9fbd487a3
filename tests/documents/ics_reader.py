"""A strict reader of calendar files: what RFC 5545 says of lines and components, and icalendar's own reading beside it."""

from __future__ import annotations

import re
from typing import Any

from icalendar import Calendar

_NAME = re.compile(r"[A-Z0-9-]+(;[A-Z0-9-]+=(\"[^\"]*\"|[^\";:,]*))*:")
_UTC = re.compile(r"\d{8}T\d{6}Z")
_LOCAL = re.compile(r"\d{8}T\d{6}")
# Properties that a component has exactly once (3.6, 3.6.1, 3.6.5, 3.6.6).
_ONCE = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
_MOST_OCTETS = 75


def read_strictly(content: bytes) -> list[Any]:
    """The events, as icalendar reads them; raises `AssertionError` at whatever a calendar might stumble over."""
    text = content.decode()
    assert text.endswith("END:VCALENDAR\r\n")
    physical = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= _MOST_OCTETS for line in physical)
    assert not any(re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line) for line in physical)
    for line in physical:
        # A letter is not cut in two.
        line.decode()
    _check_components(text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"))
    calendar = Calendar.from_ical(content)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return list(calendar.walk("VEVENT"))


def _check_components(lines: list[str]) -> None:
    open_: list[tuple[str, list[str]]] = []
    zones: set[str] = set()
    used: set[str] = set()
    uids: list[str] = []
    for line in lines:
        assert _NAME.match(line), line
        head, _, value = line.partition(":")
        name, _, parameters = head.partition(";")
        if name == "BEGIN":
            open_.append((value, []))
            continue
        if name == "END":
            component, names = open_.pop()
            assert component == value, line
            twice = {one for one in _ONCE[component] if names.count(one) != 1}
            assert not twice, (component, twice)
            continue
        open_[-1][1].append(name)
        zones |= {value} if name == "TZID" else set()
        uids += [value] if name == "UID" else []
        if name in {"DTSTART", "DTEND"} and open_[-1][0] == "VEVENT":
            zone = parameters.removeprefix("TZID=")
            assert (_LOCAL if zone else _UTC).fullmatch(value), line
            used |= {zone} if zone else set()
        if name == "DTSTAMP":
            assert _UTC.fullmatch(value), line
    assert open_ == []
    # A zone that is named is described, and none is for nothing (3.2.19).
    assert used == zones
    assert len(uids) == len(set(uids))
