"""What belongs together is one message: who is invited late, a change after the reminder, and asking the silent again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.ledger import Purpose, State
from tests.office import heads

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="test")

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
CHECK_IN = "✔️ Saya sudah di tempat"


def _of(person: Person, code: str = "SDMO-02/1") -> list[str]:
    """First lines of messages that tell of a session."""
    return heads([message for message in person.messages if code in message.text])


async def test_who_registers_after_the_reminders_hour_gets_one_message_that_says_tomorrow(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    await office.at("2023-10-05", 13)
    ketua = await office.chair_of()
    assert _of(ketua) == ["📨 Undangan, besok · Jum 6 Okt 09.00"]
    # Neither the night's planning nor a chase an hour later adds to it.
    await office.at("2023-10-06", 7.5)
    assert _of(ketua) == ["📨 Undangan, besok · Jum 6 Okt 09.00"]
    await office.at("2023-10-06", 8.5)
    assert _of(ketua) == ["✔️ Check-in dibuka"]


@pytest.mark.parametrize(
    ("day", "hour", "line", "title"),
    [
        ("2023-10-05", 20.9, SET, "📨 Undangan, besok · Jum 6 Okt 09.00"),
        ("2023-10-05", 22, SET, "📨 Undangan, hari ini · Jum 6 Okt 09.00"),
        ("2023-10-06", 7, SET, "📨 Undangan, hari ini · Jum 6 Okt 09.00"),
    ],
)
async def test_a_session_set_late_is_one_message(office: Office, day: str, hour: float, line: str, title: str) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.at(day, hour)
    await office.say(head, line)
    await office.at("2023-10-06", 7.5)
    assert _of(ketua) == [title]
    await office.at("2023-10-06", 8.1)
    assert _of(ketua) == ["✔️ Check-in dibuka"]


async def test_who_is_invited_when_people_already_come_checks_in_from_the_invitation(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.at("2023-10-06", 8.5)
    await office.say(head, SET)
    assert _of(ketua) == ["📨 Undangan, hari ini · Jum 6 Okt 09.00"]
    assert CHECK_IN in ketua.messages[-1].buttons
    await office.press(ketua, "Hadir")
    assert CHECK_IN in ketua.messages[-1].buttons
    assert "Check-in tercatat" in await office.press(ketua, "Saya sudah di tempat")


async def test_who_declined_is_not_offered_to_check_in(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.at("2023-10-06", 8.5)
    await office.say(ketua, "/izin SDMO-02 sakit")
    assert CHECK_IN not in ketua.messages[-1].buttons


@pytest.mark.parametrize(("day", "hour"), [("2023-10-04", 22), ("2023-10-05", 7.8)])
async def test_what_is_told_on_the_morning_of_the_reminder_is_the_reminder(
    office: Office, day: str, hour: float
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-03 2023-10-09 09:00-12:00 Hotel Puri")
    await office.press(head, "Ya, ")
    await office.at(day, hour)
    before = _of(ketua, "SDMO-03/1")
    await office.say(head, SET)
    await office.say(head, "/ubah SDMO-03 2023-10-06 13:00-15:00 Hotel Puri")
    await office.press(head, "Ya, ")
    await office.at("2023-10-05", 8.5)
    assert _of(ketua) == ["📨 Undangan, besok · Jum 6 Okt 09.00"]
    # What stands above the change is one line by now.
    assert _of(ketua, "SDMO-03/1")[len(before) :] == ["🔁 Jadwal berubah · Jum 6 Okt 13.00"]
    moved = next(message for message in ketua.messages if message.text.startswith("🔁 Jadwal berubah"))
    assert "Pelaksanaan: besok" in moved.text
    assert await office.deliveries(Purpose.REMINDER, State.SENT) == []


@pytest.mark.parametrize(("day", "hour"), [("2023-10-05", 12), ("2023-10-06", 7)])
async def test_a_change_after_the_reminder_is_one_message(office: Office, day: str, hour: float) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    await office.at(day, hour)
    before = _of(ketua)
    assert before[-1] == "🔔 Pengingat: besok pukul 09.00"
    await office.say(head, "/ubah SDMO-02/1 2023-10-06 10:00-12:00 Gedung PKK")
    assert _of(ketua)[len(before) :] == ["🔁 Jadwal berubah · Jum 6 Okt 10.00"]
    assert f"Pelaksanaan: {'besok' if hour == 12 else 'hari ini'}" in ketua.screen
    await office.at("2023-10-06", 9.1)
    assert _of(ketua)[len(before) :] == ["✔️ Check-in dibuka"]


async def test_a_change_when_people_already_come_is_one_message_with_the_button(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    await office.at("2023-10-06", 8.5)
    before = _of(ketua)
    await office.say(head, "/ubah SDMO-02/1 2023-10-06 09:00-12:00 Gedung PKK")
    assert _of(ketua)[len(before) :] == ["🔁 Jadwal berubah · Jum 6 Okt 09.00"]
    assert CHECK_IN in ketua.messages[-1].buttons


async def test_what_waited_through_an_outage_comes_as_one_message(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.at("2023-10-04", 22)
    await office.say(head, SET)
    await office.lose()
    await office.at("2023-10-06", 8.5)
    await office.come_back()
    assert _of(ketua) == ["📨 Undangan, hari ini · Jum 6 Okt 09.00"]
    assert CHECK_IN in ketua.messages[-1].buttons


async def test_a_reminder_and_the_opening_that_waited_through_an_outage_are_one_message(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    await office.at("2023-10-05", 7)
    await office.lose()
    await office.at("2023-10-06", 8.5)
    await office.come_back()
    assert _of(ketua)[-2:] == ["📨 Undangan · Jum 6 Okt 09.00", "🔔 Pengingat: hari ini pukul 09.00"]
    assert CHECK_IN in ketua.messages[-1].buttons


async def test_who_has_not_answered_checks_in_from_what_waited_through_an_outage(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.at("2023-10-05", 7)
    before = len(ketua.messages)
    await office.lose()
    await office.at("2023-10-06", 8.5)
    await office.come_back()
    assert heads(list(ketua.messages[before:])) == ["🔔 Pengingat: hari ini pukul 09.00"]
    assert {"✅ Hadir", CHECK_IN} < set(ketua.messages[-1].buttons)


async def test_staff_behind_an_activity_for_outsiders_hear_of_a_late_change_once(office: Office) -> None:
    head = await office.head("P2H")
    await office.say(head, "/tetapkan P2H-05 2023-11-09 09:00-12:00 Hotel Puri")
    await office.at("2023-11-08", 12)
    before = _of(head, "P2H-05/1")
    await office.say(head, "/ubah P2H-05/1 2023-11-09 10:00-12:00 Hotel Puri")
    await office.settle()
    assert not [line for line in _of(head, "P2H-05/1")[len(before) :] if line.startswith("🔔")]


async def test_a_substitute_chosen_on_the_day_gets_the_message_of_the_day(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    await office.at("2023-11-08", 7)
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    assert [line[:8] for line in _of(ketua, "HPS-03/1")] == ["👥 Anda d"]
    assert "Pelaksanaan: hari ini" in ketua.screen
    await office.at("2023-11-08", 8.1)
    assert _of(ketua, "HPS-03/1") == ["✔️ Check-in dibuka"]
    assert f"Anda mewakili {kordiv.user.first_name}" in ketua.screen
    assert ketua.messages[-1].buttons == ["🚫 Saya tidak bisa", CHECK_IN]
    assert "Check-in tercatat" in await office.press(ketua, "Saya sudah di tempat")


async def test_a_substitute_chosen_when_people_already_come_checks_in_from_that_message(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    await office.at("2023-11-08", 8.5)
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    assert [line[:8] for line in _of(ketua, "HPS-03/1")] == ["👥 Anda d"]
    assert "Check-in tercatat" in await office.press(ketua, "Saya sudah di tempat")


async def _asked(office: Office) -> int:
    return len(await office.deliveries(Purpose.NUDGE, State.SENT))


async def test_a_chase_does_not_follow_a_late_invitation(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    await office.at("2023-10-05", 17)
    await office.chair_of()
    # Planning for everybody does not know better than registration did.
    await office.linked_group("Wonodadi", [])
    await office.at("2023-10-05", 20)
    assert await _asked(office) == 0


async def test_a_chase_does_not_follow_an_invitation_that_was_held_up(office: Office) -> None:
    head = await office.head()
    await office.chair_of()
    await office.at("2023-10-02", 22)
    await office.say(head, SET)
    await office.lose()
    await office.at("2023-10-05", 18)
    await office.come_back()
    await office.at("2023-10-05", 20)
    assert await _asked(office) == 0


@pytest.mark.parametrize(("hour", "chased"), [(9, 0), (14, 0), (18, 0)])
async def test_a_chase_does_not_follow_a_heads_question_within_hours(office: Office, hour: float, chased: int) -> None:
    head, _ = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.at("2023-10-05", hour)
    before = await _asked(office)
    await office.say(head, "/rekap SDMO-02")
    await office.press(head, "🔔 Ingatkan yang belum")
    assert await _asked(office) == before + 1
    await office.at("2023-10-05", 20)
    assert await _asked(office) == before + 1 + chased


async def test_a_chase_follows_a_heads_question_of_the_night_before(office: Office) -> None:
    head, _ = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.say(head, "/kejar SDMO-02 h1")
    await office.at("2023-10-04", 22)
    before = await _asked(office)
    await office.say(head, "/rekap SDMO-02")
    await office.press(head, "🔔 Ingatkan yang belum")
    await office.at("2023-10-05", 20)
    assert await _asked(office) == before + 2
