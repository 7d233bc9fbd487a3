"""The sample roster: the right people for Blitar, and plainly nobody real."""

from __future__ import annotations

from collections import Counter

import phonenumbers
import pytest

from bot.domain.importing.columns import ROSTER_COLUMNS, Row
from bot.domain.importing.roster import RosterLine, roster_line
from bot.domain.office.districts import DistrictNames
from bot.domain.vocabulary import DISTRICT_DIVISIONS, OFFICE_DIVISIONS, Position, Role


@pytest.fixture(scope="session")
def people(roster_rows: list[Row], district_rows: list[Row]) -> list[RosterLine]:
    names = DistrictNames(row.values["kecamatan"] for row in district_rows)
    lines = []
    for row in roster_rows:
        line = roster_line(row, names)
        assert isinstance(line, RosterLine), line
        lines.append(line)
    return lines


def test_the_roster_counts_66_commissioners_22_secretariats_and_the_office(people: list[RosterLine]) -> None:
    assert Counter((person.position, person.role) for person in people) == {
        (Position.DISTRICT_CHAIR, Role.MEMBER): 22,
        (Position.DISTRICT_MEMBER, Role.MEMBER): 44,
        (Position.SECRETARIAT_HEAD, Role.MEMBER): 22,
        (Position.OFFICE_CHAIR, Role.HEAD): 1,
        (Position.OFFICE_HEAD, Role.HEAD): 4,
        (Position.OFFICE_STAFF, Role.ADMIN): 2,
    }


def test_each_kecamatan_has_a_chair_and_two_members_over_the_three_divisions(
    people: list[RosterLine], district_rows: list[Row]
) -> None:
    teams: dict[str | None, list[RosterLine]] = {row.values["kecamatan"]: [] for row in district_rows}
    for person in people:
        if person.position in (Position.DISTRICT_CHAIR, Position.DISTRICT_MEMBER):
            teams[person.district].append(person)
    for district, team in teams.items():
        assert Counter(person.division for person in team) == dict.fromkeys(DISTRICT_DIVISIONS, 1), district
        assert sum(person.position is Position.DISTRICT_CHAIR for person in team) == 1, district
    # A chair leads now this division, now that one, as in life.
    chairs = Counter(person.division for person in people if person.position is Position.DISTRICT_CHAIR)
    assert set(chairs) == set(DISTRICT_DIVISIONS)


def test_each_division_of_the_office_has_one_head(people: list[RosterLine]) -> None:
    heads = [person.division for person in people if person.position is Position.OFFICE_HEAD]
    assert tuple(heads) == OFFICE_DIVISIONS


def test_every_line_says_that_it_is_a_sample(roster_rows: list[Row]) -> None:
    assert tuple(roster_rows[0].values) == (*ROSTER_COLUMNS, "catatan")
    assert {row.values["catatan"] for row in roster_rows} == {"contoh, bukan orang sungguhan"}


def test_the_phone_numbers_are_nobodys(people: list[RosterLine]) -> None:
    phones = [person.phone or "" for person in people]
    assert len(set(phones)) == len(people)
    # 0840 is given to no operator in Indonesia: such a number cannot be anybody's, and is taken for samples alone.
    assert all(phone.startswith("+62840") for phone in phones)
    assert not any(phonenumbers.is_valid_number(phonenumbers.parse(phone)) for phone in phones)


def test_names_are_unique_within_a_kecamatan(people: list[RosterLine]) -> None:
    keys = [(person.name.casefold(), person.district) for person in people]
    assert len(set(keys)) == len(keys)
