"""How activities and sessions are named: `SDMO-02`, `SDMO-02/1`, and with the plan's year where another is in force.

A plan has a year, and the plans of two years may use one code for different things. The bare code means the plan in
force; any other is named with its year: `SDMO-02@2023`, `SDMO-02@2023/1`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable
    from typing import TypeVar

    C = TypeVar("C", bound=Hashable)

# The letters and figures of an activity's code, before a year and a number.
ACTIVITY = r"[A-Z0-9]{2,8}-[0-9]{1,3}"
_CODE = re.compile(r"(?P<activity>[^@/]+?)\s*(?:@\s*(?P<year>\d{4}))?\s*(?:/\s*(?P<number>\d{1,4}))?")
_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it was written: `year` is None where none was, `number` where an activity is named."""

    activity: str
    year: int | None = None
    number: int | None = None


def read_code(text: str) -> Code:
    """What a code says, whatever the case; of what is none the whole is taken for an activity that does not exist."""
    found = _CODE.fullmatch(text.strip().upper())
    if found is None:
        return Code(text.strip().upper())
    year, number = found["year"], found["number"]
    return Code(found["activity"], int(year) if year else None, int(number) if number else None)


def write_code(activity: str, plan_year: int, *, in_force: bool, number: int | None = None) -> str:
    """The code that means this activity, or its session `number`, to whoever types it now."""
    name = activity if in_force else f"{activity}@{plan_year}"
    return name if number is None else f"{name}/{number}"


def plan_in_force(years: Collection[int], present: int) -> int:
    """Of the years for which there is a plan (one at least), the one that is meant: the present, else the latest."""
    return present if present in years else max(years)


def in_force(plans: Iterable[tuple[C, str, int]], present: int) -> set[C]:
    """Of (key, code, plan year) the keys that the bare codes mean: one for each code."""
    by_code: dict[str, dict[int, C]] = defaultdict(dict)
    for key, code, year in plans:
        by_code[code][year] = key
    return {keys[plan_in_force(keys, present)] for keys in by_code.values()}


def named_year(times: Iterable[str]) -> int | None:
    """The year that a plan is of, by the words of its times: the one that most of those that name any begin with.

    None where no time names a year, or none has more than half of them.
    """
    years = Counter(found[0] for words in times if (found := _YEAR.search(words)))
    for year, many in years.most_common(1):
        if 2 * many > years.total():
            return int(year)
    return None


# Letters end with a nought only where they must: `SDMO02`, `SDM0-02`.
_LOOSE = tuple(
    re.compile(rf"(?P<letters>[A-Z0-9]*[{last}])[\s.\-_–]*(?P<number>[0-9O]{{1,3}})") for last in ("A-Z", "A-Z0")
)
# A code at the beginning of what follows a command, however phones part it: `sdmo 02`, `SDMO - 02 / 1`, `p2h14,`.
_LEADING = re.compile(
    r"(?P<letters>[a-z0-9]{0,7}[a-z])\s*[.\-_\u2010-\u2015\u2212]?\s*(?P<number>\d{1,3})"
    r"(?:\s*@\s*(?P<year>\d{4}))?(?:\s*/\s*(?P<nth>\d{1,4}))?(?:[.,:;]+(?=\s|$)|(?=\s|$))\s*",
    re.IGNORECASE,
)


def loose_code(text: str) -> str | None:
    """The code that may be meant where the sign between or a nought is wrong: `sdmo2`, `SDMO 02`, `SDM0-02`."""
    found = next(filter(None, (one.fullmatch(text.strip().upper()) for one in _LOOSE)), None)
    if found is None or not found["letters"].replace("0", "O").rstrip("0123456789"):
        return None
    return f"{found['letters'].replace('0', 'O')}-{int(found['number'].replace('O', '0')):02}"


def spellings(activity: str) -> tuple[str, ...]:
    """The codes that may be meant by one as it was typed: that itself, then those that differ by the sign between and by noughts."""
    loose = loose_code(activity)
    if loose is None:
        return (activity,)
    letters, _, number = loose.rpartition("-")
    return tuple(dict.fromkeys((activity, loose, f"{letters}-{int(number)}", f"{letters}-{int(number):03}")))


def leading_code(text: str) -> tuple[str, str]:
    """The code with which a text begins, as one word, and what follows it; "" and the text where it begins with none.

    Letters and a figure are all that it takes ("sakit 3" has the looks of one): whether there is such a code, the plan says.
    """
    found = _LEADING.match(text)
    if found is None:
        return "", text
    year, nth = found["year"], found["nth"]
    code = f"{found['letters']}-{found['number']}{f'@{year}' if year else ''}{f'/{nth}' if nth else ''}"
    return code.upper(), text[found.end() :]
