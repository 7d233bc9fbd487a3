"""The transcript reads as a conversation: presses, notes and changes in the order in which they happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator import transcript
from tests.office import WIB

if TYPE_CHECKING:
    from tests.office import Office


async def test_a_private_chat_shows_presses_notes_and_changes(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(ketua, "Berhalangan")
    await office.press(ketua, "Sakit")
    lines = [line.strip() for line in transcript(ketua.room, WIB).splitlines()]
    seen = [
        "08.00 Endah Wijaya, S.Sos.",
        "[contact]",
        "📨 Undangan · Jum 6 Okt 09.00",
        "[✅ Hadir] [🚫 Berhalangan]",
        "08.01 Endah Wijaya, S.Sos. → menekan [🚫 Berhalangan]",
        "08.01 BOT mengubah pesan pukul 08.01",
        "Mengapa berhalangan?",
        "08.01 Endah Wijaya, S.Sos. → menekan [🤒 Sakit]",
        "← Tercatat: berhalangan. Terima kasih sudah mengabari.",
        "Jawaban Anda: 🚫 Berhalangan (sakit)",
    ]
    where = [lines.index(line) for line in seen]
    assert where == sorted(where)


async def test_a_group_shows_the_card_as_it_is_and_who_pressed(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(ketua, "✅ Hadir", group)
    text = transcript(group.room, WIB)
    assert "Endah Wijaya, S.Sos. → menekan [✅ Hadir]\n    ← Tercatat: Anda menyatakan hadir." in text
    assert text.count("📋 Kehadiran") == 1
    assert "✅ Menyatakan hadir: 1" in text


async def test_files_are_named(office: Office) -> None:
    head, admin, ketua = await office.head(), await office.admin(), await office.chair_of()
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/rekap SDMO-02")
    await office.press(head, "Unduh XLSX")
    assert "[document] rekap-SDMO-02-1.xlsx" in transcript(head.room, WIB)
    assert "[document] piket.csv" in transcript(admin.room, WIB)
