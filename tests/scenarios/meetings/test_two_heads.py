"""Two heads at one session: the second sees what the first did, and confirms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.domain.ledger import Purpose
from bot.domain.meetings.appointments import Appointment
from bot.domain.vocabulary import SessionStatus
from bot.services.meetings import cancelling, moving
from bot.services.meetings.outcomes import ChangedMeanwhile
from bot.storage.models import Session
from tests.interleavings.interleaving import interleaved
from tests.office import instant

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context
    from bot.simulator import Person
    from tests.office import Office

SET = "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu"
OUTSIDE = "/tetapkan SDMO-02 2023-10-20 09:00-12:00 Aula Bawaslu"


async def _second_head(office: Office) -> Person:
    return await office.registered("Ketua Bawaslu")


async def _sessions(office: Office) -> int:
    async with office.outside.read() as session:
        return (await session.execute(select(func.count(Session.id)))).scalar_one()


async def test_yes_pressed_for_a_date_that_another_head_has_set_meanwhile_makes_no_second_session(
    office: Office,
) -> None:
    head, other = await office.head(), await _second_head(office)
    for one in (head, other):
        assert "di luarnya" in await office.say(one, OUTSIDE)
    head.press("Ya, lanjutkan")
    other.press("Ya, lanjutkan")
    await office.settle()
    assert sum(one.screen.startswith("✅ Ditetapkan") for one in (head, other)) == 1
    assert sum(one.notes[-1][0].startswith("Itu sudah ditetapkan: SDMO-02/1") for one in (head, other)) == 1
    assert await _sessions(office) == 1


async def test_a_batch_at_the_same_hour_in_another_place_is_asked_for_first(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    said = await office.say(head, SET.replace("Aula Bawaslu", "Hotel Puri"))
    assert "SDMO-02/1 · Jum 6 Okt · 09.00–12.00 WIB · Aula Bawaslu" in said
    assert "gelombang lain dari kegiatan ini" in said
    assert await _sessions(office) == 1
    assert (await office.press(head, "Ya, lanjutkan")).startswith("✅ Ditetapkan")
    assert "SDMO-02/2" in head.screen
    # Both are asked about at once.
    said = await office.say(head, SET.replace("Aula Bawaslu", "Balai Desa"))
    assert "SDMO-02/1" in said
    assert "SDMO-02/2" in said
    assert "SDMO-02/3" in await office.press(head, "Ya, lanjutkan")


async def test_a_session_is_not_moved_onto_another_of_its_activity(office: Office) -> None:
    head = await office.head()
    await office.say(head, SET)
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 13:00-16:00 Aula Bawaslu")
    said = await office.say(head, "/ubah SDMO-02/2 2023-10-06 09:00-12:00")
    assert "sudah ditetapkan: SDMO-02/1" in said
    assert await office.deliveries(Purpose.MOVED) == []


async def test_a_session_that_another_head_has_just_moved_is_not_moved_in_one_line_without_asking(
    office: Office,
) -> None:
    head, other = await office.head(), await _second_head(office)
    await office.say(head, SET)
    await office.say(head, "/ubah SDMO-02/1 2023-10-06 10:00-13:00")
    assert "SDMO-02/1 baru saja diubah orang lain" in await office.say(other, "/ubah SDMO-02/1 2023-10-06 11:00-13:00")
    # Who changed it knows.
    assert (await office.say(head, "/ubah SDMO-02/1 2023-10-06 10:30-13:00")).startswith("🔁 Diubah")
    # And it has changed once more since it was shown.
    assert "10.30–13.00" in await office.press(other, "Ya, lanjutkan")
    assert (await office.press(other, "Ya, lanjutkan")).startswith("🔁 Diubah")


@pytest.mark.parametrize("then", ["move", "cancel"])
async def test_a_head_who_waited_for_another_ones_move_reads_what_it_is_now(postgres_office: Office, then: str) -> None:
    office = postgres_office
    await office.say(await office.head(), SET)
    first, second = [await office.actor(one) for one in (await office.head(), await _second_head(office))]

    def _moves(ctx: Context, who: PersonFacts, hour: int) -> Awaitable[object]:
        given = Appointment(instant("2023-10-06", hour), instant("2023-10-06", 15), "Aula Bawaslu")
        return moving.move(ctx, who, "SDMO-02/1", given, seen=1)

    both = await interleaved(
        office.bot.ctx,
        lambda ctx: _moves(ctx, first, 10),
        lambda ctx: (
            _moves(ctx, second, 11)
            if then == "move"
            else cancelling.cancel(ctx, second, "SDMO-02/1", "hari libur", seen=1)
        ),
    )
    assert both.waited
    assert isinstance(both.second, ChangedMeanwhile)
    assert both.second.session.starts_at == instant("2023-10-06", 10)
    row = await office.outside.query(
        lambda connection: connection.execute(select(Session.revision, Session.status)).one()
    )
    assert tuple(row) == (2, SessionStatus.SCHEDULED)
