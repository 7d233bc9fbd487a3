"""Whoever is told of somebody who deputises, and what is kept of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.ledger import Purpose
from bot.domain.office.deputies import Deputy
from bot.services import audit
from bot.services.office.deputies.deputyships import CHATS
from bot.services.owing.owe import Owed, owe
from bot.storage.database import mark_owed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.people.facts import PersonFacts
    from bot.domain.timing import Due


def tell_of_deputy(
    connection: Connection, actor: PersonFacts, one: Deputy, moments: Iterable[tuple[str, Due]], now: datetime
) -> None:
    """The deputy; that it is over by itself both of them, and so whatever an admin does for the head.

    To the deputy the first word is of use until the day before the first day, which says it too.
    """
    dues = dict(moments)
    first_words = {"named": replace(dues["named"], until=dues["soon"].at)} if "soon" in dues else {}
    by_other = actor.id != one.head_id
    values = {"people": [one.head_id, one.deputy_id], "today": now.astimezone(one.zone).date()}
    chats = {row.id: row.chat_id for row in connection.execute(CHATS, values)}
    until = one.ends_at.isoformat()
    owe(
        connection,
        [
            Owed(
                Purpose.DEPUTY,
                chats[person_id],
                first_words.get(what, due) if person_id == one.deputy_id else due,
                one.office_id,
                person_id,
                occurrence=f"{one.id}:{what}",
                facts={"deputy": one.id, "what": what, "until": until} | ({"by": actor.name} if by_other else {}),
            )
            for what, due in dues.items()
            for person_id in (
                (one.deputy_id, one.head_id)
                if what == "over" or (by_other and what in ("named", "ended"))
                else (one.deputy_id,)
            )
            if person_id in chats
        ],
        now,
    )
    mark_owed(connection, "menus")
    mark_owed(connection, "steps")


def note_deputy(connection: Connection, actor: PersonFacts, one: Deputy, action: str, now: datetime) -> None:
    """The audit entry."""
    audit.record_act(
        connection,
        actor,
        now,
        action if one.head_id == actor.id else f"{action}_for",
        f"person:{one.deputy_id}",
        head=one.head,
        first=one.first.isoformat(),
        last=one.last.isoformat(),
    )
