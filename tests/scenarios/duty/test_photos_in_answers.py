"""Photos where words are asked for: with the answer to a note they are the report's, anywhere else they are said not to be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage.models import DutyDraft, DutyPhoto, DutyReport

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

_WHERE = "Mana foto buku tamunya?"
_LEFT = "Foto Anda TIDAK ikut: yang dibaca di sini tulisannya saja."


async def _reported(office: Office) -> tuple[Person, Person]:
    officer, kasek = [await office.registered(one, "Wonodadi") for one in ("Anggota Panwascam", "Kepala Sekretariat")]
    await office.duty("2023-10-03", officer, "Wonodadi")
    await office.at("2023-10-03", 9)
    await office.say(officer, "/piket lapor\nsituasi: aman\nisi: Dua tamu")
    await office.press(kasek, "Perlu diperbaiki")
    return officer, kasek


async def _counts(office: Office) -> tuple[int, int, int]:
    """Reports, photos, drafts."""
    async with office.outside.read() as session:
        rows = [(await session.execute(select(of))).all() for of in (DutyReport.id, DutyPhoto.id, DutyDraft.form)]
    return len(rows[0]), len(rows[1]), len(rows[2])


@pytest.mark.parametrize("way", ["button", "reply"])
@pytest.mark.parametrize("photos", [1, 3])
@pytest.mark.parametrize("words", ["Ini fotonya", ""])
async def test_a_photo_in_the_answer_to_a_note_is_the_reports(
    office: Office, way: str, photos: int, words: str
) -> None:
    officer, kasek = await _reported(office)
    await office.say(kasek, _WHERE)
    note = officer.messages[-1]
    if way == "button":
        await office.press(officer, "Jawab")
    shown = len(officer.messages)
    replied = note if way == "reply" else None
    if photos == 1:
        officer.send_photo(words, answering=replied)
    else:
        officer.send_album(photos, words, answering=replied)
    await office.settle()
    assert len(officer.messages) == shown + 1
    assert officer.screen.startswith("✅ Jawaban disimpan")
    assert sum(message.reaction == "👍" for message in officer.room.messages) == photos
    assert kasek.screen.startswith("💬 Laporan piket dijawab")
    assert f"(📷 {photos}, lihat di laporan): {words}" in kasek.screen or photos > 1
    assert await _counts(office) == (1, photos, 0)
    files = [call for call in office.sim.calls("sendPhoto", chat_id=kasek.id)]
    await office.press(kasek, "Buka laporan")
    assert len(office.sim.calls("sendPhoto", chat_id=kasek.id)) == len(files) + photos
    assert any(f"(📷 {photos}, lihat di laporan): {words}".strip() in one.text for one in kasek.messages)
    # The answer is given: what comes next is something else.
    assert "Maaf, saya belum mengerti" in await office.say(officer, "terima kasih")


async def test_what_is_no_answer_is_answered_with_what_is_wanted(office: Office) -> None:
    officer, kasek = await _reported(office)
    await office.say(kasek, _WHERE)
    await office.press(officer, "Jawab")
    officer.send_voice()
    await office.settle()
    assert officer.screen == "Jawabannya belum ada. Tulis dalam satu pesan, atau kirim foto. Untuk berhenti: /batal"
    officer.send_video("Ini videonya")
    await office.settle()
    assert any(one.text.startswith("✅ Jawaban disimpan") for one in officer.messages)
    assert "Video Anda TIDAK ikut" in officer.screen


async def test_of_a_note_the_words_alone_are_taken_and_it_is_said_so(office: Office) -> None:
    officer, kasek = await _reported(office)
    for send in (kasek.send_voice, kasek.send_photo):
        send()
        await office.settle()
        assert kasek.screen.startswith("Catatannya belum ada. Tulis apa yang perlu diperbaiki dalam satu pesan;")
    kasek.send_photo(_WHERE)
    await office.settle()
    assert _LEFT in kasek.screen
    assert _WHERE in officer.screen
    assert await _counts(office) == (1, 0, 0)


@pytest.mark.parametrize("way", ["asked", "command"])
async def test_a_photo_of_a_doctors_letter_is_said_not_to_go_along(office: Office, way: str) -> None:
    officer, _ = await _reported(office)
    if way == "asked":
        await office.say(officer, "/piket cuti")
    officer.send_photo("4-6 Oktober" if way == "asked" else "/piket cuti 4-6 Oktober")
    await office.settle()
    assert officer.screen == f"⚠️ {_LEFT}"
    assert await _counts(office) == (1, 0, 0)
