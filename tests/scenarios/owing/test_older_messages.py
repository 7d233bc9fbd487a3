"""Messages of one session above the newest: they say what holds, or that they no longer do, when there is room for it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose
from bot.services.door.clerk_marks import clerk_unmark
from bot.simulator import Fault
from bot.storage.models import Delivery, Invitation
from tests.office import shown

if TYPE_CHECKING:
    from bot.simulator import Person
    from bot.simulator.world import ShownMessage
    from tests.office import Office

COUNT = 4
SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


def titled(person: Person, *words: str) -> list[ShownMessage]:
    return [message for message in person.messages if all(word in message.text for word in words)]


def asking(person: Person) -> list[ShownMessage]:
    return [message for message in person.messages if "🚫 Berhalangan" in message.buttons]


def edits(office: Office, person: Person) -> int:
    return len(office.sim.calls("editMessageText", person.id))


@pytest.fixture
async def ketua(office: Office) -> Person:
    """Invited, asked again twice, and reminded on the day before."""
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await office.say(head, SET)
    await office.at("2023-10-05", 8.5)
    assert len(asking(ketua)) == COUNT
    return ketua


async def test_an_answer_shows_on_every_message_of_the_session(office: Office, ketua: Person) -> None:
    before = edits(office, ketua)
    await office.press(ketua, "Hadir")
    assert len(titled(ketua, "Jawaban Anda: ✅ Hadir")) == COUNT
    # One that was pressed, and those that follow.
    assert edits(office, ketua) == before + COUNT
    await office.settle()
    assert edits(office, ketua) == before + COUNT


async def test_an_answer_on_the_groups_card_shows_in_private(office: Office, ketua: Person) -> None:
    group = await office.linked_group("Wonodadi", [ketua])
    await office.press(ketua, "Hadir", group)
    assert len(titled(ketua, "Jawaban Anda: ✅ Hadir")) == COUNT


async def test_a_press_after_the_start_takes_the_buttons_from_every_message_of_the_session(
    office: Office, ketua: Person
) -> None:
    await office.at("2023-10-06", 9.1)
    asked = len(asking(ketua))
    assert asked > COUNT
    await office.press(ketua, "Hadir")
    assert ketua.notes[-1][0] == "Sesi SDMO-02/1 sudah dimulai; jawaban tidak bisa diubah lagi."
    assert asking(ketua) == []
    assert len(titled(ketua, "Acara sudah dimulai; jawaban tidak bisa diubah lagi.")) == asked
    # Whoever comes late checks in wherever they look.
    assert all("✔️ Saya sudah di tempat" in one.buttons for one in titled(ketua, "Acara sudah dimulai"))


async def test_the_first_answer_costs_no_call_more(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    await office.clock.advance(timedelta(minutes=5))
    assert edits(office, ketua) == 1


async def test_a_question_that_was_begun_since_is_left_alone(office: Office, ketua: Person) -> None:
    invitation, *_, reminder = asking(ketua)
    ketua.press("Hadir", message=reminder)
    await office.clock.advance(timedelta(seconds=1))
    ketua.press("Berhalangan", message=invitation)
    await office.settle()
    assert "Lainnya" in " ".join(invitation.buttons)


async def test_a_question_that_is_begun_while_an_older_edit_is_on_its_way_stands(office: Office, ketua: Person) -> None:
    *_, second, reminder = asking(ketua)
    declines = partial(shown, office, ketua, "Berhalangan", second)
    for act in (lambda: None, declines):
        office.sim.faults.add(Fault.after(act), method="editMessageText", chat_id=ketua.id)
    ketua.press("Hadir", message=reminder)
    await office.settle()
    assert "Lainnya" in " ".join(second.buttons)


async def test_messages_of_a_session_that_moved_lose_date_and_buttons(office: Office, ketua: Person) -> None:
    await office.say(await office.head(), "/ubah SDMO-02 2023-10-06 13:00-15:00 Aula Bawaslu")
    await office.clock.advance(timedelta(minutes=1))
    older = titled(ketua, "SDMO-02/1 berubah.")
    assert [message.buttons for message in older] == [[]] * COUNT
    assert not any("09.00" in message.text for message in older)
    assert titled(ketua, "13.00–15.00")[-1].buttons


async def test_messages_of_a_session_that_was_cancelled_lose_date_and_buttons(office: Office, ketua: Person) -> None:
    head = await office.head()
    await office.say(head, "/batalkan SDMO-02 hari libur")
    await office.press(head, "Ya, ")
    await office.clock.advance(timedelta(minutes=1))
    older = titled(ketua, "SDMO-02/1 dibatalkan")
    assert len(older) == COUNT
    assert not any(message.buttons or "Jawaban Anda" in message.text for message in ketua.messages[:-1])
    assert ketua.screen.startswith("❌ Dibatalkan")


async def test_nobody_reads_that_something_changed_before_what(office: Office, ketua: Person) -> None:
    """At night the news waits for the morning, and so does the line that points to it."""
    await office.at("2023-10-05", 22)
    await office.say(await office.head(), "/ubah SDMO-02 2023-10-06 15:00-17:00 Aula Bawaslu")
    await office.clock.advance(timedelta(hours=1))
    assert titled(ketua, "berubah.") == []
    await office.at("2023-10-06", 6)
    assert titled(ketua, "SDMO-02/1 berubah.")


async def test_it_waits_for_a_429_and_for_the_next_process(office: Office, ketua: Person) -> None:
    office.sim.faults.add(Fault.flood(40), method="editMessageText", chat_id=ketua.id)
    group = await office.linked_group("Wonodadi", [ketua])
    await office.press(ketua, "Hadir", group)
    await office.restart()
    await office.clock.advance(timedelta(minutes=2))
    assert len(titled(ketua, "Jawaban Anda: ✅ Hadir")) == COUNT
    async with office.bot.db.read() as session:
        assert (await session.execute(select(Invitation.id).where(Invitation.untidy))).first() is None
        left = select(Delivery.purpose).where(Delivery.stale_since.is_not(None))
        assert list((await session.execute(left)).scalars()) == []


async def test_what_vanished_is_not_asked_for_again(office: Office, ketua: Person) -> None:
    invitation, *_ = asking(ketua)
    ketua.room.messages.remove(invitation)
    del ketua.room.by_id[invitation.id]
    await office.press(ketua, "Hadir")
    rows = await office.deliveries(Purpose.INVITATION)
    assert {row.stale_since for row in rows} == {None}


async def test_an_answer_elsewhere_shows_on_a_check_in_that_stands_alone(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    await office.at("2023-10-06", 7.5)
    for message in asking(ketua):
        ketua.room.messages.remove(message)
        del ketua.room.by_id[message.id]
    await office.at("2023-10-06", 8.1)
    (opened,) = titled(ketua, "Check-in dibuka")
    before = edits(office, ketua)
    await office.press(ketua, "Berhalangan", group)
    await office.clock.advance(timedelta(minutes=1))
    assert "Jawaban Anda: 🚫 Berhalangan" in opened.text
    assert not any("tempat" in label for label in opened.buttons)
    assert edits(office, ketua) == before + 1


async def test_a_substitute_whose_check_in_is_taken_back_reads_that_it_is_open(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    instead = await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(head, SET)
    await office.press(ketua, "Diwakilkan")
    await office.press(ketua, instead.user.first_name)
    await office.at("2023-10-06", 8.1)
    await office.press(instead, "Saya sudah di tempat")
    receipt = instead.messages[-1]
    assert receipt.text.startswith("✅ Check-in tercatat")
    query = select(Invitation.id, Invitation.session_id, Invitation.checked_in_at).where(Invitation.substitute_came)
    row = await office.bot.db.query(lambda connection: connection.execute(query).one())
    await clerk_unmark(office.bot.ctx, head.id, row.session_id, row.id, came_at=int(row.checked_in_at.timestamp()))
    await office.clock.advance(timedelta(minutes=1))
    assert receipt.text.startswith("✔️ Check-in dibuka")
    await office.press(instead, "Saya sudah di tempat")
    assert receipt.text.startswith("✅ Check-in tercatat")


async def test_the_door_is_shut_in_the_message_of_whoever_has_not_come_when_the_session_is_over(office: Office) -> None:
    head, away, there = await office.head(), await office.chair_of("Wonodadi"), await office.chair_of("Udanawu")
    await office.say(head, SET)
    await office.press(away, "Hadir")
    await office.at("2023-10-06", 8.2)
    await office.press(there, "Saya sudah di tempat")
    came, before = there.screen, edits(office, away)
    # An answer beside it is shown first; the end is not forgotten over it, nor over a restart.
    await office.press(away, "Hadir")
    await office.restart()
    await office.at("2023-10-06", 12.1)
    assert edits(office, away) == before + 2
    (shut,) = titled(away, "Check-in sudah ditutup")
    assert shut.text.startswith("✔️ Check-in sudah ditutup\n\nBimbingan Teknis")
    assert shut.text.endswith("\n\nAcara sudah selesai. Hadir, tetapi belum tercatat? Beri tahu penyelenggara.")
    assert shut.buttons == []
    assert there.screen == came
    await office.restart()
    assert edits(office, away) == before + 2


async def test_what_somebody_else_did_to_an_invitation_shows_the_answer_that_was_given_elsewhere(
    office: Office,
) -> None:
    head, one, two = await office.head(), await office.chair_of("Wonodadi"), await office.chair_of("Udanawu")
    instead, kasek = [await office.registered("Kepala Sekretariat", name) for name in ("Wonodadi", "Udanawu")]
    await office.say(head, SET)
    invited = {person: person.messages[-1] for person in (one, two)}

    async def answers(person: Person, label: str) -> None:
        await shown(office, person, label, invited[person])
        await office.clock.advance(timedelta(minutes=1))

    await office.press(one, "Diwakilkan")
    await office.press(one, instead.user.first_name)
    await office.press(instead, "Saya tidak bisa")
    declined = one.messages[-1]
    assert declined.text.startswith(f"👥 {instead.user.first_name} tidak bisa mewakili Anda")
    await answers(one, "Hadir")
    assert "Jawaban Anda: ✅ Hadir" in declined.text
    assert "tidak bisa mewakili" not in declined.text
    await office.say(kasek, "/belum")
    await office.press(kasek, two.user.first_name)
    await office.press(kasek, "Hadir")
    for_them = two.messages[-1]
    await office.clock.advance(timedelta(minutes=1))
    assert for_them.text.startswith(f"🖊 Dijawab sekretariat untuk Anda, oleh {kasek.user.first_name}")
    await office.say(head, "/kursi SDMO-02/1 1")
    await answers(one, "Berhalangan")
    await office.press(one, "Sakit")
    seat = two.messages[-1]
    assert seat.text.startswith("🪑 Anda mendapat tempat")
    await answers(two, "Berhalangan")
    await office.press(two, "Sakit")
    await office.clock.advance(timedelta(minutes=1))
    for message in (seat, for_them):
        assert message.text.startswith("📨 Undangan")
        assert "Jawaban Anda: 🚫 Berhalangan (sakit)" in message.text
    await office.say(head, "/ubah SDMO-02 2023-10-06 13:00-15:00 Aula Bawaslu")
    await office.clock.advance(timedelta(minutes=3))
    assert {message.text.split(".")[0] for message in (declined, for_them, seat)} == {"🔁 SDMO-02/1 berubah"}


async def test_what_somebody_looked_up_says_what_holds_as_what_they_were_sent_does(office: Office) -> None:
    head, ketua, other = await office.head(), await office.chair_of("Wonodadi"), await office.chair_of("Udanawu")
    instead = await office.registered("Kepala Sekretariat", "Udanawu")
    await office.say(head, SET)
    invited = {person: person.messages[-1] for person in (ketua, other)}
    await office.press(other, "Diwakilkan")
    await office.press(other, instead.user.first_name)
    for person in (ketua, instead):
        await office.say(person, "/hadir")
        await office.say(person, "/hadir SDMO-02/1")
    await office.say(ketua, "/izin SDMO-02")
    looked_up = [*ketua.messages[-3:], *instead.messages[-2:]]
    *own, asks = looked_up[:3]
    await office.press(ketua, "Sakit")
    await office.clock.advance(timedelta(minutes=1))
    assert all("Jawaban Anda: 🚫 Berhalangan (sakit)" in message.text for message in (*own, asks, invited[ketua]))
    # Asking again says it again, and nobody is written to besides.
    edited = edits(office, ketua)
    await shown(office, ketua, "Hadir", own[0])
    await office.clock.advance(timedelta(minutes=1))
    assert all("Jawaban Anda: ✅ Hadir" in message.text for message in (*own, asks, invited[ketua]))
    assert edits(office, ketua) == edited + 4
    await office.say(head, "/ubah SDMO-02 2023-10-06 13:00-15:00 Aula Bawaslu")
    await office.clock.advance(timedelta(minutes=3))
    assert all(message.text.startswith("🔁 SDMO-02/1 berubah.") for message in looked_up)
    await office.say(ketua, "/hadir")
    again = ketua.messages[-1]
    await office.say(head, "/batalkan SDMO-02/1 libur")
    await office.press(head, "Ya, batalkan sesi")
    await office.clock.advance(timedelta(minutes=3))
    for message in (*looked_up, again):
        assert message.text.startswith("❌ SDMO-02/1 dibatalkan.")
        assert message.buttons == []


async def test_what_was_looked_up_on_the_day_shuts_its_door_when_the_session_is_over(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    await office.at("2023-10-06", 8.3)
    await office.say(ketua, "/hadir")
    looked_up = ketua.messages[-1]
    assert "✔️ Saya sudah di tempat" in looked_up.buttons
    await office.at("2023-10-06", 12.1)
    assert looked_up.buttons == []
