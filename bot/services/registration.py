"""Registration: a Telegram account becomes a person of the roster, by own phone number or by a one-time link."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from bot.domain.ledger import Purpose, State
from bot.domain.phones import normalise_phone
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Role
from bot.services import audit
from bot.services.access import active_on, is_active
from bot.services.reading import office_of, office_zone, people_facts, person_facts
from bot.services.reconciling import reconcile_upcoming
from bot.storage.database import mark_owed, within
from bot.storage.models import Delivery, LinkToken, Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.facts import PersonFacts
    from bot.services.context import Context

LINK_VALID = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Registered:
    """Who it is, and whether this account was theirs already."""

    person: PersonFacts
    again: bool


async def register_by_contact(ctx: Context, telegram_id: int, phone: str) -> Registered:
    """Match a person by the number Telegram vouches for; refuses a number that is not in the roster."""
    number = normalise_phone(phone)
    async with ctx.db.write() as session:
        person = None
        if number is not None:
            person = await _load(session, Person.phone == number)
        if person is None or not await _is_active(ctx, session, person):
            raise Refusal("refused-unknown-number", admins=await _admin_names(session))
        return await _bind(session, person, telegram_id, ctx.clock.now(), how="contact")


async def register_by_token(ctx: Context, telegram_id: int, token: str) -> Registered:
    """Match a person by a one-time link; refuses a token that is unknown, used or too old."""
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        link = await session.get(LinkToken, _digest(token), with_for_update=True)
        if link is None or link.expires_at <= now:
            raise Refusal("refused-link")
        person = await _load(session, Person.id == link.person_id)
        if link.used_at is not None and (person is None or person.telegram_id != telegram_id):
            raise Refusal("refused-link")
        if person is None or not await _is_active(ctx, session, person):
            raise Refusal("refused-unknown-number", admins=await _admin_names(session))
        link.used_at = link.used_at or now
        return await _bind(session, person, telegram_id, now, how="link")


async def create_link(ctx: Context, person_id: int, actor_id: int | None = None) -> str:
    """A fresh one-time token for a person, valid for seven days."""
    token = secrets.token_urlsafe(16)
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        person = await session.get(Person, person_id)
        if person is None:
            raise Refusal("refused-unknown-person")
        session.add(LinkToken(digest=_digest(token), person_id=person_id, expires_at=now + LINK_VALID))
        audit.record(
            session, office_id=person.office_id, at=now, actor_id=actor_id, action="person.link",
            subject=f"person:{person_id}",
        )  # fmt: skip
    return token


async def roster(ctx: Context, office_id: int) -> list[PersonFacts]:
    """Everybody of an office, by kecamatan."""
    async with ctx.db.read() as session:
        query = select(Person).where(Person.office_id == office_id).order_by(Person.district_id, Person.id)
        return await people_facts(session, query)


async def unregistered(ctx: Context, office_id: int) -> list[PersonFacts]:
    """Active people without a Telegram account, by kecamatan."""
    async with ctx.db.read() as session:
        today = ctx.today(await office_zone(session, office_id))
        query = (
            select(Person)
            .where(Person.office_id == office_id, Person.telegram_id.is_(None), active_on(today))
            .order_by(Person.district_id, Person.id)
        )
        return await people_facts(session, query)


async def unreachable(ctx: Context, office_id: int) -> list[PersonFacts]:
    """People who blocked the bot or closed their account."""
    async with ctx.db.read() as session:
        query = (
            select(Person)
            .where(Person.office_id == office_id, Person.unreachable_since.is_not(None))
            .order_by(Person.district_id, Person.id)
        )
        return await people_facts(session, query)


async def set_reachable(ctx: Context, telegram_id: int, *, reachable: bool) -> None:
    """Note that a person blocked the bot, or came back: then what failed meanwhile and is still of use is owed again."""
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        person = await _load(session, Person.telegram_id == telegram_id)
        if person is None or (person.unreachable_since is None) == reachable:
            return
        person.unreachable_since = None if reachable else now
        audit.record(
            session, office_id=person.office_id, at=now, actor_id=person.id,
            action="person.back" if reachable else "person.left", subject=f"person:{person.id}",
        )  # fmt: skip
        await session.flush()
        if reachable:
            await _owe_what_is_of_use(session, person, now)


async def _is_active(ctx: Context, session: AsyncSession, person: Person) -> bool:
    return is_active(person, ctx.today(await office_zone(session, person.office_id)))


async def _load(session: AsyncSession, condition: object) -> Person | None:
    query = select(Person).options(joinedload(Person.district)).where(condition)  # type: ignore[arg-type]
    return (await session.execute(query.with_for_update(of=Person))).scalar_one_or_none()


async def _bind(session: AsyncSession, person: Person, telegram_id: int, now: datetime, *, how: str) -> Registered:
    again = person.telegram_id == telegram_id
    if not again:
        # One account, one person: an account that moves to another roster line leaves the old one.
        await session.execute(
            update(Person)
            .where(Person.telegram_id == telegram_id)
            .values(telegram_id=None, registered_at=None, unreachable_since=None)
        )
        person.telegram_id = telegram_id
        person.registered_at = now
        await session.execute(
            update(Delivery)
            .where(Delivery.person_id == person.id, Delivery.state == State.PENDING)
            .values(chat_id=telegram_id)
        )
        audit.record(
            session, office_id=person.office_id, at=now, actor_id=person.id, action="person.register",
            subject=f"person:{person.id}", how=how,
        )  # fmt: skip
    person.unreachable_since = None
    await session.flush()
    await _owe_what_is_of_use(session, person, now)
    return Registered(person_facts(person, await office_of(session, person.office_id)), again)


async def _owe_what_is_of_use(session: AsyncSession, person: Person, now: datetime) -> None:
    """Open invitations and the next H-1, nothing stale; what failed while the person was away comes back."""
    revived = await session.execute(
        update(Delivery)
        .where(
            Delivery.person_id == person.id,
            Delivery.state == State.FAILED,
            Delivery.useless_at > now,
            Delivery.purpose != Purpose.DIGEST,
        )
        .values(state=State.PENDING, due_at=now, attempts=0, chat_id=person.telegram_id, settled_at=None)
    )
    if revived.rowcount:  # type: ignore[attr-defined]
        mark_owed(session, "deliveries")
    await within(session, partial(reconcile_upcoming, office_id=person.office_id, now=now))


async def _admin_names(session: AsyncSession) -> str:
    query = select(Person.name).where(Person.role == Role.ADMIN).order_by(Person.id).limit(3)
    return ", ".join((await session.execute(query)).scalars()) or "sekretariat Bawaslu"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
