"""Words that the columns of an import file offer to choose from; other spellings are read too (`bot.domain.words`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.duty.shifts import SHIFT_NAMES
from bot.domain.vocabulary import DISTRICT_DIVISIONS, OFFICE_DIVISIONS, ActivityKind, Position, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

_AUDIENCES = (
    "komisioner",
    "ketua",
    "kordiv SDMO",
    "kordiv HP2H",
    "kordiv PP-PS",
    "kepala sekretariat",
    "komisioner + kepala sekretariat",
    "staf sekretariat",
    "PKD",
    "luar: tokoh masyarakat",
)


def choices(kind: str, districts: Sequence[str]) -> dict[str, Sequence[str]]:
    """By column; `districts` are the kecamatan of the office, in their order."""
    words: dict[str, dict[str, Sequence[str]]] = {
        "roster": {
            "jabatan": [one.value for one in Position],
            "divisi": list(dict.fromkeys(one.value for one in (*DISTRICT_DIVISIONS, *OFFICE_DIVISIONS))),
            "peran": [one.value for one in Role],
        },
        "calendar": {
            "divisi": [one.value for one in OFFICE_DIVISIONS],
            "jenis": [one.value for one in ActivityKind],
            "sasaran": _AUDIENCES,
        },
        "duty": {"shift": SHIFT_NAMES},
    }
    found = words.get(kind, {})
    if districts and kind in {"roster", "duty", "attendance"}:
        found = {**found, "kecamatan": districts}
    return found
