"""A running bot against the local Bot API, with people of the sample roster to act on it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from bot.app import Panwascam, build
from bot.clock import VirtualClock
from bot.config.settings import Settings
from bot.documents.tables import read_table
from bot.domain.people.phones import normalise_phone
from bot.domain.timing import local_instant
from bot.leading.seed import seed_office
from bot.replay.stage import duty_file, rows_of
from bot.services.access import find_actor
from bot.services.importing import Imported, import_rows
from bot.services.office.offices import ensure_office, office_codes
from bot.simulator import Group, Limits, Person, Simulator
from bot.storage import migrate as migrations
from bot.storage.database import Database
from bot.storage.models import Delivery, ToldTelegram
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from bot.domain.ledger import Purpose, State
    from bot.domain.people.facts import PersonFacts
    from bot.simulator.world import Change, ShownMessage

# Monday 2 October 2023, 08.00 WIB.
START = datetime(2023, 10, 2, 1, 0, tzinfo=UTC)
WIB = ZoneInfo("Asia/Jakarta")
WITA = ZoneInfo("Asia/Makassar")
# The ledger is looked at when somebody rings: what would only be found by looking now and then is late, and a scenario shows it.
# (Looks of every few hours are also most of what a leap of five weeks costs.) `safety_tick` marks tests of the looks themselves.
NO_TICK, SAFETY_TICK = timedelta(days=365), timedelta(hours=6)
_NEIGHBOURS = """nama;telepon;kecamatan;jabatan;divisi;peran
Andi Kordiv;081300000001;;Kordiv Bawaslu;SDMO;kepala
Andi Admin;081300000002;;Staf Bawaslu;;admin
Andi Ketua;081300000003;Benteng;Ketua Panwascam;SDMO;anggota
Andi Anggota;081300000004;Benteng;Anggota Panwascam;HP2H;anggota
Andi Kasek;081300000005;Benteng;Kepala Sekretariat;;anggota
Andi Belum;081300000006;Benteng;Staf Sekretariat;;anggota
"""


async def migrate(database_url: str) -> None:
    """Make the tables."""
    db = Database(database_url, VirtualClock(START), sqlite_synchronous="OFF")
    try:
        await migrations.upgrade(db)
    finally:
        await db.close()


async def furnish(database_url: str) -> None:
    """Make the tables, and the office that is shipped with its calendar and sample roster."""
    await migrate(database_url)
    settings = Settings.model_validate({"bot_token": "1:none", "database_url": database_url})
    bot = build(settings, VirtualClock(START))
    try:
        office_id = await seed_office(bot.ctx, settings)
        for kind, name in (("roster", "anggota-contoh.csv"), ("calendar", "kegiatan.csv")):
            done = await import_rows(bot.ctx, office_id, kind, rows_of(name), plan_year=2023)
            assert not done.problems
    finally:
        await bot.db.close()


@dataclass(slots=True)
class Office:
    """`at(...)` moves time; people are found by what they are, and are registered on first use unless asked otherwise."""

    clock: VirtualClock
    sim: Simulator
    settings: Settings
    bot: Panwascam
    office_id: int = 0
    people: dict[str, Person] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    # A look from outside, also while the bot is away.
    outside: Database = field(init=False)

    def __post_init__(self) -> None:
        self.outside = Database(self.settings.database_url, self.clock)

    @classmethod
    async def open(cls, clock: VirtualClock, database_url: str, tick: timedelta = SAFETY_TICK) -> Office:
        """Start the bot on a migrated database, furnished first where it is bare."""
        sim = Simulator(clock, limits=Limits.telegram())
        await sim.start()
        settings = Settings.model_validate(
            {
                "bot_token": sim.token,
                "bot_api_url": sim.url,
                "database_url": database_url,
                "sqlite_synchronous": "OFF",
                "safety_tick_seconds": int(tick.total_seconds()),
                # `hold` gives it back to those who test it.
                "hold_seconds": 0,
            }
        )
        bot = build(settings, clock)
        if not await office_codes(bot.ctx):
            await furnish(database_url)
        opened = cls(clock, sim, settings, bot, await seed_office(bot.ctx, settings))
        await bot.start()
        await sim.bot_online()
        return opened

    async def load(self, kind: str, name: str) -> Imported:
        return await import_rows(self.bot.ctx, self.office_id, kind, rows_of(name), plan_year=2023)

    async def close(self) -> None:
        await self.outside.close()
        await self.bot.stop()
        await self.sim.stop()
        # Some addresses are secret, and a card of t.me under each invitation helps nobody.
        assert self.sim.world.fetched == [], "previews are off, whoever writes"

    async def restart(self, *, kill: bool = True) -> None:
        """The process dies (or stops in good order) and comes back."""
        await self.lose()
        await self.come_back()

    async def lose(self) -> None:
        await self.bot.kill()
        self.sim.bot_offline()

    async def come_back(self) -> None:
        # Perhaps on another database.
        await self.outside.close()
        self.outside = Database(self.settings.database_url, self.clock)
        self.bot = build(self.settings, self.clock)
        await self.bot.start()
        await self.sim.bot_online()
        await self.settle()

    async def other_menus(self) -> None:
        """As if the next start were of a version with other menus: they are to be set."""
        async with self.outside.write() as session:
            await session.execute(delete(ToldTelegram))

    async def settle(self) -> None:
        """Let everything that is due now happen, pacing included."""
        await self.clock.advance(timedelta(seconds=20))

    async def at(self, day: date | str, hour: float, zone: ZoneInfo = WIB) -> None:
        """Move to an office-local day and hour."""
        when = date.fromisoformat(day) if isinstance(day, str) else day
        minutes = round(hour * 60)
        await self.clock.advance_to(local_instant(when, time(minutes // 60, minutes % 60), zone))

    async def register(self, *people: Person) -> None:
        for person in people:
            person.send("/start")
            await self.clock.settle()
            person.tap("Bagikan nomor")
        await self.settle()

    async def neighbours(self) -> Neighbours:
        """A second office on the same bot, in another zone, with a plan of the same codes and people of its own."""
        ctx = self.bot.ctx
        office_id = await ensure_office(
            ctx,
            "73.01",
            {"name": "Bawaslu Kabupaten Kepulauan Selayar", "timezone": WITA.key},
            [("73.01.01", "Benteng", [])],
        )
        for kind, rows in (
            ("roster", read_table(_NEIGHBOURS.encode()).rows),
            ("calendar", rows_of("kegiatan.csv")),
        ):
            done = await import_rows(ctx, office_id, kind, rows, plan_year=2023)
            assert not done.problems
        people = [
            self.sim.person(f"Andi {name}", f"+628130000000{number}")
            for number, name in enumerate(("Kordiv", "Admin", "Ketua", "Anggota", "Kasek"), 1)
        ]
        await self.register(*people)
        return Neighbours(office_id, *people)

    def stranger(self, name: str = "Orang Lain") -> Person:
        return self.sim.person(name, "+6284099999999")

    def find(self, position: str, district: str = "", division: str = "") -> Person:
        """Somebody of the sample roster; the same person each time."""
        for row in rows_of("anggota-contoh.csv"):
            values = row.values
            if values["jabatan"] != position or (district and values["kecamatan"] != district):
                continue
            if division and values["divisi"] != division:
                continue
            name = values["nama"]
            if name not in self.people:
                self.people[name] = self.sim.person(name, normalise_phone(values["telepon"]) or "")
            return self.people[name]
        raise LookupError((position, district, division))

    async def registered(self, position: str, district: str = "", division: str = "") -> Person:
        person = self.find(position, district, division)
        if not person.messages:
            await self.register(person)
        return person

    async def head(self, division: str = "SDMO") -> Person:
        return await self.registered("Kordiv Bawaslu", division=division)

    async def admin(self) -> Person:
        return await self.registered("Staf Bawaslu")

    async def chair_of(self, district: str = "Wonodadi") -> Person:
        return await self.registered("Ketua Panwascam", district)

    async def say(self, person: Person, text: str, group: Group | None = None, *, look: bool = False) -> str:
        """Send a text and return what the bot answered last.

        A date in one line that the last look warns of nothing about is sent, unless the `look` is what matters.
        """
        person.send(text, group)
        await self.settle()
        dates = text.split(maxsplit=1)[:1] in (["/tetapkan"], ["/ubah"]) and group is None and not look
        if dates and "akan dikirim" in person.screen and "⚠️" not in person.screen:
            return await self.press(person, "Ya, lanjutkan")
        return (group or person).screen

    async def press(self, person: Person, label: str, group: Group | None = None) -> str:
        person.press(label, group)
        await self.settle()
        return (group or person).screen

    async def agree(self, person: Person) -> str:
        """Press what keeps an import that was shown, roles too."""
        for label in ("Terapkan", "Ya, ubah peran"):
            if person.can_press(label):
                await self.press(person, label)
        return person.screen

    async def linked_group(self, district: str = "", members: list[Person] | None = None) -> Group:
        admin = await self.admin()
        group = self.sim.group(f"Panwascam {district or 'Blitar'}", [admin, *(members or [])])
        self.groups.append(group)
        group.add_bot(by=admin)
        await self.settle()
        await self.say(admin, "/grup", group)
        await self.press(admin, district or "Semua Panwascam", group)
        return group

    async def actor(self, person: Person) -> PersonFacts:
        """Somebody registered, as services know them."""
        now = self.clock.now()
        found = await self.bot.db.query(lambda connection: find_actor(connection, person.id, now))
        assert found is not None
        return found

    async def deliveries(self, purpose: Purpose | None = None, state: State | None = None) -> list[Delivery]:
        async with self.outside.read() as session:
            query = select(Delivery).order_by(Delivery.id)
            if purpose is not None:
                query = query.where(Delivery.purpose == purpose)
            if state is not None:
                query = query.where(Delivery.state == state)
            return list((await session.execute(query)).scalars())

    async def duty(self, day: str, officer: Person, district: str, shift: str = "harian") -> str:
        """An admin imports a rota of one line."""
        admin = await self.admin()
        line = (date.fromisoformat(day), district, shift, officer.user.first_name)
        admin.send_document("piket.csv", duty_file([line]))
        await self.settle()
        return await self.agree(admin)


@dataclass(slots=True)
class Neighbours:
    """People of the second office; "Andi Belum" of its roster has not registered."""

    office_id: int
    head: Person
    admin: Person
    ketua: Person
    member: Person
    kasek: Person


async def shown(office: Office, person: Person, label: str, message: ShownMessage) -> None:
    """Press, and wait until what comes of it stands there, whatever else is on its way to the message."""
    there = asyncio.Event()
    changes = office.sim.world.on_change

    def _look(change: Change) -> None:
        if change.message is message:
            there.set()

    changes.append(_look)
    try:
        person.press(label, message=message)
        async with asyncio.timeout(PATIENCE):
            await there.wait()
    finally:
        changes.remove(_look)


async def answered_by_two(office: Office) -> tuple[Person, Person]:
    """SDMO-02 is dated and PPDI-01 dated and cancelled; of Wonodadi the chair comes and a member is ill."""
    head, ketua = await office.head(), await office.chair_of("Wonodadi")
    member = await office.registered("Anggota Panwascam", "Wonodadi", "HP2H")
    await office.say(head, "/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/tetapkan PPDI-01 2023-10-05 09:00-12:00 Aula Bawaslu")
    await office.say(head, "/batalkan PPDI-01 hari libur")
    await office.press(head, "Ya, batalkan sesi")
    await office.clock.advance(timedelta(hours=3))
    await office.say(ketua, "/hadir SDMO-02")
    await office.press(ketua, "Hadir")
    await office.say(member, "/izin SDMO-02 sakit")
    return ketua, member


def heads(messages: list[object]) -> list[str]:
    """First lines of messages."""
    return [str(getattr(message, "text", "")).split("\n", 1)[0] for message in messages]


def instant(day: str, hour: int, minute: int = 0) -> datetime:
    return local_instant(date.fromisoformat(day), time(hour, minute), WIB)
