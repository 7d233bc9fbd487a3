"""Seats, where two people change what the other sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ledger import Purpose
from bot.domain.vocabulary import Answer, ExcuseKind
from bot.services.invitations.answering import Reply, answer
from bot.services.invitations.seats_and_chasing import set_seats
from tests.interleavings.interleaving import interleaved

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.services.context import Context
    from tests.office import Office

DISTRICTS = ("Wonodadi", "Udanawu", "Srengat", "Kademangan")


async def _two_sit_and_two_wait(office: Office) -> tuple[list[int], int]:
    head = await office.head()
    chairs = [await office.chair_of(name) for name in DISTRICTS]
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/kursi SDMO-02 2")
    for chair in chairs:
        await office.press(chair, "Hadir")
    (invited, *_) = await office.deliveries(Purpose.INVITATION)
    assert invited.session_id is not None
    return [chair.id for chair in chairs], invited.session_id


def _declines(who: int, session_id: int) -> Callable[[Context], Awaitable[object]]:
    return lambda ctx: answer(ctx, who, session_id, Reply(Answer.EXCUSED, ExcuseKind.SICK))


async def test_two_who_sit_and_decline_at_once_give_both_seats_on(postgres_office: Office) -> None:
    chairs, session_id = await _two_sit_and_two_wait(postgres_office)
    both = await interleaved(
        postgres_office.bot.ctx, _declines(chairs[0], session_id), _declines(chairs[1], session_id)
    )
    assert not isinstance(both.second, BaseException)
    told = await postgres_office.deliveries(Purpose.SEAT)
    assert sorted(row.chat_id for row in told) == sorted(chairs[2:])


async def test_who_declines_while_another_asks_for_a_seat_gives_it_to_the_first_in_line(
    postgres_office: Office,
) -> None:
    chairs, session_id = await _two_sit_and_two_wait(postgres_office)
    ctx = postgres_office.bot.ctx
    # The first in line gives up waiting while a seat becomes free: the second gets it.
    both = await interleaved(ctx, _declines(chairs[2], session_id), _declines(chairs[0], session_id))
    assert not isinstance(both.second, BaseException)
    assert [row.chat_id for row in await postgres_office.deliveries(Purpose.SEAT)] == [chairs[3]]


async def test_a_head_who_gives_more_seats_while_somebody_declines_tells_each_once(postgres_office: Office) -> None:
    chairs, session_id = await _two_sit_and_two_wait(postgres_office)
    head = await postgres_office.actor(await postgres_office.head())
    both = await interleaved(
        postgres_office.bot.ctx,
        _declines(chairs[0], session_id),
        lambda ctx: set_seats(ctx, head, "SDMO-02", 3),
    )
    assert both.waited
    told = await postgres_office.deliveries(Purpose.SEAT)
    assert sorted(row.chat_id for row in told) == sorted(chairs[2:])
