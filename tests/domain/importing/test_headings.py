"""Headings as offices write them, and the column that each means."""

from __future__ import annotations

import pytest

from bot.domain.importing.columns import EXTRA
from bot.domain.importing.headings import COLUMNS, column_meant, meant, names_day, required


@pytest.mark.parametrize(
    ("kind", "heading", "column"),
    [
        ("calendar", "Divisi", "divisi"),
        ("calendar", "Divisi Penanggung Jawab", "divisi"),
        ("calendar", "Nama Divisi Pelaksana", "divisi"),
        ("calendar", "Uraian Kegiatan", "judul"),
        ("calendar", "Rencana Waktu Pelaksanaan", "waktu"),
        ("calendar", "Suhu", None),
        ("roster", "User Name", None),
        ("roster", "Date of Birth", None),
        ("roster", "Phone Type", None),
        ("roster", "Village", None),
        ("duty", "Position", None),
        ("calendar", "Person Responsible", None),
        ("attendance", "Hari", "hari"),
        ("attendance", "Hari ke", "hari"),
        ("attendance", "Jam Hadir", "jam"),
        ("attendance", "Waktu", None),
        ("attendance", "Diwakili oleh", "wakil"),
        ("attendance", "Kode Sesi", "sesi"),
    ],
)
def test_a_heading_means_one_column_or_none(kind: str, heading: str, column: str | None) -> None:
    assert column_meant(kind, heading) == column


