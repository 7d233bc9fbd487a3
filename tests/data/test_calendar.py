"""The shipped calendar by itself: complete, readable, inviting whom the plan names."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bot.domain.importing.calendar import CalendarLine
from bot.domain.importing.columns import CALENDAR_COLUMNS, Row
from bot.domain.importing.roster import RosterLine, roster_line
from bot.domain.invitations.audience import parse_audience
from bot.domain.meetings.periods.anomaly import AnomalyKind
from bot.domain.office.districts import DistrictNames
from bot.domain.vocabulary import ActivityKind, Division

MOST_SHORT_TEXT = 240


@pytest.fixture(scope="session")
def roster(roster_rows: list[Row], district_rows: list[Row]) -> list[RosterLine]:
    names = DistrictNames(row.values["kecamatan"] for row in district_rows)
    lines = [roster_line(row, names) for row in roster_rows]
    return [line for line in lines if isinstance(line, RosterLine)]


def test_there_are_69_activities_of_four_divisions(activities: dict[str, CalendarLine]) -> None:
    assert Counter(line.division for line in activities.values()) == {
        Division.SDMO: 12,
        Division.HPS: 12,
        Division.PPDI: 20,
        Division.P2H: 25,
    }


def test_codes_count_up_within_each_division(activities: dict[str, CalendarLine]) -> None:
    expected = [
        f"{division}-{number:02}"
        for division, most in (("SDMO", 12), ("HPS", 12), ("PPDI", 20), ("P2H", 25))
        for number in range(1, most + 1)
    ]
    assert list(activities) == expected
    assert all(line.code.startswith(f"{line.division}-") for line in activities.values())


def test_the_file_has_the_import_formats_columns_and_the_note(calendar_rows: list[Row]) -> None:
    assert tuple(calendar_rows[0].values) == (*CALENDAR_COLUMNS, "catatan")


def test_every_activity_says_whom_it_is_for_what_it_aims_at_and_what_comes_out(
    activities: dict[str, CalendarLine],
) -> None:
    for line in activities.values():
        audience = parse_audience(line.audience)
        assert audience.terms or audience.outsiders, line.code
        for text in (line.aims, line.outputs):
            assert 0 < len(text) <= MOST_SHORT_TEXT, line.code
            assert not re.search(r"…|\.\.\.|[,;]$|\bdan/atau$|\s{2}", text), line.code


def test_only_the_two_impossible_times_of_the_plan_are_anomalies_and_seven_are_missing(
    activities: dict[str, CalendarLine],
) -> None:
    assert {line.code: line.period.anomaly.kind for line in activities.values() if line.period.anomaly} == {
        "PPDI-07": AnomalyKind.IMPOSSIBLE_ORDER,
        "PPDI-11": AnomalyKind.IMPOSSIBLE_ORDER,
    }
    assert [line.code for line in activities.values() if not line.period.text] == [
        "PPDI-09",
        "P2H-13",
        "P2H-20",
        "P2H-22",
        "P2H-23",
        "P2H-24",
        "P2H-25",
    ]


def test_every_doubtful_time_is_noted(activities: dict[str, CalendarLine]) -> None:
    for line in activities.values():
        period = line.period
        if period.anomaly is not None:
            assert "mustahil" in line.note, line.code
        if not period.text:
            assert "tidak menyebut waktu" in line.note, line.code
        if period.earliest is not None and "2023" not in period.text:
            assert "tidak menyebut tahun; dibaca 2023" in line.note, line.code
        if period.earliest is not None and period.earliest.month == 9:
            assert "sebelum masa rencana" in line.note, line.code


@pytest.mark.parametrize(
    ("code", "invited", "outsiders"),
    [
        ("SDMO-01", 66, False),  # and every PKD, of whom the sample has none
        ("SDMO-03", 88, False),
        ("SDMO-04", 95, False),  # with the office itself
        ("SDMO-11", 66, True),
        ("SDMO-12", 22, False),
        ("HPS-01", 1, False),
        ("HPS-03", 22, False),
        ("HPS-06", 88, False),
        ("HPS-07", 44, False),
        ("HPS-09", 44, False),
        ("HPS-11", 44, True),  # and five of the regency's legal section
        ("HPS-12", 66, False),
        ("PPDI-05", 0, True),
        ("PPDI-10", 67, True),
        ("PPDI-12", 7, False),
        ("P2H-02", 5, True),  # the leaders speak, the village heads come
        ("P2H-05", 0, True),
        ("P2H-07", 44, True),
        ("P2H-25", 22, False),
    ],
)
def test_who_of_the_sample_roster_is_invited(
    activities: dict[str, CalendarLine], roster: list[RosterLine], code: str, invited: int, outsiders: bool
) -> None:
    audience = parse_audience(activities[code].audience)
    assert sum(audience.invites(person) for person in roster) == invited
    assert bool(audience.outsiders) is outsiders


def test_the_plans_own_numbers_of_panwascam_are_who_is_invited(
    activities: dict[str, CalendarLine], roster: list[RosterLine]
) -> None:
    stated = {}
    for line in activities.values():
        audience = parse_audience(line.audience)
        if audience.invites_panwascam and line.participants is not None:
            stated[line.code] = (line.participants, sum(audience.invites(person) for person in roster))
    assert len(stated) == 15
    differing = {code: pair for code, pair in stated.items() if pair[0] != pair[1]}
    # 22 + 22 of the kecamatan and five outsiders.
    assert differing == {"HPS-11": (49, 44)}


def test_kinds_say_what_the_titles_say(activities: dict[str, CalendarLine]) -> None:
    words = {
        ActivityKind.RAKOR: r"rapat koordinasi|rakor|koordinasi antar",
        ActivityKind.BIMTEK: r"bimtek|bimbingan teknis",
        ActivityKind.SOSIALISASI: r"^kegiatan sosialisasi",
        ActivityKind.SUPERVISI: r"^supervisi",
        # "Rapat Koordinasi Internal" of the office is a plain meeting.
        ActivityKind.RAPAT: r"koordinasi internal",
    }
    for line in activities.values():
        said = {kind for kind, pattern in words.items() if re.search(pattern, line.title, re.IGNORECASE)}
        assert not said or line.kind in said, line.code
