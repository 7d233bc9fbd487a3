"""The kecamatan of an office: one line each or one for each desa, known by their code, and none taken for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.documents.imports import recognise
from bot.domain.importing.columns import Row
from bot.domain.importing.districts import DistrictLine, district_line
from bot.domain.importing.rows import RowProblem
from bot.storage.models import District
from bot.views.importing import lacking_districts
from tests.importing.desk import counts, named

if TYPE_CHECKING:
    from bot.services.importing import Imported
    from tests.importing.desk import Desk

HEAD = "kode,kecamatan,desa_kelurahan"
NINE = (
    "63.02.01,Pulau Sembilan,",
    "63.02.02,Pulau Laut Barat,",
    "63.02.06,Pulau Laut Utara,Semayap;Dirgahayu",
    "63.02.11,Kota Baru,Baharu;Hilir",
    "63.02.12,Kotabaru,Baharu",
    "63.02.13,Kelumpang Hulu,",
    "63.02.14,Kelumpang Barat,",
    "63.02.15,Pamukan Selatan,",
    "63.02.16,Sampanahan,",
)


@pytest.fixture
async def kotabaru(desk: Desk) -> Desk:
    return await desk.other_office("63.02")


async def load(desk: Desk, *lines: str, head: str = HEAD) -> Imported:
    return await desk.load("kecamatan", "\n".join((head, *lines)))


async def districts(desk: Desk) -> list[tuple[str, str, list[str]]]:
    query = select(District).where(District.office_id == desk.office_id).order_by(District.code)
    async with desk.ctx.db.read() as session:
        return [(row.code, row.name, row.villages) for row in (await session.execute(query)).scalars()]


async def test_the_kecamatan_of_another_office_come_in_by_a_file_and_the_second_time_change_nothing(
    kotabaru: Desk,
) -> None:
    assert counts(await load(kotabaru, *NINE)) == (9, 0, 0)
    found = await districts(kotabaru)
    assert [code for code, _, _ in found] == [line[:8] for line in NINE]
    assert found[3] == ("63.02.11", "Kota Baru", ["Baharu", "Hilir"])
    assert counts(await load(kotabaru, *NINE)) == (0, 0, 9)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Baharu;Hilir", ("Baharu", "Hilir")),
        ("Baharu, Hilir, Semayap", ("Baharu", "Hilir", "Semayap")),
        ("Baharu, Hilir dan Semayap", ("Baharu", "Hilir", "Semayap")),
        ("Baharu\nHilir\r\n- Semayap", ("Baharu", "Hilir", "Semayap")),
        ("1. Baharu 2. Hilir Muara", ("Baharu", "Hilir Muara")),
        ("1) Baharu; 2) Hilir", ("Baharu", "Hilir")),
        ("\u2022 Baharu\n\u2022 Hilir", ("Baharu", "Hilir")),
        ("\u2022 Baharu \u2022 Hilir Muara", ("Baharu", "Hilir Muara")),
        ("\uf0b7 Baharu \uf0b7 Hilir", ("Baharu", "Hilir")),
        ("\u25aa Baharu\n\u25aa Hilir", ("Baharu", "Hilir")),
        ("- Baharu - Hilir", ("Baharu", "Hilir")),
        ("a. Baharu\nb. Hilir", ("Baharu", "Hilir")),
        ("o Baharu\no Hilir", ("Baharu", "Hilir")),
        ("1.Baharu 2.Hilir", ("Baharu", "Hilir")),
        ("1 Baharu\n2 Hilir", ("Baharu", "Hilir")),
        ("(1) Baharu (2) Hilir", ("Baharu", "Hilir")),
        ("Baharu | Hilir", ("Baharu", "Hilir")),
        ("Baharu & Hilir serta Semayap", ("Baharu", "Hilir", "Semayap")),
        ("Desa Baharu, Kel. Hilir", ("Baharu", "Hilir")),
        ("Baharu. Hilir.", ("Baharu. Hilir",)),
        ("3 desa: Baharu, Hilir", ("Baharu", "Hilir")),
        ("Sotojayan (Sutojayan)", ("Sotojayan (Sutojayan)",)),
        ("Kelir, Desaku", ("Kelir", "Desaku")),
        ("R. Sari", ("R. Sari",)),
        ("Sungai Dandan", ("Sungai Dandan",)),
        ("Sidorejo 2", ("Sidorejo 2",)),
        ("", ()),
    ],
)
def test_desa_in_one_cell_are_several_however_they_are_parted(written: str, names: tuple[str, ...]) -> None:
    row = Row(2, {"kode": "63.02.01", "kecamatan": "Kota", "desa_kelurahan": written})
    assert district_line(row, "63.02") == DistrictLine(2, "63.02.01", "Kota", names)


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("Baharu/Hilir", "Baharu/Hilir"),
        ("Baharu, Hilir, dll", "dll"),
        ("Ibu kota: Baharu", "Ibu kota: Baharu"),
        ("Baharu - Hilir", "Baharu - Hilir"),
        ("Baharu 72111", "Baharu 72111"),
    ],
)
def test_what_is_not_one_desa_is_named(written: str, wrong: str) -> None:
    row = Row(2, {"kode": "63.02.01", "kecamatan": "Kota", "desa_kelurahan": written})
    problem = RowProblem(2, "desa_kelurahan", written, "bad-village", {"name": wrong})
    assert district_line(row, "63.02") == [problem]


async def test_a_list_with_a_line_for_each_desa_is_the_same(kotabaru: Desk) -> None:
    head = "kode_kecamatan;kecamatan;desa_kelurahan;kode_pos"
    lines = ("63.02.11;Kota Baru;Baharu;72111", "63.02.11;Kota Baru;Hilir;72111", "63.02.12;Kotabaru;Baharu;72112")
    content = "\n".join((head, *lines)).encode()
    kind, table = recognise(content)
    assert (kind, table.columns[0]) == ("kecamatan", "kode")
    assert counts(await load(kotabaru, *lines, head=head)) == (2, 0, 0)
    assert counts(await load(kotabaru, "63.02.11,Kota Baru,Baharu;Hilir", "63.02.12,Kotabaru,Baharu")) == (0, 0, 2)


async def test_the_shipped_kecamatan_are_those_of_their_file(desk: Desk) -> None:
    lines = [f"{code},{name},{';'.join(villages)}" for code, name, villages in await districts(desk)]
    assert counts(await load(desk, *lines)) == (0, 0, 22)
    # What the file does not speak of stays: the desa of a list of names.
    before = await districts(desk)
    assert counts(await load(desk, "35.05.01,Wonodadi", head="kode,kecamatan")) == (0, 0, 1)
    assert await districts(desk) == before


async def test_names_may_be_corrected_and_even_exchanged(kotabaru: Desk) -> None:
    await load(kotabaru, *NINE)
    assert counts(await load(kotabaru, "63.02.11,Kotabaru,Baharu;Hilir", "63.02.12,Kota Baru,Baharu")) == (0, 2, 0)
    assert [name for _, name, _ in await districts(kotabaru)][3:5] == ["Kotabaru", "Kota Baru"]
    assert counts(await load(kotabaru, "63.02.01,Pulau Sambilan,Marabatuan")) == (0, 1, 0)


async def test_every_fault_is_named_and_nothing_is_kept(kotabaru: Desk) -> None:
    await load(kotabaru, NINE[0])
    done = await load(
        kotabaru,
        "35.05.01,Wonodadi,",
        "63.02,Satu,",
        "63.02.03,,",
        "63.02.04,A,X;Y",
        "63.02.04,B,Z",
        "63.02.04,A,X",
        "63.02.05,a ,",
        "63.02.06,pulau  SEMBILAN,",
        "63.02.07,C,",
        "63.02.07,C,",
    )
    assert named(done.problems) == [
        (2, "kode", "35.05.01", "district-of-other-office"),
        (3, "kode", "63.02", "bad-district-code"),
        (4, "kecamatan", "", "required"),
        (6, "kecamatan", "B", "district-other-name"),
        (7, "desa_kelurahan", "X", "duplicate"),
        (8, "kecamatan", "a", "district-name-taken"),
        (9, "kecamatan", "pulau SEMBILAN", "district-name-taken"),
        (11, "kode", "63.02.07", "duplicate"),
    ]
    assert len(await districts(kotabaru)) == 1


async def test_a_roster_says_which_kecamatan_are_lacking(kotabaru: Desk, desk: Desk) -> None:
    lines = ("A,,Pulau Sembilan,PKD,,", "B,,Sampanahan,PKD,,", "C,,Pulau Sembilan,PKD,,")
    done = await kotabaru.roster(*lines)
    assert {reason for *_, reason in named(done.problems)} == {"no-districts"}
    said = lacking_districts(done, "import-lacking-chat") or ""
    assert "Pulau Sembilan, Sampanahan" in said
    assert "kolom kode, kecamatan, desa_kelurahan" in said
    await load(kotabaru, *NINE)
    assert counts(await kotabaru.roster(*lines)) == (3, 0, 0)
    slip = await kotabaru.roster("D,,Sampanahann,PKD,,")
    assert named(slip.problems) == [(2, "kecamatan", "Sampanahann", "unknown-district-slip")]
    assert lacking_districts(slip, "import-lacking-chat") is None
    # A slip that is like nothing: the nearest is named, and no file of kecamatan is asked for.
    far = await desk.roster("E,,Snkulon Wtn,PKD,,")
    assert named(far.problems) == [(2, "kecamatan", "Snkulon Wtn", "unknown-district")]
    assert far.problems[0].values == {"nearest": "Sanankulon"}
    assert lacking_districts(far, "import-lacking-chat") is None
    others = await desk.roster("E,,Sampanahan,PKD,,", "F,,Pulau Laut Barat,PKD,,", "G,,Kelumpang Hulu,PKD,,")
    assert {reason for *_, reason in named(others.problems)} == {"unknown-district"}
    assert "Sampanahan, Pulau Laut Barat, Kelumpang Hulu" in (lacking_districts(others, "import-lacking-chat") or "")


async def test_people_of_kota_baru_and_kotabaru_stay_apart_in_every_file(kotabaru: Desk) -> None:
    await load(kotabaru, *NINE)
    assert counts(await kotabaru.roster("Ani,,Kota Baru,PKD,,", "Budi,,Kotabaru,PKD,,")) == (2, 0, 0)
    where = {person.name: person.district.name for person in await kotabaru.people() if person.district}
    assert where == {"Ani": "Kota Baru", "Budi": "Kotabaru"}
    assert counts(await kotabaru.duty("2023-11-01,Kota Baru,,Ani", "2023-11-01,kec. kotabaru,,Budi")) == (2, 0, 0)
    done = await kotabaru.duty("2023-11-02,Kota-Baru,,Ani")
    assert named(done.problems) == [(2, "kecamatan", "Kota-Baru", "ambiguous-district")]
    assert done.problems[0].values == {"names": "Kota Baru / Kotabaru"}
