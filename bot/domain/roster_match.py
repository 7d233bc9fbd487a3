"""Who is who when a roster comes again: which line speaks of which known person.

A name in its kecamatan is that person, whatever the number says now: people get new numbers, and two people may
exchange theirs. Where nobody of that name is known there, the number tells: the name was corrected, or the person moved.
Namesakes in one kecamatan are told apart by their numbers; where those do not tell, nothing is guessed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.rows import RowProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.domain.rows import RosterLine


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the roster as it stands; `active` is false once they have left office."""

    id: int
    name: str
    district: str | None
    phone: str | None
    active: bool = True


@dataclass(slots=True)
class Matching:
    """`people` gives the known person's id by line (new people have none); `freed` are whose numbers go to others."""

    people: dict[int, int] = field(default_factory=dict)
    freed: set[int] = field(default_factory=set)
    problems: list[RowProblem] = field(default_factory=list)


def match_roster(lines: Sequence[RosterLine], known: Iterable[Known]) -> Matching:
    """Match lines, whose numbers are all different, with people."""
    result = Matching()
    free = {person.id: person for person in known}
    by_id = dict(free)
    left = _by_name_and_number(lines, free, result)
    left = _by_name_and_district(left, free, result)
    _by_number(left, free, result)
    _check_numbers(lines, by_id, result)
    return result


def _by_name_and_number(lines: Sequence[RosterLine], free: dict[int, Known], result: Matching) -> list[RosterLine]:
    same = {(person.name.casefold(), person.phone): person.id for person in free.values() if person.phone}
    left = []
    for line in lines:
        person_id = same.get((line.name.casefold(), line.phone)) if line.phone else None
        if person_id is None:
            left.append(line)
        else:
            result.people[line.line] = person_id
            del free[person_id]
    return left


def _by_name_and_district(left: Sequence[RosterLine], free: dict[int, Known], result: Matching) -> list[RosterLine]:
    namesakes: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
    for person in free.values():
        namesakes[person.name.casefold(), person.district].append(person.id)
    asked: defaultdict[tuple[str, str | None], list[RosterLine]] = defaultdict(list)
    for line in left:
        asked[line.name.casefold(), line.district].append(line)
    rest: list[RosterLine] = []
    for key, group in asked.items():
        found = namesakes.get(key, [])
        if not found:
            rest += group
        elif len(found) == len(group) == 1:
            result.people[group[0].line] = found[0]
            del free[found[0]]
        else:
            result.problems += [RowProblem(line.line, "nama", line.name, "namesake") for line in group]
    return rest


def _by_number(left: Sequence[RosterLine], free: dict[int, Known], result: Matching) -> None:
    owners = {person.phone: person.id for person in free.values() if person.phone and person.active}
    for line in left:
        person_id = owners.get(line.phone) if line.phone else None
        if person_id is not None:
            result.people[line.line] = person_id


def _check_numbers(lines: Sequence[RosterLine], by_id: dict[int, Known], result: Matching) -> None:
    """A number may go to another only if its owner gives it up in the same file, or has left office."""
    owners = {person.phone: person for person in by_id.values() if person.phone}
    spoken_of = set(result.people.values())
    for line in lines:
        owner = owners.get(line.phone) if line.phone else None
        if owner is None or owner.id == result.people.get(line.line):
            continue
        if owner.active and owner.id not in spoken_of:
            result.problems.append(
                RowProblem(line.line, "telepon", line.phone or "", "phone-taken", {"owner": owner.name})
            )
        else:
            result.freed.add(owner.id)
