"""An arrival as it is written down for somebody."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from bot.domain.door.checkin import (
    Arrival,
)
from bot.services import audit
from bot.services.door.arrivals import arrive, leave
from bot.services.groups.cards import stale_cards
from bot.services.invitations.gathered import say_again
from bot.storage.models import Invitation

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.meetings.days import MeetingDay
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts


def mark_arrival(
    connection: Connection,
    actor: PersonFacts,
    facts: SessionFacts,
    day: MeetingDay,
    invitation_id: int,
    came: Arrival | None,
    now: datetime,
) -> None:
    """Somebody came on that day, or nobody."""
    if not facts.is_of_days:
        values: dict[str, Any] = {
            "checked_in_at": came.at if came else None,
            "check_in_how": came.way.value if came else "",
            "checked_in_by": actor.id if came else None,
            "substitute_came": came is not None and came.by_substitute,
        }
        connection.execute(update(Invitation).where(Invitation.id == invitation_id).values(**values))
    elif came is None:
        leave(connection, invitation_id, day.day)
    else:
        arrive(connection, invitation_id, day.day, came, actor.id)
    if came is None:
        # They read that they are on the list, and have no button any more; so may who stands in for them.
        for person_id in connection.execute(_WHOSE, {"invitation": invitation_id}).one():
            if person_id is not None:
                say_again(connection, facts.id, person_id, now)
    stale_cards(connection, facts.id)
    audit.record(
        connection,
        office_id=facts.office_id,
        at=now,
        actor_id=actor.id,
        action="check_in.clerk",
        subject=f"invitation:{invitation_id}",
        came=came is not None,
        substitute=came is not None and came.by_substitute,
        **({"day": day.day.isoformat()} if facts.is_of_days else {}),
    )


_WHOSE = select(Invitation.person_id, Invitation.substitute_id).where(Invitation.id == bindparam("invitation"))
