"""The duty rota, imported again and again: one officer a shift, known by name, and no report loses its officer."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.documents.tables import write_xlsx
from bot.domain.vocabulary import Situation
from bot.storage.models import DutyReport, DutyShift
from tests.importing.desk import DUTY, ROSTER, counts, named

if TYPE_CHECKING:
    from tests.importing.desk import Desk

OFFICERS = (
    "Budi,0840 0000 1001,Wonodadi,Staf Sekretariat,,anggota",
    "Siti,0840 0000 1002,Wonodadi,Staf Sekretariat,,anggota",
    "Budi,0840 0000 1003,Udanawu,Staf Sekretariat,,anggota",
)


async def test_a_rota_by_day_kecamatan_and_shift(desk: Desk) -> None:
    await desk.roster(*OFFICERS)
    done = await desk.duty(
        "12/10/2023;wonodadi;;budi",
        "Jumat, 13 Oktober 2023;Wonodadi;pagi;Siti",
        "13 Oktober 2023 (Jumat);Wonodadi;malam;Budi",
        "2023-10-12;Udanawu;;Budi",
        head=DUTY.replace(",", ";"),
    )
    assert counts(done) == (4, 0, 0)
    assert await desk.rota() == [
        ("2023-10-12", "Wonodadi", "harian", "Budi"),
        ("2023-10-12", "Udanawu", "harian", "Budi"),
        ("2023-10-13", "Wonodadi", "malam", "Budi"),
        ("2023-10-13", "Wonodadi", "pagi", "Siti"),
    ]


async def test_the_same_rota_twice_and_then_a_change(desk: Desk) -> None:
    await desk.roster(*OFFICERS)
    lines = ("2023-10-12,Wonodadi,,Budi", "2023-10-13,Wonodadi,,Budi")
    assert counts(await desk.duty(*lines)) == (2, 0, 0)
    assert counts(await desk.duty(*lines)) == (0, 0, 2)
    assert counts(await desk.duty(lines[0].replace("Budi", "Siti"), lines[1], "2023-10-14,Wonodadi,,Siti")) == (1, 1, 1)
    assert [(day, name) for day, _, _, name in await desk.rota()] == [
        ("2023-10-12", "Siti"),
        ("2023-10-13", "Budi"),
        ("2023-10-14", "Siti"),
    ]


async def test_a_date_cell_of_excel(desk: Desk) -> None:
    await desk.roster(*OFFICERS)
    content = write_xlsx(DUTY.split(","), [("2023-10-12", "Wonodadi", "", "Budi")])
    assert counts(await desk.load("duty", content)) == (1, 0, 0)


async def test_every_fault_of_every_line_is_named_and_nothing_is_half_imported(desk: Desk) -> None:
    await desk.roster(*OFFICERS)
    done = await desk.duty(
        "2023-10-12,Wonodadi,,Budi",
        "31 November 2023,Atlantis,,",
        "2023-10-12,Wonodadi,Harian,Siti",
        "2023-10-12,Wonodadi,,Siti",
        "2023-10-13,Udanawu,,Siti",
        f"besok,Wonodadi,{'x' * 41},Budi",
    )
    assert named(done.problems) == [
        (3, "kecamatan", "Atlantis", "unknown-district"),
        (3, "nama", "", "required"),
        (3, "tanggal", "31 November 2023", "bad-date"),
        (4, "tanggal", "2023-10-12 Wonodadi harian", "duplicate"),
        (5, "tanggal", "2023-10-12 Wonodadi harian", "duplicate"),
        (6, "nama", "Siti", "unknown-officer"),
        (7, "shift", "x" * 41, "too-long"),
        (7, "tanggal", "besok", "bad-date"),
    ]
    assert await desk.rota() == []


async def test_an_officer_is_known_with_titles_or_without(desk: Desk) -> None:
    await desk.roster(
        '"Siti Uji, S.H.",,Wonodadi,PKD,,',
        "BUDI UJI,,Wonodadi,PKD,,",
        '"Drs. H. Ma\'ruf Uji, M.M.",,Udanawu,PKD,,',
        '"Rini Uji, S.H.",0840 0000 1001,Udanawu,PKD,,',
        "Rini Uji,0840 0000 1002,Udanawu,PKD,,",
    )
    assert counts(
        await desk.duty(
            "2023-11-13,Wonodadi,,Siti Uji",
            "2023-11-14,Wonodadi,,Budi Uji",
            "2023-11-13,Udanawu,,Ma\u2019ruf Uji",
            "2023-11-14,Udanawu,,Rini Uji",
        )
    ) == (4, 0, 0)
    assert [name for *_, name in await desk.rota()] == [
        "Siti Uji, S.H.",
        "Drs. H. Ma'ruf Uji, M.M.",
        "BUDI UJI",
        "Rini Uji",
    ]
    done = await desk.duty("2023-11-15,Udanawu,,Hj. Rini Uji")
    assert named(done.problems) == [(2, "nama", "Hj. Rini Uji", "ambiguous-officer")]


async def test_a_name_that_two_people_of_the_kecamatan_bear_is_not_guessed(desk: Desk) -> None:
    await desk.roster(*OFFICERS, "Budi,0840 0000 1004,Wonodadi,PKD,,anggota")
    done = await desk.duty("2023-10-12,Wonodadi,,Budi")
    assert named(done.problems) == [(2, "nama", "Budi", "ambiguous-officer")]


async def test_who_has_left_office_is_not_put_on_duty(desk: Desk) -> None:
    await desk.roster(f"{OFFICERS[0]},2023-10-12", head=f"{ROSTER},sampai")
    assert counts(await desk.duty("2023-10-12,Wonodadi,,Budi")) == (1, 0, 0)
    assert named((await desk.duty("2023-10-13,Wonodadi,,Budi")).problems) == [(2, "nama", "Budi", "unknown-officer")]


async def test_a_shift_whose_report_is_in_keeps_its_officer(desk: Desk) -> None:
    await desk.roster(*OFFICERS)
    await desk.duty("2023-10-12,Wonodadi,,Budi")
    async with desk.ctx.db.write() as session:
        shift = (await session.execute(select(DutyShift))).scalar_one()
        session.add(
            DutyReport(
                office_id=desk.office_id,
                shift_id=shift.id,
                number="LP-1",
                situation=Situation.SAFE,
                text="Nihil",
                reported_by=shift.person_id,
                reported_at=datetime(2023, 10, 12, 8, tzinfo=UTC),
            )
        )
    done = await desk.duty("2023-10-12,Wonodadi,,Siti", "2023-10-13,Wonodadi,,Siti")
    assert named(done.problems) == [(2, "nama", "Siti", "shift-reported")]
    assert done.problems[0].values == {"officer": "Budi"}
    assert counts(await desk.duty("2023-10-12,Wonodadi,,Budi")) == (0, 0, 1)
    assert await desk.rota() == [("2023-10-12", "Wonodadi", "harian", "Budi")]


async def test_a_trial_writes_nothing(desk: Desk) -> None:
    await desk.roster(*OFFICERS)
    before = await desk.audit()
    assert counts(await desk.duty("2023-10-12,Wonodadi,,Budi", dry_run=True)) == (1, 0, 0)
    assert (await desk.rota(), await desk.audit()) == ([], before)


async def test_the_rota_of_another_office_is_another(desk: Desk) -> None:
    await desk.roster(*OFFICERS)
    await desk.duty("2023-10-12,Wonodadi,,Budi")
    other = await desk.other_office("35.06")
    assert named((await other.duty("2023-10-12,Wonodadi,,Budi")).problems) == [
        (2, "kecamatan", "Wonodadi", "no-districts")
    ]
    assert date(2023, 10, 12).isoformat() in str(await desk.rota())


TEAM = (
    "Ani Uji,,Wonodadi,PKD,,",
    '"Budi Uji, S.H.",,Wonodadi,PKD,,',
    "Cici Uji,,Wonodadi,PKD,,",
    "Mei,,Wonodadi,PKD,,",
)


@pytest.mark.few_on_postgresql(one_of="test")
@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Ani Uji / Budi Uji", ["Ani Uji", "Budi Uji, S.H."]),
        ("Ani Uji dan Budi Uji, S.H.", ["Ani Uji", "Budi Uji, S.H."]),
        ("Ani Uji, S.Pd., Budi Uji", ["Ani Uji", "Budi Uji, S.H."]),
        ("ANI UJI, S.Pd. M.Pd, BUDI UJI, S.H", ["Ani Uji", "Budi Uji, S.H."]),
        ("Ani Uji, Budi Uji, Cici Uji", ["Ani Uji", "Budi Uji, S.H.", "Cici Uji"]),
        ("1. Ani Uji 2. Budi Uji", ["Ani Uji", "Budi Uji, S.H."]),
        ("- Ani Uji\n- Budi Uji", ["Ani Uji", "Budi Uji, S.H."]),
        ("Ani Uji & Cici Uji", ["Ani Uji", "Cici Uji"]),
        # "Mei" is somebody here, and no degree.
        ("Ani Uji, Mei", ["Ani Uji", "Mei"]),
        # One person.
        ("Ani Uji, S.Pd.", ["Ani Uji"]),
        ("Ani Uji, S. Pd", ["Ani Uji"]),
        ("Ani Uji, S.Tr.IP", ["Ani Uji"]),
        ("Ani Uji, CPM", ["Ani Uji"]),
        ("Ani Uji, XYZ", ["Ani Uji"]),
        ("Ani Uji, Amd", ["Ani Uji"]),
        ("Dr. Ani Uji, SE, MM", ["Ani Uji"]),
        ("Ani Uji / Ani Uji, S.Pd.", ["Ani Uji"]),
    ],
)
async def test_several_names_in_a_cell_are_on_duty_together_and_titles_are_nobody(
    desk: Desk, cell: str, names: list[str]
) -> None:
    await desk.roster(*TEAM)
    done = await desk.load("duty", write_xlsx(DUTY.split(","), [("2023-10-12", "Wonodadi", "pagi", cell)]))
    assert counts(done) == (len(names), 0, 0)
    shifts = ["pagi", "pagi petugas 2", "pagi petugas 3"][: len(names)]
    assert [(shift, name) for _, _, shift, name in await desk.rota()] == list(zip(shifts, names, strict=True))
    assert [(one.line, one.reason, one.values) for one in done.notes] == [(2, "officers-together", {"count": 1})] * (
        len(names) > 1
    )
    async with desk.ctx.db.read() as session:
        watches = list((await session.execute(select(DutyShift.watch_id))).scalars())
    assert len(set(watches)) == 1
    assert (watches[0] is None) is (len(names) == 1)


@pytest.mark.few_on_postgresql(one_of="test")
@pytest.mark.parametrize(
    ("shift", "cell", "reason", "values"),
    [
        ("", "Ani Uji / Dedi Uji", "unknown-officer-of", {"name": "Dedi Uji"}),
        ("", "Ani Uji, Dedi", "unknown-officer-of", {"name": "Dedi"}),
        ("", "ANI UJI, DEDI", "unknown-officer-of", {"name": "DEDI"}),
        ("", "Ani Uji (Budi Uji)", "unknown-officer", {}),
        ("", "Cici Uji / Eka", "ambiguous-officer-of", {"name": "Eka"}),
        ("", "Ani, Fitri", "officer-or-several", {}),
        ("pagi petugas 1", "Ani Uji / Cici Uji", "officers-in-column", {}),
        (f"pagi{' lama' * 7}", "Ani Uji / Cici Uji", "officers-long-shift", {}),
    ],
)
async def test_of_several_names_none_is_left_out_in_silence(
    desk: Desk, shift: str, cell: str, reason: str, values: dict[str, str]
) -> None:
    namesakes = ("Eka,0840 0000 1001,Wonodadi,PKD,,", "Eka,0840 0000 1002,Wonodadi,PKD,,")
    await desk.roster(*TEAM, *namesakes, "Ani Fitri,,Wonodadi,PKD,,", "Ani,,Wonodadi,PKD,,", "Fitri,,Wonodadi,PKD,,")
    done = await desk.load("duty", write_xlsx(DUTY.split(","), [("2023-10-12", "Wonodadi", shift, cell)]))
    assert named(done.problems) == [(2, "nama", cell, reason)]
    assert done.problems[0].values == values


async def test_a_cell_of_several_imported_again_changes_nothing_and_takes_its_slots(desk: Desk) -> None:
    await desk.roster(*TEAM)
    lines = [("2023-10-12", "Wonodadi", "pagi", "Ani Uji / Budi Uji"), ("2023-10-13", "Wonodadi", "pagi", "Cici Uji")]
    assert counts(await desk.load("duty", write_xlsx(DUTY.split(","), lines))) == (3, 0, 0)
    assert counts(await desk.load("duty", write_xlsx(DUTY.split(","), lines))) == (0, 0, 3)
    lines.append(("2023-10-12", "Wonodadi", "pagi petugas 2", "Cici Uji"))
    done = await desk.load("duty", write_xlsx(DUTY.split(","), lines))
    assert named(done.problems) == [(4, "tanggal", "2023-10-12 Wonodadi pagi petugas 2", "duplicate")]


async def test_two_names_in_a_cell_of_a_roster_are_named(desk: Desk) -> None:
    done = await desk.roster(
        "Ani / Budi,,Wonodadi,PKD,,",
        '"Ani, Budi",,Wonodadi,PKD,,',
        "Ani dan Budi,,Wonodadi,PKD,,",
        '"Ani Wulandari, S.Tr.Akun., M.Ak",,Wonodadi,PKD,,',
        '"Ani, Ners",,Wonodadi,PKD,,',
        "Danu Andani,,Wonodadi,PKD,,",
    )
    assert [(one.line, one.reason, one.values) for one in done.problems] == [
        (line, "several-names", {"names": "Ani | Budi"}) for line in (2, 3, 4)
    ]
