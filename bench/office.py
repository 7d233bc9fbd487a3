"""Offices to measure with: the shipped plan and roster, scaled to so many people, with a dated session and a group."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from bot.app import connect
from bot.config.settings import Settings
from bot.data import DATA_DIRECTORY
from bot.documents.tables import read_table
from bot.domain.importing.columns import Row
from bot.domain.ledger import Purpose, State
from bot.domain.meetings.appointments import Appointment
from bot.domain.vocabulary import Division, Position, Role
from bot.leading.seed import seed_office
from bot.services.access import find_actor
from bot.services.importing import import_rows
from bot.services.meetings.outcomes import Scheduled
from bot.services.meetings.scheduling import schedule
from bot.services.office.offices import ensure_office
from bot.storage import migrate
from bot.storage.models import AuditEntry, Card, Chat, Delivery, District, Invitation, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from processes import Api

    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context

TOKEN = "123456:BENCH-TOKEN-BENCH-TOKEN-BENCH"
# The first that the simulator gives out.
GROUP_ID = -501
# Telegram accounts: the invited, and office staff who are not.
FIRST_INVITED = 1_000_000
FIRST_STAFF = 900_000
STAFF = 40
ACTIVITY = "UKUR-01"
# Invites one in five.
SMALL_ACTIVITY = "UKUR-02"
_OWN_ACTIVITIES = (
    {"kode": ACTIVITY, "judul": "Rakor ukur", "waktu": "", "sasaran": "ketua"},
    {"kode": SMALL_ACTIVITY, "judul": "Rakor ukur kecil", "waktu": "", "sasaran": "kordiv PP-PS"},
)
_CHUNK = 5_000
# As busy as the day of a national meeting; at more, presses wait for each other.
_IN_FLIGHT = 8
_LIMITS = (
    "LIMIT_OVERALL_PER_SECOND",
    "LIMIT_PRIVATE_PER_SECOND",
    "LIMIT_PRIVATE_BURST",
    "LIMIT_GROUP_PER_MINUTE",
)


@dataclass(frozen=True, slots=True)
class BenchOffice:
    """A database ready for `panwascam run`."""

    url: str
    zone: str
    session_id: int
    invited: list[int]

    def environment(self, api: str, port: int, *, limits: bool = True) -> dict[str, str]:
        """What the bot's process is told; without `limits` it need not pace itself."""
        unlimited = {} if limits else dict.fromkeys(_LIMITS, "1000000")
        return {
            **unlimited,
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": api,
            "DATABASE_URL": self.url,
            "BOT_TIMEZONE": self.zone,
            "HTTP_PORT": str(port),
            "LOG_LEVEL": "ERROR",
            "HOLD_SECONDS": "0",
        }

    def press_meanwhile(self, api: Api, *, seconds: float) -> dict[str, Any]:
        """People press on the group's card all the while; returns how long they waited."""
        choices = [f"gyes:{self.session_id}", f"gno:{self.session_id}"]
        return api.order(
            "presses",
            people=self.invited,
            choices=choices,
            private=False,
            in_flight=_IN_FLIGHT,
            warm_up=2.0,
            seconds=seconds,
        )


def daytime_zone(now: datetime | None = None) -> str:
    """A zone in which it is ten in the morning: the night rule must not hold a blast back."""
    hour = (now or datetime.now(UTC)).hour
    ahead = (10 - hour + 12) % 24 - 12
    # The sign of these names is the other way round.
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


async def make_office(url: str, people: int, *, date_session: bool = True, owed: bool = False) -> BenchOffice:
    """Migrate and fill an empty database: `people` invited commissioners, staff, one group.

    With `date_session` an activity is dated a week from now; its messages count as sent unless `owed`.
    """
    zone = daytime_zone()
    settings = Settings.model_validate(
        {"bot_token": TOKEN, "database_url": url, "bot_timezone": zone, "sqlite_synchronous": "OFF"}
    )
    ctx = connect(settings)
    try:
        await migrate.upgrade(ctx.db)
        office_id = await seed_office(ctx, settings)
        await _import_plan(ctx, office_id)
        await _add_people(ctx, office_id, people)
        await _link_group(ctx, office_id)
        session_id = await date_activity(ctx) if date_session else 0
        if session_id and not owed:
            await _settle(ctx, session_id)
    finally:
        await ctx.db.close()
    return BenchOffice(url, zone, session_id, list(range(FIRST_INVITED, FIRST_INVITED + people)))