@pytest.mark.parametrize(
    ("kind", "column", "headings"),
    [
        ("kecamatan", "kode", "Kode Kecamatan; Kode Kec; Kode Wilayah; Kode Kemendagri"),
        ("kecamatan", "kecamatan", "Nama Kecamatan; Kec"),
        ("kecamatan", "desa_kelurahan", "Daftar Desa/Kelurahan; Nama Desa; Kel"),
        ("calendar", "kode", "Kode Kegiatan; Activity Code; Code"),
        ("kecamatan", "kode", "Code; District Code"),
        ("kecamatan", "kecamatan", "District; Sub-District Name"),
        ("kecamatan", "desa_kelurahan", "Village; Villages; Village Name"),
        ("calendar", "divisi", "Division; Responsible Division"),
        ("calendar", "judul", "Activity; Activity Name; Title; Name of Activity"),
        ("calendar", "waktu", "Date; Schedule; Date and Time"),
        ("calendar", "jenis", "Type; Activity Type; Type of Activity"),
        ("calendar", "sasaran", "Target Audience; Target"),
        ("calendar", "peserta", "Participants; Number of Participants"),
        ("calendar", "tempat", "Place; Venue; Location"),
        ("calendar", "tujuan", "Purpose; Objectives"),
        ("calendar", "catatan", "Notes; Remarks"),
        ("roster", "nama", "Name; Full Name; Staff Name; Officer Name; Member Name"),
        ("roster", "telepon", "Phone; Phone Number; Mobile; Mobile No.; WhatsApp Number; Contact Number"),
        ("roster", "kecamatan", "District; Subdistrict; Sub-district; District Name"),
        ("roster", "jabatan", "Position; Job Position"),
        ("roster", "divisi", "Division"),
        ("roster", "peran", "Role"),
        ("roster", "mulai", "Start; Start Date"),
        ("roster", "sampai", "End; End Date; End of Term"),
        ("duty", "tanggal", "Date; Duty Date"),
        ("duty", "kecamatan", "District"),
        ("duty", "shift", "Shift; Shift Time"),
        ("duty", "nama", "Name; Officer Name"),
        ("attendance", "sesi", "Session; Session Code"),
        ("attendance", "nama", "Participant Name"),
        ("attendance", "jam", "Time; Arrival Time"),
        ("attendance", "wakil", "Substitute"),
        ("libur", "tanggal_libur", "Holiday; Holiday Date"),
        ("calendar", "divisi", "Div; Divisi Penanggung Jawab; Nama Divisi Pelaksana"),
        ("calendar", "judul", "Judul; Kegiatan; Nama Kegiatan; Uraian Kegiatan; Agenda Kegiatan"),
        ("calendar", "waktu", "Waktu Pelaksanaan; Tanggal Kegiatan; Rencana Tgl; Jadwal; Hari, Tanggal"),
        ("calendar", "jenis", "Jenis Kegiatan; Bentuk"),
        ("calendar", "sasaran", "Sasaran Kegiatan; Sasaran Peserta"),
        ("calendar", "peserta", "Jumlah Peserta; Jml Peserta; Banyak Peserta; Banyaknya Peserta"),
        ("calendar", "tempat", "Tempat Pelaksanaan; Lokasi Kegiatan"),
        ("calendar", "tujuan", "Tujuan Kegiatan"),
        ("calendar", "keluaran", "Keluaran Kegiatan; Output"),
        ("calendar", "catatan", "Catatan Kegiatan; Keterangan; Ket"),
        ("roster", "nama", "Nama Lengkap dan Gelar; Nama Anggota; Nama Petugas; Nama Pegawai; Nama Personil"),
        ("roster", "nama", "Nama Pengawas; Nama Panwascam; Nama PKD; Nama Komisioner"),
        ("roster", "telepon", "No. Telepon; Nomor Telpon; Nmr Telp; Tlp; Tlpn Aktif; HP Pribadi; WA; Kontak Telegram"),
        ("roster", "telepon", "WhatsApp; Handphone; Ponsel; Seluler"),
        ("roster", "kecamatan", "Asal Kec; Wilayah Kerja Kecamatan; Kecamatan Tugas; Panwaslu Kecamatan"),
        ("roster", "kecamatan", "Panwascam Kecamatan; Unit Kerja Kecamatan; Nama Kecamatan"),
        ("roster", "jabatan", "Nama Jabatan; Jabatan / Posisi; Kedudukan/Jabatan"),
        ("roster", "divisi", "Nama Divisi; Div"),
        ("roster", "peran", "Peran / Hak Akses Bot"),
        ("roster", "mulai", "TMT; TMT Jabatan; Tanggal Mulai Tugas; Tgl Mulai Bertugas; Mulai Menjabat"),
        ("roster", "sampai", "Sampai Tanggal; Tgl Berakhir Jabatan; Berakhir Tugas; Bertugas Sampai; Menjabat Sampai"),
        ("duty", "tanggal", "Hari/Tanggal; Tgl Piket; Tanggal Tugas"),
        ("duty", "shift", "Shift; Sif Piket; Jam Shift; Waktu Shift"),
        ("duty", "nama", "Nama Lengkap; Nama dan Gelar; Nama Petugas; Nama Piket; Nama Anggota"),
        ("attendance", "sesi", "Kode Sesi"),
        ("attendance", "nama", "Nama Lengkap; Nama dan Gelar; Nama Peserta; Nama Anggota"),
        ("attendance", "jam", "Jam Hadir; Jam Datang; Jam Kehadiran; Waktu/Jam"),
        ("attendance", "wakil", "Wakil; Nama Wakil; Diwakili oleh; Yang Mewakili/Wakil"),
        ("attendance", "hari", "Hari ke; Hari/Tanggal"),
        ("libur", "tanggal_libur", "Hari Libur Kantor; Tanggal Libur; Tgl Libur"),
        ("libur", "keterangan", "Keterangan Libur; Ket; Nama/Keterangan; Sebab (Keterangan); Alasan/Ket"),
        # Small words and what stands in brackets change nothing.
        (
            "roster",
            "nama",
            "Data Nama; Isian Nama; Nama (wajib diisi); Nama [opsional]; Nama wajib; Nama isi; Para Nama",
        ),
        ("roster", "nama", "Nama beserta Gelar; Nama dengan Gelar; Nama atau Gelar; Nama diisi; Nama opsional"),
    ],
)
def test_every_way_to_head_a_column(kind: str, column: str, headings: str) -> None:
    assert {one: column_meant(kind, one) for one in headings.split("; ")} == dict.fromkeys(headings.split("; "), column)


def test_what_a_file_of_each_kind_must_have() -> None:
    assert {kind: required(kind) for kind in COLUMNS} == {
        "kecamatan": ("kode", "kecamatan"),
        "calendar": ("kode", "judul", "jenis"),
        "roster": ("nama", "telepon", "kecamatan", "jabatan"),
        "duty": ("tanggal", "kecamatan", "nama"),
        "attendance": ("sesi", "kecamatan", "nama"),
        "libur": ("tanggal_libur", "keterangan"),
    }


@pytest.mark.parametrize(
    ("values", "places"),
    [
        (["Tanggal", "Nama", "Jam Piket"], {"tanggal": [0], "nama": [1], "shift": [2]}),
        (["Tanggal", "Nama", "Pukul"], {"tanggal": [0], "nama": [1], "shift": [2]}),
        # Beside the shift they are its hours.
        (["Tanggal", "Shift Piket", "Jam", "Nama"], {"tanggal": [0], "nama": [3], "shift": [1]}),
        # Which of the two?
        (["Tanggal", "Jam", "Waktu Piket", "Nama"], {"tanggal": [0], "nama": [3]}),
        (["Tanggal", "Jam Kerja Efektif", "Nama"], {"tanggal": [0], "nama": [2]}),
    ],
)
def test_hours_are_the_shift_where_nothing_else_is(values: list[str], places: dict[str, list[int]]) -> None:
    assert meant("duty", values) == places


