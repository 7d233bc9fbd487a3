"""What the head of a secretariat is told of its rota: on Mondays who is on duty, and a week ahead what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from bot.domain.duty.rota import Flaw, watches
from bot.domain.duty.shifts import shift_ends, week_due
from bot.domain.ledger import Purpose, State
from bot.domain.night import not_at_night
from bot.domain.timing import Due
from bot.domain.vocabulary import Position
from bot.services.duty.shifts import IN_ROTA, OF_SHIFT
from bot.services.duty.turns import rotas
from bot.services.owing.owe import Owed, owe
from bot.services.owing.recipients import reachable_on, recipients
from bot.storage.models import Delivery, DutyReport, DutyShift, Office, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection

    from bot.domain.duty.facts import RotaFacts
    from bot.domain.people.facts import PersonFacts


def owe_keepers(
    connection: Connection, office_id: int, found: Mapping[int, RotaFacts], today: date, now: datetime
) -> int:
    """Owe the week's rota (on Mondays, of secretariats with a rule) and what is newly wrong from today on for a week.

    Of an imported rota too: who left office or is on leave stays in its lines. So is who is on duty and cannot be written to:
    somebody has to ring them. Where something is newly wrong the week after is told along, and on a Monday with the rota; that
    nobody serves today is told on the morning, whoever knew it.
    """
    wrong = {one: [flaw.key for flaw in rota.flaws if flaw.day >= today] for one, rota in found.items()}
    unreached = {one: _unreached(rota, today) for one, rota in found.items()}
    alone = {one: _alone(rota, today, now) for one, rota in found.items()}
    of_week = {one for one, rota in found.items() if today.weekday() == 0 and rota.turns and rota.rule is not None}
    if not of_week and not any(wrong.values()) and not any(unreached.values()):
        return 0
    keepers = keepers_of(connection, office_id, today)
    told = _told(
        connection,
        [
            one
            for district, keys in wrong.items()
            if keys or unreached[district] or district in of_week
            for one, _ in keepers.get(district, ())
        ],
        now,
    )

    def _is_new(district_id: int) -> bool:
        people = [told.get(one, _Known()) for one, _ in keepers.get(district_id, ())]
        return any(key not in one.keys for one in people for key in (*wrong[district_id], *alone[district_id]))

    if any(map(_is_new, wrong)):
        later = rotas(connection, office_id, today, today + 2 * _WEEK)
        wrong = {one: [flaw.key for flaw in later[one].flaws] if _is_new(one) else keys for one, keys in wrong.items()}
    owed = []
    for district_id, keys in wrong.items():
        due = week_due(today, now, found[district_id].zone)
        occurrence = f"{district_id}:{today:%Y%m%d}"
        for person_id, chat_id in keepers.get(district_id, ()):
            to = partial(Owed, chat_id=chat_id, due=due, office_id=office_id, person_id=person_id)
            known = told.get(person_id, _Known())
            facts: dict[str, Any] = {"kecamatan": district_id}
            today_alone = [key for key in alone[district_id] if key not in known.keys]
            new = [key for key in keys if key not in known.keys or f"{key}{_TODAY}" in today_alone]
            if new:
                facts |= {"flaws": new, "today": today_alone}
            if district_id in of_week:
                owed.append(to(Purpose.DUTY_WEEK, occurrence=occurrence, facts=facts))
            if new and (district_id not in of_week or (district_id, today) in known.weeks):
                # How many they know of tells apart what comes on one day.
                owed.append(to(Purpose.DUTY_FLAW, occurrence=f"{occurrence}:{len(known.keys)}", facts=facts))
            if new := [key for key in unreached[district_id] if key not in known.keys]:
                facts = {"kecamatan": district_id, "unreached": new}
                owed.append(to(Purpose.DUTY_FLAW, occurrence=f"{occurrence}:u{len(known.keys)}", facts=facts))
    return owe(connection, [one for one in owed if one.due.at < one.due.until], now)


def _alone(rota: RotaFacts, today: date, now: datetime) -> list[str]:
    """By which it is known again that nobody at all serves in hours of today that are not over."""
    return [
        f"{Flaw('gap', today, turn.shift, None).key}{_TODAY}"
        for watch in watches(rota.between(today, today))
        if all(turn.person is None for turn in watch)
        for turn in watch[:1]
        if now < shift_ends(today, turn.shift, rota.zone)
    ]


def _unreached(rota: RotaFacts, today: date) -> list[str]:
    """By which it is known again who cannot be written to: once a while, and on the morning of each shift."""
    return [
        f"{turn.day:%Y%m%d}:{turn.person}" if turn.day == today else f"{turn.person}"
        for turn in rota.unreached(today, today + _WEEK)
    ]


@dataclass(slots=True)
class _Known:
    """What somebody was told of, or will be, by its keys; and of which kecamatan the week's rota, by the day."""

    keys: set[str] = field(default_factory=set)
    weeks: set[tuple[int, date]] = field(default_factory=set)


