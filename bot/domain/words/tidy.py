"""A text comparable word by word: what readers of plans, of typed dates and of hours begin with.

They know one spelling of each word: `s/d` for what leads from a first day to a last one, `-` for every dash.
"""

from __future__ import annotations

import re

from bot.domain.words.months import month_number
from bot.domain.words.plain import plain

# What leads from the first to the last: "s / d", "s.d.", "s/d.", "sd", "sampai dgn", "..".
UNTIL = re.compile(r"(?<![a-z])(?:s\s?[/.]\s?d|sd|(?:sampai|sampe)(?:\s+(?:dengan|dgn|dg))?|hingga)(?![a-z])\.?|\.{2,}")
# Whatever is left for somebody to fill in: "... November", ". . .", "__", "( )". It is no word that leads from day to day.
BLANK = "…"
_STRESS = re.compile(r"\A([_*]+)(?=\w)(.*)(?<=\w)\1\Z", re.DOTALL)
_BLANKS = re.compile(r"\.(?:\s\.)+[.\s]*|_{2,}|(?<!\S)_(?!\S)|\(\s*\)|\[\s*\]")
_DOTS = re.compile(r"([^\W_]*)(\s?)(\.{2,})(\s?)(?=([^\W_]*))")
_SPELLINGS = tuple(
    (re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])\.?"), spelling)
    for pattern, spelling in (
        (r"jum\s?'?\s?at|jumaat", "jumat"),
        ("ahad", "minggu"),
        ("tgl", "tanggal"),
        ("bln", "bulan"),
        ("thn?", "tahun"),
        ("pkl", "pukul"),
    )
)
_ENGLISH_ORDINAL = re.compile(
    r"(?P<before>\b[a-z]{3,}\.? )?(?<![\d.,/])(?P<day>\d{1,2})(?P<th>st|nd|rd|th)(?![a-z\d])(?:(?P<of> of)?(?= (?P<after>[a-z]{3,})))?"
)


def tidy(text: str) -> str:
    """`plain` in lower case, with one spelling of each word that joins or leads: `s/d`, `tanggal`, `jumat`, `pukul`."""
    words = _BLANKS.sub(f" {BLANK} ", _STRESS.sub(r"\2", plain(text).casefold()))
    words = _ENGLISH_ORDINAL.sub(_without_ordinal, words)
    words = _DOTS.sub(_joined_or_blank, words)
    for pattern, spelling in _SPELLINGS:
        words = pattern.sub(spelling, words)
    return " ".join(UNTIL.sub(" s/d ", words).split())


def _without_ordinal(match: re.Match[str]) -> str:
    """`13th November`, `November 13th`: elsewhere "13th" is of years."""
    day, before, after = int(match["day"]), (match["before"] or "").strip(" ."), match["after"] or ""
    right = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    # "November 2nd week" is no day.
    of_a_month = month_number(after) is not None if after else month_number(before) is not None
    if match["th"] != right or not of_a_month:
        return match[0]
    return f"{match['before'] or ''}{match['day']}"


def _joined_or_blank(match: re.Match[str]) -> str:
    """Points lead from one to the other between figures, or months if they are two or touch both."""
    before, gap, points, behind, after = match.groups()
    close = not (gap or behind) or len(points) == len("..")
    figures = before.isdecimal() and after.isdecimal()
    months = all(word.isdecimal() or month_number(word) is not None for word in (before, after))
    return match[0] if figures or (months and close) else f"{before} {BLANK} "
