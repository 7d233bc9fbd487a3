"""Who can stand in no longer: they decline, are out of office by that day, or are invited themselves. Whoever chose them is asked anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, select, update

from bot.domain.invitations.seats import promoted
from bot.domain.ledger import Purpose
from bot.domain.timing import Due
from bot.domain.vocabulary import Answer
from bot.services import audit
from bot.services.groups.cards import stale_cards
from bot.services.invitations.late_changes import Changed, tell_heads_of_late_change, told_by
from bot.services.invitations.seating import change_seats, seats_of, tell_promoted
from bot.services.owing.owe import Owed, change_at, forget, once, owe
from bot.services.owing.recipients import NO_CHAT, recipients, registered_on
from bot.services.owing.saying_again import say_again
from bot.services.owing.withdrawing import CONCERNED, days_of, outdate_nowhere, taken_back
from bot.storage.models import District, Invitation, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import BindParameter, Connection

    from bot.domain.invitations.seats import Seating
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.services.owing.withdrawing import Heard


class StoodIn(NamedTuple):
    """An invitation for which somebody stood in, with the name of who did."""

    invitation_id: int
    person_id: int
    substitute_id: int
    name: str


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
    forget(connection, facts.id, sorted(gone))
    values = {"people": sorted({*gone, *(row.person_id for row in rows)})} | days_of(facts, now)
    people = {row.id: row for row in connection.execute(CONCERNED, values)}
    ask_anew(
        connection,
        facts,
        [StoodIn(row.id, row.person_id, row.substitute_id, people[row.substitute_id].name) for row in rows],
        now,
    )
    for row in rows:
        if row.substitute_id in invited:
            say_again(connection, facts.id, row.substitute_id, now)
    outdate_nowhere(connection, facts.id, [one for one in gone if people[one].chat_id == NO_CHAT], now)
    owed = []
    for row in rows:
        instead, known = people[row.substitute_id], told.get(row.substitute_id)
        if known is not None and known.counts_on is not None and instead.is_told and instead.id not in invited:
            due = Due(change_at(facts, now, known.counts_on), facts.last_begin)
            owed.append(taken_back(facts, instead, due, known, people[row.person_id].name))
    owe(connection, owed, now)


def ask_anew(
    connection: Connection, facts: SessionFacts, chosen: Sequence[StoodIn], now: datetime, actor_id: int | None = None
) -> None:
    """Whose substitute cannot come has no answer again, and is told to choose anew; who waited for the seat has it."""
    facts = change_seats(connection, facts)
    before = seats_of(connection, facts)
    connection.execute(_ASK_ANEW, {"invitations": [one.invitation_id for one in chosen]})
    left = _seats_left(connection, facts, before, chosen)
    due = told_by(facts, now)
    ids = [one.person_id for one in chosen]
    # Without an answer they have no seat: what they have not read of one is over.
    forget(connection, facts.id, ids, only=_OF_SEATS)
    principals = recipients(registered_on(facts.day)).where(Person.id.in_(ids))
    chats = {row.id: row.chat_id for row in connection.execute(principals)}
    whose = {row.id: row for row in connection.execute(_WHOSE, {"people": ids})}
    owe(
        connection,
        [
            Owed(
                Purpose.SUBSTITUTE_DECLINED,
                chats[one.person_id],
                due,
                facts.office_id,
                one.person_id,
                facts.id,
                revision=facts.revision,
                occurrence=f"{one.substitute_id}:{once()}",
                facts={"who": one.name} | ({"seat": 1} if one.invitation_id in left else {}),
            )
            for one in chosen
            if one.person_id in chats
        ],
        now,
    )
    for one in chosen:
        principal = whose[one.person_id]
        changed = Changed(principal.id, principal.name, principal.district, Answer.SUBSTITUTED, None, declined=one.name)
        tell_heads_of_late_change(connection, facts, changed, now)
        audit.record(
            connection,
            office_id=facts.office_id,
            at=now,
            actor_id=actor_id,
            action="invitation.substitute_declined",
            subject=f"invitation:{one.invitation_id}",
        )
        # What they read above names who was to come.
        say_again(connection, facts.id, one.person_id, now)
    tell_promoted(connection, facts, before, now)
    stale_cards(connection, facts.id)


def _seats_left(
    connection: Connection, facts: SessionFacts, before: Seating | None, chosen: Sequence[StoodIn]
) -> set[int]:
    """Invitations of `chosen` whose seat went to somebody who waited."""
    after = seats_of(connection, facts)
    if before is None or after is None or not promoted(before, after):
        return set()
    return {one.invitation_id for one in chosen if before.place_in_line(one.invitation_id) is None}


_OF_SEATS = frozenset({Purpose.SEAT})
_GIVEN: BindParameter[Any] = bindparam("gone", expanding=True)
_WHOSE = (
    select(Person.id, Person.name, District.name.label("district"))
    .outerjoin(District, District.id == Person.district_id)
    .where(Person.id.in_(bindparam("people", expanding=True)))
)
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
