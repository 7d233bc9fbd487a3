"""What the head of a secretariat is told of its rota: on Mondays who is on duty, and a week ahead what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.domain.duty.shifts import week_due
from bot.domain.ledger import Purpose, State
from bot.domain.vocabulary import Position
from bot.services.owing.owe import Owed, owe
from bot.services.owing.recipients import reachable_on, recipients
from bot.storage.models import Delivery, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection

    from bot.domain.duty.facts import RotaFacts


def owe_keepers(
    connection: Connection, office_id: int, found: Mapping[int, RotaFacts], today: date, now: datetime
) -> int:
    """Owe the week's rota (on Mondays, of secretariats with a rule) and what is newly wrong from today on for a week.

    Of an imported rota too: who left office or is on leave stays in its lines. So is who is on duty and cannot be written to:
    somebody has to ring them.
    """
    wrong = {one: [flaw.key for flaw in rota.flaws if flaw.day >= today] for one, rota in found.items()}
    unreached = {one: _unreached(rota, today) for one, rota in found.items()}
    of_week = {one for one, rota in found.items() if today.weekday() == 0 and rota.turns and rota.rule is not None}
    if not of_week and not any(wrong.values()) and not any(unreached.values()):
        return 0
    keepers = keepers_of(connection, office_id, today)
    told = _told(
        connection,
        [
            one
            for district, keys in wrong.items()
            if keys or unreached[district]
            for one, _ in keepers.get(district, ())
        ],
        now,
    )
    owed = []
    for district_id, keys in wrong.items():
        due = week_due(today, now, found[district_id].zone)
        occurrence = f"{district_id}:{today:%Y%m%d}"
        for person_id, chat_id in keepers.get(district_id, ()):
            to = partial(Owed, chat_id=chat_id, due=due, office_id=office_id, person_id=person_id)
            if district_id in of_week:
                owed.append(to(Purpose.DUTY_WEEK, occurrence=occurrence, facts={"kecamatan": district_id}))
            known = told.get(person_id, set())
            if new := [key for key in keys if key not in known]:
                facts = {"kecamatan": district_id, "flaws": new}
                # How many they know of tells apart what comes on one day.
                owed.append(to(Purpose.DUTY_FLAW, occurrence=f"{occurrence}:{len(known)}", facts=facts))
            if new := [key for key in unreached[district_id] if key not in known]:
                facts = {"kecamatan": district_id, "unreached": new}
                owed.append(to(Purpose.DUTY_FLAW, occurrence=f"{occurrence}:u{len(known)}", facts=facts))
    return owe(connection, [one for one in owed if one.due.at < one.due.until], now)


def _unreached(rota: RotaFacts, today: date) -> list[str]:
    """By which it is known again who cannot be written to: once a while, and on the morning of each shift."""
    return [
        f"{turn.day:%Y%m%d}:{turn.person}" if turn.day == today else f"{turn.person}"
        for turn in rota.unreached(today, today + _WEEK)
    ]


def _told(connection: Connection, people: Collection[int], now: datetime) -> dict[int, set[str]]:
    """By person what they were told of, or will be; what could not be told in its day is not among it."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for row in connection.execute(_TOLD, {"people": list(people), "since": now - _LONGEST}) if people else ():
        found[row.person_id] |= {*row.facts.get("flaws", ()), *row.facts.get("unreached", ())}
    return found


_WEEK = timedelta(days=7)
# A flaw is told of a week ahead.
_LONGEST = timedelta(days=10)
_TOLD = select(Delivery.person_id, Delivery.facts).where(
    Delivery.person_id.in_(bindparam("people", expanding=True)),
    Delivery.purpose == Purpose.DUTY_FLAW,
    Delivery.created_at >= bindparam("since"),
    Delivery.state.in_((State.PENDING, State.SENDING, State.SENT)),
)
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
