from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.documents.photo_files import read_photos, size_of
from bot.documents.typesetting import typeset
from bot.views.papers import tasks
from tests.documents import duty_samples as duty
from tests.documents import samples
from tests.documents.pdf import Pdf

JPEG = (duty.PHOTOS / "berdiri.jpg").read_bytes()


def test_a_quiet_report_is_a_form_of_one_page_in_which_nothing_happened() -> None:
    pdf = Pdf(typeset(duty.form_a(duty.quiet())))

    # A dotted line, as long as the page is wide.
    assert [re.sub(r"\.{9,}", "...", page.text) for page in pdf.pages] == [
        "FORMULIR MODEL A LAPORAN HASIL PENGAWASAN PEMILU Nomor: 012/LHP/PM.01.02/K.JI-05/11/2023"
        " I. Data Pengawas Pemilihan a. Tahapan yang diawasi : Piket pengawasan Pemilu"
        " b. Nama pelaksana tugas pengawasan : Siti Rahayu, S.E. c. Jabatan : Staf Sekretariat Wonodadi"
        " d. Nomor surat perintah tugas : 041/KP.04/K.JI-05/11/2023 e. Alamat : Sekretariat Panwaslu Kecamatan Wonodadi"
        " II. Kegiatan Pengawasan a. Bentuk : Pengawasan langsung, piket di sekretariat"
        " b. Tujuan : Memastikan setiap kejadian di wilayah kecamatan tercatat dan sekretariat dapat dihubungi"
        " c. Sasaran : Situasi wilayah dan pelayanan sekretariat d. Waktu dan tempat : Selasa, 7 November 2023,"
        " pukul 08.00 WIB s.d. 15.40 WIB, Sekretariat Panwaslu Kecamatan Wonodadi"
        " III. Uraian Singkat Hasil Pengawasan Pada hari Selasa, 7 November 2023, Siti Rahayu, S.E. melaksanakan"
        " pengawasan di Sekretariat Panwaslu Kecamatan Wonodadi dengan hasil sebagai berikut."
        " Pelayanan normal, dua tamu dari desa."
        " Dilaporkan 7 Nov 2023 15.40 WIB dengan nomor PKT/35.05.07/20231107/1 (Laporan piket)."
        " IV. Informasi Dugaan Pelanggaran: tidak ada V. Informasi Potensi Sengketa ..."
        " Wonodadi, 7 November 2023 Staf Sekretariat Wonodadi, Siti Rahayu, S.E. Halaman 1 dari 1"
    ]
    assert pdf.faults() == []


def test_hours_of_the_shift_that_were_still_to_come_are_not_told() -> None:
    facts = duty.quiet()
    for at, hours in (
        (datetime(2023, 11, 7, 7, 23, tzinfo=UTC), "08.00 WIB s.d. 14.23 WIB,"),
        (datetime(2023, 11, 7, 9, 30, tzinfo=UTC), "08.00 WIB s.d. 16.00 WIB,"),
    ):
        reported = replace(facts, report=replace(facts.report, reported_at=at))
        assert f"pukul {hours}" in Pdf(typeset(duty.form_a(reported))).text


def test_an_incident_says_what_is_known_and_leaves_dots_for_the_rest() -> None:
    pdf = Pdf(typeset(duty.form_a(duty.incident(5))))

    text = pdf.text.replace(".", "").replace("Halaman 1 dari 3", "")
    assert (
        "1 Peristiwa a Peristiwa : Alat peraga (APK) b Tempat kejadian : Desa Pikatan, depan balai desa"
        " c Waktu kejadian : Rabu, 8 November 2023, pukul 0230 d Pelaku : e Alamat :"
    ) in " ".join(text.split())
    assert "5 foto (terlampir)" in pdf.text
    assert pdf.pages[1].text.endswith(
        "Wonodadi, 7 November 2023 Staf Sekretariat Wonodadi, Siti Rahayu, S.E. Halaman 2 dari 3"
    )
    assert pdf.pages[2].text.startswith(
        "Lampiran: dokumentasi Foto 1, 7 Nov 2023 15.40 WIB Foto 2, 7 Nov 2023 15.41 WIB"
    )
    assert pdf.faults() == []


@pytest.mark.parametrize("times", [1, 20, 34, 35, 36, 37, 38, 60, 120])
def test_who_signs_never_stands_alone(times: int) -> None:
    for facts in (
        duty.quiet("Situasi aman dan terkendali. " * times),
        duty.incident(0, "Situasi belum terkendali. " * times),
    ):
        pdf = Pdf(typeset(duty.form_a(facts)))
        last = pdf.pages[-1].text
        assert "Potensi Sengketa" in last or "Uraian singkat potensi sengketa" in last
        assert "Siti Rahayu, S.E." in last
        assert pdf.faults() == []


def test_whatever_was_typed_is_printed_as_typed() -> None:
    officer = samples.person(7, samples.LONG_NAME, samples.LONG_OFFICE)
    facts = duty.quiet(f"{samples.HOSTILE}\n\n{samples.ARABIC}\n{'x' * 400}")
    facts = replace(facts, report=replace(facts.report, shift=duty.shift("24 jam", officer)))
    pdf = Pdf(typeset(duty.form_a(facts)))
    assert '#let x = 1 *tebal* _miring_ $x^2$ <label> @rujuk `kode` #read("/etc/passwd")' in pdf.text
    assert pdf.faults() == []


