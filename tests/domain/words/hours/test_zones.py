"""Zones of time by the names that people say, and hours of another zone, which are asked about."""

from __future__ import annotations

from datetime import time

import pytest

from bot.domain.words.dates.problem import DateProblem
from bot.domain.words.hours.reading import parse_hours, read_hours
from bot.domain.words.hours.zones import ZONE_NAMES


@pytest.mark.parametrize(
    ("written", "own", "said", "here"),
    [
        ("09.00-12.00 WITA", "WIB", "09.00-12.00", "08.00-11.00"),
        ("09.00 WITA - 12.00 WITA", "WIB", "09.00-12.00", "08.00-11.00"),
        ("jam 9 pagi wit", "WIB", "09.00-selesai", "07.00-selesai"),
        ("10.00 wib s.d. selesai", "WITA", "10.00-selesai", "11.00-selesai"),
        ("09.30-12.15 WITA", "WIB", "09.30-12.15", "08.30-11.15"),
        ("09.00 waktu Indonesia barat", "WITA", "09.00-selesai", "10.00-selesai"),
        ("09.00 waktu Indonesia timur", "WIB", "09.00-selesai", "07.00-selesai"),
        ("09.00 waktu Indonesia tengah", "WIB", "09.00-selesai", "08.00-selesai"),
        ("(09.00 WIT)", "WITA", "09.00-selesai", "08.00-selesai"),
    ],
)
def test_another_zone_is_asked_about_with_both_hours(written: str, own: str, said: str, here: str) -> None:
    with pytest.raises(DateProblem) as problem:
        read_hours(written, own)
    assert problem.value.code == "other_zone"
    assert (problem.value.values["written"], problem.value.values["here"]) == (said, here)
    assert parse_hours(written, problem.value.values["given"]).start == time.fromisoformat(said[:5].replace(".", ":"))


def test_each_end_has_the_zone_that_is_said_of_it() -> None:
    with pytest.raises(DateProblem) as problem:
        read_hours("09.00 WIB - 12.00 WITA", "WIB")
    assert problem.value.values == {"given": "WITA", "own": "WIB", "written": "09.00-12.00", "here": "09.00-11.00"}


@pytest.mark.parametrize(
    ("zone", "name"),
    [("Asia/Jakarta", "WIB"), ("Asia/Pontianak", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")],
)
def test_zones_have_the_names_that_people_say(zone: str, name: str) -> None:
    assert ZONE_NAMES[zone] == name
