"""Letters that come of reading a file in another encoding than it was saved in: `MaÕruf`, `Maâ€™ruf`.

Text of a Mac or of DOS says nowhere which it is. What no Indonesian name, place or sentence has tells, and is pointed out instead of stored.
"""

from __future__ import annotations

import re
import unicodedata

# UTF-8 read as cp1252 or Latin-1, as Mac Roman, as CP437 or CP850; and what no encoding knew.
_READ_TWICE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
    "|\u00e2[\u0080\u20ac]|\u00ef\u00bb\u00bf|\u00f0\u0178"
    "|\u201a\u00c4|\u221a[^\x00-\x7f\\s]|\u00ac[\u2020\u00a9\u00ae]|\u0393\u00c7|\u00d4\u00c7|(?<=[A-Za-z])[\u251c\u252c]|[\u251c\u252c][^\x00-\x7f\\s\u2500-\u257f]"
    "|[\u0080-\u009f\ufffd]"
)
# What cp1252 makes of a Mac's or of DOS's apostrophes, quotation marks, dashes and accents.
_IN_NO_TEXT = re.compile(
    "[\u00d0\u00f0\u00d5\u00d4\u00d2\u00de\u00fe\u0160\u0161\u017d\u017e\u0178\u00ff\u0192\u02c6\u2030\u2039\u203a\u201a\u201e\u00a4\u00a1\u00a2\u00bf\u00df\u0152\u0153\u00c6\u00e6]"
)
# A capital letter with an accent after a small one: `SitiÊAminah`.
_CAPITAL_WITHIN = re.compile("(?<=[a-z])[\u00c0-\u00de]")
# Typed in names beside letters; quotation marks around what somebody is called.
_MARKS = frozenset("\u2018\u2019\u02bb\u02bc\u00b4\u2032\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u201c\u201d\u00a0")
# Quotation marks and dashes between two letters are accents of DOS and of a Mac: `Mu”oz`, `Ni–o`.
_MARK_WITHIN = re.compile("(?<=[a-z])[\u201c\u201d\u2013\u2014\u2022\u2026](?=[a-z])")


def garbled(text: str, *, is_name: bool = False) -> str:
    """The first sign that is none of this text, with what stands around it; "" where all are. Of names less is taken."""
    if text.isascii():
        return ""
    found = _READ_TWICE.search(text) or _IN_NO_TEXT.search(text) or _CAPITAL_WITHIN.search(text)
    if found is None and is_name:
        found = _MARK_WITHIN.search(text)
    if found is not None:
        return found.group()
    return next((sign for sign in text if not _is_of_a_name(sign)), "") if is_name else ""


def _is_of_a_name(sign: str) -> bool:
    """Letters are Latin; emoji and what joins them are somebody's joke, and no fault of a file."""
    if sign.isascii() or sign in _MARKS:
        return True
    kind = unicodedata.category(sign)
    if kind in {"Lu", "Ll"}:
        return unicodedata.name(sign, "").startswith("LATIN ")
    return kind in {"Mn", "Me", "So", "Sk", "Cf"} and not (
        sign < "\u0300" or "\u2500" <= sign <= "\u257f" or sign == "\u2122"
    )
