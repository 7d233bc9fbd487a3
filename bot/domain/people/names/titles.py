"""Titles and degrees around names."""

from __future__ import annotations

import re

from bot.domain.people.names.letters import letters_of
from bot.domain.words.plain import plain

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
_ASIDE = re.compile(r"\([^()]*\)")
# Of more letters in capitals a word behind a comma is no degree that nobody knows.
_LONGEST_DEGREE = 5
# "Dr.H.Agus", "Drs. H. Agus", "H Agus", "K.H. Agus".
_LEADING = re.compile(
    rf"[\s.,]*(?:k\.\s?h|{'|'.join(sorted(_BEFORE, key=len, reverse=True))})(?:\.\s*|\s+)(?:\(c\)\s*)?(?=[^\W_])",
    re.IGNORECASE,
)
# Points in a title part no words: "S. Pd. I", "A. Md."
_WORDS_OF_TITLE = 3


def is_degree(words: str, name: str) -> bool:
    """Whether what stands behind a name is a degree: one of those that are known, with points, or a few capitals."""
    words = _ASIDE.sub("", words).strip()
    letters = letters_of(words)
    if (
        not letters
        or letters in _BEFORE_SET
        or (letters in _BEHIND and (letters not in _ALSO_NAMES or letters in _NEVER_ALONE))
    ):
        return True
    # As it would be at the end of a name.
    if words_of_name(f"Nama {words}") == ["nama"] or all("." in word for word in words.split()):
        return True
    return (
        words.isupper()
        and len(letters) <= _LONGEST_DEGREE
        and " " not in words
        and not name.partition(",")[0].isupper()
    )


def words_of_name(name: str) -> list[str]:
    """The words of a name without titles, each of letters and figures alone."""
    # Degrees stand behind a comma; who leaves it out may leave out the points as well.
    bare = plain(name).partition(",")[0]
    while match := _LEADING.match(bare):
        if not letters_of(bare[match.end() :]):
            break
        bare = bare[match.end() :]
    words = bare.split()
    while count := _title_words(words):
        del words[-count:]
    return [letters for word in words if (letters := letters_of(word))]


def _title_words(words: list[str]) -> int:
    """How many words at the end are a degree; a name keeps at least one."""
    for count in range(min(_WORDS_OF_TITLE, len(words) - 1), 0, -1):
        last = words[-count:]
        letters = "".join(map(letters_of, last))
        has_points = all("." in word for word in last[:-1] or last)
        is_plain = letters not in _ALSO_NAMES or (letters in _TITLE_OF_TWO and len(words) > count + 1)
        # "Budi ST".
        is_capital = last[0].isupper() and not words[0].isupper()
        if letters in _BEHIND and (has_points or (count == 1 and (is_plain or is_capital))):
            return count
    return 0
