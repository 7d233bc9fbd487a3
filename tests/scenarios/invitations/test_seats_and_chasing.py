from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ledger import Purpose, State
from tests.office import WIB

if TYPE_CHECKING:
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="test")

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


async def test_a_guest_is_typed_by_name_and_position(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await office.say(head, SET)
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, "Orang lain")
    assert "Tulis nama dan jabatan" in await office.say(ketua, "\u200b\u202e, \ufeff")
    assert "dipisah koma" in await office.say(ketua, "Sutrisno")
    shown = await office.say(ketua, "Drs. Sutrisno, M.Si., Staf Kecamatan Wonodadi")
    assert "Diwakilkan oleh Drs. Sutrisno, M.Si. (Staf Kecamatan Wonodadi)" in shown.replace("M.Si.,", "M.Si.")


@pytest.mark.handler("invitations.seats_and_chasing")
async def test_seats_are_set_and_more_seats_move_people_up(office: Office) -> None:
    head = await office.head()
    one, two = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu")]
    await office.say(head, SET)
    assert "1 kursi" in await office.say(head, "/kursi SDMO-02 1")
    await office.press(one, "Hadir")
    assert "nomor 1 di daftar tunggu" in await office.press(two, "Hadir")
    assert "semua mendapat tempat" in await office.say(head, "/kursi SDMO-02 semua")
    assert two.screen.startswith("🪑 Anda mendapat tempat")
    for line in ("/kursi SDMO-02 banyak", "/kursi SDMO-02 0"):
        assert "semua" in await office.say(head, line)
    assert "untuk kordiv" in await office.say(one, "/kursi SDMO-02 3")


@pytest.mark.parametrize("seats", ["3", "semua"])
async def test_who_loses_a_place_because_there_are_fewer_seats_is_told(office: Office, seats: str) -> None:
    head = await office.head()
    one, two, three = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu", "Srengat")]
    await office.say(head, SET)
    await office.say(head, f"/kursi SDMO-02 {seats}")
    for person in (one, two, three):
        await office.press(person, "Hadir")
    before = len(one.messages)
    await office.say(head, "/kursi SDMO-02 1")
    assert len(one.messages) == before
    for place, person in enumerate((two, three), 1):
        assert person.screen.startswith("🪑 Jumlah kursi dikurangi")
        assert f"nomor {place} di daftar tunggu" in person.screen
    await office.say(head, "/kursi SDMO-02 2")
    assert two.screen.startswith("🪑 Anda mendapat tempat")
    assert three.screen.startswith("🪑 Jumlah kursi dikurangi")


async def test_seats_that_came_back_in_the_night_are_no_news_in_the_morning(office: Office) -> None:
    head = await office.head()
    one, two = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu")]
    await office.say(head, SET)
    for person in (one, two):
        await office.press(person, "Hadir")
    await office.at("2023-10-03", 22)
    told = len(two.messages)
    await office.say(head, "/kursi SDMO-02 1")
    await office.say(head, "/kursi SDMO-02 semua")
    await office.at("2023-10-04", 6)
    assert not any("kursi dikurangi" in message.text for message in two.messages[told:])


async def test_going_back_to_the_invitation_still_shows_the_place_in_line(office: Office) -> None:
    head = await office.head()
    one, two = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu")]
    await office.say(head, SET)
    await office.say(head, "/kursi SDMO-02 1")
    await office.press(one, "Hadir")
    await office.press(two, "Hadir")
    await office.press(two, "Berhalangan")
    assert "nomor 1 di daftar tunggu" in await office.press(two, "Kembali")


