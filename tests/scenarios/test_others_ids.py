"""Whoever leads elsewhere presses every button with ids that are not theirs: another office, another kecamatan; nothing acts, nothing is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.storage.models import AuditEntry, Invitation, Session
from tests.views.test_presses import WIRE

if TYPE_CHECKING:
    from tests.office import Office

pytestmark = pytest.mark.few_on_postgresql(one_of="module")

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
A_FEW = 15
# One's own: an address of a calendar, and what ends a dialogue.
OWN = {"feedo", "feedc"}


def _with_ids(data: str) -> str:
    """The press with the ids of the only session and of its first invitation."""
    verb, *words = data.split(":")
    return ":".join([verb, *("1" if word in {"3", "4", "5", "7", "9", "12", "40"} else word for word in words)])


async def _stored(office: Office) -> dict[str, list[str]]:
    async with office.bot.db.read() as session:
        return {
            table.__tablename__: sorted([repr(tuple(row)) for row in await session.execute(select(table.__table__))])
            for table in (Session, Invitation)
        } | {
            "trail": [
                repr(tuple(row))
                for row in await session.execute(
                    select(AuditEntry.action, AuditEntry.subject).where(AuditEntry.office_id == office.office_id)
                )
            ]
        }


async def test_the_head_of_another_office_presses_everything_and_nothing_acts_or_is_shown(office: Office) -> None:
    head, ketua = await office.head(), await office.chair_of()
    await office.say(head, SET)
    await office.press(ketua, "Hadir")
    neighbours = await office.neighbours()
    before = await _stored(office)
    for other in (neighbours.head, neighbours.ketua):
        shown = len(other.messages)
        for number, data in enumerate(sorted({_with_ids(one) for one in WIRE if one.split(":")[0] not in OWN})):
            other.press_data(data, other.messages[-1])
            await office.clock.settle()
            if number % A_FEW == 0:
                # What nobody has read yet is bounded by person, and the rest dropped.
                await office.settle()
        await office.settle()
        assert [one.label for one in office.sim.world.unanswered.values()] == []
        said = "\n".join([*(one.text for one in other.messages[shown - 1 :]), *(note for note, _ in other.notes)])
        assert await _stored(office) == before
        for of_here in (ketua.user.first_name, "Aula Bawaslu", "SDMO-02/1 ·"):
            assert of_here not in said
