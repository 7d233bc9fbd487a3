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
_SMALL = frozenset(
    {
        "dan",
        "and",
        "or",
        "of",
        "the",
        "atau",
        "dengan",
        "beserta",
        "para",
        "data",
        "isian",
        "wajib",
        "diisi",
        "isi",
        "opsional",
    }
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PHONE = _words(
    "telepon telpon telp tlp tlpn hp wa whatsapp handphone ponsel seluler kontak phone mobile telephone cellphone contact"
)
_NUMBER = _words("no nomor nmr aktif pribadi telegram number active")
_NAME = _words("nama name")
_DISTRICT = _words("kecamatan kec district subdistrict")
_PLACE = _words("nama name asal wilayah kerja tugas panwaslu panwascam unit sub")
_DAY = _words("tanggal tgl date")
# By kind and column: the words that say it, and those that may stand beside them.
_SAYS: dict[str, dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "kecamatan": {
        "kode": (_words("kode code"), _words("kecamatan kec wilayah kemendagri district subdistrict sub")),
        "kecamatan": (_DISTRICT, _words("nama name sub")),
        "desa_kelurahan": (_words("desa kelurahan kel village villages"), _words("nama name daftar list")),
    },
    "calendar": {
        "kode": (_words("kode code"), _words("kegiatan activity")),
        "divisi": (_words("divisi div division"), _words("penanggung jawab pelaksana nama name responsible")),
        "judul": (_words("judul kegiatan title activity"), _words("nama name uraian agenda description")),
        "waktu": (
            _words("waktu tanggal tgl jadwal date time schedule"),
            _words("pelaksanaan kegiatan rencana hari activity day planned"),
        ),
        "jenis": (_words("jenis bentuk type kind"), _words("kegiatan activity")),
        "sasaran": (_words("sasaran target audience"), _words("kegiatan peserta activity")),
        "peserta": (_words("peserta participants"), _words("jumlah jml banyak banyaknya number")),
        "tempat": (_words("tempat lokasi place venue location"), _words("pelaksanaan kegiatan activity")),
        "tujuan": (_words("tujuan purpose objective objectives"), _words("kegiatan activity")),
        "keluaran": (_words("keluaran output outputs"), _words("kegiatan activity")),
        "catatan": (_words("catatan keterangan ket note notes remark remarks"), _words("kegiatan activity")),
    },
    "roster": {
        "nama": (
            _NAME,
            _words(
                "lengkap gelar anggota petugas pegawai personil pengawas panwascam pkd komisioner full member officer staff"
            ),
        ),
        "telepon": (_PHONE, _NUMBER),
        "kecamatan": (_DISTRICT, _PLACE),
        "jabatan": (_words("jabatan position"), _words("nama name posisi kedudukan job title")),
        "divisi": (_words("divisi div division"), _words("nama name")),
        "peran": (_words("peran role"), _words("hak akses bot")),
        "nip": (_words("nip nippppk nipppk induk"), _words("no nomor pegawai pns asn pppk ni")),
        "mulai": (_words("mulai tmt start"), _words("tanggal tgl bertugas tugas menjabat jabatan date term")),
        "sampai": (_words("sampai berakhir end"), _words("tanggal tgl bertugas tugas menjabat jabatan date term")),
    },
    "duty": {
        "tanggal": (_DAY, _words("hari piket tugas day duty")),
        "kecamatan": (_DISTRICT, _PLACE),
        "shift": (_words("shift sif"), _words("jam waktu piket time hours duty")),
        "nama": (_NAME, _words("lengkap gelar petugas piket anggota full officer duty member")),
    },
    "attendance": {
        "sesi": (_words("sesi session"), _words("kode code")),
        "kecamatan": (_DISTRICT, _PLACE),
        "nama": (_NAME, _words("lengkap gelar peserta anggota full participant member")),
        "jam": (_words("jam time"), _words("hadir datang kehadiran waktu arrival")),
        "wakil": (_words("wakil diwakili substitute"), _words("oleh nama yang mewakili name")),
        "hari": (_words("hari day"), _words("ke tanggal date")),
    },
    # A plan has days and remarks too: only what says so is of days off.
    "libur": {
        "tanggal_libur": (_words("libur holiday"), _words("tanggal tgl hari kantor date")),
        "keterangan": (
            _words("keterangan ket remark remarks note notes"),
            _words("libur nama sebab alasan holiday name"),
        ),
    },
}


# What says a column where nothing else does: beside "Shift" there may be its hours.
_ELSE: dict[str, dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "duty": {"shift": (_words("jam waktu pukul time hours"), _words("piket tugas jaga kerja duty"))},
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
    for text in (plain, _ASIDE.sub(" ", plain)):
        if (column := _said_by(_SAYS[kind], text)) is not None:
            return column
    return None


def _said_by(says: dict[str, tuple[frozenset[str], frozenset[str]]], text: str) -> str | None:
    words = frozenset(re.findall(r"[^\W_]+", text)) - _SMALL
    return next((column for column, (said, beside) in says.items() if words & said and words <= said | beside), None)


def names_day(heading: str) -> bool:
    """Whether a heading of a time says that it holds the day, so that another may hold the hour."""
    return _DAY & frozenset(re.findall(r"[^\W_]+", plain_heading(heading))) != frozenset()


def columns_named(values: list[str]) -> int:
    """How many columns of one import a line names, of that of which it names most."""
    return max(len(meant(kind, values)) for kind in COLUMNS)


def meant(kind: str, values: list[str]) -> dict[str, list[int]]:
    """Where in a line the columns of a kind stand; one that is written exactly so counts alone."""
    found: dict[str, list[int]] = {}
    for place, value in enumerate(values):
        if (column := column_meant(kind, value)) is not None:
            found.setdefault(column, []).append(place)
    for column, says in _ELSE.get(kind, {}).items():
        others = [
            place for place, value in enumerate(values) if _said_by({column: says}, plain_heading(value)[:_LONGEST])
        ]
        if column not in found and len(others) == 1:
            found[column] = others
    for column, places in found.items():
        exact = [place for place in places if plain_heading(values[place]) == column]
        if exact:
            found[column] = exact
        elif column == "waktu" and len(places) > 1:
            # "Date" and "Time": the day stands beside it (`Header.days_beside`).
            hours, days = ([place for place in places if names_day(values[place]) is day] for day in (False, True))
            found[column] = hours if len(hours) == len(days) == 1 else places
    return found
