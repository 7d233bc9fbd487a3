"""Names as they are written: shown, told apart from what is none, several in one cell."""

from __future__ import annotations

import re

from bot.domain.people.names.titles import is_degree
from bot.domain.words.plain import seen
from bot.domain.words.unseen import without_unseen

# What parts names in one cell: signs, words, numbers before each.
_APART = re.compile(
    r"\s*(?:(?<!<)/|[;&+|\n\r])+\s*|\s+[-\u2010-\u2015]\s+|\s+(?:dan|serta|bersama)\s+|(?:^|(?<=[\s,]))\d{1,2}[.)]\s*",
    re.IGNORECASE,
)
_BULLETS = " ,-\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u00b7*"
# "1. Siti", a number or a date of a column that has slipped.
_FIGURES = re.compile(r"\W*\d|.*\d{6}")
# Behind a bracket, a dash or a stroke; "Siti (Mina)" is a name.
_REMARK = re.compile(
    r"[(\[/,;:\u2010-\u2015-]\s*(?:(?:sudah|telah)\s+)?(?:alm(?:arhum(?:ah)?)?|meninggal|wafat|(?:mengundurkan|undur) diri|mundur|pindah"
    r"|di(?:ganti(?:kan)?|berhentikan|nonaktifkan|mutasi)|berhenti|mutasi|(?:non|tidak)[ -]?aktif|nonaktif|purna tugas|pensiun"
    r"|mantan|eks|calon|cadangan)\b",
    re.IGNORECASE,
)


def is_no_name(text: str) -> bool:
    """Whether a list's name is another column's value, or carries a remark that says more than the name."""
    return not any(map(str.isalpha, text)) or _FIGURES.match(text) is not None or _REMARK.search(text) is not None


def shown_name(name: str) -> str:
    """A name as somebody typed it, on one line that nothing turns around; "" where nothing of it can be seen."""
    line = " ".join(without_unseen(name).split())
    return line if any(seen(sign).strip() for sign in line) else ""


def names_in(text: str) -> tuple[str, ...]:
    """The names in a cell: `Ani / Budi`, `Ani, S.Pd., Budi dan Siti`; degrees behind a comma make no other person."""
    found: list[str] = []
    for part in _APART.split(text):
        for one in filter(None, (piece.strip(_BULLETS) for piece in part.split(","))):
            if found and is_degree(one, found[-1]):
                found[-1] += f", {one}"
            else:
                found.append(" ".join(one.split()))
    return tuple(found)
