"""A small office on a real SQLite file, with everything people may do to a session, and beside it a plain model of what must come of it.

The actions call the services that handlers call. Whether one is accepted is foretold by the model, written from the rules
and not from the code.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update

from bot.app import connect
from bot.composing.composer import Composer
from bot.config.settings import Settings
from bot.delivery import ledger
from bot.delivery.ledger import Landed
from bot.delivery.outcomes import NotNeeded, Refused, Sent
from bot.documents.tables import read_table
from bot.domain.door.checkin import MOST_WRONG_PINS, OPENS_BEFORE
from bot.domain.ledger import FOR_HEADS, Purpose
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer, Position
from bot.services.access import find_actor
from bot.services.importing import import_rows
from bot.services.office.offices import ensure_office
from bot.storage.migrate import upgrade
from bot.storage.models import (
    Activity,
    AuditEntry,
    Card,
    DayArrival,
    Delivery,
    Invitation,
    Person,
    Session,
    SurveyResponse,
)
from tests.clocks import JumpingClock

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator
    from pathlib import Path
    from typing import TypeVar

    from sqlalchemy import Connection

    from bot.delivery.messages import Claimed
    from bot.domain.people.facts import PersonFacts
    from bot.domain.vocabulary import Division

    T = TypeVar("T")

# Monday 2 October 2023, 08.00 WIB.
START = datetime(2023, 10, 2, 1, 0, tzinfo=UTC)
WIB = ZoneInfo("Asia/Jakarta")
_DAY = timedelta(days=1)
_ROSTER = """nama;telepon;kecamatan;jabatan;divisi;peran
Kordiv Satu;081200000001;;Kordiv Bawaslu;SDMO;kepala
Kordiv Dua;081200000002;;Kordiv Bawaslu;HPS;kepala
Petugas;081200000003;;Staf Bawaslu;;admin
Ketua Wono;081200000004;Wonodadi;Ketua Panwascam;SDMO;anggota
Anggota Wono;081200000005;Wonodadi;Anggota Panwascam;HP2H;anggota
Anggota Wono Dua;081200000006;Wonodadi;Anggota Panwascam;PP-PS;anggota
Kasek Wono;081200000007;Wonodadi;Kepala Sekretariat;;anggota
Staf Wono;081200000008;Wonodadi;Staf Sekretariat;;anggota
Staf Wono Dua;081200000009;Wonodadi;Staf Sekretariat;;anggota
Ketua Udan;081200000010;Udanawu;Ketua Panwascam;SDMO;anggota
Anggota Udan;081200000011;Udanawu;Anggota Panwascam;HP2H;anggota
Anggota Udan Dua;081200000012;Udanawu;Anggota Panwascam;PP-PS;anggota
Kasek Udan;081200000013;Udanawu;Kepala Sekretariat;;anggota
Staf Udan;081200000014;Udanawu;Staf Sekretariat;;anggota
"""
_UNREGISTERED = ("Staf Wono Dua", "Anggota Udan Dua")
_CALENDAR = """kode;divisi;judul;waktu;jenis;sasaran
SDMO-90;SDMO;Rakor semua komisioner;;rakor;komisioner
HPS-90;HPS;Rapat ketua dan sekretariat;;rapat;ketua + kepala sekretariat
SDMO-91;SDMO;Sosialisasi;;sosialisasi;kordiv HP2H + luar: tokoh masyarakat
"""
_CHAIRS, _MEMBERS = {Position.DISTRICT_CHAIR}, {Position.DISTRICT_MEMBER}
# To people who were concerned and no longer are, and to heads about others.
_TO_OTHERS = FOR_HEADS | {Purpose.SUBSTITUTE_RELEASED, Purpose.WITHDRAWN, Purpose.OFFICE_REMINDER}


class Who(NamedTuple):
    """Somebody of the roster, as the model knows them."""

    id: int
    name: str
    telegram_id: int | None
    position: Position
    division: Division | None
    district_id: int | None


@dataclass(slots=True)
class Held:
    """A session as it must stand."""

    id: int
    code: str
    activity: str
    starts: datetime
    ends: datetime
    place: str
    cancelled: bool = False
    seats: int | None = None
    has_pin: bool = False
    # The most that it ever had.
    most_days: int = 1
    # What was answered for another day or hour: begin, end, and by person the answer and who gave it.
    laid_aside: tuple[datetime, datetime, dict[int, tuple[Answer, int | None]]] | None = None

    def opens(self) -> datetime:
        return self.starts - OPENS_BEFORE

    def days(self) -> list[tuple[datetime, datetime]]:
        """Begin and end of each: 52 hours from 09.00 on are three days till 13.00."""
        whole, length = divmod(self.ends - self.starts, _DAY)
        begins = [self.starts + number * _DAY for number in range(whole + 1)]
        return [(begin, begin + length) for begin in begins]

    def day_at(self, now: datetime) -> int:
        """Which day is, or comes next; the last once all are over."""
        days = self.days()
        return next((number for number, (_, ends) in enumerate(days) if now < ends), len(days) - 1)

    def begins_by(self, at: datetime) -> datetime:
        """When the day begins to which whoever came then came."""
        begins = [begin for begin, _ in self.days()]
        return max([begin for begin in begins if begin - OPENS_BEFORE <= at], default=begins[0])

    def dates(self) -> list[date]:
        return [begin.astimezone(WIB).date() for begin, _ in self.days()]


Came = tuple[datetime, str, bool]


@dataclass(slots=True)
class Stands:
    """An invitation as it must stand; of each day on which somebody came (moment, way, somebody stood in)."""

    answer: Answer | None = None
    substitute: int | None = None
    guest: str = ""
    behalf: int | None = None
    on: dict[date, Came] = field(default_factory=dict)
    # Of days that the session has no more, each with who was to come for them.
    lost: dict[date, tuple[Came, tuple[int | None, str]]] = field(default_factory=dict)

    @property
    def instead(self) -> tuple[int | None, str]:
        """Who is to come for them."""
        return self.substitute, self.guest

    @property
    def came(self) -> Came | None:
        """When first."""
        return min(self.on.values(), default=None)


@dataclass
class World:
    """Open it once, `reset` it for each history."""

    runner: asyncio.Runner
    path: Path
    clock: JumpingClock = field(default_factory=lambda: JumpingClock(START))
    people: list[Who] = field(default_factory=list)
    sessions: dict[int, Held] = field(default_factory=dict)
    invitations: dict[tuple[int, int], Stands] = field(default_factory=dict)
    wrong_pins: list[tuple[int, datetime]] = field(default_factory=list)
    _actors: dict[int, PersonFacts] = field(default_factory=dict)
    # Who heard of which session at all.
    told: set[tuple[int, int]] = field(default_factory=set)
    wrongly_said: list[tuple[Claimed, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        settings = Settings.model_validate(
            {"database_url": f"sqlite+aiosqlite:///{self.path}", "sqlite_synchronous": "OFF", "hold_seconds": 0}
        )
        self.ctx = connect(settings, self.clock)
        self.office_id = self.run(self._open())
        self.composer = Composer(self.ctx.db, self.clock, "panwascam_uji_bot")

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(doing)

    def attempt(self, doing: Coroutine[Any, Any, T], *, accepted: bool) -> T | None:
        """Do something that is refused exactly where the model says so; what is refused changes nothing."""
        done, refusal = self.run(_tried(doing))
        assert accepted == (refusal is None), refusal or "accepted against the rules"
        return done

    def try_out(self, doing: Coroutine[Any, Any, T]) -> T | None:
        """Do something that may be refused."""
        with suppress(Refusal):
            return self.run(doing)
        return None

    def close(self) -> None:
        self.run(self.ctx.db.close())

    def reset(self) -> None:
        """As before anybody did anything."""
        self.run(self.ctx.db.transact(_empty))
        self.clock.jump(START - self.clock.now())
        for kept in (self.sessions, self.invitations, self.wrong_pins, self.told, self.wrongly_said):
            kept.clear()

    async def _open(self) -> int:
        await upgrade(self.ctx.db)
        districts: list[tuple[str, str, list[str]]] = [("35.05.01", "Wonodadi", []), ("35.05.02", "Udanawu", [])]
        office_id = await ensure_office(
            self.ctx, "35.05", {"name": "Bawaslu Kabupaten Uji", "timezone": WIB.key}, districts
        )
        for kind, text in (("roster", _ROSTER), ("calendar", _CALENDAR)):
            done = await import_rows(self.ctx, office_id, kind, read_table(text.encode()).rows, plan_year=2023)
            assert not done.problems, done.problems
        await self.ctx.db.transact(_register)
        self.people = await self.ctx.db.query(_people)
        return office_id

    # Who people are.

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def heads(self) -> list[PersonFacts]:
        return [self.actor(one) for one in self.people if one.position is Position.OFFICE_HEAD]

    @property
    def clerk(self) -> Who:
        return next(one for one in self.people if one.position is Position.OFFICE_STAFF)

    @property
    def of_districts(self) -> list[Who]:
        return [one for one in self.people if one.district_id is not None]

    def actor(self, who: Who) -> PersonFacts:
        """As services know them; nobody changes in a history."""
        if who.id not in self._actors:
            self._actors[who.id] = self._found(who)
        return self._actors[who.id]

    def _found(self, who: Who) -> PersonFacts:
        telegram_id = who.telegram_id
        assert telegram_id is not None
        now = self.now
        found = self.run(self.ctx.db.query(lambda connection: find_actor(connection, telegram_id, now)))
        assert found is not None
        return found

    # What the rules say.

    def invited(self, session: Held) -> list[Who]:
        return [one for one in self.people if _invites(session.activity, one)]

    def of_session(self, session: Held) -> dict[int, Stands]:
        return {person: one for (session_id, person), one in self.invitations.items() if session_id == session.id}

    def substitutes(self, session: Held) -> set[int]:
        return {one.substitute for one in self.of_session(session).values() if one.substitute is not None}

    def may_stand_in(self, session: Held, person: Who) -> list[int]:
        """People of the same kecamatan who are neither invited nor stand in for another."""
        standing = self.of_session(session)
        taken = {one.substitute for key, one in standing.items() if key != person.id}
        return [
            one.id
            for one in self.people
            if one.district_id == person.district_id is not None and one.id not in standing and one.id not in taken
        ]

    def concerns(self, session: Held, person_id: int) -> bool:
        return (session.id, person_id) in self.invitations or person_id in self.substitutes(session)

    def takes_answers(self, session: Held, person: Who) -> bool:
        """Until the start, of whoever is invited and has not been checked in."""
        stands = self.invitations.get((session.id, person.id))
        return stands is not None and not session.cancelled and self.now < session.starts

    def tried_too_often(self, person: Who) -> bool:
        since = self.now - timedelta(minutes=10)
        return sum(who == person.id and at > since for who, at in self.wrong_pins) >= MOST_WRONG_PINS

    # The dispatcher's part.

    def deliver(self) -> None:
        """All that is due is composed and, where there is something left to say, sent."""
        while self.run(self._deliver()):
            pass

    async def _deliver(self) -> int:
        now = self.now
        taken = await self.ctx.db.transact(lambda connection: ledger.claim(connection, now, 200))
        if not taken.rows:
            return 0
        made = await self.composer.compose(taken.rows)
        landed = []
        for row in taken.rows:
            message = made[row.id]
            assert not isinstance(message, Refused), "nobody changes accounts here"
            outcome = NotNeeded("") if message is None else Sent(row.id)
            landed.append(Landed(row, outcome, card=None))
            if message is not None and row.person_id is not None and row.session_id is not None:
                if self.is_wrong(row.session_id, row.person_id, row.purpose):
                    self.wrongly_said.append((row, message.text))
                self.told.add((row.session_id, row.person_id))
        await self.ctx.db.transact(lambda connection: ledger.settle(connection, landed, now))
        return len(landed)

    def is_wrong(self, session_id: int, person_id: int, purpose: Purpose) -> bool:
        """Whether a message of that kind about the session is not for that person, as things stand."""
        if purpose in _TO_OTHERS or self.concerns(self.sessions[session_id], person_id):
            return False
        who = next(one for one in self.people if one.id == person_id)
        if purpose is Purpose.MOVED:
            return who.district_id is not None
        if purpose is Purpose.CANCELLED:
            return (session_id, person_id) not in self.told
        return True

    def arrivals(self) -> dict[tuple[int, int], dict[date, Came]]:
        """By session and person, of each day."""
        query = select(Invitation.session_id, Invitation.person_id, DayArrival.__table__).join(
            DayArrival, DayArrival.invitation_id == Invitation.id
        )
        found: dict[tuple[int, int], dict[date, Came]] = {}
        for row in self.run(self.ctx.db.query(lambda connection: list(connection.execute(query)))):
            one = found.setdefault((row.session_id, row.person_id), {})
            one[row.day] = row.came_at, row.how, row.substitute_came
        return found

    def rows(self, table: type[Any]) -> Iterator[Any]:
        """The raw rows of a table."""
        query = select(table.__table__).order_by(table.id)
        yield from self.run(self.ctx.db.query(lambda connection: list(connection.execute(query))))


async def _tried(doing: Coroutine[Any, Any, T]) -> tuple[T | None, Refusal | None]:
    try:
        return await doing, None
    except Refusal as refusal:
        return None, refusal


def _invites(activity: str, who: Who) -> bool:
    match activity:
        case "SDMO-90":
            return who.position in _CHAIRS | _MEMBERS
        case "HPS-90":
            return who.position in _CHAIRS | {Position.SECRETARIAT_HEAD}
        case "SDMO-91":
            return who.position in _MEMBERS and who.division == "HP2H"
    raise LookupError(activity)


def _empty(connection: Connection) -> None:
    for table in (SurveyResponse, Card, Delivery, AuditEntry, DayArrival, Invitation, Session):
        connection.execute(delete(table))


def _register(connection: Connection) -> None:
    connection.execute(
        update(Person)
        .where(Person.name.not_in(_UNREGISTERED))
        .values(telegram_id=9_000 + Person.id, registered_at=START)
    )


def _people(connection: Connection) -> list[Who]:
    query = select(Person.id, Person.name, Person.telegram_id, Person.position, Person.division, Person.district_id)
    assert connection.execute(select(Activity.id)).all()
    return [Who(*row) for row in connection.execute(query.order_by(Person.id))]
