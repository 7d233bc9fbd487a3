"""When messages are due: never at night, H-1 at 08.00 office time, at once where that is past."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.invitations.reminders import (
    invitation_due,
    joined_invitation,
    morning_after,
    reminder_due,
    reminder_moment,
    reminder_morning,
)
from bot.domain.night import is_night, not_at_night
from bot.domain.timing import (
    DEFAULT_DURATION,
    DIGEST_TIME,
    UNDO_WITHIN,
    announcement_due,
    calm_moment,
    hold_until,
    local_instant,
)

WIB, WITA, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")
ZONES = st.sampled_from([WIB, WITA, WIT])
FIRST = datetime(2023, 9, 1, tzinfo=UTC)
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=180)).map(lambda gap: FIRST + gap)
AHEAD = st.timedeltas(timedelta(minutes=1), timedelta(days=40))


def local(day: int, clock: str, zone: ZoneInfo = WIB) -> datetime:
    return local_instant(date(2023, 10, day), time.fromisoformat(clock), zone)


@pytest.mark.parametrize(("zone", "utc"), [(WIB, "02:00"), (WITA, "01:00"), (WIT, "00:00")])
def test_nine_oclock_is_another_instant_in_each_zone(zone: ZoneInfo, utc: str) -> None:
    assert local(12, "09:00", zone) == datetime.fromisoformat(f"2023-10-12T{utc}:00+00:00")


@pytest.mark.parametrize(
    ("clock", "night"),
    [("04:59", True), ("05:00", False), ("12:00", False), ("20:59", False), ("21:00", True), ("00:00", True)],
)
@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
def test_the_night_is_nine_to_five_office_time(clock: str, night: bool, zone: ZoneInfo) -> None:
    assert is_night(local(12, clock, zone), zone) is night


@pytest.mark.parametrize(
    ("clock", "day", "until"),
    [("21:00", 13, "05:00"), ("23:59", 13, "05:00"), ("00:00", 12, "05:00"), ("04:59", 12, "05:00")],
)
def test_what_falls_into_the_night_waits_for_its_end(clock: str, day: int, until: str) -> None:
    assert not_at_night(local(12, clock), WIB) == local(day, until)


@given(INSTANTS, ZONES)
def test_waiting_ends_by_day_and_never_takes_longer_than_a_night(instant: datetime, zone: ZoneInfo) -> None:
    later = not_at_night(instant, zone)
    assert not is_night(later, zone)
    assert timedelta(0) <= later - instant <= timedelta(hours=8)
    assert (later == instant) is not is_night(instant, zone)


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
@pytest.mark.parametrize("clock", ["00:30", "07:30", "09:00", "23:00"])
def test_the_reminder_comes_at_eight_the_day_before_in_office_time(zone: ZoneInfo, clock: str) -> None:
    assert reminder_due(local(12, clock, zone), local(2, "10:00", zone), zone) == local(11, "08:00", zone)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ((11, "07:59"), (11, "08:00")),
        ((11, "08:00"), (11, "08:00")),
        ((11, "15:20"), (11, "15:20")),
        # Late at night the next morning will do, as long as the session has not begun.
        ((11, "22:15"), (12, "05:00")),
        ((12, "03:00"), (12, "05:00")),
        ((12, "08:30"), (12, "08:30")),
    ],
)
def test_a_reminder_that_is_late_comes_at_once_but_not_at_night(now: tuple[int, str], due: tuple[int, str]) -> None:
    assert reminder_due(local(12, "09:00"), local(*now), WIB) == local(*due)


def test_the_night_gives_way_to_a_session_before_its_end() -> None:
    start, now = local(12, "05:00"), local(12, "03:00")
    assert reminder_due(start, now, WIB) == now
    assert announcement_due(start, now, WIB) == now


@given(INSTANTS, AHEAD, ZONES)
def test_a_reminder_is_never_early_nor_after_the_start_nor_needlessly_at_night(
    now: datetime, ahead: timedelta, zone: ZoneInfo
) -> None:
    starts_at = now + ahead
    due = reminder_due(starts_at, now, zone)
    eight = local_instant(starts_at.astimezone(zone).date() - timedelta(days=1), time(8), zone)
    assert max(now, eight) <= due < starts_at
    if eight > now:
        assert due == eight
    if is_night(due, zone):
        assert due == now
        assert not_at_night(now, zone) >= starts_at


@given(INSTANTS, AHEAD, ZONES)
def test_an_invitation_goes_now_or_with_the_morning(now: datetime, ahead: timedelta, zone: ZoneInfo) -> None:
    due = announcement_due(now + ahead, now, zone)
    morning = not_at_night(now, zone)
    assert due == (morning if morning + timedelta(hours=3) <= now + ahead else now)
    assert now <= due < now + ahead


@pytest.mark.parametrize(
    ("starts", "now", "due"),
    [
        ((12, "09:00"), (8, "20:59"), (8, "20:59")),
        ((12, "09:00"), (8, "21:00"), (9, "08:00")),
        ((12, "00:00"), (9, "04:59"), (9, "08:00")),
        ((11, "23:59"), (9, "04:59"), (9, "05:00")),
        ((12, "09:00"), (9, "05:00"), (9, "05:00")),
    ],
)
def test_an_invitation_to_what_is_days_away_waits_for_the_usual_hour(
    starts: tuple[int, str], now: tuple[int, str], due: tuple[int, str]
) -> None:
    assert invitation_due(local(*starts), local(*now), WIB) == local(*due)


@pytest.mark.parametrize(
    ("ends", "morning"),
    [((11, "12:00"), 12), ((11, "23:59"), 12), ((12, "01:00"), 12), ((12, "04:59"), 12), ((12, "05:00"), 13)],
)
def test_the_morning_after_a_session_follows_the_night_it_ends_in(ends: tuple[int, str], morning: int) -> None:
    assert morning_after(local(*ends), WIB) == local(morning, "08:00")


def test_what_nobody_said_otherwise() -> None:
    assert (timedelta(hours=3), timedelta(minutes=10)) == (DEFAULT_DURATION, UNDO_WITHIN)
    assert time(18) == DIGEST_TIME


@pytest.mark.parametrize(("starts", "due"), [("08:00", (12, "05:00")), ("07:59", (11, "23:00"))])
def test_the_morning_will_do_up_to_three_hours_before_a_session(starts: str, due: tuple[int, str]) -> None:
    assert announcement_due(local(12, starts), local(11, "23:00"), WIB) == local(*due)


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
def test_the_day_before_a_session_begins_at_five_and_is_reminded_at_eight(zone: ZoneInfo) -> None:
    assert reminder_morning(local(12, "00:30", zone), zone) == local(11, "05:00", zone)
    assert reminder_moment(local(12, "00:30", zone), zone) == local(11, "08:00", zone)


@pytest.mark.parametrize(
    ("minutes_ahead", "hold", "until"), [(61, 10, 10), (60, 10, None), (59, 10, None), (600, 0, None)]
)
def test_a_new_date_is_held_where_nobody_has_to_leave_within_the_hour(
    minutes_ahead: int, hold: int, until: int | None
) -> None:
    now = local(12, "09:00")
    held = hold_until(now + timedelta(minutes=minutes_ahead), now, timedelta(minutes=hold))
    assert held == (None if until is None else now + timedelta(minutes=until))


@pytest.mark.parametrize(
    ("times", "starts", "due"),
    [
        # Told never yet, or once: at once, 15 minutes after the last, an hour, three hours, and then always three.
        (0, (13, "09:00"), "10:01"),
        (1, (13, "09:00"), "10:01"),
        (2, (13, "09:00"), "10:15"),
        (3, (13, "09:00"), "11:00"),
        (4, (13, "09:00"), "13:00"),
        (9, (13, "09:00"), "13:00"),
        # Half an hour before the session is the latest, and never within three minutes of the last.
        (4, (12, "12:00"), "11:30"),
        (4, (12, "10:20"), "10:03"),
        (1, (12, "10:20"), "10:01"),
    ],
)
def test_what_is_told_again_and_again_is_told_later_each_time(times: int, starts: tuple[int, str], due: str) -> None:
    assert calm_moment(local(12, "10:01"), times, local(12, "10:00"), local(*starts)) == local(12, due)


def test_what_nobody_was_told_yet_need_not_wait() -> None:
    assert calm_moment(local(12, "10:01"), 2, None, local(13, "09:00")) == local(12, "10:01")


def test_news_that_is_wanted_later_does_not_come_sooner() -> None:
    assert calm_moment(local(12, "16:00"), 4, local(12, "10:00"), local(13, "09:00")) == local(12, "16:00")


@pytest.mark.parametrize(
    ("now", "starts", "due"),
    [
        # Before 08.00 the next morning is today's.
        ("07:59", (5, "09:00"), 2),
        ("07:59", (4, "23:59"), None),
        ("08:00", (6, "00:30"), 3),
        ("08:00", (5, "23:59"), None),
    ],
)
@pytest.mark.parametrize("zone", [WIB, WIT])
def test_an_invitation_waits_for_the_next_morning_where_three_days_are_left_then(
    now: str, starts: tuple[int, str], due: int | None, zone: ZoneInfo
) -> None:
    found = joined_invitation(local(*starts, zone), local(2, now, zone), zone)
    assert found == (None if due is None else local(due, "08:00", zone))
