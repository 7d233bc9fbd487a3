"""Leave: listed, taken back, asked for by whoever takes turns, and told to them once it is recorded."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select, update

from bot.domain.duty.facts import TAKES_TURNS, Leave
from bot.domain.duty.rota import Span
from bot.domain.duty.shifts import changed_due, shift_begins
from bot.domain.ledger import Purpose
from bot.domain.refusals import Refusal
from bot.domain.timing import Due
from bot.domain.vocabulary import Position
from bot.services import audit
from bot.services.duty.changing import RotaChange, change_rota, district_of, require_keeper
from bot.services.owing.owe import Owed, once, owe
from bot.services.owing.recipients import reachable_on, recipients, registered_on
from bot.storage.models import DutyLeave, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from bot.domain.duty.facts import RotaFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

_NEWS = timedelta(days=1)


async def listed(ctx: Context, actor: PersonFacts, district_id: int) -> list[Leave]:
    """The leaves of a kecamatan that are not over."""
    require_keeper(actor, district_id)
    values = {"district": district_id, "office": actor.office_id, "today": ctx.today(actor.zone)}
    rows = await ctx.db.query(lambda connection: connection.execute(_LISTED, values).all())
    return [Leave(*row) for row in rows]


async def take_back(ctx: Context, actor: PersonFacts, leave_id: int) -> tuple[Leave, RotaChange]:
    """A leave is none; one that has begun ends today. They and whoever's next shift is another now are told, the actor in the answer."""
    now, today = ctx.clock.now(), ctx.today(actor.zone)

    def _unit(connection: Connection) -> tuple[Leave, RotaChange]:
        row = connection.execute(_BY_ID, {"leave": leave_id, "office": actor.office_id}).one_or_none()
        if row is None or row.last < today:
            raise Refusal("refused-stale-button")
        require_keeper(actor, row.district_id)
        district = district_of(connection, actor, row.district_id)

        def _do() -> None:
            # Before what is next for them, which comes of it.
            facts = {"what": "leave-dropped", "ends": row.first <= today}
            _tell_them(connection, actor, row.person_id, district, facts, Span(row.first, row.last), now)
            if row.first > today:
                connection.execute(_DROP, {"leave": leave_id})
            else:
                connection.execute(_END, {"leave": leave_id, "today": today})

        change = change_rota(connection, actor, row.district_id, now, _do, aware=(actor.id,))
        audit.record_act(
            connection,
            actor,
            now,
            "duty.leave_dropped",
            f"person:{row.person_id}",
            first=row.first.isoformat(),
            last=row.last.isoformat(),
        )
        return Leave(row.id, row.person_id, row.name, row.first, row.last), change

    return await ctx.db.transact(_unit)


async def ask(ctx: Context, actor: PersonFacts, first: date, last: date) -> None:
    """The head of the actor's secretariat reads that they would be on leave, and may record it; refuses where none is on Telegram."""
    now, today = ctx.clock.now(), ctx.today(actor.zone)
    if actor.district_id is None or actor.position not in TAKES_TURNS:
        raise Refusal("refused-leave-no-turns")

    def _unit(connection: Connection) -> None:
        values = {"district": actor.district_id, "today": today}
        heads = connection.execute(_HEADS, values).all()
        if not heads:
            raise Refusal("refused-leave-no-head")
        facts = {"what": "leave", "name": actor.name, "person": actor.id, **_days(first, last)}
        _tell(connection, heads, actor.district, facts, first, now, actor)
        audit.record_act(connection, actor, now, "duty.leave_asked", f"person:{actor.id}", **_days(first, last))

    await ctx.db.transact(_unit)


def note(
    connection: Connection, actor: PersonFacts, person_id: int, days: Span, found: RotaFacts, now: datetime
) -> None:
    """Whose leave it is reads that it is recorded, with what of these days is theirs all the same; the actor reads the answer."""
    left = [
        {"day": one.day.isoformat(), "shift": one.shift}
        for one in found.turns
        if one.person == person_id and days.holds(one.day) and now < shift_begins(one.day, one.shift, found.zone)
    ]
    _tell_them(connection, actor, person_id, found.district, {"what": "leave-noted", "left": left}, days, now)


def _tell_them(
    connection: Connection,
    actor: PersonFacts,
    person_id: int,
    district: str,
    facts: dict[str, Any],
    days: Span,
    now: datetime,
) -> None:
    if person_id != actor.id:
        today = now.astimezone(actor.zone).date()
        chats = connection.execute(_CHAT, {"person": person_id, "today": today}).all()
        _tell(connection, chats, district, facts | _days(*days), days.first, now, actor)


def _days(first: date, last: date) -> dict[str, str]:
    return {"first": first.isoformat(), "last": last.isoformat()}


def _tell(
    connection: Connection,
    to: Sequence[Any],
    district: str,
    facts: dict[str, Any],
    first: date,
    now: datetime,
    actor: PersonFacts,
) -> None:
    due = changed_due(max(first, now.astimezone(actor.zone).date()), "", now, actor.zone)
    due = Due(due.at, max(due.until, due.at + _NEWS))
    facts = {**facts, "district": district}
    owed = [
        Owed(Purpose.DUTY_ASKED, row.chat_id, due, actor.office_id, row.id, occurrence=once(), facts=facts)
        for row in to
    ]
    owe(connection, owed, now)


_OF = (
    select(DutyLeave.id, DutyLeave.person_id, Person.name, DutyLeave.first, DutyLeave.last)
    .join(Person, Person.id == DutyLeave.person_id)
    .where(Person.office_id == bindparam("office"))
)
_LISTED = _OF.where(Person.district_id == bindparam("district"), DutyLeave.last >= bindparam("today")).order_by(
    DutyLeave.first, DutyLeave.id
)
_BY_ID = _OF.add_columns(Person.district_id).where(DutyLeave.id == bindparam("leave"))
_DROP = delete(DutyLeave).where(DutyLeave.id == bindparam("leave"))
_END = update(DutyLeave).where(DutyLeave.id == bindparam("leave")).values(last=bindparam("today"))
_HEADS = recipients(reachable_on(bindparam("today"))).where(
    Person.district_id == bindparam("district"), Person.position == Position.SECRETARIAT_HEAD
)
_CHAT = recipients(registered_on(bindparam("today"))).where(Person.id == bindparam("person"))
