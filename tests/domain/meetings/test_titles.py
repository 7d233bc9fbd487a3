"""Titles on a phone: shorter than the plan's, never left hanging."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.meetings import titles
from bot.domain.meetings.titles import list_title

OFFICE = "Bawaslu Kabupaten Blitar"


def short_title(title: str) -> str:
    return titles.short_title(title, OFFICE)


PLAN_LIKE = st.lists(
    st.sampled_from(
        [
            "Rapat",
            "Koordinasi",
            "di",
            "Lingkungan",
            "Bawaslu",
            "Kabupaten",
            "Blitar",
            "pada",
            "Pemilu",
            "Tahun",
            "2024",
            "dengan",
            "Panwaslu",
            "Kecamatan",
            "se",
            "oleh",
            "Sosialisasi",
            "dan",
            "tentang",
            "Rencana",
            "Kegiatan",
            "dari",
            "Unsur",
            "Sentra",
            "Gakkumdu",
            "–",
            "(PSAP)",
            "Pemantau",
            "🙂",
        ]
    ),
    min_size=1,
    max_size=30,
).map(" ".join)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        (
            "Rencana Kegiatan Tata Naskah Dinas Dan Kelengkapan Administrasi di Lingkungan Bawaslu Kabupaten Blitar",
            "Tata Naskah Dinas Dan Kelengkapan Administrasi",
        ),
        (
            "Rakor Tata Cara Pemberian Bantuan Hukum Di Lingkungan Pengawas Pemilihan Umum",
            "Rakor Tata Cara Pemberian Bantuan Hukum Di Lingkungan Pengawas Pemilihan Umum",
        ),
        (
            "Rapat Koordinasi Sentra Gakkumdu dari Unsur Bawaslu Kabupaten Blitar pada Penyelenggaraan Pemilihan Umum "
            "Tahun 2024",
            "Rapat Koordinasi Sentra Gakkumdu dari Unsur Bawaslu Kabupaten Blitar",
        ),
        (
            "KEGIATAN SOSIALISASI PENGAWASAN NETRALITAS ASN PADA PEMILU TAHUN 2024 OLEH BAWASLU KABUPATEN BLITAR",
            "Sosialisasi Pengawasan Netralitas ASN",
        ),
        (
            "KEGIATAN SOSIALISASI DAN FASILITASI AKREDITASI PEMANTAU PEMILU 2024 OLEH BAWASLU KABUPATEN BLITAR",
            "Sosialisasi dan Fasilitasi Akreditasi Pemantau Pemilu 2024",
        ),
        ("Rencana Kegiatan: Maintenance Website PPID Bawaslu Kabupaten Blitar", "Maintenance Website PPID"),
        (
            "SEPULUH: ASN BPD TPS KPPS PTPS DCT DCS DPD DPRD KPU PPID JDIH PSAP APS SDM SDMO PKD TNI POLRI II III IV V",
            "Sepuluh: ASN BPD TPS KPPS PTPS DCT DCS DPD DPRD KPU PPID JDIH PSAP APS SDM SDMO PKD TNI POLRI II III IV V",
        ),
        (
            "DAN DAN DI KE DARI UNTUK PADA DENGAN OLEH DALAM BAGI YANG TERHADAP BERSAMA BERAS",
            "Dan dan di ke dari untuk pada dengan oleh dalam bagi yang terhadap bersama Beras",
        ),
        # What everybody of the field says shorter, in a list alone.
        ("Rapat Koordinasi Panwaslu Kecamatan Se-Kabupaten", "Rapat Koordinasi Panwaslu Kecamatan Se-Kabupaten"),
        # What is all that the title says stays.
        ("Rencana Kegiatan", "Rencana Kegiatan"),
        ("Rencana Kegiatanku sendiri", "Rencana Kegiatanku sendiri"),
        ("Kegiatan Bawaslu Kabupaten Blitar", "Bawaslu Kabupaten Blitar"),
    ],
)
def test_a_title_loses_what_every_line_of_the_plan_repeats(title: str, short: str) -> None:
    assert short_title(title) == short


@given(PLAN_LIKE)
def test_cutting_never_leaves_a_preposition_hanging(title: str) -> None:
    short = short_title(title)
    last = short.split()[-1].casefold()
    assert short
    assert last not in {
        "di",
        "lingkungan",
        "pada",
        "oleh",
        "dari",
        "unsur",
        "se",
        "dengan",
    } or title.casefold().endswith(last)


@given(PLAN_LIKE)
def test_a_short_title_cannot_be_shortened_again_into_something_else(title: str) -> None:
    assert short_title(short_title(title)).casefold() == short_title(title).casefold()


def test_a_list_shows_a_short_title_whole() -> None:
    assert (
        list_title(short_title("Rencana Kegiatan Persiapan Pembentukan Pengawas TPS"))
        == "Persiapan Pembentukan Pengawas TPS"
    )


def test_a_list_cuts_a_long_title_at_the_end_of_a_word() -> None:
    title = (
        "Rakor dengan Panwascam tentang pendokumentasian dan rekapitulasi produk hukum di lingkungan Panwaslu Kecamatan"
    )
    assert (
        list_title(short_title(title))
        == "Rakor dengan Panwascam tentang pendokumentasian dan rekapitulasi produk hukum…"
    )
    assert list_title(short_title(title), most=40) == "Rakor dengan Panwascam…"
    assert list_title(short_title(title), most=23) == "Rakor dengan Panwascam…"


@pytest.mark.parametrize("sign", ["x", "z", "B", "8", "%", "🙂"])
def test_what_is_no_punctuation_stays_at_the_end(sign: str) -> None:
    assert list_title(f"Satu Dua{sign} Tiga", most=11) == f"Satu Dua{sign}…"


@pytest.mark.parametrize("sign", [",", ";", ":", ".", "-", "–", "—", "(", "/"])
def test_punctuation_does_not_stay_at_the_end(sign: str) -> None:
    assert list_title(f"Satu Dua{sign} Tiga", most=11) == "Satu Dua…"
    assert list_title(f"Satu {sign} Tiga", most=8) == "Satu…"


def test_a_first_word_that_is_too_long_is_cut_within() -> None:
    assert list_title("Mempertanggungjawabkan segala sesuatu", most=10) == "Mempertan…"
    assert list_title("Mempertanggungjawabkan", most=10) == "Mempertan…"


@given(PLAN_LIKE, st.integers(min_value=1, max_value=120))
@example("Rapat Koordinasi", 4)
@example("Rapat Koordinasi", 5)
@example("Panwaslu Kecamatan", 9)
def test_a_list_title_fits_and_is_the_beginning_of_the_short_title(title: str, most: int) -> None:
    # In its short forms, of which these words make two.
    short = re.sub(r"\brapat koordinasi\b", "Rakor", short_title(title), flags=re.IGNORECASE)
    short = re.sub(r"\bpanwaslu kecamatan\b", "Panwascam", short, flags=re.IGNORECASE)
    listed = list_title(short_title(title), most)
    assert len(listed) <= most
    assert listed == short or (listed.endswith("…") and short.startswith(listed[:-1]))
    assert (listed == short) == (len(short) <= most)


@pytest.mark.parametrize(
    ("office", "short"),
    [
        ("Bawaslu Kota Bau-Bau", "Rapat Koordinasi Kehumasan oleh Bawaslu Kabupaten Blitar"),
        ("Bawaslu Kabupaten Blitar", "Rapat Koordinasi Kehumasan"),
        ("bawaslu  kabupaten blitar", "Rapat Koordinasi Kehumasan"),
        ("", "Rapat Koordinasi Kehumasan oleh Bawaslu Kabupaten Blitar"),
    ],
)
def test_an_offices_own_name_alone_is_left_out(office: str, short: str) -> None:
    assert titles.short_title("Rapat Koordinasi Kehumasan oleh Bawaslu Kabupaten Blitar Pemilu 2029", office) == short


@pytest.mark.parametrize(
    "word",
    [
        "ASN",
        "BPD",
        "TPS",
        "KPPS",
        "PTPS",
        "DCT",
        "DCS",
        "DPD",
        "DPRD",
        "KPU",
        "PPID",
        "JDIH",
        "PSAP",
        "APS",
        "SDM",
        "SDMO",
        "PKD",
        "TNI",
        "POLRI",
    ],
)
def test_what_is_said_by_its_letters_keeps_them(word: str) -> None:
    assert short_title(f"PEMBAHASAN {word} TAHAPAN") == f"Pembahasan {word} Tahapan"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Rapat Koordinasi Logistik", "Rakor Logistik"),
        ("BIMBINGAN TEKNIS Pelaporan", "Bimtek Pelaporan"),
        ("Pembinaan Panwaslu Kecamatan", "Pembinaan Panwascam"),
        ("Pembinaan Pengawas Pemilu Kelurahan/Desa", "Pembinaan PKD"),
    ],
)
def test_in_a_list_it_is_said_as_the_field_says_it(title: str, short: str) -> None:
    assert list_title(title) == short


@pytest.mark.parametrize(
    "tail",
    [
        "se-Kabupaten Blitar",
        "se Kabupaten  Blitar",
        "se - Kabupaten Blitar",
        "di lingkungan Bawaslu Kabupaten Blitar",
        "oleh Bawaslu Kabupaten Blitar",
        "Bawaslu Kabupaten Blitar",
        "Bawaslu Kabupaten Blitar ,;:",
        "pada Penyelenggaraan Pemilihan Umum Tahun 2024",
        "pada Pemilu Tahun 2024",
        "Pemilu 2024",
        "pada Pemilu 2024 se-Kabupaten Blitar",
    ],
)
def test_whose_plan_it_is_and_for_which_election_is_left_out(tail: str) -> None:
    assert short_title(f"Rapat Koordinasi Kehumasan {tail}") == "Rapat Koordinasi Kehumasan"


def test_of_two_words_alone_nothing_is_left_out() -> None:
    assert short_title("Rapat Kehumasan Pemilu 2024") == "Rapat Kehumasan Pemilu 2024"
    assert short_title("Rapat Besar Kehumasan Pemilu 2024") == "Rapat Besar Kehumasan"


def test_a_list_has_room_for_eighty_letters() -> None:
    title = f"Rapat {'x' * 69} Akhir"
    assert list_title(title[:80]) == title[:80]
    assert list_title(title) == f"{title[:75]}…"


@pytest.mark.parametrize(
    "word",
    [
        "dan",
        "di",
        "ke",
        "dari",
        "untuk",
        "pada",
        "dengan",
        "oleh",
        "dalam",
        "bagi",
        "yang",
        "terhadap",
        "bersama",
        "lingkungan",
        "unsur",
        "pemantau",
        "se",
        "tentang",
        "bulan",
        "tahun",
        "rangka",
    ],
)
def test_no_title_ends_with_a_word_that_promises_another(word: str) -> None:
    assert short_title(f"Rapat Koordinasi Kehumasan {word},") == f"Rapat Koordinasi Kehumasan {word},"
    assert list_title(f"Satu Dua {word} Tiga", most=len(f"Satu Dua {word}") + 1) == "Satu Dua…"