async def make_offices(url: str, count: int, people: int) -> BenchOffice:
    """The same `count` times over, without the sample's roster from the second on; returns the first."""
    first = await make_office(url, people)
    ctx = connect(
        Settings.model_validate({"database_url": url, "bot_timezone": first.zone, "sqlite_synchronous": "OFF"})
    )
    try:
        for number in range(1, count):
            code = f"10.{number:02}"
            districts: list[tuple[str, str, list[str]]] = [
                (f"{code}.{one:02}", f"Kecamatan {one}", []) for one in range(22)
            ]
            values = {"name": f"Kantor {number}", "timezone": first.zone}
            office_id = await ensure_office(ctx, code, values, districts)
            await _import_calendar(ctx, office_id)
            await _add_people(ctx, office_id, people, before=number * people, staff_before=number * STAFF)
            await _settle(ctx, await date_activity(ctx, head=FIRST_STAFF + number * STAFF), group=False)
    finally:
        await ctx.db.close()
    return first


async def date_activity(
    ctx: Context, code: str = ACTIVITY, when: Appointment | None = None, *, head: int = FIRST_STAFF
) -> int:
    """Date an activity (that which invites everybody, a week from now); returns the session's id."""
    actor = await _head(ctx, head)
    starts = datetime.combine(datetime.now(UTC).date() + timedelta(days=7), time(4), UTC)
    appointment = when or Appointment(starts, None, "Aula Bawaslu")
    done = await schedule(ctx, actor, code, appointment, confirmed=True)
    assert isinstance(done, Scheduled)
    return done.session.id


async def make_admin(url: str, account: int) -> None:
    """Somebody of the staff may import."""
    ctx = connect(Settings.model_validate({"database_url": url}))
    try:
        async with ctx.db.write() as session:
            await session.execute(update(Person).where(Person.telegram_id == account).values(role=Role.ADMIN))
    finally:
        await ctx.db.close()


async def stored_answers(url: str, session_id: int) -> tuple[dict[int, str], int]:
    """Standing answers by Telegram account, and how many answers the audit tells of."""
    ctx = connect(Settings.model_validate({"database_url": url}))
    try:
        async with ctx.db.read() as session:
            query = (
                select(Person.telegram_id, Invitation.answer)
                .join(Invitation, Invitation.person_id == Person.id)
                .where(Invitation.session_id == session_id, Invitation.answer.is_not(None))
            )
            answers = {int(who): answer.value for who, answer in await session.execute(query)}
            count = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == "invitation.answer")
            return answers, (await session.execute(count)).scalar_one()
    finally:
        await ctx.db.close()


async def add_settled_rows(url: str, count: int) -> None:
    """Fill the ledger with messages of the past (and a few of next month), as a year of use does."""
    ctx = connect(Settings.model_validate({"database_url": url, "sqlite_synchronous": "OFF"}))
    now = datetime.now(UTC)
    try:
        async with ctx.db.write() as session:
            people = list(await session.execute(select(Person.id, Person.telegram_id).where(Person.telegram_id > 0)))
            session_id = (await session.execute(select(func.min(Delivery.session_id)))).scalar_one()
            rows = []
            for number in range(count):
                person_id, chat_id = people[number % len(people)]
                waits = number % 50 == 0
                due = now + timedelta(days=30) if waits else now - timedelta(minutes=number)
                rows.append(
                    {
                        "key": f"lama:{number}",
                        "office_id": 1,
                        "chat_id": chat_id,
                        "person_id": person_id,
                        "purpose": Purpose.REMINDER,
                        "session_id": session_id,
                        "revision": 1,
                        "urgency": 4,
                        "state": State.PENDING if waits else State.SENT,
                        "due_at": due,
                        "useless_at": due + timedelta(days=1),
                        "attempts": 0 if waits else 1,
                        "error": "",
                        "facts": {},
                        "created_at": now,
                        "message_id": None if waits else number,
                        "settled_at": None if waits else due,
                    }
                )
            for start in range(0, count, _CHUNK):
                await session.execute(insert(Delivery), rows[start : start + _CHUNK])
    finally:
        await ctx.db.close()


