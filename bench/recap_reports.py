"""The reports that `recap.py` measures, made through the services as the handlers make them; and who asks for them."""

from __future__ import annotations

import asyncio
import itertools
import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from national import FIRST_HEAD, ZONE
from office import GROUP_ID
from sqlalchemy import func, insert, select, update

from bot.domain.ledger import State
from bot.domain.meetings.appointments import Appointment
from bot.domain.recap.facts import Query, View
from bot.domain.recap.spans import Span, SpanUnit
from bot.domain.vocabulary import Division, Position, Role, SessionStatus
from bot.services.access import find_actor
from bot.services.meetings.outcomes import Scheduled
from bot.services.meetings.scheduling import schedule
from bot.services.papers import letters_and_lists
from bot.services.recap import national_recap, period_recap, session_recap
from bot.storage.models import Card, Chat, Delivery, District, Invitation, Office, Person, Session
from bot.views.papers import chat
from bot.views.recap import periods, sheets
from bot.views.recap import session as recap_views

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.documents.worker import Typesetter
    from bot.domain.people.facts import PersonFacts
    from bot.domain.recap.facts import Recap
    from bot.services.context import Context

INVITED = 66
ROWS = 22_000
# Heads who ask in turn, so that no figure is of one office's warm pages.
_HEADS = 15
_MONTH = Span(SpanUnit.MONTH, date(2023, 12, 1))


@dataclass(frozen=True, slots=True)
class Pressed:
    """A session of the first office that is still to come, and those invited to it (their accounts)."""

    session_id: int
    people: list[int]


async def add_coming_session(ctx: Context) -> Pressed:
    """Date an activity a week from now, for 66 people; its messages count as sent, its card stands in a group."""
    head = await _head(ctx, 1)
    async with ctx.db.write() as session:
        districts = list((await session.execute(select(District.id).where(District.office_id == 1))).scalars())
        more = INVITED - 3 * len(districts)
        person = {
            "office_id": 1,
            "position": Position.DISTRICT_MEMBER,
            "division": Division.HP2H,
            "role": Role.MEMBER,
            "registered_at": ctx.clock.now(),
            "district_id": districts[0],
        }
        values = [{**person, "name": f"Anggota Tambahan {n}", "telegram_id": 9_000_000 + n} for n in range(more)]
        await session.execute(insert(Person), values)
        session.add(Chat(id=GROUP_ID, office_id=1, district_id=None, title="Panwascam", linked_at=ctx.clock.now()))
    starts = datetime.combine(ctx.clock.now().date() + timedelta(days=7), time(4), UTC)
    done = await schedule(ctx, head, "SDMO-02", Appointment(starts, None, "Aula Bawaslu"), confirmed=True)
    assert isinstance(done, Scheduled)
    assert done.reach.invited == INVITED
    async with ctx.db.write() as session:
        waiting = update(Delivery).where(Delivery.state == State.PENDING)
        await session.execute(waiting.values(state=State.SENT, settled_at=ctx.clock.now()))
        session.add(Card(session_id=done.session.id, chat_id=GROUP_ID, message_id=77))
        query = select(Person.telegram_id).join(Invitation, Invitation.person_id == Person.id)
        query = query.where(Invitation.session_id == done.session.id, Person.telegram_id.is_not(None))
        found = [int(chat) for chat in (await session.execute(query)).scalars() if chat]
    return Pressed(done.session.id, found)


async def size_of(ctx: Context) -> dict[str, int]:
    """How large the country is."""
    async with ctx.db.read() as session:
        return {
            table.__tablename__: (await session.execute(select(func.count()).select_from(table))).scalar_one()
            for table in (Office, District, Person, Session, Invitation)
        }


@dataclass(slots=True)
class Reports:
    """Each makes one report: what is asked for differs from call to call."""

    ctx: Context
    typesetter: Typesetter
    heads: list[PersonFacts]
    sessions: list[tuple[PersonFacts, int]]
    coming: int
    everybody: Recap

    @classmethod
    async def open(cls, ctx: Context, typesetter: Typesetter) -> Reports:
        heads = [await _head(ctx, office) for office in range(1, _HEADS + 1)]
        async with ctx.db.read() as session:
            query = select(Session.office_id, Session.id).where(
                Session.office_id <= _HEADS, Session.status == SessionStatus.SCHEDULED, Session.created_at < _YEAR_END
            )
            found = [(heads[office - 1], number) for office, number in await session.execute(query)]
            query = select(func.max(Session.id)).where(Session.office_id == 1)
            coming = (await session.execute(query)).scalar_one()
        random.Random(5).shuffle(found)
        recaps = [await period_recap(ctx, head, Query(View.OFFICE, _MONTH)) for head in heads]
        lines = itertools.cycle([line for recap in recaps for line in recap.people])
        everybody = replace(recaps[0], people=tuple(itertools.islice(lines, ROWS)))
        return cls(ctx, typesetter, heads, found, coming, everybody)

    def kinds(self) -> dict[str, Callable[[int], Awaitable[object]]]:
        return {
            "session": self.session,
            "month": self.month,
            "national": self.national,
            "xlsx": self.workbook,
            "list": self.attendance_list,
        }

    async def session(self, number: int) -> object:
        head, session_id = self.sessions[number % len(self.sessions)]
        return recap_views.session(await session_recap(self.ctx, head, session_id))

    async def month(self, number: int) -> object:
        found = await period_recap(self.ctx, self.heads[number % _HEADS], Query(View.OFFICE, _MONTH))
        return periods.recap(found, whole=True)

    async def national(self, _: int) -> object:
        return await national_recap(self.ctx, _MONTH, ZONE)

    async def workbook(self, _: int) -> object:
        return await self.typesetter.make(await asyncio.to_thread(sheets.period, self.everybody))

    async def attendance_list(self, _: int) -> object:
        facts = await letters_and_lists.attendance_list(self.ctx, self.heads[0], self.coming, filled=False)
        assert len(facts.invitations) == INVITED
        return await self.typesetter.make(chat.attendance_list(facts))


_YEAR_END = datetime(2024, 1, 1, tzinfo=UTC)


async def _head(ctx: Context, office: int) -> PersonFacts:
    now = ctx.clock.now()
    found = await ctx.db.query(lambda connection: find_actor(connection, FIRST_HEAD + office, now))
    assert found is not None
    return found
