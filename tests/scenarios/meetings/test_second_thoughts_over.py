"""What can be thought again about a date goes by: the head's message then changes by itself, and no button stands that only refuses."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from bot.domain.ledger import Purpose, State
from bot.simulator import Fault
from tests.office import shown
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
    assert sent.text.startswith("📌 Keadaan ")
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


async def test_what_is_pressed_while_the_message_is_changed_stands_in_the_end(office: Office) -> None:
    head, _ = await holding(office)
    await office.say(head, SET)
    card = head.messages[-1]
    pressed = partial(shown, office, head, "Kirim sekarang", card)
    office.sim.faults.add(Fault.after(pressed), method="editMessageText", chat_id=head.id)
    await office.clock.advance(HOLD * 1.2)
    assert card.text.startswith("📤 Dikirim sekarang.\n\n")
    assert card.text.endswith("\n↩️ Dapat diurungkan sampai pukul 08.11.")
    assert card.buttons == ["↩️ Urungkan"]
    await office.clock.advance(timedelta(minutes=9))
    assert card.buttons == []


async def test_till_when_it_can_be_undone_is_counted_from_the_change(office: Office) -> None:
    head, _ = await holding(office)
    await office.say(head, SET)
    await office.clock.advance(timedelta(seconds=70))
    assert "Dapat diurungkan sampai pukul 08.11." in await office.press(head, "Kirim sekarang")
    await office.clock.advance(timedelta(minutes=9))
    assert not head.can_press("Urungkan")


async def test_dates_of_a_month_that_all_hear_of_in_the_morning_can_be_sent_or_taken_back_until_then(
    office: Office,
) -> None:
    head, ketua = await holding(office)
    await office.say(head, SET)
    await office.clock.advance(HOLD * 1.2)
    read = len(ketua.messages)
    await office.say(head, "/usul november")
    await office.press(head, "Tetapkan semua")
    await office.press(head, "Ya, lanjutkan")
    month = head.messages[-1]
    waits = (
        "🕗 Dikirim Sel 3 Okt pukul 08.00, jadi satu dengan kabar lain.\n"
        "↩️ Dapat diurungkan sampai Sel 3 Okt pukul 08.00."
    )
    assert month.text.endswith(waits)
    await office.at("2023-10-02", 15)
    assert month.text.endswith(waits)
    assert month.buttons == ["📤 Kirim semua sekarang", "✋ Batalkan semua pengiriman", "« Papan"]
    assert len(ketua.messages) == read
    await office.press(head, "Batalkan semua pengiriman")
    assert head.screen.startswith("↩️ 4 sesi diurungkan. Tidak ada yang sempat menerima kabarnya.")
    await office.say(head, "/usul november")
    await office.press(head, "Tetapkan semua")
    await office.press(head, "Ya, lanjutkan")
    await office.at("2023-10-02", 16)
    await office.press(head, "Kirim semua sekarang")
    await office.settle()
    assert len(ketua.messages) == read + 1
    assert head.messages[-1].buttons == ["« Papan"]
    await office.at("2023-10-03", 9)
    assert [one.text.split()[0] for one in ketua.messages[read + 1 :]] == ["⏳"]


async def test_of_dates_of_a_month_some_hear_in_the_morning_and_never_where_they_are_taken_back(office: Office) -> None:
    head, ketua = await holding(office)
    member = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    other = await office.head("HPS")
    # Out of what the plan says.
    await office.say(other, "/tetapkan HPS-03 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(other, "Ya, lanjutkan")
    await office.clock.advance(HOLD * 1.2)
    read = len(member.messages)
    await office.say(head, "/usul november")
    await office.press(head, "Tetapkan semua")
    await office.press(head, "Ya, lanjutkan")
    month = head.messages[-1]
    assert "\n↳ 4 undangan baru besok pukul 08.00, jadi satu dengan kabar lain\n⏳ Dikirim pukul 08.0" in month.text
    await office.at("2023-10-02", 15)
    assert (len(member.messages), ketua.screen.split("\n")[0]) == (read, "📨 Undangan: 4 acara")
    assert month.text.endswith("\n↩️ Dapat diurungkan sampai Sel 3 Okt pukul 08.00.")
    assert month.buttons == ["📤 Kirim semua sekarang", "↩️ Urungkan semua", "« Papan"]
    assert "baru besok" in month.text
    assert (await office.press(head, "Urungkan semua")).startswith("Urungkan 4 sesi?")
    await office.press(head, "Ya, urungkan")
    await office.at("2023-10-03", 9)
    assert ketua.screen.startswith("❌ Dibatalkan")
    assert not any("SDMO" in one.text for one in member.messages[read:])


async def test_a_month_set_at_night_is_taken_back_before_anybody_wakes(office: Office) -> None:
    head, ketua = await holding(office)
    await office.at("2023-10-02", 22)
    read = len(ketua.messages)
    await office.say(head, "/usul november")
    await office.press(head, "Tetapkan semua")
    await office.press(head, "Ya, lanjutkan")
    month = head.messages[-1]
    waits = "🌙 Dikirim pukul 08.00, setelah jam tenang.\n↩️ Dapat diurungkan sampai Sel 3 Okt pukul 08.00."
    assert month.text.endswith(waits)
    await office.at("2023-10-03", 6)
    assert month.text.endswith(waits)
    assert "✋ Batalkan semua pengiriman" in month.buttons
    await office.press(head, "Batalkan semua pengiriman")
    assert head.screen.startswith("↩️ 4 sesi diurungkan. Tidak ada yang sempat menerima kabarnya.")
    await office.at("2023-10-03", 9)
    assert len(ketua.messages) == read


async def test_a_series_that_waits_for_a_morning_is_sent_when_the_hold_is_over(office: Office) -> None:
    head, ketua = await holding(office)
    await office.say(head, SET)
    await office.clock.advance(HOLD * 1.2)
    read = len(ketua.messages)
    await office.say(head, "/ulangi SDMO-02/1 mingguan 2 kali")
    await office.press(head, "Ya, lanjutkan")
    assert "\n🕗 Dikirim Sel 3 Okt pukul 08.00, jadi satu dengan kabar lain.\n" in head.screen
    await office.at("2023-10-02", 15)
    assert len(ketua.messages) == read
    await office.press(head, "Kirim semua sekarang")
    await office.settle()
    assert ketua.screen.startswith("📨 Undangan: 2 acara")


async def test_it_is_not_said_that_batches_invite_everybody_once_they_are_divided(office: Office) -> None:
    await holding(office)
    head = await office.head("HPS")
    await office.say(head, "/usul november")
    await office.press(head, "Tetapkan semua")
    await office.press(head, "Ya, lanjutkan")
    month = head.messages[-1]
    assert "🔀 HPS-07: gelombangnya kini sama-sama mengundang semua orang." in month.text
    await office.press(head, "Bagi HPS-07")
    await office.press(head, "Bagi begini")
    await office.clock.advance(HOLD * 1.2)
    assert "🔀" not in month.text
    assert "🔀 Bagi HPS-07" not in month.buttons


@pytest.mark.parametrize("several", [False, True])
async def test_how_many_hear_in_the_morning_is_said_until_they_have_heard(office: Office, several: bool) -> None:
    head, _ = await holding(office)
    await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    other = await office.head("HPS")
    await office.say(other, "/tetapkan HPS-03 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(other, "Ya, lanjutkan")
    await office.clock.advance(HOLD * 1.2)
    if several:
        await office.say(head, "/usul november")
        await office.press(head, "Tetapkan semua")
    else:
        await office.say(head, "/tetapkan SDMO-02 2023-10-17 09:00-12:00 Aula Bawaslu")
    await office.press(head, "Ya, lanjutkan")
    card = head.messages[-1]
    assert "baru besok pukul 08.00" in card.text
    await office.at("2023-10-03", 9)
    assert "besok" not in card.text
    assert card.text.startswith("✅ 4 sesi ditetapkan\n• SDMO-05/1" if several else "✅ Ditetapkan")
