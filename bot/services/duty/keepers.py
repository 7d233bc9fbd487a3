"""What the head of a secretariat is told of its rota: on Mondays who is on duty, and a week ahead what is wrong with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam

from bot.domain.duty.shifts import week_due
from bot.domain.ledger import Purpose
from bot.domain.vocabulary import Position
from bot.services.owing.owe import Owed, owe
from bot.services.owing.recipients import reachable_on, recipients
from bot.storage.models import Person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from bot.domain.duty.facts import RotaFacts


def owe_keepers(
    connection: Connection, office_id: int, found: Mapping[int, RotaFacts], today: date, now: datetime
) -> int:
    """Owe the week's rota (on Mondays, of secretariats with a rule) and what is newly wrong from today on for a week.

    Of an imported rota too: who left office or is on leave stays in its lines.
    """
    reasons = {one: _reasons(rota, today) for one, rota in found.items()}
    if not any(reasons.values()):
        return 0
    keepers = keepers_of(connection, office_id, today)
    owed = []
    for district_id, purposes in reasons.items():
        due = week_due(today, now, found[district_id].zone)
        facts = {"kecamatan": district_id}
        for person_id, chat_id in keepers.get(district_id, ()):
            for purpose, occurrence in purposes:
                owed.append(Owed(purpose, chat_id, due, office_id, person_id, occurrence=occurrence, facts=facts))
    return owe(connection, [one for one in owed if one.due.at < one.due.until], now)


def _reasons(rota: RotaFacts, today: date) -> list[tuple[Purpose, str]]:
    found = []
    if today.weekday() == 0 and rota.turns and rota.rule is not None:
        found.append((Purpose.DUTY_WEEK, f"{rota.district_id}:{today:%Y%m%d}"))
    flaws = [flaw for flaw in rota.flaws if flaw.day >= today]
    if flaws:
        # Once for each that is new: how far they reach and how many there are tells them apart.
        found.append((Purpose.DUTY_FLAW, f"{rota.district_id}:{flaws[-1].day:%Y%m%d}:{len(flaws)}"))
    return found


_KEEPERS = (
    recipients(reachable_on(bindparam("today")))
    .add_columns(Person.district_id, Person.position)
    .where(
        Person.office_id == bindparam("office"),
        Person.position.in_((Position.SECRETARIAT_HEAD, Position.DISTRICT_CHAIR)),
        Person.district_id.is_not(None),
    )
)


def keepers_of(connection: Connection, office_id: int, today: date) -> dict[int, list[tuple[int, int]]]:
    """By kecamatan the heads of the secretariat with their chats, or the chair where none is on Telegram."""
    found: dict[int, dict[Position, list[tuple[int, int]]]] = {}
    for row in connection.execute(_KEEPERS, {"office": office_id, "today": today}):
        found.setdefault(row.district_id, {}).setdefault(row.position, []).append((row.id, row.chat_id))
    return {
        district_id: of_kind.get(Position.SECRETARIAT_HEAD) or of_kind[Position.DISTRICT_CHAIR]
        for district_id, of_kind in found.items()
    }
