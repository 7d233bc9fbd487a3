"""Who an activity invites: the little language of the calendar's column `sasaran`.

Terms are joined by `+`: `komisioner`, `ketua`, `kordiv HP2H`, `kepala sekretariat`, `staf sekretariat`, `PKD` of the
kecamatan; `kantor`, `kantor SDMO`, `pimpinan` (chair and heads) of the office; and `luar: <who>` for people who are
not in the roster.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol

from bot.domain.vocabulary import (
    COMMISSIONERS,
    DISTRICT_DIVISIONS,
    OFFICE_DIVISIONS,
    OFFICE_POSITIONS,
    Division,
    Position,
)
from bot.domain.words.divisions import read_division
from bot.domain.words.unknown import UnknownWord


class Invitable(Protocol):
    """What the rule needs to know of a person."""

    @property
    def position(self) -> Position: ...
    @property
    def division(self) -> Division | None: ...


@dataclass(frozen=True, slots=True)
class AudienceTerm:
    """One group of people: anyone of `positions`, of `division` where one is named."""

    positions: frozenset[Position]
    division: Division | None = None

    def matches(self, person: Invitable) -> bool:
        return person.position in self.positions and self.division in (None, person.division)


@dataclass(frozen=True, slots=True)
class Audience:
    """A parsed rule: roster terms and, in words, the outsiders."""

    terms: tuple[AudienceTerm, ...]
    outsiders: tuple[str, ...] = ()

    def invites(self, person: Invitable) -> bool:
        return any(term.matches(person) for term in self.terms)

    @property
    def invites_panwascam(self) -> bool:
        """Whether people of the kecamatan are invited, beyond the office itself."""
        return any(term.positions - OFFICE_POSITIONS for term in self.terms)


class UnknownAudience(ValueError):
    """A term that is not of the language; `term` is what was written, `nearest` what was probably meant."""

    def __init__(self, term: str) -> None:
        super().__init__(term)
        self.term = term

    @property
    def nearest(self) -> str | None:
        """Looked for where somebody is told."""
        words = _words(self.term)
        # Another division is no slip.
        if len(words) > _LONGEST or words.partition(" ")[0] in _BY_DIVISION:
            return None
        found = get_close_matches(words, _KNOWN, cutoff=_CLOSE)
        return _SPELLED.get(found[0], found[0]) if found else None


_FIXED = {
    "komisioner": COMMISSIONERS,
    "ketua": frozenset({Position.DISTRICT_CHAIR}),
    "kepala sekretariat": frozenset({Position.SECRETARIAT_HEAD}),
    "staf sekretariat": frozenset({Position.SECRETARIAT_STAFF}),
    "pkd": frozenset({Position.VILLAGE_SUPERVISOR}),
    "kantor": OFFICE_POSITIONS,
    "pimpinan": frozenset({Position.OFFICE_CHAIR, Position.OFFICE_HEAD}),
}
# The same as offices write it. The Panwaslu Kecamatan are its commissioners (Undang-Undang 7/2017, Pasal 92).
_SPELLED = {
    **dict.fromkeys(
        (
            "panwaslu kecamatan",
            "panwascam",
            "panwaslucam",
            "komisioner panwascam",
            "komisioner panwaslu kecamatan",
            "ketua dan anggota",
            "ketua dan anggota panwascam",
            "ketua dan anggota panwaslu kecamatan",
            "ketua anggota panwascam",
        ),
        "komisioner",
    ),
    **dict.fromkeys(("ketua panwascam", "ketua panwaslu kecamatan"), "ketua"),
    **dict.fromkeys(
        ("kasek", "kepala sekretariat panwascam", "kepala sekretariat panwaslu kecamatan", "kasek panwascam"),
        "kepala sekretariat",
    ),
    **dict.fromkeys(
        (
            "staf",
            "staff",
            "staff sekretariat",
            "staf sekretariat panwascam",
            "staf panwascam",
            "staf sekretariat panwaslu kecamatan",
        ),
        "staf sekretariat",
    ),
    **dict.fromkeys(
        (
            "panwaslu kelurahan/desa",
            "panwaslu desa/kelurahan",
            "panwaslu desa",
            "panwaslu kelurahan",
            "pengawas kelurahan/desa",
            "pengawas desa/kelurahan",
        ),
        "pkd",
    ),
    **dict.fromkeys(("pimpinan bawaslu", "pimpinan bawaslu kabupaten"), "pimpinan"),
}
# Only divisions that exist there: "kordiv HPS" would quietly invite nobody.
_BY_DIVISION = {"kordiv": (COMMISSIONERS, DISTRICT_DIVISIONS), "kantor": (OFFICE_POSITIONS, OFFICE_DIVISIONS)}
_KNOWN = (
    *_FIXED,
    *(word for word in _SPELLED if word not in _FIXED),
    *(f"{word} {one.value.casefold()}" for word, (_, divisions) in _BY_DIVISION.items() for one in divisions),
)
_KORDIV = re.compile(
    r"^(?:koordinator divisi|koordinator div|koord divisi|kordiv) |(?<=\S) (?:panwascam|panwaslu kecamatan)$"
)
_OUTSIDERS = re.compile(r"luar\s*:\s*(?P<who>.+)", re.IGNORECASE | re.DOTALL)
# What joins terms beside "+"; not before "luar:", whose words are its own.
_JOINERS = re.compile(r"\s*(?:[,;&\n]|\bdan\b|\bserta\b)\s*", re.IGNORECASE)
_OUTSIDE = re.compile(r"(?<![^\W_])luar\s*:", re.IGNORECASE)
_CLOSE = 0.7
_LONGEST = 80


def parse_audience(text: str) -> Audience:
    """Read a rule such as `kordiv HP2H + kepala sekretariat`; an empty text invites nobody.

    Raises `UnknownAudience` naming the first term that is not of the language.
    """
    terms: list[AudienceTerm] = []
    outsiders: list[str] = []
    for raw in filter(None, (part.strip() for part in text.split("+"))):
        inside, outside = raw, ""
        if found := _OUTSIDE.search(raw):
            inside, outside = raw[: found.start()], raw[found.start() :]
        terms += _terms(inside.strip(" ,;&\n"))
        if outside:
            outsiders.append(_who(outside))
    return Audience(tuple(terms), tuple(outsiders))


def _who(outside: str) -> str:
    found = _OUTSIDERS.fullmatch(outside)
    if found is None:
        raise UnknownAudience(outside)
    return found["who"].strip()


def _terms(written: str) -> list[AudienceTerm]:
    if not written:
        return []
    # "Ketua dan anggota Panwascam" are all three, not two groups.
    if _words(written) in _SPELLED:
        return [_term(written)]
    return [_term(part) for part in _JOINERS.split(re.sub(r"(?i)\s+(dan|serta)$", "", written)) if part]


def _words(raw: str) -> str:
    # The plan abbreviates with a full stop: "Kordiv. PP-PS".
    return " ".join(raw.casefold().replace(".", " ").split())


def _term(raw: str) -> AudienceTerm:
    words = _words(raw)
    fixed = _FIXED.get(_SPELLED.get(words, words))
    if fixed is not None:
        return AudienceTerm(fixed)
    first, _, rest = _KORDIV.sub(lambda found: "kordiv " if found.start() == 0 else "", words).partition(" ")
    if first not in _BY_DIVISION:
        raise UnknownAudience(raw)
    positions, divisions = _BY_DIVISION[first]
    try:
        return AudienceTerm(positions, read_division(rest, divisions))
    except UnknownWord:
        raise UnknownAudience(raw) from None
