"""Who can stand in no longer: out of office by that day, or invited themselves. Whoever chose them is asked anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from bot.domain.ledger import Purpose
from bot.domain.timing import Due, announcement_due
from bot.services import audit
from bot.services.groups.cards import stale_cards
from bot.services.invitations.seating import change_seats, seats_of, tell_promoted
from bot.services.owing.owe import Owed, change_at, forget, once, owe
from bot.services.owing.recipients import NO_CHAT
from bot.services.owing.withdrawing import CONCERNED, days_of, taken_back
from bot.storage.models import Invitation

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import BindParameter, Connection

    from bot.domain.facts import SessionFacts
    from bot.services.owing.withdrawing import Heard


def stand_down(
    connection: Connection,
    facts: SessionFacts,
    gone: Collection[int],
    invited: Collection[int],
    told: Mapping[int, Heard],
    now: datetime,
) -> None:
    """Those `gone` stand in for nobody at a session that has not begun; they hear so unless `invited` themselves."""
    rows = connection.execute(_CHOSEN, {"session": facts.id, "gone": sorted(gone)}).all()
    if not rows:
        return
    facts = change_seats(connection, facts)
    before = seats_of(connection, facts)
    forget(connection, facts.id, sorted(gone))
    connection.execute(_ASK_ANEW, {"invitations": [row.id for row in rows]})
    values = {"people": sorted({*gone, *(row.person_id for row in rows)})} | days_of(facts, now)
    people = {row.id: row for row in connection.execute(CONCERNED, values)}
    news = Due(announcement_due(facts.starts_at, now, facts.zone), facts.starts_at)
    owed = []
    for row in rows:
        instead, person, known = people[row.substitute_id], people[row.person_id], told.get(row.substitute_id)
        if person.chat_id != NO_CHAT:
            owed.append(
                Owed(
                    Purpose.SUBSTITUTE_DECLINED,
                    person.chat_id,
                    news,
                    facts.office_id,
                    person.id,
                    facts.id,
                    revision=facts.revision,
                    occurrence=f"{instead.id}:{once()}",
                    facts={"who": instead.name},
                )
            )
        if known is not None and known.counts_on is not None and instead.is_told and instead.id not in invited:
            due = Due(change_at(facts, now, known.counts_on), facts.starts_at)
            owed.append(taken_back(facts, instead, due, known, person.name))
        audit.record(
            connection,
            office_id=facts.office_id,
            at=now,
            actor_id=None,
            action="invitation.substitute_declined",
            subject=f"invitation:{row.id}",
        )
    owe(connection, owed, now)
    tell_promoted(connection, facts, before, now)
    stale_cards(connection, facts.id)


_GIVEN: BindParameter[Any] = bindparam("gone", expanding=True)
_CHOSEN = (
    select(Invitation.id, Invitation.person_id, Invitation.substitute_id)
    .where(
        Invitation.session_id == bindparam("session"),
        Invitation.substitute_id.in_(_GIVEN),
        # Who came for them came.
        Invitation.checked_in_at.is_(None),
    )
    .order_by(Invitation.id)
    .with_for_update()
)
_ASK_ANEW = (
    update(Invitation)
    .where(Invitation.id.in_(bindparam("invitations", expanding=True)))
    .values(answer=None, substitute_id=None, seat_since=None, answered_at=None, answered_by=None)
)
