"""Parts of the day (`pagi`, `siang`, `malam`) and the hours that each of them may have."""

from __future__ import annotations

# Parts of a day that are before its morning, not behind its evening.
OF_ITS_OWN_DAY = frozenset({"pagi", "subuh", "dini hari", "am"})
# The hours of a day that each part of it may have.
PARTS = {
    "pagi": range(12),
    "subuh": range(2, 7),
    "dini hari": range(6),
    "siang": range(9, 17),
    "tengah hari": range(11, 14),
    "sore": range(13, 20),
    "petang": range(15, 20),
    "malam": (*range(18, 24), *range(5)),
    "tengah malam": (23, 0, 1),
    "am": range(12),
    "pm": range(12, 24),
}
PART = r"(?:(dini\s*hari|tengah\s+hari|tengah\s+malam|pagi|subuh|siang|sore|petang|malam|mlm|am|pm|a\.m\.|p\.m\.)(?![a-z])(?:\s+hari(?!\s+\d))?)"


def part_name(said: str) -> str:
    """How the part of the day is called in `PARTS`."""
    name = " ".join(said.replace(".", "").split())
    return {"mlm": "malam", "dinihari": "dini hari"}.get(name, name)
