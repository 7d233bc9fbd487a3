"""Kecamatan above their people: `A. PANWASLU KECAMATAN GARUM` on a line of its own, or in the title of a sheet."""

from __future__ import annotations

import re

# Imports whose lines are of a kecamatan.
UNDER_DISTRICTS = frozenset({"roster", "duty", "attendance"})
DISTRICT = "kecamatan"
_LONGEST = 120
_SHORTEST_ON_SHEET = 3
_MOST_WORDS = 4
_COUNTED = re.compile(r"^\W*(?:[A-Za-z]|[IVXLC]{1,6}|\d{1,3})[.)]\)?\s+(?=\w)")
_NAMED = re.compile(r".*\b(?:kecamatan|kec|panwas(?:lu)?cam)\b[\s.:]*", re.IGNORECASE)
# What follows a name in a title.
_BEHIND = re.compile(
    r"[\s,(\u2010-\u2015-]+(?:kab(?:upaten)?\b|prov(?:insi)?\b|tahun\b|thn?\b|tgl\b|tanggal\b|bulan\b|periode\b|masa\b|pemilu\b|pemilihan\b"
    r"|per\b|pada\b|dalam\b|untuk\b|(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|no[vp]ember|desember)\s+(?:tahun\s+)?20\d\d|[(]).*|[\s,):;.]+$",
    re.IGNORECASE,
)
# "Panwaslu Kecamatan se-Kabupaten X", "Panwaslu Kecamatan Pemilu 2024": all of them, or none in particular.
_OF_ALL = re.compile(
    r"se\b|se(?:kab|kota|wilayah)|kab(?:upaten)?\b|dan\b|pemilu\b|pemilihan\b|tahun\b|.*\d", re.IGNORECASE
)
_OFFICE = re.compile(r"\bbawaslu\b|\bkab(?:upaten)?\b", re.IGNORECASE)
# What a sheet is called beside the name of its kecamatan: "01. Garum", "Piket Garum".
_BESIDE_ON_SHEET = re.compile(
    r"^(?:[\W\d]+|(?:jadwal|piket|jaga|daftar|data|roster|anggota|personil|panwas(?:lu)?|kec)\b[\s._-]*)+",
    re.IGNORECASE,
)
# And what names none.
_NO_NAME = re.compile(
    r"\b(?:sheet|lembar|lembaran|kertas|hoja|feuil|tabelle|blad|data|rekap|rekapitulasi|form|formulir|format|template|contoh|isian|isi|tabel|table"
    r"|nama|roster|jadwal|rota|final|fix|baru|lama|revisi|copy|salinan|draft|semua|januari|februari|maret|april|mei|juni|juli|agustus|september"
    r"|oktober|nopember|november|desember)\b",
    re.IGNORECASE,
)
# Groups within a kecamatan, and what else stands between lines.
_GROUPS = re.compile(
    r"\b(?:komisioner|pimpinan|ketua|anggota|sekretariat|kesekretariatan|kepala|kasek|korsek|bendahara|staf|staff|pelaksana|teknis|pns|asn|non|ppnpn|pppk"
    r"|pengawas|pkd|ppkd|panwaslu|panwas|ptps|desa|kelurahan|divisi|div|koordinator|kordiv|operator|pengemudi|sopir|tenaga|petugas|pegawai|personil|jumlah|total|keterangan"
    r"|catatan|minggu|pekan|bulan|tanggal|hari|senin|selasa|rabu|kamis|jumat|sabtu|shift|regu|tim|kelompok|piket|libur|daftar|lanjutan|gelombang)\b|\d",
    re.IGNORECASE,
)


def named_district(text: str) -> str | None:
    """The name that stands behind the word for it: `Garum` of "SEKRETARIAT PANWASLU KECAMATAN GARUM"; None where none does."""
    plain = " ".join(text.split())
    if len(plain) > _LONGEST or (found := _NAMED.match(plain)) is None:
        return None
    name = _BEHIND.sub("", plain[found.end() :])
    if not name or _OF_ALL.match(name) or len(name.split()) > _MOST_WORDS:
        return None
    return name


def district_of_sheet(name: str) -> str | None:
    """The kecamatan that the name of a sheet says: `Garum`, `01 Garum`, `Piket Kec. Garum`; None where it may say something else."""
    plain = " ".join(name.replace("_", " ").split())
    if (named := named_district(plain)) is not None:
        return named
    bare = _BESIDE_ON_SHEET.sub("", plain)
    if len(bare) < _SHORTEST_ON_SHEET or _NO_NAME.search(bare) or _OFFICE.search(bare):
        return None
    return heading_of(bare, alone=True) or None


def heading_of(text: str, *, alone: bool) -> str | None:
    """The kecamatan of the lines below: its name, empty for the office's own people; None where the line says nothing of it.

    What is only a name counts where it stands `alone`, outside the columns or across them.
    """
    plain = " ".join(text.split())
    if len(plain) > _LONGEST:
        return None
    if (named := named_district(plain)) is not None:
        return named
    if _NAMED.match(plain):
        return None
    if _OFFICE.search(plain):
        return ""
    bare = _COUNTED.sub("", plain)
    if not alone or _GROUPS.search(bare) or len(bare.split()) > _MOST_WORDS or not any(map(str.isalpha, bare)):
        return None
    return bare
