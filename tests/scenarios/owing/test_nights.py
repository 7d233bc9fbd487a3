"""No message at night unless it is urgent (21.00-05.00 office time), also where the night was not planned for."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ledger import Purpose, State
from bot.simulator import Fault
from tests.office import WITA, instant

if TYPE_CHECKING:
    from datetime import datetime

    from bot.simulator import Person
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
DISTRICTS = (
    "Wonodadi",
    "Udanawu",
    "Srengat",
    "Kademangan",
    "Bakung",
    "Ponggok",
    "Sanankulon",
    "Wonotirto",
    "Nglegok",
    "Kanigoro",
    "Garum",
    "Sutojayan",
    "Panggungrejo",
    "Kesamben",
    "Talun",
    "Gandusari",
)


def _first_lines(person: Person) -> Counter[str]:
    return Counter(message.text.split("\n", 1)[0].split(" · ")[0] for message in person.messages)


def _invitations(office: Office) -> dict[int, datetime]:
    """When each was invited."""
    calls = [call for call in office.sim.calls("sendMessage") if call.text.startswith("📨 Undangan")]
    assert len({call.chat_id for call in calls}) == len(calls)
    return {call.chat_id: call.at for call in calls}


async def _states(office: Office, purpose: Purpose) -> Counter[State]:
    return Counter(row.state for row in await office.deliveries(purpose) if row.person_id)


async def test_a_row_that_a_429_carried_into_the_night_waits_for_the_morning(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.at("2023-10-02", 20.5)
    office.sim.faults.add(Fault.flood(3600), method="sendMessage", chat_id=ketua.id)
    await office.say(head, SET)
    await office.at("2023-10-03", 7.9)
    assert not ketua.screen.startswith("📨")
    # Waiting is no attempt, and the night wears nothing out.
    assert [row.attempts for row in await office.deliveries(Purpose.INVITATION)] == [0]
    await office.at("2023-10-03", 8.1)
    assert _first_lines(ketua)["📨 Undangan"] == 1


async def test_what_fell_due_while_the_bot_was_down_till_the_night_is_said_in_the_morning(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    await office.at("2023-10-05", 7.5)
    await office.lose()
    await office.at("2023-10-05", 22)
    await office.come_back()
    await office.at("2023-10-06", 4.9)
    assert await _states(office, Purpose.REMINDER) == {State.PENDING: 1}
    await office.at("2023-10-06", 5.1)
    assert ketua.screen.startswith("🔔")
    assert await _states(office, Purpose.REMINDER) == {State.SENT: 1}


async def test_a_late_reminder_of_a_session_before_morning_comes_at_night(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 04:30-07:00 Aula Bawaslu")
    await office.press(head, "Ya, lanjutkan")
    await office.press(ketua, "Hadir")
    await office.at("2023-10-05", 7.5)
    await office.lose()
    await office.at("2023-10-05", 23)
    await office.come_back()
    assert ketua.screen.startswith("🔔")


FAR = "/tetapkan SDMO-03 2023-10-23 13:00-15:00 Hotel Puri"


async def _set(office: Office, head: Person, line: str) -> str:
    said = await office.say(head, line)
    for word in ("Ya, ", "Tetap"):
        if any(word in label for label in head.messages[-1].buttons):
            said = await office.press(head, word)
    return said


async def test_what_waited_for_the_morning_over_an_outage_waits_for_the_same_hour_of_the_next(office: Office) -> None:
    """It comes with the reminder of that morning, as one message."""
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    await _set(office, head, FAR)
    await office.at("2023-10-03", 7.5)
    await office.lose()
    await office.at("2023-10-04", 22)
    await office.come_back()
    said = len(ketua.messages)
    await office.at("2023-10-05", 7.9)
    assert len(ketua.messages) == said
    await office.at("2023-10-05", 8.1)
    (told,) = ketua.messages[said:]
    assert told.text.startswith("🔔 2 kabar untuk Anda")
    assert "📨 Undangan · Sen 23 Okt 13.00" in told.text


@pytest.mark.parametrize(("line", "hour"), [(FAR, 8), (SET, 8), (SET.replace("10-06", "10-05"), 5)])
async def test_who_is_invited_at_night_to_what_is_days_away_hears_at_the_usual_hour(
    office: Office, line: str, hour: int
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.at("2023-10-02", 22)
    said = await _set(office, head, line)
    assert f"🌙 Dikirim pukul 0{hour}.00, setelah jam tenang." in said
    # Whoever registers then as well.
    member = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    await office.at("2023-10-03", hour - 0.1)
    assert not ketua.screen.startswith("📨 Undangan")
    assert not member.screen.startswith("📨 Undangan")
    await office.at("2023-10-03", hour + 0.1)
    assert ketua.screen.startswith("📨 Undangan")
    assert member.screen.startswith("📨 Undangan")


async def test_thanks_that_are_late_wait_for_the_morning_although_their_session_is_long_over(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    await office.at("2023-10-06", 8.9)
    await office.press(ketua, "Saya sudah di tempat")
    await office.at("2023-10-07", 7)
    await office.lose()
    await office.at("2023-10-07", 22)
    await office.come_back()
    assert not ketua.screen.startswith("🙏")
    await office.at("2023-10-08", 5.1)
    assert ketua.screen.startswith("🙏")


async def test_what_is_urgent_does_not_wait(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.at("2023-10-05", 20.75)
    office.sim.faults.add(Fault.flood(1800), method="sendMessage", chat_id=ketua.id)
    await office.say(head, "/batalkan SDMO-02 banjir")
    await office.press(head, "Ya, batalkan sesi")
    await office.at("2023-10-05", 21.5)
    assert "banjir" in ketua.screen


async def test_a_blast_that_runs_into_the_night_stops_there_and_goes_on_in_the_morning(office: Office) -> None:
    head = await office.head()
    people = [
        office.find(position, name) for name in DISTRICTS for position in ("Ketua Panwascam", "Anggota Panwascam")
    ]
    for some in (people[at : at + 4] for at in range(0, len(people), 4)):
        await office.register(*some)
    await office.lose()
    office.settings = office.settings.model_copy(update={"limit_overall_per_second": 1})
    await office.come_back()
    await office.at("2023-10-02", 20.9)
    await office.say(head, SET, look=True)
    await office.clock.advance_to(instant("2023-10-02", 20, 59) + timedelta(seconds=45))
    head.press("Ya, lanjutkan")
    await office.at("2023-10-03", 7.9)
    evening = _invitations(office)
    # What had been claimed by nine o'clock may still go out.
    assert 0 < len(evening) < len(people)
    assert max(evening.values()) < instant("2023-10-02", 21) + timedelta(seconds=20)
    await office.at("2023-10-03", 8.1)
    assert set(_invitations(office)) == {person.id for person in people}
    assert await _states(office, Purpose.INVITATION) == {State.SENT: len(people)}


@pytest.mark.parametrize("hour", [20.5, 21.5])
async def test_each_office_has_its_own_night(office: Office, hour: float) -> None:
    """20.30 WIB is 21.30 WITA."""
    head, ketua = await office.head(), await office.chair_of()
    selayar = await office.neighbours()
    for chair in (ketua, selayar.ketua):
        office.sim.faults.add(Fault.flood(3600), method="sendMessage", chat_id=chair.id)
    await office.at("2023-10-02", hour - 1)
    await office.say(head, SET)
    await office.say(selayar.head, SET)
    await office.at("2023-10-02", hour + 0.1)
    assert ketua.screen.startswith("📨") is (hour < 21)
    assert not selayar.ketua.screen.startswith("📨")
    await office.at("2023-10-03", 9.1, WITA)
    assert selayar.ketua.screen.startswith("📨")


async def test_who_looks_for_an_invitation_that_is_off_reads_so_while_the_night_holds_the_news(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    instead = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(head, SET)
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, instead.user.first_name)
    await office.at("2023-10-05", 22)
    await office.say(head, "/batalkan SDMO-02/1 libur")
    await office.press(head, "Ya, batalkan sesi")
    for person in (ketua, instead):
        for asked in ("/hadir", "/izin"):
            before = len(person.messages)
            await office.say(person, asked)
            (said,) = person.messages[before:]
            assert said.text.startswith("❌ Dibatalkan · Jum 6 Okt 09.00")
            assert "Alasan: libur" in said.text
            await office.clock.advance(timedelta(minutes=1))
    await office.at("2023-10-06", 5.5)
    assert {person.screen.split("\n")[0] for person in (ketua, instead)} == {"❌ Dibatalkan · Jum 6 Okt 09.00"}
    # Once told it is asked about no more.
    assert "Tidak ada undangan yang menunggu jawaban Anda" in await office.say(ketua, "/hadir")
