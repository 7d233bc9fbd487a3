from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose
from bot.domain.vocabulary import Situation
from bot.replay.stage import duty_file
from bot.services.duty.submitting import ReportContent, submit
from bot.simulator import Fault, Person
from bot.storage.models import DutyReport, DutyShift
from tests.office import WIB, Office, heads

pytestmark = pytest.mark.few_on_postgresql(one_of="test")

INCIDENT = "Pengeroyokan pengawas di TPS 3"


async def _reports(office: Office, officer: Person, how: str, text: str = INCIDENT) -> None:
    await office.say(officer, "/piket")
    await office.press(officer, how)
    await office.say(officer, text)
    await office.press(officer, "Kirim laporan")


@pytest.mark.parametrize("hour", [7.5, 15, 19])
async def test_an_incident_is_told_at_once_to_those_concerned_and_nobody_else(office: Office, hour: float) -> None:
    officer, kasek = (
        await office.registered("Anggota Panwascam", "Wonodadi"),
        await office.registered("Kepala Sekretariat", "Wonodadi"),
    )
    concerned = [kasek, await office.chair_of(), await office.head()]
    others = [await office.chair_of("Udanawu"), await office.registered("Kepala Sekretariat", "Udanawu")]
    # Where there is another head the chair of the office need not hear of what can wait.
    others.append(await office.registered("Ketua Bawaslu"))
    await office.duty("2023-10-03", officer, "Wonodadi")
    await office.at("2023-10-03", hour)
    await _reports(office, officer, "Ada kejadian")
    assert "Pimpinan Bawaslu serta ketua dan kepala sekretariat kecamatan diberi tahu" in officer.screen
    for who in concerned:
        assert who.screen.startswith("🔴 Kejadian piket · Wonodadi")
        assert INCIDENT in who.screen
    assert sorted(row.chat_id for row in await office.deliveries(Purpose.INCIDENT)) == sorted(
        who.id for who in concerned
    )
    for who in others:
        assert not who.screen.startswith("🔴")
    await office.press(kasek, "Buka laporan")
    assert "Laporan piket PKT/35.05.01/20231003/1" in kasek.screen
    others[0].press_data("dutyv:1", others[0].messages[-1])
    await office.settle()
    assert "tidak berlaku" in others[0].notes[-1][0]


@pytest.mark.parametrize(
    ("how", "told_at"), [("Ada kejadian", "2023-10-04 05.00"), ("Kejadian mendesak", "2023-10-03 23.31")]
)
async def test_at_night_only_what_is_urgent_wakes_people(office: Office, how: str, told_at: str) -> None:
    officer, head = await office.registered("Anggota Panwascam", "Wonodadi"), await office.head()
    await office.duty("2023-10-03", officer, "Wonodadi")
    await office.at("2023-10-03", 23.5)
    await _reports(office, officer, how)
    await office.at("2023-10-04", 5.1)
    assert INCIDENT in head.screen
    # What is urgent is told again until somebody takes it on.
    row = (await office.deliveries(Purpose.INCIDENT))[0]
    assert row.settled_at is not None
    assert row.settled_at.astimezone(WIB).strftime("%Y-%m-%d %H.%M") == told_at


@pytest.mark.parametrize("reported", [("2023-10-03", 19), ("2023-10-04", 10)])
async def test_the_digest_lists_what_came_since_the_last_one(office: Office, reported: tuple[str, float]) -> None:
    officer, head = await office.registered("Anggota Panwascam", "Wonodadi"), await office.head()
    await office.duty("2023-10-03", officer, "Wonodadi")
    await office.at(*reported)
    await _reports(office, officer, "Ada kejadian")
    assert "⏱ Terlambat: shift berakhir pukul 16.00." in officer.screen
    await office.at("2023-10-04", 18.1)
    assert (
        f"• Wonodadi, Sel 3 Okt: 🔴 ada kejadian · {officer.user.first_name} · PKT/35.05.01/20231003/1" in head.screen
    )
    assert "Laporan piket yang masuk terlambat: Wonodadi (Sel 3 Okt)" in head.screen
    assert "⏱ Terlambat" in await office.press(head, "Laporan Wonodadi")
    await office.at("2023-10-05", 18.1)
    assert "Wonodadi" not in head.screen


