"""Whoever has a shift no more while they write of it: what they tell of an incident goes out, and nothing they wrote is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage.models import DutyReport

if TYPE_CHECKING:
    from bot.simulator import Person
    from bot.simulator.world import ShownMessage
    from tests.office import Office

DAY = "2023-10-03"
_WHAT = "Warga dikeroyok di TPS 3"


async def _reports(office: Office) -> list[tuple[int, str, str]]:
    async with office.outside.read() as session:
        rows = (await session.execute(select(DutyReport).order_by(DutyReport.id))).scalars()
        return [(one.nth, one.situation.value, one.text) for one in rows]


async def _lose(office: Office, other: Person, way: str) -> None:
    if way == "import":
        await office.duty(DAY, other, "Wonodadi")
        return
    await office.say(other, "/piket")
    await office.press(other, "Ambil alih")
    await office.press(other, "Ya, saya ambil alih")


async def _begun(office: Office, *steps: str) -> tuple[Person, Person, ShownMessage]:
    """Who was on duty, whoever may be in their place, and the message of the form."""
    first = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    other = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    await office.duty(DAY, first, "Wonodadi")
    await office.at(DAY, 9)
    await office.say(first, "/piket")
    form = first.messages[-1]
    for step in steps:
        await office.press(first, step)
    return first, other, form


@pytest.mark.parametrize("way", ["import", "taken over"])
@pytest.mark.parametrize("how", ["Kejadian mendesak", "Ada kejadian"])
async def test_what_tells_of_an_incident_is_sent_as_one_of_their_own(office: Office, way: str, how: str) -> None:
    first, other, form = await _begun(office, how)
    head = await office.head()
    await office.say(first, _WHAT)
    await _lose(office, other, way)
    first.send_photo()
    await office.settle()
    assert (
        f"🔁 Piket ini sekarang dipegang {other.user.first_name}, dan kejadian ini tetap Anda kirim sendiri."
        in form.text
    )
    assert "Foto disimpan (1)" in form.text
    await office.press(first, "Kirim laporan")
    assert form.text.startswith("✅ Laporan piket diterima")
    assert f"Oleh {first.user.first_name}, " in head.screen + head.messages[-2].text
    situation = "mendesak" if "mendesak" in how else "kejadian"
    assert await _reports(office) == [(2, situation, _WHAT)]
    # Whoever is on duty owes the report of the shift all the same.
    await office.say(other, "/piket")
    await office.press(other, "Aman, nihil")
    assert [nth for nth, _, _ in await _reports(office)] == [2, 1]


async def test_the_reminder_of_what_is_urgent_sends_it(office: Office) -> None:
    first, other, _ = await _begun(office, "Kejadian mendesak")
    head = await office.head()
    await office.say(first, _WHAT)
    await _lose(office, other, "taken over")
    assert "BELUM terkirim" in await office.say(first, "/piket")
    await office.at(DAY, 9.2)
    assert first.screen.startswith("⚠️ Laporan mendesak ini BELUM terkirim")
    await office.press(first, "Kirim sekarang")
    assert _WHAT in head.screen
    assert await _reports(office) == [(2, "mendesak", _WHAT)]


@pytest.mark.parametrize("quiet", [False, True])
async def test_what_is_no_incident_is_read_by_whoever_serves_now_and_its_writer_is_told_so(
    office: Office, quiet: bool
) -> None:
    first, other, form = await _begun(office, "Aman, ada catatan")
    await office.say(first, "Dua tamu")
    await _lose(office, other, "taken over")
    one, two = first.user.first_name, other.user.first_name
    assert f"✍️ {one} sudah menulis laporannya, belum terkirim" in other.screen
    if quiet:
        await office.press(first, "Lewati")
    else:
        await office.say(first, "dari KPU")
        first.send_photo()
        await office.settle()
    told = (
        "🛡 Laporan piket Wonodadi, Selasa, 3 Oktober 2023\n{got}"
        f"🔁 Piket ini sekarang dipegang {two}, yang mengirim laporannya.\n"
        f"Isian Anda tersimpan, dan dibaca {two} saat membuka laporan piket ini:\n\n"
        "Situasi: 📝 Aman, ada catatan\nLaporan: {words}\n\nBila ini kejadian, Anda tetap melaporkannya sendiri:"
    )
    words = "Dua tamu" if quiet else "Dua tamu\ndari KPU\nLampiran: foto"
    assert form.text == told.format(words=words, got="" if quiet else "📷 Foto disimpan (1).\n")
    await office.press(other, "Buat laporan")
    assert "Dua tamu" in other.screen
    await office.press(other, "Kirim laporan")
    assert await _reports(office) == [(1, "aman", words.removesuffix("\nLampiran: foto"))]
    # What is said afterwards is not in it, and that is said.
    await office.say(first, "Satu lagi")
    said = next(one.text for one in reversed(first.messages) if "Satu lagi" in one.text)
    assert f"TIDAK terkirim: laporannya sudah dikirim {two} (PKT/35.05.01/20231003/1)" in said
    await office.press(first, "Buang isian saya")
    assert "Lanjutkan" not in " ".join(first.messages[-1].buttons)


async def test_what_is_written_after_a_shift_was_lost_is_kept_and_may_be_told_as_an_incident(office: Office) -> None:
    first, other, form = await _begun(office)
    head = await office.head()
    await _lose(office, other, "import")
    await office.say(first, _WHAT)
    first.send_photo()
    await office.settle()
    assert f"Laporan: {_WHAT}\nLampiran: foto\n\nBila ini kejadian" in form.text
    await office.press(first, "Kejadian mendesak")
    assert "dan kejadian ini tetap Anda kirim sendiri." in form.text
    await office.press(first, "Kirim laporan")
    assert any(_WHAT in one.text for one in head.messages)
    assert await _reports(office) == [(2, "mendesak", _WHAT)]


@pytest.mark.parametrize("words", ["situasi: mendesak\nisi: {}", "situasi: aman\nisi: {}"])
async def test_lines_that_come_after_a_shift_was_lost_are_read(office: Office, words: str) -> None:
    first, other, form = await _begun(office)
    await _lose(office, other, "import")
    await office.say(first, words.format(_WHAT))
    said = form.text
    if "mendesak" in words:
        assert said.startswith("✅ Laporan piket diterima")
        assert await _reports(office) == [(2, "mendesak", _WHAT)]
    else:
        assert f"dibaca {other.user.first_name} saat membuka laporan" in said
        assert await _reports(office) == []


async def test_who_has_written_something_themselves_reads_nothing_more_and_that_is_said(office: Office) -> None:
    first, other, form = await _begun(office, "Aman, ada catatan")
    await _lose(office, other, "import")
    await office.say(other, "/piket")
    await office.say(other, "Tiga tamu")
    await office.say(first, "Dua tamu")
    assert f"TIDAK terkirim: {other.user.first_name} sudah menulis sendiri." in form.text
    await office.press(first, "Buang isian saya")
    assert "Isian Anda dibuang" in form.text


async def test_the_reminder_of_what_is_urgent_says_that_it_is_empty(office: Office) -> None:
    first, _, _ = await _begun(office, "Kejadian mendesak")
    await office.at(DAY, 9.2)
    assert first.screen == (
        "⚠️ Laporan mendesak ini BELUM terkirim\nWonodadi · Selasa, 3 Oktober 2023\n\n"
        "Isinya masih kosong: belum ada keterangan apa yang terjadi.\n\n"
        "Pimpinan baru tahu setelah dikirim. Tulis apa yang terjadi, lalu kirim; yang kurang boleh menyusul."
    )
    assert "2/4 Apa laporannya?" in await office.press(first, "Lanjutkan isian")
