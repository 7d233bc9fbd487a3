"""What was owed and what came: each message once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.ledger import BUNDLES, Bundle, Purpose, State
from bot.storage.models import (
    Delivery,
    Session,
)

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.replay.stage import Stage


# How the first line of an owed message begins, by purpose; replies never begin so.
_HEADS: dict[Purpose, re.Pattern[str]] = {
    # An H-1 stands for all that is one message with it.
    Purpose.REMINDER: re.compile(
        "📨 Undangan: [0-9]+ acara|🔔 (Pengingat|Sedang berlangsung|[0-9]+ kabar)|⏳ Mohon jawaban|✔️ Check-in dibuka|🙏 Terima kasih sudah hadir"
        "|❓ (Anda|Wakil Anda) tidak tercatat hadir"
    ),
    Purpose.MOVED: re.compile("🔁 Jadwal berubah"),
    Purpose.CANCELLED: re.compile("❌ Dibatalkan"),
    Purpose.DUTY_OPEN: re.compile("🛡 Piket (?:hari ini|besok)"),
    Purpose.DUTY_MISSING: re.compile("⏰ Laporan piket belum masuk"),
}


async def deliveries_kept(stage: Stage, session: AsyncSession) -> list[str]:
    """Owed once, sent once; nothing due is left; no H-1 after its session."""
    found = []
    rows = list((await session.execute(select(Delivery))).scalars())
    ends = {row.id: row.ends_at for row in (await session.execute(select(Session))).scalars()}
    now = stage.clock.now()
    rooms = stage.sim.world.rooms
    for row in rows:
        if row.state is State.SENDING:
            found.append(f"kiriman {row.id} tertinggal dalam keadaan mengirim")
        if row.state is State.PENDING and row.due_at <= now:
            found.append(f"kiriman {row.id} ({row.purpose}) jatuh tempo tetapi belum dikirim")
        if row.state is State.SENT and row.message_id not in rooms[row.chat_id].by_id:
            found.append(f"kiriman {row.id} tercatat terkirim tetapi tidak ada di chat")
        if row.purpose is Purpose.REMINDER and row.state is State.SENT and row.session_id is not None:
            shown = rooms[row.chat_id].by_id.get(row.message_id or 0)
            if shown is not None and shown.at >= ends[row.session_id]:
                found.append(f"pengingat {row.id} dikirim setelah sesinya selesai")
        if row.state is State.FAILED and "blocked" not in row.error and "initiate" not in row.error:
            found.append(f"kiriman {row.id} gagal: {row.error}")
    return found + _duplicates(stage, rows)


def _duplicates(stage: Stage, rows: list[Delivery]) -> list[str]:
    """Messages on phones against sent rows; a kill may repeat at most what was in flight."""
    sent = [row for row in rows if row.state is State.SENT]
    recorded = Counter(row.purpose for row in sent if row.purpose in _HEADS)
    changes = BUNDLES[Bundle.DATES]
    said: dict[tuple[int, int | None], list[Delivery]] = defaultdict(list)
    for row in sent:
        said[row.chat_id, row.message_id].append(row)
    # What went on in a message of another kind began none, nor did what an invitation says by itself.
    recorded[Purpose.REMINDER] = sum(
        all(row.purpose in BUNDLES[Bundle.MORNING] for row in rows)
        and (len({row.session_id for row in rows}) > 1 or all(row.purpose is not Purpose.INVITATION for row in rows))
        for rows in said.values()
    )
    for purpose in changes:
        recorded[purpose] = 0
    for of_message in said.values():
        kinds = {row.purpose for row in of_message} & changes
        if kinds:
            # Of several kinds the title counts what there is to tell.
            recorded[kinds.pop() if len(kinds) == 1 else Purpose.REMINDER] += 1
    shown: Counter[Purpose] = Counter()
    for call in stage.sim.calls("sendMessage"):
        for purpose, head in _HEADS.items():
            if head.match(call.text) and (call.chat_id or 0) > 0:
                shown[purpose] += 1
    extra = sum(shown[purpose] - recorded[purpose] for purpose in _HEADS)
    found = [
        f"{purpose}: tercatat {recorded[purpose]} terkirim, tampil {shown[purpose]}"
        for purpose in _HEADS
        if shown[purpose] < recorded[purpose]
    ]
    if extra > stage.in_flight_at_kills:
        found.append(f"{extra} kiriman ganda, padahal hanya {stage.in_flight_at_kills} sedang dikirim saat mati")
    return found
