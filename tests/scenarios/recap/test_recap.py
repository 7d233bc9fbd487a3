from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from bot.services.people.roles import registered_managers
from bot.services.recap import session_recap

if TYPE_CHECKING:
    from tests.office import Office


@pytest.mark.handler("recap.recap")
async def test_the_recap_adds_up_in_text_and_workbook(office: Office) -> None:
    head = await office.head()
    ketua, second = await office.chair_of("Wonodadi"), await office.chair_of("Udanawu")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(ketua, "Hadir")
    await office.say(second, "/izin SDMO-02 =1+1 ada acara")
    text = await office.say(head, "/rekap SDMO-02")
    counts = [int(number) for number in re.findall(r"(?:hadir|Berhalangan|Diwakilkan|Belum) (\d+)", text)[:4]]
    assert counts == [1, 1, 0, 64]
    assert "Diundang 66 · sudah menjawab 2 (3%)" in text
    assert "• Oki Firmansyah (Udanawu): =1+1 ada acara" in text
    await office.press(head, "Unduh XLSX")
    name, content = office.sim.world.files[head.messages[-1].file_id]
    book = load_workbook(io.BytesIO(content))
    assert name == "rekap-SDMO-02-1.xlsx"
    people, districts = book.worksheets
    answers = [row[5] for row in people.iter_rows(min_row=6, values_only=True)]
    assert (answers.count("hadir"), answers.count("berhalangan"), answers.count("belum")) == (1, 1, 64)
    assert people.freeze_panes == "A6"
    (formula,) = [row[6] for row in people.iter_rows(min_row=6) if row[6].value == "=1+1 ada acara"]
    assert formula.data_type == "s"
    assert districts.cell(districts.max_row, 2).value == "=SUM(B6:B27)"


@pytest.mark.parametrize("hour", [7, 8.5, 10, 13])
async def test_the_sheets_of_a_workbook_agree_at_any_hour_of_the_day(office: Office, hour: float) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(ketua, "Hadir")
    came, over = hour > 8, hour > 12
    if came:
        await office.at("2023-10-06", 8.2)
        await office.press(ketua, "Saya sudah di tempat")
    await office.at("2023-10-06", hour)
    text = await office.say(head, "/rekap SDMO-02")
    await office.press(head, "Unduh XLSX")
    _, content = office.sim.world.files[head.messages[-1].file_id]
    people, districts = load_workbook(io.BytesIO(content)).worksheets
    assert sum(bool(row[8]) for row in people.iter_rows(min_row=6, values_only=True)) == came
    titles, *rows = list(districts.iter_rows(min_row=5, values_only=True))
    counts = next(dict(zip(titles, row, strict=True)) for row in rows if row[0] == "Wonodadi")
    # Who stayed away is not judged before the end.
    assert [counts.get(title) for title in ("Sudah hadir", "Lebih awal", "Menyanggupi, tidak hadir")] == (
        [None, 1, 0] if over else [1 if came else None, None, None]
    )
    assert ("🚪 Sudah hadir 1" in text) is (came and not over)


async def test_those_silent_are_asked_once_more_at_most_every_six_hours(office: Office) -> None:
    head, ketua, answered = await office.head(), await office.chair_of("Wonodadi"), await office.chair_of("Udanawu")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.press(answered, "Hadir")
    await office.say(head, "/rekap SDMO-02")
    await office.press(head, "Ingatkan yang belum")
    assert head.notes[-1][0] == "1 orang diingatkan."
    assert ketua.screen.startswith("⏳ Mohon jawaban")
    assert not answered.screen.startswith("⏳")
    await office.press(head, "Ingatkan yang belum")
    assert head.notes[-1][0] == (
        "Yang belum menjawab baru saja diingatkan pukul 08.02. Pengingat berikutnya bisa dikirim 6 jam setelahnya."
    )


async def test_phone_numbers_are_for_heads_in_private_only(office: Office) -> None:
    head = await office.head()
    group = await office.linked_group("", [head])
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    assert "+6284000000001" in await office.say(head, "/belum SDMO-02")
    for line in ("/belum SDMO-02", "/rekap SDMO-02", "/belumdaftar", "/profil"):
        said = await office.say(head, line, group)
        assert said == "Hal ini hanya bisa di chat pribadi. Buka @panwascam_uji_bot lalu ulangi di sana."


async def test_the_month_lists_held_moved_and_cancelled(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/tetapkan PPDI-01 2023-10-05 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/batalkan PPDI-01 hari libur")
    await office.press(head, "Ya, batalkan sesi")
    text = await office.say(head, "/rekap bulan")
    assert re.search(r"• Kam 5 Okt · .*\(PPDI-01/1\)\n❌ dibatalkan", text)
    assert re.search(r"• Jum 6 Okt · .*\(SDMO-02/1\)\n✅ 0 dari 66 menyatakan hadir · 0% menjawab", text)
    assert "Diundang 66" in text
    assert "Tidak ada sesi" in await office.say(head, "/rekap september")


async def test_the_recap_by_kecamatan_sums_to_the_whole(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-04 2023-10-26 09:00-12:00 Aula Bawaslu")
    manager = (await registered_managers(office.bot.ctx))[0]
    recap = await session_recap(office.bot.ctx, manager, "SDMO-04")
    # 66 commissioners, 22 heads of secretariat and the office's seven.
    assert recap.tally.invited == 95
    assert sum(tally.invited for _, tally in recap.districts) == 95
    assert len(recap.districts) == 23