async def test_each_shift_is_due_at_its_own_end(office: Office) -> None:
    names = ("pagi", "sore", "malam", "13.00-21.30")
    officers = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu", "Srengat", "Bakung")]
    admin = await office.admin()
    lines = [
        (date(2023, 10, 3), district, shift, officer.user.first_name)
        for district, shift, officer in zip(("Wonodadi", "Udanawu", "Srengat", "Bakung"), names, officers, strict=True)
    ]
    admin.send_document("piket.csv", duty_file(lines))
    await office.settle()
    await office.agree(admin)
    await office.at("2023-10-03", 7.1)
    ends = ("14.00", "20.00", "08.00 besok (Rabu)", "21.30")
    # What can be reported by then has its buttons; of what is hours ahead it is said from when.
    said = (
        "Kirim laporan",
        *(f"Laporannya lewat /piket, mulai pukul {hour} dan" for hour in ("13.00", "19.00", "12.00")),
    )
    for officer, how, end in zip(officers, said, ends, strict=True):
        assert f"{how} sebelum pukul {end}" in officer.screen
    await office.at("2023-10-05", 8)
    missing = await office.deliveries(Purpose.DUTY_MISSING)
    asked = {row.chat_id: row.settled_at.astimezone(WIB).strftime("%d %H.%M") for row in missing if row.settled_at}
    assert [asked[officer.id] for officer in officers] == ["03 14.00", "03 20.00", "04 08.00", "04 05.00"]


async def test_a_rota_of_today_rings_its_officer_at_once_whatever_the_hour(office: Office) -> None:
    ketua = await office.chair_of()
    await office.at("2023-10-03", 9)
    await office.duty("2023-10-03", ketua, "Wonodadi")
    assert ketua.screen.startswith("🛡 Piket hari ini")
    assert len(await office.deliveries(Purpose.DUTY_OPEN)) == 1
    await office.at("2023-10-03", 16.1)
    assert ketua.screen.startswith("⏰")


async def _imported(office: Office, officer: Person, day: str, shift: str) -> None:
    admin = await office.admin()
    lines = [(date.fromisoformat(day), "Wonodadi", shift, officer.user.first_name)]
    admin.send_document("piket.csv", duty_file(lines))
    await office.settle()
    await office.agree(admin)


@pytest.mark.parametrize(
    ("shift", "begins", "away", "told"),
    [
        ("00.00-08.00", "00.00", None, "04 18.00"),
        ("05.00-12.00", "05.00", None, "04 18.00"),
        # The bot was away over the hour: the message is owed as long as the shift is not over.
        ("00.00-08.00", "00.00", ("2023-10-04", 17, 20), "04 20.00"),
        ("00.00-08.00", "", ("2023-10-04", 17, 31), "05 07.00"),
    ],
)
async def test_whoever_is_on_duty_early_hears_it_on_the_eve(
    office: Office, shift: str, begins: str, away: tuple[str, int, int] | None, told: str
) -> None:
    ketua = await office.chair_of()
    await _imported(office, ketua, "2023-10-05", shift)
    if away is not None:
        day, since, until = away
        await office.at(day, since)
        await office.lose()
        await office.clock.advance(timedelta(hours=until - since))
        await office.come_back()
    await office.at("2023-10-05", 7.1)
    (row,) = await office.deliveries(Purpose.DUTY_OPEN)
    assert row.settled_at is not None
    assert row.settled_at.astimezone(WIB).strftime("%d %H.%M") == told
    (message,) = (one for one in ketua.messages if one.text.startswith("🛡 Piket"))
    end = shift[-5:]
    if begins:
        assert message.text.startswith("🛡 Piket besok")
        assert f"Kamis, 5 Oktober 2023 (shift {shift}).\nMulai dini hari nanti, pukul {begins}.\n" in message.text
        assert f"sebelum pukul {end} besok (Kamis)" in message.text
    else:
        assert message.text.startswith("🛡 Piket hari ini")
        assert f"sebelum pukul {end} dengan tombol" in message.text


