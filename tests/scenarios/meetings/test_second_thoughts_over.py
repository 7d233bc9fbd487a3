"""What can be thought again about a date goes by: the head's message then changes by itself, and no button stands that only refuses."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.ledger import Purpose, State
from tests.scenarios.meetings.test_undoing import HOLD, SET, holding

if TYPE_CHECKING:
    from tests.office import Office

_STANDS = ["💡 Usul Oktober (3)", "📊 Rekap", "✏️ Ubah", "✉️ Surat undangan", "❌ Batalkan", "🔁 Ulangi"]


async def test_a_date_that_has_left_and_can_be_undone_no_more_says_so_by_itself_also_after_a_kill(
    office: Office,
) -> None:
    head, _ = await holding(office)
    waits = await office.say(head, SET)
    card = head.messages[-1]
    rest = waits.partition("⏳")[0]
    assert waits == (
        f"{rest}⏳ Dikirim pukul 08.03. Sampai saat itu dapat dibatalkan tanpa ada yang tahu.\n"
        "↩️ Dapat diurungkan sampai pukul 08.11."
    )
    assert card.buttons == ["📤 Kirim sekarang", "✋ Batalkan pengiriman", "👁 Pesan dan penerima", *_STANDS]
    await office.restart()
    count = len(head.messages)
    await office.clock.advance(HOLD)
    assert card.text == f"{rest}📤 Dikirim pukul 08.03.\n↩️ Dapat diurungkan sampai pukul 08.11."
    assert card.buttons == ["↩️ Urungkan", *_STANDS]
    await office.restart()
    await office.clock.advance(timedelta(minutes=9))
    assert card.text == f"{rest}📤 Dikirim pukul 08.03."
    assert card.buttons == _STANDS
    # No phone rang for it, and two edits are all that it cost.
    assert len(head.messages) == count
    assert len(await office.deliveries(Purpose.SECOND_THOUGHTS, State.SENT)) == 2


async def test_dates_of_a_month_and_what_was_called_off_say_so_too_and_a_question_is_answered_with_no(
    office: Office,
) -> None:
    head, _ = await holding(office)
    await office.say(head, "/usul november")
    await office.press(head, "Tetapkan semua")
    await office.press(head, "Ya, lanjutkan")
    month = head.messages[-1]
    assert month.buttons[:2] == ["📤 Kirim semua sekarang", "✋ Batalkan semua pengiriman"]
    said, _, after = month.text.partition("⏳ Dikirim pukul 08.03")
    await office.clock.advance(HOLD * 1.2)
    assert month.buttons[0] == "↩️ Urungkan semua"
    assert month.text.startswith(f"{said}📤 Dikirim pukul 08.03.\n↩️ Dapat diurungkan sampai pukul 08.11.")
    await office.press(head, "Urungkan semua")
    assert month.text.startswith("Urungkan ")
    await office.clock.advance(timedelta(minutes=9))
    # Nobody has said yes.
    assert month.text == "Tidak jadi. Sesi tetap."
    assert month.buttons == []
    assert "sampai pukul" in after
    await office.say(head, SET)
    await office.press(head, "Kirim sekarang")
    sent = head.messages[-1]
    assert sent.text.startswith("📤 Dikirim sekarang.")
    await office.say(head, "/batalkan SDMO-02/1 banjir")
    await office.press(head, "Ya, batalkan sesi")
    off, count = head.messages[-1], len(head.messages)
    assert sent.text.startswith("📌 Keadaan sekarang")
    assert not any("Urungkan" in label for label in sent.buttons)
    await office.clock.advance(timedelta(minutes=11))
    assert off.buttons == ["📅 Tanggal pengganti"]
    assert len(head.messages) == count
    # What somebody deleted is not said anew.
    await office.say(head, "/tetapkan SDMO-02 2023-10-09 09:00-12:00 Aula Bawaslu")
    count = len(head.messages)
    head.room.messages.remove(head.messages[-1])
    await office.clock.advance(timedelta(minutes=11))
    assert len(head.messages) == count - 1


async def test_till_when_it_can_be_undone_is_counted_from_the_change(office: Office) -> None:
    head, _ = await holding(office)
    await office.say(head, SET)
    await office.clock.advance(timedelta(seconds=70))
    assert "Dapat diurungkan sampai pukul 08.11." in await office.press(head, "Kirim sekarang")
    await office.clock.advance(timedelta(minutes=9))
    assert not head.can_press("Urungkan")


async def test_dates_of_a_month_that_wait_for_a_morning_can_be_sent_when_the_hold_is_over(office: Office) -> None:
    head, ketua = await holding(office)
    await office.say(head, SET)
    await office.clock.advance(HOLD * 1.2)
    read = len(ketua.messages)
    await office.say(head, "/usul november")
    await office.press(head, "Tetapkan semua")
    await office.press(head, "Ya, lanjutkan")
    await office.clock.advance(HOLD * 1.2)
    assert head.messages[-1].buttons[:2] == ["📤 Kirim semua sekarang", "↩️ Urungkan semua"]
    assert len(ketua.messages) == read
    await office.press(head, "Kirim semua sekarang")
    await office.settle()
    assert len(ketua.messages) == read + 1
    await office.clock.advance(timedelta(minutes=10))
    assert head.messages[-1].buttons == ["« Papan"]
