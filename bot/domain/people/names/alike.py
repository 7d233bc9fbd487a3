"""Whether two names are somebody's: the same, alike, or a part."""

from __future__ import annotations

from collections import Counter

from bot.domain.people.names.keys import name_key
from bot.domain.people.names.letters import letters_of
from bot.domain.people.names.titles import words_of_name

# Of four letters one may be another: "Budi" and "Rudi" on one number in one chair.
_LETTERS_A_SLIP = 4
# Spellings of before 1972 that people keep in their names.
_OLD = (("oe", "u"), ("dj", "j"), ("tj", "c"))
# In no name.
_IN_NO_NAME = frozenset("<>{}[]=@#/\\|")


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
    if len(letters_of(part)) == 1 or not _IN_NO_NAME.isdisjoint(part):
        return False
    return letters_of(part) != "" and (letters_of(part) in letters_of(name) or name_key(part) in name_key(name))


def _is_within(short: str, long: str) -> bool:
    """Whether each word of `short` is one of `long`, or its initial."""
    left = words_of_name(long)
    for word in words_of_name(short):
        found = next((one for one in left if one == word or (len(word) == 1 and one.startswith(word))), None)
        if found is None:
            return False
        left.remove(found)
    # Initials alone are anybody's.
    return any(len(word) > 1 for word in words_of_name(short))


def _is_slip(one: str, other: str) -> bool:
    """Whether so few letters are others that it is a slip, in old spelling or new."""
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
