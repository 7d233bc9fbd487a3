"""Plays months of piket and balances the books."""

from __future__ import annotations

import gc
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.replay.piket.books import Books, further_reports, shifts_kept
from bot.replay.piket.crowd import Crowd
from bot.replay.piket.desk import Desk
from bot.replay.piket.desk_books import check_desk, papers_kept, requests_kept
from bot.replay.piket.plans import DUTY_FROM, Plans
from bot.replay.piket.troubles import Troubles
from bot.replay.progress import progress_of
from bot.replay.stage import FIRST_DAY, Stage, at

if TYPE_CHECKING:
    from rich.console import Console

_DAY = timedelta(days=1)


@dataclass(slots=True)
class PiketSummary:
    """What `simulate --piket` reports."""

    counts: Counter[str]
    violations: list[str]
    seconds: float

    def as_json(self) -> dict[str, Any]:
        return {**self.counts, "violations": len(self.violations), "seconds": round(self.seconds, 1)}

    def as_text(self) -> str:
        counts = self.counts
        return "\n".join(
            [
                f"Piket {counts['districts']} kecamatan, {counts['days']} hari, diputar ulang dalam {self.seconds:.1f} detik;"
                f" {counts['restarts']} kali mati atau dimulai ulang.",
                f"{counts['shifts']} shift, {counts['bersama']} kali bersama, {counts['reports']} laporan; ditanya {counts['pertanyaan']},"
                f" kepala sekretariat {counts['kepala sekretariat']}, divisi {counts['divisi']}",
                f"{counts['mendesak']} kejadian mendesak; {counts['ringkasan']} ringkasan pekan",
                f"{counts['impor']} baris jadwal diimpor; {counts['minta']} permintaan data, {counts['jawaban']} jawaban;"
                f" {counts['surat tugas']} surat tugas, {counts['form a']} Form A",
                "Pembukuan cocok." if not self.violations else f"{len(self.violations)} ketidakcocokan.",
            ]
        )


def days_of_months(months: int) -> int:
    """How many days of duty the first months from October 2023 on have."""
    return (date(2023 + months // 3, (FIRST_DAY.month + months - 1) % 12 + 1, 1) - DUTY_FROM).days


async def replay_piket(
    seed: int, days: int, districts: int | None = None, *, console: Console | None = None
) -> PiketSummary:
    """Play so many days of duty from 2 October 2023 on, in the first so many kecamatan (None: all)."""
    started = time.monotonic()
    gc.set_threshold(100_000, 50, 100)
    last = DUTY_FROM + (days - 1) * _DAY
    with tempfile.TemporaryDirectory(prefix="panwascam-") as directory:
        url = f"sqlite+aiosqlite:///{Path(directory) / 'piket.db'}"
        stage = await Stage.build(url, at(FIRST_DAY, 6), districts)
        try:
            await stage.start_bot(first=True)
            rng = random.Random(seed)  # noqa: S311 (a play, not a secret)
            crowd = Crowd(stage, rng)
            plans, troubles = Plans(crowd, last), Troubles(stage, rng)
            desk = Desk(plans)
            plans.plan_everything()
            troubles.plan(DUTY_FROM, last)
            desk.plan_everything()
            # The last Monday's digest, and what is missing of the last night.
            with progress_of("Piket", days, console) as show:
                await stage.play_until(
                    at(last + _DAY, 30), lambda now: show((now - at(DUTY_FROM, 0)) / timedelta(days=1))
                )
            await _read_corrections(stage, crowd, plans)
            return await _close(stage, crowd, desk, troubles, started)
        finally:
            await stage.close()


async def _read_corrections(stage: Stage, crowd: Crowd, plans: Plans) -> None:
    """The head opens every report that was put right."""
    for number, versions in crowd.said.items():
        if len(versions) > 1:
            plans.head.phone.send(f"/rekap {number}")
            await stage.clock.advance(timedelta(seconds=20))


async def _close(stage: Stage, crowd: Crowd, desk: Desk, troubles: Troubles, started: float) -> PiketSummary:
    if stage.bot is None:
        raise RuntimeError("the bot is not running at the end of the play")
    plans, last = desk.plans, desk.plans.last
    shifts = await stage.bot.db.query(lambda connection: shifts_kept(connection, last))
    crowd.forget_after(last)
    further = await stage.bot.db.query(lambda connection: further_reports(connection, last))
    books = Books(stage, crowd, plans, stage.clock.now(), shifts, further)
    asked = await stage.bot.db.query(requests_kept)
    check_desk(books, desk, asked, await stage.bot.db.query(papers_kept))
    found = books.check()
    allowed = stage.in_flight_at_kills + troubles.unknown
    if books.again > allowed:
        found.append(f"{books.again} kiriman ganda, padahal hanya {allowed} yang nasibnya tidak diketahui")
    if stage.sim.gate.refused:
        found.append(f"Telegram menolak {stage.sim.gate.refused} kiriman karena terlalu cepat (429)")
    # What never happened in a short play counts nothing.
    counts = Counter(
        {
            "districts": len({one.district for one in stage.members if one.district}),
            "days": (last - DUTY_FROM).days + 1,
            "restarts": stage.restarts,
            **books.counts,
            "again": books.again,
        }
    )
    return PiketSummary(counts, found, time.monotonic() - started)
