"""Lines of import files: typed values, or every fault by line, column, value and reason."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.importing.attendance import attendance_line
from bot.domain.importing.calendar import CalendarLine, calendar_line, year_of_plan
from bot.domain.importing.columns import ATTENDANCE_COLUMNS, CALENDAR_COLUMNS, DUTY_COLUMNS, ROSTER_COLUMNS, Row
from bot.domain.importing.duty import DutyLine, duty_line
from bot.domain.importing.roster import RosterLine, roster_line
from bot.domain.importing.rows import Reader, RowProblem, district_of, duplicates, unstored_notes
from bot.domain.meetings.periods.precision import Precision
from bot.domain.office.districts import DistrictNames
from bot.domain.vocabulary import ActivityKind, Division, Position, Role

DISTRICTS = DistrictNames(["Wonodadi", "Gandusari"])
CALENDAR = {
    "kode": "hps-06",
    "divisi": "hps",
    "judul": "Bimtek  PSAP",
    "waktu": "minggu keempat bulan November 2023",
    "jenis": "Bimtek",
    "sasaran": "komisioner + kepala sekretariat",
    "peserta": "88",
    "tempat": "Aula",
    "tujuan": "Paham",
    "keluaran": "Materi",
    "catatan": "dua bilangan",
}
ROSTER = {
    "nama": "Siti Mu'minah, S.Pd.",
    "telepon": "0812-3456-7890",
    "kecamatan": "Kec. Wonodadi",
    "jabatan": "anggota panwaslu kecamatan",
    "divisi": "pp ps",
    "peran": "",
}
DUTY = {"tanggal": "Kamis, 12 Oktober 2023", "kecamatan": "KECAMATAN WONODADI", "shift": "", "nama": "Siti"}


def reasons(found: object) -> list[tuple[str, str]]:
    assert isinstance(found, list)
    assert all(isinstance(problem, RowProblem) and problem.line == 7 for problem in found)
    return [(problem.column, problem.reason) for problem in found]


def test_a_calendar_line_is_read_in_full() -> None:
    line = calendar_line(Row(7, CALENDAR), 2023)
    assert isinstance(line, CalendarLine)
    assert (line.code, line.division, line.title, line.kind, line.participants, line.note) == (
        "HPS-06",
        Division.HPS,
        "Bimtek PSAP",
        ActivityKind.BIMTEK,
        88,
        "dua bilangan",
    )
    assert (line.period.precision, line.period.earliest) == (Precision.WEEK, date(2023, 11, 22))


def test_a_calendar_line_may_lack_all_that_the_plan_may_not_state() -> None:
    line = calendar_line(Row(7, {key: CALENDAR[key] for key in ("kode", "divisi", "judul", "jenis")}), 2023)
    assert isinstance(line, CalendarLine)
    assert (line.participants, line.audience, line.period.precision) == (None, "", Precision.UNSTATED)


def test_all_faults_of_a_line_are_named_at_once() -> None:
    bad = {
        "kode": "HPS6",
        "divisi": "HP2H",
        "judul": " ",
        "jenis": "pesta",
        "sasaran": "komisioner + tamu",
        "peserta": "banyak",
        "waktu": "31 November 2023",
    }
    assert reasons(calendar_line(Row(7, bad), 2023)) == [
        ("kode", "bad-code"),
        ("divisi", "not-office-division"),
        ("judul", "required"),
        ("jenis", "unknown-kind"),
        ("sasaran", "unknown-audience"),
        ("peserta", "not-a-number"),
    ]


def test_the_audience_of_an_activity_may_be_a_slip() -> None:
    found = calendar_line(Row(7, {**CALENDAR, "sasaran": "komisionr"}), 2023)
    assert isinstance(found, list)
    assert [(one.reason, one.values) for one in found] == [
        ("unknown-audience-slip", {"term": "komisionr", "meant": "komisioner"})
    ]


def test_a_calendar_is_of_the_year_that_its_times_name() -> None:
    rows = [Row(2, {"waktu": "minggu kedua November 2024"}), Row(3, {"waktu": "Desember"}), Row(4, {})]
    assert (year_of_plan(rows), year_of_plan(rows[1:])) == (2024, None)


@pytest.mark.parametrize("count", ["-1", "22 ekor", "22-30 orang", "1_000", "+5", "٢٢", "12345678901", "6.5"])
def test_a_count_is_plain_figures_that_a_database_can_hold(count: str) -> None:
    assert reasons(calendar_line(Row(7, {**CALENDAR, "peserta": count}), 2023)) == [("peserta", "not-a-number")]


@pytest.mark.parametrize(
    ("column", "most"),
    [("judul", 500), ("waktu", 200), ("tempat", 300), ("tujuan", 1500), ("keluaran", 1500), ("catatan", 500)],
)
def test_a_text_too_long_is_refused_rather_than_cut(column: str, most: int) -> None:
    # As Telegram counts: an emoji is two.
    assert not isinstance(calendar_line(Row(7, {**CALENDAR, column: "🗳" * (most // 2)}), 2023), list)
    for text in ("x" * (most + 1), "🗳" * (most // 2 + 1)):
        assert reasons(calendar_line(Row(7, {**CALENDAR, column: text}), 2023)) == [(column, "too-long")]


def test_what_is_shown_of_a_long_bad_value_is_short() -> None:
    found = calendar_line(Row(7, {**CALENDAR, "sasaran": "x" * 400}), 2023)
    assert isinstance(found, list)
    assert [(len(problem.value), len(str(problem.values["term"]))) for problem in found] == [(80, 80)]


def test_a_roster_line_is_read_in_full() -> None:
    assert roster_line(Row(7, ROSTER), DISTRICTS) == RosterLine(
        7, "Siti Mu'minah, S.Pd.", "+6281234567890", "Wonodadi", Position.DISTRICT_MEMBER, Division.PPPS, None
    )


@pytest.mark.parametrize(
    "name",
    [
        "Siti (Mina)",
        "Muhammad 2",
        "Siti Nur-Aini",
        "Budi Eko P., S.H.",
        "Almira",
        "H. Mundurianto",
        "Ani, S.Pd. (Kasek)",
    ],
)
def test_a_name_with_more_than_letters_is_a_name(name: str) -> None:
    assert isinstance(roster_line(Row(7, {**ROSTER, "nama": name}), DISTRICTS), RosterLine)


def test_a_person_may_lack_a_phone_and_the_office_a_kecamatan() -> None:
    line = roster_line(Row(7, {"nama": "Budi", "jabatan": "Staf Bawaslu", "peran": "admin"}), DISTRICTS)
    assert line == RosterLine(7, "Budi", None, None, Position.OFFICE_STAFF, None, Role.ADMIN)


@pytest.mark.parametrize(
    ("changed", "column", "reason"),
    [
        ({"nama": ""}, "nama", "required"),
        ({"nama": "x" * 161}, "nama", "too-long"),
        ({"nama": "1. Siti Mu'minah"}, "nama", "bad-name"),
        ({"nama": "3️⃣ Siti"}, "nama", "bad-name"),
        ({"nama": "081234567890"}, "nama", "bad-name"),
        ({"nama": "NIP 198501012010011001"}, "nama", "bad-name"),
        ({"nama": "2023-11-13"}, "nama", "bad-name"),
        ({"nama": "?!"}, "nama", "bad-name"),
        ({"nama": "Budi (alm.)"}, "nama", "bad-name"),
        ({"nama": "Tono - mengundurkan diri"}, "nama", "bad-name"),
        ({"nama": "Siti (pindah ke Udanawu)"}, "nama", "bad-name"),
        ({"nama": "Siti, sudah tidak aktif"}, "nama", "bad-name"),
        ({"telepon": "6.28E+11"}, "telepon", "phone-excel"),
        ({"kecamatan": "Blitar"}, "kecamatan", "unknown-district"),
        ({"kecamatan": ""}, "kecamatan", "needs-district"),
        ({"jabatan": "Camat"}, "jabatan", "unknown-position"),
        ({"jabatan": ""}, "jabatan", "required"),
        # A division of the office: "kordiv HP2H" would never find this person.
        ({"divisi": "P2H"}, "divisi", "not-district-division"),
        ({"jabatan": "Kordiv Bawaslu", "divisi": "HP2H", "kecamatan": ""}, "divisi", "not-office-division"),
        ({"jabatan": "Staf Bawaslu", "divisi": ""}, "kecamatan", "office-position"),
        ({"nip": "1985"}, "nip", "nip-length"),
        ({"jabatan": "Anggota Panwascam (Kordiv SDMO)", "divisi": "PPPS"}, "divisi", "division-other"),
        ({"jabatan": "Ketua Panwascam Entah", "divisi": ""}, "jabatan", "unknown-position-slip"),
        ({"peran": "bos"}, "peran", "unknown-role"),
        ({"mulai": "2 Oktober 2023", "sampai": "1 Oktober 2023"}, "sampai", "ends-before-start"),
    ],
)
def test_a_bad_value_of_the_roster_is_named(changed: dict[str, str], column: str, reason: str) -> None:
    assert reasons(roster_line(Row(7, {**ROSTER, **changed}), DISTRICTS)) == [(column, reason)]


def test_of_an_unknown_position_a_division_of_either_is_taken_and_no_other() -> None:
    for division, found in (("P2H", []), ("PPPS", []), ("Divisi Pesta", [("divisi", "unknown-division")])):
        line = roster_line(Row(7, {**ROSTER, "jabatan": "Camat", "divisi": division}), DISTRICTS)
        assert reasons(line) == [("jabatan", "unknown-position"), *found]


# A sign for "fi", as a PDF has it, becomes two letters.
@pytest.mark.parametrize(("signs", "fits"), [("xx", True), ("xxx", False), ("\ufb01", True), ("x\ufb01", False)])
def test_a_shift_has_at_most_forty_letters_as_it_is_kept(signs: str, fits: bool) -> None:
    shift = "x" * 38 + signs
    found = duty_line(Row(7, {**DUTY, "shift": shift}), DISTRICTS, "harian", "WIB")
    if fits:
        assert found == DutyLine(7, date(2023, 10, 12), "Wonodadi", shift.casefold(), "Siti")
    else:
        assert reasons(found) == [("shift", "too-long")]


@pytest.mark.parametrize(
    ("shift", "kept"),
    [
        ("P", "pagi"),
        ("m", "malam"),
        ("Shift 1 07.00-14.00", "shift 1 07.00-14.00"),
        ("Regu 2", "regu 2"),
        ("shift 2 malam", "shift 2 malam"),
    ],
)
def test_a_letter_of_a_shift_is_that_shift(shift: str, kept: str) -> None:
    line = duty_line(Row(7, {**DUTY, "shift": shift}), DISTRICTS, "harian", "WIB")
    assert line == DutyLine(7, date(2023, 10, 12), "Wonodadi", kept, "Siti")


@pytest.mark.parametrize("shift", ["siang 12.00-18.00 wib", "dua puluh witeng", "pagi"])
def test_a_shift_in_the_offices_own_zone_is_taken(shift: str) -> None:
    line = duty_line(Row(7, {**DUTY, "shift": shift}), DISTRICTS, "harian", "WIB")
    assert line == DutyLine(7, date(2023, 10, 12), "Wonodadi", shift, "Siti")


def test_a_duty_line_is_read_in_full() -> None:
    assert duty_line(Row(7, DUTY), DISTRICTS, "harian", "WIB") == DutyLine(
        7, date(2023, 10, 12), "Wonodadi", "harian", "Siti"
    )


def test_two_names_of_a_duty_line_are_two_people() -> None:
    line = duty_line(Row(7, {**DUTY, "nama": "Siti dan Budi"}), DISTRICTS, "harian", "WIB")
    assert line == DutyLine(7, date(2023, 10, 12), "Wonodadi", "harian", "Siti dan Budi", ("Siti", "Budi"))


def test_one_line_of_the_roster_is_one_person() -> None:
    assert reasons(roster_line(Row(7, {**ROSTER, "nama": "Siti dan Budi"}), DISTRICTS)) == [("nama", "several-names")]


def test_a_position_that_names_another_kecamatan_than_its_line_is_told() -> None:
    for position, found in (("Ketua Panwascam Wonodadi", []), ("Ketua Panwascam Gandusari", ["position-elsewhere"])):
        line = roster_line(Row(7, {**ROSTER, "jabatan": position, "divisi": ""}), DISTRICTS)
        assert [reason for _, reason in (reasons(line) if isinstance(line, list) else [])] == found


@pytest.mark.parametrize(
    ("changed", "column", "reason"),
    [
        ({"tanggal": "31 November 2023"}, "tanggal", "bad-date"),
        ({"tanggal": "Jumat, 12 Oktober 2023"}, "tanggal", "weekday-mismatch"),
        ({"tanggal": ""}, "tanggal", "required"),
        ({"kecamatan": "Kepanjen"}, "kecamatan", "unknown-district"),
        ({"kecamatan": ""}, "kecamatan", "required"),
        ({"shift": "x" * 41}, "shift", "too-long"),
        ({"shift": "sore 13.00"}, "shift", "shift-unclear"),
        ({"shift": "Shift 1"}, "shift", "shift-without-hours"),
        ({"shift": "II"}, "shift", "shift-without-hours"),
        ({"shift": "3"}, "shift", "shift-without-hours"),
        ({"shift": "S"}, "shift", "shift-without-hours"),
        ({"shift": "giliran ke-2"}, "shift", "shift-without-hours"),
        ({"shift": "08.00-16.00 & 17.00-20.00"}, "shift", "shift-unclear"),
        ({"shift": "pagi-siang"}, "shift", "shift-unclear"),
        ({"shift": "25.00-26.00"}, "shift", "shift-unclear"),
        ({"shift": "siang 12-18 WITA"}, "shift", "shift-other-zone"),
        ({"shift": "08.00-16.00wit"}, "shift", "shift-other-zone"),
        ({"nama": ""}, "nama", "required"),
    ],
)
def test_a_bad_value_of_the_rota_is_named(changed: dict[str, str], column: str, reason: str) -> None:
    assert reasons(duty_line(Row(7, {**DUTY, **changed}), DISTRICTS, "harian", "WIB")) == [(column, reason)]


def test_a_repeated_key_is_named_with_the_line_it_first_stood_on() -> None:
    assert duplicates([(2, "a"), (3, "b"), (4, "a"), (9, "a")], "kode") == [
        RowProblem(4, "kode", "a", "duplicate", {"first": 2}),
        RowProblem(9, "kode", "a", "duplicate", {"first": 2}),
    ]


CELLS = st.text(max_size=30) | st.sampled_from(
    ["SDMO", "PP-PS", "rakor", "komisioner", "66", "Wonodadi", "PKD", "0812 3456 7890"]
)


@given(
    st.dictionaries(st.sampled_from([*CALENDAR_COLUMNS, *ROSTER_COLUMNS, *DUTY_COLUMNS, *ATTENDANCE_COLUMNS]), CELLS)
)
def test_any_row_is_either_read_or_refused_with_reasons(values: dict[str, str]) -> None:
    row = Row(7, values)
    for found in (
        calendar_line(row, 2023),
        roster_line(row, DISTRICTS),
        duty_line(row, DISTRICTS, "harian", "WIB"),
        attendance_line(row, DISTRICTS, "WIB"),
    ):
        if isinstance(found, list):
            assert reasons(found)
            assert len({(problem.column, problem.reason) for problem in found}) == len(found)


def test_of_a_column_that_has_no_values_nothing_is_said_where_what_is_known_is_kept() -> None:
    row = Row(7, {"telepon": "", "nama": ""}, "", {"telepon": "formula-unstored", "nama": "formula-unstored"})
    assert Reader(row, frozenset({"telepon"})).unsaid == {"telepon"}
    assert Reader(row).unsaid == frozenset()
    lacking = Row(7, {}, "", {"telepon": "column-lacking", "nama": "column-lacking"})
    assert Reader(lacking, frozenset({"telepon"})).unsaid == {"telepon", "nama"}


@pytest.mark.parametrize(
    ("since", "until"),
    [("", ""), ("2 Oktober 2023", ""), ("", "1 Oktober 2023"), ("2 Oktober 2023", "2 Oktober 2023")],
)
def test_somebody_is_in_office_from_a_day_until_one_or_without_end(since: str, until: str) -> None:
    found = roster_line(Row(7, {**ROSTER, "mulai": since, "sampai": until}), DISTRICTS)
    assert isinstance(found, RosterLine)
    days = {"": None, "1 Oktober 2023": date(2023, 10, 1), "2 Oktober 2023": date(2023, 10, 2)}
    assert (found.active_from, found.active_until) == (days[since], days[until])


@pytest.mark.parametrize(
    ("column", "taken"),
    [("nama", False), ("wakil", False), ("kecamatan", False), ("desa_kelurahan", False), ("judul", True)],
)
def test_names_are_of_latin_letters_and_other_texts_of_any(column: str, taken: bool) -> None:
    reader = Reader(Row(7, {column: "Яна"}))
    assert reader.text(column) == ("Яна" if taken else "")
    assert [(one.column, one.reason) for one in reader.problems] == ([] if taken else [(column, "garbled")])


@pytest.mark.parametrize(
    ("known", "written", "problem"),
    [
        (["Wonodadi", "Gandusari"], "Wonodadi", None),
        ([], "Wonodadi", ("no-districts", {})),
        (["Kota Baru", "Kotabaru"], "Kota-Baru", ("ambiguous-district", {"names": "Kota Baru / Kotabaru"})),
        (["Wonodadi", "Gandusari"], "Wonodadii", ("unknown-district-slip", {"meant": "Wonodadi"})),
        (["Wonodadi", "Gandusari"], "Wndadi Utr", ("unknown-district", {"nearest": "Wonodadi"})),
        (["Wonodadi", "Gandusari"], "Zzz", ("unknown-district", {"nearest": "none"})),
    ],
)
def test_a_kecamatan_that_is_not_known_has_what_it_may_be(
    known: list[str], written: str, problem: tuple[str, dict[str, str]] | None
) -> None:
    reader = Reader(Row(7, {"kecamatan": written}))
    assert district_of(reader, DistrictNames(known)) == (None if problem else written)
    assert [(one.reason, one.values) for one in reader.problems] == ([problem] if problem else [])


def test_of_what_a_formula_has_left_out_is_told_what_stays_as_it_is() -> None:
    rows = [
        Row(
            3,
            {"telepon": "=A1", "nama": "=A2", "nip": "=A3"},
            no_values={"telepon": "formula-unstored", "nama": "formula-unstored"},
        ),
        Row(4, {"telepon": "=A1", "nip": "x" * 81}, no_values={"telepon": "formula-failed", "nip": "formula-unstored"}),
    ]
    assert unstored_notes("roster", rows) == [
        RowProblem(3, "telepon", "=A1", "formula-unstored"),
        RowProblem(4, "nip", "x" * 80, "formula-unstored"),
    ]
    assert unstored_notes("duty", rows) == []


def test_what_stands_beyond_the_last_column_and_what_a_formula_left_open_are_faults() -> None:
    row = Row(7, {"nama": "=A1", "nip": "x"}, "y" * 81, {"nama": "formula-unstored", "kode": "column-lacking"})
    reader = Reader(row)
    assert (reader.text("nama", required=True), reader.text("kode", required=True), reader.text("nip")) == ("", "", "x")
    assert [(one.column, one.value, one.reason) for one in reader.problems] == [
        ("–", "y" * 80, "surplus"),
        ("nama", "=A1", "formula-unstored"),
    ]


def test_what_is_said_twice_of_a_cell_is_told_once() -> None:
    reader = Reader(Row(7, {"nama": "x"}))
    for reason in ("bad-name", "bad-name", "required"):
        reader.problem("nama", reason)
    assert [one.reason for one in reader.problems] == ["bad-name", "required"]
