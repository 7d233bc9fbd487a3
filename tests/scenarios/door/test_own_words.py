"""Nobody speaks for somebody who has spoken, gives reasons for what has not been, or is where another is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.ledger import Purpose
from bot.storage.models import Invitation, Person
from tests.refusals import NO_LONGER

if TYPE_CHECKING:
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


async def _stored(office: Office, account: int) -> tuple[object, ...]:
    query = (
        select(Invitation.answer, Invitation.excuse_text, Invitation.absence_reason, Invitation.checked_in_at)
        .join(Person, Person.id == Invitation.person_id)
        .where(Person.telegram_id == account)
    )
    return await office.bot.db.query(lambda connection: tuple(connection.execute(query).one()))


async def test_only_the_silent_are_spoken_for(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    kasek = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(head, SET)
    actor = await office.actor(ketua)
    await office.say(kasek, "/belum SDMO-02")
    listed = kasek.messages[-1]
    await office.say(ketua, "/izin SDMO-02 operasi")
    kasek.press_data(f"fora:1:{actor.id}:H", listed)
    await office.settle()
    assert "sudah menjawab" in kasek.notes[-1][0]
    assert (await _stored(office, ketua.id))[:2] == ("berhalangan", "operasi")


async def test_a_reason_of_absence_is_of_what_has_been_and_of_those_who_had_said_to_come(office: Office) -> None:
    head, ketua, silent = await office.head(), await office.chair_of(), await office.chair_of("Bakung")
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    ketua.press_data("abs:1:SICK", ketua.messages[-1])
    await office.settle()
    assert ketua.notes[-1][0] == NO_LONGER
    await office.at("2023-10-06", 13)
    silent.press_data("abs:1:SICK", silent.messages[-1])
    ketua.press_data("abs:1:SICK", ketua.messages[-1])
    await office.settle()
    assert (await _stored(office, silent.id))[2] == ""
    assert (await _stored(office, ketua.id))[2] == "sakit"


async def test_a_place_that_is_passed_on_checks_nobody_in(office: Office) -> None:
    head, ketua, other = await office.head(), await office.chair_of(), await office.chair_of("Bakung")
    await office.say(head, SET)
    await office.say(head, "/lokasi SDMO-02")
    head.send_location(-8.1, 112.16)
    await office.at("2023-10-06", 8.9)
    ketua.send_location(-8.1, 112.16, origin=other)
    await office.settle()
    assert "Lokasi terusan" in ketua.screen
    await office.press(ketua, "Saya sudah di tempat")
    ketua.send_location(-8.1, 112.16, origin=other)
    await office.settle()
    assert "Lokasi terusan" in ketua.screen
    assert (await _stored(office, ketua.id))[3] is None
    ketua.send_location(-8.1, 112.16)
    await office.settle()
    assert (await _stored(office, ketua.id))[3] is not None


async def test_wrong_pins_are_bounded_for_a_whole_session(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.say(head, "/pin SDMO-02")
    await office.at("2023-10-06", 8.5)
    await office.press(ketua, "Saya sudah di tempat")
    for tried in range(20):
        # Read before time goes on: what was asked for is forgotten after an hour.
        await office.say(ketua, f"{tried:04}")
        await office.clock.advance(timedelta(minutes=2))
    assert ketua.screen == "Terlalu banyak PIN salah untuk sesi ini. Mintalah petugas di pintu menandai Anda hadir."
    told = await office.deliveries(Purpose.WRONG_PINS)
    assert {row.facts["count"] for row in told} == {5}
    assert len({row.person_id for row in told}) == len(told) > 0
    assert sum("salah 5 kali" in one.text for one in head.messages) == 1
    assert (await _stored(office, ketua.id))[3] is None


async def test_several_who_try_pins_together_are_told_of_too(office: Office) -> None:
    head = await office.head()
    people = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu", "Srengat", "Bakung")]
    await office.say(head, SET)
    await office.say(head, "/pin SDMO-02")
    await office.at("2023-10-06", 8.5)
    for person in people:
        await office.press(person, "Saya sudah di tempat")
        for tried in range(4):
            await office.say(person, f"{tried:04}")
    assert [one.text.split("\n")[0] for one in head.messages if "salah" in one.text] == [
        "⚠️ PIN SDMO-02/1 salah 15 kali oleh 4 orang"
    ]


async def test_who_tries_pins_after_somebody_else_did_is_told_of_too(office: Office) -> None:
    head = await office.head()
    people = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu", "Srengat", "Bakung", "Selopuro", "Doko")]
    await office.say(head, SET)
    await office.say(head, "/pin SDMO-02")
    await office.at("2023-10-06", 8.5)
    for person in people:
        await office.press(person, "Saya sudah di tempat")
        for tried in range(5):
            person.send(f"{tried:04}")
            await office.clock.settle()
    await office.settle()
    names = [person.user.first_name for person in people]
    assert [one.text.split("\n")[0] for one in head.messages if "salah" in one.text] == [
        *(f"⚠️ PIN SDMO-02/1 salah 5 kali oleh {name}" for name in names[:3]),
        "⚠️ PIN SDMO-02/1 salah 16 kali oleh 4 orang",
        "⚠️ PIN SDMO-02/1 salah 30 kali oleh 6 orang",
    ]
