"""The stage: clock, local Bot API, the bot's process (started, killed, started again) and everybody's phones."""

from __future__ import annotations

import csv
import heapq
import io
import itertools
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.app import Panwascam, build, connect
from bot.clock import VirtualClock
from bot.config.settings import Settings
from bot.data import DATA_DIRECTORY
from bot.documents.tables import read_table
from bot.domain.ledger import State
from bot.domain.people.phones import normalise_phone
from bot.leading.seed import seed_office
from bot.services.importing import import_rows
from bot.simulator import Group, Limits, Person, Simulator
from bot.storage import migrate
from bot.storage.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

    from bot.domain.importing.columns import Row
    from bot.simulator.world import ShownMessage

ZONE = ZoneInfo("Asia/Jakarta")
FIRST_DAY = date(2023, 10, 1)
LAST_DAY = date(2023, 12, 31)
CODE = re.compile(r"[A-Z0-9]+-\d+/\d+")
# Where a message speaks of several sessions each has its number.
_PART = re.compile(r"^(\d+)\. ", re.MULTILINE)


@dataclass(slots=True)
class Member:
    """A person of the sample roster with a phone in hand."""

    name: str
    district: str
    position: str
    division: str
    role: str
    phone: Person


class _AsStated(Settings):
    """Settings that are what they are told and else the defaults."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 (the library's signature)
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def at(day: date, hour: float) -> datetime:
    """An instant of office-local time; `hour` may have a fraction."""
    return datetime.combine(day, time(), ZONE).astimezone(UTC) + timedelta(hours=hour)


@dataclass(slots=True)
class Stage:
    """Everything the script needs; events run in order of time, the clock moves between them."""

    clock: VirtualClock
    sim: Simulator
    settings: Settings
    bot: Panwascam | None = None
    office_id: int = 0
    members: list[Member] = field(default_factory=list)
    roster: tuple[Row, ...] = ()
    groups: dict[str, Group] = field(default_factory=dict)
    restarts: int = 0
    # When nobody was listening: from, to (the last one: until now).
    away: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    in_flight_at_kills: int = 0
    _events: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)
    _order: itertools.count[int] = field(default_factory=itertools.count)

    @classmethod
    async def open(cls, database_url: str, begins: datetime) -> Stage:
        """Start the local Bot API, import the shipped data, start the bot."""
        stage = await cls.build(database_url, begins)
        await stage.start_bot(first=True)
        return stage

    @classmethod
    async def build(
        cls,
        database_url: str,
        begins: datetime,
        districts: int | None = None,
        *,
        thinks_again: bool = False,
        public_url: str = "",
    ) -> Stage:
        """Start the local Bot API and hand out phones (of the first so many kecamatan alone); the bot is not started yet.

        Where somebody `thinks_again` what was set waits as it does live. `public_url` is where calendars reach the bot.
        """
        clock = VirtualClock(begins)
        sim = Simulator(clock, limits=Limits.telegram())
        await sim.start()
        # Nothing of what the machine's environment or a `.env` says of a live bot: no webhook, no backups, other limits.
        settings = _AsStated.model_validate(
            {
                "bot_token": sim.token,
                "bot_api_url": sim.url,
                "database_url": database_url,
                "sqlite_synchronous": "OFF",
                "safety_tick_seconds": 6 * 3600,
                "public_url": public_url,
                **({} if thinks_again else {"hold_seconds": 0}),
            }
        )
        rows = rows_of("anggota-contoh.csv")
        kept = list(dict.fromkeys(row.values["kecamatan"] for row in rows if row.values["kecamatan"]))[:districts]
        roster = tuple(row for row in rows if row.values["kecamatan"] in ("", *kept))
        stage = cls(clock, sim, settings, roster=roster)
        stage.members = [stage._member(row) for row in roster]
        return stage

    async def start_bot(self, *, first: bool = False) -> None:
        """Start the process; the first time with an empty database."""
        bot = build(self.settings, self.clock)
        if first:
            await migrate.upgrade(bot.db)
            self.office_id = await seed_office(bot.ctx, self.settings)
            for kind, rows in (("roster", self.roster), ("calendar", rows_of("kegiatan.csv"))):
                done = await import_rows(bot.ctx, self.office_id, kind, rows, plan_year=2023)
                if done.problems:
                    raise RuntimeError(f"{kind}: {done.problems}")
        await bot.start()
        await self.sim.bot_online()
        self.bot = bot
        if self.away and self.away[-1][1] is None:
            self.away[-1] = (self.away[-1][0], self.clock.now())

    async def kill(self) -> None:
        """The plug is pulled: the network sees nobody listening, and what was on the wire may come twice."""
        bot = self.bot
        if bot is None:
            return
        await bot.kill()
        ctx = connect(self.settings, self.clock)
        async with ctx.db.read() as session:
            query = select(func.count(Delivery.id)).where(Delivery.state == State.SENDING)
            self.in_flight_at_kills += (await session.execute(query)).scalar_one()
        await ctx.db.close()
        self.note_kill()

    async def stop_bot(self) -> None:
        """It is told to stop, and finishes what it has begun."""
        if self.bot is not None:
            await self.bot.stop()
            self.note_kill()

    def note_kill(self) -> None:
        """The network sees nobody listening."""
        self.bot = None
        self.sim.bot_offline()
        self.restarts += 1
        self.away.append((self.clock.now(), None))

    async def close(self) -> None:
        """End of the play."""
        if self.bot is not None:
            await self.bot.stop()
        await self.sim.stop()

    def plan(self, when: datetime, act: Callable[[], object]) -> None:
        """Let something happen at `when` (or next, where that is past)."""
        heapq.heappush(self._events, (max(when, self.clock.now()), next(self._order), act))

    async def play_until(self, until: datetime, progress: Callable[[datetime], None] | None = None) -> None:
        """Run events in order; coroutines among them are awaited, and one that returns False has done nothing."""
        idle = False
        while self._events and self._events[0][0] <= until:
            when, _, act = heapq.heappop(self._events)
            await self.clock.advance_to(when, idle=idle)
            result = act()
            if hasattr(result, "__await__"):
                await result
            idle = result is False
            if progress is not None:
                progress(when)
        await self.clock.advance_to(until)

    def _member(self, row: Row) -> Member:
        values = row.values
        phone = self.sim.person(values["nama"], normalise_phone(values["telepon"]) or "")
        return Member(values["nama"], values["kecamatan"], values["jabatan"], values["divisi"], values["peran"], phone)


@cache
def rows_of(name: str) -> tuple[Row, ...]:
    """The rows of a shipped file, which is read once."""
    return read_table((DATA_DIRECTORY / name).read_bytes()).rows


def duty_file(lines: list[tuple[date, str, str, str]]) -> bytes:
    """A duty rota as a clerk would send it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(("tanggal", "kecamatan", "shift", "nama"))
    writer.writerows(lines)
    return buffer.getvalue().encode()


def code_in(message: ShownMessage) -> str | None:
    """The session code a message speaks of."""
    found = CODE.search(message.text)
    return found[0] if found else None


class SessionMention(NamedTuple):
    """What a message says of one session; the buttons for it begin with `number` where it speaks of several."""

    text: str
    number: str
    buttons: list[str]

    def button(self, label: str) -> str | None:
        """The whole label of the session's button with `label` in it."""
        return next((one for one in self.buttons if one.startswith(self.number) and label in one), None)


def told_in(message: ShownMessage) -> dict[str, SessionMention]:
    """By session code, what a message says of each."""
    parts = _PART.split(message.text)
    if len(parts) == 1:
        code = code_in(message)
        return {} if code is None else {code: SessionMention(message.text, "", message.buttons)}
    found = {}
    for number, text in zip(parts[1::2], parts[2::2], strict=True):
        named = CODE.search(text)
        if named is not None:
            found[named[0]] = SessionMention(text, f"{number} ", message.buttons)
    return found
