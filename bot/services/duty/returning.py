"""Whoever comes back into a kecamatan whose rule still has them: turns go on from what was served while they were elsewhere."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.services.duty.joining import takers
from bot.services.duty.turns import goes_by_rules
from bot.services.office.facts import zone_of
from bot.storage.models import DutyLeave, DutyRule
from bot.storage.upsert import insert_into

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.duty.facts import RotaFacts
    from bot.services.duty.joining import Takers


def note_absences(
    connection: Connection, office_id: int, before: Takers, rotas: Mapping[int, RotaFacts], now: datetime
) -> None:
    """Note that whom a roster has brought back took no turn until yesterday, where turns were written down that show it.

    Nothing else remembers it: computed as if they had been there all the time, turns would go on from what nobody served.
    """
    if all(rota.rule is None for rota in rotas.values()):
        return
    named = defaultdict[int, set[int]](set)
    for row in connection.execute(_RULES, {"office": office_id}):
        named[row.district_id].update(row.people)
    came = defaultdict[int, list[int]](list)
    for person, (_, district_id, _) in takers(connection, office_id, now).items():
        if person in named[district_id] and (person not in before or before[person][1] != district_id):
            came[district_id].append(person)
    yesterday = now.astimezone(zone_of(connection, office_id)).date() - timedelta(days=1)
    rows = [
        {"person_id": person, "first": yesterday, "last": yesterday, "made_at": now}
        for district_id, people in came.items()
        if not goes_by_rules(connection, office_id, district_id, yesterday)
        for person in people
    ]
    if rows:
        into = insert_into(connection.dialect.name, DutyLeave)
        connection.execute(into.on_conflict_do_nothing(index_elements=["person_id", "first"]), rows)


_RULES = select(DutyRule.district_id, DutyRule.people).where(DutyRule.office_id == bindparam("office"))
