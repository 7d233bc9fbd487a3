"""Formulir Model A and surat tugas of a shift: who gets them, under which number, what they say."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from bot.app import connect
from bot.services.papers import supervision, tasks
from bot.services.people.roles import registered_managers
from bot.storage.models import DutyPhoto, DutyShift, PaperNumber
from tests.documents.duty_samples import PHOTOS
from tests.refusals import NO_LONGER, OFFICE_ONLY
from tests.scenarios.papers.test_papers import last_file

if TYPE_CHECKING:
    from pathlib import Path

    from bot.domain.papers.facts import SupervisionFacts, TaskFacts
    from bot.simulator import Person
    from tests.documents.pdf import Pdf
    from tests.office import Office

NUMBER = "PKT/35.05.01/20231003/1"


async def _on_duty(office: Office) -> tuple[Person, Person]:
    ketua, kasek = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.duty("2023-10-03", ketua, "Wonodadi")
    await office.at("2023-10-03", 9)
    return ketua, kasek


async def _refused(office: Office, person: Person, data: str) -> str:
    person.press_data(data, person.messages[-1])
    await office.settle()
    return str(person.notes[-1][0])


@pytest.mark.handler("duty.papers")
async def test_form_a_names_the_surat_tugas_with_which_the_officer_was_sent(office: Office, tmp_path: Path) -> None:
    ketua, kasek = await _on_duty(office)
    head, beside = await office.head(), await office.registered("Kepala Sekretariat", "Udanawu")
    object.__setattr__(office.bot.ctx, "photos", tmp_path)
    assert await office.say(beside, "/surat piket") == (
        "Sampai sepekan ke depan tidak ada piket yang surat tugasnya untuk Anda. Lihat jadwal: /piket"
    )
    assert await office.say(head, "/surat piket") == "Surat tugas piket untuk siapa?\nSelasa, 3 Oktober 2023"
    await office.say(ketua, "/surat piket")
    caption = await office.press(ketua, f"🪪 Sel 3 Okt · {ketua.user.first_name}")
    assert caption == (
        "🪪 Surat tugas piket Wonodadi, Selasa, 3 Oktober 2023\nNomor 001/SDMO/10/2023, tanggal 3 Oktober 2023\n"
        "Cetak, tanda tangan Ketua, beri cap. Bila diminta lagi, nomor dan tanggalnya tetap."
    )
    name, pdf = last_file(office, ketua)
    assert name == "surat-tugas-piket-20231003-Wonodadi.pdf"
    assert pdf.text.endswith("Ketua, Endah Setiawan, S.H.")

    await office.say(ketua, "/piket")
    await office.press(ketua, "Ada kejadian")
    ketua.send("Baliho dirobohkan di depan balai desa")
    await office.settle()
    ketua.send_album([(PHOTOS / "berdiri.jpg").read_bytes(), b"\xff\xd8rusak"])
    await office.settle()
    await office.press(ketua, "Lewati")
    await office.press(ketua, "Kirim laporan")
    await office.at("2023-10-03", 9.5)
    for number, file in enumerate(("berdiri.jpg", "rusak.jpg"), 1):
        (tmp_path / file).write_bytes((PHOTOS / "berdiri.jpg").read_bytes() if number == 1 else b"\xff\xd8rusak")
    await _keep(office)
    caption = await office.press(ketua, "Form A")
    assert caption == (
        f"📄 Formulir Model A untuk laporan {NUMBER}\nNomor 001/LHP/PM.01.02/10/2023, tanggal 3 Oktober 2023\n"
        f"Lengkapi bagian bertitik, cetak, lalu {ketua.user.first_name} menandatangani."
        " Bila diminta lagi, nomor dan tanggalnya tetap."
    )
    # What is missing in it is read before it is.
    assert ketua.messages[-2].text == (
        "⚠️ 1 foto tidak ikut dalam Form A di bawah ini: filenya tidak disimpan di server. Lihat di laporan piketnya."
    )
    pdf = _form_a(office, ketua)
    assert "d. Nomor surat perintah tugas : 001/SDMO/10/2023" in pdf.text
    assert "Baliho dirobohkan di depan balai desa" in pdf.text
    assert "3. Alat bukti 2 foto (pada laporan piket)" in pdf.text
    assert pdf.pages[-1].text == "Lampiran: dokumentasi Foto 1, 3 Okt 2023 09.03 WIB Halaman 3 dari 3"
    assert pdf.faults() == []

    # Put right since: the same number, and a word about the print that is out.
    await office.say(head, f"/rekap {NUMBER}")
    await office.press(head, "Perlu diperbaiki")
    await office.say(head, "Sebut pelakunya")
    await office.press(ketua, "Perbaiki laporan")
    await office.press(ketua, "✏️ Laporan")
    await office.say(ketua, "Baliho dirobohkan dua orang")
    await office.press(ketua, "Kirim perbaikan")
    await office.at("2023-10-04", 9)
    await office.say(head, f"/rekap {NUMBER}")
    caption = await office.press(head, "Form A")
    assert "Nomor 001/LHP/PM.01.02/10/2023, tanggal 3 Oktober 2023" in caption
    assert "⚠️ Laporan diperbaiki sesudah Form A pertama dibuat. Ganti cetakan yang lama." in caption
    assert "dua orang" in last_file(office, head)[1].text
    shift = await _only_shift(office)
    await office.say(head, "/rekap piket minggu")
    await office.press(head, "PDF")
    assert f"Foto (1 dari 2) {NUMBER}, Wonodadi, 3 Okt 2023" in last_file(office, head)[1].pages[-1].text
    for data in (f"lhp:{shift}:1", f"tgp:{shift}"):
        assert await _refused(office, beside, data) == (
            "Surat tugas dan Form A ini milik petugas piketnya, sekretariat kecamatannya, dan Bawaslu."
        )
    assert "Nomor 001/SDMO/10/2023, tanggal 3 Oktober 2023" in await _pressed(office, kasek, f"tgp:{shift}")


def _form_a(office: Office, person: Person) -> Pdf:
    name, pdf = last_file(office, person)
    assert name == "form-a-PKT-35.05.01-20231003-1.pdf"
    return pdf


async def _pressed(office: Office, person: Person, data: str) -> str:
    person.press_data(data, person.messages[-1])
    await office.settle()
    return person.screen


async def _only_shift(office: Office) -> int:
    async with office.bot.db.read() as session:
        return (await session.execute(select(DutyShift.id))).scalar_one()


async def _keep(office: Office) -> None:
    """As if the bytes of the photos had been kept."""
    async with office.bot.db.write() as session:
        ids = (await session.execute(select(DutyPhoto.id).order_by(DutyPhoto.id))).scalars().all()
        for photo, file in zip(ids, ("berdiri.jpg", "rusak.jpg"), strict=True):
            await session.execute(update(DutyPhoto).where(DutyPhoto.id == photo).values(kept_as=file))


async def test_without_a_surat_tugas_the_number_stays_open_and_none_is_dated_after_the_shift(office: Office) -> None:
    ketua, _ = await _on_duty(office)
    await office.press(ketua, "Aman, nihil")
    caption = await office.press(ketua, "Form A")
    assert caption.endswith("⚠️ Nomor surat tugas kosong. Tekan Surat tugas, lalu Form A lagi.")
    await office.at("2023-10-03", 16.5)
    assert await office.press(ketua, "Form A") == caption.replace(
        "kosong. Tekan Surat tugas, lalu Form A lagi.",
        "kosong: surat tugas shift ini tidak pernah dibuat.",
    )
    shift = await _only_shift(office)
    assert await _refused(office, ketua, f"tgp:{shift}") == (
        "Shift itu sudah selesai dan belum pernah dibuatkan surat tugas; surat tugas tidak bisa bertanggal sesudahnya."
    )


async def test_numbers_are_unique_however_many_ask_at_once(office: Office) -> None:
    ketua, _ = await _on_duty(office)
    other = await office.chair_of("Udanawu")
    await office.duty("2023-10-03", other, "Udanawu")
    for who in (ketua, other):
        await office.say(who, "/piket lapor nihil")
    await office.head()
    manager = (await registered_managers(office.bot.ctx))[0]
    async with office.bot.db.read() as session:
        shifts = list((await session.execute(select(DutyShift.id).order_by(DutyShift.id))).scalars())
    replica = connect(office.settings, office.clock)
    try:
        made: list[SupervisionFacts | TaskFacts] = await asyncio.gather(
            *(
                unit
                for _ in range(3)
                for shift in shifts
                for ctx in (office.bot.ctx, replica)
                for unit in (
                    supervision.supervision(ctx, manager, (shift, 1)),
                    tasks.shift_task(ctx, manager, shift),
                )
            )
        )
    finally:
        await replica.db.close()
    assert sorted({one.number for one in made}) == [
        "001/LHP/PM.01.02/10/2023",
        "001/SDMO/10/2023",
        "002/LHP/PM.01.02/10/2023",
        "002/SDMO/10/2023",
    ]
    query = select(PaperNumber.kind, PaperNumber.number).order_by(PaperNumber.kind, PaperNumber.number)
    given = await office.bot.db.query(lambda connection: [tuple(row) for row in connection.execute(query)])
    assert given == [("lhp", 1), ("lhp", 2), ("tugas", 1), ("tugas", 2)]


async def test_a_session_has_a_surat_tugas_for_those_invited_that_its_move_replaces(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/rekap SDMO-02")
    caption = await office.press(head, "Surat tugas")
    assert caption.startswith("🪪 Surat tugas SDMO-02/1\nNomor 001/SDMO/10/2023, tanggal 2 Oktober 2023\n")
    _, pdf = last_file(office, head)
    assert "66." in pdf.text
    await office.say(ketua, "/izin SDMO-02 sakit")
    await office.press(head, "Surat tugas")
    _, pdf = last_file(office, head)
    assert ("66." in pdf.text, ketua.user.first_name in pdf.text) == (False, False)
    assert await _refused(office, ketua, "tgs:1") == OFFICE_ONLY
    await office.say(head, "/ubah SDMO-02 2023-10-05")
    if "di luarnya" in head.screen:
        await office.press(head, "Ya, lanjutkan")
    await office.say(head, "/rekap SDMO-02")
    assert "Nomor 002/SDMO/10/2023" in await office.press(head, "Surat tugas")
    assert "menggantikan surat tugas Nomor 001/SDMO/10/2023 tanggal 2 Oktober 2023" in last_file(office, head)[1].text


async def _rules_of_wonodadi(office: Office) -> tuple[Person, Person]:
    ketua, kasek = await office.chair_of(), await office.registered("Kepala Sekretariat", "Wonodadi")
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur giliran")
    await office.press(kasek, "Simpan giliran")
    return ketua, kasek


async def test_the_surat_tugas_of_a_turn_of_next_week_is_made_before_it_and_holds(office: Office) -> None:
    ketua, kasek = await _rules_of_wonodadi(office)
    anggota = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    second = next(label for label in await _labels(office, kasek) if "Rab 4 Okt" in label)
    # Whoever serves sees their own turns alone.
    assert await _labels(office, anggota) == [second, second.replace("Rab 4", "Min 8")]
    caption = await office.press(anggota, second)
    assert caption.startswith(
        "🪪 Surat tugas piket Wonodadi, Rabu, 4 Oktober 2023\nNomor 001/SDMO/10/2023, tanggal 2 Oktober 2023\n"
    )
    assert last_file(office, anggota)[0] == "surat-tugas-piket-20231004-Wonodadi.pdf"
    # The same turn by another's press is the same paper; and it is theirs whatever rule comes next.
    await office.say(kasek, "/surat piket")
    assert "Nomor 001/SDMO/10/2023" in await office.press(kasek, second)
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur giliran")
    await office.press(kasek, "Ganti tiap pekan")
    await office.press(kasek, "Simpan giliran")
    assert second in await _labels(office, kasek)
    # Who is away that day is another matter: the next one's paper takes its place.
    await office.say(kasek, "/piket")
    await office.press(kasek, "Catat cuti")
    await office.press(kasek, anggota.user.first_name)
    await office.say(kasek, "4 Oktober 2023")
    assert second not in await _labels(office, anggota)
    await office.say(kasek, "/surat piket")
    (instead,) = [label for label in kasek.messages[-1].buttons if "Rab 4 Okt" in label]
    assert instead != second
    assert "Nomor 002/SDMO/10/2023" in await office.press(kasek, instead)
    assert "menggantikan surat tugas Nomor 001/SDMO/10/2023 tanggal 2 Oktober 2023" in last_file(office, kasek)[1].text
    # On the day it is opened once, with its paper, and the report's Form A names it.
    await office.at("2023-10-04", 7.1)
    async with office.outside.read() as session:
        found = (await session.execute(select(DutyShift.day, DutyShift.by_rule).order_by(DutyShift.day))).all()
    assert [tuple(row) for row in found] == [(date(2023, 10, 3), True), (date(2023, 10, 4), True)]
    officer = next(one for one in (ketua, kasek) if one.user.first_name in instead)
    assert officer.screen.startswith("🛡 Piket hari ini")
    await office.press(officer, "Aman, nihil")
    caption = await office.press(officer, "Form A")
    assert "Nomor surat tugas kosong" not in caption
    assert "Nomor surat perintah tugas : 002/SDMO/10/2023" in last_file(office, officer)[1].text


async def test_officers_on_duty_together_have_one_surat_tugas_that_names_both(office: Office) -> None:
    ketua, anggota, kasek = [
        await office.registered(position, "Wonodadi")
        for position in ("Ketua Panwascam", "Anggota Panwascam", "Kepala Sekretariat")
    ]
    await office.say(kasek, "/piket")
    await office.press(kasek, "Atur giliran")
    await office.press(kasek, "2 petugas")
    await office.press(kasek, "Simpan giliran")
    one, two = ketua.user.first_name, anggota.user.first_name
    label = f"🪪 Sel 3 Okt · {one} dan {two}"
    for who in (ketua, anggota, kasek):
        assert (await _labels(office, who)).count(label) == 1
        caption = await office.press(who, label)
        assert caption.startswith(
            "🪪 Surat tugas piket Wonodadi, Selasa, 3 Oktober 2023\nNomor 001/SDMO/10/2023, tanggal 2 Oktober 2023\n"
        )
        _, pdf = last_file(office, who)
        assert f"1. Nama : {one} Jabatan : Ketua Panwascam Wonodadi 2. Nama : {two}" in pdf.text
        assert pdf.faults() == []
    async with office.outside.read() as session:
        query = select(DutyShift.shift, DutyShift.watch_id, DutyShift.by_rule).order_by(DutyShift.id)
        first, second = (await session.execute(query)).all()
    assert (first.shift, second.shift, first.watch_id == second.watch_id) == ("harian", "harian petugas 2", True)
    assert (first.by_rule, second.by_rule) == (True, True)
    # One of them is away: those who are on duty now are named by another, which names the one before.
    await office.say(kasek, "/piket")
    await office.press(kasek, "Catat cuti")
    await office.press(kasek, one)
    await office.say(kasek, "3 Oktober 2023")
    (instead,) = [label for label in await _labels(office, anggota) if "Sel 3 Okt" in label]
    assert (two in instead, one in instead) == (True, False)
    assert "Nomor 002/SDMO/10/2023" in await office.press(anggota, instead)
    assert (
        "menggantikan surat tugas Nomor 001/SDMO/10/2023 tanggal 2 Oktober 2023" in last_file(office, anggota)[1].text
    )
    # Whoever of them reports signs the Form A, which names both and their letter.
    await office.at("2023-10-03", 9)
    await office.say(anggota, "/piket")
    await office.press(anggota, "Aman, nihil")
    caption = await office.press(anggota, "Form A")
    assert f"lalu {two} menandatangani" in caption
    _, pdf = last_file(office, anggota)
    assert "d. Nomor surat perintah tugas : 002/SDMO/10/2023" in pdf.text
    mate = instead.removeprefix("🪪 Sel 3 Okt · ").replace(two, "").replace(" dan ", "")
    assert mate in pdf.text
    assert pdf.pages[-1].text.split("Halaman")[0].strip().endswith(two)
    # After the shift nothing is dated any more; what was given is given again.
    await office.at("2023-10-04", 9)
    assert "Nomor 002/SDMO/10/2023, tanggal 2 Oktober 2023" in await office.press(anggota, "Surat tugas")


async def _labels(office: Office, person: Person) -> list[str]:
    await office.say(person, "/surat piket")
    return list(person.messages[-1].buttons)


async def test_the_office_turns_from_day_to_day_of_the_week_ahead(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Udanawu")
    await office.say(head, "/piket susun")
    await office.press(head, "Ya, susun")
    assert await _labels(office, head) == ["Sel 3 Okt ▶"]
    assert head.screen == "Senin, 2 Oktober 2023: tidak ada piket."
    assert await office.press(head, "Sel 3 Okt ▶") == "Surat tugas piket untuk siapa?\nSelasa, 3 Oktober 2023"
    assert len(head.messages[-1].buttons) == 24
    assert "Piket Udanawu" not in ketua.screen
    assert "Surat tugas piket Udanawu, Selasa, 3 Oktober 2023" in await office.press(head, "🪪 Udanawu")
    for _ in range(6):
        await _turned(office, head)
    assert head.messages[-2].buttons[-1] == "◀ Min 8 Okt"
    beside = await office.registered("Kepala Sekretariat", "Wonodadi")
    district = (await office.actor(ketua)).district_id
    assert await _refused(office, beside, f"tgt:{district}:2023-10-04:harian") == (
        "Surat tugas dan Form A ini milik petugas piketnya, sekretariat kecamatannya, dan Bawaslu."
    )
    for day in ("2023-10-01", "2023-10-10"):
        assert await _refused(office, head, f"tgt:{district}:{day}:harian") == NO_LONGER


async def _turned(office: Office, head: Person) -> None:
    shown = next(one for one in reversed(head.messages) if one.buttons)
    head.press(shown.buttons[-1], message=shown)
    await office.settle()


async def test_form_a_is_of_whoever_told_of_an_incident_though_others_are_on_duty(office: Office) -> None:
    ketua, _ = await _on_duty(office)
    anggota = await office.registered("Anggota Panwascam", "Wonodadi")
    lines = "mendesaknya: kejadian\njenis: uang\napa: Amplop\ndi mana: Kunir\njam: 19.30"
    await office.say(anggota, f"/piket kejadian\n{lines}")
    caption = await office.press(anggota, "Form A")
    name = anggota.user.first_name
    assert f"lalu {name} menandatangani" in caption
    assert caption.endswith("⚠️ Nomor surat tugas kosong: pelapor tidak sedang piket.")
    assert not anggota.messages[-1].buttons
    pdf = _form_a(office, anggota)
    assert f"b. Nama pelaksana tugas pengawasan : {name}" in pdf.text
    assert f"Pada hari Selasa, 3 Oktober 2023, {name} melaksanakan pengawasan" in pdf.text
    assert ketua.user.first_name not in pdf.text
    assert "Waktu kejadian : Senin, 2 Oktober 2023, pukul 19.30" in pdf.text
