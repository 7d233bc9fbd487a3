"""Deputising that begins and ends by itself, and that ends with whoever leaves the office."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, or_, select

from bot.domain.ledger import Purpose
from bot.domain.office.deputies import told_ended
from bot.services.invitations.switching import hand_back
from bot.services.office.deputies.deputyships import (
    CHATS,
    END,
    STANDING,
    deputies_by_id,
    deputy_facts,
    one_deputy,
)
from bot.services.owing.owe import Owed, owe
from bot.services.owing.recipients import active_on
from bot.storage.database import mark_owed
from bot.storage.models import Deputyship, Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


_DAY = timedelta(days=1)


def turn_over(connection: Connection, office_id: int, now: datetime) -> None:
    """Whose time began or ended within a day has another menu of commands; of who left office it ends, and the head reads so."""
    _end_of_those_who_left(connection, office_id, now)
    turned = connection.scalars(_TURNED, {"office": office_id, "now": now, "before": now - _DAY}).all()
    for one in deputies_by_id(connection, turned).values():
        if one.is_over(now):
            hand_back(connection, one, now)
    if turned:
        mark_owed(connection, "menus")
        mark_owed(connection, "steps")


def _end_of_those_who_left(connection: Connection, office_id: int, now: datetime) -> None:
    named = deputy_facts(connection.execute(STANDING, {"office": office_id, "now": now}))
    if not named:
        return
    today = now.astimezone(named[0].zone).date()
    people = {"people": [one.deputy_id for one in named], "today": today}
    in_office = set(connection.execute(_IN_OFFICE, people).scalars())
    for one in named:
        if one.deputy_id in in_office:
            continue
        connection.execute(END, {"of": one.id, "now": now})
        _, due = told_ended(now, one.zone)
        until = one_deputy(connection, one.id).ends_at.isoformat()
        chats = connection.execute(CHATS, {"people": [one.head_id], "today": today})
        owe(
            connection,
            [
                Owed(
                    Purpose.DEPUTY,
                    row.chat_id,
                    due,
                    office_id,
                    row.id,
                    occurrence=f"{one.id}:left",
                    facts={"deputy": one.id, "what": "over", "until": until},
                )
                for row in chats
            ],
            now,
        )


_IN_OFFICE = select(Person.id).where(Person.id.in_(bindparam("people", expanding=True)), active_on(bindparam("today")))
_TURNED = select(Deputyship.id).where(
    Deputyship.office_id == bindparam("office"),
    or_(
        *(
            and_(moment <= bindparam("now"), moment > bindparam("before"))
            for moment in (Deputyship.begins_at, Deputyship.ends_at)
        )
    ),
)
