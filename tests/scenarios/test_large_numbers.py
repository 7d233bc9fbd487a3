"""Numbers that no column holds, behind every command: a line that says what is wrong, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="test")

LARGE = "9" * 11
WORDS = (
    LARGE,
    f"SDMO-02/{LARGE}",
    f"SDMO-{LARGE}",
    f"SDMO-02 {LARGE}",
    f"SDMO-02@{LARGE}",
    f"SDMO-02/1 {LARGE} {LARGE}",
)


async def test_a_number_that_is_too_large_behind_a_command_is_no_internal_error(office: Office) -> None:
    head, admin = await office.head(), await office.admin()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    broke = []
    for command in sorted(office.bot.routes.commands):
        for words in WORDS:
            for person in (head, admin):
                seen = len(person.messages)
                await office.say(person, f"/{command} {words}", look=True)
                if any("gangguan" in one.text for one in person.messages[seen:]):
                    broke.append(f"/{command} {words}")
    assert broke == []
