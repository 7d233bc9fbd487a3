"""Once somebody is checked in: the answer stands, a move takes the check-in with it, and who is released hears no more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose, State
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer
from bot.services.door.checking_in import check_in
from bot.services.door.clerk_list import clerk_list
from bot.services.door.clerk_marks import clerk_mark, clerk_unmark
from bot.services.door.place import set_place
from bot.services.door.proofs import Proof
from bot.services.invitations.answering import Reply, answer
from bot.services.invitations.standing_in import decline
from bot.services.recap import session_recap
from bot.storage.models import Invitation, Person
from tests.office import WIB

if TYPE_CHECKING:
    from bot.simulator import Person as Phone
    from tests.office import Office

pytestmark = pytest.mark.begins("2023-11-01")

SET = "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu"


@pytest.fixture
async def represented(office: Office) -> tuple[Phone, Phone, Phone]:
    """HPS-03: the kordiv of Wonodadi sends the chair; the head, the kordiv and the chair."""
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, SET)
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    return head, kordiv, ketua


async def _came(office: Office) -> list[tuple[Answer | None, bool]]:
    query = select(Invitation.answer, Invitation.substitute_came).where(Invitation.checked_in_at.is_not(None))
    return await office.bot.db.query(lambda connection: [(row[0], row[1]) for row in connection.execute(query)])


async def test_who_is_checked_in_cannot_be_answered_away(
    office: Office, represented: tuple[Phone, Phone, Phone]
) -> None:
    head, kordiv, ketua = represented
    ctx = office.bot.ctx
    await office.at("2023-11-08", 8.5)
    await check_in(ctx, ketua.id, 1, Proof())
    kordiv.press_data("yes:1", kordiv.messages[-1])
    await office.settle()
    assert "sudah tercatat hadir pukul 08.30" in kordiv.notes[-1][0]
    with pytest.raises(Refusal, match="refused-answer-came"):
        await decline(ctx, ketua.id, 1)
    # The answer that stands may be pressed again.
    query = select(Person.id).where(Person.telegram_id == ketua.id)
    ketua_id = await office.bot.db.query(lambda connection: connection.execute(query).scalar_one())
    await answer(ctx, kordiv.id, 1, Reply(Answer.SUBSTITUTED, substitute_id=ketua_id))
    assert await _came(office) == [(Answer.SUBSTITUTED, True)]
    # A clerk's slip, or somebody's, can be put right: without the check-in the answer is free again.
    invitation = await office.bot.db.query(
        lambda connection: connection.execute(
            select(Invitation.id).where(Invitation.answer == Answer.SUBSTITUTED)
        ).scalar_one()
    )
    lines = (await clerk_list(ctx, head.id, 1)).lines
    came_at = next(line.came_at for line in lines if line.invitation_id == invitation)
    assert came_at is not None
    await clerk_unmark(ctx, head.id, 1, invitation, came_at=int(came_at.timestamp()))
    await decline(ctx, ketua.id, 1)
    assert await _came(office) == []


async def test_only_whoever_has_somebody_is_entered_as_represented(
    office: Office, represented: tuple[Phone, Phone, Phone]
) -> None:
    head, kordiv, _ = represented
    query = select(Invitation.id).where(Invitation.answer == Answer.SUBSTITUTED)
    invitation = await office.bot.db.query(lambda connection: connection.execute(query).scalar_one())
    await office.press(kordiv, "Hadir")
    await office.at("2023-11-08", 8.5)
    with pytest.raises(Refusal, match="refused-stale-button"):
        await clerk_mark(office.bot.ctx, head.id, 1, invitation, substitute=True)
    await office.say(head, "/batalkan HPS-03 banjir")
    await office.press(head, "Ya, batalkan sesi")
    with pytest.raises(Refusal, match="refused-already-cancelled"):
        await clerk_mark(office.bot.ctx, head.id, 1, invitation)


async def test_a_move_to_another_day_or_place_starts_the_check_in_anew(
    office: Office, represented: tuple[Phone, Phone, Phone]
) -> None:
    head, _, ketua = represented
    ctx = office.bot.ctx
    await set_place(ctx, head.id, 1, (-8.1287, 112.2206))
    await office.at("2023-11-08", 8.5)
    await check_in(ctx, ketua.id, 1, Proof(location=(-8.1287, 112.2206)))
    # A quarter of an hour later: whoever came is there.
    await office.say(head, "/ubah HPS-03/1 2023-11-08 09:15-12:00 Aula Bawaslu")
    assert await _came(office) == [(Answer.SUBSTITUTED, True)]
    # To the next day, elsewhere: nobody is there yet, and the old place proves nothing.
    await office.say(head, "/ubah HPS-03/1 2023-11-09 09:00-12:00 Hotel Puri Perdana")
    await office.press(head, "Ya, lanjutkan")
    assert await _came(office) == []
    await office.at("2023-11-09", 8.5)
    await check_in(ctx, ketua.id, 1, Proof())
    assert await _came(office) == [(Answer.SUBSTITUTED, True)]
    await office.at("2023-11-09", 13)
    actor = await office.actor(head)
    assert (await session_recap(ctx, actor, 1)).tally.came == 1


@pytest.mark.parametrize("hours", ["10.15-12.00", "13.00-15.00"])
async def test_who_is_there_when_it_begins_later_that_day_is_there(office: Office, hours: str) -> None:
    head, kordiv = await office.head("HPS"), await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    member = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    await office.say(head, SET)
    await office.press(kordiv, "Hadir")
    await office.at("2023-11-08", 8.5)
    await office.press(kordiv, "Saya sudah di tempat")
    assert (ketua.messages, member.messages) != ([], [])
    look = await office.say(head, f"/ubah HPS-03/1 2023-11-08 {hours} Aula Bawaslu", look=True)
    assert "tercatat hadir" not in look
    assert "orang sudah menjawab" not in look
    await office.press(head, "Ya, lanjutkan")
    assert "Anda tercatat hadir pukul 08.30" in kordiv.screen
    await office.at("2023-11-08", 12.5)
    assert kordiv.screen.startswith("🔁 Jadwal berubah"), "the door is not opened to who is there"
    await office.at("2023-11-09", 9)
    assert kordiv.screen.startswith("🙏 Terima kasih")


async def test_who_was_there_on_a_day_that_it_no_longer_has_reads_so_and_is_there_again_once_that_is_undone(
    office: Office, represented: tuple[Phone, Phone, Phone]
) -> None:
    head, _, ketua = represented
    member = await office.registered("Anggota Panwascam", "Kesamben", "PP-PS")
    await office.press(member, "Hadir")
    await office.at("2023-11-08", 8.5)
    for one in (ketua, member):
        await office.press(one, "Saya sudah di tempat")
    look = await office.say(head, "/ubah HPS-03/1 2023-11-09 09:00-12:00 Aula Bawaslu", look=True)
    assert "2 orang sudah tercatat hadir. Harinya berubah" in look
    assert "1 orang sudah menjawab untuk waktu semula" in look
    await office.press(head, "Ya, lanjutkan")
    for one in (ketua, member):
        assert "Anda sudah tercatat hadir untuk hari semula; catatan itu tidak berlaku" in one.screen
    assert "Jawaban Anda: belum ada" in member.screen
    assert await _came(office) == []
    await office.press(head, "Urungkan")
    await office.press(head, "Ya, urungkan")
    assert "Anda tercatat hadir pukul 08.30" in member.screen
    assert await _came(office) == [(Answer.SUBSTITUTED, True), (Answer.ATTENDING, False)]
    await office.at("2023-11-09", 9)
    for one in (ketua, member):
        assert one.screen.startswith("🙏 Terima kasih")


async def test_who_stands_in_and_is_there_reads_so_whatever_changes_and_who_sent_them_too(
    office: Office, represented: tuple[Phone, Phone, Phone]
) -> None:
    head, kordiv, ketua = represented
    invitation = kordiv.messages[-1]
    await office.at("2023-11-08", 8.5)
    await office.press(ketua, "Saya sudah di tempat")
    await office.clock.advance(timedelta(minutes=1))
    for shown in (invitation.text, await office.say(kordiv, "/hadir")):
        assert "Wakil Anda tercatat hadir pukul 08.30" in shown
    await office.say(head, "/ubah HPS-03/1 tempat Ruang Rapat")
    assert ketua.screen.startswith("🔁 Jadwal berubah")
    assert "Anda tercatat hadir pukul 08.30" in ketua.screen
    assert ketua.messages[-1].buttons == []
    assert "Wakil Anda tercatat hadir pukul 08.30" in kordiv.screen
    await office.say(head, "/batalkan HPS-03/1 hujan")
    await office.press(head, "Ya, batalkan sesi")
    await office.press(head, "Urungkan")
    await office.press(head, "Ya, urungkan")
    assert "Anda tercatat hadir pukul 08.30" in ketua.screen
    assert ketua.messages[-1].buttons == []


async def test_whom_a_clerk_entered_in_person_needs_nobody_to_stand_in(
    office: Office, represented: tuple[Phone, Phone, Phone]
) -> None:
    head, kordiv, ketua = represented
    name = kordiv.user.first_name
    await office.at("2023-11-08", 8.5)
    there = f"{name} sudah tercatat hadir sendiri pukul 08.30. Anda tidak perlu check-in."
    await office.say(head, "/absen HPS-03/1")
    await office.press(head, name)
    # Before what they read has changed.
    opened = ketua.messages[-1]
    ketua.press_data("ci:1:1", opened)
    await office.settle()
    assert ketua.notes[-1][0] == there
    assert (there in opened.text, opened.buttons) == (True, [])
    assert await _came(office) == [(Answer.SUBSTITUTED, False)]


async def test_a_substitute_who_is_released_is_owed_nothing_more(
    office: Office, represented: tuple[Phone, Phone, Phone]
) -> None:
    head, kordiv, ketua = represented
    await office.press(kordiv, "Hadir")
    assert ketua.screen.startswith("👥 Anda tidak jadi mewakili")
    assert [row.purpose for row in await office.deliveries(state=State.PENDING) if row.chat_id == ketua.id] == []
    # Nor does the end of what is not theirs any more concern them.
    await office.say(head, "/batalkan HPS-03 banjir")
    await office.press(head, "Ya, batalkan sesi")
    assert kordiv.screen.startswith("❌")
    assert ketua.screen.startswith("👥 Anda tidak jadi mewakili")


async def test_a_night_s_change_of_mind_is_not_told_to_who_never_heard(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, SET)
    await office.at("2023-11-04", 22)
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    await office.press(kordiv, "Hadir")
    await office.at("2023-11-05", 6)
    assert not any(message.text.startswith("👥") for message in ketua.messages)
    assert [row.purpose for row in await office.deliveries() if row.chat_id == ketua.id] == []
    # Chosen by day, the chair is told, and reminded at H-1.
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    await office.at("2023-11-07", 8.1)
    reminders = [
        row.due_at.astimezone(WIB).day
        for row in await office.deliveries(Purpose.REMINDER, State.SENT)
        if row.chat_id == ketua.id
    ]
    assert reminders == [7]
