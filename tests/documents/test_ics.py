"""The calendar file as a phone reads it: events that replace their older selves, lines folded, text escaped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.documents.ics import calendar_file
from bot.domain.meetings.session_facts import SessionFacts
from bot.domain.vocabulary import ActivityKind, Division, SessionStatus
from tests.documents.ics_reader import read_strictly

NOW = datetime(2023, 10, 2, 1, 0, tzinfo=UTC)


def session(place: str = "Aula", revision: int = 1, day: int = 6) -> SessionFacts:
    starts_at = datetime(2023, 10, day, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
    return SessionFacts(
        id=12,
        office_id=3,
        code="SDMO-02/1",
        activity_code="SDMO-02",
        title="Bimtek",
        short_title="Bimtek",
        kind=ActivityKind.BIMTEK,
        division=Division.SDMO,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        open_end=False,
        place=place,
        agenda="",
        bring="",
        status=SessionStatus.SCHEDULED,
        revision=revision,
        zone=ZoneInfo("Asia/Jakarta"),
        audience="komisioner",
        cancel_reason="",
        history={},
        outsiders_present=None,
    )


def read(content: bytes) -> list[tuple[str, str]]:
    """Lines as (name, value), unfolded and with their escapes taken off (RFC 5545, 3.1 and 3.3.11)."""
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    assert lines.pop() == ""
    pairs = [line.partition(":") for line in lines]
    return [(name, _plain(value)) for name, _, value in pairs]


def _plain(value: str) -> str:
    out, escaped = "", False
    for character in value:
        if escaped:
            out += {"n": "\n"}.get(character, character)
            escaped = False
        elif character == "\\":
            escaped = True
        else:
            out += character
    return out


def test_an_event_says_what_when_and_where() -> None:
    lines = read(calendar_file([(session(), "Bimtek")], NOW))
    assert lines[0] == ("BEGIN", "VCALENDAR")
    assert lines[-1] == ("END", "VCALENDAR")
    assert lines[4:-1] == [
        ("BEGIN", "VTIMEZONE"),
        ("TZID", "Asia/Jakarta"),
        ("BEGIN", "STANDARD"),
        ("DTSTART", "19700101T000000"),
        ("TZOFFSETFROM", "+0700"),
        ("TZOFFSETTO", "+0700"),
        ("TZNAME", "WIB"),
        ("END", "STANDARD"),
        ("END", "VTIMEZONE"),
        ("BEGIN", "VEVENT"),
        ("UID", "session-3-12@panwascam-bot"),
        ("SEQUENCE", "1"),
        ("DTSTAMP", "20231002T010000Z"),
        ("DTSTART;TZID=Asia/Jakarta", "20231006T090000"),
        ("DTEND;TZID=Asia/Jakarta", "20231006T120000"),
        ("SUMMARY", "Bimtek (SDMO-02/1)"),
        ("LOCATION", "Aula"),
        ("STATUS", "CONFIRMED"),
        ("BEGIN", "VALARM"),
        ("ACTION", "DISPLAY"),
        ("TRIGGER", "-PT1H"),
        ("DESCRIPTION", "Bimtek"),
        ("END", "VALARM"),
        ("END", "VEVENT"),
    ]


def test_a_cancelled_session_is_so_in_the_calendar_and_rings_no_more() -> None:
    held = replace(session(revision=2), status=SessionStatus.CANCELLED)
    lines = read(calendar_file([(held, "Bimtek")], NOW))
    assert ("STATUS", "CANCELLED") in lines
    assert ("BEGIN", "VALARM") not in lines


def test_a_session_that_moved_replaces_its_older_event() -> None:
    first, moved = (
        dict(read(calendar_file([(one, "Bimtek")], NOW))) for one in (session(), session(revision=2, day=9))
    )
    assert first["UID"] == moved["UID"]
    assert int(moved["SEQUENCE"]) > int(first["SEQUENCE"])
    assert moved["DTSTART;TZID=Asia/Jakarta"] == "20231009T090000"


def test_no_sessions_make_an_empty_calendar() -> None:
    assert ("BEGIN", "VEVENT") not in read(calendar_file([], NOW))


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=200), st.integers(0, 80)
)
def test_any_text_reads_back_and_no_line_is_too_long(text: str, blanks: int) -> None:
    place = f"{'x' * blanks}{text};,\\n"
    content = calendar_file([(session(place), text)], NOW)
    read_strictly(content)
    found = dict(read(content))
    assert (found["LOCATION"], found["SUMMARY"]) == (place, f"{text} (SDMO-02/1)")


def test_control_characters_do_not_break_a_line() -> None:
    found = dict(read(calendar_file([(session("Aula\rLantai\x0b 2\x00\r\nBlitar"), "Bimtek")], NOW)))
    assert found["LOCATION"] == "AulaLantai 2\nBlitar"


def test_a_meeting_online_has_its_link_where_calendars_show_it() -> None:
    held = replace(session("Daring"), link="https://zoom.us/j/1?a=b,c", agenda="Pembukaan;\nTanya jawab")
    lines = read(calendar_file([(held, "Bimtek")], NOW))
    found = dict(lines)
    assert found["URL"] == "https://zoom.us/j/1?a=b,c"
    # The alarm has a description of its own.
    assert ("DESCRIPTION", "https://zoom.us/j/1?a=b,c\nPembukaan;\nTanya jawab") in lines


def test_a_file_of_offices_in_three_zones_reads_strictly_at_midnight_at_years_end_and_on_a_leap_day() -> None:
    zones = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
    moments = [
        (datetime.fromisoformat("2023-12-31T23:00"), timedelta(hours=2)),
        (datetime.fromisoformat("2024-02-29T08:00"), timedelta(hours=3)),
        (datetime.fromisoformat("2024-01-01T00:00"), timedelta(hours=23, minutes=59)),
    ]
    held = [
        (
            replace(
                session(),
                id=10 * number + place,
                zone=ZoneInfo(key),
                starts_at=(start := at.replace(tzinfo=ZoneInfo(key))).astimezone(UTC),
                ends_at=(start + long).astimezone(UTC),
            ),
            "Rapat",
        )
        for number, key in enumerate(zones)
        for place, (at, long) in enumerate(moments)
    ]
    events = read_strictly(calendar_file(held, NOW, name="Jadwal", refresh=timedelta(hours=1)))
    shown = [(event.start.replace(tzinfo=None), str(event.start.tzinfo)) for event in events]
    assert shown == [(at, key) for key in zones for at, _ in moments]
    assert [event.start.astimezone(UTC) for event in events] == [one.starts_at for one, _ in held]
    assert [event.end.astimezone(UTC) for event in events] == [one.ends_at for one, _ in held]


def test_where_clocks_are_changed_hours_are_said_in_utc() -> None:
    held = replace(session(), zone=ZoneInfo("Europe/Berlin"))
    assert ("DTSTART", "20231006T020000Z") in read(calendar_file([(held, "Rapat")], NOW))
    assert len(read_strictly(calendar_file([(held, "Rapat")], NOW))) == 1


def test_days_in_a_row_are_one_event_that_repeats() -> None:
    held = replace(session(), ends_at=session().starts_at + timedelta(days=2, hours=7))
    (event,) = read_strictly(calendar_file([(held, "Bimtek")], NOW))
    assert dict(event["RRULE"]) == {"FREQ": ["DAILY"], "COUNT": [3]}
    assert event.end - event.start == timedelta(hours=7)
