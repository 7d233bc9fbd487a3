"""Somebody of the roster: what role and position let them do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.vocabulary import Position, Role
from tests.documents import samples


@pytest.mark.parametrize(
    ("role", "position", "head", "admin", "manages", "leads"),
    [
        (Role.MEMBER, Position.DISTRICT_CHAIR, False, False, False, False),
        (Role.MEMBER, Position.SECRETARIAT_HEAD, False, False, False, True),
        (Role.HEAD, Position.OFFICE_HEAD, True, False, True, False),
        (Role.ADMIN, Position.OFFICE_STAFF, False, True, True, False),
    ],
)
def test_what_role_and_position_let_somebody_do(
    role: Role, position: Position, *, head: bool, admin: bool, manages: bool, leads: bool
) -> None:
    one = replace(samples.person(1, "Siti"), role=role, position=position)
    assert (one.is_head, one.is_admin, one.manages, one.leads_secretariat) == (head, admin, manages, leads)


def test_of_whom_nothing_else_is_said_can_be_written_to_and_deputises_for_nobody() -> None:
    one = samples.person(1, "Siti")
    assert (one.reachable, one.acting) == (True, False)
