"""Columns of names: officers by number, or shifts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.documents.bounds import UnreadableTable
from bot.documents.wide_rotas.legends import meanings_said
from bot.documents.wide_rotas.lines import KIND, MOST_SAID, Line
from bot.documents.wide_rotas.shifts import is_shift
from bot.domain.importing.headings import column_meant

if TYPE_CHECKING:
    from collections.abc import Sequence


# "Petugas Piket 1", "Nama Petugas II", "Petugas 2".
_OFFICER = re.compile(
    r"(?:nama\s+)?(?:petugas|personil|personel|anggota|pegawai)(?:\s+(?:piket|jaga))?\s*(?:ke-?\s*)?(?P<number>\d|i{1,3}|iv)",
    re.IGNORECASE,
)
# Columns of shifts that say only which.
_NUMBERED = re.compile(r"(?:shift|sif)\s*(?:\d|i{1,3}|iv|[a-c])", re.IGNORECASE)


def names_beside(values: Sequence[str]) -> dict[int, str]:
    """Columns of names, and the shift of each: officers by number, or shifts whose hours are known."""
    officers = {
        place: f"petugas {found['number'].lower()}"
        for place, value in enumerate(values)
        if (found := _OFFICER.fullmatch(" ".join(value.split()))) is not None
    }
    return officers or {
        place: " ".join(value.split()).casefold()
        for place, value in enumerate(values)
        if column_meant(KIND, value) is None and is_shift(value)
    }


def by_legend(values: Sequence[str], rows: Sequence[Line]) -> dict[int, str]:
    """Columns `Shift 1`, `Shift 2`, whose hours stand elsewhere on the sheet; none where there are no such columns."""
    numbered = {place: " ".join(value.split()) for place, value in enumerate(values) if _NUMBERED.fullmatch(value)}
    if len(numbered) < 2:
        return {}
    meanings = meanings_said(rows)
    found = {place: meanings.get(name.casefold(), "") for place, name in numbered.items()}
    if not all(found.values()):
        raise UnreadableTable("import-file-rota-shifts", columns=", ".join(numbered.values())[:MOST_SAID])
    return {place: f"{numbered[place]} {shift}".casefold() for place, shift in found.items()}
