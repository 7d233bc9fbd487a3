"""A blast with people pressing buttons meanwhile, and the bot killed over and over; then the books must balance.

    ./dev chaos [--kills 100] [--messages 2000] [--database sqlite] [--replicas 1] [--seed N]

Real `panwascam run` processes against the simulator's process. Exit 1 and the reasons if anything was lost, repeated more
often than allowed, or sent too late.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import ClientSession
from chaos_books import Happened, Verdict, audit, in_flight, unfinished
from chaos_cast import Balancer, Bot, Telegram, Undone
from databases import KINDS, empty_database
from office import ACTIVITY, FIRST_STAFF, GROUP_ID, SMALL_ACTIVITY, BenchOffice, date_activity, make_office
from sqlalchemy import select

from bot.app import connect
from bot.config.settings import Settings
from bot.domain.meetings.appointments import Appointment
from bot.domain.refusals import Refusal
from bot.domain.vocabulary import Answer
from bot.services.context import Context
from bot.storage.models import Activity, Session

PER_SECOND = 30
# How long a process lives after it is ready, on average, in seconds.
_LIFE = 0.8
_KILLED_STARTING = 0.15
_TERMINATED = 0.3
_PRESSES_PER_SECOND = 8.0
# Tenths of a second; so long nothing takes, however busy the machine.
_PATIENCE = 6000


@dataclass(slots=True)
class Play:
    """One run."""

    telegram: Telegram
    ctx: Context
    bots: list[Bot]
    people: list[int]
    # Apart, so that a seed strikes the same way however fast people can press.
    strikes: random.Random
    presses: random.Random
    http: ClientSession
    group: int = 0
    session_id: int = 0
    # Whether people have pressed enough: a press that is cancelled on its way may have come, and nobody counts it.
    over: bool = False
    happened: Happened = field(default_factory=Happened)

    async def begin(self, day: str) -> None:
        """Everybody is there, the bot runs, the head dates the session; the group asks for its card."""
        for bot in self.bots:
            await bot.start()
        for bot in self.bots:
            await bot.ready(self.http)
        await _date_the_short_one(self.ctx, len(self.people))
        # The bot hears of both sessions now: the short one is first in line.
        await self.telegram.order("act", who=FIRST_STAFF, do="send", text=f"/tetapkan {ACTIVITY} {day} 09:00 Aula")
        self.session_id = await self._dated()  # The last look is answered with Yes as soon as it is there.
        await self.telegram.order("act", who=FIRST_STAFF, do="send", text=f"/hadir {ACTIVITY}/1", group=self.group)
        await self._card()

    async def press(self) -> None:
        """People press until `over`: in private and on the group's card, each time the other answer."""
        while not self.over:
            await asyncio.sleep(self.presses.expovariate(_PRESSES_PER_SECOND))
            who = self.presses.choice(self.people)
            pressed = self.happened.pressed.get(who)
            answer = Answer.EXCUSED if pressed and pressed[-1] is Answer.ATTENDING else Answer.ATTENDING
            if answer is Answer.ATTENDING and self.presses.random() < 0.5:
                place, data = {}, f"yes:{self.session_id}"
            else:
                place, data = (
                    {"group": self.group},
                    f"{'gyes' if answer is Answer.ATTENDING else 'gno'}:{self.session_id}",
                )
            try:
                await self.telegram.order("act", who=who, do="press_data", text=data, **place)
            except Undone:
                continue  # Nothing on that screen yet.
            self.happened.pressed[who].append(answer)

    async def strike(self) -> None:
        """End one process in one of two ways at a random moment, and start it again."""
        bot = self.strikes.choice(self.bots)
        if self.strikes.random() < _KILLED_STARTING:
            await asyncio.sleep(self.strikes.random())
            settled = False
        else:
            await bot.ready(self.http)
            await asyncio.sleep(self.strikes.expovariate(1 / _LIFE))
            settled = True
        if self.strikes.random() < _TERMINATED:
            await self._terminate(bot, settled=settled)
        else:
            await bot.kill()
            self.happened.kills += 1
            self.happened.in_flight += await in_flight(self.ctx.db)
        await bot.start()

    async def finish(self, within: float) -> None:
        """Let the last processes do what is left, then end them in good order."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            state = await self.telegram.order("state")
            if not state["pending"] and not await unfinished(self.ctx.db, self.ctx.clock.now()):
                break
            await asyncio.sleep(0.5)
        for bot in self.bots:
            await bot.ready(self.http)
            await self._terminate(bot, settled=True)

    async def books(self) -> Verdict:
        """Compare what both sides know."""
        calls = (await self.telegram.order("calls"))["calls"]
        state = await self.telegram.order("state")
        return await audit(self.ctx.db, self.session_id, calls, state, self.happened, self.ctx.clock.now())

    async def _terminate(self, bot: Bot, *, settled: bool) -> None:
        seconds = await bot.terminate()
        self.happened.terminations += 1
        self.happened.slowest_drain = max(self.happened.slowest_drain, seconds)
        # Before the handler of the signal is in place there is nothing to drain: the signal's own way is good enough.
        good = (0,) if settled else (0, -15)
        if seconds > bot.drains_within or bot.code not in good:
            self.happened.wrong_ends.append(f"SIGTERM took {seconds:.1f} s and ended with {bot.code}")

    async def _card(self) -> None:
        for _ in range(_PATIENCE):
            if (await self.telegram.order("screen", group=self.group))["messages"]:
                return
            await asyncio.sleep(0.1)
        raise TimeoutError("the group never got its card")

    async def _dated(self) -> int:
        pressed = False
        for _ in range(_PATIENCE):
            async with self.ctx.db.read() as session:
                query = select(Session.id).join(Activity).where(Activity.code == ACTIVITY)
                found = (await session.execute(query)).scalar_one_or_none()
            if found is not None:
                return found
            # Once: of a button hit over and over not every press is answered.
            if not pressed:
                with suppress(Undone):
                    await self.telegram.order("act", who=FIRST_STAFF, do="press_data", text="setok:1")
                    pressed = True
            await asyncio.sleep(0.1)
        raise TimeoutError("/tetapkan did nothing")


async def chaos(args: argparse.Namespace, directory: Path) -> Verdict:
    """The whole run; `directory` takes database and logs."""
    async with empty_database(args.database, directory / "chaos.db") as url:
        return await _play(args, directory, await make_office(url, args.messages, date_session=False))


async def _play(args: argparse.Namespace, directory: Path, office: BenchOffice) -> Verdict:
    ctx = connect(Settings.model_validate({"database_url": office.url, "bot_timezone": office.zone}))
    bots = [Bot({}, directory / f"bot{number}.log", args.drains_within) for number in range(args.replicas)]
    balancer = Balancer(bots, random.Random(args.seed))
    try:
        async with Telegram.open() as telegram, ClientSession() as http, balancer.listening() as address:
            token = (await telegram.order("state"))["token"]
            own = {**office.environment(telegram.url, 0), "BOT_TOKEN": token, "LOG_LEVEL": "WARNING"}
            if args.replicas > 1:
                own |= {"WEBHOOK_URL": address, "REPLICAS": str(args.replicas)}
            for bot in bots:
                bot.settings = own
            group = await _cast(telegram, office)
            strikes, presses = random.Random(args.seed), random.Random(args.seed)
            play = Play(telegram, ctx, bots, office.invited, strikes, presses, http, group)
            await play.begin(f"{datetime.now(UTC).date() + timedelta(days=7)}")
            await _strike_and_press(play, args.kills)
            _say("\rletting it finish   ")
            await play.finish(600 + 3 * args.messages / PER_SECOND)
            (directory / "calls.json").write_text(json.dumps(await telegram.order("calls"), indent=0))
            return await play.books()
    finally:
        for bot in bots:
            if bot.process is not None and bot.process.returncode is None:
                await bot.kill()
        await ctx.db.close()


async def _strike_and_press(play: Play, kills: int) -> None:
    crowd = asyncio.create_task(play.press())
    try:
        for number in range(kills):
            await play.strike()
            _say(f"\r{number + 1} of {kills} ends")
            if crowd.done():
                crowd.result()
    finally:
        play.over = True
        await crowd


async def _cast(telegram: Telegram, office: BenchOffice) -> int:
    accounts = [FIRST_STAFF, *office.invited]
    await telegram.order("people", people=[{"name": f"Orang {who}", "id": who, "started": True} for who in accounts])
    made = await telegram.order("group", title="Panwascam", members=accounts[:50], added_by=FIRST_STAFF)
    assert made["id"] == GROUP_ID
    return GROUP_ID


async def _date_the_short_one(ctx: Context, messages: int) -> None:
    """A meeting that is over before all its messages can be sent: the rest must expire, not go out late."""
    # A fifth is invited, and reads one message of all that is owed to them by then.
    owed, soon = messages / 5, 0.2
    while True:
        starts = ctx.clock.now() + timedelta(seconds=soon)
        # The first second's worth goes at once; of the others about half will be in time.
        ends = starts + timedelta(seconds=max(0.3, (owed / PER_SECOND - 1) / 2))
        try:
            await date_activity(ctx, SMALL_ACTIVITY, Appointment(starts, ends, "Aula"))
        except Refusal as refusal:
            if refusal.key != "refused-date-past":
                raise
            # A busy machine took longer than that to say it.
            soon *= 2
        else:
            return


def _say(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100, help="how often a process is ended")
    parser.add_argument("--messages", type=int, default=2000, help="people invited")
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--seed", type=int, default=None)
    # What Docker and systemd grant.
    parser.add_argument("--drains-within", type=float, default=10.0, help="seconds a process may take to end when told")
    parser.add_argument(
        "--out", type=Path, help="keep the processes' logs, the simulator's calls and a SQLite database here"
    )
    parser.add_argument("--json", action="store_true", help="print one object")
    args = parser.parse_args()
    args.seed = random.SystemRandom().randrange(10_000) if args.seed is None else args.seed
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="panwascam-chaos-", ignore_cleanup_errors=True) as temporary:
        directory = args.out or Path(temporary)
        directory.mkdir(parents=True, exist_ok=True)
        verdict = asyncio.run(chaos(args, directory.resolve()))
    counts = {"seed": args.seed, "seconds": round(time.monotonic() - begun, 1), **verdict.counts}
    if args.json:
        print(json.dumps({**counts, "violations": verdict.violations}))
    else:
        print("\n" + "\n".join(f"{name:20} {count}" for name, count in counts.items()))
        print("\n".join(["", *verdict.violations] if verdict.violations else ["", "The books balance."]))
    sys.exit(1 if verdict.violations else 0)


if __name__ == "__main__":
    main()
