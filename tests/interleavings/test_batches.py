"""Batches, where one head divides them and another takes back that one is off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.meetings.appointments import Appointment
from bot.services.meetings import attendees, scheduling
from bot.services.meetings.outcomes import Scheduled
from bot.services.meetings.undoing import taking_back
from bot.storage.models import Session
from tests.interleavings.interleaving import interleaved
from tests.office import instant

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context
    from tests.office import Office

    Work = Callable[[Context], Awaitable[object]]


async def _batches(office: Office) -> tuple[PersonFacts, list[tuple[int, int]]]:
    """A head, and two batches that share the kecamatan: id and revision of each."""
    head = await office.head("HPS")
    for day in ("2023-11-15", "2023-11-16"):
        await office.say(head, f"/tetapkan HPS-07 {day} 09:00-12:00 Aula Bawaslu")
        if any("Ya, " in label for label in head.messages[-1].buttons):
            await office.press(head, "Ya, ")
    actor = await office.actor(head)
    held = await attendees.divide(office.bot.ctx, actor, "HPS-07")
    return actor, [(one.id, one.revision) for one, _ in held]


async def _one_is_off(office: Office) -> tuple[PersonFacts, Work]:
    """The second is called off a moment ago; and how that is undone."""
    actor, (_, (second, revision)) = await _batches(office)
    head = await office.head("HPS")
    await office.say(head, "/batalkan HPS-07/2 banjir")
    await office.press(head, "Ya, batalkan sesi")
    return actor, lambda ctx: taking_back.undo(ctx, actor, second, revision + 1)


async def _kecamatan(office: Office) -> list[list[int] | None]:
    async with office.outside.read() as session:
        chosen = (await session.execute(select(Session.selection).order_by(Session.id))).scalars().all()
    return [(one or {}).get("districts") for one in chosen]


async def _check_whole(office: Office) -> None:
    """Every kecamatan is in one of the two, and none in both."""
    first, second = await _kecamatan(office)
    assert first is not None
    assert second is not None
    assert not set(first) & set(second)
    assert len(first) + len(second) == 22


async def test_batches_that_are_divided_while_one_takes_place_after_all_share_the_kecamatan(
    postgres_office: Office,
) -> None:
    actor, back = await _one_is_off(postgres_office)
    both = await interleaved(
        postgres_office.bot.ctx, back, lambda ctx: attendees.divide(ctx, actor, "HPS-07", ("HPS-07/1", ["Wonodadi"]))
    )
    assert both.waited
    assert not isinstance(both.first, BaseException)
    assert not isinstance(both.second, BaseException)
    await _check_whole(postgres_office)


async def test_one_that_takes_place_after_all_while_the_others_are_divided_has_its_kecamatan_again(
    postgres_office: Office,
) -> None:
    actor, back = await _one_is_off(postgres_office)
    both = await interleaved(postgres_office.bot.ctx, lambda ctx: attendees.divide(ctx, actor, "HPS-07"), back)
    assert both.waited
    assert not isinstance(both.first, BaseException)
    assert not isinstance(both.second, BaseException)
    await _check_whole(postgres_office)


async def _third(actor: PersonFacts, ctx: Context) -> object:
    """A third batch of the same activity is dated."""
    appointment = Appointment(instant("2023-11-17", 9), instant("2023-11-17", 12), "Aula Bawaslu")
    return await scheduling.schedule(ctx, actor, "HPS-07", appointment, confirmed=True)


async def test_a_date_that_is_set_while_its_activity_is_divided_waits_and_the_next_division_has_it(
    postgres_office: Office,
) -> None:
    office = postgres_office
    actor, _ = await _batches(office)
    both = await interleaved(
        office.bot.ctx,
        lambda ctx: attendees.divide(ctx, actor, "HPS-07", ("HPS-07/1", ["Wonodadi"])),
        lambda ctx: _third(actor, ctx),
    )
    assert both.waited
    assert isinstance(both.second, Scheduled)
    first, second, third = await _kecamatan(office)
    assert (len(first or ()), len(second or ()), third) == (1, 21, None)


async def test_who_divides_while_a_date_is_set_divides_among_all(postgres_office: Office) -> None:
    office = postgres_office
    actor, _ = await _batches(office)
    both = await interleaved(
        office.bot.ctx, lambda ctx: _third(actor, ctx), lambda ctx: attendees.divide(ctx, actor, "HPS-07")
    )
    assert both.waited
    assert isinstance(both.first, Scheduled)
    assert len(both.second) == 3
    shares = [set(one or ()) for one in await _kecamatan(office)]
    assert sum(map(len, shares)) == len(set().union(*shares)) == 22
