"""Who is who when a roster comes again: which line speaks of which known person.

A name in its kecamatan is that person, whatever the number says now: people get new numbers, and two people may
exchange theirs. It may be written another way (`bot.domain.people.names`). With another number and in another position, or with
other titles, it may be a namesake: that is asked about; with all three it is somebody new. Where nobody of that name is known there, the number
tells, but never alone: the same name has moved, or the name was corrected of whoever holds the chair. Anybody else with that
number is another person: the known one has left, and the line is of somebody new. That is not done unasked.
Namesakes in one kecamatan are told apart by their numbers; where those do not tell, nothing is guessed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.importing.rows import RowProblem
from bot.domain.people.names.alike import is_like_name, is_same_name
from bot.domain.people.names.keys import name_key, written_key
from bot.domain.vocabulary import Position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.domain.importing.roster import RosterLine


# Chairs of which a kecamatan, or the office, has one.
_ONE_OF_A_KIND = frozenset({Position.DISTRICT_CHAIR, Position.SECRETARIAT_HEAD, Position.OFFICE_CHAIR})


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of the roster as it stands; `active` is false once they have left office."""

    id: int
    name: str
    district: str | None
    phone: str | None
    position: Position
    active: bool = True


@dataclass(slots=True)
class Matching:
    """`people` gives the known person's id by line (new people have none); `freed` are whose numbers go to others.

    `replaced` gives by line who has the number of that line's new person now, and is not that person. `doubtful` are lines
    of people who may be namesakes of whom they are taken for.
    """

    people: dict[int, int] = field(default_factory=dict)
    replaced: dict[int, int] = field(default_factory=dict)
    doubtful: set[int] = field(default_factory=set)
    freed: set[int] = field(default_factory=set)
    problems: list[RowProblem] = field(default_factory=list)


def match_roster(lines: Sequence[RosterLine], known: Iterable[KnownPerson]) -> Matching:
    """Match lines, whose numbers are all different, with people."""
    result = Matching()
    free = {person.id: person for person in known}
    by_id = dict(free)
    left = list(lines)
    # As it is written first: of two who differ in titles or spaces alone each is still found.
    for key in (str.casefold, written_key, name_key):
        if not left or not free:
            # A first roster has thousands of lines, and nobody to find.
            break
        left = _by_name_and_number(left, free, result, key)
        left = _by_name_and_district(left, free, result, key)
    _by_number(left, free, result)
    _check_numbers(lines, by_id, result)
    return result


def is_same_person(person: KnownPerson, line: RosterLine) -> bool:
    """Whether a line with somebody's number may be of them: of that name, or of one like it in the same chair."""
    in_chair = (person.district, person.position) == (line.district, line.position)
    return is_same_name(person.name, line.name) or (in_chair and is_like_name(person.name, line.name))


def _by_name_and_number(
    lines: Sequence[RosterLine], free: dict[int, KnownPerson], result: Matching, key: Callable[[str], str]
) -> list[RosterLine]:
    same = {(key(person.name), person.phone): person.id for person in free.values() if person.phone}
    left = []
    for line in lines:
        person_id = same.get((key(line.name), line.phone)) if line.phone else None
        if person_id is None:
            left.append(line)
        else:
            result.people[line.line] = person_id
            del free[person_id]
    return left


def _by_name_and_district(
    left: Sequence[RosterLine], free: dict[int, KnownPerson], result: Matching, key: Callable[[str], str]
) -> list[RosterLine]:
    namesakes: defaultdict[tuple[str, str | None], list[KnownPerson]] = defaultdict(list)
    for person in free.values():
        namesakes[key(person.name), person.district].append(person)
    asked: defaultdict[tuple[str, str | None], list[RosterLine]] = defaultdict(list)
    for line in left:
        asked[key(line.name), line.district].append(line)
    rest: list[RosterLine] = []
    for name, group in asked.items():
        found = namesakes.get(name, [])
        if len(found) == len(group) == 1:
            is_one = _is_one_person(found[0], group[0], titles=key is not name_key)
            if is_one is False:
                rest += group
                continue
            result.people[group[0].line] = found[0].id
            if is_one is None:
                result.doubtful.add(group[0].line)
            del free[found[0].id]
        elif found and key is not written_key:
            names = " / ".join(one.name for one in found)
            result.problems += [
                RowProblem(line.line, "nama", line.name, "namesake", {"names": names}) for line in group
            ]
        else:
            rest += group
    return rest


def _is_one_person(person: KnownPerson, line: RosterLine, *, titles: bool) -> bool | None:
    """Whether two of one name in a kecamatan are one person; None where that must be asked.

    `titles` says that these are the same as well.
    """
    if None in (person.phone, line.phone) or person.phone == line.phone:
        return True
    if person.position == line.position:
        return True if titles or line.position in _ONE_OF_A_KIND else None
    return None if titles else False


def _by_number(left: Sequence[RosterLine], free: dict[int, KnownPerson], result: Matching) -> None:
    owners = {person.phone: person for person in free.values() if person.phone and person.active}
    for line in left:
        person = owners.get(line.phone) if line.phone else None
        if person is not None:
            (result.people if is_same_person(person, line) else result.replaced)[line.line] = person.id


def _check_numbers(lines: Sequence[RosterLine], by_id: dict[int, KnownPerson], result: Matching) -> None:
    """A number may go to another only if its owner gives it up in the same file, has left office, or is to leave it."""
    owners = {person.phone: person for person in by_id.values() if person.phone}
    spoken_of = {*result.people.values(), *result.replaced.values()}
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
