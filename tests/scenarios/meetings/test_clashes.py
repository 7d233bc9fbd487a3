"""Two sessions that want the same people, room or head: asked about first, on record, and told in the invitation."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage.models import AuditEntry, Session
from tests.statements import statements

if TYPE_CHECKING:
    from bot.simulator import Person
    from bot.simulator.world import ShownMessage as Shown
    from tests.office import Office

FIRST = "/tetapkan P2H-11 2023-11-14 13:00-15:30 Aula Bawaslu"
SECOND = "/tetapkan P2H-12 2023-11-14 13:00-15:30 Hotel Puri"
THIRD = "/tetapkan P2H-13 2023-11-20 13:00-15:30 Hotel Puri"
SECOND_ALONE = """📨 Undangan · Sel 14 Nov 13.00

Pengelolaan Media Sosial Lembaga Panwaslu Kecamatan
Bimtek · P2H-12/1

📅 Selasa, 14 November 2023
🕘 13.00–15.30 WIB
📍 Hotel Puri

Jawaban Anda: belum ada
Tekan salah satu tombol di bawah."""


async def test_those_who_are_wanted_twice_are_named_first_and_read_of_it(office: Office) -> None:
    """As the plan has it: all 22 Kordiv HP2H are wanted twice on 14 November."""
    head, member = await office.head("P2H"), await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    await office.say(head, FIRST)
    assert "Pada jam yang sama" not in member.screen
    said = await office.say(head, SECOND)
    assert "Bentrok pada jam yang sama" in said
    assert "P2H-11/1 · Sel 14 Nov · 13.00–15.30 WIB · Aula Bawaslu" in said
    assert "44 orang yang sama" in said
    assert f"Wonodadi: {member.user.first_name}" in said
    assert "kepala Divisi P2H" in said
    assert "tempat yang sama" not in said
    # The message itself, and who gets it.
    assert "Undangan · Sel 14 Nov 13.00" in said
    assert "📍 Hotel Puri" in said
    assert "Untuk 44 orang, 1 di antaranya terdaftar di bot" in said
    assert f"• Wonodadi: {member.user.first_name}" in said
    said = await office.press(head, "Ya, lanjutkan")
    assert said.startswith("✅ Ditetapkan")
    await office.at("2023-10-03", 9)
    assert "Pada jam yang sama Anda juga diharapkan di" in member.screen
    assert "(P2H-11/1), Sel 14 Nov, 13.00–15.30 WIB" in member.screen
    # The head sees which of the two people choose.
    await office.press(member, "Hadir")
    said = await office.say(head, "/kegiatan P2H-12")
    assert "44 orang juga diminta di P2H-11/1: memilih ini 1, memilih itu 0, keduanya 0, belum 43" in said
    assert "diminta di" not in await office.say(member, "/kegiatan P2H-12")
    async with office.outside.read() as session:
        query = select(AuditEntry.detail).where(AuditEntry.action == "session.schedule").order_by(AuditEntry.id)
        first, second = (await session.execute(query)).scalars()
    assert "clashes" not in first
    assert second["clashes"] == [{"session": "P2H-11/1", "people": 44, "room": False, "head": True}]


async def test_where_else_people_are_expected_is_asked_once_for_what_shares_a_message(office: Office) -> None:
    head, member = await office.head("P2H"), await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    await office.say(head, FIRST)
    await office.say(head, SECOND)
    await office.press(head, "Ya, lanjutkan")
    await office.say(head, THIRD)
    with statements() as seen:
        await office.at("2023-10-03", 9)
    assert "Undangan: 2 acara" in member.screen
    assert len([one for one in seen if "invitations.substitute_id IN" in one and "sessions.ends_at > " in one]) == 1


async def test_a_move_into_another_session_is_asked_about_and_who_declined_is_free(office: Office) -> None:
    head, other = await office.head("P2H"), await office.head("SDMO")
    member = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    await office.say(head, FIRST)
    await office.say(member, "/izin P2H-11 sakit")
    await office.say(other, "/tetapkan SDMO-06 2023-11-14 09:00-12:00 aula bawaslu")
    said = await office.say(other, "/ubah SDMO-06/1 2023-11-14 14:00-16:00")
    assert "P2H-11/1" in said
    # The 22 heads of secretariat are not invited here, and of the 22 Kordiv one does not come there.
    assert "21 orang yang sama" in said
    assert "tempat yang sama: Aula Bawaslu" in said
    assert member.user.first_name not in said.partition("Bentrok")[2]
    assert "kepala Divisi" not in said
    assert (await office.press(other, "Ya, lanjutkan")).startswith("🔁 Diubah")
    # At that hour already: only a new room could be in the way.
    assert (await office.say(other, "/ubah SDMO-06/1 2023-11-14 14:00-16:00 Hotel Puri")).startswith("🔁 Diubah")
    assert "tempat yang sama" in await office.say(other, "/ubah SDMO-06/1 2023-11-14 14:00-16:00 AULA Bawaslu")
    async with office.outside.read() as session:
        assert len((await session.execute(select(Session.id))).all()) == 2


@pytest.mark.few_on_postgresql(one_of="test")
async def test_a_room_is_the_same_with_and_without_its_preposition(office: Office) -> None:
    head, other = await office.head("P2H"), await office.head("SDMO")
    await office.say(head, FIRST)
    said = await office.say(other, "/tetapkan SDMO-05 2023-11-14 14:00-16:00 di Aula Bawaslu")
    assert "📍 Aula Bawaslu" in said.splitlines()
    assert "tempat yang sama: Aula Bawaslu" in said


async def test_who_stands_in_at_a_clashing_hour_reads_of_it(office: Office) -> None:
    head = await office.head("P2H")
    member = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    stands_in = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.say(head, "/tetapkan HPS-03 2023-11-14 14:00-16:00 Hotel Puri")
    await office.say(head, FIRST)
    await office.press(member, "Diwakilkan")
    await office.press(member, stands_in.user.first_name)
    assert "Anda ditunjuk mewakili" in stands_in.screen
    assert "(HPS-03/1), Sel 14 Nov, 14.00–16.00 WIB" in stands_in.screen


TWICE = "Pada jam yang sama Anda juga diharapkan di"


async def _two(office: Office) -> tuple[Person, Person, Shown, Shown]:
    """Two sessions at one hour, the second set later and read with all that the next morning brings; what a member read of each."""
    head, member = await office.head("P2H"), await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    await office.say(head, FIRST)
    await office.say(head, SECOND)
    await office.press(head, "Ya, lanjutkan")
    await office.at("2023-10-03", 9)
    first, second = [one for one in member.messages if "📨 Undangan" in one.text]
    assert TWICE not in first.text
    assert TWICE in second.text
    return head, member, first, second


async def _sure(office: Office, head: Person, line: str) -> None:
    await office.say(head, line)
    if any("Ya, " in label for label in head.messages[-1].buttons):
        await office.press(head, "Ya, ")
    await office.settle()


@pytest.mark.parametrize("how", ["moved", "called off", "declined"])
async def test_a_clash_that_ends_is_warned_of_no_more(office: Office, how: str) -> None:
    head, member, _, second = await _two(office)
    if how == "moved":
        await _sure(office, head, "/ubah P2H-11/1 2023-11-15 13:00-15:30 Aula Bawaslu")
        assert TWICE not in member.screen
    elif how == "called off":
        await _sure(office, head, "/batalkan P2H-11/1 banjir")
    else:
        await office.say(member, "/izin P2H-11 sakit")
        await office.settle()
    assert second.text == SECOND_ALONE
    assert "✅ Hadir" in second.buttons


async def test_a_move_that_makes_a_clash_is_warned_of_in_the_notice_and_above(office: Office) -> None:
    head, member, _, second = await _two(office)
    await _sure(office, head, "/ubah P2H-11/1 2023-11-15 13:00-15:30 Aula Bawaslu")
    assert second.text == SECOND_ALONE
    await _sure(office, head, "/ubah P2H-11/1 2023-11-14 14:00-15:00 Aula Bawaslu")
    assert f"{TWICE} Pengelolaan Media Sosial" in member.screen
    assert "(P2H-11/1), Sel 14 Nov, 14.00–15.00 WIB" in second.text


async def test_a_clash_that_a_move_ends_is_warned_of_until_it_is_told(office: Office) -> None:
    head, member, _, second = await _two(office)
    office.settings = office.settings.model_copy(update={"hold_seconds": 120})
    await office.restart(kill=False)
    seen = len(member.messages)
    await _sure(office, head, "/ubah P2H-11/1 2023-11-15 13:00-15:30 Aula Bawaslu")
    assert TWICE in second.text
    await office.clock.advance(timedelta(minutes=3))
    assert len(member.messages) == seen + 1
    assert second.text == SECOND_ALONE


async def test_who_says_to_come_to_both_reads_of_it(office: Office) -> None:
    head, member, first, second = await _two(office)
    member.press("Hadir", message=second)
    await office.clock.settle()
    # The press itself forgets nothing of what the message says besides.
    assert TWICE in second.versions[-1].text
    assert "Jawaban Anda: ✅ Hadir" in second.text
    await office.settle()
    member.press("Hadir", message=first)
    await office.settle()
    assert f"{TWICE} Pelaksanaan Kehumasan" in second.text
    assert "Jawaban Anda: ✅ Hadir" in second.text
    said = await office.say(head, "/kegiatan P2H-12")
    assert "memilih ini 0, memilih itu 0, keduanya 1, belum 43" in said
    assert f"keduanya: {member.user.first_name}" in said
    # Whoever then gives one up is free for the other.
    member.press("Berhalangan", message=first)
    await office.settle()
    member.press("Dinas lain", message=first)
    await office.settle()
    assert TWICE not in second.text
    assert "memilih ini 1, memilih itu 0, keduanya 0, belum 43" in await office.say(head, "/kegiatan P2H-12")


async def test_what_a_message_says_besides_stays_whatever_is_pressed(office: Office) -> None:
    head, member, first, second = await _two(office)
    twice = next(line for line in second.text.splitlines() if TWICE in line)
    for labels in (["Hadir"], ["Diwakilkan", "Kembali"], ["Hadir"]):
        for label in labels:
            member.press(label, message=second)
            await office.clock.settle()
        assert twice in second.text
        await office.settle()
        assert twice in second.text
    # Whoever does not come to this one has chosen, until they do.
    for labels in (["Berhalangan", "Sakit"], ["Diwakilkan", "Kembali"], ["Hadir"]):
        for label in labels:
            member.press(label, message=second)
            await office.clock.settle()
        await office.settle()
        assert (twice in second.text) is ("Hadir" in labels)
    # Also what changed from what.
    await _sure(office, head, "/ubah P2H-12/1 jam 14.30-16.30")
    moved = member.messages[-1]
    changed = moved.text.partition("Jawaban Anda")[0]
    assert changed.startswith("🔁 Jadwal berubah")
    member.press("Hadir", message=moved)
    await office.settle()
    assert moved.text.startswith(changed.split("Mohon")[0])
    assert "✅ Hadir" in moved.text
    assert first.text


async def test_a_message_of_several_says_where_else_they_are_expected_also_when_it_is_said_again(
    office: Office,
) -> None:
    head, member = await office.head("P2H"), await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    await office.say(head, FIRST)
    for line in (SECOND, THIRD):
        await office.say(head, line)
        if head.can_press("Ya, "):
            await office.press(head, "Ya, ")
    await office.at("2023-10-03", 9)
    both = member.messages[-1]
    assert both.text.startswith("📨 Undangan: 2 acara")
    assert f"{TWICE} Pelaksanaan Kehumasan" in both.text
    member.press("2 ✅ Hadir", message=both)
    await office.settle()
    assert "✅ Hadir" in both.text.rpartition("2. ")[2]
    assert f"{TWICE} Pelaksanaan Kehumasan" in both.text


async def test_where_else_they_are_expected_is_said_as_long_as_there_is_a_choice(office: Office) -> None:
    _, member, first, second = await _two(office)
    member.press("Hadir", message=first)
    await office.settle()
    assert TWICE in second.text
    await office.at("2023-11-14", 12.5)
    assert TWICE in member.screen or TWICE in second.text
    member.press("Saya sudah di tempat", message=member.messages[-1])
    await office.settle()
    await office.at("2023-11-14", 16)
    assert [message.text for message in member.messages if TWICE in message.text] == []


async def test_who_stands_in_twice_is_told_the_button_that_they_have(office: Office) -> None:
    head = await office.head("P2H")
    one, other = [await office.registered("Anggota Panwascam", "Wonodadi", of) for of in ("HP2H", "PP-PS")]
    instead = await office.chair_of("Wonodadi")
    await office.say(head, "/tetapkan HPS-03 2023-11-14 14:00-16:00 Hotel Puri")
    await office.press(other, "Diwakilkan")
    await office.press(other, instead.user.first_name)
    await office.say(head, FIRST)
    await office.clock.advance(timedelta(days=1, hours=2))
    await office.say(one, "/hadir P2H-11")
    await office.press(one, "Diwakilkan")
    await office.press(one, instead.user.first_name)
    assert f"{TWICE} " in instead.screen
    assert "Saya tidak bisa" in instead.screen
    assert instead.messages[-1].buttons == ["🚫 Saya tidak bisa"]
