"""What people may type fits where it is kept: PostgreSQL breaks at a longer one, SQLite takes it in silence."""

from __future__ import annotations

import pytest

from bot.domain.importing.rows import MAX_DISTRICT, MAX_NAME, MAX_SHIFT
from bot.domain.invitations.chasing import LONGEST
from bot.services.invitations.answering import MAX_GUEST
from bot.storage.models import Base


@pytest.mark.parametrize(
    ("column", "most"),
    [
        ("people.name", MAX_NAME),
        ("districts.name", MAX_DISTRICT),
        ("duty_shifts.shift", MAX_SHIFT),
        ("invitations.guest_name", MAX_GUEST),
        ("invitations.guest_position", MAX_GUEST),
        ("sessions.chase_rule", LONGEST),
    ],
)
def test_a_column_holds_the_longest_text_that_is_let_through(column: str, most: int) -> None:
    table, _, name = column.partition(".")
    assert Base.metadata.tables[table].c[name].type.length >= most  # type: ignore[attr-defined]
