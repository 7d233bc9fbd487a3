"""Tags of members: set from the roster where the bot was given the right, kept what the roster says, and nowhere else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.simulator import Fault
from bot.storage.models import Person

if TYPE_CHECKING:
    from tests.office import Office

RIGHT = "can_manage_tags"
pytestmark = pytest.mark.few_on_postgresql(one_of="module")


async def test_whoever_belongs_to_a_group_has_a_tag_there_once_an_admin_lets_the_bot(office: Office) -> None:
    head, ketua, anggota = (
        await office.head(),
        await office.chair_of(),
        await office.registered("Anggota Panwascam", "Wonodadi"),
    )
    other = await office.chair_of("Udanawu")
    stranger = office.sim.person("Orang", "+6284099999999")
    admin = await office.admin()
    whole = await office.linked_group(members=[head, ketua, other, stranger])
    own = await office.linked_group("Wonodadi", [ketua, anggota, other])
    for group in (whole, own):
        group.promote_bot(admin)
    await office.clock.advance(timedelta(hours=2))
    assert (whole.room.tags, own.room.tags) == ({}, {})
    for group in (whole, own):
        group.promote_bot(admin, RIGHT)
    await office.clock.advance(timedelta(minutes=5))
    assert whole.room.tags == {
        admin.id: "Staf Bawaslu",
        head.id: "Kordiv SDMO",
        ketua.id: "Wonodadi",
        other.id: "Udanawu",
    }
    # Somebody of another kecamatan is in the group all the same: the roster does not say why.
    assert own.room.tags[ketua.id].startswith("Ketua")
    assert own.room.tags[anggota.id].startswith("Anggota")
    assert other.id not in own.room.tags
    # Nothing is said twice: what people change by hand stays. What the roster changes is changed.
    whole.room.tags[head.id] = "Pak Kordiv"
    await office.clock.advance(timedelta(hours=3))
    actor = await office.actor(anggota)
    await office.bot.db.transact(
        lambda connection: connection.execute(
            update(Person)
            .where(Person.id == actor.id)
            .values(active_until=office.clock.now().date() - timedelta(days=1))
        )
    )
    await office.clock.advance(timedelta(hours=2))
    assert anggota.id not in {**own.room.tags, **whole.room.tags}
    assert whole.room.tags[head.id] == "Pak Kordiv"


async def test_who_is_not_in_the_group_yet_is_tried_again_another_day(office: Office) -> None:
    ketua, admin = await office.chair_of(), await office.admin()
    group = await office.linked_group("Wonodadi")
    group.promote_bot(admin, RIGHT)
    await office.clock.advance(timedelta(hours=5))
    assert ketua.id not in group.room.tags
    group.room.members[ketua.id] = ketua.user
    await office.clock.advance(timedelta(hours=26))
    assert group.room.tags[ketua.id].startswith("Ketua")


async def test_a_right_that_is_taken_ends_it_and_a_telegram_without_tags_harms_nothing(office: Office) -> None:
    ketua, admin = await office.chair_of(), await office.admin()
    group = await office.linked_group("Wonodadi", [ketua])
    office.sim.faults.add(
        Fault.http(404, '{"ok":false,"error_code":404,"description":"Not Found"}'), method="setChatMemberTag"
    )
    group.promote_bot(admin, RIGHT)
    await office.clock.advance(timedelta(hours=5))
    assert group.room.tags == {}
    # The token is as good as before.
    assert "Jadwal" in await office.say(ketua, "/jadwal")
    group.promote_bot(admin)
    await office.clock.advance(timedelta(hours=26))
    assert group.room.tags == {}
