from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.vocabulary import Division, Position
from bot.views.groups.tags import LONGEST, member_tag
from tests.documents import samples

if TYPE_CHECKING:
    from bot.domain.people.facts import PersonFacts

CHAIR = replace(
    samples.person(1, "Siti"), district="Wonodadi", position=Position.DISTRICT_CHAIR, division=Division.PPPS
)
HEAD = replace(CHAIR, district="", district_id=None, position=Position.OFFICE_HEAD, division=Division.SDMO)


@pytest.mark.parametrize(
    ("person", "of_all", "tag"),
    [
        (CHAIR, True, "Wonodadi"),
        (CHAIR, False, "Ketua PP-PS"),
        (replace(CHAIR, district="Kepulauan Seribu Selatan"), True, "Kepulauan Seribu"),
        (replace(CHAIR, district="Pangkalanbungurjaya"), True, "Pangkalanbungurj"),
        (replace(CHAIR, position=Position.SECRETARIAT_STAFF, division=Division.SDMO), False, "Staf sekretariat"),
        (HEAD, True, "Kordiv SDMO"),
        (HEAD, False, "Kordiv SDMO"),
        (replace(HEAD, position=Position.OFFICE_CHAIR), True, "Ketua Bawaslu"),
    ],
)
def test_a_tag_says_who_writes_in_sixteen_characters(person: PersonFacts, of_all: bool, tag: str) -> None:
    assert member_tag(person, of_all=of_all) == tag


@pytest.mark.parametrize("position", Position)
@pytest.mark.parametrize("division", [None, *Division])
def test_every_tag_fits(position: Position, division: Division | None) -> None:
    person = replace(CHAIR, position=position, division=division)
    assert 0 < len(member_tag(person, of_all=False)) <= LONGEST
