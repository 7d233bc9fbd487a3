"""All books of a replay: every line says what does not agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.replay.books.answers import answers_kept, arrivals_kept
from bot.replay.books.cards import cards_kept
from bot.replay.books.deliveries import deliveries_kept
from bot.replay.books.duty import duty_kept
from bot.replay.books.recaps import recaps_kept
from bot.replay.books.told import told_kept

if TYPE_CHECKING:
    from bot.domain.people.facts import PersonFacts
    from bot.replay.script import Script
    from bot.replay.stage import Stage
    from bot.services.context import Context


async def audit_books(stage: Stage, script: Script, ctx: Context, head: PersonFacts) -> list[str]:
    """Every disagreement, in words; an empty list means that the books balance."""
    found: list[str] = []
    async with ctx.db.read() as session:
        found += await deliveries_kept(stage, session)
        found += await told_kept(session)
        found += await answers_kept(script, session)
        found += await arrivals_kept(script, session)
        found += await cards_kept(stage, session)
        found += await duty_kept(script, session)
    found += await recaps_kept(ctx, head)
    if stage.sim.gate.refused:
        found.append(f"Telegram menolak {stage.sim.gate.refused} kiriman karena terlalu cepat (429)")
    return found
