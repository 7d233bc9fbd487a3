"""Who has left office, or is of another office, is told nothing but what no longer concerns them; who has no head is not left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.documents.tables import read_table
from bot.domain.ledger import Purpose
from bot.domain.vocabulary import Position, Role
from bot.services.importing import import_rows
from bot.storage.models import Person
from tests.office import WIB

if TYPE_CHECKING:
    from datetime import date

    from bot.simulator import Person as Someone
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


async def leaves(office: Office, someone: Someone, until: date | None = None) -> None:
    """The roster says that the last day in office was yesterday."""
    last = until or office.clock.now().astimezone(WIB).date().replace(day=1)
    query = update(Person).where(Person.telegram_id == someone.id).values(active_until=last)
    await office.bot.db.transact(lambda connection: connection.execute(query).close())


async def changes_late(office: Office) -> None:
    """A chair says "Hadir", and takes it back on the eve of the session."""
    ketua = await office.chair_of()
    await office.press(ketua, "Hadir")
    await office.at("2023-10-05", 10)
    await office.say(ketua, "/izin SDMO-02 anak sakit keras")
    await office.at("2023-10-05", 10.1)


async def test_a_head_who_left_hears_no_reasons_and_no_digest(office: Office) -> None:
    head, chair = await office.head(), await office.registered("Ketua Bawaslu")
    await office.say(head, SET)
    await leaves(office, head)
    before = len(head.messages)
    await changes_late(office)
    assert "anak sakit keras" in chair.screen
    await office.at("2023-10-05", 18.5)
    assert chair.screen.startswith("🗒 Ringkasan")
    assert len(head.messages) == before


async def test_where_nobody_heads_the_division_the_one_who_set_the_session_is_told(office: Office) -> None:
    admin, other = await office.admin(), await office.head("P2H")
    await office.say(other, SET)
    await no_heads(office)
    await changes_late(office)
    assert "anak sakit keras" in other.screen
    assert "anak sakit keras" not in admin.screen


async def test_where_that_one_has_left_the_admins_are_told(office: Office) -> None:
    admin, other = await office.admin(), await office.head("P2H")
    await office.say(other, SET)
    await no_heads(office)
    await leaves(office, other)
    await changes_late(office)
    assert "anak sakit keras" in admin.screen
    assert "anak sakit keras" not in other.screen


async def no_heads(office: Office) -> None:
    """Of the division that holds the session, nor a chair."""
    query = update(Person).where(
        Person.position.in_((Position.OFFICE_CHAIR, Position.OFFICE_HEAD)), Person.division.is_distinct_from("P2H")
    )
    await office.bot.db.transact(lambda connection: connection.execute(query.values(role=Role.MEMBER)).close())


async def test_counts_of_the_unregistered_agree_and_leave_out_who_left(office: Office) -> None:
    head = await office.head()
    gone = (
        update(Person)
        .where(Person.position == Position.DISTRICT_CHAIR)
        .values(active_until=office.clock.now().date().replace(day=1))
    )
    await office.bot.db.transact(lambda connection: connection.execute(gone).close())
    assert "Belum terdaftar di bot: 72 orang" in await office.say(head, "/belumdaftar")
    assert "1 dari 73" in await office.say(head, "/status")
    await office.say(head, "/tetapkan SDMO-02 2023-10-11 09:00-12:00 Aula Bawaslu")
    await office.press(head, "Ya")
    # Mondays tell of them.
    for day, is_told in (("2023-10-09", True), ("2023-10-10", False)):
        await office.at(day, 18.5)
        assert head.screen.startswith("🗒 Ringkasan")
        assert ("72 orang belum terdaftar" in head.screen) is is_told


async def test_who_left_after_a_session_gets_no_thanks_and_no_minutes(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    await office.at("2023-10-06", 9)
    await office.press(ketua, "Saya sudah di tempat")
    await leaves(office, ketua, office.clock.now().date())
    before = len(ketua.messages)
    await office.at("2023-10-07", 12)
    assert len(ketua.messages) == before
    assert not [row for row in await office.deliveries(Purpose.THANKS) if row.chat_id == ketua.id]


@pytest.mark.parametrize("until", ["2023-10-05", "2023-10-06"])
async def test_who_is_in_office_again_reads_what_failed_or_came_meanwhile(office: Office, until: str) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    for name in ("paparan.pdf", "peserta.pdf"):
        head.send_document(name, name.encode(), "/materi SDMO-02")
    await office.at("2023-10-06", 22)
    # What waits for the morning, and what comes while they are out.
    head.send_document("notulen.pdf", b"1", "/notulen SDMO-02")
    await office.say(head, f"/tindaklanjut SDMO-02/1 kirim rekap; {ketua.user.first_name}; 8 Oktober 2023")
    await in_office(office, ketua, sampai=until)
    await office.at("2023-10-07", 9)
    head.send_document("lampiran.pdf", b"2", "/notulen SDMO-02")
    await office.settle()
    read = len(ketua.messages)
    for _ in range(2):
        await in_office(office, ketua, sampai="")
        assert sorted(one.text.splitlines()[0] for one in ketua.messages[read:]) == [
            "⏰ Tindak lanjut: besok batasnya",
            "🗒 Notulen",
            "🗒 Notulen",
        ]


async def test_who_begins_again_by_a_date_of_the_roster_reads_it_that_day(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.at("2023-10-06", 13)
    await in_office(office, ketua, mulai="2023-10-09")
    head.send_document("notulen.pdf", b"1", "/notulen SDMO-02")
    await office.settle()
    read = len(ketua.messages)
    await office.at("2023-10-08", 20)
    assert len(ketua.messages) == read
    await office.at("2023-10-09", 9)
    assert [one.text.splitlines()[0] for one in ketua.messages[read:]] == ["🗒 Notulen"]


async def in_office(office: Office, someone: Someone, **dates: str) -> None:
    """By a roster of one line."""
    head = ";".join(["nama", "telepon", "kecamatan", "jabatan", *dates])
    line = ";".join([someone.user.first_name, someone.user.phone, "Wonodadi", "Ketua Panwascam", *dates.values()])
    rows = read_table(f"{head}\n{line}".encode()).rows
    assert not (await import_rows(office.bot.ctx, office.office_id, "roster", rows)).problems
    await office.settle()


async def test_what_is_owed_to_who_left_is_not_said_to_be_of_another_account(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.at("2023-10-06", 13)
    await office.say(head, f"/tindaklanjut SDMO-02/1 kirim rekap; {ketua.user.first_name}; 10 Oktober 2023")
    await leaves(office, ketua, office.clock.now().date())
    await office.at("2023-10-09", 18.5)
    assert "⚠️ 1 kiriman gagal: penerimanya sudah tidak bertugas\n" in head.screen


async def test_whose_invitation_is_withdrawn_while_out_of_reach_hears_it_on_return(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    ketua.block()
    await office.settle()
    await demoted(office, ketua)
    ketua.unblock()
    await office.settle()
    assert ketua.screen.startswith("ℹ️ Undangan Anda ditarik")


@pytest.mark.parametrize("last_day", ["2023-10-03", "2023-10-04"])
async def test_who_leaves_office_hears_that_the_invitation_is_withdrawn(office: Office, last_day: str) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    await office.at("2023-10-04", 22)
    await imported(
        office, f"{ketua.user.first_name};{ketua.user.phone};Wonodadi;Ketua Panwascam;SDMO;anggota;{last_day}"
    )
    await office.at("2023-10-05", 5.1)
    assert ketua.screen.startswith("ℹ️ Undangan Anda ditarik")
    assert not any(message.buttons for message in ketua.messages)
    before = len(ketua.messages)
    await office.at("2023-10-06", 12)
    assert len(ketua.messages) == before


async def test_what_is_left_in_the_chat_of_who_lost_the_number_has_no_buttons(office: Office) -> None:
    head, ketua = await office.head("HPS"), await office.chair_of()
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    await office.say(await office.head(), SET)
    count = len(ketua.messages)
    await imported(office, f"Budi Baru;{ketua.user.phone};Udanawu;Staf Sekretariat;;anggota;")
    await office.settle()
    (told,) = ketua.messages[count:]
    assert told.text.startswith("ℹ️ Nomor Anda sekarang tercatat atas nama Budi Baru.")
    assert not any(message.buttons for message in ketua.messages)


async def imported(office: Office, line: str) -> None:
    admin = await office.admin()
    admin.send_document("daftar.csv", f"nama;telepon;kecamatan;jabatan;divisi;peran;sampai\n{line}\n".encode())
    await office.settle()
    await office.agree(admin)
    assert admin.screen.startswith("✅")


async def demoted(office: Office, ketua: Someone) -> None:
    admin = await office.admin()
    row = f'nama,telepon,kecamatan,jabatan,divisi,peran\n"{ketua.user.first_name}",{ketua.user.phone},Wonodadi,PKD,,anggota\n'
    admin.send_document("daftar.csv", row.encode())
    await office.settle()
    await office.agree(admin)
    assert admin.screen.startswith("✅")
