"""Whether two written names are of one person.

Titles, case, signs, kinds of apostrophe and spaces tell nothing: `MA'RUF HIDAYAT` is `Drs. H. Ma’ruf Hidayat, M.Si.`, and
`Nurhayati` is `Nur Hayati`. A slip of the pen tells little: it is forgiven where all else agrees.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from bot.domain.words.plain import plain, seen
from bot.domain.words.unseen import without_unseen

# As they stand before and behind names (KBBI; Permendikbud 154/2014 on titles of degrees), without their points; before
# them also what one is called.
_BEFORE_WORDS = """
prof drs dra drg drh dr ir kh hj h haji hajjah apt ns ust ustadz ustaz ustadzah kyai kiai bpk bapak pak ibu bu sdr
sdri tn ny yth
"""
_BEFORE = tuple(_BEFORE_WORDS.split())
_BEFORE_SET = frozenset(_BEFORE)
_BEHIND_WORDS = """
sh se ss st sp sos ssos ssosi spd spdi spdk spdsd spdaud spdkor sag sap sip skom skomi sikom skm skep sgz sked skeb
sfarm sfil sfili spsi spt spi stp sth sthi ssi ssn shi shum shut sei sesy ssy sstp sst sak sakun sab sm sms spar sds
stri strip strak strkeb strkep strkes strkom strt strsos sud sus sphil ba bsc lc ama amapd amapust amd amdak amdkeb
amdkep amdkom amdt amdi amk amkeb amkl mh mm mt mp ma mba mpa mpd mpdi mpdk mag map mip mkom mikom mkes mkep mkn msi
msn msc msos mpsi mhi mhum mei mth mak mec meng med msa mfarm mfil mfili mpi mtr mtrip mstp llm phd cpm cme cmed cla
ners bdn akt apt
"""
_BEHIND = frozenset(_BEHIND_WORDS.split())
# Some are names too: without their points they are titles in capital letters, "Se" and "St" also behind two names.
_TITLE_OF_TWO = frozenset({"se", "ss", "st"})
_ALSO_NAMES_WORDS = """
sos sap sag sei sm sms sab sak sus sud spi ba ma lc ama amd map mag mei mak mec med meng mpi msa cla cme
"""
_ALSO_NAMES = _TITLE_OF_TWO | frozenset(_ALSO_NAMES_WORDS.split())
# Behind a comma they are no names.
_NEVER_ALONE = frozenset({"amd", "lc"})
# What parts names in one cell: signs, words, numbers before each.
_APART = re.compile(
    r"\s*(?:(?<!<)/|[;&+|\n\r])+\s*|\s+[-\u2010-\u2015]\s+|\s+(?:dan|serta|bersama)\s+|(?:^|(?<=[\s,]))\d{1,2}[.)]\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)")
_BULLETS = " ,-\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u00b7*"
# Of more letters in capitals a word behind a comma is no degree that nobody knows.
_LONGEST_DEGREE = 5
# "Dr.H.Agus", "Drs. H. Agus", "H Agus", "K.H. Agus".
_LEADING = re.compile(
    rf"[\s.,]*(?:k\.\s?h|{'|'.join(sorted(_BEFORE, key=len, reverse=True))})(?:\.\s*|\s+)(?:\(c\)\s*)?(?=[^\W_])",
    re.IGNORECASE,
)
# Points in a title part no words: "S. Pd. I", "A. Md."
_WORDS_OF_TITLE = 3
# Of four letters one may be another: "Budi" and "Rudi" on one number in one chair.
_LETTERS_A_SLIP = 4
# Spellings of before 1972 that people keep in their names.
_OLD = (("oe", "u"), ("dj", "j"), ("tj", "c"))

# A whole roster, whose names are looked at three times over.
_MOST_KEPT = 16_384
# Seen by nobody, though a sign like others: the pattern of Braille without points.
_BLANK = "\u2800"
# In no name.
_IN_NO_NAME = frozenset("<>{}[]=@#/\\|")
_NO_LETTERS = re.compile(r"[^a-z0-9]")
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
    return line if any(seen(sign).strip(f"{_BLANK} ") for sign in line) else ""


def names_in(text: str) -> tuple[str, ...]:
    """The names in a cell: `Ani / Budi`, `Ani, S.Pd., Budi dan Siti`; degrees behind a comma make no other person."""
    found: list[str] = []
    for part in _APART.split(text):
        for one in filter(None, (piece.strip(_BULLETS) for piece in part.split(","))):
            if found and _is_degree(one, found[-1]):
                found[-1] += f", {one}"
            else:
                found.append(" ".join(one.split()))
    return tuple(found)


def _is_degree(words: str, name: str) -> bool:
    """Whether what stands behind a name is a degree: one of those that are known, with points, or a few capitals."""
    words = _ASIDE.sub("", words).strip()
    letters = _letters(words)
    if (
        not letters
        or letters in _BEFORE_SET
        or (letters in _BEHIND and (letters not in _ALSO_NAMES or letters in _NEVER_ALONE))
    ):
        return True
    # As it would be at the end of a name.
    if _words(f"Nama {words}") == ["nama"] or all("." in word for word in words.split()):
        return True
    return (
        words.isupper()
        and len(letters) <= _LONGEST_DEGREE
        and " " not in words
        and not name.partition(",")[0].isupper()
    )


@lru_cache(_MOST_KEPT)
def name_key(name: str) -> str:
    """What is left of a name without titles: its letters and figures, of one case and without accents.

    Of a name that is nothing but signs or titles, the name as it is.
    """
    return "".join(_words(name)) or " ".join(name.casefold().split())


@lru_cache(_MOST_KEPT)
def written_key(name: str) -> str:
    """The same with its titles."""
    return _letters(name) or name_key(name)


def is_same_name(one: str, other: str) -> bool:
    """Whether they are one name, written in two ways."""
    return name_key(one) == name_key(other)


def is_like_name(one: str, other: str) -> bool:
    """Whether one may be the other as it should be: longer by some names, with initials written out, or with a slip."""
    return is_same_name(one, other) or _is_within(one, other) or _is_within(other, one) or _is_slip(one, other)


def is_part_of_name(part: str, name: str) -> bool:
    """Whether what was typed to find somebody is in a name, whatever signs and titles stand in either.

    One letter finds nobody, nor does what holds a place in an example: `<b>`.
    """
    if len(_letters(part)) == 1 or not _IN_NO_NAME.isdisjoint(part):
        return False
    return _letters(part) != "" and (_letters(part) in _letters(name) or name_key(part) in name_key(name))


def _words(name: str) -> list[str]:
    """The words of a name without titles, each of letters and figures alone."""
    # Degrees stand behind a comma; who leaves it out may leave out the points as well.
    bare = plain(name).partition(",")[0]
    while match := _LEADING.match(bare):
        if not _letters(bare[match.end() :]):
            break
        bare = bare[match.end() :]
    words = bare.split()
    while count := _title_words(words):
        del words[-count:]
    return [letters for word in words if (letters := _letters(word))]


def _title_words(words: list[str]) -> int:
    """How many words at the end are a degree; a name keeps at least one."""
    for count in range(min(_WORDS_OF_TITLE, len(words) - 1), 0, -1):
        last = words[-count:]
        letters = "".join(map(_letters, last))
        has_points = all("." in word for word in last[:-1] or last)
        is_plain = letters not in _ALSO_NAMES or (letters in _TITLE_OF_TWO and len(words) > count + 1)
        # "Budi ST".
        is_capital = last[0].isupper() and not words[0].isupper()
        if letters in _BEHIND and (has_points or (count == 1 and (is_plain or is_capital))):
            return count
    return 0


def _letters(word: str) -> str:
    if word.isascii():
        return _NO_LETTERS.sub("", word.lower())
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
    most = max(len(a), len(b)) // _LETTERS_A_SLIP
    # Without counting where even the letters, in whatever order, are others.
    others = max((Counter(a) - Counter(b)).total(), (Counter(b) - Counter(a)).total())
    return others <= most and _distance(a, b) <= most


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
