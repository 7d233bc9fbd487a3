"""Somebody registers while a session moves: whichever is first, they hear of the new date, once, and of no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.ledger import Purpose, State
from bot.domain.meetings.appointments import Appointment
from bot.services.meetings.moving import move
from bot.services.people.registration import register_by_contact
from tests.interleavings.interleaving import interleaved
from tests.office import heads, instant

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.services.context import Context
    from tests.office import Office


@pytest.mark.parametrize("moves_first", [True, False])
async def test_a_registration_and_a_move_at_once_owe_the_new_date(postgres_office: Office, moves_first: bool) -> None:
    office = postgres_office
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02 2023-10-16 09:00-12:00 Aula Bawaslu")
    await office.press(head, "Ya, lanjutkan")
    actor, ketua = await office.actor(head), office.find("Ketua Panwascam", "Wonodadi")
    ketua.send("/start")
    await office.settle()
    appointment = Appointment(instant("2023-10-18", 9), instant("2023-10-18", 12), "Aula Bawaslu")

    def _moves(ctx: Context) -> Awaitable[object]:
        return move(ctx, actor, "SDMO-02/1", appointment, confirmed=True)

    def _registers(ctx: Context) -> Awaitable[object]:
        return register_by_contact(ctx, ketua.id, ketua.user.phone)

    works: tuple[Callable[[Context], Awaitable[object]], ...] = (_moves, _registers)
    both = await interleaved(office.bot.ctx, *(works if moves_first else reversed(works)))
    assert both.waited
    assert not isinstance(both.second, BaseException), both.second
    owed = [row for row in await office.deliveries() if row.chat_id == ketua.id and row.state is State.PENDING]
    assert {row.revision for row in owed} == {2}
    assert [row.purpose for row in owed].count(Purpose.INVITATION) == 1
    await office.at("2023-10-17", 12)
    told = heads([message for message in ketua.messages if "SDMO-02/1" in message.text])
    assert [line.split(" · ")[0] for line in told if line.startswith(("📨", "🔁"))] == ["📨 Undangan"]
    assert all("18 Oktober" in message.text for message in ketua.messages if "SDMO-02/1" in message.text)
