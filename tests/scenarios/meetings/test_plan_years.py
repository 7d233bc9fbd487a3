"""The turn of a year: two plans in one office, and what was held keeps its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from bot.services.papers.numbers import PaperKind
from bot.storage.models import Invitation, PaperNumber, Person
from tests.importing.desk import CALENDAR

if TYPE_CHECKING:
    from tests.office import Office

# Late enough for two plans.
pytestmark = pytest.mark.begins("2023-12-11")

PLAN = f"{CALENDAR}\nSDMO-02,SDMO,Rapat Kerja Tahun Baru,Januari 2024,rapat,komisioner\n"


async def _send(office: Office, name: str, content: str) -> str:
    admin = await office.admin()
    admin.send_document(name, content.encode())
    await office.settle()
    return await office.agree(admin)


@pytest.fixture
async def december(office: Office) -> Office:
    """In December 2023 both plans are there; SDMO-02 was held, and that of 2024 is dated for January."""
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-12-13 09:00-12:00 Aula Lama")
    # Past its period.
    await office.press(head, "Ya, lanjutkan")
    await office.press(ketua, "Hadir")
    await office.at("2023-12-18", 9)
    assert await _send(office, "2024.csv", PLAN) == "✅ Kalender 2024 diimpor: 1 baru, 0 berubah, 0 tetap."
    await office.say(head, "/tetapkan SDMO-02@2024 2024-01-15 09:00-12:00 Aula Baru")
    return office


async def test_in_december_the_next_years_session_carries_its_year(december: Office) -> None:
    head, ketua = await december.head(), await december.chair_of()
    assert "SDMO-02@2024/1" in ketua.screen
    assert "Aula Baru" in ketua.screen
    assert "Aula Baru" in await december.say(ketua, "/hadir SDMO-02@2024/1")
    assert "Menyatakan hadir 1" in await december.say(head, "/rekap SDMO-02/1")
    assert "Menyatakan hadir 0" in await december.say(head, "/rekap SDMO-02@2024/1")


async def test_a_session_picked_by_button_is_the_one_that_moves(december: Office) -> None:
    head, ketua = await december.head(), await december.chair_of()
    await december.say(head, "/ubah")
    await december.press(head, "Rapat Kerja Tahun Baru")
    await december.say(head, "16 Januari 2024")
    await december.press(head, "Tetap")
    await december.press(head, "Tetap")
    await december.press(head, "Ya")
    assert "16 Januari 2024" in ketua.screen


async def test_from_new_year_on_the_bare_code_is_the_new_plans(december: Office) -> None:
    head, ketua = await december.head(), await december.chair_of()
    await december.at("2024-01-02", 9)
    assert "Rapat Kerja Tahun Baru" in await december.say(ketua, "/kegiatan SDMO-02")
    assert "Penguatan" in await december.say(ketua, "/kegiatan SDMO-02@2023")
    assert "Aula Baru" in await december.say(ketua, "/hadir SDMO-02")
    assert "SDMO-02/1" in ketua.screen
    held = await december.say(head, "/rekap SDMO-02@2023/1")
    assert "Penguatan" in held
    assert "Menyatakan hadir 1" in held
    assert "SDMO-02@2023/1" in await december.say(head, "/rekap desember 2023")
    # What a plan of last year left undated does not fill the list of this year's.
    assert "Rapat Kerja Tahun Baru" not in await december.say(head, "/tetapkan")


async def test_at_new_year_what_was_read_says_the_code_that_holds_and_izin_asks_which_of_two_is_meant(
    office: Office,
) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.at("2023-12-27", 9)
    await office.say(head, "/tetapkan SDMO-02 2024-01-05 09:00-12:00 Aula Lama")
    await office.press(head, "Ya, lanjutkan")
    invited = ketua.messages[-1]
    assert "SDMO-02/1" in invited.text
    await _send(office, "2024.csv", PLAN)
    await office.say(head, "/tetapkan SDMO-02@2024 2024-01-12 09:00-12:00 Aula Baru")
    await office.at("2024-01-02", 9)
    assert "SDMO-02@2023/1" in invited.text
    said = await office.say(ketua, "/izin SDMO-02/1 sakit")
    assert said == "Berhalangan untuk acara yang mana?"
    assert [label.split(" · ")[0] for label in ketua.messages[-1].buttons] == ["Jum 5 Jan", "Jum 12 Jan"]
    await office.press(ketua, "5 Jan")
    assert "Aula Lama" in ketua.screen
    assert "Jawaban Anda: 🚫 Berhalangan (sakit)" in ketua.screen
    assert "Aula Baru" in await office.say(ketua, "/izin SDMO-02@2024/1 sakit")


async def test_a_number_that_only_the_old_plan_has_is_named(december: Office) -> None:
    head = await december.head()
    await december.at("2024-01-02", 9)
    await december.say(head, "/batalkan SDMO-02/1 ditunda")
    await december.press(head, "Ya")
    said = await december.say(head, "/rekap SDMO-02/2")
    assert said == "Sesi “SDMO-02/2” tidak ada. Yang ada: SDMO-02/1"


async def test_numbers_of_papers_begin_anew_with_the_year_and_never_collide(december: Office) -> None:
    head = await december.head()
    assert "Nomor 001/SDMO/12/2023" in await december.say(head, "/surat SDMO-02@2024/1")
    await december.at("2024-01-03", 9)
    # The same letter keeps its number; what it is changed by is of the new year.
    assert "Nomor 001/SDMO/12/2023" in await december.say(head, "/surat SDMO-02/1")
    await december.say(head, "/ubah SDMO-02/1 2024-01-16 09:00-12:00 Aula Baru")
    assert "Nomor 001/SDMO/01/2024" in await december.say(head, "/surat SDMO-02/1")
    ketua = await december.chair_of()
    for session_id in (1, 2):
        async with december.bot.db.write() as session:
            person = select(Person.id).where(Person.name == ketua.user.first_name).scalar_subquery()
            await session.execute(
                update(Invitation)
                .where(Invitation.session_id == session_id, Invitation.person_id == person)
                .values(checked_in_at=december.clock.now(), check_in_how="petugas")
            )
    await december.at("2024-01-17", 9)
    # Certificates are dated on the day of the session, each in its year's series.
    for code in ("SDMO-02@2023/1", "SDMO-02/1"):
        await december.say(head, f"/sertifikat {code}")
    async with december.bot.db.read() as session:
        numbers = select(PaperNumber.year, PaperNumber.number, PaperNumber.session_id).where(
            PaperNumber.kind == PaperKind.CERTIFICATE
        )
        assert sorted(map(tuple, await session.execute(numbers))) == [(2023, 1, 1), (2024, 1, 2)]


async def test_the_chat_asks_for_a_year_that_the_words_do_not_say(office: Office) -> None:
    admin = await office.admin()
    plan = f"{CALENDAR}\nP2H-30,P2H,Rapat Tambahan,minggu pertama bulan November,rapat,komisioner\n"
    asked = await _send(office, "tambahan.csv", plan)
    assert asked == (
        "Rencana tahun berapa? Waktu dalam “tambahan.csv” tidak menyebut tahunnya. Pilih, atau ketik tahunnya."
    )
    assert admin.messages[-1].buttons == ["2023", "2024", "2022"]
    assert await office.say(admin, "tahun depan") == (
        "“tahun depan” bukan tahun. Pilih tombolnya, atau ketik tahunnya, contoh: 2023"
    )
    await office.press(admin, "2023")
    # In the place of the question.
    assert "Kalender 2023, belum disimpan: 1 baru" in admin.messages[-2].text
    await office.press(admin, "Terapkan")
    assert admin.messages[-2].text == "✅ Kalender 2023 diimpor: 1 baru, 0 berubah, 0 tetap."
    await _send(office, "tambahan.csv", plan)
    assert "Kalender 2024, belum disimpan: 1 baru" in await office.say(admin, "2024")
    assert await office.agree(admin) == "✅ Kalender 2024 diimpor: 1 baru, 0 berubah, 0 tetap."
