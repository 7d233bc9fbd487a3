"""Names of columns as offices write them: `Nama Lengkap *` is `nama`, `No. HP/WA` is `telepon`.

A heading means a column if one of its words says so and the others say nothing else: "nama kecamatan" is no `nama`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.domain.importing.columns import (
    ATTENDANCE_COLUMNS,
    CALENDAR_COLUMNS,
    DISTRICT_COLUMNS,
    DUTY_COLUMNS,
    EXTRA,
    FREE_DAY_COLUMNS,
    OPTIONAL,
    ROSTER_COLUMNS,
)
from bot.domain.words.unseen import without_unseen

# The columns of each kind of import.
COLUMNS = {
    "kecamatan": DISTRICT_COLUMNS,
    "calendar": CALENDAR_COLUMNS,
    "roster": ROSTER_COLUMNS,
    "duty": DUTY_COLUMNS,
    "attendance": ATTENDANCE_COLUMNS,
    "libur": FREE_DAY_COLUMNS,
}
# Longer than any heading; text of a guide is not looked at.
_LONGEST = 80
# What stands beside a heading and changes nothing.
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SMALL = frozenset({"dan", "atau", "dengan", "beserta", "para", "data", "isian", "wajib", "diisi", "isi", "opsional"})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PHONE = _words("telepon telpon telp tlp tlpn hp wa whatsapp handphone ponsel seluler kontak")
_NUMBER = _words("no nomor nmr aktif pribadi telegram")
_NAME = _words("nama")
_DISTRICT = _words("kecamatan kec")
_PLACE = _words("nama asal wilayah kerja tugas panwaslu panwascam unit")
_DAY = _words("tanggal tgl")
# By kind and column: the words that say it, and those that may stand beside them.
_SAYS: dict[str, dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "kecamatan": {
        "kode": (_words("kode"), _words("kecamatan kec wilayah kemendagri")),
        "kecamatan": (_DISTRICT, _words("nama")),
        "desa_kelurahan": (_words("desa kelurahan kel"), _words("nama daftar")),
    },
    "calendar": {
        "kode": (_words("kode"), _words("kegiatan")),
        "divisi": (_words("divisi div"), _words("penanggung jawab pelaksana nama")),
        "judul": (_words("judul kegiatan"), _words("nama uraian agenda")),
        "waktu": (_words("waktu tanggal tgl jadwal"), _words("pelaksanaan kegiatan rencana hari")),
        "jenis": (_words("jenis bentuk"), _words("kegiatan")),
        "sasaran": (_words("sasaran"), _words("kegiatan peserta")),
        "peserta": (_words("peserta"), _words("jumlah jml banyak banyaknya")),
        "tempat": (_words("tempat lokasi"), _words("pelaksanaan kegiatan")),
        "tujuan": (_words("tujuan"), _words("kegiatan")),
        "keluaran": (_words("keluaran output"), _words("kegiatan")),
        "catatan": (_words("catatan keterangan ket"), _words("kegiatan")),
    },
    "roster": {
        "nama": (_NAME, _words("lengkap gelar anggota petugas pegawai personil pengawas panwascam pkd komisioner")),
        "telepon": (_PHONE, _NUMBER),
        "kecamatan": (_DISTRICT, _PLACE),
        "jabatan": (_words("jabatan"), _words("nama posisi kedudukan")),
        "divisi": (_words("divisi div"), _words("nama")),
        "peran": (_words("peran"), _words("hak akses bot")),
        "mulai": (_words("mulai tmt"), _words("tanggal tgl bertugas tugas menjabat jabatan")),
        "sampai": (_words("sampai berakhir"), _words("tanggal tgl bertugas tugas menjabat jabatan")),
    },
    "duty": {
        "tanggal": (_DAY, _words("hari piket tugas")),
        "kecamatan": (_DISTRICT, _PLACE),
        "shift": (_words("shift sif"), _words("jam waktu piket")),
        "nama": (_NAME, _words("lengkap gelar petugas piket anggota")),
    },
    "attendance": {
        "sesi": (_words("sesi"), _words("kode")),
        "kecamatan": (_DISTRICT, _PLACE),
        "nama": (_NAME, _words("lengkap gelar peserta anggota")),
        "jam": (_words("jam"), _words("hadir datang kehadiran waktu")),
        "wakil": (_words("wakil diwakili"), _words("oleh nama yang mewakili")),
        "hari": (_words("hari"), _words("ke tanggal")),
    },
    # A plan has days and remarks too: only what says so is of days off.
    "libur": {
        "tanggal_libur": (_words("libur"), _words("tanggal tgl hari kantor")),
        "keterangan": (_words("keterangan ket"), _words("libur nama sebab alasan")),
    },
}


def required(kind: str) -> tuple[str, ...]:
    """Columns that a file of a kind must have."""
    return tuple(name for name in COLUMNS[kind] if name not in OPTIONAL)


def plain_heading(heading: str) -> str:
    """A heading in lower case, on one line, without signs that are not seen."""
    return " ".join(without_unseen(unicodedata.normalize("NFKC", heading)).split()).lower()


@lru_cache(4096)
def column_meant(kind: str, heading: str) -> str | None:
    """The column of an import of `kind` that a heading means; None where it means none."""
    if not heading or len(heading) > _LONGEST:
        return None
    plain = plain_heading(heading)
    if plain in COLUMNS[kind] or plain in EXTRA[kind]:
        return plain
    for text in (plain, _ASIDE.sub(" ", plain)):
        words = frozenset(re.findall(r"[^\W_]+", text)) - _SMALL
        for column, (saying, beside) in _SAYS[kind].items():
            if words & saying and words <= saying | beside:
                return column
    return None


def columns_named(values: list[str]) -> int:
    """How many columns of one import a line names, of that of which it names most."""
    return max(len(meant(kind, values)) for kind in COLUMNS)


def meant(kind: str, values: list[str]) -> dict[str, list[int]]:
    """Where in a line the columns of a kind stand; one that is written exactly so counts alone."""
    found: dict[str, list[int]] = {}
    for place, value in enumerate(values):
        if (column := column_meant(kind, value)) is not None:
            found.setdefault(column, []).append(place)
    for column, places in found.items():
        exact = [place for place in places if plain_heading(values[place]) == column]
        if exact:
            found[column] = exact
    return found
