"""Runs the replay: stage, script, two kills, the books, the files it leaves."""

from __future__ import annotations

import gc
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from sqlalchemy import distinct, func, select

from bot.domain.ledger import Purpose, State
from bot.replay.books.audit import audit_books
from bot.replay.books.recaps import count_sessions
from bot.replay.progress import progress_of
from bot.replay.script import Script
from bot.replay.stage import FIRST_DAY, LAST_DAY, ZONE, Stage, at
from bot.services.people import roles
from bot.simulator import transcript
from bot.storage.models import Activity, Delivery, District, DutyReport, DutyShift, Invitation, Office, Person

if TYPE_CHECKING:
    from rich.console import Console
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.services.context import Context


@dataclass(slots=True)
class Summary:
    """What `simulate` reports."""

    counts: dict[str, Any]
    violations: list[str]
    seconds: float
    files: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {**self.counts, "violations": len(self.violations), "seconds": round(self.seconds, 1)}

    def as_text(self) -> str:
        counts = self.counts
        sent = counts["deliveries"]
        answers = counts["answers"]
        lines = [
            f"Oktober-Desember 2023 diputar ulang dalam {self.seconds:.1f} detik, {counts['restarts']} kali dimatikan.",
            f"{counts['activities']} kegiatan, {counts['sessions']} sesi ({counts['moved']} dipindah,"
            f" {counts['cancelled']} dibatalkan), {counts['people']} anggota, {counts['districts']} kecamatan",
            f"{counts['invitations']} undangan: {answers['hadir']} hadir, {answers['berhalangan']} berhalangan,"
            f" {answers['diwakilkan']} diwakilkan, {answers['belum']} belum",
            f"Kiriman: {sent['sent']} terkirim, {sent['failed']} gagal, {sent['cancelled']} batal,"
            f" {sent['expired']} kedaluwarsa, {sent['pending']} menunggu; {counts['h1_reminders']} pengingat H-1",
            f"Presensi dicatat pada {counts['sessions_with_attendance']} sesi",
            "Pesan bot dalam bulan tersibuk, median (terbanyak): "
            + ", ".join(f"{who} {of['median']} ({of['most']})" for who, of in counts["messages_a_month"].items()),
            f"Piket: {counts['duty_reports']} laporan, {counts['duty_missing']} tidak melapor",
            "Pembukuan cocok." if not self.violations else f"{len(self.violations)} ketidakcocokan.",
        ]
        return "\n".join([*lines, *(f"Ditulis: {name}" for name in self.files)])


async def replay(seed: int, out: Path | None, console: Console | None) -> Summary:
    """Play the three months; `out` receives the recap and transcripts."""
    started = time.monotonic()
    # The world only grows: looking for garbage in it as often as usual takes a tenth of the time.
    gc.set_threshold(100_000, 50, 100)
    with tempfile.TemporaryDirectory(prefix="panwascam-") as directory:
        database_url = f"sqlite+aiosqlite:///{Path(directory) / 'simulate.db'}"
        stage = await Stage.open(database_url, at(FIRST_DAY, 6))
        try:
            script = Script(stage, seed)
            script.plan_everything()
            await _play(stage, script, console)
            return await _close_books(stage, script, out, started)
        finally:
            await stage.close()


async def _play(stage: Stage, script: Script, console: Console | None) -> None:
    blast, night = script.kill_times()
    with progress_of("Oktober-Desember 2023", (LAST_DAY - FIRST_DAY).days + 1, console) as show:

        def _tick(now: datetime) -> None:
            show((now - at(FIRST_DAY, 0)) / timedelta(days=1))

        await stage.play_until(blast, _tick)
        await _kill_in_mid_broadcast(stage)
        await stage.play_until(night, _tick)
        await stage.kill()
        await stage.play_until(night + timedelta(hours=11.5), _tick)
        await stage.start_bot()
        await stage.play_until(at(LAST_DAY, 23.9), _tick)


async def _kill_in_mid_broadcast(stage: Stage) -> None:
    """A head dates something, a second after the Yes the plug is pulled; a minute later the process is back."""
    head = next(member for member in stage.members if member.division == "P2H" and member.position == "Kordiv Bawaslu")
    head.phone.send("/tetapkan P2H-07 2023-10-20 09:00-12:00 Aula Bawaslu")
    await stage.clock.advance(timedelta(seconds=30))
    head.phone.press("Ya, ")
    await stage.clock.advance(timedelta(seconds=1))
    await stage.kill()
    await stage.clock.advance(timedelta(minutes=1))
    await stage.start_bot()


