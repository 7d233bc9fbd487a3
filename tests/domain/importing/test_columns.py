"""The columns of tables that offices keep: `*` a file must have, `+` is beyond the usual; what `~` says stays where a formula left nothing."""

from __future__ import annotations

import pytest

from bot.domain.importing.columns import EXTRA, FAULTS, KEPT, LINE, line_number, sheet_and_line
from bot.domain.importing.headings import COLUMNS, required


@pytest.mark.parametrize(
    ("kind", "columns"),
    [
        ("kecamatan", "kode* kecamatan* desa_kelurahan"),
        (
            "calendar",
            "kode* divisi~ judul* waktu~ jenis* sasaran~ peserta~ tempat~ tujuan~ keluaran~ catatan+~",
        ),
        ("roster", "nama* telepon*~ kecamatan* jabatan* divisi~ peran~ nip+~ mulai+~ sampai+~"),
        ("duty", "tanggal* kecamatan* shift nama*"),
        ("attendance", "sesi* kecamatan* nama* jam wakil hari+"),
        ("libur", "tanggal_libur* keterangan*"),
    ],
)
def test_each_kind_of_file_has_its_columns(kind: str, columns: str) -> None:
    def marked(name: str) -> str:
        must, extra = name in required(kind), name in EXTRA[kind]
        return f"{name}{'*' * must}{'+' * extra}{'~' * (name in KEPT.get(kind, ()))}"

    assert " ".join(map(marked, (*COLUMNS[kind], *EXTRA[kind]))) == columns


def test_what_is_wrong_stands_in_columns_of_the_same_name_in_every_file() -> None:
    assert (FAULTS, LINE) == ("kesalahan", "baris")


def test_a_line_of_any_sheet_is_known_by_its_number_and_those_of_the_first_have_their_own() -> None:
    # As many as a workbook has.
    places = [(sheet, line) for sheet in (0, 1, 2, 40) for line in (1, 2, 1_048_576)]
    numbers = [line_number(*place) for place in places]
    assert [sheet_and_line(number) for number in numbers] == places
    assert numbers == sorted(set(numbers))
    assert numbers[:3] == [1, 2, 1_048_576]
