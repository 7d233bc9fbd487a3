"""The roster, imported again and again: who is who, what changes, what is refused."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from sqlalchemy import update

from bot.data import DATA_DIRECTORY
from bot.documents.tables import write_csv, write_xlsx
from bot.domain.importing.changes import Field
from bot.domain.vocabulary import Division, Position, Role
from bot.services.importing.roster_plan import FIELDS
from bot.services.people.registration import register_by_contact
from bot.storage.models import Person
from tests.importing.desk import ROSTER, counts, named
from tests.office import WIB

if TYPE_CHECKING:
    from tests.importing.desk import Desk

pytestmark = pytest.mark.few_on_postgresql(one_of="test")

BUDI = "Budi,0840 0000 1001,Wonodadi,Ketua Panwascam,SDMO,anggota"
SITI = "Siti,0840 0000 1002,Wonodadi,Anggota Panwascam,HP2H,anggota"
BUDI_PHONE, SITI_PHONE = "+6284000001001", "+6284000001002"


async def register(desk: Desk, name: str, telegram_id: int) -> None:
    async with desk.ctx.db.write() as session:
        await session.execute(update(Person).where(Person.name == name).values(telegram_id=telegram_id))


async def accounts(desk: Desk) -> dict[str, int | None]:
    return {person.name: person.telegram_id for person in await desk.people()}


async def test_a_line_becomes_a_person(desk: Desk) -> None:
    assert counts(await desk.roster(BUDI, "Ina,,,Staf Bawaslu,,admin")) == (2, 0, 0)
    budi, ina = await desk.people()
    assert (budi.name, budi.phone, budi.position) == ("Budi", BUDI_PHONE, Position.DISTRICT_CHAIR)
    assert budi.district is not None
    assert (budi.district.name, budi.division, budi.role) == ("Wonodadi", Division.SDMO, Role.MEMBER)
    assert (ina.phone, ina.district_id, ina.division, ina.role) == (None, None, None, Role.ADMIN)
    assert (ina.active_from, ina.active_until) == (None, None)


async def test_each_column_of_a_file_arrives(desk: Desk) -> None:
    values = {
        "nama": "Budi",
        "telepon": "0840 0000 1001",
        "kecamatan": "Wonodadi",
        "jabatan": "Anggota Panwascam",
        "divisi": "HP2H",
        "peran": "admin",
        "nip": "198001012005011003",
        "mulai": "2023-01-02",
        "sampai": "2024-12-31",
    }
    assert set(values) == set(FIELDS.values())
    head = ",".join(values)
    assert counts(await desk.roster(",".join(values.values()), head=head)) == (1, 0, 0)
    (budi,) = await desk.people()
    assert budi.district is not None
    assert {column: str(getattr(budi, field)) for field, column in FIELDS.items()} == values | {
        "telepon": BUDI_PHONE,
        "kecamatan": str(budi.district.id),
    }
    changed = values | {
        "jabatan": "Ketua Panwascam",
        "divisi": "SDMO",
        "peran": "anggota",
        "nip": "198001012005011004",
        "mulai": "2023-01-03",
        "sampai": "2024-12-30",
    }
    ina = "Ina,,,Staf Bawaslu,,admin,,,"
    assert counts(await desk.roster(",".join(changed.values()), ina, head=head)) == (1, 1, 0)
    budi = (await desk.people())[0]
    assert {column: str(getattr(budi, field)) for field, column in FIELDS.items()} == changed | {
        "telepon": BUDI_PHONE,
        "kecamatan": str(budi.district_id),
    }


async def test_the_shipped_roster_twice_changes_nothing_and_leaves_one_audit_entry(desk: Desk) -> None:
    content = (DATA_DIRECTORY / "anggota-contoh.csv").read_bytes()
    assert counts(await desk.load("roster", content)) == (95, 0, 0)
    assert counts(await desk.load("roster", content)) == (0, 0, 95)
    entries = [detail for action, detail in await desk.audit() if action == "import.roster"]
    assert [(entry["added"], entry["changed"]) for entry in entries] == [(95, 0)]


async def test_the_same_roster_from_excel_and_from_csv_is_the_same(desk: Desk) -> None:
    people = [tuple(line.split(",")) for line in (BUDI, SITI)]
    assert counts(await desk.load("roster", write_xlsx(ROSTER.split(","), people))) == (2, 0, 0)
    assert counts(await desk.load("roster", write_csv(ROSTER.split(","), people))) == (0, 0, 2)


async def test_numbers_with_a_plus_survive_an_export_and_its_import(desk: Desk) -> None:
    rows = [("Budi", BUDI_PHONE, "Wonodadi", "Ketua Panwascam", "SDMO", "anggota")]
    for write in (write_csv, write_xlsx):
        await desk.load("roster", write(ROSTER.split(","), rows))
        assert await desk.phones() == {"Budi": BUDI_PHONE}


async def test_a_trial_names_what_would_happen_and_writes_nothing(desk: Desk) -> None:
    before = await desk.audit()
    assert counts(await desk.roster(BUDI, SITI, dry_run=True)) == (2, 0, 0)
    assert await desk.people() == []
    assert await desk.audit() == before


async def test_a_trial_finds_the_problems_of_the_real_thing(desk: Desk) -> None:
    wrong = "Budi,abc,Wonodadi,Ketua Panwascam,SDMO,anggota"
    assert (await desk.roster(wrong, dry_run=True)).problems == (await desk.roster(wrong)).problems != ()


async def test_every_fault_of_every_line_is_named_and_nothing_is_half_imported(desk: Desk) -> None:
    done = await desk.roster(
        BUDI,
        ",0812,Atlantis,Lurah,XYZ,raja",
        "Rina,12,,PKD,,",
        "Joko,0840 0000 1003,Wonodadi,PKD,,,lebih",
        f"{'x' * 161},0840 0000 1004,Wonodadi,PKD,,",
        "Andi,+62 840-0000-1001,Wonodadi,PKD,,",
    )
    assert named(done.problems) == [
        (3, "divisi", "XYZ", "unknown-division"),
        (3, "jabatan", "Lurah", "unknown-position"),
        (3, "kecamatan", "Atlantis", "unknown-district"),
        (3, "nama", "", "required"),
        (3, "peran", "raja", "unknown-role"),
        (3, "telepon", "0812", "phone-length"),
        (4, "kecamatan", "", "needs-district"),
        (4, "telepon", "12", "bad-phone"),
        (5, "–", "lebih", "surplus"),
        (6, "nama", "x" * 80, "too-long"),
        (7, "telepon", BUDI_PHONE, "duplicate"),
    ]
    assert done.problems[-1].values == {"first": 2}
    assert (done.added, done.changed) == (0, 0)
    assert await desk.people() == []


async def test_a_nip_comes_in_changes_stays_and_goes(desk: Desk) -> None:
    async def nips() -> dict[str, str | None]:
        return {person.name: person.nip for person in await desk.people()}

    head = f"{ROSTER},NIP"
    kasek = "Tono,0840 0000 1003,Wonodadi,Kepala Sekretariat,,"
    assert counts(await desk.roster(f"{BUDI},-", f"{kasek},19800101 200501 1 003", head=head)) == (2, 0, 0)
    assert await nips() == {"Budi": None, "Tono": "198001012005011003"}
    # A file without the column says nothing of it.
    assert counts(await desk.roster(BUDI, kasek)) == (0, 0, 2)
    assert await nips() == {"Budi": None, "Tono": "198001012005011003"}
    done = await desk.roster(f"{kasek},19800101 200501 1 004", head=head)
    assert done.roster is not None
    assert [(one.name, *one.fields) for one in done.roster.altered] == [
        ("Tono", Field("nip", "198001012005011003", "198001012005011004"))
    ]
    assert counts(await desk.roster(f"{kasek},", head=head)) == (0, 1, 0)
    assert await nips() == {"Budi": None, "Tono": None}


async def test_a_damaged_nip_and_one_of_two_people_are_named_with_their_cells(desk: Desk) -> None:
    head = f"{ROSTER},nip"
    done = await desk.roster(
        f"{BUDI},1.98E+17",
        f"{SITI},198001012005011003",
        "Tono,0840 0000 1003,Wonodadi,Kepala Sekretariat,,,19800101 200501 1 003",
        head=head,
    )
    assert named(done.problems) == [
        (2, "nip", "1.98E+17", "nip-excel"),
        (4, "nip", "198001012005011003", "duplicate"),
    ]
    # As a number of Excel it has lost its last figures.
    row = ("Budi", "0840 0000 1001", "Wonodadi", "Ketua Panwascam", "SDMO", "anggota", 1.98001012005011e17)
    book = Workbook()
    assert book.active is not None
    for line in (head.split(","), row):
        book.active.append(line)
    buffer = io.BytesIO()
    book.save(buffer)
    assert [one[1:] for one in named((await desk.load("roster", buffer.getvalue())).problems)] == [
        ("nip", "198001012005011000", "nip-excel")
    ]


async def test_somebody_of_the_office_has_no_kecamatan(desk: Desk) -> None:
    done = await desk.roster(
        BUDI,
        "Ina,,Wonodadi,Staf Bawaslu,,",
        "Oki,,Srengat,Kordiv Bawaslu,SDMO,kepala",
        "Ria,,Bakung,Staf Sekretariat Bawaslu Kabupaten Blitar,,",
    )
    assert named(done.problems) == [
        (3, "kecamatan", "Wonodadi", "office-position"),
        (4, "kecamatan", "Srengat", "office-position"),
        (5, "kecamatan", "Bakung", "office-position"),
    ]
    assert await desk.people() == []


async def test_letters_of_another_encoding_are_pointed_out_by_cell(desk: Desk) -> None:
    lines = ("Ma’ruf Uji,081234500001,Wonodadi,PKD,,", "Siti Uji,081234500002,Wonodadi,PKD,,", "José,,Wonodadi,PKD,,")
    content = "\n".join((ROSTER, *lines))
    assert (await desk.load("roster", content.encode("cp1252"), dry_run=True)).added == 3
    done = await desk.load("roster", content.encode("mac_roman"))
    assert [(one.line, one.column, one.reason, one.values) for one in done.problems] == [
        (2, "nama", "garbled", {"sign": "Õ"}),
        (4, "nama", "garbled", {"sign": "Ž"}),
    ]
    assert await desk.people() == []
    # C1 controls are no letters, but what was one.
    twice = content.encode().decode("latin-1").encode()
    assert {one.reason for one in (await desk.load("roster", twice)).problems} == {"garbled"}


@pytest.mark.parametrize("written", ["wonodadi", "Kecamatan Wonodadi", "KEC. WONODADI", " kec wonodadi "])
async def test_a_kecamatan_is_known_however_it_is_written(desk: Desk, written: str) -> None:
    assert counts(await desk.roster(f"Budi,0840 0000 1001,{written},PKD,,")) == (1, 0, 0)


async def test_a_person_with_a_new_number_is_the_same_person(desk: Desk) -> None:
    await desk.roster(BUDI)
    await register(desk, "Budi", 77)
    assert counts(await desk.roster(BUDI.replace("1001", "1009"))) == (0, 1, 0)
    assert await desk.phones() == {"Budi": "+6284000001009"}
    assert await accounts(desk) == {"Budi": 77}


async def test_a_corrected_name_with_the_same_number_is_the_same_person(desk: Desk) -> None:
    await desk.roster(BUDI)
    await register(desk, "Budi", 77)
    assert counts(await desk.roster(BUDI.replace("Budi", '"Budi Santoso, S.H."'))) == (0, 1, 0)
    assert await accounts(desk) == {"Budi Santoso, S.H.": 77}


async def test_a_person_who_moves_to_another_kecamatan_is_the_same_person(desk: Desk) -> None:
    await desk.roster(BUDI)
    assert counts(await desk.roster(BUDI.replace("Wonodadi", "Udanawu"))) == (0, 1, 0)
    (budi,) = await desk.people()
    assert budi.district is not None
    assert budi.district.name == "Udanawu"


async def test_two_people_exchange_their_numbers_in_one_file(desk: Desk) -> None:
    await desk.roster(BUDI, SITI)
    assert counts(await desk.roster(BUDI.replace("1001", "1002"), SITI.replace("1002", "1001"))) == (0, 2, 0)
    assert await desk.phones() == {"Budi": SITI_PHONE, "Siti": BUDI_PHONE}


async def test_a_number_goes_round_among_three_and_on_to_somebody_new(desk: Desk) -> None:
    rina = "Rina,0840 0000 1003,Wonodadi,PKD,,anggota"
    await desk.roster(BUDI, SITI, rina)
    done = await desk.roster(
        BUDI.replace("1001", "1002"),
        SITI.replace("1002", "1003"),
        rina.replace("1003", "1009"),
        "Joko,0840 0000 1001,Srengat,PKD,,anggota",
    )
    assert counts(done) == (1, 3, 0)
    assert await desk.phones() == {
        "Budi": SITI_PHONE,
        "Siti": "+6284000001003",
        "Rina": "+6284000001009",
        "Joko": BUDI_PHONE,
    }


async def test_a_number_of_somebody_whom_the_file_does_not_name_is_refused_with_the_owner(desk: Desk) -> None:
    await desk.roster(BUDI, SITI)
    done = await desk.roster(BUDI.replace("1001", "1002"))
    assert named(done.problems) == [(2, "telepon", SITI_PHONE, "phone-taken")]
    assert done.problems[0].values == {"owner": "Siti"}
    assert await desk.phones() == {"Budi": BUDI_PHONE, "Siti": SITI_PHONE}


async def test_a_number_of_another_office_is_refused(desk: Desk) -> None:
    other = await desk.other_office("35.06")
    assert counts(await other.roster("Lain,0840 0000 1001,,Staf Bawaslu,,admin")) == (1, 0, 0)
    done = await desk.roster(BUDI, SITI)
    assert named(done.problems) == [(2, "telepon", BUDI_PHONE, "phone-taken")]
    assert await desk.people() == []


async def test_who_has_left_another_office_is_entered_with_the_same_number(desk: Desk) -> None:
    other = await desk.other_office("35.06")
    line = "Budi,0840 0000 1001,,Staf Bawaslu,,anggota"
    assert counts(await other.roster(line)) == (1, 0, 0)
    await register_by_contact(other.ctx, 77, BUDI_PHONE)
    until = (desk.ctx.today(WIB) - timedelta(days=1)).isoformat()
    await other.roster(f"{line},{until}", head=f"{ROSTER},sampai")
    assert counts(await desk.roster(BUDI)) == (1, 0, 0)
    assert (await desk.phones(), await other.phones()) == ({"Budi": BUDI_PHONE}, {"Budi": None})
    assert ("person.elsewhere", {"office": "Bawaslu Kabupaten Blitar"}) in await other.audit()
    await register_by_contact(desk.ctx, 77, BUDI_PHONE)
    assert (await accounts(desk), await accounts(other)) == ({"Budi": 77}, {"Budi": None})


async def test_who_leaves_another_office_today_still_has_the_number_there(desk: Desk) -> None:
    other = await desk.other_office("35.06")
    until = desk.ctx.today(WIB).isoformat()
    await other.roster(f"Budi,0840 0000 1001,,Staf Bawaslu,,anggota,{until}", head=f"{ROSTER},sampai")
    assert named((await desk.roster(BUDI)).problems) == [(2, "telepon", BUDI_PHONE, "phone-taken")]
    assert await other.phones() == {"Budi": BUDI_PHONE}


async def test_namesakes_in_one_kecamatan_are_told_apart_by_their_numbers(desk: Desk) -> None:
    one, two = "Siti,0840 0000 2001,Wonodadi,PKD,,anggota", "Siti,0840 0000 2002,Wonodadi,PKD,,anggota"
    assert counts(await desk.roster(one, two)) == (2, 0, 0)
    assert counts(await desk.roster(two, one)) == (0, 0, 2)
    # One of them has a new number: the other's tells who it is.
    assert counts(await desk.roster(one, two.replace("2002", "2003"))) == (0, 1, 1)
    assert [person.phone for person in await desk.people()] == ["+6284000002001", "+6284000002003"]
    # Neither number is known: nothing is guessed.
    done = await desk.roster(one.replace("2001", "2004"))
    assert named(done.problems) == [(2, "nama", "Siti", "namesake")]


async def test_namesakes_of_whom_one_has_no_number_cannot_be_told_apart(desk: Desk) -> None:
    done = await desk.roster("Siti,0840 0000 2001,Wonodadi,PKD,,", "siti,,Wonodadi,PKD,,", "Siti,,Udanawu,PKD,,")
    assert named(done.problems) == [(3, "nama", "siti", "same-person")]


async def test_a_namesake_in_another_kecamatan_is_somebody_else(desk: Desk) -> None:
    await desk.roster("Siti,,Wonodadi,PKD,,anggota")
    assert counts(await desk.roster("Siti,,Udanawu,PKD,,anggota")) == (1, 0, 0)


async def test_who_is_absent_from_a_later_file_stays(desk: Desk) -> None:
    await desk.roster(BUDI, SITI)
    assert counts(await desk.roster(SITI)) == (0, 0, 1)
    assert await desk.phones() == {"Budi": BUDI_PHONE, "Siti": SITI_PHONE}


async def test_columns_that_a_file_lacks_stay_as_they_are(desk: Desk) -> None:
    await desk.roster("Ina,0840 0000 1005,,Staf Bawaslu,SDMO,admin")
    short = "Ina,0840 0000 1006,,Staf Bawaslu"
    assert counts(await desk.roster(short, head="nama,telepon,kecamatan,jabatan")) == (0, 1, 0)
    (ina,) = await desk.people()
    assert (ina.phone, ina.division, ina.role) == ("+6284000001006", Division.SDMO, Role.ADMIN)


async def test_a_tenure_ends_and_the_number_goes_to_the_successor(desk: Desk) -> None:
    await desk.roster(BUDI)
    await register(desk, "Budi", 77)
    left = await desk.roster(f"{BUDI},2023-09-30", head=f"{ROSTER},sampai")
    assert counts(left) == (0, 1, 0)
    assert counts(await desk.roster(BUDI)) == (0, 0, 1)  # a file without the column revives nobody
    successor = BUDI.replace("Budi", "Joko")
    assert counts(await desk.roster(successor)) == (1, 0, 0)
    budi, joko = await desk.people()
    assert (str(budi.active_until), budi.phone, joko.phone) == ("2023-09-30", None, BUDI_PHONE)
    assert await accounts(desk) == {"Budi": 77, "Joko": None}


async def test_a_tenure_that_ends_before_it_begins(desk: Desk) -> None:
    done = await desk.roster(
        f"{BUDI},2023-10-02,31 November 2023", f"{SITI},2023-10-02,2023-10-01", head=f"{ROSTER},mulai,sampai"
    )
    assert named(done.problems) == [
        (2, "sampai", "31 November 2023", "bad-date"),
        (3, "sampai", "2023-10-01", "ends-before-start"),
    ]


async def test_the_audit_trail_names_who_may_act_for_the_office_and_no_numbers(desk: Desk) -> None:
    await desk.roster(BUDI, "Ina,0840 0000 1005,,Staf Bawaslu,,admin", "Ani,0840 0000 1006,,Staf Bawaslu,,admin")
    await desk.roster(BUDI.replace("anggota", "kepala"), "Ina,0840 0000 1005,,Staf Bawaslu,,anggota")
    entries = [detail for action, detail in await desk.audit() if action == "import.roster"]
    assert [entry["roles"] for entry in entries] == [["Ina: admin", "Ani: admin"], ["Budi: kepala", "Ina: anggota"]]
    await desk.roster(BUDI.replace(BUDI.split(",")[1], "0840 0000 1099"))
    entries = [detail for action, detail in await desk.audit() if action == "import.roster"]
    assert entries[-1]["numbers"] == ["Budi"]
    assert "84000" not in str(entries)
