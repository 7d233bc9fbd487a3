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
WAITS = (
    "🌅 1 orang, yang mendapat kabar lain hari ini atau besok pagi, menerima undangannya jadi satu dengan itu "
    "besok pukul 08.00"
)


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
    assert "🌅" not in await _set(office, head, NEAR)
    await office.settle()
    assert _invitations(ketua) == ["📨 Undangan · Jum 20 Okt 09.00", "📨 Undangan · Kam 5 Okt 09.00"]


async def test_a_reminder_of_the_next_morning_takes_it_along(office: Office) -> None:
    head = await office.head()
    ketua = await office.chair_of()
    await _set(office, head, NEAR)
    # That day nothing else came; the reminder comes on the next.
    await office.at("2023-10-03", 15)
    assert WAITS in await _set(office, head, FIRST)
    await office.at("2023-10-04", 9)
    told = ketua.messages[-1]
    assert heads([told]) == ["🔔 2 kabar untuk Anda"]
    assert "1. 🔔 Pengingat: besok pukul 09.00" in told.text
    assert "2. 📨 Undangan · Jum 20 Okt 09.00" in told.text


@pytest.mark.handler("meetings.undoing")
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