async def test_of_a_night_shift_that_is_taken_over_at_night_the_morning_says_today(office: Office) -> None:
    ketua, anggota = await office.chair_of(), await office.registered("Anggota Panwascam", "Wonodadi")
    await _imported(office, ketua, "2023-10-03", "malam")
    await office.at("2023-10-03", 23.9)
    await office.say(anggota, "/piket")
    await office.press(anggota, "Ambil alih")
    await office.press(anggota, "Ya, saya ambil alih")
    await office.at("2023-10-04", 5.1)
    assert anggota.screen.startswith("🛡 Piket hari ini")
    assert "sebelum pukul 08.00 dengan tombol" in anggota.screen


async def test_an_officer_who_registers_on_the_day_of_duty_is_rung(office: Office) -> None:
    ketua = office.find("Ketua Panwascam", "Wonodadi")
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 9)
    await office.register(ketua)
    assert any(head.startswith("🛡 Piket hari ini") for head in heads(list(ketua.messages)))
    await office.at("2023-10-03", 16.1)
    assert ketua.screen.startswith("⏰")


async def test_a_bot_that_was_away_at_the_shifts_end_asks_when_it_is_back(office: Office) -> None:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 15.5)
    await office.lose()
    await office.at("2023-10-04", 8)
    await office.come_back()
    assert ketua.screen.startswith("⏰")
    assert len(await office.deliveries(Purpose.DUTY_MISSING)) == 1


async def _shifts(office: Office) -> list[int]:
    """Their ids: an import that was only looked at has used some up."""
    async with office.bot.db.read() as session:
        return list((await session.execute(select(DutyShift.id).order_by(DutyShift.id))).scalars())


@pytest.mark.parametrize("said", ["situasi: aman\nisi: dua tamu", "nihil"])
async def test_a_report_that_was_sent_in_time_while_the_bot_was_away_is_not_late(office: Office, said: str) -> None:
    ketua, head = await office.chair_of(), await office.head()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 15.5)
    await office.lose()
    await office.clock.advance(timedelta(minutes=10))
    ketua.send(f"/piket lapor\n{said}")
    await office.clock.advance(timedelta(hours=2))
    await office.come_back()
    receipt = next(one.text for one in reversed(ketua.messages) if "Nomor" in one.text or "diterima" in one.text)
    assert "Terlambat" not in receipt
    assert "terlambat" not in await office.say(head, "/rekap piket")
    await office.say(head, "/rekap PKT/35.05.01/20231003/1")
    assert any(f"Oleh {ketua.user.first_name}, 3 Okt 2023 15.40 WIB" in one.text for one in head.messages)


@pytest.mark.handler("duty.reports")
async def test_the_officer_reports_with_a_number(office: Office) -> None:
    ketua = await office.chair_of()
    assert "Jadwal piket diimpor: 1 baru" in await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    assert ketua.screen.startswith("🛡 Piket hari ini")
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Ada kejadian")
    assert "BELUM terkirim" in await office.say(ketua, "Baliho di luar zona <depan> balai desa")
    ketua.send_location(-8.1, 112.2)
    await office.settle()
    ketua.send_photo()
    await office.settle()
    assert ketua.room.messages[-1].reaction == "👍"
    await office.press(ketua, "Kirim laporan")
    assert "Nomor: PKT/35.05.01/20231003/1" in ketua.screen
    assert "Lampiran: foto, lokasi" in ketua.screen
    (shift,) = await _shifts(office)
    ketua.press_data(f"dutyr:{shift}", ketua.messages[-1])
    await office.settle()
    assert "sudah masuk dengan nomor PKT/35.05.01/20231003/1" in ketua.notes[-1][0]
    assert "sudah masuk. Nomor: PKT/35.05.01/20231003/1" in await office.say(ketua, "/piket")
    async with office.bot.db.read() as session:
        report = (await session.execute(select(DutyReport))).scalar_one()
    assert report.text == "Baliho di luar zona <depan> balai desa"
    await office.at("2023-10-03", 16.5)
    assert not any(head.startswith("⏰") for head in heads(list(ketua.messages)))


