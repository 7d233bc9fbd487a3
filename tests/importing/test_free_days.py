"""An office's own days off: told from plans and rotas by their header, added, renamed and taken off, the second time unchanged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.documents.imports import recognise
from bot.domain.meetings.office_days import DayKind
from bot.services.duty.limits import closed_days
from bot.services.meetings.office_days import kept_days_of, own_days
from tests.importing.desk import counts, named

if TYPE_CHECKING:
    from bot.services.importing import Imported
    from tests.importing.desk import Desk


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("tanggal_libur,keterangan", "libur"),
        ("No,Tanggal Libur,Keterangan", "libur"),
        ("Hari Libur,Ket.", "libur"),
        ("No,Kode,Divisi,Kegiatan,Jenis,Tanggal,Keterangan", "calendar"),
        ("tanggal,kecamatan,shift,nama", "duty"),
    ],
)
def test_days_off_are_told_by_their_header(head: str, kind: str) -> None:
    line = ",".join("5 Agustus 2023" if "anggal" in name else "x" for name in head.split(","))
    assert recognise(f"{head}\n{line}\n".encode())[0] == kind


async def test_days_off_come_in_once_and_are_taken_off_again(desk: Desk) -> None:
    async def load(*lines: str) -> Imported:
        return await desk.load("libur", "\n".join(("tanggal_libur,keterangan", *lines)))

    first = ("2023-08-05,HUT Kabupaten Blitar", "13-14 November 2023,Rapat kerja provinsi", "2023-12-25,Kantor tutup")
    assert counts(await load(*first)) == (4, 0, 0)
    assert counts(await load(*first)) == (0, 0, 4)
    assert counts(await load("13 November 2023,hapus", "2023-08-05,Hari jadi Blitar")) == (0, 2, 0)
    assert await own_days(desk.ctx, desk.office_id) == [
        ("2023-08-05", "Hari jadi Blitar"),
        ("2023-11-14", "Rapat kerja provinsi"),
        ("2023-12-25", "Kantor tutup"),
    ]
    kept = await kept_days_of(desk.ctx, desk.office_id)
    assert kept[date(2023, 11, 14)].kind is DayKind.OWN
    # What everybody has off is called so; stages close no secretariat.
    assert kept[date(2023, 12, 25)].name == "Hari Raya Natal"
    assert {date(2023, 11, 14), date(2023, 12, 25)} <= closed_days(kept)
    assert date(2023, 11, 28) not in closed_days(kept)
    # Nothing is half done, and each fault is named.
    done = await load("2023-08-06,", "31 November 2023,x", "2023-08-07,a", "7 Agustus 2023,b", "1 Jan - 31 Des 2023,c")
    assert named(done.problems) == [
        (2, "keterangan", "", "required"),
        (3, "tanggal_libur", "31 November 2023", "bad-date"),
        (5, "tanggal_libur", "07-08-2023", "duplicate"),
        (6, "tanggal_libur", "1 Jan - 31 Des 2023", "bad-date"),
    ]
    assert len(await own_days(desk.ctx, desk.office_id)) == 3
