"""Who registers is planned for alone: what planning for everybody would owe them, as far as it falls due before that."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.ledger import Purpose
from bot.services.owing.reconciling import reconcile_upcoming
from bot.storage.models import Invitation, Person

if TYPE_CHECKING:
    from bot.simulator import Person as Account
    from bot.storage.models import Delivery
    from tests.office import Office

SESSIONS = (
    "/tetapkan SDMO-02 2023-10-04 09:00-12:00 Aula Bawaslu",
    "/tetapkan SDMO-03 2023-10-18 09:00-12:00 Aula Bawaslu",
    "/tetapkan HPS-03 2023-11-08 09:00-12:00 Aula Bawaslu",
    "/tetapkan P2H-05 2023-11-09 09:00-12:00 Hotel Puri",
)


async def _owed(office: Office, person: Account) -> dict[str, Delivery]:
    rows = [row for row in await office.deliveries() if row.chat_id == person.id and row.session_id is not None]
    return {row.key: row for row in rows}


async def _plan(office: Office) -> None:
    now = office.clock.now()
    await office.bot.db.transact(lambda connection: reconcile_upcoming(connection, office.office_id, now))


@pytest.mark.parametrize(
    "who",
    [("Ketua Panwascam", "Wonodadi", ""), ("Anggota Panwascam", "Wonodadi", "PP-PS"), ("Kordiv Bawaslu", "", "P2H")],
)
async def test_planning_for_all_adds_only_what_is_due_later(office: Office, who: tuple[str, str, str]) -> None:
    for division in ("SDMO", "HPS"):
        head = await office.head(division)
    for line in SESSIONS:
        await office.say(head, line)
        if "Ya, lanjutkan" in head.messages[-1].buttons:
            await office.press(head, "Ya, lanjutkan")
    person = office.find(*who)
    await office.register(person)
    first = await _owed(office, person)
    await _plan(office)
    later = await _owed(office, person)
    assert first.keys() <= later.keys()
    soon = office.clock.now() + timedelta(hours=29)
    assert all(later[key].due_at > soon for key in later.keys() - first.keys())
    assert not [row for row in later.values() if row.purpose is Purpose.INVITATION and row.key not in first]
    await _plan(office)
    assert (await _owed(office, person)).keys() == later.keys()


async def test_who_stands_in_and_was_away_is_owed_it_on_return(office: Office) -> None:
    head = await office.head("HPS")
    kordiv = await office.registered("Anggota Panwascam", "Wonodadi", "PP-PS")
    ketua = await office.chair_of("Wonodadi")
    await office.say(head, SESSIONS[2])
    await office.press(kordiv, "Diwakilkan")
    await office.press(kordiv, ketua.user.first_name)
    ketua.block()
    await office.settle()
    await office.say(head, "/ubah HPS-03/1 2023-11-10 09:00-12:00 Aula Bawaslu")
    ketua.unblock()
    await office.settle()
    assert ketua.screen.startswith("🔁 Jadwal berubah")


async def test_who_is_not_invited_yet_is_by_registering(office: Office) -> None:
    """Planning had not come to them: the invitation itself is made, not only owed."""
    head = await office.head()
    await office.say(head, SESSIONS[0])
    await office.press(head, "Ya, lanjutkan")
    ketua = office.find("Ketua Panwascam", "Wonodadi")
    mine = (
        select(Invitation).join(Person, Person.id == Invitation.person_id).where(Person.name == ketua.user.first_name)
    )
    async with office.bot.db.write() as session:
        await session.delete((await session.execute(mine)).scalar_one())
        await session.commit()
    await office.register(ketua)
    assert ketua.screen.startswith("📨 Undangan")
