"""Name and NIP in one column are two; what is no NIP is left to whoever reads the line."""

from __future__ import annotations

import pytest

from bot.documents.imports import recognise
from tests.importing.sheets import book

HEAD = ("No", "No HP", "Kecamatan", "Jabatan")


@pytest.mark.parametrize("heading", ["Nama/NIP", "NAMA / NIP.", "Nama Lengkap dan NIP", "Nama (NIP)", "Nama\nNIP"])
@pytest.mark.parametrize(
    ("written", "name", "nip"),
    [
        ("Budi Santoso, S.H.\n198001012005011003", "Budi Santoso, S.H.", "198001012005011003"),
        ("Siti / 19820202 200604 2 002", "Siti", "19820202 200604 2 002"),
        ("Siti (NIP. 198202022006042002)", "Siti", "198202022006042002"),
        ("Siti NIP 1982", "Siti", "1982"),
        ("Ani\nNIP. -", "Ani", ""),
        ("Tono", "Tono", ""),
        ("Nip Xhi", "", "Xhi"),
    ],
)
def test_name_and_nip_in_one_cell(heading: str, written: str, name: str, nip: str) -> None:
    kind, table = recognise(book([(heading, *HEAD), (written, 1, "081234567890", "Garum", "PKD")]))
    assert kind == "roster"
    (row,) = table.rows
    assert (row.values["nama"], row.values["nip"], row.values["telepon"]) == (name, nip, "081234567890")


def test_where_they_have_a_column_each_nothing_is_parted() -> None:
    _, table = recognise(book([("Nama", "NIP", *HEAD), ("Siti 1982", "7", 1, "081234567890", "Garum", "PKD")]))
    assert (table.rows[0].values["nama"], table.rows[0].values["nip"]) == ("Siti 1982", "7")
