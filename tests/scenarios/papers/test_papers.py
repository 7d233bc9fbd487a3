"""Official papers from the chat: who gets which, under what number, and what they say after a move."""

from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.app import connect
from bot.services.office.offices import set_office
from bot.services.papers import letters_and_lists
from bot.services.people.roles import registered_managers
from bot.storage.models import AuditEntry, PaperNumber
from tests.documents.pdf import Pdf
from tests.refusals import OFFICE_ONLY

if TYPE_CHECKING:
    from bot.simulator import Person
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
MOVE = "/ubah SDMO-02 2023-10-05 13:00-15:00 Pendopo Ronggo Hadinegoro"


def last_file(office: Office, person: Person) -> tuple[str, Pdf]:
    """The name and the pages of the file that was sent last."""
    name, content = office.sim.world.files[person.messages[-1].file_id]
    return name, Pdf(content)


def letter_caption(number: str, instead_of: str = "") -> str:
    """What is said of a letter of 2 October; `instead_of` is the one that it changes."""
    changes = f"Surat perubahan: menyebut surat {instead_of} dan waktu serta tempat semula.\n" if instead_of else ""
    return (
        f"✉️ Surat undangan SDMO-02/1\nNomor {number}, tanggal 2 Oktober 2023\n{changes}"
        "Cetak, tanda tangani, beri cap. Bila diminta lagi, nomor dan tanggalnya tetap."
    )


async def move(office: Office, head: Person, line: str) -> None:
    """Move a session, also to a day outside the plan."""
    if "di luarnya" in await office.say(head, line):
        await office.press(head, "Ya, lanjutkan")
    assert "Diubah" in head.screen


async def numbers(office: Office) -> list[tuple[str, str, int]]:
    """(kind, series, number) of every number given, in order."""
    query = select(PaperNumber.kind, PaperNumber.series, PaperNumber.number).order_by(PaperNumber.id)
    return await office.bot.db.query(lambda connection: [(row[0], row[1], row[2]) for row in connection.execute(query)])


