"""The daily digest to heads: tomorrow's sessions, who is silent, missing piket, failed sends, people out of reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from bot.domain.answers import Tally, tally
from bot.domain.ledger import Purpose, State
from bot.domain.timing import DIGEST_TIME, NIGHT_FROM, Due, local_instant
from bot.domain.vocabulary import Role
from bot.services.owing import Owed, owe
from bot.services.reading import office_zone
from bot.services.reconciling import upcoming
from bot.services.shifts import shifts_between
from bot.storage.database import within
from bot.storage.models import Delivery, Invitation, Office, Person

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.domain.facts import SessionFacts, ShiftFacts
    from bot.services.context import Context

_AHEAD = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """What the office should know this evening."""

    day: date
    coming: tuple[tuple[SessionFacts, Tally], ...]
    duty_expected: int
    duty_missing: tuple[ShiftFacts, ...]
    incidents: tuple[ShiftFacts, ...]
    failed: tuple[tuple[str, int], ...]
    unreachable: tuple[str, ...]
    unregistered: int

    @property
    def empty(self) -> bool:
        """Nothing that a head would act on."""
        return not (self.coming or self.duty_missing or self.incidents or self.failed or self.unreachable)


async def owe_digests(ctx: Context, zone: ZoneInfo, day: date) -> int:
    """Owe today's digest to every head and admin on Telegram, once."""
    now = ctx.clock.now()
    due = Due(max(now, local_instant(day, DIGEST_TIME, zone)), local_instant(day, NIGHT_FROM, zone))
    async with ctx.db.write() as session:
        query = (
            select(Person.id, Person.office_id, Person.telegram_id)
            .join(Office, Office.id == Person.office_id)
            .where(
                Office.timezone == zone.key,
                Person.role.in_((Role.HEAD, Role.ADMIN)),
                Person.telegram_id.is_not(None),
                Person.unreachable_since.is_(None),
            )
        )
        owed = [
            Owed(Purpose.DIGEST, telegram_id, due, office_id, person_id, occurrence=day.isoformat())
            for person_id, office_id, telegram_id in await session.execute(query)
            if telegram_id is not None
        ]
        return await owe(session, owed, now)


async def digest_facts(session: AsyncSession, office_id: int, now: datetime) -> DigestFacts:
    """Everything the digest says, as of `now`."""
    zone = await office_zone(session, office_id)
    today = now.astimezone(zone).date()
    shifts = await within(session, partial(shifts_between, office_id=office_id, first=today, last=today))
    # Who left today is news; who left before is in /belumdaftar.
    lately = now - timedelta(days=1)
    unreachable = select(Person.name).where(Person.office_id == office_id, Person.unreachable_since >= lately)
    unregistered = select(func.count(Person.id)).where(Person.office_id == office_id, Person.telegram_id.is_(None))
    return DigestFacts(
        day=today,
        coming=tuple(await within(session, partial(_coming, office_id=office_id, now=now))),
        duty_expected=len(shifts),
        duty_missing=tuple(shift for shift in shifts if shift.report_number is None),
        incidents=tuple(
            shift for shift in shifts if shift.situation is not None and shift.situation.value == "kejadian"
        ),
        failed=tuple(await failures(session, office_id, now - timedelta(days=1))),
        unreachable=tuple((await session.execute(unreachable.order_by(Person.id))).scalars()),
        unregistered=(await session.execute(unregistered)).scalar_one(),
    )


async def failures(session: AsyncSession, office_id: int, since: datetime) -> list[tuple[str, int]]:
    """Failed sends since a moment: (Telegram's reason, how many)."""
    query = (
        select(Delivery.error, func.count(Delivery.id))
        .where(Delivery.office_id == office_id, Delivery.state == State.FAILED, Delivery.settled_at >= since)
        .group_by(Delivery.error)
        .order_by(func.count(Delivery.id).desc())
    )
    return [(error, count) for error, count in await session.execute(query)]


_ANSWERS = select(Invitation.answer).where(Invitation.session_id == bindparam("session"))


def _coming(connection: Connection, office_id: int, now: datetime) -> list[tuple[SessionFacts, Tally]]:
    found = []
    for facts in upcoming(connection, office_id, now):
        if facts.starts_at > now + _AHEAD:
            break
        if facts.starts_at > now:
            answers = connection.execute(_ANSWERS, {"session": facts.id}).scalars()
            found.append((facts, tally(answers)))
    return found
