"""After days down: whoever was never told of a session reads in the first message that they are invited, to what, when and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.owing.test_nights import FAR, SET, _set

if TYPE_CHECKING:
    from tests.office import Office

LONG = "/tetapkan SDMO-05 23-24 Oktober 2023 08:00-16:00 Aula Bawaslu"
INVITED = """📨 Undangan: 2 acara

1. 📨 Undangan, hari ini · 23–24 Okt 08.00
Teknis Pengambilan Keputusan Pleno Di Lingkungan Panwaslu Kecamatan
Bimtek · SDMO-05/1

📅 Senin–Selasa, 23–24 Oktober 2023
🕘 08.00–16.00 WIB
📍 Aula Bawaslu
Jawaban Anda: belum ada
Acara sudah dimulai; jawaban tidak bisa diubah lagi.
✔️ Check-in sudah dibuka: sampai di tempat, tekan Saya sudah di tempat.

2. 📨 Undangan, hari ini · Sen 23 Okt 13.00
Pengelolaan Anggaran dan Pelaporan Penggunaan Anggaran Badan Ad-Hoc
Rapat · SDMO-03/1

📅 Senin, 23 Oktober 2023
🕘 13.00–15.00 WIB
📍 Hotel Puri
Jawaban Anda: belum ada
✔️ Check-in sudah dibuka: sampai di tempat, tekan Saya sudah di tempat.

Jawab tiap acara dengan tombol bernomornya; bisa diubah sampai acara dimulai."""


@pytest.mark.parametrize("lines", [(FAR,), (LONG, FAR)])
async def test_who_was_never_told_reads_an_invitation_first_also_when_the_door_is_open(
    office: Office, lines: tuple[str, ...]
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    for line in lines:
        await _set(office, head, line)
    await office.lose()
    await office.at("2023-10-23", 12.5)
    said = len(ketua.messages)
    await office.come_back()
    (first,) = ketua.messages[said:]
    if lines == (FAR,):
        assert first.text.startswith("📨 Undangan, hari ini · Sen 23 Okt 13.00")
        assert "✔️ Check-in sudah dibuka" in first.text
    else:
        assert first.text == INVITED
    await office.press(ketua, "Hadir")
    await office.press(ketua, "Saya sudah di tempat")
