"""What is due to one chat together, as one message: of several where Telegram would not take it as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.composing.batch import is_said_of, revisions
from bot.delivery.messages import Message
from bot.views import attendance
from bot.views.screen import fits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.composing.batch import Batch
    from bot.delivery.messages import Claimed


def bundled(batch: Batch, rows: Sequence[Claimed]) -> dict[int, Message | None]:
    """Messages by delivery id; `rows` are of one chat and one bundle."""
    told = [row for row in rows if row.session_id in batch.sessions and is_said_of(batch.sessions[row.session_id], row)]
    nothing: dict[int, Message | None] = dict.fromkeys(row.id for row in rows)
    return nothing | _changes(batch, told)


def _changes(batch: Batch, rows: Sequence[Claimed]) -> dict[int, Message | None]:
    if not rows:
        return {}
    screen = attendance.late_changes([(batch.sessions[row.session_id or 0], row.facts) for row in rows])
    if len(rows) > 1 and not fits(screen):
        half = len(rows) // 2
        return _changes(batch, rows[:half]) | _changes(batch, rows[half:])
    held = [batch.sessions[row.session_id or 0] for row in rows]
    message = Message(screen.text, screen.keyboard, revisions=revisions(held))
    return dict.fromkeys((row.id for row in rows), message)
