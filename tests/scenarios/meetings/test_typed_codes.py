"""A code without its dash, in small letters, parted or with a comma behind it names the same activity, wherever one is taken."""

from __future__ import annotations

import re
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from tests.office import heads

if TYPE_CHECKING:
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="module")

SET = "/tetapkan sdmo 02, 6 Okt 09.00-12.00 Aula Bawaslu"
TYPED = ("sdmo02", "Sdmo 02", "SDMO - 2,")
# When a screen was made.
MOMENT = re.compile(r"\d\d\.\d\d WIB")
# Of a head, and what the same says with the code as it is shown.
COMMANDS = (
    "/kegiatan {}",
    "/usul {}",
    "/tetapkan {} 9 Okt 09.00-12.00 Aula",
    "/tetapkan {}",
    "/ubah {} tempat Hotel Puri",
    "/batalkan {} libur",
    "/rekap {}",
    "/belum {}",
    "/kursi {} 40",
    "/kejar {} tidak",
    "/absen {}",
    "/pin {}",
    "/lokasi {}",
    "/kuesioner {}",
    "/kumpulkan {}",
    "/materi {}",
    "/undang {} Budi",
    "/gelombang {}",
    "/ulangi {}",
    "/jajak {}",
    "/peserta {} 18",
    "/tindaklanjut {} Susun laporan; Budi; besok",
)


async def test_every_command_takes_a_code_as_people_type_it(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    for command, typed in zip(COMMANDS, cycle(TYPED), strict=False):
        as_shown = await office.say(head, command.format("SDMO-02"), look=True)
        await office.say(head, "/batal")
        said = await office.say(head, command.format(typed), look=True)
        assert MOMENT.sub("", said) == MOMENT.sub("", as_shown), (command, typed)
        await office.say(head, "/batal")


async def test_who_is_invited_may_type_it_so_too_and_a_yes_is_no_code(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    group = await office.linked_group("Wonodadi", [ketua, head])
    await office.say(head, SET)
    await office.say(head, "/tetapkan ppdi01 5 Okt 09.00-12.00 Aula")
    both = len(ketua.messages)
    await office.say(ketua, "/hadir, ya")
    assert heads([*ketua.messages[both:]]) == ["📨 Undangan · Jum 6 Okt 09.00", "📨 Undangan · Kam 5 Okt 09.00"]
    assert (await office.say(ketua, "/hadir ppdi 01, ya")).startswith("📨 Undangan · Kam 5 Okt 09.00")
    assert "Sesi “besok” tidak ditemukan" in await office.say(ketua, "/hadir besok")
    assert "Jawaban Anda: 🚫 Berhalangan (sakit, pak)" in await office.say(ketua, "/izin ppdi 01, sakit, pak")
    # Three days are no code: which session it is of is asked, with the reason as it stands.
    assert (await office.say(ketua, "/izin sakit 3 hari")).startswith("Berhalangan untuk acara yang mana?")
    await office.press(ketua, "6 Okt")
    assert "Jawaban Anda: 🚫 Berhalangan (sakit 3 hari)" in ketua.screen
    assert "PPDI-01" in await office.say(ketua, "/hadir ya pak", group)
    assert "SDMO-02" in await office.say(ketua, "/hadir sdmo 02", group)