async def test_the_rule_of_asking_again_is_the_heads(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await office.say(head, "/tetapkan SDMO-03 2023-10-18 09:00-12:00 Aula Bawaslu")
    assert "bukan aturan" in await office.say(head, "/kejar SDMO-03 besok")
    # A column holds 40 characters, which only PostgreSQL minds.
    assert "paling banyak 40" in await office.say(head, f"/kejar SDMO-03 {' '.join(f'{day}d' for day in range(1, 15))}")
    assert "bukan aturan" in await office.say(head, f"/kejar SDMO-03 h{'0' * 3000}5")
    assert "diingatkan lagi: h5" in await office.say(head, "/kejar SDMO-03 h5")
    pending = await office.deliveries(Purpose.NUDGE, State.PENDING)
    assert [f"{row.due_at.astimezone(WIB):%d %H.%M}" for row in pending] == ["13 08.00"]
    assert "tidak diingatkan lagi" in await office.say(head, "/kejar SDMO-03 tidak")
    assert await office.deliveries(Purpose.NUDGE, State.PENDING) == []
    assert "diingatkan lagi: 2 hari kemudian, H-3, malam H-1" in await office.say(head, "/kejar SDMO-03 default")
    assert len(await office.deliveries(Purpose.NUDGE, State.PENDING)) == 3
    await office.press(ketua, "Hadir")
    await office.at("2023-10-18", 9)
    assert await office.deliveries(Purpose.NUDGE, State.SENT) == []


@pytest.mark.handler("invitations.secretariat")
async def test_the_head_of_secretariat_sees_and_answers_for_the_own_kecamatan(office: Office) -> None:
    head, kasek = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    ketua, far = await office.chair_of("Wonodadi"), await office.chair_of("Udanawu")
    assert await office.say(kasek, "/belum") == "Di Wonodadi tidak ada undangan yang akan datang."
    await office.say(head, SET)
    shown = await office.say(kasek, "/belum")
    assert "Belum menjawab, Wonodadi: 3 orang" in shown
    assert ketua.user.first_name in shown
    assert far.user.first_name not in shown
    await office.press(kasek, f"🖊 {ketua.user.first_name}")
    assert f"Jawaban untuk {ketua.user.first_name}" in kasek.screen
    await office.press(kasek, "Sakit")
    assert "Belum menjawab, Wonodadi: 2 orang" in kasek.screen
    assert ketua.screen.startswith("🖊 Dijawab sekretariat")
    assert "Berhalangan (sakit)" in ketua.screen
    assert "untuk kordiv" in await office.say(ketua, "/belum")
    ketua.press_data("fora:1:2:H", ketua.messages[-1])
    await office.settle()
    assert "anggota kecamatan Anda" in ketua.notes[-1][0]


async def test_on_the_day_the_groups_card_leads_to_the_check_in_and_counts(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    assert "✔️ Check-in" not in group.messages[-1].buttons
    await office.at("2023-10-06", 8.5)
    await office.say(ketua, "/hadir", group)
    assert "✔️ Check-in" in group.messages[-1].buttons
    assert "Check-in tercatat" in await office.say(ketua, "/start c1")
    assert "Sudah check-in: 1" in group.screen
    await office.at("2023-10-06", 9.2)
    await office.say(ketua, "/hadir", group)
    assert group.messages[-1].buttons == ["✔️ Check-in"]


@pytest.mark.parametrize("line", ["/kejar SDMO-02/1 h1", "/kursi SDMO-02/1 5", "/peserta SDMO-02/1 5"])
async def test_nothing_is_arranged_for_a_session_that_was_cancelled(office: Office, line: str) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    await office.say(head, "/batalkan SDMO-02 banjir")
    await office.press(head, "Ya, batalkan sesi")
    owed, posted = len(await office.deliveries()), len(group.messages)
    assert "sudah dibatalkan" in await office.say(head, line)
    assert len(await office.deliveries()) == owed
    assert len(group.messages) == posted


@pytest.mark.parametrize("line", ["/kejar SDMO-02/1 h1", "/kursi SDMO-02/1 1"])
async def test_nothing_is_arranged_for_a_session_that_is_over(office: Office, line: str) -> None:
    head, one, two = await office.head(), await office.chair_of("Wonodadi"), await office.chair_of("Udanawu")
    await office.say(head, SET)
    await office.press(one, "Hadir")
    await office.press(two, "Hadir")
    await office.at("2023-10-06", 13)
    before = await office.say(head, "/rekap SDMO-02/1")
    assert "sudah selesai" in await office.say(head, line)
    assert await office.say(head, "/rekap SDMO-02/1") == before


async def test_who_waits_for_a_seat_reads_whether_to_come_and_is_not_called_to_the_door(office: Office) -> None:
    head, one, two = await office.head(), await office.chair_of("Wonodadi"), await office.chair_of("Udanawu")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/kursi SDMO-02/1 1")
    await office.press(one, "Hadir")
    await office.clock.advance(timedelta(minutes=1))
    said = await office.press(two, "Hadir")
    assert (
        "🪑 Tempat sudah penuh; Anda nomor 1 di daftar tunggu.\n"
        "Belum perlu datang: bila Anda mendapat tempat, kabarnya datang di sini."
    ) in said
    await office.at("2023-10-05", 8.1)
    assert "tombolnya muncul" in one.screen
    assert "tombolnya muncul" not in two.screen
    read = len(two.messages)
    await office.at("2023-10-06", 8.1)
    assert one.screen.startswith("✔️ Check-in dibuka")
    assert not any("Check-in dibuka" in message.text for message in two.messages)
    # Who gives the seat up calls the next.
    await office.press(one, "Berhalangan")
    await office.press(one, "Sakit")
    await office.clock.advance(timedelta(minutes=1))
    assert len(two.messages) == read + 1
    assert two.screen.startswith("🪑 Anda mendapat tempat")
    assert "Check-in sudah dibuka" in two.screen
    assert "✔️ Saya sudah di tempat" in two.messages[-1].buttons


async def test_what_was_read_of_a_seat_follows_what_became_of_it(office: Office) -> None:
    head = await office.head()
    one, two = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu")]
    await office.say(head, SET)
    await office.say(head, "/kursi SDMO-02 1")
    await office.press(one, "Hadir")
    await office.press(two, "Hadir")
    invitation = two.messages[-1]
    assert "Belum perlu datang" in invitation.text
    await office.say(head, "/kursi SDMO-02 2")
    seat = two.messages[-1]
    assert seat.text.startswith("🪑 Anda mendapat tempat")
    await office.clock.advance(timedelta(minutes=1))
    assert "Belum perlu datang" not in invitation.text
    await office.say(head, "/kursi SDMO-02 1")
    await office.clock.advance(timedelta(minutes=1))
    assert not any("mendapat tempat" in line for line in seat.text.splitlines()[:1])
    assert "Belum perlu datang" in invitation.text


async def test_whose_answer_the_secretariat_gave_reads_so_on_registering(office: Office) -> None:
    head, kasek = await office.head(), await office.registered("Kepala Sekretariat", "Wonodadi")
    someone = office.find("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, SET)
    await office.say(kasek, "/belum")
    await office.press(kasek, someone.user.first_name.split()[0])
    await office.press(kasek, "Sakit")
    await office.at("2023-10-03", 9)
    await office.register(someone)
    assert f"🖊 Dijawab {kasek.user.first_name} untuk Anda" in someone.screen
