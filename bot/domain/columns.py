"""Columns of import files, and a line of one as it was read: text by column."""

from __future__ import annotations

from dataclasses import dataclass

CALENDAR_COLUMNS = ("kode", "divisi", "judul", "waktu", "jenis", "sasaran", "peserta", "tempat", "tujuan", "keluaran")
DISTRICT_COLUMNS = ("kode", "kecamatan", "desa_kelurahan")
ROSTER_COLUMNS = ("nama", "telepon", "kecamatan", "jabatan", "divisi", "peran")
DUTY_COLUMNS = ("tanggal", "kecamatan", "shift", "nama")
ATTENDANCE_COLUMNS = ("sesi", "kecamatan", "nama", "jam", "wakil")
# Beside these where a session lasts several days.
DAY_COLUMN = "hari"
# Columns beyond the usual: a remark; from when until when somebody is in office.
EXTRA: dict[str, tuple[str, ...]] = {
    "kecamatan": (),
    "calendar": ("catatan",),
    "roster": ("mulai", "sampai"),
    "duty": (),
    "attendance": (DAY_COLUMN,),
}
# Columns that a file may lack; what is known stays as it is then.
OPTIONAL = frozenset(
    {"peserta", "tempat", "tujuan", "keluaran", "catatan", "sasaran", "waktu", "divisi", "peran", "shift",
     "mulai", "sampai", "jam", "wakil", "desa_kelurahan"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file: its number (the header is 1), its values by lower-case column name.

    `surplus` is what stands beyond the last column.
    """

    line: int
    values: dict[str, str]
    surplus: str = ""
