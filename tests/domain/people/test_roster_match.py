"""Matching a roster with the people known: laws that hold for any two rosters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.importing.roster import RosterLine
from bot.domain.importing.rows import RowProblem
from bot.domain.people.names.alike import is_same_name
from bot.domain.people.roster_match import KnownPerson, Matching, is_same_person, match_roster
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


ONE, OTHER = "+6281277770001", "+6281277770002"
MEMBER, CHAIR = Position.DISTRICT_MEMBER, Position.DISTRICT_CHAIR


@pytest.mark.parametrize(
    ("known", "written", "matching"),
    [
        # The name tells, whatever the number says; two titles apart it must be asked.
        (("Budi", ONE, MEMBER), ("Budi", OTHER, MEMBER), Matching(people={2: 1})),
        (("Budi", ONE, MEMBER), ("Budi, S.H.", OTHER, MEMBER), Matching(people={2: 1}, doubtful={2})),
        (("Budi", ONE, MEMBER), ("Budi, S.H.", None, MEMBER), Matching(people={2: 1})),
        (("Budi", None, MEMBER), ("Budi, S.H.", OTHER, CHAIR), Matching(people={2: 1})),
        (("Budi", ONE, MEMBER), ("Budi", OTHER, CHAIR), Matching(people={2: 1}, doubtful={2})),
        (("Budi", ONE, MEMBER), ("Budi, S.H.", OTHER, CHAIR), Matching()),
        # Of a chair there is one.
        (("Budi", ONE, CHAIR), ("Budi, S.H.", OTHER, CHAIR), Matching(people={2: 1})),
        # Another name on the number: a correction in the chair, or somebody else who has it now.
        (("Budi", ONE, MEMBER), ("Rudi", ONE, MEMBER), Matching(people={2: 1})),
        (("Budi", ONE, MEMBER), ("Joko", ONE, MEMBER), Matching(replaced={2: 1}, freed={1})),
        (("Budi", ONE, MEMBER), ("Joko", OTHER, MEMBER), Matching()),
    ],
)
def test_who_a_line_is_of(
    known: tuple[str, str | None, Position], written: tuple[str, str | None, Position], matching: Matching
) -> None:
    person = KnownPerson(1, known[0], "Wonodadi", *known[1:])
    one = RosterLine(2, written[0], written[1], "Wonodadi", written[2], None, Role.MEMBER)
    assert match_roster([one], [person]) == matching


def test_a_number_goes_to_another_only_if_its_owner_lets_it_go() -> None:
    budi, siti = KnownPerson(1, "Budi", "Wonodadi", ONE, PKD), KnownPerson(2, "Siti", "Udanawu", OTHER, PKD)
    taken = RowProblem(2, "telepon", OTHER, "phone-taken", {"owner": "Siti"})
    assert match_roster([line(2, "Budi", "Wonodadi", OTHER)], [budi, siti]) == Matching(people={2: 1}, problems=[taken])
    gone = replace(siti, active=False)
    assert match_roster([line(2, "Budi", "Wonodadi", OTHER)], [budi, gone]) == Matching(people={2: 1}, freed={2})
    # Of who has left nobody is the successor by number alone.
    left = replace(budi, active=False)
    assert match_roster([line(2, "Joko", "Wonodadi", ONE)], [left]) == Matching(freed={1})
    both = [line(2, "Budi", "Wonodadi", OTHER), line(3, "Siti", "Udanawu", ONE)]
    assert match_roster(both, [budi, siti]) == Matching(people={2: 1, 3: 2}, freed={1, 2})


def test_namesakes_whom_no_number_tells_apart_are_not_guessed() -> None:
    known = [KnownPerson(number, "Budi", "Wonodadi", None, PKD) for number in (1, 2)]
    problem = RowProblem(2, "nama", "Budi", "namesake", {"names": "Budi / Budi"})
    assert match_roster([line(2, "Budi", "Wonodadi", ONE)], known) == Matching(problems=[problem])
    graduates = [replace(one, name=f"Budi, S.{letter}.") for one, letter in zip(known, "HE", strict=True)]
    asked = replace(problem, values={"names": "Budi, S.H. / Budi, S.E."})
    assert match_roster([line(2, "Budi", "Wonodadi", ONE)], graduates) == Matching(problems=[asked])
    titled = [replace(known[0], name="Budi, S.H."), known[1]]
    assert match_roster([line(2, "Budi SH", "Wonodadi", ONE)], titled) == Matching(people={2: 1})
