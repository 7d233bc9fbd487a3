"""A text as it is seen, comparable sign by sign."""

from __future__ import annotations

import unicodedata

# Hyphens, dashes and minus signs, also as an older code page leaves them; blanks of every width are found by `str.split`.
_PLAIN = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2500\ufe58\ufe63\uff0d\x96\x97", "-"),
    **dict.fromkeys("\u2019\u2018\u201b`\u00b4\u02bc\u02bb\u2032\uff07\x91\x92", "'"),
    **dict.fromkeys("\u2044\u2215", "/"),
}
# Seen by nobody though not of the category of invisible formats: fillers, variation selectors, the grapheme joiner.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0") | set(
    map(chr, range(0xFE00, 0xFE10))
)
# What has a plain form: letters and signs of double width, Roman figures of one sign, three points in one. Not raised
# figures: with the mark of a footnote "Oktober 2023" would be another year.
_WIDE = frozenset({"Lu", "Ll", "Nl", "Po", "Pd", "Ps", "Pe", "Sm"})


def plain(text: str) -> str:
    """The text as it is seen: without invisible characters, with one blank between words, `-` and `'` of one kind."""
    if text.isascii() and text.isprintable():
        return " ".join(text.replace("`", "'").split())
    return " ".join("".join(map(seen, text)).split())


def seen(sign: str) -> str:
    """A character as it is seen: none, one, or several (three points in one)."""
    if sign in _PLAIN:
        return _PLAIN[sign]
    if sign.isascii() and sign.isprintable():
        return sign
    category = unicodedata.category(sign)
    if category == "Cf" or sign in _UNSEEN or (category == "Cc" and not sign.isspace()):
        return ""
    if category == "Nd":
        return str(unicodedata.digit(sign))
    return unicodedata.normalize("NFKC", sign) if category in _WIDE else sign
