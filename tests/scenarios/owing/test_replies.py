"""Replies that fail, row by row of the table in docs/delivery.md: what people see, and that nothing is done twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ledger import Purpose
from bot.simulator import Fault

if TYPE_CHECKING:
    from bot.simulator import Group, Person
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="module")

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
FOR_NOW = {
    "502": Fault.http(502),
    "500": Fault.http(500, "oops"),
    "reset before it was taken": Fault.reset_before(),
    "429": Fault.flood(2),
}
for_now = pytest.mark.parametrize("fault", FOR_NOW.values(), ids=FOR_NOW)


def _refusal(description: str, code: int = 400) -> Fault:
    return Fault.http(code, f'{{"ok":false,"error_code":{code},"description":"{description}"}}')


def _said(person: Person | Group, words: str) -> int:
    return sum(words in message.text for message in person.messages)


@for_now
async def test_a_message_that_was_not_taken_is_said_again(
    office: Office, fault: Fault, capsys: pytest.CaptureFixture[str]
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    office.sim.faults.add(fault, method="sendMessage", chat_id=head.id, times=2)
    await office.say(head, SET, look=True)
    head.press("Ya, lanjutkan")
    await office.clock.advance(timedelta(minutes=1))
    assert [head.screen.startswith("✅ Ditetapkan"), _said(head, "Ditetapkan"), _said(head, "gangguan")] == [True, 1, 0]
    assert _said(ketua, "📨 Undangan") == 1
    assert "handler broke" not in capsys.readouterr().out


@for_now
async def test_an_edit_that_was_not_taken_is_made_again(office: Office, fault: Fault) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    office.sim.faults.add(fault, method="editMessageText", chat_id=ketua.id, times=3)
    ketua.press("Hadir")
    await office.clock.advance(timedelta(minutes=1))
    assert "Jawaban Anda: ✅ Hadir" in ketua.screen
    assert _said(ketua, "📨 Undangan") == 1


@pytest.mark.parametrize("fault", [*FOR_NOW.values(), Fault.reset_after()], ids=[*FOR_NOW, "reset after it was taken"])
async def test_a_note_that_fails_does_not_stop_the_screen(office: Office, fault: Fault) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    office.sim.faults.add(fault, method="answerCallbackQuery", times=2)
    ketua.press("Hadir")
    await office.clock.settle()
    assert "Jawaban Anda: ✅ Hadir" in ketua.screen
    await office.settle()
    assert ketua.notes == [("Tercatat: Anda menyatakan hadir.", False)]


async def test_a_reply_of_unknown_fate_is_said_again_and_given_up_after_six_attempts(office: Office) -> None:
    head = await office.head()
    office.sim.faults.add(Fault.reset_after(), method="sendMessage", chat_id=head.id)
    await office.say(head, SET, look=True)
    assert _said(head, "Periksa dulu") == 2
    office.sim.faults.add(Fault.reset_after(), method="sendMessage", chat_id=head.id, times=100)
    head.send("/profil")
    await office.clock.advance(timedelta(minutes=5))
    assert _said(head, "Kordiv Bawaslu") - _said(head, "Selamat datang") <= 6
    office.sim.faults.clear()
    assert "Jadwal" in await office.say(head, "/jadwal")


async def test_an_edit_of_unknown_fate_is_made_again(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    office.sim.faults.add(Fault.reset_after(), method="editMessageText", chat_id=ketua.id, times=10)
    ketua.press("Hadir")
    await office.clock.advance(timedelta(minutes=5))
    assert "Jawaban Anda: ✅ Hadir" in ketua.screen
    assert _said(ketua, "📨 Undangan") == 1


async def test_replies_outlast_a_gateway_that_answers_for_telegram_for_minutes(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    for method in ("sendMessage", "editMessageText", "answerCallbackQuery"):
        office.sim.faults.add(Fault.http(502), method=method, times=10_000)
    ketua.press("Hadir")
    head.send("/profil")
    await office.clock.advance(timedelta(minutes=8))
    assert "Jawaban Anda: belum ada" in ketua.screen
    office.sim.faults.clear()
    await office.clock.advance(timedelta(minutes=1))
    assert "Jawaban Anda: ✅ Hadir" in ketua.screen
    assert "Kordiv Bawaslu" in head.screen
    # A phone has long stopped waiting for it.
    assert ketua.notes == []


async def test_a_message_that_is_gone_is_said_anew(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    invitation = ketua.messages[-1]
    ketua.press("Hadir")
    ketua.room.messages.remove(invitation)
    del ketua.room.by_id[invitation.id]
    await office.settle()
    assert "Jawaban Anda: ✅ Hadir" in ketua.screen


@pytest.mark.parametrize(
    "refusal",
    [
        _refusal("Bad Request: not enough rights to send text messages to the chat"),
        _refusal("Bad Request: CHAT_WRITE_FORBIDDEN"),
        _refusal("Bad Request: TOPIC_CLOSED"),
        _refusal("Forbidden: CHAT_WRITE_FORBIDDEN", 403),
    ],
    ids=["no rights", "forbidden", "topic closed", "403"],
)
async def test_a_group_where_the_bot_may_not_write_costs_one_line_in_the_log(
    office: Office, refusal: Fault, capsys: pytest.CaptureFixture[str]
) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    capsys.readouterr()
    before = len(group.messages)
    office.sim.faults.add(refusal, method="sendMessage", chat_id=group.id, times=10)
    await office.say(ketua, "/hadir", group)
    said = capsys.readouterr().out
    assert said.count("may not write there") == 1
    assert "Traceback" not in said
    assert len(group.messages) == before
    # The group is not taken for left: the bot is in it.
    office.sim.faults.clear()
    assert "SDMO-02/1" in await office.say(ketua, "/hadir", group)


async def test_a_reply_that_telegram_refuses_is_a_fault_of_ours_and_says_what_to_look_at(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    head = await office.head()
    office.sim.faults.add(_refusal("Bad Request: BUTTON_DATA_INVALID"), method="sendMessage", chat_id=head.id)
    said = await office.say(head, SET)
    assert said == (
        "Ada gangguan di sisi kami. Perintah tadi mungkin sudah tersimpan; "
        "periksa dengan /jadwal atau /hadir sebelum mengulang."
    )
    told = capsys.readouterr().out
    assert (told.count("reply refused"), told.count("Traceback")) == (1, 0)


# In line


async def test_nobodys_next_press_waits_for_a_reply_that_must_wait(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    for chat in (group.id, head.id):
        office.sim.faults.add(Fault.flood(50), method="sendMessage", chat_id=chat)
    ketua.send("/jadwal", group)
    head.send("/jadwal")
    await office.clock.advance(timedelta(seconds=1))
    ketua.press("Hadir")
    head.send("/batalkan SDMO-02 hari libur")
    await office.clock.advance(timedelta(seconds=1))
    assert "Jawaban Anda: ✅ Hadir" in ketua.screen
    assert (_said(group, "📅 Jadwal"), _said(head, "📅 Jadwal")) == (0, 0)
    await office.clock.advance(timedelta(minutes=1))
    assert (_said(group, "📅 Jadwal"), _said(head, "📅 Jadwal")) == (1, 1)
    # In the order in which they were asked.
    assert head.screen.startswith("Batalkan SDMO-02/1?")


async def test_equal_questions_in_one_chat_are_answered_once(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    members = [office.sim.person(f"Anggota {number}", f"+62810000000{number:02}") for number in range(39)]
    group = await office.linked_group("Wonodadi", [ketua, *members])
    await office.say(head, SET)
    await office.clock.advance(timedelta(minutes=2))
    before = len(group.messages)
    for person in (ketua, *members):
        person.send("/jadwal", group)
    ketua.send("/kegiatan SDMO-02", group)
    await office.clock.advance(timedelta(minutes=2))
    assert 1 <= len(group.messages) - before <= 3
    assert "Bimbingan Teknis Penguatan kelembagaan" in group.screen


async def test_a_flood_of_one_stranger_takes_nothing_from_anybody(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    stranger = office.stranger()
    for _ in range(90):
        stranger.send("/start")
    ketua.press("Hadir")
    await office.clock.advance(timedelta(seconds=1))
    assert "Jawaban Anda: ✅ Hadir" in ketua.screen
    await office.clock.advance(timedelta(minutes=2))
    assert 1 <= len(stranger.messages) <= 10


async def test_the_same_answer_again_costs_no_call(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    edits = len(office.sim.calls("editMessageText", ketua.id))
    refused = _refusal("Bad Request: message is not modified")
    office.sim.faults.add(refused, method="editMessageText", chat_id=ketua.id)
    await office.press(ketua, "Hadir")
    assert ketua.notes == [("Tercatat: Anda menyatakan hadir.", False)] * 2
    # Nobody asked Telegram to change what stands there.
    assert office.sim.faults.next_for("editMessageText", {"chat_id": ketua.id}) is refused
    await office.press(ketua, "Berhalangan")
    assert len(office.sim.calls("editMessageText", ketua.id)) == edits + 1


async def test_presses_in_quick_succession_end_on_the_screen_of_the_last(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    invitation = ketua.messages[-1]
    for data in ("yes:1", "no:1", "yes:1", "exc:1:SICK", "no:1", "yes:1") * 3:
        ketua.press_data(data, invitation)
    await office.settle()
    assert "Jawaban Anda: ✅ Hadir" in invitation.text
    assert len(office.sim.calls("editMessageText", ketua.id)) <= 8
    # Pressed while the screen said what it says again by the time the press is read.
    ketua.press_data("no:1", invitation)
    ketua.press_data("yes:1", invitation)
    await office.settle()
    assert "Jawaban Anda: ✅ Hadir" in invitation.text


async def test_a_question_that_was_answered_before_it_was_there_has_no_buttons(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    office.sim.faults.add(Fault.flood(30), method="sendMessage", chat_id=head.id)
    head.send("/batalkan SDMO-02 hari libur")
    head.send("/batal")
    await office.clock.advance(timedelta(minutes=1))
    (question,) = [message for message in head.messages if message.text.startswith("Batalkan SDMO-02/1?")]
    assert question.buttons == []
    assert "Isian dihentikan" in head.screen


async def test_a_question_that_was_lost_waits_for_no_answer(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    office.sim.faults.add(_refusal("Bad Request: BUTTON_DATA_INVALID"), method="sendMessage", chat_id=head.id)
    assert "gangguan" in await office.say(head, "/batalkan SDMO-02 hari libur")
    assert "belum mengerti" in await office.say(head, "karena hujan")
    assert len(await office.deliveries(Purpose.CANCELLED)) == 0


async def test_a_stop_waits_for_replies_in_line(office: Office) -> None:
    ketua = await office.chair_of()
    office.sim.faults.add(Fault.http(502), method="sendMessage", chat_id=ketua.id, times=2)
    ketua.send("/profil")
    await office.clock.settle()
    stopping = asyncio.create_task(office.bot.stop())
    await office.clock.advance(timedelta(seconds=5))
    await stopping
    assert "Ketua Panwascam" in ketua.screen
    office.sim.bot_offline()
    await office.come_back()
