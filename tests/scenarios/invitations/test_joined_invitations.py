"""Whoever hears from the bot today or tomorrow morning anyway is invited to what is days ahead with that, in one message."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ledger import Purpose, State
from tests.office import heads
from tests.scenarios.meetings.test_undoing import HOLD, holding

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

FIRST = "/tetapkan SDMO-02 2023-10-20 09:00-12:00 Aula Bawaslu"
SECOND = "/tetapkan SDMO-03 2023-10-23 13:00-15:00 Hotel Puri"
THIRD = "/tetapkan SDMO-05 2023-10-24 09:00-12:00 Aula Bawaslu"
NEAR = "/tetapkan SDMO-05 2023-10-05 09:00-12:00 Aula Bawaslu"
WAITS = "🕗 Dikirim Sel 3 Okt pukul 08.00, jadi satu dengan kabar lain."


async def _set(office: Office, head: Person, line: str) -> str:
    said = await office.say(head, line)
    for word in ("Ya, ", "Tetap"):
        if any(word in label for label in head.messages[-1].buttons):
            said = await office.press(head, word)
    return said


def _invitations(person: Person) -> list[str]:
    return [one for one in heads(list(person.messages)) if "Undangan" in one]


async def test_the_second_of_a_day_waits_for_the_morning_and_is_one_with_all_that_comes_then(office: Office) -> None:
    head = await office.head()
    ketua = await office.chair_of()
    assert WAITS not in await _set(office, head, FIRST)
    await office.settle()
    assert _invitations(ketua) == ["📨 Undangan · Jum 20 Okt 09.00"]
    # The head is told, and sees it among what will go out.
    assert WAITS in await _set(office, head, SECOND)
    assert WAITS in await _set(office, head, THIRD)
    await office.settle()
    assert len(_invitations(ketua)) == 1
    # Whoever comes new hears of all at once.
    member = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    assert _invitations(member) == ["📨 Undangan: 3 acara"]
    await office.at("2023-10-03", 9)
    assert _invitations(ketua) == ["📨 Undangan · Jum 20 Okt 09.00", "📨 Undangan: 2 acara"]
    assert len(_invitations(member)) == 1


async def test_what_is_near_never_waits(office: Office) -> None:
    head = await office.head()
    ketua = await office.chair_of()
    await _set(office, head, FIRST)
    await office.settle()
    assert "jadi satu dengan kabar lain" not in await _set(office, head, NEAR)
    await office.settle()
    assert _invitations(ketua) == ["📨 Undangan · Jum 20 Okt 09.00", "📨 Undangan · Kam 5 Okt 09.00"]


async def test_a_reminder_of_the_next_morning_takes_it_along(office: Office) -> None:
    head = await office.head()
    ketua = await office.chair_of()
    await _set(office, head, NEAR)
    # That day nothing else came; the reminder comes on the next.
    await office.at("2023-10-03", 15)
    assert WAITS.replace("Sel 3", "Rab 4") in await _set(office, head, FIRST)
    await office.at("2023-10-04", 9)
    told = ketua.messages[-1]
    assert heads([told]) == ["🔔 2 kabar untuk Anda"]
    assert "1. 🔔 Pengingat: besok pukul 09.00" in told.text
    assert "2. 📨 Undangan · Jum 20 Okt 09.00" in told.text


async def test_a_head_sends_it_to_all_at_once_or_takes_it_back_from_all(office: Office) -> None:
    head, ketua = await holding(office)
    await _set(office, head, FIRST)
    await office.clock.advance(HOLD)
    await office.clock.advance(timedelta(minutes=5))
    assert WAITS in await _set(office, head, SECOND)
    said = await office.press(head, "Batalkan pengiriman")
    assert said == "↩️ SDMO-03/1 diurungkan. Tidak ada yang sempat menerima kabarnya."
    assert WAITS in await _set(office, head, SECOND.replace("Hotel", "Balai"))
    await office.press(head, "Kirim sekarang")
    await office.settle()
    assert _invitations(ketua) == ["📨 Undangan · Jum 20 Okt 09.00", "📨 Undangan · Sen 23 Okt 13.00"]
    await office.at("2023-10-03", 9)
    assert len(_invitations(ketua)) == 2
    assert all(row.state is not State.PENDING for row in await office.deliveries(Purpose.INVITATION))


async def test_whoever_reads_it_later_is_asked_later(office: Office) -> None:
    head = await office.head()
    ketua = await office.chair_of()
    await _set(office, head, FIRST)
    await office.settle()
    await _set(office, head, SECOND)
    asked = {}
    for day in (3, 4, 5, 6):
        before = len(ketua.messages)
        await office.at(f"2023-10-0{day}", 9)
        asked[day] = heads(list(ketua.messages[before:]))
    # Two days after each was read; the nights between plan nothing anew.
    assert asked == {
        3: ["📨 Undangan · Sen 23 Okt 13.00"],
        4: ["⏳ Mohon jawaban Anda · Jum 20 Okt 09.00"],
        5: ["⏳ Mohon jawaban Anda · Sen 23 Okt 13.00"],
        6: [],
    }


async def _waiting(office: Office) -> tuple[Person, Person]:
    """A head, and a chair whose invitation to SDMO-03 waits for the next morning."""
    head, ketua = await holding(office)
    for line in (FIRST, SECOND):
        await _set(office, head, line)
        await office.clock.advance(timedelta(minutes=5))
    assert _invitations(ketua) == ["📨 Undangan · Jum 20 Okt 09.00"]
    return head, ketua


async def _answers(office: Office, ketua: Person, line: str) -> None:
    await office.say(ketua, line)
    if line.startswith("/hadir"):
        await office.press(ketua, "Hadir")


@pytest.mark.parametrize("line", ["/hadir SDMO-03", "/izin SDMO-03 sakit"])
async def test_who_answers_before_it_comes_is_not_invited_once_more_and_hears_what_becomes_of_it(
    office: Office, line: str
) -> None:
    head, ketua = await _waiting(office)
    await _answers(office, ketua, line)
    read = len(ketua.messages)
    await office.at("2023-10-03", 9)
    assert len(ketua.messages) == read
    await office.say(head, "/ubah SDMO-03/1 2023-10-24 13:00-15:00")
    await office.press(head, "Ya, lanjutkan")
    await office.press(head, "Kirim sekarang")
    await office.settle()
    assert ketua.screen.startswith("🔁 Jadwal berubah · Sel 24 Okt 13.00")
    await office.say(head, "/batalkan SDMO-03/1 anggaran")
    await office.press(head, "Ya, batalkan sesi")
    await office.press(head, "Kirim sekarang")
    await office.settle()
    assert ketua.screen.startswith("❌ Dibatalkan · Sel 24 Okt 13.00")


async def test_who_answered_before_it_came_hears_that_it_is_off_that_day(office: Office) -> None:
    head, ketua = await _waiting(office)
    await _answers(office, ketua, "/hadir SDMO-03")
    await office.say(head, "/batalkan SDMO-03/1 anggaran")
    said = await office.press(head, "Ya, batalkan sesi")
    assert "Yang diberi tahu: 1 orang" in said
    await office.press(head, "Kirim sekarang")
    await office.settle()
    assert ketua.screen.startswith("❌ Dibatalkan · Sen 23 Okt 13.00")
    assert heads(list(ketua.messages)).count("❌ Dibatalkan · Sen 23 Okt 13.00") == 1


async def test_who_answered_before_it_came_hears_that_they_need_not_come(office: Office) -> None:
    head, ketua = await _waiting(office)
    await _answers(office, ketua, "/hadir SDMO-03")
    assert "akan diberi tahu" in await office.say(head, f"/keluarkan SDMO-03/1 {ketua.user.first_name}")
    await office.press(head, "Ya, keluarkan")
    await office.settle()
    assert ketua.screen.startswith("ℹ️ Undangan Anda ditarik")


async def test_what_is_said_of_a_session_takes_invitations_that_wait_along(office: Office) -> None:
    head, ketua = await _waiting(office)
    await office.say(head, "/ingatkan SDMO-03/1")
    await office.settle()
    assert _invitations(ketua)[1:] == ["📨 Undangan · Sen 23 Okt 13.00"]
    assert "Mohon jawaban" not in ketua.screen
    await office.at("2023-10-03", 9)
    assert len(_invitations(ketua)) == 2


async def test_what_is_to_be_handed_in_comes_after_the_invitation(office: Office) -> None:
    head, ketua = await _waiting(office)
    before = len(ketua.messages)
    await office.say(head, "/kumpulkan SDMO-03/1 laporan; timeline")
    await office.settle()
    said = heads(list(ketua.messages[before:]))
    assert said[0] == "📨 Undangan · Sen 23 Okt 13.00"


async def test_it_is_sent_at_once_also_when_the_hold_is_over(office: Office) -> None:
    head, ketua = await _waiting(office)
    head.press("Kirim sekarang")
    await office.settle()
    assert _invitations(ketua)[1:] == ["📨 Undangan · Sen 23 Okt 13.00"]


async def test_it_can_be_sent_to_all_until_the_morning_at_which_it_goes_anyhow(office: Office) -> None:
    head, _ = await _waiting(office)
    card = head.messages[-1]
    await office.clock.advance(timedelta(minutes=10))
    assert card.buttons[0] == "📤 Kirim sekarang"
    assert not any("Urungkan" in label for label in card.buttons)
    await office.at("2023-10-03", 8.1)
    assert "📤 Kirim sekarang" not in card.buttons


async def test_whoever_changes_batch_by_a_division_reads_both_at_once(office: Office) -> None:
    await holding(office)
    head = await office.head("HPS")
    first = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    last = await office.registered("Anggota Panwascam", "Selopuro", "PP-PS")
    for day in (20, 21):
        await _set(office, head, f"/tetapkan HPS-07 2023-11-{day} 09:00-12:00 Aula Bawaslu")
        await office.clock.advance(timedelta(minutes=5))
    await office.say(head, "/gelombang HPS-07")
    await office.press(head, "Bagi begini")
    await office.settle()
    # One of them reads that it is the second day instead of the first, which they knew of.
    told = [heads(list(person.messages))[2:] for person in (first, last)]
    assert sorted(told, key=len) == [
        ["📨 Undangan · Sen 20 Nov 09.00"],
        [
            "↩️ HPS-07/1: undangan ini tidak berlaku lagi. "
            "Bimbingan Teknis tentang Simulasi Penyelesaian Sengketa Antar Peserta (PSAP)",
            "🔀 Gelombang Anda diganti: HPS-07/1 → HPS-07/2",
        ],
    ]


async def test_who_answered_on_the_groups_card_before_it_came_hears_of_a_move_at_once(office: Office) -> None:
    head, ketua = await holding(office)
    group = await office.linked_group(members=[ketua])
    for line in (FIRST, SECOND):
        await _set(office, head, line)
        await office.clock.advance(timedelta(minutes=5))
    assert _invitations(ketua) == ["📨 Undangan · Jum 20 Okt 09.00"]
    await office.press(ketua, "Hadir", group)
    await office.say(head, "/ubah SDMO-03/1 2023-10-24 13:00-15:00")
    await office.press(head, "Ya, lanjutkan")
    await office.press(head, "Kirim sekarang")
    await office.settle()
    assert ketua.screen.startswith("🔁 Jadwal berubah · Sel 24 Okt 13.00")


async def test_a_seat_is_taken_and_passed_on_while_the_invitation_waits_and_nobody_is_invited_once_more(
    office: Office,
) -> None:
    head, _ = await holding(office)
    one, two, three = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu", "Srengat")]
    await _set(office, head, FIRST)
    await office.clock.advance(HOLD)
    await _set(office, head, SECOND)
    await office.clock.advance(HOLD)
    assert "1" in await office.say(head, "/kursi SDMO-03 1")
    assert all(_invitations(person) == ["📨 Undangan · Jum 20 Okt 09.00"] for person in (one, two, three))
    assert "daftar tunggu" not in await office.say(one, "/hadir SDMO-03")
    await _answers(office, one, "/hadir SDMO-03")
    await office.clock.advance(timedelta(minutes=1))
    await _answers(office, two, "/hadir SDMO-03")
    assert "Anda nomor 1 di daftar tunggu" in two.screen
    await _answers(office, one, "/izin SDMO-03 sakit")
    assert two.screen.startswith("🪑 Anda mendapat tempat")
    read = [len(person.messages) for person in (one, two)]
    await office.at("2023-10-03", 9)
    assert [len(person.messages) for person in (one, two)] == read
    # Who has not answered is invited, and told how it stands with the seats once they do.
    assert _invitations(three)[1:] == ["📨 Undangan · Sen 23 Okt 13.00"]
    assert "Anda nomor 1 di daftar tunggu" in await office.press(three, "Hadir")
