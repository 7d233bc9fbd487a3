"""Whatever was answered another way than by its buttons loses them; nothing on the screen offers what is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.simulator.world import ShownMessage

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="module")

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


def _with_buttons(person: Person) -> list[ShownMessage]:
    return [message for message in person.messages if message.buttons]


async def test_a_written_reason_turns_the_invitation_into_the_question_and_leaves_no_button_behind(
    office: Office,
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    shown = len(ketua.messages)
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Lainnya")
    assert len(ketua.messages) == shown
    assert ketua.screen.startswith("✏️ Tulis alasan Anda")
    assert ketua.messages[-1].buttons == ["« Kembali"]
    assert "Berhalangan (ada hajatan)" in await office.say(ketua, "ada hajatan")
    assert [message.text for message in _with_buttons(ketua)] == [ketua.screen]


async def test_kembali_from_the_written_reason_shows_the_invitation_and_waits_for_no_text(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Lainnya")
    assert (await office.press(ketua, "Kembali")).startswith("📨 Undangan")
    assert "belum mengerti" in await office.say(ketua, "terima kasih")
    assert "Jawaban Anda: belum ada" in ketua.messages[-2].text


async def test_a_thank_you_after_another_answer_is_no_reason(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Lainnya")
    await office.say(ketua, "/hadir")
    await office.press(ketua, "✅ Hadir")
    assert "belum mengerti" in await office.say(ketua, "terima kasih")
    assert "Jawaban Anda: ✅ Hadir" in await office.say(ketua, "/hadir")


async def test_what_is_written_a_day_later_is_no_answer(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-03 2023-10-18 09:00-12:00 Aula Bawaslu")
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Lainnya")
    await office.clock.advance(timedelta(hours=25))
    assert "belum mengerti" in await office.say(ketua, "selamat pagi")


async def test_a_reason_that_comes_after_the_start_is_refused_once_and_the_dialogue_is_over(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.at("2023-10-05", 20)
    await office.say(head, SET)
    await office.at("2023-10-06", 8.9)
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Lainnya")
    await office.at("2023-10-06", 9.1)
    assert "jawaban tidak bisa diubah lagi" in await office.say(ketua, "sakit gigi")
    assert "belum mengerti" in await office.say(ketua, "halo")


async def test_a_press_after_the_start_takes_the_buttons_away(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    await office.at("2023-10-06", 9.1)
    reminder = ketua.messages[-1]
    assert reminder.text.startswith("✔️ Check-in dibuka")
    ketua.press("Berhalangan", message=reminder)
    await office.settle()
    assert "tidak bisa diubah lagi" in ketua.notes[-1][0]
    assert "Jawaban Anda: ✅ Hadir\nAcara sudah dimulai" in reminder.text
    # Who said to come checks in.
    assert reminder.buttons == ["✔️ Saya sudah di tempat"]


async def test_a_dates_questions_lose_their_buttons_whether_pressed_or_typed(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02")
    await office.say(head, "6 Oktober 2023")
    assert [message.text for message in _with_buttons(head)] == [head.screen]
    await office.say(head, "09:00-12:00")
    await office.say(head, "Aula Bawaslu")
    assert [message.text for message in _with_buttons(head)] == [head.screen]
    await office.say(head, "/batal")
    assert _with_buttons(head) == []


async def test_the_duty_reports_questions_lose_their_buttons(office: Office) -> None:
    ketua = await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 7.1)
    await office.press(ketua, "Buat laporan")
    await office.press(ketua, "Aman, ada catatan")
    await office.say(ketua, "Nihil laporan")
    ketua.send_location(-8.1, 112.2)
    await office.settle()
    assert [message.text for message in _with_buttons(ketua)] == [ketua.screen]
    await office.press(ketua, "Kirim laporan")
    (receipt,) = _with_buttons(ketua)
    assert receipt.buttons == ["✏️ Perbaiki laporan", "📄 Form A (LHP)", "🪪 Surat tugas"]


ANSWERS = ["✅ Hadir", "🚫 Berhalangan", "💬 Jawab di chat pribadi"]
CHECK_IN = ["✔️ Check-in"]


async def test_a_card_offers_what_may_be_pressed_even_over_a_restart(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    await office.press(ketua, "Hadir", group)
    card = group.messages[-1]
    await office.at("2023-10-06", 7.9)
    assert card.buttons == ANSWERS
    await office.at("2023-10-06", 8.9)
    assert card.buttons == CHECK_IN + ANSWERS
    await office.lose()
    await office.at("2023-10-06", 9.5)
    await office.come_back()
    assert card.buttons == CHECK_IN
    assert "✅ Menyatakan hadir: 1" in card.text
    assert card.text.endswith("Acara sudah dimulai; jawaban ditutup.")
    edits = len(office.sim.calls("editMessageText", group.id))
    await office.at("2023-10-06", 11.9)
    assert len(office.sim.calls("editMessageText", group.id)) == edits
    await office.at("2023-10-06", 12.1)
    assert card.buttons == []
    assert card.text.endswith("Acara sudah selesai.")
    await office.at("2023-10-08", 9)
    assert len(office.sim.calls("editMessageText", group.id)) == edits + 1


async def test_a_card_closes_at_the_minute_of_the_start(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    posted = await office.say(ketua, "/hadir SDMO-02", group)
    assert "Tekan tombol" in posted
    await office.at("2023-10-06", 9.02)
    assert [message.buttons for message in group.messages if "SDMO-02/1" in message.text] == [[], CHECK_IN]


async def test_a_card_of_a_session_moved_ahead_opens_again(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, SET)
    card = group.messages[-1]
    await office.at("2023-10-06", 9.1)
    assert card.buttons == CHECK_IN
    await office.say(head, "/ubah SDMO-02/1 2023-10-06 11:00-13:00")
    # The news are a card of their own, which takes its place.
    assert card.buttons == []
    card = group.messages[-1]
    assert card.buttons == ANSWERS
    await office.at("2023-10-06", 11.1)
    assert card.buttons == CHECK_IN