async def test_a_photo_without_words_asks_for_them_and_one_with_a_caption_is_enough(office: Office) -> None:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Aman, ada catatan")
    ketua.send_photo()
    await office.settle()
    assert "Apa laporannya?" in ketua.screen
    ketua.send_photo("Nihil laporan")
    await office.settle()
    await office.press(ketua, "Kirim laporan")
    assert "Laporan piket diterima" in ketua.screen


async def test_a_missing_report_is_reminded_once_and_told_in_the_digest(office: Office) -> None:
    ketua, head, other = await office.chair_of(), await office.head(), await office.head("HPS")
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 16.1)
    assert ketua.screen.startswith("⏰ Laporan piket belum masuk")
    await office.at("2023-10-03", 18.1)
    (digest,) = [message.text for message in other.messages if message.text.startswith("🗒")][-1:]
    assert "Piket belum melapor (1 dari 1)" in digest
    assert f"Wonodadi: {ketua.user.first_name}" in digest
    # Whom the division's alarm tells reads it there, and no second time.
    assert [one.text.splitlines()[0] for one in head.messages if "Wonodadi" in one.text] == [
        "⏰ 1 laporan piket belum masuk"
    ]
    await office.at("2023-10-04", 16.5)
    assert len(await office.deliveries(Purpose.DUTY_MISSING)) == 1
    assert "0/1 laporan" in await office.say(head, "/rekap piket")


async def test_only_the_officer_reports_and_only_in_time(office: Office) -> None:
    ketua, other = await office.chair_of("Wonodadi"), await office.chair_of("Udanawu")
    await office.duty("2023-10-03", ketua, "Wonodadi")
    assert "Piket Anda berikutnya: Selasa, 3 Oktober 2023" in await office.say(ketua, "/piket")
    await office.at("2023-10-03", 7.1)
    assert await office.say(other, "/piket") == "Anda tidak bertugas piket hari ini."
    beside = await office.registered("Kepala Sekretariat", "Wonodadi")
    assert f"Sel 3 Okt · {ketua.user.first_name}" in await office.say(beside, "/piket")
    other.press_data("dutyr:1", ketua.messages[-1])
    await office.settle()
    assert "bukan milik Anda" in other.notes[-1][0]
    await office.at("2023-10-11", 8)
    await office.press(ketua, "Buat laporan")
    assert "paling lambat 7 hari" in ketua.notes[-1][0]


@pytest.mark.handler("duty.week")
async def test_the_head_of_secretariat_sets_a_week(office: Office) -> None:
    kasek, ketua = await office.registered("Kepala Sekretariat", "Wonodadi"), await office.chair_of("Wonodadi")
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur pekan depan")
    for _ in range(5):
        await office.press(kasek, ketua.user.first_name)
    assert "5 giliran berubah" in kasek.screen
    await office.at("2023-10-09", 7.1)
    assert ketua.screen.startswith("🛡 Piket hari ini")


async def test_the_dialogue_survives_a_kill(office: Office) -> None:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Aman, ada catatan")
    await office.restart()
    await office.say(ketua, "Nihil laporan")
    await office.restart()
    await office.press(ketua, "Kirim laporan")
    assert "Nomor: PKT/35.05.01/20231003/1" in ketua.screen


