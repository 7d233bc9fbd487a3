"""What is filled in and not sent: nothing of it is said to be quiet, and nothing of it is sent unknowingly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose, State
from bot.storage.models import DutyDraft, DutyReport

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

DAY = "2023-10-03"


async def _on_duty(office: Office) -> Person:
    ketua = await office.chair_of()
    await office.duty(DAY, ketua, "Wonodadi")
    await office.at(DAY, 9)
    return ketua


async def _reports(office: Office) -> list[DutyReport]:
    async with office.outside.read() as session:
        return list((await session.execute(select(DutyReport).order_by(DutyReport.id))).scalars())


async def _urgent_draft(office: Office, ketua: Person) -> None:
    await office.say(ketua, "/piket")
    await office.press(ketua, "Kejadian mendesak")
    await office.say(ketua, "Warga dikeroyok")
    ketua.send_album(2)
    await office.settle()


_ASKED = (
    "🛡 Laporan piket Wonodadi, Selasa, 3 Oktober 2023\n⚠️ Aman, nihil? Ini sudah Anda isi, dan BELUM terkirim:\n\n"
    "Situasi: 🚨 Kejadian mendesak\nLaporan: Warga dikeroyok\nLampiran: 2 foto\n\n"
    "Kirim isian ini, atau buang isian ini dan laporkan aman, nihil."
)


@pytest.mark.parametrize("by", ["morning", "words", "lines"])
async def test_what_happened_is_not_sent_as_safe_but_shown(office: Office, by: str) -> None:
    ketua, head = await _on_duty(office), await office.head()
    morning = ketua.messages[-1]
    await _urgent_draft(office, ketua)
    if by == "morning":
        ketua.press("Aman, nihil", message=morning)
        await office.settle()
    else:
        await office.say(ketua, "/piket nihil" if by == "words" else "/piket lapor\nsituasi: aman")
    assert await _reports(office) == []
    if by == "lines":
        # What the lines said is kept, and sent when it was looked at.
        assert "Warga dikeroyok" in ketua.screen
        assert "BELUM terkirim. Periksa" in ketua.screen
        return
    assert _ASKED in (morning.text, ketua.screen)
    await office.press(ketua, "Kirim laporan")
    assert "🚨 kejadian mendesak" in (morning.text + ketua.screen)
    assert any("Warga dikeroyok" in message.text for message in head.messages)


async def test_what_is_dropped_is_not_sent_and_nobody_is_reminded_of_it(office: Office) -> None:
    ketua, head = await _on_duty(office), await office.head()
    await _urgent_draft(office, ketua)
    await office.say(ketua, "/piket nihil")
    said = await office.press(ketua, "Buang isian")
    assert "PKT/35.05.01/20231003/1" in said
    assert "🟢 aman" in said
    assert [one.text for one in await _reports(office)] == ["Situasi aman, nihil laporan."]
    await office.at(DAY, 12)
    assert not any("dikeroyok" in message.text for message in head.messages)
    assert [one.state for one in await office.deliveries(Purpose.DUTY_UNSENT)] == [State.CANCELLED]
    async with office.outside.read() as session:
        assert (await session.execute(select(DutyDraft))).first() is None


async def test_a_situation_alone_is_no_reason_to_ask(office: Office) -> None:
    ketua = await _on_duty(office)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Ada kejadian")
    await office.press(ketua, "Kembali")
    assert "🟢 aman" in await office.press(ketua, "Aman, nihil")


async def test_what_lacks_an_answer_is_gone_on_with(office: Office) -> None:
    ketua = await _on_duty(office)
    await office.say(ketua, "/piket")
    ketua.send_photo()
    await office.settle()
    said = await office.press(ketua, "Aman, nihil")
    assert "Lampiran: foto" in said
    assert "Lanjutkan isian ini, atau buang" in said
    assert "1/3 Bagaimana situasinya?" in await office.press(ketua, "Lanjutkan isian")


@pytest.mark.parametrize("sendings", [(10, 10, 5), (10, 5, 10), (10, 10, 1)])
async def test_photos_beyond_the_most_are_not_said_to_be_kept(office: Office, sendings: tuple[int, ...]) -> None:
    ketua = await _on_duty(office)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Ada kejadian")
    await office.say(ketua, "Baliho roboh")
    report = ketua.messages[-1]
    for count in sendings:
        ketua.send_album(count)
        await office.settle()
    assert sum(message.reaction == "👍" for message in ketua.room.messages) == 20
    assert "⚠️ Paling banyak 20 foto dalam satu laporan." in report.text + ketua.screen
    shown = len(ketua.messages)
    await office.press(ketua, "Kirim laporan")
    assert "Lampiran: 20 foto" in ketua.screen
    assert len(ketua.messages) == shown


async def test_a_photo_with_lines_beyond_the_most_is_said_not_to_go_along(office: Office) -> None:
    ketua = await _on_duty(office)
    await office.say(ketua, "/piket")
    await office.press(ketua, "Aman, ada catatan")
    for _ in range(2):
        ketua.send_album(10)
        await office.settle()
    ketua.send_photo("/piket lapor\nisi: Dua tamu")
    await office.settle()
    assert "⚠️ Paling banyak 20 foto" in ketua.screen
    assert await _reports(office) == []
    assert "Lampiran: 20 foto" in await office.press(ketua, "Kirim laporan")