async def _import_plan(ctx: Context, office_id: int) -> None:
    await _import(ctx, office_id, "roster", read_table((DATA_DIRECTORY / "anggota-contoh.csv").read_bytes()).rows)
    await _import_calendar(ctx, office_id)


async def _import_calendar(ctx: Context, office_id: int) -> None:
    rows = read_table((DATA_DIRECTORY / "kegiatan.csv").read_bytes()).rows
    own = (Row(len(rows) + 2, {**rows[0].values, **one}) for one in _OWN_ACTIVITIES)
    await _import(ctx, office_id, "calendar", (*rows, *own))


async def _import(ctx: Context, office_id: int, kind: str, rows: Sequence[Row]) -> None:
    done = await import_rows(ctx, office_id, kind, rows, plan_year=datetime.now(UTC).year)
    assert not done.problems, json.dumps([str(problem) for problem in done.problems])


async def _add_people(ctx: Context, office_id: int, count: int, *, before: int = 0, staff_before: int = 0) -> None:
    now = ctx.clock.now()
    async with ctx.db.write() as session:
        query = select(District.id).where(District.office_id == office_id).order_by(District.id)
        districts = list((await session.execute(query)).scalars())
        # The sample's people stay, but uninvited: only the generated ones are registered.
        samples = update(Person).where(Person.office_id == office_id)
        await session.execute(
            samples.where(Person.position == Position.DISTRICT_CHAIR).values(position=Position.DISTRICT_MEMBER)
        )
        # The sample's people are of no division: those invited are those who can be written to.
        await session.execute(samples.values(division=None))
        person = {"office_id": office_id, "role": Role.MEMBER, "registered_at": now}
        rows = [
            {
                **person,
                "name": f"Ketua {number}",
                "position": Position.DISTRICT_CHAIR,
                "telegram_id": FIRST_INVITED + before + number,
                "district_id": districts[number % len(districts)],
                "division": Division.SDMO if number % 5 else Division.PPPS,
            }
            for number in range(count)
        ]
        rows += [
            {
                **person,
                "name": f"Kordiv {number}",
                "position": Position.OFFICE_HEAD,
                "role": Role.HEAD,
                "telegram_id": FIRST_STAFF + staff_before + number,
                "district_id": None,
                "division": Division.SDMO,
            }
            for number in range(STAFF)
        ]
        for start in range(0, len(rows), _CHUNK):
            await session.execute(insert(Person), rows[start : start + _CHUNK])


async def _link_group(ctx: Context, office_id: int) -> None:
    title, now = "Panwascam Kabupaten Blitar", ctx.clock.now()
    async with ctx.db.write() as session:
        session.add(Chat(id=GROUP_ID, office_id=office_id, district_id=None, title=title, linked_at=now))


async def _head(ctx: Context, account: int) -> PersonFacts:
    head = await ctx.db.query(lambda connection: find_actor(connection, account, ctx.clock.now()))
    assert head is not None
    return head


async def _settle(ctx: Context, session_id: int, *, group: bool = True) -> None:
    """As after the blast: everything sent, and the group's card standing there."""
    async with ctx.db.write() as session:
        await session.execute(
            update(Delivery).where(Delivery.state == State.PENDING).values(state=State.SENT, settled_at=ctx.clock.now())
        )
        if group:
            session.add(Card(session_id=session_id, chat_id=GROUP_ID, message_id=77))


def sqlite_url(path: Path) -> str:
    """The URL of a database file."""
    return f"sqlite+aiosqlite:///{path}"


async def planned_messages(ctx: Context) -> int:
    """Ledger rows that wait."""
    async with ctx.db.read() as session:
        query = select(func.count()).select_from(Delivery).where(Delivery.state == State.PENDING)
        return (await session.execute(query)).scalar_one()
