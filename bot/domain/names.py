"""Whether two written names are of one person.

Titles, case, signs, kinds of apostrophe and spaces tell nothing: `MA'RUF HIDAYAT` is `Drs. H. Ma’ruf Hidayat, M.Si.`, and
`Nurhayati` is `Nur Hayati`. A slip of the pen tells little: it is forgiven where all else agrees.
"""

from __future__ import annotations

import unicodedata

# As they stand before and behind names (KBBI; Permendikbud 154/2014 on titles of degrees), without their points.
_BEFORE = frozenset({"h", "hj", "kh", "drs", "dra", "dr", "drg", "drh", "ir", "prof", "apt", "ns"})
_BEHIND = frozenset(
    {"sh", "se", "ss", "st", "sp", "sos", "ssos", "spd", "spdi", "spdsd", "sag", "sap", "sip", "skom", "sikom", "skm",
     "skep", "sfarm", "spsi", "spt", "stp", "sthi", "ssi", "ssn", "shi", "shum", "shut", "sei", "ssy", "sstp",
     "ba", "lc", "amd", "amdkeb", "amdkep", "mh", "mm", "mt", "mp", "mba", "mpd", "mpdi", "mag", "map", "mip", "mkom",
     "mikom", "mkes", "mkn", "msi", "msn", "mpsi", "mhi", "mhum", "mei", "mth", "phd"}
)  # fmt: skip
# "Siti Se" is a name.
_NAME_AND_TITLE = 2
# Of four letters one may be another: "Budi" and "Rudi" on one number in one chair.
_LETTERS_A_SLIP = 4
# Spellings of before 1972 that people keep in their names.
_OLD = (("oe", "u"), ("dj", "j"), ("tj", "c"))


def name_key(name: str) -> str:
    """What is left of a name without titles: its letters and figures, of one case and without accents.

    Of a name that is nothing but signs or titles, the name as it is.
    """
    return "".join(_words(name)) or " ".join(name.casefold().split())


def written_key(name: str) -> str:
    """The same with its titles."""
    return _letters(name) or name_key(name)


def is_same_name(one: str, other: str) -> bool:
    """Whether they are one name, written in two ways."""
    return name_key(one) == name_key(other)


def is_like_name(one: str, other: str) -> bool:
    """Whether one may be the other as it should be: longer by some names, with initials written out, or with a slip."""
    return is_same_name(one, other) or _is_within(one, other) or _is_within(other, one) or _is_slip(one, other)


def _words(name: str) -> list[str]:
    """The words of a name without titles, each of letters and figures alone."""
    # Degrees stand behind a comma; who leaves it out may leave out the points as well.
    words = name.partition(",")[0].split()
    while len(words) > 1 and _letters(words[0]) in _BEFORE:
        del words[0]
    while len(words) > 1 and _letters(words[-1]) in _BEHIND and ("." in words[-1] or len(words) > _NAME_AND_TITLE):
        del words[-1]
    return [letters for word in words if (letters := _letters(word))]


def _letters(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    # One of the apostrophes (U+02BC) counts as a letter for Unicode.
    return "".join(sign for sign in plain if sign.isalnum() and unicodedata.category(sign) != "Lm")


def _is_within(short: str, long: str) -> bool:
    """Whether each word of `short` is one of `long`, or its initial."""
    left = _words(long)
    for word in _words(short):
        found = next((one for one in left if one == word or (len(word) == 1 and one.startswith(word))), None)
        if found is None:
            return False
        left.remove(found)
    # Initials alone are anybody's.
    return any(len(word) > 1 for word in _words(short))


def _is_slip(one: str, other: str) -> bool:
    a, b = _modern(name_key(one)), _modern(name_key(other))
    return _distance(a, b) <= max(len(a), len(b)) // _LETTERS_A_SLIP


def _modern(key: str) -> str:
    for old, new in _OLD:
        key = key.replace(old, new)
    return key


def _distance(a: str, b: str) -> int:
    """Letters to add, drop or change (Levenshtein) to come from one to the other."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(before + (x != y), row[j] + 1, row[j - 1] + 1)
    return row[-1]
