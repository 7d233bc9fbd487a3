"""A signed list typed from paper: whom each line means, what contradicts what is known, and who came in the end."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from sqlalchemy import select

from bot.documents.imports import recognise
from bot.documents.tables import write_xlsx
from bot.domain.importing.columns import ATTENDANCE_COLUMNS
from bot.domain.ledger import Purpose
from bot.services.importing import import_rows
from bot.storage.models import AuditEntry, Invitation, Person
from tests.importing.desk import counts, named
from tests.office import WIB
from tests.refusals import OFFICE_ONLY

if TYPE_CHECKING:
    from typing import Any

    from bot.services.importing import Imported
    from tests.office import Office

HEAD = "sesi;kecamatan;nama;jam;wakil"


async def held(office: Office, hour: float = 12.5) -> None:
    """A rakor of three a kecamatan on 6 October, 09.00-12.00; it is `hour` of the day."""
    await office.say(await office.head(), "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.at("2023-10-06", hour)


async def typed(office: Office, *lines: str, head: str = HEAD, **options: Any) -> Imported:
    _, table = recognise("\n".join((head, *lines)).encode(), "attendance")
    return await import_rows(office.bot.ctx, office.office_id, "attendance", table.rows, **options)


async def came(office: Office) -> list[tuple[str, str, str, bool]]:
    """(name, time, way, by a substitute) of everybody who is known to have come, in roster order."""
    query = (
        select(Person.name, Invitation.checked_in_at, Invitation.check_in_how, Invitation.substitute_came)
        .join(Person, Person.id == Invitation.person_id)
        .where(Invitation.checked_in_at.is_not(None))
        .order_by(Invitation.id)
    )
    rows = await office.bot.db.query(lambda connection: connection.execute(query).all())
    return [(name, f"{at.astimezone(WIB):%H.%M}", how, instead) for name, at, how, instead in rows if at]


def name_of(office: Office, position: str, district: str, division: str = "") -> str:
    return office.find(position, district, division).user.first_name


async def test_who_is_written_down_came_at_the_time_beside_the_name(office: Office) -> None:
    await held(office)
    ketua, kordiv = name_of(office, "Ketua Panwascam", "Wonodadi"), name_of(office, "Ketua Panwascam", "Udanawu")
    third = name_of(office, "Ketua Panwascam", "Srengat")
    lines = (
        f"SDMO-02/1;Wonodadi;{ketua};08.45;",
        f"sdmo-02;kec. udanawu;{kordiv.partition(',')[0].upper()};pukul 9:20;",
        f"SDMO-02/1;Srengat;{third};ya;",
        f"SDMO-02/1;Ponggok;{name_of(office, 'Ketua Panwascam', 'Ponggok')};;",
    )
    done = await typed(office, *lines)
    assert (counts(done), done.passed) == ((3, 0, 0), 1)
    expected = [
        (ketua, "08.45", "daftar", False),
        (kordiv, "09.20", "daftar", False),
        (third, "09.00", "daftar", False),
    ]
    assert sorted(await came(office)) == sorted(expected)
    again = await typed(office, *lines)
    assert (counts(again), sorted(await came(office))) == ((0, 0, 3), sorted(expected))
    assert counts(await typed(office, lines[0].replace("08.45", "08.50"), *lines[1:])) == (0, 1, 2)


async def test_a_file_without_times_lists_those_who_came(office: Office) -> None:
    await held(office)
    ketua = name_of(office, "Ketua Panwascam", "Wonodadi")
    done = await typed(office, f"{ketua};Wonodadi;SDMO-02/1", head="Nama;Kecamatan;Sesi")
    assert (counts(done), done.passed) == ((1, 0, 0), 0)
    assert await came(office) == [(ketua, "09.00", "daftar", False)]


async def test_a_trial_writes_nothing(office: Office) -> None:
    await held(office)
    line = f"SDMO-02/1;Wonodadi;{name_of(office, 'Ketua Panwascam', 'Wonodadi')};08.45;"
    assert counts(await typed(office, line, dry_run=True)) == (1, 0, 0)
    assert await came(office) == []


async def test_every_fault_of_every_line_is_named_and_nothing_is_half_imported(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-03 2023-10-18 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/tetapkan SDMO-03 2023-10-19 09:00-12:00 Aula Bawaslu")
    await office.press(head, "Ya, lanjutkan")
    await office.say(head, "/batalkan SDMO-03/2 ditunda")
    await office.press(head, "Ya, batalkan sesi")
    await held(office, hour=11)
    ketua, other = name_of(office, "Ketua Panwascam", "Wonodadi"), name_of(office, "Ketua Panwascam", "Udanawu")
    done = await typed(
        office,
        f"SDMO-02/1;Wonodadi;{ketua};08.45;",
        f"SDMO-02/1;Wonodadi;{ketua};08.50;",
        "SDMO 02;Atlantis;;nanti;",
        "SDMO-09/7;Wonodadi;Siapa;08.45;",
        f"SDMO-03/1;Wonodadi;{ketua};08.45;",
        f"SDMO-03/2;Wonodadi;{ketua};08.45;",
        f"SDMO-02/1;Wonodadi;{other};08.45;",
        f"SDMO-02/1;Udanawu;{other[:-1]};08.45;",
        "SDMO-02/1;Udanawu;Orang Asing;08.45;",
        f"SDMO-02/1;Udanawu;{other};02.00;",
        f"SDMO-02/1;Udanawu;{other};11.30;",
        f"SDMO-02/1;Udanawu;{other};12.30;",
        f"SDMO-02/1;Udanawu;{other};08.45;ya",
    )
    assert named(done.problems) == [
        (3, "nama", ketua, "duplicate"),
        (4, "jam", "nanti", "bad-time"),
        (4, "kecamatan", "Atlantis", "unknown-district"),
        (4, "nama", "", "required"),
        (4, "sesi", "SDMO 02", "bad-session"),
        (5, "sesi", "SDMO-09/7", "unknown-session"),
        (6, "sesi", "SDMO-03/1", "session-to-come"),
        (7, "sesi", "SDMO-03/2", "session-cancelled"),
        (8, "nama", other, "invited-elsewhere"),
        (9, "nama", other[:-1], "not-invited-slip"),
        (10, "nama", "Orang Asing", "not-invited"),
        (11, "jam", "02.00", "time-early"),
        (12, "jam", "11.30", "time-future"),
        (13, "jam", "12.30", "time-after-end"),
        (14, "wakil", "ya", "no-substitute"),
    ]
    assert await came(office) == []


async def test_a_substitute_came_by_name_by_a_word_or_under_the_own_name(office: Office) -> None:
    head = await office.head("HPS")
    invited = [
        await office.registered("Anggota Panwascam", name, "PP-PS") for name in ("Wonodadi", "Udanawu", "Kademangan")
    ]
    chairs = [name_of(office, "Ketua Panwascam", name) for name in ("Wonodadi", "Udanawu", "Kademangan")]
    await office.say(head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    for person, chair in zip(invited, chairs, strict=True):
        await office.press(person, "Diwakilkan")
        await office.press(person, chair)
    await office.at("2023-11-08", 13)
    names = [person.user.first_name for person in invited]
    wrong = await typed(office, f"HPS-03/1;Wonodadi;{names[0]};09.00;{chairs[1]}")
    assert named(wrong.problems) == [(2, "wakil", chairs[1], "other-substitute")]
    assert wrong.problems[0].values == {"substitute": chairs[0]}
    lines = (
        f"HPS-03/1;Wonodadi;{names[0]};09.00;{chairs[0]}",
        f"HPS-03/1;Udanawu;{names[1]};09.00;ya",
        f"HPS-03/1;Kademangan;{chairs[2]};09.00;",
    )
    assert counts(await typed(office, *lines)) == (3, 0, 0)
    assert await came(office) == [(name, "09.00", "daftar", True) for name in names]
    assert counts(await typed(office, *lines)) == (0, 0, 3)


async def test_whoever_checked_in_themselves_came_as_they_did_and_a_clerks_slip_is_put_right(office: Office) -> None:
    person, chair = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS"), await office.chair_of()
    head, second = await office.head("HPS"), await office.registered("Anggota Panwascam", "Udanawu", "PP-PS")
    await office.say(head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    await office.press(person, "Diwakilkan")
    await office.press(person, chair.user.first_name)
    await office.at("2023-11-08", 8.5)
    await office.press(chair, "Saya sudah di tempat")
    await office.say(head, "/absen HPS-03")
    await office.press(head, second.user.first_name)
    await office.at("2023-11-08", 13)
    names = person.user.first_name, second.user.first_name
    before = [(names[0], "08.30", "tombol", True), (names[1], "08.30", "petugas", False)]
    assert await came(office) == before
    lines = f"HPS-03/1;Wonodadi;{names[0]};09.10;ya", f"HPS-03/1;Udanawu;{names[1]};ya;"
    assert counts(await typed(office, *lines)) == (0, 0, 2)
    assert await came(office) == before
    assert counts(await typed(office, lines[0], lines[1].replace("ya", "09.10"))) == (0, 1, 1)
    assert await came(office) == [before[0], (names[1], "09.10", "daftar", False)]
    done = await typed(office, f"HPS-03/1;Wonodadi;{names[0]};09.10;")
    assert named(done.problems) == [(2, "wakil", names[0], "checked-in-other")]
    assert done.problems[0].values == {"who": chair.user.first_name, "at": "08.30"}


async def test_in_the_chat_the_form_goes_out_with_all_names_and_comes_back_filled_in(office: Office) -> None:
    ketua, clerk = await office.chair_of(), await office.admin()
    group = await office.linked_group("Wonodadi")
    await held(office)
    await office.say(clerk, "/daftarhadir SDMO-02/1")
    caption = await office.press(clerk, "Isian XLSX")
    assert caption.startswith("📥 Isian daftar hadir SDMO-02/1\nIsi kolom jam")
    name, form = office.sim.world.files[clerk.messages[-1].file_id]
    assert name == "isian-daftar-hadir-SDMO-02-1.xlsx"
    sheet = load_workbook(io.BytesIO(form)).active
    assert sheet is not None
    head, *rows = [tuple(str(cell or "") for cell in row) for row in sheet.iter_rows(values_only=True)]
    assert head == ATTENDANCE_COLUMNS
    assert (len(rows), {row[3:] for row in rows}) == (66, {("", "")})
    filled = [(*row[:3], "8.5" if row[2] == ketua.user.first_name else "", "") for row in rows]
    clerk.send_document(name, write_xlsx(head, filled))
    await office.settle()
    assert clerk.screen.startswith("🔎 Daftar hadir, belum disimpan: 1 baru")
    assert await came(office) == []
    await office.agree(clerk)
    assert clerk.screen == (
        "✅ Daftar hadir diimpor: 1 baru, 0 berubah, 0 tetap.\n"
        "65 baris tanpa jam dilewati (tidak hadir). Bila hadir tetapi jamnya tidak tertulis, isi kolom jam dengan “ya”."
    )
    assert await came(office) == [(ketua.user.first_name, "08.50", "daftar", False)]
    assert "mengimpor daftar hadir SDMO-02/1: 1 baru, 0 berubah" in await office.say(clerk, "/audit")
    # The card of a session that is over was shown a last time.
    assert "Acara sudah selesai" in group.screen
    query = select(Invitation.checked_in_by).where(Invitation.checked_in_at.is_not(None))
    by = await office.bot.db.query(lambda connection: connection.execute(query).scalar_one())
    assert by == (
        await office.bot.db.query(
            lambda c: c.execute(select(Person.id).where(Person.telegram_id == clerk.id)).scalar_one()
        )
    )
    # The morning after: thanked as whoever checked in is.
    await office.at("2023-10-07", 8.5)
    assert [row.chat_id for row in await office.deliveries(Purpose.THANKS)] == [ketua.id]


async def test_a_kordiv_imports_a_list_but_no_roster_and_a_member_neither(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await held(office)
    content = f"{HEAD}\nSDMO-02/1;Wonodadi;{ketua.user.first_name};08.45;\n".encode()
    assert "Kirim daftar hadir yang sudah ditandatangani" in await office.say(head, "/impor")
    roster = b"nama;telepon;kecamatan;jabatan\nXaverius;0840 0000 9001;Wonodadi;PKD\n"
    head.send_document("anggota.csv", roster)
    await office.settle()
    assert head.screen.startswith("File hanya diterima dari admin untuk impor data")
    ketua.send_document("daftar.csv", content)
    await office.settle()
    assert ketua.screen.startswith("File hanya diterima dari admin untuk impor data")
    assert await office.say(ketua, "/impor") == OFFICE_ONLY
    assert await came(office) == []
    head.send_document("daftar.csv", content)
    await office.settle()
    await office.agree(head)
    assert head.screen == "✅ Daftar hadir diimpor: 1 baru, 0 berubah, 0 tetap."
    query = select(AuditEntry.detail).where(AuditEntry.action == "import.attendance")
    detail = await office.bot.db.query(lambda connection: connection.execute(query).scalar_one())
    assert detail == {"added": 1, "changed": 0, "codes": "SDMO-02/1"}


async def test_the_list_of_another_office_names_nobody_of_ours(office: Office) -> None:
    neighbours = await office.neighbours()
    await held(office)
    content = f"{HEAD}\nSDMO-02/1;;{name_of(office, 'Ketua Panwascam', 'Wonodadi')};08.45;\n".encode()
    neighbours.admin.send_document("daftar.csv", content)
    await office.settle()
    assert "sesi itu tidak ada" in neighbours.admin.screen
    assert await came(office) == []