@pytest.mark.parametrize("count", [1, 2, 6, 7, 8, 9, 12, 13, 19, 25])
def test_no_photo_stands_alone_behind_full_pages(count: int) -> None:
    pages = Pdf(typeset(duty.form_a(duty.incident(count)))).pages
    captions = [page.text.count("Foto ") for page in pages if "Foto " in page.text]
    assert sum(captions) >= count
    # A photo alone on the last page only where it is the only one, or where a smaller size would leave one alone too.
    assert captions[-1] > 1 or count in {1, 25}


def test_photos_that_are_none_or_gone_are_left_out() -> None:
    found = read_photos(duty.PHOTOS, [("berdiri.jpg", "a"), ("tidak-ada.jpg", "b"), ("", "c"), ("../numbers.csv", "d")])
    assert [photo.caption for photo in found] == ["a"]
    assert read_photos(None, [("berdiri.jpg", "a")]) == ()


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (JPEG, (480, 640)),
        (b"", None),
        (b"\xff\xd8satu", None),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, None),
        (JPEG[:20], None),
        (b"\xff\xd8" + b"\xff" * 50, None),
        (b"\xff\xd8\xff\xd0\xff\xc0\0\x11\x08\0\x02\0\x03" + b"\0" * 9, (3, 2)),
        (b"\xff\xd8\xff\xc0\0\x11\x08\0\0\0\0" + b"\0" * 9, None),
        (b"\xff\xd8\xff\xe0\0\0" + b"\0" * 40, None),
    ],
)
def test_the_size_of_a_photo_is_read_from_its_first_bytes(content: bytes, size: tuple[int, int] | None) -> None:
    assert size_of(content) == size


def test_a_photo_that_ends_too_soon_spoils_no_paper() -> None:
    facts = duty.incident(1)
    whole, *_ = read_photos(duty.PHOTOS, [("berdiri.jpg", "a")])
    torn = replace(whole, drawing=whole.drawing.replace("AAAA", "", 1))
    paper = replace(duty.form_a(facts), photos=(torn,))
    assert Pdf(typeset(paper)).pages[-1].text == "Lampiran: dokumentasi a Halaman 3 dari 3"


def test_a_surat_tugas_names_who_is_sent_where_and_when() -> None:
    pdf = Pdf(typeset(tasks.task(duty.task(duty.shift("malam")))))
    assert [page.text for page in pdf.pages] == [
        "BADAN PENGAWAS PEMILIHAN UMUM KABUPATEN BLITAR Jalan Contoh Nomor 1, Kabupaten Blitar 66171"
        " Telepon (0342) 000000, surel kantor@contoh.example SURAT TUGAS Nomor: 041/KP.04/K.JI-05/11/2023"
        " Bawaslu Kabupaten Blitar dengan ini menugaskan: Nama : Siti Rahayu, S.E. Jabatan : Staf Sekretariat Wonodadi"
        " untuk melaksanakan piket pengawasan pada: Hari, tanggal : Selasa, 7 November 2023"
        " Waktu : pukul 20.00 WIB s.d. Rabu, 8 November 2023 pukul 08.00 WIB"
        " Tempat : Sekretariat Panwaslu Kecamatan Wonodadi Setelah tugas selesai, hasilnya dilaporkan secara tertulis."
        " Demikian surat tugas ini dibuat untuk dilaksanakan dengan penuh tanggung jawab."
        " Blitar, 7 November 2023 Ketua, ………………………………………"
    ]
    assert pdf.faults() == []


@pytest.mark.parametrize("count", [1, 5, 6, 22, 23, 66])
def test_of_many_the_names_stand_on_a_signed_annex(count: int) -> None:
    people = samples.commissioners()[:count]
    pdf = Pdf(typeset(tasks.task(duty.task(samples.session(), *people))))
    first, *annex = pdf.pages
    assert bool(annex) == (count > 5)
    assert all(one.name in pdf.text for one in people)
    assert ("nama-nama pada daftar terlampir untuk melaksanakan kegiatan" in first.text) == bool(annex)
    assert pdf.pages[-1].text.endswith("Ketua, ………………………………………")
    assert pdf.faults() == []


def test_a_civil_servants_nip_stands_between_name_and_position() -> None:
    officer = duty.shift().officer
    facts = replace(duty.task(duty.shift("malam")), nips={officer.id: "198001012005011003"})
    pdf = Pdf(typeset(tasks.task(facts)))
    assert f"Nama : {officer.name} NIP : 19800101 200501 1 003 Jabatan : " in pdf.text
    assert pdf.faults() == []


def test_on_an_annex_it_has_a_column() -> None:
    first, second, *others = samples.commissioners()[:8]
    facts = replace(duty.task(samples.session(), first, second, *others), nips={first.id: "198001012005011003"})
    pdf = Pdf(typeset(tasks.task(facts)))
    assert f"1. {first.name} 19800101 200501 1 003 {first.position.value}" in pdf.text
    assert "No. Nama NIP Jabatan Kecamatan" in pdf.text
    assert f"2. {second.name} {second.position.value}" in pdf.text
    assert pdf.faults() == []
