"""The calendar, imported again and again: activities by code, times in the plan's words, faults named."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.data import DATA_DIRECTORY
from bot.documents.tables import write_csv, write_xlsx
from bot.domain.importing.columns import CALENDAR_COLUMNS
from bot.domain.meetings.periods.precision import Precision
from bot.domain.vocabulary import ActivityKind, Division
from bot.services.meetings.calendar import plan_lines
from tests.importing.desk import CALENDAR, counts, named

if TYPE_CHECKING:
    from tests.importing.desk import Desk

FIRST = "SDMO-01,SDMO,Bimtek pertama,12 Oktober 2023,bimtek,komisioner"
SECOND = "SDMO-02,SDMO,Rakor kedua,November 2023,rakor,kordiv SDMO"
THIRD = "HPS-01,HPS,Rapat ketiga,,rapat,kantor"


async def codes(desk: Desk) -> list[str]:
    return [activity.code for activity in await desk.activities()]


async def test_a_line_becomes_an_activity_with_its_time_in_the_plans_words(desk: Desk) -> None:
    head = "judul;kode;waktu;peserta;sasaran;jenis;divisi;tempat"
    line = "Rapat, rakor & bimtek;sdmo-01;minggu kedua bulan Oktober 2023;66;Komisioner + luar: kepala desa;RAKOR;sdmo;Aula"
    assert counts(await desk.load("calendar", f"{head}\n{line}", plan_year=2023)) == (1, 0, 0)
    (one,) = await desk.activities()
    assert (one.code, one.title, one.kind, one.division) == (
        "SDMO-01",
        "Rapat, rakor & bimtek",
        ActivityKind.RAKOR,
        Division.SDMO,
    )
    assert (one.period_text, one.precision) == ("minggu kedua bulan Oktober 2023", Precision.WEEK)
    assert (one.earliest, one.latest) == (date(2023, 10, 8), date(2023, 10, 14))
    assert (one.stated_participants, one.place, one.audience) == (66, "Aula", "Komisioner + luar: kepala desa")


async def test_a_date_cell_of_excel_is_a_day(desk: Desk) -> None:
    row = ("SDMO-01", "SDMO", "Bimtek", "2023-10-12", "bimtek", "komisioner")
    assert counts(await desk.load("calendar", write_xlsx(CALENDAR.split(","), [row]))) == (1, 0, 0)
    assert [activity.earliest for activity in await desk.activities()] == [date(2023, 10, 12)]


async def test_the_shipped_plan_twice_changes_nothing(desk: Desk) -> None:
    content = (DATA_DIRECTORY / "kegiatan.csv").read_bytes()
    assert counts(await desk.load("calendar", content, plan_year=2023)) == (69, 0, 0)
    assert counts(await desk.load("calendar", content, plan_year=2023)) == (0, 0, 69)


async def test_an_export_comes_back_as_it_went_out(desk: Desk) -> None:
    await desk.load("calendar", (DATA_DIRECTORY / "kegiatan.csv").read_bytes(), plan_year=2023)
    rows = [plan_lines.import_row(one) for one in (await plan_lines.plan_of(desk.ctx, desk.office_id))[1]]
    for write in (write_csv, write_xlsx):
        exported = write((*CALENDAR_COLUMNS, "catatan"), rows)
        assert counts(await desk.load("calendar", exported, plan_year=2023)) == (0, 0, 69)


async def test_a_correction_of_one_line_leaves_the_plans_order(desk: Desk) -> None:
    await desk.calendar(FIRST, SECOND, THIRD)
    assert counts(await desk.calendar(SECOND.replace("Rakor kedua", "Rakor ganti"))) == (0, 1, 0)
    assert counts(await desk.calendar("P2H-01,P2H,Baru,,rapat,", SECOND.replace("Rakor kedua", "Rakor ganti"))) == (
        1,
        0,
        1,
    )
    assert await codes(desk) == ["SDMO-01", "SDMO-02", "HPS-01", "P2H-01"]


async def test_the_whole_plan_in_another_order_is_the_new_order(desk: Desk) -> None:
    await desk.calendar(FIRST, SECOND, THIRD)
    assert counts(await desk.calendar(THIRD, FIRST, SECOND)) == (0, 3, 0)
    assert await codes(desk) == ["HPS-01", "SDMO-01", "SDMO-02"]


async def test_columns_that_a_file_lacks_stay_as_they_are(desk: Desk) -> None:
    await desk.calendar(
        f"{FIRST},66,Aula,Tujuan,Keluaran,Catatan", head=f"{CALENDAR},peserta,tempat,tujuan,keluaran,catatan"
    )
    short = "SDMO-01,SDMO,Judul baru,bimtek"
    assert counts(await desk.calendar(short, head="kode,divisi,judul,jenis")) == (0, 1, 0)
    (one,) = await desk.activities()
    assert (one.title, one.audience, one.earliest) == ("Judul baru", "komisioner", date(2023, 10, 12))
    assert (one.stated_participants, one.place, one.aims, one.outputs, one.note) == (
        66,
        "Aula",
        "Tujuan",
        "Keluaran",
        "Catatan",
    )


async def test_a_column_that_is_there_and_empty_empties(desk: Desk) -> None:
    await desk.calendar(FIRST)
    assert counts(await desk.calendar("SDMO-01,SDMO,Bimtek pertama,,bimtek,")) == (0, 1, 0)
    (one,) = await desk.activities()
    assert (one.period_text, one.earliest, one.audience) == ("", None, "")


async def test_every_fault_of_every_line_is_named_and_nothing_is_half_imported(desk: Desk) -> None:
    done = await desk.calendar(
        f"{FIRST},10",
        "SDMO,HPX,,31 November 2023,seminar,komisioner + bupati,-3",
        "sdmo-01,SDMO,Sekali lagi,,rapat,,enam",
        "P2H-1234,P2H,Judul,,rapat,,",
        f"P2H-01,P2H,{'x' * 4001},,rapat,,1000001",
        "SDMO-01,SDMO,Lagi,,rapat,,",
        head=f"{CALENDAR},peserta",
    )
    assert named(done.problems) == [
        (3, "divisi", "HPX", "not-office-division"),
        (3, "jenis", "seminar", "unknown-kind"),
        (3, "judul", "", "required"),
        (3, "kode", "SDMO", "bad-code"),
        (3, "peserta", "-3", "not-a-number"),
        (3, "sasaran", "komisioner + bupati", "unknown-audience"),
        (4, "peserta", "enam", "not-a-number"),
        (5, "kode", "P2H-1234", "bad-code"),
        (6, "judul", "x" * 80, "too-long"),
        (6, "peserta", "1000001", "not-a-number"),
        (7, "kode", "SDMO-01", "duplicate"),
    ]
    assert next(one.values for one in done.problems if one.reason == "unknown-audience") == {"term": "bupati"}
    assert await desk.activities() == []


async def test_a_time_that_cannot_be_is_kept_in_its_words_without_a_date_and_said(desk: Desk) -> None:
    done = await desk.calendar(
        FIRST.replace("12 Oktober 2023", "31 November 2023"), SECOND.replace("November 2023", "kapan-kapan")
    )
    assert named(done.notes) == [
        (2, "waktu", "31 November 2023", "no_such_day"),
        (3, "waktu", "kapan-kapan", "not_understood"),
    ]
    stored = [(one.period_text, one.precision, one.earliest) for one in await desk.activities()]
    assert stored == [("31 November 2023", Precision.UNSTATED, None), ("kapan-kapan", Precision.UNSTATED, None)]


async def test_an_hour_beside_a_day_is_kept_in_its_words_and_said(desk: Desk) -> None:
    done = await desk.calendar(FIRST.replace("12 Oktober 2023", "18 November 2023 (malam)"))
    assert named(done.notes) == [(2, "waktu", "18 November 2023 (malam)", "hours")]
    assert done.notes[0].values == {"hours": "malam"}
    (one,) = await desk.activities()
    assert (one.period_text, one.earliest) == ("18 November 2023 (malam)", date(2023, 11, 18))


async def test_a_trial_writes_nothing(desk: Desk) -> None:
    assert counts(await desk.calendar(FIRST, SECOND, dry_run=True)) == (2, 0, 0)
    assert await desk.activities() == []
    assert await desk.audit() == []


async def test_two_offices_have_the_same_codes(desk: Desk) -> None:
    other = await desk.other_office("35.06")
    assert counts(await desk.calendar(FIRST)) == (1, 0, 0)
    assert counts(await other.calendar(FIRST.replace("pertama", "lain"))) == (1, 0, 0)
    assert [one.title for one in await desk.activities()] == ["Bimtek pertama"]


async def test_signs_that_nobody_sees_are_not_kept(desk: Desk) -> None:
    await desk.calendar("SDMO-71,SDMO,Rapat \u202eRTL \u200bdan\x07 lain,November 2023,rapat,komisioner")
    assert [one.title for one in await desk.activities() if one.code == "SDMO-71"] == ["Rapat RTL dan lain"]


async def test_months_without_the_day_are_named(desk: Desk) -> None:
    done = await desk.calendar(
        "SDMO-90,SDMO,Rapat,setiap tanggal 30,rapat,",
        'SDMO-91,SDMO,Rapat,"setiap tanggal 31, Oktober - Desember 2023",rapat,',
        "SDMO-92,SDMO,Rapat,setiap tanggal 28,rapat,",
    )
    assert [(one.line, one.reason, one.values) for one in done.notes] == [
        (2, "months-without", {"months": "Februari"}),
        (3, "months-without", {"months": "November"}),
    ]
