from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose
from bot.domain.vocabulary import Situation
from bot.services import duty
from bot.services.duty import Report
from bot.storage.models import DutyReport
from tests.office import Office, heads


@pytest.mark.handler("duty")
async def test_the_officer_reports_with_a_number(office: Office) -> None:
    ketua = await office.chair_of()
    assert "Jadwal piket diimpor: 1 baru" in await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    assert ketua.screen.startswith("🛡 Piket hari ini")
    await office.press(ketua, "Kirim laporan")
    await office.press(ketua, "Ada kejadian")
    assert "mau menambah foto" in (await office.say(ketua, "Baliho di luar zona <depan> balai desa")).lower()
    ketua.send_location(-8.1, 112.2)
    await office.settle()
    ketua.send_photo()
    await office.settle()
    assert "Foto diterima" in ketua.screen
    await office.press(ketua, "Simpan")
    assert "Nomor: LP-35.05-2023-0001" in ketua.screen
    assert "Lampiran: foto, lokasi" in ketua.screen
    ketua.press_data("dutyr:1", ketua.messages[-1])
    await office.settle()
    assert "sudah masuk dengan nomor LP-35.05-2023-0001" in ketua.notes[-1][0]
    assert "sudah masuk. Nomor: LP-35.05-2023-0001" in await office.say(ketua, "/piket")
    async with office.bot.db.read() as session:
        report = (await session.execute(select(DutyReport))).scalar_one()
    assert report.text == "Baliho di luar zona <depan> balai desa"
    assert report.photo_file_id is not None
    await office.at("2023-10-03", 16.5)
    assert not any(head.startswith("⏰") for head in heads(list(ketua.messages)))


async def test_a_photo_without_words_asks_for_them_and_one_with_a_caption_is_enough(office: Office) -> None:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Aman")
    ketua.send_photo()
    await office.settle()
    assert "laporannya belum ditulis" in ketua.screen
    ketua.send_photo("Nihil laporan")
    await office.settle()
    await office.press(ketua, "Simpan")
    assert "Laporan piket diterima" in ketua.screen


async def test_a_missing_report_is_reminded_once_and_told_in_the_digest(office: Office) -> None:
    ketua, head = await office.chair_of(), await office.head()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 16.1)
    assert ketua.screen.startswith("⏰ Laporan piket belum masuk")
    await office.at("2023-10-03", 18.1)
    assert "Piket belum melapor (1 dari 1)" in head.screen
    assert f"Wonodadi: {ketua.user.first_name}" in head.screen
    await office.at("2023-10-04", 16.5)
    assert len(await office.deliveries(Purpose.DUTY_MISSING)) == 1
    assert "0/1 laporan" in await office.say(head, "/rekap piket")


async def test_only_the_officer_reports_and_only_in_time(office: Office) -> None:
    ketua, other = await office.chair_of("Wonodadi"), await office.chair_of("Udanawu")
    await office.duty("2023-10-03", ketua, "Wonodadi")
    assert "Piket Anda berikutnya: Selasa, 3 Oktober 2023" in await office.say(ketua, "/piket")
    await office.at("2023-10-03", 7.1)
    assert "tidak bertugas" in await office.say(other, "/piket")
    other.press_data("dutyr:1", ketua.messages[-1])
    await office.settle()
    assert "bukan milik Anda" in other.notes[-1][0]
    await office.at("2023-10-05", 8)
    await office.press(ketua, "Kirim laporan")
    assert "sudah lewat" in ketua.notes[-1][0]


async def test_the_head_of_secretariat_sets_a_week(office: Office) -> None:
    kasek, ketua = await office.registered("Kepala Sekretariat", "Wonodadi"), await office.chair_of("Wonodadi")
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur pekan depan")
    for _ in range(5):
        await office.press(kasek, ketua.user.first_name)
    assert "5 hari berubah" in kasek.screen
    await office.at("2023-10-09", 7.1)
    assert ketua.screen.startswith("🛡 Piket hari ini")


async def test_the_dialogue_survives_a_kill(office: Office) -> None:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    await office.press(ketua, "Kirim laporan")
    await office.press(ketua, "Aman")
    await office.restart()
    await office.say(ketua, "Nihil laporan")
    await office.restart()
    await office.press(ketua, "Simpan")
    assert "Nomor: LP-35.05-2023-0001" in ketua.screen


