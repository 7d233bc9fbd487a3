"""Hours that a plan names beside its days are proposed, or it is said that they are not read."""

from __future__ import annotations

from datetime import time

import pytest

from bot.domain.meetings.periods.parser import parse_period
from bot.domain.meetings.planned_hours import planned_hours


@pytest.mark.parametrize(
    ("words", "said", "hours"),
    [
        ("17 November 2023", "", None),
        ("17 November 2023 malam", "malam", (time(19), time(21))),
        ("Jumat malam, 17 November 2023", "malam", (time(19), time(21))),
        ("17 November 2023 (pagi hari)", "pagi hari", (time(9), time(12))),
        ("17 November 2023 sore", "sore", (time(15, 30), time(17, 30))),
        ("17 November 2023 pukul 13.00", "pukul 13.00", (time(13), time(16))),
        ("17 November 2023 jam 7 malam", "jam 7 malam", (time(19), time(21))),
        ("17 November 2023 19.00-21.30 WIB", "19.00-21.30 wib", (time(19), time(21, 30))),
        ("17 November 2023 ba'da isya", "ba'da isya", (time(19), time(21))),
        ("17 November 2023 setelah sholat Jumat", "setelah sholat jumat", (time(13), time(15))),
        # Over midnight, of another zone, and when nobody meets.
        ("17 November 2023 pukul 22.30", "pukul 22.30", None),
        ("17 November 2023 pukul 20.00-01.00", "pukul 20.00-01.00", None),
        ("17 November 2023 pukul 09.00 WITA", "pukul 09.00 wita", None),
        ("17 November 2023 pukul 03.00", "pukul 03.00", None),
    ],
)
def test_hours_of_a_plan(words: str, said: str, hours: tuple[time, time] | None) -> None:
    period = parse_period(words, plan_year=2023)
    assert (str(period.earliest), period.anomaly) == ("2023-11-17", None)
    assert period.hours == said
    assert (planned_hours(said, "WIB") if said else None) == hours


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("16.59", (time(16, 59), time(19, 59))),
        ("17.00", (time(17), time(19))),
        ("21.59", (time(21, 59), time(23, 59))),
        ("22.00", None),
    ],
)
def test_a_meeting_whose_end_is_not_said_takes_three_hours_and_in_the_evening_two(
    words: str, hours: tuple[time, time] | None
) -> None:
    assert planned_hours(words, "WIB") == hours


@pytest.mark.parametrize(
    "when", ["ba'da", "bada", "bakda", "ba'kda", "selepas", "sehabis", "habis", "setelah", "sesudah", "usai"]
)
@pytest.mark.parametrize("called", ["", "shalat ", "salat ", "solat ", "sholat "])
@pytest.mark.parametrize(
    "prayer",
    [
        "subuh",
        "dhuhur",
        "dzuhur",
        "zuhur",
        "lohor",
        "asar",
        "ashar",
        "magrib",
        "maghrib",
        "isya",
        "isya'",
        "tarawih",
        "jumat",
        "jumatan",
    ],
)
def test_every_way_to_say_an_hour_by_a_prayer(when: str, called: str, prayer: str) -> None:
    said = f"{when} {called}{prayer}"
    period = parse_period(f"17 November 2023 {said}", plan_year=2023)
    # Of a Friday it is that day, unless it says that it is the prayer.
    is_day = prayer.startswith("jum") and not called and when not in {"ba'da", "bada", "bakda", "ba'kda"}
    assert period.hours == ("" if is_day else said)
