"""Columns of import files, and a line of one as it was read: text by column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

CALENDAR_COLUMNS = ("kode", "divisi", "judul", "waktu", "jenis", "sasaran", "peserta", "tempat", "tujuan", "keluaran")
DISTRICT_COLUMNS = ("kode", "kecamatan", "desa_kelurahan")
ROSTER_COLUMNS = ("nama", "telepon", "kecamatan", "jabatan", "divisi", "peran")
DUTY_COLUMNS = ("tanggal", "kecamatan", "shift", "nama")
ATTENDANCE_COLUMNS = ("sesi", "kecamatan", "nama", "jam", "wakil")
FREE_DAY_COLUMNS = ("tanggal_libur", "keterangan")
# Beside these where a session lasts several days.
DAY_COLUMN = "hari"
# Columns beyond the usual: a remark; the number of a civil servant; from when until when somebody is in office.
EXTRA: dict[str, tuple[str, ...]] = {
    "kecamatan": (),
    "calendar": ("catatan",),
    "roster": ("nip", "mulai", "sampai"),
    "duty": (),
    "attendance": (DAY_COLUMN,),
    "libur": (),
}
# Columns that a file may lack; what is known stays as it is then.
OPTIONAL = frozenset(
    {
        "peserta",
        "tempat",
        "tujuan",
        "keluaran",
        "sasaran",
        "waktu",
        "divisi",
        "peran",
        "shift",
        "jam",
        "wakil",
        "desa_kelurahan",
    }
)
# What stays as it is known where a formula has left no result.
KEPT = {
    "calendar": frozenset(CALENDAR_COLUMNS) & OPTIONAL | {"catatan"},
    "roster": frozenset({"telepon", "divisi", "peran", "nip", "mulai", "sampai"}),
}


# Of files that the bot sends back: what is wrong with a line, and which it was. In what comes in again they say nothing.
FAULTS = "kesalahan"
LINE = "baris"

# Why a value is not known: a formula without a stored result, a formula in a text file, one that failed; a ditto mark below
# nothing; a name of the line above; a column that other sheets of the file have.
NoValue = Literal["formula-unstored", "formula-text", "formula-failed", "ditto-first", "name-above", "column-lacking"]
# Lines are numbered through all sheets of a file, so that a number tells the sheet as well.
_LINES_A_SHEET = 1 << 21


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file: its number (the header is 1; `line_number`), its values by lower-case column name.

    `surplus` is what stands beyond the last column; `no_values` are columns whose value is not known, and why.
    """

    line: int
    values: dict[str, str]
    surplus: str = ""
    no_values: dict[str, NoValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was not read as lines, or is to be said of the reading: `reason` names a message of `import-left-*`."""

    reason: str
    values: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file was read: `sheets` are the names of those that count, where they are several; and what was left out."""

    sheets: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def line_number(sheet: int, line: int) -> int:
    """The number of a line of a file's sheet (from 0)."""
    return sheet * _LINES_A_SHEET + line


def sheet_and_line(number: int) -> tuple[int, int]:
    """The same back."""
    return divmod(number, _LINES_A_SHEET)