@pytest.mark.parametrize(
    ("heading", "says"), [("Tanggal", True), ("Hari/Tgl.", True), ("DATE", True), ("Jam", False), ("", False)]
)
def test_which_headings_of_a_time_say_the_day(heading: str, says: bool) -> None:
    assert names_day(heading) is says


@pytest.mark.parametrize(
    ("headings", "places"),
    [(["Date", "Time"], [2]), (["Date", "Time", "Time"], [1, 2, 3]), (["Tanggal", "Date", "Time"], [1, 2, 3])],
)
def test_the_hour_stands_beside_the_day_where_each_has_one_column(headings: list[str], places: list[int]) -> None:
    assert meant("calendar", ["Kode", *headings]) == {"kode": [0], "waktu": places}


@pytest.mark.parametrize(
    ("kind", "column", "headings"),
    [
        ("roster", "telepon", "Telephone; Cellphone; Contact Phone; Active Number (Phone); Telepon/HP"),
        ("calendar", "judul", "Activity Description; Nama/Judul Agenda"),
        ("calendar", "tujuan", "Objective; Activity Objective; Objectives of the Activity"),
        ("calendar", "keluaran", "Outputs; Output Kegiatan; Activity Outputs"),
        ("calendar", "catatan", "Remark; Note; Activity Notes; Ket. Kegiatan"),
        ("calendar", "waktu", "Planned Date; Time; Day and Date; Rencana Hari/Tanggal"),
        ("calendar", "jenis", "Bentuk Kegiatan; Kind; Kind of Activity"),
        ("calendar", "sasaran", "Audience; Target Peserta; Target Activity"),
        ("calendar", "tempat", "Venue of Activity; Lokasi Pelaksanaan"),
        (
            "roster",
            "nip",
            "NIP; No. NIP; Nomor NIP Pegawai; NIP/NI PPPK; NIPPPK; NIPPPPK; Nomor Induk; NIP PNS; NIP ASN",
        ),
        ("libur", "keterangan", "Remark; Remarks; Note; Notes; Holiday Name (Remark); Ket. Libur"),
        ("duty", "tanggal", "Duty Day (Date); Hari/Tgl. Tugas"),
        ("duty", "nama", "Full Name; Duty Officer Name; Member Name; Nama Petugas Piket"),
        ("attendance", "nama", "Full Name; Member Name"),
        ("attendance", "jam", "Jam/Waktu Kehadiran; Arrival Time"),
        ("attendance", "hari", "Day; Date (Day); Hari ke-"),
        ("attendance", "wakil", "Substitute Name; Diwakili"),
        ("libur", "tanggal_libur", "Date of Holiday; Libur Kantor"),
    ],
)
def test_the_other_words_of_headings(kind: str, column: str, headings: str) -> None:
    assert {one: column_meant(kind, one) for one in headings.split("; ")} == dict.fromkeys(headings.split("; "), column)


@pytest.mark.parametrize(
    "heading",
    ["Jam", "Waktu", "Pukul", "Time", "Hours", "Jam Jaga", "Jam Kerja", "Waktu Tugas", "Duty Hours", "Pukul Piket"],
)
def test_each_word_for_hours_is_the_shift_of_a_rota(heading: str) -> None:
    assert meant("duty", ["Tanggal", heading, "Nama"]) == {"tanggal": [0], "shift": [1], "nama": [2]}


@pytest.mark.parametrize("kind", COLUMNS)
def test_each_column_is_headed_by_its_own_name(kind: str) -> None:
    own = (*COLUMNS[kind], *EXTRA[kind])
    assert [column_meant(kind, f" {column.upper()} ") for column in own] == list(own)


@pytest.mark.parametrize("word", ["dan", "and", "or", "of", "the", "atau", "dengan"])
def test_small_words_change_no_heading(word: str) -> None:
    assert column_meant("roster", f"Nama {word} Gelar") == "nama"


@pytest.mark.parametrize(("letters", "is_one"), [(80, True), (81, False)])
def test_a_heading_has_eighty_letters_at_most(letters: int, is_one: bool) -> None:
    assert column_meant("roster", f"Nama ({'x' * (letters - 7)})") == ("nama" if is_one else None)


def test_where_several_mean_a_column_the_day_beside_an_hour_is_told_apart_of_a_plan_alone() -> None:
    assert meant("calendar", ["Date", "Activity", "Time"]) == {"judul": [1], "waktu": [2]}
    assert meant("calendar", ["Date", "Date", "Time"]) == {"waktu": [0, 1, 2]}
    assert meant("roster", ["Nama", "TMT", "Tanggal mulai tugas"]) == {"nama": [0], "mulai": [1, 2]}