async def _close_books(stage: Stage, script: Script, out: Path | None, started: float) -> Summary:
    if stage.bot is None:
        raise RuntimeError("the bot is not running at the end of the play")
    ctx = stage.bot.ctx
    managers = await roles.registered_managers(ctx)
    head = next(person for person in managers if person.is_head)
    violations = await audit_books(stage, script, ctx, head)
    counts = await _counts(stage, ctx)
    files = _leave_files(stage, script, out) if out is not None else []
    return Summary(counts, violations, time.monotonic() - started, files)


async def _counts(stage: Stage, ctx: Context) -> dict[str, Any]:
    async with ctx.db.read() as session:

        async def _count(model: type[Any]) -> int:
            return int((await session.execute(select(func.count()).select_from(model))).scalar_one())

        sessions, moved, cancelled = await count_sessions(session)
        states = Counter((await session.execute(select(Delivery.state))).scalars())
        answers = Counter((await session.execute(select(Invitation.answer))).scalars())
        reminders = select(func.count(Delivery.id)).where(
            Delivery.purpose == Purpose.REMINDER, Delivery.state == State.SENT
        )
        reports = await _count(DutyReport)
        return {
            "offices": await _count(Office),
            "districts": await _count(District),
            "people": await _count(Person),
            "activities": await _count(Activity),
            "sessions": sessions,
            "moved": moved,
            "cancelled": cancelled,
            "invitations": await _count(Invitation),
            "deliveries": {
                "sent": states[State.SENT],
                "failed": states[State.FAILED],
                "cancelled": states[State.CANCELLED],
                "expired": states[State.EXPIRED],
                "pending": states[State.PENDING] + states[State.SENDING],
            },
            "h1_reminders": (await session.execute(reminders)).scalar_one(),
            "answers": {
                **{str(answer): answers[answer] for answer in answers if answer is not None},
                "belum": answers[None],
            },
            "sessions_with_attendance": await _count_attended(session),
            "messages_a_month": await _messages_a_month(stage, session),
            "duty_reports": reports,
            "duty_missing": await _count(DutyShift) - reports,
            "restarts": stage.restarts,
        }


async def _count_attended(session: AsyncSession) -> int:
    attended = select(func.count(distinct(Invitation.session_id))).where(Invitation.checked_in_at.is_not(None))
    return int((await session.execute(attended)).scalar_one())


async def _messages_a_month(stage: Stage, session: AsyncSession) -> dict[str, dict[str, int]]:
    """By position: how many messages the bot began in somebody's private chat in their busiest month.

    That is what the ledger sent: answers to what somebody pressed or wrote are not begun by the bot, and edits are none.
    """
    positions = {member.phone.id: member.position for member in stage.members}
    began = select(Delivery.chat_id, func.min(Delivery.settled_at).label("at"))
    began = began.where(Delivery.state == State.SENT).group_by(Delivery.chat_id, Delivery.message_id)
    counted = Counter(
        (row.chat_id, row.at.astimezone(ZONE).month) for row in await session.execute(began) if row.chat_id in positions
    )
    busiest: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for (who, _), count in counted.items():
        found = busiest[positions[who]]
        found[who] = max(found.get(who, 0), count)
    return {
        position: {"median": round(median(of.values())), "most": max(of.values())}
        for position, of in sorted(busiest.items())
    }


def _leave_files(stage: Stage, script: Script, out: Path) -> list[str]:
    out.mkdir(parents=True, exist_ok=True)
    files = []
    commissioner = next(m for m in stage.members if m not in script.leavers and m.position == "Ketua Panwascam")
    rooms = {
        "transkrip-komisioner.txt": commissioner.phone.room,
        "transkrip-grup.txt": stage.groups[""].room,
        "transkrip-kordiv.txt": script.head("SDMO").phone.room,
        "transkrip-ketua.txt": script.chair.phone.room,
    }
    for name, room in rooms.items():
        (out / name).write_text(transcript(room, ZONE), encoding="utf-8")
        files.append(str(out / name))
    for message in script.head("SDMO").phone.messages:
        if message.attachment == "document":
            name, content = stage.sim.world.files[message.file_id]
            (out / name).write_bytes(content)
            files.append(str(out / name))
    return files
