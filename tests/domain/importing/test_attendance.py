"""Lines of a signed list: what is written in a cell, and whom of those invited it means."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.importing.attendance import (
    AttendanceLine,
    Invited,
    InvitedName,
    Meant,
    attendance_line,
    day_of,
    whom,
    wrong_moment,
)
from bot.domain.importing.columns import Row
from bot.domain.importing.rows import RowProblem
from bot.domain.meetings.days import meeting_days
from bot.domain.office.districts import DistrictNames

DISTRICTS = DistrictNames(["Wonodadi", "Udanawu"])
START = datetime(2023, 10, 6, 2, tzinfo=UTC)
END = START + timedelta(hours=3)
CELLS = {"sesi": "sdmo-02/1", "kecamatan": "Kec. Wonodadi", "nama": " Siti  Aminah ", "jam": "", "wakil": ""}


def line(**cells: str) -> AttendanceLine:
    found = attendance_line(Row(2, {**CELLS, **cells}), DISTRICTS, "WIB")
    assert isinstance(found, AttendanceLine), found
    return found


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("08.45", time(8, 45)),
        ("8:45", time(8, 45)),
        ("08:45:00", time(8, 45)),
        ("8.5", time(8, 50)),
        ("pukul 13.05 WIB", time(13, 5)),
        ("9", time(9)),
        ("jam 1 siang", time(13)),
        ("ya", None),
        ("V", None),
        ("Hadir", None),
        ("√", None),
    ],
)
def test_times_as_they_are_written_and_as_excel_makes_them(written: str, at: time | None) -> None:
    found = line(jam=written)
    assert (found.came, found.at) == (True, at)


def test_an_open_time_is_somebody_who_did_not_come_but_a_file_without_times_lists_who_came() -> None:
    assert not line(jam="").came
    absent = "tidak hadir, TDK HADIR, tidak, absen, alpa, Alpha, Izin, ijin, SAKIT, berhalangan, 0"
    assert [word for word in absent.split(", ") if line(jam=word).came] == []
    there = "ya, Y, hadir, x, V, ✓, ✔, √, 1"
    assert {word: (line(jam=word).came, line(jam=word).at) for word in there.split(", ")} == dict.fromkeys(
        there.split(", "), (True, None)
    )
    found = attendance_line(Row(2, {"sesi": "SDMO-02", "kecamatan": "", "nama": "Siti"}), DISTRICTS, "WIB")
    assert found == AttendanceLine(2, "SDMO-02", "", "Siti", True, None, False, "")


@pytest.mark.parametrize(
    ("written", "reason", "values"),
    [
        ("08.45 WITA", "time-other-zone", {"own": "WIB", "here": "07.45"}),
        ("08.45-10.00", "bad-time", {}),
        ("jam 9 sore", "bad-time", {}),
    ],
)
def test_a_time_that_is_not_taken_says_why(written: str, reason: str, values: dict[str, str]) -> None:
    found = attendance_line(Row(2, {**CELLS, "jam": written}), DISTRICTS, "WIB")
    assert isinstance(found, list)
    assert [(one.column, one.reason, one.values) for one in found] == [("jam", reason, values)]


def test_everything_of_a_line() -> None:
    assert line(jam="08.45", wakil="Budi") == AttendanceLine(
        2, "SDMO-02/1", "Wonodadi", "Siti Aminah", True, time(8, 45), True, "Budi"
    )
    assert (line(wakil="ya").substituted, line(wakil="ya").substitute) == (True, "")


INVITED = [
    InvitedName(1, "Wonodadi", "Siti Aminah, S.Pd.", "Budi, S.H."),
    InvitedName(2, "Wonodadi", "Siti Aminah, M.Pd.", ""),
    InvitedName(3, "Wonodadi", "M. Arif", ""),
    InvitedName(4, "Udanawu", "Budi, S.H.", ""),
    InvitedName(5, "Wonodadi", "Wijaya, Endah", ""),
]


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        ({"nama": "Siti Aminah, S.Pd."}, Meant(1, False)),
        ({"nama": "siti aminah, m.pd."}, Meant(2, False)),
        ({"nama": "Siti Aminah"}, ("nama", "ambiguous-invited")),
        ({"nama": "m arif, S.Sos"}, Meant(3, False)),
        ({"nama": "M. Arip"}, ("nama", "not-invited-slip")),
        ({"nama": "Drs. H. M. ARIF"}, Meant(3, False)),
        ({"nama": "Siti Aminah, S.Pd.", "wakil": "H. Budi, S.H."}, Meant(1, True)),
        ({"nama": "Budi"}, Meant(1, True)),
        ({"nama": "Budi", "wakil": "ya"}, ("nama", "invited-elsewhere")),
        ({"nama": "Budi", "kecamatan": "Udanawu"}, Meant(4, False)),
        ({"nama": "Joko"}, ("nama", "not-invited")),
        ({"nama": "Siti Aminah, S.Pd.", "wakil": "budi"}, Meant(1, True)),
        ({"nama": "Siti Aminah, S.Pd.", "wakil": "v"}, Meant(1, True)),
        ({"nama": "Siti Aminah, S.Pd.", "wakil": "Joko"}, ("wakil", "other-substitute")),
        ({"nama": "M. Arif", "wakil": "Joko"}, ("wakil", "no-substitute")),
        ({"nama": "M. Arif, Joko"}, ("nama", "several-names")),
        ({"nama": "M. Arif / Joko"}, ("nama", "several-names")),
        ({"nama": "Siti Aminah, S.Pd.", "wakil": "Budi, S.H., Joko"}, ("wakil", "several-names")),
        # As it was invited.
        ({"nama": "Wijaya, Endah"}, Meant(5, False)),
    ],
)
def test_whom_a_line_means(cells: dict[str, str], meant: Meant | tuple[str, str]) -> None:
    found = whom(line(**cells), Invited(INVITED))
    assert ((found.column, found.reason) if isinstance(found, RowProblem) else found) == meant


NAMES = st.text("ab .,", min_size=1, max_size=6).map(lambda name: " ".join(name.split())).filter(bool)


@given(st.lists(st.tuples(st.sampled_from(["Wonodadi", "Udanawu"]), NAMES), unique=True, max_size=8), NAMES)
def test_nobody_is_guessed(people: list[tuple[str, str]], name: str) -> None:
    """Who is written exactly as invited is meant, whoever else has a name like it; and a line means one or none."""
    numbers = count(1)
    invited = [InvitedName(next(numbers), district, named, "") for district, named in people]
    index = Invited(invited)
    for one in invited:
        assert whom(line(kecamatan=one.district, nama=one.name), index) == Meant(one.invitation_id, False)
    found = whom(line(nama=name), index)
    if isinstance(found, Meant):
        assert next(one for one in invited if one.invitation_id == found.invitation_id).district == "Wonodadi"


@pytest.mark.parametrize(
    ("minutes", "now", "reason"),
    [
        (-181, 200, "time-early"),
        (-180, 200, ""),
        (180, 200, ""),
        (181, 200, "time-after-end"),
        (60, 59, "time-future"),
        (60, 60, ""),
    ],
)
def test_a_time_that_cannot_be(minutes: int, now: int, reason: str) -> None:
    at = START + timedelta(minutes=minutes)
    assert wrong_moment(line(jam="08.45"), at, START, END, START + timedelta(minutes=now)) == reason
    assert wrong_moment(line(jam="ya"), at, START, END, START + timedelta(minutes=now)) == ""


@pytest.mark.parametrize(
    ("written", "days", "found"),
    [
        ("", 1, 1),
        ("", 3, ("which-day", {"count": 3})),
        ("2", 3, 2),
        ("7 Oktober 2023", 3, 2),
        ("08/10/2023", 3, 3),
        ("0", 3, ("other-day", {"first": "2023-10-06", "last": "2023-10-08"})),
        ("4", 3, ("other-day", {"first": "2023-10-06", "last": "2023-10-08"})),
        ("9 Oktober 2023", 3, ("other-day", {"first": "2023-10-06", "last": "2023-10-08"})),
        ("2", 1, ("other-day", {"first": "2023-10-06", "last": "2023-10-06"})),
    ],
)
def test_which_day_of_several_a_line_tells_of(
    written: str, days: int, found: int | tuple[str, dict[str, str | int]]
) -> None:
    of_session = meeting_days(START, END + timedelta(days=days - 1), ZoneInfo("Asia/Jakarta"))
    of_line = day_of(line(hari=written), of_session)
    if isinstance(of_line, RowProblem):
        assert (of_line.column, of_line.value) == ("hari", str(line(hari=written).day or written))
        assert (of_line.reason, of_line.values) == found
    else:
        assert of_line.number == found


@pytest.mark.parametrize(("written", "day"), [("99", 99), ("6 Oktober 2023", date(2023, 10, 6)), ("100", None)])
def test_a_day_is_a_number_of_two_figures_or_a_date(written: str, day: int | date | None) -> None:
    found = attendance_line(Row(2, {**CELLS, "hari": written}), DISTRICTS, "WIB")
    if isinstance(found, list):
        assert (day, [(one.column, one.reason) for one in found]) == (None, [("hari", "bad-day")])
    else:
        assert found.day == day


@pytest.mark.parametrize(("written", "shown"), [("ya", "ya"), ("v", "ya"), ("Joko", "Joko")])
def test_a_substitute_that_nobody_named_is_shown_as_it_was_written(written: str, shown: str) -> None:
    found = whom(line(nama="M. Arif", wakil=written), Invited(INVITED))
    assert found == RowProblem(2, "wakil", shown, "no-substitute")
