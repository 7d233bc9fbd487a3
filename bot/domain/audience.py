"""Who an activity invites: the little language of the calendar's column `sasaran`.

Terms are joined by `+`: `komisioner`, `ketua`, `kordiv HP2H`, `kepala sekretariat`, `staf sekretariat`, `PKD` of the
kecamatan; `kantor`, `kantor SDMO`, `pimpinan` (chair and heads) of the office; and `luar: <who>` for people who are
not in the roster.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from bot.domain.vocabulary import (
    COMMISSIONERS,
    DISTRICT_DIVISIONS,
    OFFICE_DIVISIONS,
    OFFICE_POSITIONS,
    Division,
    Position,
)


class Member(Protocol):
    """What the rule needs to know of a person."""

    @property
    def position(self) -> Position: ...
    @property
    def division(self) -> Division | None: ...


@dataclass(frozen=True, slots=True)
class Term:
    """One group of people: anyone of `positions`, of `division` where one is named."""

    positions: frozenset[Position]
    division: Division | None = None

    def matches(self, person: Member) -> bool:
        return person.position in self.positions and self.division in (None, person.division)


@dataclass(frozen=True, slots=True)
class Audience:
    """A parsed rule: roster terms and, in words, the outsiders."""

    terms: tuple[Term, ...]
    outsiders: tuple[str, ...] = ()

    def invites(self, person: Member) -> bool:
        return any(term.matches(person) for term in self.terms)

    @property
    def invites_panwascam(self) -> bool:
        """Whether people of the kecamatan are invited, beyond the office itself."""
        return any(term.positions - OFFICE_POSITIONS for term in self.terms)


class UnknownAudience(ValueError):
    """A term that is not of the language; `term` is what was written."""

    def __init__(self, term: str) -> None:
        super().__init__(term)
        self.term = term


_FIXED = {
    "komisioner": COMMISSIONERS,
    "ketua": frozenset({Position.DISTRICT_CHAIR}),
    "kepala sekretariat": frozenset({Position.SECRETARIAT_HEAD}),
    "staf sekretariat": frozenset({Position.SECRETARIAT_STAFF}),
    "pkd": frozenset({Position.VILLAGE_SUPERVISOR}),
    "kantor": OFFICE_POSITIONS,
    "pimpinan": frozenset({Position.OFFICE_CHAIR, Position.OFFICE_HEAD}),
}
# Only divisions that exist there: "kordiv HPS" would quietly invite nobody.
_BY_DIVISION = {"kordiv": (COMMISSIONERS, DISTRICT_DIVISIONS), "kantor": (OFFICE_POSITIONS, OFFICE_DIVISIONS)}
_OUTSIDERS = re.compile(r"luar\s*:\s*(?P<who>.+)", re.IGNORECASE)


def parse_audience(text: str) -> Audience:
    """Read a rule such as `kordiv HP2H + kepala sekretariat`; an empty text invites nobody.

    Raises `UnknownAudience` naming the first term that is not of the language.
    """
    terms: list[Term] = []
    outsiders: list[str] = []
    for raw in filter(None, (part.strip() for part in text.split("+"))):
        if outside := _OUTSIDERS.fullmatch(raw):
            outsiders.append(outside["who"].strip())
        else:
            terms.append(_term(raw))
    return Audience(tuple(terms), tuple(outsiders))


def _term(raw: str) -> Term:
    # The plan abbreviates with a full stop: "Kordiv. PP-PS".
    words = raw.casefold().replace(".", " ").split()
    if (fixed := _FIXED.get(" ".join(words))) is not None:
        return Term(fixed)
    if len(words) != 2 or words[0] not in _BY_DIVISION:
        raise UnknownAudience(raw)
    positions, divisions = _BY_DIVISION[words[0]]
    division = next((one for one in divisions if one.value.casefold() == words[1]), None)
    if division is None:
        raise UnknownAudience(raw)
    return Term(positions, division)