async def test_reports_at_the_same_moment_are_numbered_apart_and_a_shift_once(office: Office) -> None:
    officers = []
    for district in ("Wonodadi", "Udanawu", "Srengat"):
        ketua = await office.chair_of(district)
        await office.duty("2023-10-03", ketua, district)
        officers.append(await office.actor(ketua))
    await office.at("2023-10-03", 9)
    shifts = [shift for shift in enumerate(officers, 1) for _ in range(2)]
    report = Report(Situation.SAFE, "Nihil laporan")
    done = await asyncio.gather(*(duty.submit(office.bot.ctx, who, number, report) for number, who in shifts))
    numbers = [stored.number for stored, _ in done]
    assert numbers[::2] == numbers[1::2]
    assert sorted(numbers[::2]) == [f"LP-35.05-2023-000{number}" for number in (1, 2, 3)]
    assert [owed for _, owed in done] == [[]] * 6


async def test_an_album_is_one_photo_and_one_answer(office: Office) -> None:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Aman")
    shown = len(ketua.messages)
    ketua.send_album(4, "Nihil laporan")
    await office.settle()
    assert "satu foto per laporan" in ketua.screen
    assert len(ketua.messages) == shown + 1
    ketua.send_document("foto.jpg", b"x")
    await office.settle()
    assert "bukan sebagai file" in ketua.screen
    await office.press(ketua, "Simpan")
    assert "Lampiran: foto" in ketua.messages[-2].text


async def test_a_head_reads_the_report_behind_its_number(office: Office) -> None:
    ketua, head = await office.chair_of(), await office.head()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    await office.press(ketua, "Kirim laporan")
    await office.press(ketua, "Ada kejadian")
    await office.say(ketua, "Baliho <roboh> di depan balai desa")
    ketua.send_photo()
    await office.settle()
    ketua.send_location(-8.1, 112.2)
    await office.settle()
    await office.press(ketua, "Simpan")
    await office.at("2023-10-03", 18.1)
    assert "/rekap LP-35.05-2023-0001" in head.screen
    seen = len(head.messages)
    await office.say(head, "/rekap lp-35.05-2023-0001")
    report, photo, place = head.messages[seen:]
    assert "Baliho <roboh> di depan balai desa" in report.text
    assert f"Oleh {ketua.user.first_name}, 3 Okt 2023" in report.text
    assert (photo.attachment, place.attachment) == ("photo", "location")
    assert "tidak ditemukan" in await office.say(head, "/rekap LP-35.05-2023-0002")
    assert "untuk kordiv" in await office.say(ketua, "/rekap LP-35.05-2023-0001")


async def test_the_rest_of_this_week_is_set_day_by_day_and_a_day_may_be_left(office: Office) -> None:
    kasek, ketua = await office.registered("Kepala Sekretariat", "Wonodadi"), await office.chair_of("Wonodadi")
    await office.at("2023-10-04", 9)
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur pekan ini")
    assert "Siapa yang piket Rabu, 4 Oktober 2023" in kasek.screen
    await office.press(kasek, ketua.user.first_name)
    assert f"Rabu, 4 Oktober 2023: {ketua.user.first_name}" in kasek.screen
    await office.press(kasek, "Lewati")
    assert "Kamis, 5 Oktober 2023: (tidak diubah)" in kasek.screen
    assert "1 hari berubah" not in kasek.screen
    await office.press(kasek, "Lewati")
    assert "1 hari berubah" in kasek.screen
    # Whoever is put on duty today hears of it at once.
    assert ketua.screen.startswith("🛡 Piket hari ini")


async def test_who_was_taken_off_the_rota_before_seven_is_not_reminded(office: Office) -> None:
    kasek, ketua = await office.registered("Kepala Sekretariat", "Wonodadi"), await office.chair_of("Wonodadi")
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 6)
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur pekan ini")
    for _ in range(4):
        await office.press(kasek, kasek.user.first_name)
    await office.at("2023-10-03", 7.1)
    assert kasek.screen.startswith("🛡 Piket hari ini")
    assert not any(head.startswith("🛡") for head in heads(list(ketua.messages)))
