"""Two heads who ask the silent at the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ledger import Purpose
from bot.domain.refusals import Refusal
from bot.services.invitations.reminding import nudge
from tests.interleavings.interleaving import interleaved

if TYPE_CHECKING:
    from tests.office import Office


async def test_two_heads_who_ask_at_once_ask_once(postgres_office: Office) -> None:
    office = postgres_office
    head, admin, ketua = await office.head(), await office.admin(), await office.chair_of()
    await office.say(head, "/tetapkan SDMO-02 2023-10-16 09:00-12:00 Aula Bawaslu")
    await office.press(head, "Ya, lanjutkan")
    (invited,) = [row for row in await office.deliveries(Purpose.INVITATION) if row.chat_id == ketua.id]
    session_id = invited.session_id
    assert session_id is not None
    first, second = await office.actor(head), await office.actor(admin)
    before = len(await office.deliveries(Purpose.NUDGE))
    both = await interleaved(
        office.bot.ctx, lambda ctx: nudge(ctx, first, session_id), lambda ctx: nudge(ctx, second, session_id)
    )
    assert both.waited
    assert isinstance(both.second, Refusal)
    assert both.second.key == "refused-nudged-lately"
    assert len(await office.deliveries(Purpose.NUDGE)) == before + both.first
