from __future__ import annotations

import pytest

from bot.domain.ledger import Purpose, State
from bot.services.invitations import gathered
from tests.office import Office, heads

pytestmark = pytest.mark.few_on_postgresql(one_of="test")


@pytest.mark.handler("meetings.scheduling")
async def test_a_date_invites_exactly_the_audience(office: Office) -> None:
    head = await office.head("HPS")
    answer = await office.say(head, "/tetapkan HPS-09 2023-12-04 09:00-12:00 Aula Bawaslu")
    assert "44 orang diundang\n↳ 44 di antaranya belum terdaftar di bot" in answer
    answer = await office.say(head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    assert "22 orang diundang" in answer
    kordiv = await office.registered("Anggota Panwascam", division="PP-PS")
    other = await office.registered("Anggota Panwascam", division="SDMO")
    assert "HPS-03/1" in kordiv.screen
    assert "HPS" not in other.screen


async def test_h1_comes_at_eight_the_day_before_to_those_who_come_and_those_silent(office: Office) -> None:
    head = await office.head()
    comes, silent, declined = (
        await office.chair_of("Wonodadi"),
        await office.chair_of("Udanawu"),
        await office.chair_of("Srengat"),
    )
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(comes, "Hadir")
    await office.press(declined, "Berhalangan")
    await office.press(declined, "Sakit")
    await office.at("2023-10-05", 7.95)
    assert not any("Pengingat" in head_ for head_ in heads(list(comes.messages)))
    await office.at("2023-10-05", 8.05)
    assert "Jawaban Anda: ✅ Hadir" in comes.screen
    assert comes.screen.startswith("🔔 Pengingat: besok")
    assert silent.screen.startswith("🔔 Pengingat: besok")
    assert "Jawaban Anda: 🚫 Berhalangan (sakit)" in declined.screen
    assert not declined.screen.startswith("🔔")


async def test_a_date_outside_the_plan_is_asked_for_first(office: Office) -> None:
    head = await office.head()
    assert "Rencana menyebut 6 Oktober 2023" in await office.say(head, "/tetapkan SDMO-02 2023-10-20 09:00 Aula")
    assert not await office.deliveries(Purpose.INVITATION)
    await office.press(head, "Tidak")
    assert "tidak ada yang berubah" in head.screen
    await office.say(head, "/tetapkan SDMO-02 2023-10-20 09:00 Aula")
    assert "Ditetapkan" in await office.press(head, "Ya, lanjutkan")


@pytest.mark.handler("meetings.dating.routes")
async def test_step_by_step_with_buttons_survives_a_restart(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan")
    await office.press(head, "SDMO-02")
    await office.restart()
    await office.press(head, "Jum 6 Okt")
    assert "bukan jam" in await office.say(head, "pagi-pagi")
    await office.say(head, "09:00-12:00")
    assert "Periksa dulu" in await office.say(head, "Pendopo <Kanigoro> & sekitarnya 😀")
    assert "66 orang diundang" in await office.press(head, "Ya, lanjutkan")
    assert "Pendopo <Kanigoro> & sekitarnya 😀" in head.screen


async def test_a_move_tells_those_who_were_told_what_changed_from_what(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(ketua, "Hadir")
    await office.say(head, "/ubah SDMO-02 2023-10-09 10:00 Gedung PKK")
    await office.press(head, "Ya, lanjutkan")
    assert ketua.screen.startswith("🔁 Jadwal berubah")
    assert "Hari: Jumat, 6 Oktober 2023 → Senin, 9 Oktober 2023" in ketua.screen
    assert "Jam: 09.00–12.00 WIB → 10.00 WIB–selesai" in ketua.screen
    assert "Tempat: Aula Bawaslu → Gedung PKK" in ketua.screen
    assert "Jawaban Anda: belum ada" in ketua.screen
    await office.at("2023-10-06", 8.5)
    assert [head_ for head_ in heads(list(ketua.messages)) if "Pengingat" in head_] == []
    await office.at("2023-10-08", 8.1)
    assert ketua.screen.startswith("🔔 Pengingat: besok")


async def test_a_title_is_the_plans(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    assert await office.say(head, "/ubah SDMO-02/1 judul Rakor Baru") == (
        "Judul mengikuti rencana, sama untuk semua sesinya: ubah di file kalender, lalu kirim lewat /impor. "
        "Yang khusus sesi ini ditulis di agenda: /ubah SDMO-02/1 agenda … (tampil di undangan, pengingat, kalender, dan surat). "
        "Yang lain yang bisa diubah per sesi: hari, jam, tempat, bawaan, tautan"
    )


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("mulai 08.30", "Jam: 09.00–12.00 WIB → 08.30–12.00 WIB"),
        ("selesai 16.00", "Jam: 09.00–12.00 WIB → 09.00–16.00 WIB"),
        ("selesai: jam 4 sore", "Jam: 09.00–12.00 WIB → 09.00–16.00 WIB"),
        ("tempat di Hotel Puri", "Tempat: Aula Bawaslu → Hotel Puri"),
    ],
)
@pytest.mark.few_on_postgresql(one_of="test")
async def test_begin_end_and_place_change_alone(office: Office, typed: str, line: str) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 di Aula Bawaslu")
    assert line in (await office.say(head, f"/ubah SDMO-02/1 {typed}")).splitlines()


@pytest.mark.few_on_postgresql(one_of="test")
async def test_what_is_neither_a_date_nor_a_field_is_answered_with_the_fields(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    assert await office.say(head, "/ubah SDMO-02/1 catatan datang lebih awal") == (
        "“catatan” bukan tanggal. Tulis yang berubah, misalnya: /ubah SDMO-02/1 tempat Hotel Puri. "
        "Bisa juga tanggalnya, atau: jam, mulai, selesai, agenda, bawaan, tautan"
    )


async def test_a_move_back_tells_nothing_new(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.at("2023-10-02", 22)
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    # Set at night: the invitation waits for eight o'clock.
    assert "SDMO-02" not in ketua.screen
    await office.at("2023-10-03", 8.1)
    assert ketua.screen.startswith("📨 Undangan")
    await office.say(head, "/ubah SDMO-02/1 2023-10-06 09:00-12:00 Aula Bawaslu")
    assert ketua.screen.startswith("📨 Undangan")


async def test_who_did_not_hear_of_a_move_reads_that_the_date_they_know_is_off(office: Office) -> None:
    head, ketua, away = await office.head(), await office.chair_of(), await office.chair_of("Srengat")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    away.block()
    await office.settle()
    await office.say(head, "/ubah SDMO-02/1 2023-10-07 13:00-15:00 Hotel")
    await office.press(head, "Ya, ")
    # Nor of a second one, at night.
    await office.at("2023-10-03", 22)
    await office.say(head, "/ubah SDMO-02/1 2023-10-09 13:00-15:00 Hotel")
    await office.press(head, "Ya, ")
    await office.say(head, "/batalkan SDMO-02 hari libur")
    await office.press(head, "Ya, batalkan sesi")
    away.unblock()
    await office.at("2023-10-04", 5.1)
    assert away.screen.startswith("❌ Dibatalkan · Jum 6 Okt 09.00")
    for said in (ketua.screen, group.messages[-1].text):
        assert said.startswith("❌ Dibatalkan · Sab 7 Okt 13.00")


async def test_a_cancellation_reaches_only_those_who_were_told(office: Office) -> None:
    head, ketua, away = await office.head(), await office.chair_of(), await office.chair_of("Srengat")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    away.block()
    await office.settle()
    await office.say(head, "/batalkan SDMO-02 hari libur")
    assert "dibatalkan. Yang diberi tahu: 1 orang.\n" in await office.press(head, "Ya, batalkan sesi")
    assert ketua.screen.startswith("❌ Dibatalkan")
    assert "Alasan: hari libur" in ketua.screen
    # It leads on to another date, with the hours and the place offered as they were.
    assert "Tanggal berapa?" in await office.press(head, "Tanggal pengganti")
    assert "Jam berapa?" in await office.say(head, "12 Oktober 2023")
    assert "Tetap: 09.00-12.00" in head.messages[-1].buttons
    await office.say(head, "/batal")
    await office.at("2023-10-06", 12)
    assert ketua.screen.startswith("❌ Dibatalkan")
    assert await office.deliveries(Purpose.REMINDER, State.SENT) == []
    assert "sudah dibatalkan" in await office.say(head, "/ubah SDMO-02/1 2023-10-09 09:00 Aula")


async def test_outsiders_are_not_invited_but_staff_is_reminded_and_the_number_entered_afterwards(
    office: Office,
) -> None:
    head = await office.head("P2H")
    answer = await office.say(head, "/tetapkan P2H-05 2023-11-09 09:00-12:00 Hotel Puri")
    assert "Tidak ada undangan kepada anggota" in answer
    assert "belum berlangsung" in await office.say(head, "/peserta P2H-05 18")
    await office.at("2023-11-08", 8.1)
    assert head.screen.startswith("🔔 Pengingat panitia: besok")
    assert "partai politik" in head.screen
    await office.at("2023-11-09", 13)
    assert "18 peserta dari luar" in await office.say(head, "/peserta P2H-05 18")
    assert "Peserta dari luar: 18" in await office.say(head, "/rekap P2H-05")


async def test_what_staff_read_of_a_meeting_for_outsiders_that_moved_stays_when_it_is_looked_at_again(
    office: Office,
) -> None:
    head, admin = await office.head("P2H"), await office.admin()
    await office.say(head, "/tetapkan P2H-05 2023-11-09 09:00-12:00 Hotel Puri")
    await office.at("2023-11-08", 8.1)
    await office.say(head, "/ubah P2H-05/1 jam 13:00-15:00")
    for person in (head, admin):
        (moved,) = [one for one in person.messages if one.text.startswith("🔁 Jadwal berubah")]
        said = moved.text
        # As where another meeting of theirs at the same hour is moved.
        await gathered.bring_back(office.bot.ctx, person.id, moved.id)
        await office.settle()
        assert moved.text == said
    # Of an earlier one it is said that it holds no more.
    await office.say(head, "/ubah P2H-05/1 jam 14:00-16:00")
    assert moved.text.startswith("🔁 P2H-05/1 berubah.")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("/tetapkan SDMO-99 2023-10-06 09:00 Aula", "“SDMO-99” tidak ada dalam rencana"),
        ("/tetapkan SDMO-02 31 November 2023 09:00 Aula", "November hanya sampai tanggal 30"),
        ("/tetapkan SDMO-02 29 Februari 2023 09:00 Aula", "Februari hanya sampai tanggal 28"),
        ("/tetapkan SDMO-02 2023-10-06 25:00 Aula", "bukan jam"),
        ("/tetapkan SDMO-02 2023-10-06 12:00-09:00 Aula", "setelah jam mulai"),
        ("/tetapkan SDMO-02 2023-10-01 09:00 Aula", "sudah lewat"),
        ("/tetapkan SDMO-02 2032-10-01 09:00 Aula", "lebih dari satu tahun"),
        ("/tetapkan SDMO-02 2023-10-06 09:00", "Tempatnya belum ada. Tulis sesudah jam"),
        ("/ubah SDMO-02/1 2023-10-06", "“SDMO-02/1” tidak ditemukan"),
        ("/batalkan SDMO-02/1", "“SDMO-02/1” tidak ditemukan"),
        ("/rekap SDMO-02/7", "“SDMO-02/7” tidak ditemukan"),
        ("/jadwal kapan", "“kapan” tidak dikenal"),
        ("/peran Zzz", "khusus"),
    ],
)
async def test_a_slip_is_named_with_the_way_to_right_it(office: Office, line: str, answer: str) -> None:
    head = await office.head()
    said = await office.say(head, line)
    assert answer in said or (answer == "khusus" and "untuk admin" in said)
    assert await office.deliveries() == []


async def test_commissioners_cannot_set_dates(office: Office) -> None:
    ketua = await office.chair_of()
    for line in ("/tetapkan SDMO-02 2023-10-06 09:00 Aula", "/ingatkan SDMO-02", "/belum SDMO-02", "/status"):
        assert "untuk kordiv, ketua, dan admin" in await office.say(ketua, line)