@pytest.mark.handler("papers")
async def test_a_head_gets_the_numbered_letter_with_all_invited_on_its_annex(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    await office.say(head, SET)
    caption = await office.press(head, "Surat undangan")
    name, pdf = last_file(office, head)
    assert name == "surat-undangan-SDMO-02-1.pdf"
    assert caption == letter_caption("001/SDMO/10/2023")
    first, *annex = pdf.pages
    assert "BADAN PENGAWAS PEMILIHAN UMUM KABUPATEN BLITAR" in first.text
    assert (
        "Nomor : 001/SDMO/10/2023 Sifat : Biasa Lampiran : 1 (satu) berkas Perihal : Undangan Bimbingan" in first.text
    )
    assert "Blitar, 2 Oktober 2023 Kepada Yth. Bapak/Ibu sebagaimana daftar terlampir" in first.text
    assert (
        "Hari, tanggal : Jumat, 6 Oktober 2023 Waktu : pukul 09.00 WIB s.d. 12.00 WIB Tempat : Aula Bawaslu"
    ) in first.text
    assert first.text.endswith("Ketua, Endah Setiawan, S.H.")
    listed = " ".join(page.text for page in annex)
    assert f"1. {ketua.user.first_name} Ketua Panwascam Wonodadi" in listed
    assert "66." in listed
    assert "67." not in listed
    assert pdf.faults() == []


async def test_the_letter_asked_for_again_is_the_same_and_the_next_one_has_the_next_number(office: Office) -> None:
    head, other = await office.head(), await office.head("HPS")
    await office.say(head, SET)
    await office.say(head, "/tetapkan SDMO-03 2023-10-18 09:00 Aula")
    await office.say(other, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula")
    assert "001/SDMO/10/2023" in await office.say(head, "/surat SDMO-02")
    first = office.sim.world.files[head.messages[-1].file_id][1]
    await office.at("2023-10-04", 9)
    assert "001/SDMO/10/2023, tanggal 2 Oktober 2023" in await office.say(head, "/surat SDMO-02/1")
    assert office.sim.world.files[head.messages[-1].file_id][1] == first
    assert "002/SDMO/10/2023" in await office.say(head, "/surat SDMO-03")
    assert "001/HPS/10/2023" in await office.say(other, "/surat HPS-03")
    # Whoever asks gets the same.
    assert "001/HPS/10/2023" in await office.say(head, "/surat HPS-03")
    # Still to be had after the meeting, for the files.
    await office.at("2023-10-07", 9)
    assert "001/SDMO/10/2023, tanggal 2 Oktober 2023" in await office.say(head, "/surat SDMO-02/1")
    assert await numbers(office) == [("surat", "SDMO", 1), ("surat", "SDMO", 2), ("surat", "HPS", 1)]


async def test_numbers_begin_anew_with_the_year(office: Office) -> None:
    head = await office.head("HPS")
    await office.at("2023-12-28", 9)
    for code, day in (("HPS-03", "2024-01-20"), ("HPS-04", "2024-01-21")):
        await office.say(head, f"/tetapkan {code} {day} 09:00-12:00 Aula")
        await office.press(head, "Ya, lanjutkan")
    assert "001/HPS/12/2023" in await office.say(head, "/surat HPS-03")
    await office.at("2024-01-02", 9)
    assert "001/HPS/01/2024" in await office.say(head, "/surat HPS-04")


async def test_a_subject_of_ones_own(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    await office.say(head, "/surat SDMO-02 Undangan  #Rapat *Persiapan* <b>")
    _, pdf = last_file(office, head)
    assert "Perihal : Undangan #Rapat *Persiapan* <b> Blitar" in pdf.text
    assert await office.say(head, f"/surat SDMO-02 {'x' * 201}") == (
        "Perihal 201 huruf, paling banyak 200. Singkatkan, contoh: /surat SDMO-02/1 Undangan Rapat Koordinasi"
    )


async def test_a_moved_session_gets_a_letter_that_changes_the_first(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    await office.say(head, "/surat SDMO-02")
    await move(office, head, MOVE)
    caption = await office.press(head, "Surat undangan")
    assert caption == letter_caption("002/SDMO/10/2023", instead_of="001/SDMO/10/2023")
    _, pdf = last_file(office, head)
    first = pdf.pages[0].text
    assert "Nomor : 002/SDMO/10/2023 Sifat : Penting" in first
    assert "Perihal : Perubahan Undangan Bimbingan Teknis" in first
    assert (
        "menindaklanjuti surat kami Nomor 001/SDMO/10/2023 tanggal 2 Oktober 2023 mengenai undangan kegiatan"
    ) in first
    assert (
        "Semula Jumat, 6 Oktober 2023, pukul 09.00 WIB s.d. 12.00 WIB, tempat: Aula Bawaslu; diubah menjadi:"
        " Hari, tanggal : Kamis, 5 Oktober 2023 Waktu : pukul 13.00 WIB s.d. 15.00 WIB"
        " Tempat : Pendopo Ronggo Hadinegoro"
    ) in first
    assert "Lampiran : Surat Perubahan Undangan Bimbingan Teknis Nomor : 002/SDMO/10/2023" in pdf.pages[1].text
    assert pdf.faults() == []
    assert await office.say(head, "/surat SDMO-02") == caption


async def test_a_session_that_moved_before_its_first_letter_or_away_and_back_needs_no_change(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    await move(office, head, MOVE)
    caption = await office.say(head, "/surat SDMO-02")
    assert caption == letter_caption("001/SDMO/10/2023")
    assert "Hari, tanggal : Kamis, 5 Oktober 2023" in last_file(office, head)[1].text
    await move(office, head, "/ubah SDMO-02 2023-10-06")
    await move(office, head, "/ubah SDMO-02 2023-10-05")
    caption = await office.say(head, "/surat SDMO-02")
    assert caption == letter_caption("001/SDMO/10/2023")
    assert await numbers(office) == [("surat", "SDMO", 1)]


async def test_each_move_after_a_letter_names_the_letter_before_it(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    await office.say(head, "/surat SDMO-02")
    await move(office, head, MOVE)
    await office.say(head, "/surat SDMO-02")
    await move(office, head, "/ubah SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    caption = await office.say(head, "/surat SDMO-02")
    assert caption == letter_caption("003/SDMO/10/2023", instead_of="002/SDMO/10/2023")
    assert "Semula Kamis, 5 Oktober 2023, pukul 13.00" in last_file(office, head)[1].text


async def test_an_offices_stationery_stands_on_its_papers(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    caption = await office.say(head, "/surat SDMO-02")
    assert "⚠️ Kop" not in caption
    # The shipped plan's own kop.
    assert (
        "KABUPATEN BLITAR Jl. Ahmad Yani No. 42 Blitar Kode Pos 66137"
        " Surel: set.blitar@bawaslu.go.id · Laman: http://blitar.bawaslu.go.id Nomor : 001/SDMO/10/2023"
    ) in last_file(office, head)[1].text
    given = {
        "address": "Jalan Contoh Nomor 1, Kabupaten Blitar 66171",
        "contact": "Telepon (0342) 000000",
        "email": "",
        "website": "",
        "seat": "Kanigoro",
        "letter_code": "K.JI-05",
        "classifications": "SDMO=KP.04, HPS=HK.02",
    }
    assert set(await set_office(office.bot.ctx, "35.05", given)) == set(given)
    await move(office, head, MOVE)
    assert "Nomor 001/KP.04/K.JI-05/10/2023" in await office.say(head, "/surat SDMO-02")
    text = last_file(office, head)[1].text
    assert (
        "KABUPATEN BLITAR Jalan Contoh Nomor 1, Kabupaten Blitar 66171 Telepon (0342) 000000"
        " Nomor : 001/KP.04/K.JI-05/10/2023"
    ) in text
    assert "Kanigoro, 2 Oktober 2023" in text


async def test_letters_are_for_those_of_the_office_and_of_sessions_to_come(office: Office) -> None:
    head, ketua, kasek = (
        await office.head(),
        await office.chair_of(),
        await office.registered("Kepala Sekretariat", "Wonodadi"),
    )
    assert await office.say(head, "/surat") == "Tidak ada sesi yang akan datang. Tetapkan dulu dengan /tetapkan"
    await office.say(head, SET)
    await office.say(head, "/tetapkan SDMO-03 2023-10-18 09:00 Aula")
    assert "sesi mana" in await office.say(head, "/surat")
    for member in (ketua, kasek):
        assert await office.say(member, "/surat SDMO-02") == OFFICE_ONLY
        member.press_data("ltr:1", member.messages[-1])
        await office.settle()
        assert member.notes[-1][0] == OFFICE_ONLY
    assert await office.say(head, "/surat SDMO-99") == (
        "Sesi “SDMO-99” tidak ditemukan. Kode sesi seperti SDMO-02/1; lihat daftarnya dengan /jadwal"
    )
    await office.say(head, "/batalkan SDMO-03 hari libur")
    await office.press(head, "Ya, batalkan sesi")
    assert await office.say(head, "/surat SDMO-03/1") == "Sesi SDMO-03/1 sudah dibatalkan sebelumnya."
    await office.at("2023-10-06", 9.1)
    assert "sudah dimulai dan belum pernah dibuatkan surat" in await office.say(head, "/surat SDMO-02/1")
    assert await numbers(office) == []
    assert not any(message.attachment == "document" for person in (head, ketua, kasek) for message in person.messages)


async def test_offices_number_apart_and_only_ones_own_stationery_is_printed(office: Office) -> None:
    head, neighbours = await office.head(), await office.neighbours()
    await office.say(head, SET)
    await office.say(neighbours.head, SET.replace("Aula Bawaslu", "Aula Benteng"))
    assert "001/SDMO/10/2023" in await office.say(head, "/surat SDMO-02")
    assert "001/SDMO/10/2023" in await office.say(neighbours.head, "/surat SDMO-02")
    _, pdf = last_file(office, neighbours.head)
    assert "UMUM KABUPATEN KEPULAUAN SELAYAR" in pdf.text
    assert "Kepulauan Selayar, 2 Oktober 2023" in pdf.text
    assert "WITA" in pdf.text
    # Nobody of the other office signs; the own roster has no chair.
    assert pdf.pages[-1].text.endswith("Koordinator Divisi Sumber Daya Manusia, Organisasi, dan Diklat, Andi Kordiv")
    # Another office's session does not exist for the head.
    head.press_data("ltr:2", head.messages[-1])
    await office.settle()
    assert head.notes[-1][0] == "Sesi “2” tidak ditemukan. Kode sesi seperti SDMO-02/1; lihat daftarnya dengan /jadwal"


async def test_two_at_once_never_get_one_number(office: Office) -> None:
    head = await office.head()
    codes = ["SDMO-02", "SDMO-03", "SDMO-04", "SDMO-05", "SDMO-06"]
    for index, code in enumerate(codes):
        await office.say(head, f"/tetapkan {code} 2023-11-{index + 10} 09:00-12:00 Aula")
        if "di luarnya" in head.screen:
            await office.press(head, "Ya, lanjutkan")
    manager = (await registered_managers(office.bot.ctx))[0]
    replica = connect(office.settings, office.clock)
    try:
        made = await asyncio.gather(
            *(
                letters_and_lists.letter(ctx, manager, f"{code}/1")
                for code in codes * 2
                for ctx in (office.bot.ctx, replica)
            )
        )
    finally:
        await replica.db.close()
    found: dict[str, set[str]] = {facts.session.code: set() for facts in made}
    for facts in made:
        found[facts.session.code].add(facts.number)
    assert all(len(given) == 1 for given in found.values())
    assert sorted(given.pop() for given in found.values()) == [f"00{number}/SDMO/10/2023" for number in range(1, 6)]


async def test_who_made_which_letter_is_in_the_audit(office: Office) -> None:
    head, admin = await office.head(), await office.admin()
    await office.say(head, SET)
    await office.say(head, "/surat SDMO-02 Undangan Rapat")
    assert f"{head.user.first_name} membuat surat 001/SDMO/10/2023 untuk SDMO-02/1" in await office.say(admin, "/audit")
    query = select(AuditEntry.detail).where(AuditEntry.action == "paper.letter")
    details = await office.bot.db.query(lambda connection: list(connection.execute(query).scalars()))
    assert details == [{"number": "001/SDMO/10/2023", "perihal": "Undangan Rapat"}]


async def _mark(office: Office, clerk: Person, name: str) -> None:
    await office.say(clerk, "/absen SDMO-02")
    await office.press(clerk, name)


async def test_the_list_to_sign_has_everybody_in_roster_order_and_lines_for_guests(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    caption = await office.say(head, "/daftarhadir SDMO-02")
    assert "untuk ditandatangani, 66 orang" in caption
    name, pdf = last_file(office, head)
    assert name == "daftar-hadir-SDMO-02-1.pdf"
    assert "DAFTAR HADIR Bimbingan Teknis" in pdf.pages[0].text
    assert "No. Nama Jabatan Kecamatan Tanda tangan" in pdf.pages[0].text
    assert "1 Endah Wijaya, S.Sos. Ketua Panwascam Wonodadi 1" in pdf.text
    assert " 66 67 67 68 68 " in pdf.text
    assert "70 70 Ketua, Endah Setiawan, S.H." in pdf.text
    assert "71" not in pdf.pages[-1].text.split()
    assert pdf.faults() == []
    # Nobody has come: there is no filled list.
    assert head.messages[-1].buttons == ["📥 Isian XLSX"]


async def test_the_filled_list_names_who_came_whatever_was_announced(office: Office) -> None:
    head, admin = await office.head("HPS"), await office.admin()
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    other = await office.registered("Anggota Panwascam", "Udanawu", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    await office.press(other, "Diwakilkan")
    await office.press(other, (await office.chair_of("Udanawu")).user.first_name)
    await office.say(head, "/daftarhadir HPS-03")
    announced = f"{ketua.user.first_name} (mewakili {kordiv.user.first_name}) Ketua Panwascam Wonodadi"
    assert announced in last_file(office, head)[1].text
    await office.at("2023-11-08", 8.5)
    await office.press(ketua, "Saya sudah di tempat")
    await office.say(admin, "/absen HPS-03")
    await office.press(admin, other.user.first_name)
    await office.say(head, "/daftarhadir HPS-03")
    caption = await office.press(head, "Terisi")
    assert caption == "📝 Daftar hadir HPS-03/1 terisi: 2 dari 22 orang hadir. Data per 8 Nov 2023 08.31 WIB"
    name, pdf = last_file(office, head)
    assert name == "daftar-hadir-terisi-HPS-03-1.pdf"
    assert re.search(re.escape(announced) + r" 08\.3\d, tombol", pdf.text)
    # The other one came after all.
    assert re.search(re.escape(other.user.first_name) + r" Anggota Panwascam Udanawu 08\.3\d, petugas", pdf.text)
    assert "Tercatat hadir 2 dari 22 orang yang diundang." in pdf.text
    assert "23" not in pdf.pages[-1].text.partition("Tercatat")[0].split()
    assert pdf.faults() == []


async def test_certificates_for_those_who_came_numbered_in_roster_order_and_for_good(office: Office) -> None:
    head = await office.head()
    first, second, absent = [await office.chair_of(name) for name in ("Wonodadi", "Udanawu", "Srengat")]
    await office.say(head, SET)
    await office.at("2023-10-06", 9.1)
    await _mark(office, head, second.user.first_name)
    assert await office.say(head, "/sertifikat SDMO-02") == (
        "Sertifikat SDMO-02/1 dibuat setelah acaranya selesai. Silakan ulangi sesudahnya."
    )
    assert await office.say(second, "/sertifikat") == (
        "Belum ada sertifikat: tidak ada sesi yang sudah selesai dengan kehadiran tercatat."
    )
    await office.at("2023-10-06", 12.1)
    # The first who asks may be anybody who came; everybody who came is numbered then.
    await _mark(office, head, first.user.first_name)
    caption = await office.say(second, "/sertifikat SDMO-02")
    assert f"untuk {second.user.first_name}" in caption
    assert "Nomor 002/SERT/SDMO/10/2023" in caption
    (page,) = last_file(office, second)[1].pages
    assert f"diberikan kepada {second.user.first_name} Ketua Panwascam Panwaslu Kecamatan Udanawu" in page.text
    assert "Blitar, 6 Oktober 2023 Ketua, Endah Setiawan, S.H." in page.text
    assert "tidak tercatat" in await office.say(absent, "/sertifikat SDMO-02")
    assert await office.say(absent, "/sertifikat") == (
        "Belum ada sertifikat: tidak ada sesi yang sudah selesai dengan kehadiran tercatat."
    )
    absent.press_data("cert:1", absent.messages[-1])
    await office.settle()
    assert "tidak tercatat" in absent.notes[-1][0]
    await office.at("2023-10-07", 9)
    # Entered late: the next number, for the others nothing changes.
    await _mark(office, head, absent.user.first_name)
    await office.say(head, "/sertifikat")
    caption = await office.press(head, "Jum 6 Okt")
    assert caption == ("🎓 3 sertifikat SDMO-02/1\nNomor 001/SERT/SDMO/10/2023 s.d. 003/SERT/SDMO/10/2023")
    name, pdf = last_file(office, head)
    assert name == "sertifikat-SDMO-02-1.pdf"
    assert [
        (number in page.text, who.user.first_name in page.text)
        for number, who, page in zip(
            ("001/SERT", "002/SERT", "003/SERT"), (first, second, absent), pdf.pages, strict=True
        )
    ] == [(True, True)] * 3
    assert pdf.faults() == []
    assert [kind for kind, _, _ in await numbers(office)] == ["sertifikat"] * 3


async def test_who_stood_in_gets_the_certificate_in_their_own_name(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu")
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    await office.at("2023-11-08", 8.5)
    await office.press(ketua, "Saya sudah di tempat")
    await office.at("2023-11-08", 12.1)
    assert "tidak tercatat" in await office.say(kordiv, "/sertifikat HPS-03")
    await office.say(ketua, "/sertifikat")
    assert "untuk " + ketua.user.first_name in await office.press(ketua, "Rab 8 Nov")
    assert (
        f"{ketua.user.first_name} Ketua Panwascam Panwaslu Kecamatan Wonodadi yang telah"
        in last_file(office, ketua)[1].text
    )


async def test_staff_of_the_office_without_a_role_issue_papers_and_have_them_in_menu_and_help(office: Office) -> None:
    head, admin = await office.head(), await office.admin()
    row = "nama,telepon,kecamatan,jabatan,divisi,peran\nSiti Petugas,0840 0000 9009,,Staf Bawaslu,,anggota\n"
    admin.send_document("petugas.csv", row.encode())
    await office.settle()
    await office.agree(admin)
    siti = office.sim.person("Siti Petugas", "+6284000009009")
    await office.register(siti)
    scope = json.dumps({"chat_id": siti.id, "type": "chat"}, sort_keys=True)
    menu = [entry["command"] for entry in office.sim.world.commands[scope]]
    assert menu[:3] == ["absen", "pin", "surat"]
    assert "/tetapkan" not in await office.say(siti, "/bantuan")
    assert "/daftarhadir" in siti.screen
    await office.say(head, SET)
    assert "001/SDMO/10/2023" in await office.say(siti, "/surat SDMO-02")
    await office.say(siti, "/daftarhadir")
    assert "66 orang" in await office.press(siti, "Jum 6 Okt")
    await office.at("2023-10-06", 9.1)
    await _mark(office, siti, (await office.chair_of()).user.first_name)
    await office.at("2023-10-06", 12.1)
    assert "Sertifikat SDMO-02/1" in await office.say(siti, "/sertifikat SDMO-02")


async def test_lists_and_certificates_of_others_are_refused(office: Office) -> None:
    head, ketua, neighbours = await office.head(), await office.chair_of(), await office.neighbours()
    await office.say(head, SET)
    assert await office.say(ketua, "/daftarhadir SDMO-02") == OFFICE_ONLY
    assert await office.say(ketua, "/daftarhadir") == OFFICE_ONLY
    await office.at("2023-10-06", 12.1)
    assert await office.say(head, "/sertifikat SDMO-02") == (
        "Belum ada kehadiran tercatat untuk SDMO-02/1. Catat dulu dengan /absen SDMO-02/1"
    )
    for verb in ("dh", "dhf", "cert", "ltr"):
        neighbours.head.press_data(f"{verb}:1", neighbours.head.messages[-1])
        await office.settle()
        assert "tidak ditemukan" in neighbours.head.notes[-1][0], verb
    for verb in ("dh", "dhf"):
        ketua.press_data(f"{verb}:1", ketua.messages[-1])
        await office.settle()
        assert "petugas Bawaslu" in ketua.notes[-1][0], verb


async def test_a_recap_offers_the_papers_of_its_time(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.say(head, "/rekap SDMO-02")
    assert {"✉️ Surat undangan", "📝 Daftar hadir"} <= set(_labels(head))
    assert "🎓 Sertifikat" not in _labels(head)
    await office.at("2023-10-06", 9.1)
    await _mark(office, head, ketua.user.first_name)
    await office.at("2023-10-06", 12.1)
    await office.say(head, "/rekap SDMO-02")
    assert {"📝 Daftar hadir", "🎓 Sertifikat"} <= set(_labels(head))
    assert "✉️ Surat undangan" not in _labels(head)
    assert "Sertifikat SDMO-02/1" in await office.press(head, "Sertifikat")


def _labels(person: Person) -> list[str]:
    return person.messages[-1].buttons
