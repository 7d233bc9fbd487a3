"""The form of a letter's number, e.g. `005/PM.00.02/K.JI-05/10/2023`; who hands out the next number is a service's matter.

The default is what Bawaslu offices write: running number, code of the archive classification (Peraturan Bawaslu
11/2020), code of the signing office, month, year. An office that does otherwise sets a pattern of its own.
"""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

DEFAULT_PATTERN = "{urut:03d}/{klasifikasi}/{kantor}/{bulan:02d}/{tahun}"
FIELDS = ("urut", "klasifikasi", "kantor", "bulan", "bulan_romawi", "tahun")
_NEEDED = ("urut", "tahun")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


class BadPattern(ValueError):
    """The pattern names an unknown field, lacks `urut` or `tahun`, or has braces that do not match."""


def check_pattern(pattern: str) -> str:
    """The pattern itself, where numbers made with it are unique in a series; raises `BadPattern`.

    A field is `{name}` or, for figures, `{name:03d}`; nothing else of Python's format language is let through.
    """
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError as error:
        raise BadPattern(str(error)) from error
    names = [name for _, name, _, _ in parts if name is not None]
    unknown = [name for name in names if name not in FIELDS]
    missing = [name for name in _NEEDED if name not in names]
    odd = [spec for _, _, spec, conversion in parts if conversion or (spec and spec not in {"02d", "03d", "04d"})]
    if unknown or missing or odd:
        raise BadPattern(f"unknown {unknown}, missing {missing}, odd {odd}")
    return pattern


def names_classification(pattern: str) -> bool:
    """Whether numbers made with it show the code of the classification."""
    return any(name == "klasifikasi" for _, name, _, _ in Formatter().parse(pattern))


def letter_number(
    sequence: int, day: date, *, classification: str = "", office: str = "", pattern: str = DEFAULT_PATTERN
) -> str:
    """The number of the `sequence`-th (>= 1) letter of its series, dated `day`; codes that are empty leave no gap.

    Raises `BadPattern`.
    """
    if sequence < 1:
        raise ValueError(f"letters are numbered from 1, not {sequence}")
    words = check_pattern(pattern).format(
        urut=sequence,
        klasifikasi=classification,
        kantor=office,
        bulan=day.month,
        bulan_romawi=_ROMAN[day.month - 1],
        tahun=day.year,
    )
    return "/".join(part for part in words.split("/") if part)
