"""Polls as they stand."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from bot.domain.meetings.codes import write_code
from bot.domain.meetings.polls import Choice, PollFacts, PollSlot
from bot.domain.vocabulary import SessionStatus
from bot.services.meetings.facts import SESSIONS, session_of
from bot.services.owing.recipients import on_bot
from bot.storage.models import Activity, DatePoll, Office, Person, PollVote, Session

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection


def polls_of(connection: Connection, ids: Collection[int]) -> dict[int, PollFacts]:
    """Polls by id, with what was said."""
    if not ids:
        return {}
    said: dict[int, dict[int, dict[int, Choice]]] = defaultdict(lambda: defaultdict(dict))
    for row in connection.execute(_VOTES, {"ids": list(ids)}):
        said[row.poll_id][row.person_id][row.slot] = row.choice
    rows = connection.execute(_POLLS, {"ids": list(ids)}).all()
    everybody = sorted({one for row in rows for one in row.people})
    people = connection.execute(_NAMES, {"people": everybody}).all() if everybody else ()
    names: dict[int, str] = {row.id: row.name for row in people}
    reached = frozenset(row.id for row in people if row.reached)
    dates: dict[int, dict[str, PollSlot]] = defaultdict(dict)
    for row in connection.execute(_DATES, {"ids": list(ids)}):
        one = session_of(row)
        dates[row.poll_id][one.code] = PollSlot(one.starts_at, one.ends_at, one.open_end)
    return {row.id: _poll_facts(row, names, reached, said[row.id], dates[row.id]) for row in rows}


def _poll_facts(
    row: Any,
    names: dict[int, str],
    reached: frozenset[int],
    said: dict[int, dict[int, Choice]],
    dates: Mapping[str, PollSlot],
) -> PollFacts:
    return PollFacts(
        row.id,
        row.office_id,
        write_code(row.code, row.plan_year, in_force=row.in_force),
        row.short_title,
        row.place,
        ZoneInfo(row.timezone),
        tuple(
            PollSlot(datetime.fromisoformat(starts), datetime.fromisoformat(ends), open_end)
            for starts, ends, open_end in row.slots
        ),
        {one: names[one] for one in row.people if one in names},
        # What those said who are asked no more is kept, should they be again.
        {one: choices for one, choices in said.items() if one in set(row.people)},
        row.chosen,
        dates=dates,
        reached=reached.intersection(row.people),
    )


_POLLS = (
    select(
        DatePoll.id,
        DatePoll.office_id,
        DatePoll.slots,
        DatePoll.place,
        DatePoll.people,
        DatePoll.chosen,
        Activity.code,
        Activity.plan_year,
        Activity.in_force,
        Activity.short_title,
        Office.timezone,
    )
    .join(Activity, Activity.id == DatePoll.activity_id)
    .join(Office, Office.id == DatePoll.office_id)
    .where(DatePoll.id.in_(bindparam("ids", expanding=True)))
)
_DATES = (
    SESSIONS.add_columns(DatePoll.id.label("poll_id"))
    .join(DatePoll, DatePoll.activity_id == Session.activity_id)
    .where(
        DatePoll.id.in_(bindparam("ids", expanding=True)),
        Session.status == SessionStatus.SCHEDULED,
        Session.created_at >= DatePoll.asked_at,
    )
    .order_by(Session.starts_at, Session.id)
)
_VOTES = select(PollVote.poll_id, PollVote.person_id, PollVote.slot, PollVote.choice).where(
    PollVote.poll_id.in_(bindparam("ids", expanding=True))
)
_NAMES = select(Person.id, Person.name, on_bot().label("reached")).where(
    Person.id.in_(bindparam("people", expanding=True))
)
