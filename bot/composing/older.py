"""What a message that was sent should say by now: the standing answer, or that its date is no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ledger import Purpose
from bot.domain.vocabulary import SessionStatus
from bot.views.invitations import messages

if TYPE_CHECKING:
    from datetime import datetime

    from bot.composing.batch import Batch
    from bot.delivery.older import Older
    from bot.views.screen import Screen

# They show the answer and ask for it.
_ASKING = frozenset({Purpose.INVITATION, Purpose.REMINDER, Purpose.MOVED, Purpose.NUDGE, Purpose.SWITCHED_TO})


def older_screen(batch: Batch, older: Older, now: datetime) -> Screen | None:
    """What it should say; None where it may stay as it is."""
    session = batch.sessions.get(older.session_id)
    if (older.chat_id, older.message_id) in batch.standing:
        # Said of all its sessions together.
        return None
    if session is None or now >= session.ends_at:
        return None
    if session.status is SessionStatus.CANCELLED:
        return messages.no_more(session, "cancelled")
    if older.revision < session.revision:
        return messages.no_more(session, "moved")
    key = (older.session_id, older.person_id)
    invitation = batch.invitations.get(key)
    if invitation is not None:
        return messages.invitation(invitation, now) if older.purpose in _ASKING else None
    # Staff of the office, who are told of what is held for outsiders, were never invited.
    is_staff = older.purpose is Purpose.OFFICE_REMINDER
    return None if key in batch.standing_in or is_staff else messages.no_more(session, "withdrawn")
