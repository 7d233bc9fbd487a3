"""A session for thousands is planned in one transaction: everybody once, whoever cannot be told not at all."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from bot.domain.ledger import Purpose, State
from bot.domain.vocabulary import Position, Role
from bot.services.owing.reconciling import reconcile_upcoming
from bot.storage.models import Delivery, District, Invitation, Person
from tests.statements import statements

if TYPE_CHECKING:
    from tests.office import Office

COUNT = 3_000
FIRST = 5_000_000


async def _add_people(office: Office) -> None:
    async with office.bot.db.write() as session:
        district = (await session.execute(select(func.min(District.id)))).scalar_one()
        person = {"office_id": office.office_id, "district_id": district, "role": Role.MEMBER, "division": None}
        rows = [
            {
                **person,
                "name": f"Ketua {number}",
                "position": Position.DISTRICT_CHAIR,
                "telegram_id": None if number % 10 == 0 else FIRST + number,
                "unreachable_since": office.clock.now() if number % 10 == 1 else None,
            }
            for number in range(COUNT)
        ]
        await session.execute(insert(Person), rows)


async def _owed(office: Office) -> Counter[Purpose]:
    async with office.bot.db.read() as session:
        query = select(Delivery.purpose, func.count()).where(Delivery.chat_id >= FIRST, Delivery.state == State.PENDING)
        return Counter({purpose: count for purpose, count in await session.execute(query.group_by(Delivery.purpose))})


async def test_everybody_is_owed_once_and_planning_again_owes_nothing(office: Office) -> None:
    head = await office.head()
    await _add_people(office)
    # At night: nothing is sent yet.
    await office.at("2023-10-02", 22)
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    told = COUNT - COUNT // 10 * 2
    owed = await _owed(office)
    assert owed[Purpose.INVITATION] == owed[Purpose.REMINDER] == told
    async with office.bot.db.write() as session:
        generated = select(Person.id).where(Person.name.like("Ketua %"))
        invited = select(func.count(Invitation.id)).where(Invitation.person_id.in_(generated))
        assert (await session.execute(invited)).scalar_one() == COUNT
        chats = select(func.count(Delivery.chat_id.distinct())).where(
            Delivery.purpose == Purpose.INVITATION, Delivery.chat_id >= FIRST
        )
        assert (await session.execute(chats)).scalar_one() == told
        # A row as it must be: the key names the person, the chat is theirs.
        query = select(Delivery.key, Delivery.person_id, Delivery.session_id, Delivery.facts, Person.telegram_id)
        joined = query.join(Person, Person.id == Delivery.person_id).where(Delivery.chat_id == FIRST + 2)
        rows = (await session.execute(joined.order_by(Delivery.id))).all()
        assert {row.telegram_id for row in rows} == {FIRST + 2}
        assert rows[0].key == f"invitation:s{rows[0].session_id}:1:{rows[0].person_id}:"
        assert rows[0].facts == {}
    await office.bot.db.transact(partial(reconcile_upcoming, office_id=office.office_id, now=office.clock.now()))
    assert await _owed(office) == owed


async def test_people_are_read_once_for_all_sessions(office: Office) -> None:
    head = await office.head()
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/tetapkan SDMO-03 2023-10-09 09:00-12:00 Aula Bawaslu")
    with statements() as seen:
        await office.bot.db.transact(partial(reconcile_upcoming, office_id=office.office_id, now=office.clock.now()))
    assert len([one for one in seen if "ORDER BY people.district_id" in one]) == 1
