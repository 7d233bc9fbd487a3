"""Meetings over several days and past midnight: each day has its reminder and its door, the night ends in the morning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.ledger import Purpose, State
from tests.office import heads

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

SET = "/tetapkan SDMO-02 5-6 Oktober 2023 09.00-16.00 Hotel Puri"
DAYS = "📅 Kamis–Jumat, 5–6 Oktober 2023\n🕘 09.00–16.00 WIB"


async def dated(office: Office, line: str = SET) -> tuple[Person, Person]:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, line)
    if head.can_press("Ya, lanjutkan"):
        await office.press(head, "Ya, lanjutkan")
    return head, ketua


def titles(person: Person, *, since: int = 0) -> list[str]:
    return heads(list(person.messages[since:]))


async def test_days_and_hours_are_said_alike_in_invitation_card_and_lists(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    look = await office.say(head, SET)
    assert "tanggal ini di luarnya" in look
    assert DAYS in look
    await office.press(head, "Ya, lanjutkan")
    for screen in (head.screen, ketua.screen, group.screen, await office.say(ketua, "/jadwal")):
        assert "5–6 Okt" in screen or DAYS in screen
    invitation = next(message for message in ketua.messages if message.text.startswith("📨"))
    assert invitation.text.startswith("📨 Undangan · 5–6 Okt 09.00\n")
    assert DAYS in invitation.text


async def test_days_are_asked_for_by_dialogue_and_kept_by_button(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02")
    assert "Kamis–Jumat, 5–6 Oktober 2023" in await office.say(head, "5 s/d 6 Oktober 2023")
    await office.say(head, "09.00-16.00")
    assert DAYS in await office.say(head, "Hotel Puri")
    await office.press(head, "Ya, lanjutkan")
    await office.say(head, "/ubah SDMO-02")
    await office.press(head, "Tetap: 5–6 Okt")
    await office.press(head, "Tetap: 09.00-16.00")
    await office.say(head, "Hotel Santoso")
    await office.press(head, "Ya, lanjutkan")
    assert ketua.screen.startswith("🔁 Jadwal berubah\nTempat: Hotel Puri → Hotel Santoso")
    assert DAYS in ketua.screen


async def test_each_day_has_its_reminder_and_its_door(office: Office) -> None:
    _, ketua = await dated(office)
    await office.press(ketua, "Hadir")
    told = len(ketua.messages)
    await office.at("2023-10-05", 8.5)
    assert titles(ketua, since=told) == ["🔔 Pengingat: besok, hari ke-1", "✔️ Check-in dibuka"]
    await office.at("2023-10-05", 15)
    told = len(ketua.messages)
    await office.at("2023-10-05", 23)
    assert titles(ketua, since=told) == ["🔔 Pengingat: besok, hari ke-2"]
    assert not any("tidak tercatat hadir" in title for title in titles(ketua))
    await office.at("2023-10-06", 7.5)
    await office.at("2023-10-06", 8.5)
    assert titles(ketua, since=told)[1:] == ["✔️ Check-in dibuka"]
    assert len(await office.deliveries(Purpose.REMINDER, State.SENT)) == 2
    assert len(await office.deliveries(Purpose.CHECK_IN, State.SENT)) == 2


async def test_the_door_is_closed_between_the_days(office: Office) -> None:
    _, ketua = await dated(office)
    await office.at("2023-10-05", 8.5)
    opened = ketua.messages[-1]
    await office.at("2023-10-05", 20)
    ketua.press("Saya sudah di tempat", message=opened)
    await office.settle()
    assert "dibuka satu jam sebelum" in ketua.notes[-1][0]


async def test_a_substitute_is_reminded_of_each_day(office: Office) -> None:
    _, ketua = await dated(office)
    instead = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, instead.user.first_name)
    told = len(instead.messages)
    await office.at("2023-10-06", 8.5)
    assert titles(instead, since=told) == [
        "🔔 Pengingat: besok, hari ke-1", "✔️ Check-in dibuka", "🔔 Pengingat: besok, hari ke-2", "✔️ Check-in dibuka",
    ]  # fmt: skip


async def test_a_move_says_the_days_and_cancels_what_was_planned_of_each(office: Office) -> None:
    head, ketua = await dated(office)
    await office.say(head, "/ubah SDMO-02 9-11 Oktober 2023")
    await office.press(head, "Ya, lanjutkan")
    assert "Hari: Kamis–Jumat, 5–6 Oktober 2023 → Senin–Rabu, 9–11 Oktober 2023" in ketua.screen
    assert "Jam:" not in ketua.screen
    await office.press(ketua, "Hadir")
    told = len(ketua.messages)
    await office.at("2023-10-07", 12)
    assert titles(ketua, since=told) == []
    await office.at("2023-10-11", 8.5)
    assert sum("Check-in dibuka" in title for title in titles(ketua, since=told)) == 3


async def test_a_single_day_named_for_a_meeting_of_several_is_asked_about(office: Office) -> None:
    head, ketua = await dated(office)
    look = await office.say(head, "/ubah SDMO-02 2023-10-06")
    assert look.startswith("Periksa dulu")
    assert "📅 Jumat, 6 Oktober 2023" in look
    await office.press(head, "Ya, lanjutkan")
    assert "Hari: Kamis–Jumat, 5–6 Oktober 2023 → Jumat, 6 Oktober 2023" in ketua.screen


async def test_a_meeting_past_midnight_belongs_to_its_evening(office: Office) -> None:
    _, ketua = await dated(office, "/tetapkan SDMO-02 2023-10-06 20.00-02.00 Hotel Puri")
    assert "📅 Jumat, 6 Oktober 2023\n🕘 20.00 WIB–Sab 7 Okt 02.00" in ketua.screen
    await office.press(ketua, "Hadir")
    await office.at("2023-10-05", 8.5)
    assert ketua.screen.startswith("🔔 Pengingat: besok")
    await office.at("2023-10-06", 19.5)
    assert ketua.screen.startswith("✔️ Check-in dibuka")
    await office.at("2023-10-07", 1.5)
    assert "Check-in tercatat" in await office.press(ketua, "Saya sudah di tempat")
    await office.at("2023-10-07", 7.5)
    assert ketua.screen.startswith("✅ Check-in tercatat")
    await office.at("2023-10-07", 8.5)
    assert ketua.screen.startswith("🙏")


@pytest.mark.parametrize(
    ("days", "answer"),
    [
        ("6-5 Oktober 2023", "hari terakhir harus sesudah hari pertama"),
        ("6-31 Oktober 2023", "paling lama 14 hari"),
        ("30-31 November 2023", "hanya sampai tanggal 30"),
    ],
)
async def test_days_that_cannot_be_are_named(office: Office, days: str, answer: str) -> None:
    head = await office.head()
    assert answer in await office.say(head, f"/tetapkan SDMO-02 {days} 09.00-12.00 Aula")
    await office.say(head, "/tetapkan SDMO-02")
    assert answer in await office.say(head, days)
    assert await office.deliveries() == []


async def test_an_open_end_of_several_days_stays_open(office: Office) -> None:
    head, ketua = await dated(office, "/tetapkan SDMO-02 5-6 Oktober 2023 09.00-selesai Aula")
    assert "📅 Kamis–Jumat, 5–6 Oktober 2023\n🕘 09.00 WIB–selesai" in ketua.screen
    await office.say(head, "/ubah SDMO-02 6-7 Oktober 2023")
    await office.press(head, "Ya, lanjutkan")
    assert "🕘 09.00 WIB–selesai" in ketua.screen


async def test_the_calendar_file_has_each_day(office: Office) -> None:
    _, ketua = await dated(office)
    await office.say(ketua, "/kalender")
    _, file = office.sim.world.files[ketua.messages[-1].file_id]
    assert b"DTSTART:20231005T020000Z\r\nDTEND:20231005T090000Z\r\nRRULE:FREQ=DAILY;COUNT=2\r\n" in file