async def test_reports_at_the_same_moment_are_numbered_apart_and_a_shift_once(office: Office) -> None:
    officers = []
    for district in ("Wonodadi", "Udanawu", "Srengat"):
        ketua = await office.chair_of(district)
        await office.duty("2023-10-03", ketua, district)
        officers.append(await office.actor(ketua))
    await office.at("2023-10-03", 9)
    shifts = [shift for shift in zip(await _shifts(office), officers, strict=True) for _ in range(2)]
    report = ReportContent(Situation.SAFE, "Nihil laporan")
    done = await asyncio.gather(*(submit(office.bot.ctx, who, number, report) for number, who in shifts))
    numbers = [stored.number for stored, _ in done]
    assert numbers[::2] == numbers[1::2]
    assert sorted(numbers[::2]) == [f"PKT/35.05.{code}/20231003/1" for code in ("01", "02", "03")]
    assert [owed for _, owed in done] == [[]] * 6


async def test_what_else_happens_on_a_shift_has_a_number_of_its_own(office: Office) -> None:
    ketua, head = await office.chair_of(), await office.head()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 9)
    await office.press(ketua, "Aman, nihil")
    for nth, text in ((2, "Baliho roboh"), (3, "Tawuran di depan balai desa")):
        await office.say(ketua, "/piket")
        await office.press(ketua, "Laporan lain")
        await office.press(ketua, "Laporan kejadian")
        await office.press(ketua, "Bisa menunggu pagi")
        await office.press(ketua, "Lainnya")
        await office.say(ketua, text)
        await office.say(ketua, "Balai Desa Gandekan")
        assert f"Nomor: PKT/35.05.01/20231003/{nth}" in await office.press(ketua, "Kirim laporan")
        assert f"Nomor: PKT/35.05.01/20231003/{nth}" in head.screen
        assert text in await office.press(head, "Buka laporan")
    await office.at("2023-10-03", 18.1)
    assert head.screen.count("🔴 ada kejadian") == 2
    assert "Wonodadi: 1/1 laporan, 2 kejadian" in await office.say(head, "/rekap piket")
    assert "Situasi aman" in await office.say(head, "/rekap PKT/35.05.01/20231003/1")


async def test_many_reports_of_a_shift_at_once_are_numbered_apart_and_each_update_once(office: Office) -> None:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 9)
    (shift,), actor = await _shifts(office), await office.actor(ketua)
    reports = {update: ReportContent(Situation.SAFE, f"Tamu ke-{update}") for update in range(1, 13)}
    updates = [update for update in range(1, 13) for _ in range(2)]
    done = await asyncio.gather(
        *(submit(office.bot.ctx, actor, shift, reports[one], further=True, source=one) for one in updates)
    )
    numbers = [stored.number for stored, _ in done]
    assert numbers[::2] == numbers[1::2]
    assert sorted(set(numbers)) == sorted(f"PKT/35.05.01/20231003/{nth}" for nth in range(1, 13))


async def test_an_album_is_kept_whole_and_answered_once(office: Office) -> None:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Aman, ada catatan")
    shown = len(ketua.messages)
    ketua.send_album(4, "Nihil laporan")
    await office.settle()
    assert [one.reaction for one in ketua.room.messages[-4:]] == ["👍"] * 4
    assert len(ketua.messages) == shown
    ketua.send_document("foto.jpg", b"x")
    await office.settle()
    assert "bukan sebagai file" in ketua.screen
    await office.press(ketua, "Kirim laporan")
    assert "Lampiran: 4 foto" in ketua.messages[-2].text


