"""Commands without their argument offer what may be meant; what is sent with a command goes where the command says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage.models import SessionFile

if TYPE_CHECKING:
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="module")

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


async def _files(office: Office) -> list[tuple[str, str]]:
    query = select(SessionFile.kind, SessionFile.name).order_by(SessionFile.id)
    return await office.bot.db.query(lambda connection: [(row[0], row[1]) for row in connection.execute(query)])


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("/absen", "Daftar hadir SDMO-02/1"),
        ("/pin", "PIN check-in SDMO-02/1"),
        ("/lokasi", "Kirim lokasi tempat SDMO-02/1"),
        ("/materi", "Kirim file materi SDMO-02/1"),
        ("/notulen", "Kirim file notulen SDMO-02/1"),
        ("/kuesioner", "Hasil kuesioner"),
        ("/kursi", "Berapa kursi?"),
        ("/kejar", "Kapan yang belum menjawab"),
    ],
)
async def test_without_a_code_sessions_are_offered(office: Office, command: str, shown: str) -> None:
    head = await office.head()
    await office.say(head, SET)
    if command == "/kuesioner":
        await office.at("2023-10-06", 13)
    await office.say(head, command)
    (label,) = [label for label in head.messages[-1].buttons if "6 Okt" in label]
    assert shown in await office.press(head, label)


async def test_kegiatan_offers_what_is_planned_also_in_a_group(office: Office) -> None:
    ketua = await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua])
    for where in (None, group):
        await office.say(ketua, "/kegiatan", where)
        label = (where or ketua).messages[-1].buttons[0]
        assert label.split(" · ", 1)[0] in await office.press(ketua, label, where)
        assert "Rencana" in (where or ketua).screen


async def test_seats_and_rule_are_set_by_buttons_and_a_number(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    await office.say(head, "/kursi SDMO-02")
    assert "tidak masuk akal" in await office.say(head, "banyak")
    assert "SDMO-02/1: 44 kursi" in await office.say(head, "44")
    await office.say(head, "/kursi SDMO-02")
    assert "semua mendapat tempat" in await office.press(head, "Semua mendapat tempat")
    await office.say(head, "/kejar SDMO-02")
    assert "diingatkan lagi: Malam H-1 saja" in await office.press(head, "Malam H-1 saja")
    await office.say(head, "/kejar SDMO-02")
    assert "tidak diingatkan lagi" in await office.press(head, "Jangan diingatkan")


async def test_a_file_or_a_photo_sent_with_the_command_goes_to_its_session(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    head.send_document("paparan.pdf", b"%PDF-1.4", "/materi SDMO-02/1")
    await office.settle()
    assert head.screen.startswith("📎 Materi SDMO-02/1 tersimpan dan dikabarkan kepada semua yang diundang.\n")
    assert head.messages[-1].buttons == ["📎 paparan.pdf", "✅ Selesai"]
    head.send_photo("/notulen\nSDMO-02")
    await office.settle()
    assert "Notulen SDMO-02/1 tersimpan" in head.screen
    head.send_document("lanjutan.pdf", b"%PDF-1.4")
    await office.settle()
    assert "Isian" not in await office.press(head, "✅ Selesai")
    assert [(kind, name.split()[0]) for kind, name in await _files(office)] == [
        ("materi", "paparan.pdf"),
        ("notulen", "Foto"),
        ("notulen", "lanjutan.pdf"),
    ]
    shown = len(ketua.messages)
    ketua.press("Foto", message=next(one for one in ketua.messages if any("Foto" in label for label in one.buttons)))
    await office.settle()
    assert [one.attachment for one in ketua.messages[shown:]] == ["photo"]
    # Without a code it is not known of which session, and nothing is imported either.
    head.send_document("paparan.pdf", b"%PDF-1.4", "/materi")
    await office.settle()
    assert head.screen.startswith("File ini untuk sesi mana?")
    ketua.send_photo("/notulen SDMO-02")
    await office.settle()
    # What materials there are comes to them as well, in its own time.
    assert any("untuk kordiv" in message.text for message in ketua.messages[-2:])
    assert len(await _files(office)) == 3
