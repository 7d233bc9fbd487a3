from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.duty.escalation import STEPS, UNSENT, Rung, Step, climb, named_in_digest, step_due
from bot.domain.duty.shifts import shift_ends
from bot.domain.night import is_night

WIB = ZoneInfo("Asia/Jakarta")
DAY = date(2023, 10, 31)
SHIFTS = ("harian", "pagi", "sore", "malam", "24 jam", "13.00-21.30", "16.00-24.00", "00.00-08.00")


def _local(instant: datetime) -> str:
    return instant.astimezone(WIB).strftime("%d/%m %H.%M")


@pytest.mark.parametrize(
    ("shift", "asked", "expected"),
    [
        ("harian", None, ["31/10 16.00", "31/10 17.00", "31/10 18.00"]),
        ("harian", "2023-10-31T16:15", ["31/10 16.00", "31/10 17.00", "31/10 18.00"]),
        ("harian", "2023-10-31T16:16", ["31/10 16.16", "31/10 17.16", "31/10 18.16"]),
        # Away till the evening: the last step is the morning's, over the end of the month.
        ("harian", "2023-10-31T19:10", ["31/10 19.10", "31/10 20.10", "01/11 05.00"]),
        # The night holds up the first: the next one follows an hour later all the same.
        ("sore", None, ["31/10 20.00", "01/11 05.00", "01/11 06.00"]),
        ("malam", None, ["01/11 08.00", "01/11 09.00", "01/11 10.00"]),
        ("13.00-21.30", "2023-11-01T05:00", ["01/11 05.00", "01/11 06.00", "01/11 07.00"]),
    ],
)
def test_each_step_has_its_hour(shift: str, asked: str | None, expected: list[str]) -> None:
    at = None if asked is None else datetime.fromisoformat(asked).replace(tzinfo=WIB)
    assert [_local(step_due(step, DAY, shift, at, WIB).at) for step in STEPS] == expected


def test_what_is_urgent_and_was_not_sent_is_asked_for_after_five_minutes() -> None:
    assert Step(Rung.AUTHOR, timedelta(minutes=5)) == UNSENT
    assert [step.to for step in STEPS] == [Rung.OFFICER, Rung.SECRETARIAT, Rung.DIVISION]


def test_a_step_is_due_at_its_very_minute() -> None:
    at = step_due(STEPS[1], DAY, "harian", None, WIB).at
    following = step_due(STEPS[2], DAY, "harian", None, WIB).at
    assert climb(1, DAY, "harian", None, at - timedelta(minutes=1), WIB) == ([], at)
    assert climb(1, DAY, "harian", None, at, WIB) == ([STEPS[1]], following)


@settings(max_examples=100)
@given(
    st.sampled_from(SHIFTS),
    st.none() | st.integers(0, 28 * 60),
    st.lists(st.integers(0, 30 * 60), min_size=1, max_size=12),
    st.booleans(),
)
def test_steps_that_are_told_keep_their_distance_and_none_is_lost(
    shift: str, asked: int | None, looks: list[int], stored: bool
) -> None:
    ends = shift_ends(DAY, shift, WIB)
    asked_at = None if asked is None else ends + timedelta(minutes=asked)
    done, told = 1, dict[Step, datetime]()
    # Whoever has looked looks again when the next step falls due.
    waiting = sorted(ends + timedelta(minutes=minutes) for minutes in looks)
    while waiting:
        now = waiting.pop(0)
        told_at = told.get(STEPS[done - 1]) if stored else None
        steps, following = climb(done, DAY, shift, asked_at, now, WIB, told_at)
        for step in steps:
            if now < step_due(step, DAY, shift, asked_at, WIB, told_at).until:
                told[step] = now
        done += len(steps)
        if following is not None and following not in waiting:
            waiting = sorted([*waiting, following])
    assert done == len(STEPS)
    if stored and len(told) == 2:
        assert told[STEPS[2]] - told[STEPS[1]] >= STEPS[2].after - STEPS[1].after
    # Whoever was told is followed by the next.
    assert not stored or STEPS[1] not in told or STEPS[2] in told


@settings(max_examples=60)
@given(
    st.sampled_from(SHIFTS),
    st.none() | st.integers(0, 40 * 60),
    st.lists(st.integers(0, 48 * 60), max_size=12),
)
def test_whenever_one_looks_each_step_is_taken_once_in_order_and_never_at_night(
    shift: str, asked: int | None, looks: list[int]
) -> None:
    ends = shift_ends(DAY, shift, WIB)
    asked_at = None if asked is None else ends + timedelta(minutes=asked)
    done, taken = 1, list(STEPS[:1])
    for minutes in [*sorted(looks), 8 * 24 * 60]:
        now = ends + timedelta(minutes=minutes)
        steps, following = climb(done, DAY, shift, asked_at, now, WIB)
        assert all(step_due(step, DAY, shift, asked_at, WIB).at <= now for step in steps)
        assert following is None or following > now
        done, taken = done + len(steps), [*taken, *steps]
    assert tuple(taken) == STEPS
    dues = [step_due(step, DAY, shift, asked_at, WIB) for step in STEPS]
    assert [due.at for due in dues] == sorted(due.at for due in dues)
    assert not any(is_night(due.at, WIB) for due in dues)
    assert all(due.at <= due.until for due in dues)


@pytest.mark.parametrize(
    ("shift", "asked", "until"),
    [("harian", None, "07/11 16.00"), ("malam", None, "08/11 08.00"), ("harian", "2023-11-07T20:30", "08/11 05.00")],
)
def test_a_step_is_of_use_as_long_as_the_report_is_taken(shift: str, asked: str | None, until: str) -> None:
    at = None if asked is None else datetime.fromisoformat(asked).replace(tzinfo=WIB)
    assert _local(step_due(STEPS[1], DAY, shift, at, WIB).until) == until


def test_whoever_is_told_by_a_step_reads_in_the_digest_only_what_climbs_no_further() -> None:
    assert named_in_digest([1, 2, 3], {2}, climbs_to_reader=True) == [2]
    assert named_in_digest([1, 2, 3], {2}, climbs_to_reader=False) == [1, 2, 3]
