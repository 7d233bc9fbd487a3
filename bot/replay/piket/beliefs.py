"""What people were last told of their next shift: it holds until they are told otherwise, and nobody is told what they know."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.duty.rota import next_of
from bot.replay.piket import screens
from bot.replay.stage import ZONE
from bot.services.duty.turns import AHEAD, rotas
from bot.views.duty.rota import hours_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.replay.piket.screens import Seen
    from bot.replay.stage import Stage

_NEXT = re.compile(r"Piket Anda berikutnya(?: di [^:]+)?: \w+, (\d+ \w+ \d{4}) \((\d\d\.\d\d–\d\d\.\d\d)\)")
_NONE = "Anda tidak lagi mendapat giliran piket"
# Whoever reads these knows that something is another now, or has changed it, and finds the rest under /piket.
_OTHERWISE = (
    "✅ Tukar piket jadi",
    "🆘",
    "✅ Anda sekarang bertugas",
    "✅ Cuti",
    "✅ Giliran piket",
    "✅ Hari kritis",
    screens.OPENS,
)

# What was owed has gone out by then.
_QUIET = timedelta(hours=1)

# The day and hours of the next shift.
Turn = tuple[date, str]


def belief(seen: Iterable[Seen], now: datetime) -> Turn | None:
    """The next shift somebody was told of, where that is still ahead; None: they know of none."""
    held: Turn | None = None
    for one in sorted((one for one in seen if one.at <= now), key=lambda one: one.at):
        held = _after(held, one)
    return held if held is not None and held[0] > now.astimezone(ZONE).date() else None


def needless(seen: Iterable[Seen]) -> list[Seen]:
    """Messages of a change that say what the one before said, with nothing between them."""
    held: Turn | None = None
    found = []
    for one in sorted(seen, key=lambda one: one.at):
        if one.new and one.text.startswith(screens.CHANGED):
            now_is = _after(None, one)
            if held is not None and held == now_is:
                found.append(one)
            held = now_is
        elif _after(held, one) != held:
            held = None
    return found


async def mistaken(stage: Stage) -> list[str]:
    """Whoever was told of a next shift that is not theirs (any more), as things stand; the bot is there."""
    bot, now = stage.bot, stage.clock.now()
    today = now.astimezone(ZONE).date()
    if bot is None or any(ended is not None and now - ended < _QUIET for _, ended in stage.away):
        return []
    found = await bot.db.query(lambda connection: rotas(connection, stage.office_id, today, today + AHEAD))
    holds: dict[int, Turn] = {}
    for rota in found.values():
        for person, turn in next_of(turn for turn in rota.turns if turn.day > today).items():
            holds[rota.people[person].telegram_id or 0] = (turn.day, hours_of(turn.shift))
    wrong = []
    for member in stage.members:
        believed, actual = belief(screens.seen_by(member), now), holds.get(member.phone.id)
        if believed is not None and believed != actual and not member.phone.room.blocked:
            wrong.append(
                f"{member.name} ({member.district}) {now.astimezone(ZONE):%d-%m %H.%M}: tahu {believed}, nyatanya {actual}"
            )
    return wrong


def _after(held: Turn | None, one: Seen) -> Turn | None:
    told = _NEXT.search(one.text)
    if told is not None:
        return screens.days_in(told[0])[0], told[2]
    if _NONE in one.text or one.text.startswith(_OTHERWISE):
        return None
    return held