async def test_a_head_reads_the_report_behind_its_number(office: Office) -> None:
    ketua, head = await office.chair_of(), await office.head()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Ada kejadian")
    await office.say(ketua, "Baliho <roboh> di depan balai desa")
    ketua.send_photo()
    await office.settle()
    ketua.send_location(-8.1, 112.2)
    await office.settle()
    await office.press(ketua, "Kirim laporan")
    await office.at("2023-10-03", 18.1)
    assert f"• Wonodadi, Sel 3 Okt: 🔴 ada kejadian · {ketua.user.first_name}" in head.screen
    seen = len(head.messages)
    await office.press(head, "Laporan Wonodadi")
    assert len(head.messages) == seen + 3
    seen = len(head.messages)
    await office.say(head, "/rekap pkt/35.05.01/20231003/1")
    report, photo, place = head.messages[seen:]
    assert "Baliho <roboh> di depan balai desa" in report.text
    assert f"Oleh {ketua.user.first_name}, 3 Okt 2023" in report.text
    assert (photo.attachment, place.attachment) == ("photo", "location")
    assert "tidak ditemukan" in await office.say(head, "/rekap PKT/35.05.01/20231003/2")
    assert "untuk kordiv" in await office.say(ketua, "/rekap PKT/35.05.01/20231003/1")


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
    assert "1 giliran berubah" not in kasek.screen
    await office.press(kasek, "Lewati")
    assert "1 giliran berubah" in kasek.screen
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
    assert not any(head.startswith("🛡 Piket hari ini") for head in heads(list(ketua.messages)))
    assert ketua.screen.startswith("🔄 Piket Anda berubah")


async def test_the_usual_day_is_one_press(office: Office) -> None:
    ketua, head = await office.chair_of(), await office.head()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    assert "Nomor: PKT/35.05.01/20231003/1" in await office.press(ketua, "Aman, nihil")
    assert "Situasi aman, nihil laporan." in await office.say(head, "/rekap PKT/35.05.01/20231003/1")


@pytest.mark.parametrize("presses", [("Aman, ada catatan",), ("Aman, nihil", "Lanjutkan isian", "Aman, ada catatan")])
async def test_what_is_written_before_the_situation_is_kept(office: Office, presses: tuple[str, ...]) -> None:
    ketua, head = await office.chair_of(), await office.head()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    await office.say(ketua, "/piket")
    assert "BELUM terkirim" in await office.say(ketua, "Dua tamu, nihil laporan")
    ketua.send_location(-8.1, 112.2)
    await office.settle()
    for label in presses:
        assert "BELUM terkirim" in await office.press(ketua, label)
    await office.press(ketua, "Kirim laporan")
    assert "Lampiran: lokasi" in ketua.screen
    assert "Dua tamu, nihil laporan" in "\n".join(
        [await office.say(head, "/rekap PKT/35.05.01/20231003/1"), *(shown.text for shown in head.messages)]
    )


async def test_what_is_written_in_several_messages_is_one_report(office: Office) -> None:
    ketua, head = await office.chair_of(), await office.head()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    await office.say(ketua, "/piket")
    await office.say(ketua, "Baliho dirusak di Desa Kaligung")
    await office.press(ketua, "Ada kejadian")
    ketua.send_photo("Foto tiang yang patah")
    await office.settle()
    await office.say(ketua, "Pelaku belum diketahui")
    assert "paling banyak" in await office.say(ketua, "x" * 2990)
    await office.press(ketua, "Kirim laporan")
    assert "Baliho dirusak di Desa Kaligung\nFoto tiang yang patah\nPelaku belum diketahui" in head.screen


async def test_a_report_is_one_message_from_the_question_to_the_receipt(office: Office) -> None:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    shown = len(ketua.messages)
    assert ketua.screen.startswith("🛡 Piket hari ini")
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Aman, ada catatan")
    assert "BELUM terkirim" in await office.say(ketua, "Pelayanan berjalan normal")
    ketua.send_photo()
    await office.settle()
    assert ketua.room.messages[-1].reaction == "👍"
    # Where no reaction is taken, it is said in words.
    refused = '{"ok":false,"error_code":400,"description":"Bad Request: REACTION_INVALID"}'
    office.sim.faults.add(Fault.http(400, refused), method="setMessageReaction")
    ketua.send_photo()
    await office.settle()
    assert ketua.screen == "📷 Foto diterima."
    report = ketua.messages[-2]
    assert "2 foto" in report.text
    ketua.press("Kirim laporan", message=report)
    await office.settle()
    assert "Laporan piket diterima" in report.text
    assert len(ketua.messages) == shown + 1
