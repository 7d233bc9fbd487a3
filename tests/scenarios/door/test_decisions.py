"""What a meeting decided is written down, told, reminded of, and followed up until it is done; materials reach all invited."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.scenarios.door.test_handing_in import agreed

if TYPE_CHECKING:
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"


@pytest.mark.handler("door.decisions")
async def test_a_decision_is_told_reminded_of_and_done(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await agreed(office, head, SET)
    name = ketua.user.first_name
    assert "Tidak ada tindak lanjut" in await office.say(head, "/tindaklanjut")
    assert "dipisah titik koma" in await office.say(head, "/tindaklanjut SDMO-02 kirim rekap")
    assert "Tidak ada orang kantor ini" in await office.say(head, "/tindaklanjut SDMO-02 kirim; Zzz; 10 Oktober 2023")
    assert "bukan tanggal" in await office.say(head, f"/tindaklanjut SDMO-02 kirim; {name}; kapan-kapan")
    assert "sudah lewat" in await office.say(head, f"/tindaklanjut SDMO-02 kirim; {name}; 1 Oktober 2023")
    assert "Perintah ini untuk" in await office.say(ketua, f"/tindaklanjut SDMO-02 kirim; {name}; 10 Oktober 2023")
    said = await office.say(head, f"/tindaklanjut SDMO-02 kirim rekap DPTb; {name}; 10 Oktober 2023")
    line = f"• kirim rekap DPTb – {name}, sampai 10 Oktober 2023 (SDMO-02/1)"
    assert said.splitlines()[-1] == line
    assert ketua.screen == f"📌 Tindak lanjut untuk Anda\n\n{line}"
    await office.at("2023-10-09", 8.1)
    assert ketua.screen.startswith("⏰ Tindak lanjut: besok batasnya")
    await office.at("2023-10-11", 8.1)
    # Late: whoever wrote it down hears of it too.
    assert [one.screen.splitlines()[0] for one in (ketua, head)] == ["⚠️ Tindak lanjut lewat batas"] * 2
    assert "lewat 10 Oktober 2023" in await office.say(ketua, "/tindaklanjut")
    assert await office.press(ketua, "kirim rekap DPTb") == "✅ Selesai: kirim rekap DPTb (SDMO-02/1)"
    assert "Tidak ada tindak lanjut" in await office.say(head, "/tindaklanjut")


async def test_what_is_done_in_time_is_not_reminded_of_and_materials_reach_all_who_are_invited(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await agreed(office, head, SET)
    await office.say(head, f"/tindaklanjut SDMO-02 kirim rekap; {ketua.user.first_name}; 12 Oktober 2023")
    await office.press(ketua, "Sudah selesai")
    head.send_document("paparan.pdf", b"1", "/materi SDMO-02")
    head.send_document("lampiran.pdf", b"2", "/materi SDMO-02")
    await office.settle()
    before = len(ketua.messages)
    await office.clock.advance(timedelta(minutes=3))
    assert [one.text.splitlines()[0] for one in ketua.messages[before:]] == ["📎 Materi"]
    assert ketua.messages[-1].buttons == ["📎 paparan.pdf", "📎 lampiran.pdf"]
    await office.at("2023-10-13", 9)
    assert [one.text for one in ketua.messages if one.text.startswith(("⏰", "⚠️"))] == []
