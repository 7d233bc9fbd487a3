"""When messages are due: never at night, H-1 at 08.00 office time, at once where that is past."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.timing import announcement_due, is_night, local_instant, morning_after, not_at_night, reminder_due

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
    assert due == (morning if morning < now + ahead else now)
    assert now <= due < now + ahead


@pytest.mark.parametrize(
    ("ends", "morning"),
    [((11, "12:00"), 12), ((11, "23:59"), 12), ((12, "01:00"), 12), ((12, "04:59"), 12), ((12, "05:00"), 13)],
)
def test_the_morning_after_a_session_follows_the_night_it_ends_in(ends: tuple[int, str], morning: int) -> None:
    assert morning_after(local(*ends), WIB) == local(morning, "08:00")