def _told(connection: Connection, people: Collection[int], now: datetime) -> dict[int, _Known]:
    """By person what they know; what could not be told in its day is not among it."""
    found: defaultdict[int, _Known] = defaultdict(_Known)
    for row in connection.execute(_TOLD, {"people": list(people), "since": now - _LONGEST}) if people else ():
        for kind in ("flaws", "unreached", "today"):
            found[row.person_id].keys.update(row.facts.get(kind, ()))
        if row.purpose is Purpose.DUTY_WEEK:
            zone = ZoneInfo(row.timezone)
            found[row.person_id].weeks.add((row.facts["kecamatan"], row.due_at.astimezone(zone).date()))
    return found


def tell_left(connection: Connection, person: PersonFacts, now: datetime) -> None:
    """Who is on duty today and owes its report has left the bot: the head of the secretariat reads so at once, by day."""
    today = now.astimezone(person.zone).date()
    if person.district_id is None:
        return
    shifts = connection.execute(_OWED, {"person": person.id, "today": today}).all()
    ends = max((shift_ends(row.day, row.shift, person.zone) for row in shifts), default=now)
    due = Due(not_at_night(now, person.zone), ends)
    owed = [
        Owed(
            Purpose.DUTY_FLAW,
            chat_id,
            due,
            person.office_id,
            keeper_id,
            occurrence=f"{person.district_id}:{today:%Y%m%d}:b{person.id}",
            facts={"kecamatan": person.district_id, "unreached": [f"{today:%Y%m%d}:{person.id}"]},
        )
        for keeper_id, chat_id in keepers_of(connection, person.office_id, today).get(person.district_id, ())
    ]
    if due.at < ends:
        owe(connection, owed, now)


_OWED = (
    select(DutyShift.day, DutyShift.shift)
    .outerjoin(DutyReport, OF_SHIFT & (DutyReport.nth == 1))
    .where(
        DutyShift.person_id == bindparam("person"),
        DutyShift.day == bindparam("today"),
        DutyReport.id.is_(None),
        IN_ROTA,
    )
)
# Said again on the day itself.
_TODAY = ":today"
_WEEK = timedelta(days=7)
# A flaw is told of two weeks ahead at most.
_LONGEST = timedelta(days=17)
_TOLD = (
    select(Delivery.person_id, Delivery.purpose, Delivery.facts, Delivery.due_at, Office.timezone)
    .join(Office, Office.id == Delivery.office_id)
    .where(
        Delivery.person_id.in_(bindparam("people", expanding=True)),
        Delivery.purpose.in_((Purpose.DUTY_FLAW, Purpose.DUTY_WEEK)),
        Delivery.created_at >= bindparam("since"),
        Delivery.state.in_((State.PENDING, State.SENDING, State.SENT)),
    )
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
