"""Matching a roster with the people known: laws that hold for any two rosters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.importing.roster import RosterLine
from bot.domain.people.names import is_same_name
from bot.domain.people.roster_match import KnownPerson, is_same_person, match_roster
from bot.domain.vocabulary import Position, Role

PKD = Position.VILLAGE_SUPERVISOR
NAMES = st.sampled_from(["Budi", "BUDI", "Budi, S.H.", "Siti", "Rina"])
DISTRICTS = st.sampled_from(["Wonodadi", "Udanawu"])
PHONES = st.sampled_from([f"+62840{number}" for number in range(5)])


def line(number: int, name: str, district: str, phone: str | None) -> RosterLine:
    return RosterLine(number, name, phone, district, PKD, None, Role.MEMBER)


def distinct(people: list[tuple[str, str, str | None]]) -> list[tuple[str, str, str | None]]:
    """Numbers are unique, in a file (it is checked before) as among the people known."""
    seen: set[str] = set()
    kept = []
    for name, district, phone in people:
        if phone is None or phone not in seen:
            kept.append((name, district, phone))
            seen |= {phone} if phone else set()
    return kept


PEOPLE = st.lists(st.tuples(NAMES, DISTRICTS, st.none() | PHONES), max_size=6).map(distinct)


@given(PEOPLE, PEOPLE, st.sets(st.integers(1, 6)))
def test_nobody_is_two_people_and_no_number_is_taken_twice(
    before: list[tuple[str, str, str | None]], after: list[tuple[str, str, str | None]], left: set[int]
) -> None:
    known = [KnownPerson(number, *one, PKD, active=number not in left) for number, one in enumerate(before, 1)]
    lines = [line(number, *one) for number, one in enumerate(after, 2)]
    result = match_roster(lines, known)
    assert len(set(result.people.values())) == len(result.people)
    if result.problems:
        return
    # As it would be stored: numbers let go, then written.
    phones = {person.id: None if person.id in result.freed else person.phone for person in known}
    stored = [*phones.items()]
    for one in lines:
        person_id = result.people.get(one.line)
        stored = [(key, phone) for key, phone in stored if key != person_id]
        stored.append((person_id or -one.line, one.phone))
    numbers = [phone for _, phone in stored if phone]
    assert len(set(numbers)) == len(numbers)


@given(PEOPLE)
def test_the_same_roster_again_finds_everybody(people: list[tuple[str, str, str | None]]) -> None:
    known = [KnownPerson(number, *one, PKD) for number, one in enumerate(people, 1)]
    result = match_roster([line(number, *one) for number, one in enumerate(people, 2)], known)
    # Namesakes of whom one has no number never come to this: they are refused when first imported.
    nameless = [(one[0].casefold(), one[1]) for one in people if one[2] is None]
    if any([(one[0].casefold(), one[1]) for one in people].count(key) > 1 for key in nameless):
        return
    assert result.problems == []
    assert result.people == {number + 1: number for number in range(1, len(people) + 1)}
    assert result.freed == set()


@given(PEOPLE, PEOPLE)
def test_the_order_of_the_file_does_not_matter(
    before: list[tuple[str, str, str | None]], after: list[tuple[str, str, str | None]]
) -> None:
    known = [KnownPerson(number, *one, PKD) for number, one in enumerate(before, 1)]
    lines = [line(number, *one) for number, one in enumerate(after, 2)]
    forward, backward = match_roster(lines, known), match_roster(lines[::-1], known[::-1])
    assert (forward.people, forward.freed) == (backward.people, backward.freed)
    assert sorted(problem.line for problem in forward.problems) == sorted(problem.line for problem in backward.problems)


@given(PEOPLE, PEOPLE)
def test_a_number_alone_makes_nobody_somebody_else(
    before: list[tuple[str, str, str | None]], after: list[tuple[str, str, str | None]]
) -> None:
    known = {number: KnownPerson(number, *one, PKD) for number, one in enumerate(before, 1)}
    lines = {number: line(number, *one) for number, one in enumerate(after, 2)}
    result = match_roster(list(lines.values()), known.values())
    for number, person_id in result.people.items():
        person, one = known[person_id], lines[number]
        assert is_same_name(person.name, one.name) or is_same_person(person, one)
        assert (person.district, person.phone) != (one.district, one.phone) or is_same_person(person, one)
    for number, person_id in result.replaced.items():
        person, one = known[person_id], lines[number]
        assert person.phone == one.phone
        assert not is_same_person(person, one)
        assert number not in result.people
        assert person_id not in result.people.values()
        assert person_id in result.freed or result.problems
