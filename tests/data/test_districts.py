"""The shipped list of kecamatan against the official one."""

from __future__ import annotations

from bot.documents.tables import Table
from bot.domain.importing.columns import Row


def test_there_are_22_kecamatan_with_codes_in_a_row(district_rows: list[Row]) -> None:
    assert [row.values["kode"] for row in district_rows] == [f"35.05.{number:02}" for number in range(1, 23)]
    assert len({row.values["kecamatan"] for row in district_rows}) == 22


def test_there_are_248_villages_none_twice_in_a_kecamatan(district_rows: list[Row]) -> None:
    villages = [row.values["desa_kelurahan"].split(";") for row in district_rows]
    assert sum(map(len, villages)) == 248
    assert all(
        len(set(names)) == len(names) and all(name == name.strip() != "" for name in names) for names in villages
    )


def test_kecamatan_and_villages_are_those_of_the_official_list(district_rows: list[Row], villages: Table) -> None:
    official: dict[tuple[str, str], list[str]] = {}
    for row in villages.rows:
        official.setdefault((row.values["kode_kecamatan"], row.values["kecamatan"]), []).append(
            row.values["desa_kelurahan"]
        )
    shipped = {
        (row.values["kode"], row.values["kecamatan"]): row.values["desa_kelurahan"].split(";") for row in district_rows
    }
    assert shipped == official
