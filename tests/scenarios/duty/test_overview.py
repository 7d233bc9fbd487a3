"""`/rekap piket` in words and as files, and the month's rota as a picture."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from bot.domain.ledger import Purpose
from bot.replay.stage import duty_file
from bot.services.duty.overview import month_rotas
from bot.storage.models import District, DutyShift, Person
from tests.scenarios.duty.test_rota import wonodadi

if TYPE_CHECKING:
    from tests.office import Office


@pytest.mark.handler("duty.overview")
async def test_the_overview_says_what_is_missing_and_is_made_into_files(office: Office) -> None:
    head, kasek = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    officer, other = await office.chair_of(), await office.chair_of("Udanawu")
    admin = await office.admin()
    days = [date(2023, 10, day) for day in (3, 4)]
    lines = [
        (day, name, "harian", who.user.first_name)
        for day in days
        for name, who in (("Wonodadi", officer), ("Udanawu", other))
    ]
    admin.send_document("piket.csv", duty_file(lines))
    await office.settle()
    await office.agree(admin)
    await office.at("2023-10-03", 15)
    await office.press(officer, "Aman, nihil")
    await office.at("2023-10-05", 9)
    # What is ahead is read as `/piket` reads it.
    assert (await office.say(head, "/rekap piket november 2023")) == (
        "🛡 Rekap piket November 2023\n\n"
        "November 2023 belum mulai, jadi belum ada laporannya. Jadwalnya: /piket november 2023"
    )
    assert (await office.say(head, "/piket november 2023")).startswith("🗓 Jadwal piket November 2023: ")
    assert await office.say(head, "/rekap piket minggu") == (
        "🛡 Rekap piket Senin–Minggu, 2–8 Oktober 2023\n\n"
        "Wonodadi: 1/2 laporan\nUdanawu: 0/2 laporan\n\nJumlah: 1 dari 4 laporan\n\nTidak melapor\n"
        f"• Sel 3 Okt Udanawu: {other.user.first_name}\n• Rab 4 Okt Udanawu: {other.user.first_name}\n"
        f"• Rab 4 Okt Wonodadi: {officer.user.first_name}\n\nData per 5 Okt 2023 09.00 WIB"
    )
    for label, kind in (("Gambar", "photo"), ("XLSX", "document"), ("PDF", "document")):
        await office.press(head, label)
        assert head.messages[-1].attachment == kind
    assert (await office.say(head, "/rekap piket udanawu oktober")).startswith(
        "🛡 Rekap piket Udanawu, Oktober 2023\n\nUdanawu: 0/2"
    )
    await office.press(head, "Pekan saja")
    assert head.screen.startswith("🛡 Rekap piket Udanawu, Senin–Minggu, 2–8 Oktober 2023")
    # The head of a secretariat looks at the own kecamatan, whatever is asked for.
    assert "Udanawu" not in await office.say(kasek, "/rekap piket")
    assert "Wonodadi: 1/2 laporan" in kasek.screen
    # A month that is ahead, not the one of a year ago.
    for said, month in (("november", "November 2023"), ("oktober", "Oktober 2023"), ("november 2022", "November 2022")):
        assert (await office.say(head, f"/piket gambar {said}")).startswith(f"🗓 Jadwal piket {month}: ")
    assert head.messages[-1].attachment == "photo"
    await office.at("2023-10-09", 7.1)
    assert head.screen == (
        "📊 Piket pekan lalu, Senin–Minggu, 2–8 Oktober 2023\n\nJumlah: 1 dari 4 laporan\nBelum lengkap:\n"
        "Wonodadi: 1/2 laporan\nUdanawu: 0/2 laporan"
    )
    assert (await office.press(head, "Siapa yang tidak melapor")).startswith("🛡 Rekap piket Senin–Minggu")
    for said in ("minggu lalu", "pekan lalu", "pekan kemarin"):
        assert (await office.say(head, f"/rekap piket {said}")).startswith("🛡 Rekap piket Senin–Minggu, 2–8 Oktober")
    for said in ("pekan lalu udanawu", "bulan ini udanawu"):
        assert (await office.say(head, f"/rekap piket {said}")).startswith("🛡 Rekap piket Udanawu, ")


async def test_whose_next_shift_an_import_changes_is_told_and_holidays_are_days_off(office: Office) -> None:
    ketua, kasek = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.registered("Anggota Panwascam", "Wonodadi")
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur giliran")
    await office.press(kasek, "Hari kerja")
    await office.press(kasek, "Simpan giliran")
    before = len(await office.deliveries(Purpose.DUTY_CHANGED))
    await office.duty("2023-10-03", kasek, "Wonodadi")
    told = (await office.deliveries(Purpose.DUTY_CHANGED))[before:]
    # The chair had that day, the head of secretariat a later one; the member's next shift is what it was.
    assert {row.chat_id for row in told} == {ketua.id, kasek.id}
    assert "Piket Anda berikutnya di Wonodadi: Selasa, 3 Oktober 2023" in kasek.screen
    actor = await office.actor(kasek)
    (found,) = await month_rotas(office.bot.ctx, actor, date(2023, 12, 1), date(2023, 12, 31))
    staffed = {turn.day.day for turn in found.turns}
    assert {22, 27} <= staffed
    assert not {23, 24, 25, 26} & staffed


async def test_days_on_which_nobody_is_left_are_in_the_overview_and_the_week(office: Office) -> None:
    head, kasek = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur giliran")
    await office.press(kasek, "Simpan giliran")
    leave = update(Person).where(Person.district_id == District.id, District.name == "Wonodadi")
    values = leave.values(active_until=date(2023, 10, 4))
    await office.bot.db.transact(lambda connection: connection.execute(values).close())
    await office.at("2023-10-10", 9)
    week = next(message for message in head.messages if message.text.startswith("📊 Piket pekan lalu"))
    assert "Belum lengkap:\nWonodadi: 0/2 laporan, ⚠️ 4 hari tanpa petugas" in week.text
    assert "Wonodadi: 0/2 laporan, ⚠️ 6 hari tanpa petugas" in await office.say(head, "/rekap piket")


async def test_each_shift_is_counted_in_one_digest_also_the_night_before_it(office: Office) -> None:
    ketua, anggota, kasek = await wonodadi(office)
    head = await office.head()
    await office.say(kasek, "/piket")
    for label in ("Atur giliran", "24 jam", "Simpan giliran"):
        await office.press(kasek, label)
    people = [kasek, anggota, ketua, await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")]
    # The night of Sunday ends at eight: its report comes before the digest of seven, and counts in the next one.
    await office.at("2023-10-09", 6.5)
    night = select(Person.name).join(DutyShift, DutyShift.person_id == Person.id)
    async with office.outside.read() as session:
        name = await session.scalar(night.where(DutyShift.day == date(2023, 10, 8), DutyShift.shift == "malam"))
    officer = next(who for who in people if who.user.first_name == name)
    await office.say(officer, "/piket nihil")
    await office.at("2023-10-09", 9)
    await office.restart()
    await office.at("2023-10-16", 7.1)
    told = [one.text.splitlines()[2] for one in head.messages if one.text.startswith("📊 Piket pekan lalu")]
    assert told == ["Jumlah: 0 dari 11 laporan", "Jumlah: 1 dari 14 laporan"]


async def test_of_a_week_without_any_rota_no_more_is_said_than_what_happened(office: Office) -> None:
    anggota, head = await office.registered("Anggota Panwascam", "Wonodadi"), await office.head()
    await office.at("2023-10-03", 2)
    said = await office.say(anggota, "/piket kejadian\nmendesaknya: kejadian\njenis: uang\napa: A\ndi mana: B")
    # Nobody is woken by it.
    assert "diberi tahu pagi pukul 05.00." in said
    assert not any("Kejadian piket" in message.text for message in head.messages)
    await office.at("2023-10-03", 9)
    assert "diberi tahu.\n" in await office.say(
        anggota, "/piket kejadian\nmendesaknya: kejadian\njenis: uang\napa: C\ndi mana: D"
    )
    await office.at("2023-10-09", 8)
    (week,) = [message.text for message in head.messages if message.text.startswith("📊 Piket pekan lalu")]
    assert "Tidak ada jadwal piket pekan itu.\n" in week
    assert "lengkap" not in week
    assert "Nomornya seperti PKT/35.05.01/20231009/1;" in await office.say(head, "/rekap PKT/1")


async def test_late_reports_are_told_in_words_and_in_the_weeks_digest(office: Office) -> None:
    head, officer, other = await office.head(), await office.chair_of(), await office.chair_of("Udanawu")
    admin = await office.admin()
    lines = [
        (date(2023, 10, 3), name, "harian", who.user.first_name)
        for name, who in (("Wonodadi", officer), ("Udanawu", other))
    ]
    admin.send_document("piket.csv", duty_file(lines))
    await office.settle()
    await office.agree(admin)
    await office.at("2023-10-03", 15)
    await office.press(other, "Aman, nihil")
    await office.at("2023-10-03", 17)
    await office.press(officer, "Aman, nihil")
    said = await office.say(head, "/rekap piket minggu")
    assert "Wonodadi: 1/1 laporan, 1 terlambat\nUdanawu: 1/1 laporan\n\nJumlah: 2 dari 2 laporan, 1 terlambat" in said
    await office.at("2023-10-09", 7.1)
    assert "Jumlah: 2 dari 2 laporan, 1 terlambat\nTerlambat: Wonodadi (1)\n" in head.screen


async def test_the_digest_names_who_reported_and_not_whose_shift_it_was(office: Office) -> None:
    head, officer = await office.head(), await office.chair_of()
    member = await office.registered("Anggota Panwascam", "Wonodadi")
    await office.duty("2023-10-03", officer, "Wonodadi")
    await office.at("2023-10-03", 10)
    await office.say(
        member, "/piket lapor kejadian\nmendesaknya: kejadian\njenis: apk\napa: Baliho roboh\ndi mana: Pikatan"
    )
    await office.at("2023-10-03", 18.1)
    line = f"🔴 ada kejadian · {member.user.first_name} · PKT/35.05.01/20231003/1"
    assert any(line in message.text for message in head.messages)
