from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose, State
from bot.simulator import Fault
from bot.storage.models import Session
from tests.office import Office, heads

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


async def _invited(office: Office, count: int = 12) -> list[object]:
    names = (
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
    )
    return [await office.chair_of(name) for name in names[:count]]


def _invitations(office: Office) -> Counter[int]:
    calls = office.sim.calls("sendMessage")
    return Counter(call.chat_id for call in calls if call.text.startswith("📨 Undangan"))


async def test_a_kill_in_mid_broadcast_loses_nothing_and_repeats_at_most_what_was_in_flight(office: Office) -> None:
    head = await office.head()
    people = await _invited(office)
    await office.say(head, SET, look=True)
    head.press("Ya, lanjutkan")
    await office.clock.advance(timedelta(milliseconds=50))
    await office.lose()
    in_flight = len(await office.deliveries(state=State.SENDING))
    await office.come_back()
    await office.settle()
    counts = _invitations(office)
    assert len(counts) == len(people)
    assert sum(counts.values()) - len(people) <= in_flight
    assert {row.state for row in await office.deliveries(Purpose.INVITATION)} == {State.SENT}


async def test_work_that_fell_due_while_down_is_done_late_once_and_stale_work_expires(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan PPDI-01 2023-10-05 09:00-12:00 Aula Bawaslu")
    await office.say(head, SET)
    await office.at("2023-10-03", 9)
    await office.lose()
    await office.at("2023-10-05", 13)
    await office.come_back()
    reminders = {row.session_id: row.state for row in await office.deliveries(Purpose.REMINDER) if row.person_id}
    assert set(reminders.values()) == {State.EXPIRED, State.SENT}
    told = [message.text for message in ketua.messages if message.text.startswith("🔔")]
    assert len(told) == 1
    assert "SDMO-02/1" in told[0]
    await office.restart()
    assert len([message for message in ketua.messages if message.text.startswith("🔔")]) == 1


async def test_planning_twice_owes_once(office: Office) -> None:
    head, _ = await office.head(), await office.chair_of()
    await office.say(head, SET)
    before = [row.key for row in await office.deliveries()]
    await office.at("2023-10-03", 1)
    await office.at("2023-10-04", 1)
    after = [row.key for row in await office.deliveries() if row.purpose is not Purpose.DIGEST]
    assert sorted(after) == sorted(before)


async def test_nothing_is_said_at_night_but_shortly_before_a_session_it_is(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.at("2023-10-03", 21.5)
    await office.say(head, SET)
    await office.at("2023-10-04", 4.9)
    assert "SDMO-02" not in ketua.screen
    await office.at("2023-10-04", 5.1)
    assert ketua.screen.startswith("📨 Undangan")
    await office.at("2023-10-04", 23)
    await office.say(head, "/tetapkan PPDI-01 2023-10-05 04:30-06:00 Aula Bawaslu")
    # So early an hour is asked about.
    await office.press(head, "Ya, lanjutkan")
    assert any("PPDI-01/1" in message.text for message in ketua.messages)


async def test_an_update_taken_but_not_acknowledged_is_not_done_twice(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    # The same update again, as after a crash between the effect and the acknowledgement.
    await office.lose()
    office.sim.updates.put_again(office.sim.updates.last)
    await office.come_back()
    async with office.bot.db.read() as session:
        assert len((await session.execute(select(Session.id))).all()) == 1
    assert sum("Ditetapkan" in head_ for head_ in heads(list(head.messages))) == 1


async def test_the_bot_waits_for_telegram_at_start_and_says_so(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    ketua = await office.chair_of()
    await office.lose()
    office.sim.faults.add(Fault.http(502), method="getMe", times=2)
    starting = asyncio.create_task(office.come_back())
    while not starting.done():
        await office.clock.advance(timedelta(seconds=1))
    await starting
    assert capsys.readouterr().out.count("Telegram cannot be reached") == 2
    assert "Ketua Panwascam" in await office.say(ketua, "/profil")


async def test_a_handler_that_breaks_says_one_friendly_line_and_the_bot_goes_on(office: Office) -> None:
    ketua = await office.chair_of()
    routes = office.bot.routes
    kept = routes.commands["profil"]

    async def _broken(turn: object) -> None:
        raise RuntimeError("broken on purpose")

    routes.commands["profil"] = _broken
    assert "Ada gangguan di sisi kami" in await office.say(ketua, "/profil")
    routes.commands["profil"] = kept
    assert "Ketua Panwascam" in await office.say(ketua, "/profil")
