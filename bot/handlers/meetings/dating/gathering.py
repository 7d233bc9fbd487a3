"""What a last look is about, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meetings.appointments import Appointment
from bot.handlers.meetings.dating.look_questions import LastLook

if TYPE_CHECKING:
    from bot.domain.meetings.session_facts import SessionFacts


def gathered_of(
    appointment: Appointment,
    code: str,
    held: SessionFacts | None,
    *,
    seen: int | None,
    beside: list[int],
    keep: bool = False,
) -> LastLook:
    """What the last look at this is about."""
    return LastLook(
        code=code,
        session=held.code if held else "",
        seen=seen,
        beside=beside,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        open_end=appointment.open_end,
        place=appointment.place,
        agenda=appointment.agenda,
        bring=appointment.bring,
        link=appointment.link,
        note=appointment.note,
        keep=keep,
    )
