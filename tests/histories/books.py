"""What must hold of the books whatever people did: totals, seats, check-ins and the ledger, seen from every side."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from bot.domain.door.checkin import Punctuality, punctuality
from bot.domain.ledger import Purpose, State
from bot.domain.recap.facts import Query, Recap, View
from bot.domain.recap.figures import Counts, answer_minutes, median_minutes, total
from bot.domain.recap.spans import Span, SpanUnit
from bot.domain.vocabulary import OFFICE_DIVISIONS, Answer
from bot.services.recap import national_recap, period_recap, session_recap
from bot.storage.models import AuditEntry, Delivery, Invitation
from tests.histories.world import WIB

if TYPE_CHECKING:
    from typing import Any

    from bot.domain.people.facts import PersonFacts
    from bot.domain.recap.session import SessionRecap
    from tests.histories.world import Held, World

_FIELDS = {Answer.ATTENDING: "attending", Answer.EXCUSED: "excused", Answer.SUBSTITUTED: "substituted", None: "silent"}
_YEAR = date(2023, 1, 1)


def check_rows(world: World) -> None:
    """What is stored is what people did, nobody is there twice, and nothing is owed to who is not concerned."""
    stored = {(row.session_id, row.person_id): row for row in world.rows(Invitation)}
    assert {key: _standing(row) for key, row in stored.items()} == {
        key: (one.answer, one.substitute, one.guest, one.behalf, one.came) for key, one in world.invitations.items()
    }
    of_days = {key for key in world.invitations if len(world.sessions[key[0]].days()) > 1}
    assert world.arrivals() == {key: one.on for key, one in world.invitations.items() if key in of_days and one.on}
    for row in stored.values():
        assert (row.seat_since is not None) == (row.answer in (Answer.ATTENDING, Answer.SUBSTITUTED))
    there = Counter(
        (row.session_id, row.substitute_id if row.substitute_came else row.person_id)
        for row in stored.values()
        if row.checked_in_at is not None and not (row.substitute_came and row.guest_name)
    )
    # Nobody came twice, and it is known who it was.
    assert not [key for key, many in there.items() if many > 1 or key[1] is None]
    own = Counter(row.subject for row in world.rows(AuditEntry) if row.action == "check_in")
    # Taken back by a clerk, or by a move of the session.
    back = Counter(
        row.subject for row in world.rows(AuditEntry) if row.action in ("check_in.clerk", "check_in.forgotten")
    )
    sessions = {f"invitation:{row.id}": row.session_id for row in stored.values()}
    for subject, many in own.items():
        held = world.sessions[sessions[subject]]
        assert many <= held.most_days * (1 + back[subject] + back[f"session:{held.id}"])
    assert world.wrongly_said == []
    for row in world.rows(Delivery):
        if row.state is State.PENDING and row.person_id is not None:
            assert not world.is_wrong(row.session_id, row.person_id, row.purpose), (row.purpose, row.person_id)
            held = world.sessions[row.session_id]
            assert not held.cancelled or row.purpose is Purpose.CANCELLED, row.purpose


def _standing(row: Any) -> tuple[Any, ...]:
    came = None if row.checked_in_at is None else (row.checked_in_at, row.check_in_how, row.substitute_came)
    return row.answer, row.substitute_id, row.guest_name, row.answered_by, came


def check_recaps(world: World, turn: int) -> None:
    """Every recap is a count of the raw rows, and they agree with each other."""
    head = world.heads[0]
    raw = _raw_counts(world)
    for held in world.sessions.values():
        _check_session(world, head, held, raw.get(held.id, {}))
    months = {Span.of(SpanUnit.MONTH, held.starts.astimezone(WIB).date()) for held in world.sessions.values()}
    by_month = {month: _check_period(world, head, month, raw, turn) for month in sorted(months, key=_first)}
    year = _period(world, head, Query(View.OFFICE, Span(SpanUnit.YEAR, _YEAR)))
    assert year.total == total(recap.total for recap in by_month.values())
    assert dict(year.months) == {month: recap.total for month, recap in by_month.items() if recap.scheduled}


def _raw_counts(world: World) -> dict[int, dict[int, Counts]]:
    """For each session not cancelled: person -> counts of the one invitation, straight from the rows."""
    rows = list(world.rows(Invitation))
    taken = {row.session_id for row in rows if row.checked_in_at is not None}
    found: dict[int, dict[int, Counts]] = {}
    for held in world.sessions.values():
        if held.cancelled:
            continue
        own = [row for row in rows if row.session_id == held.id]
        line = sorted((row.seat_since, row.id) for row in own if row.seat_since is not None)
        waiting = set() if held.seats is None else {number for _, number in line[held.seats :]}
        recorded = held.id in taken and held.ends <= world.now
        found[held.id] = {row.person_id: _counts(row, held, row.id in waiting, recorded) for row in own}
    return found


def _counts(row: Any, held: Held, waiting: bool, recorded: bool) -> Counts:
    fields = {_FIELDS[row.answer]: 1, "waiting": int(waiting)}
    coming = row.answer in (Answer.ATTENDING, Answer.SUBSTITUTED)
    if recorded and row.checked_in_at is not None:
        fields[Punctuality(punctuality(row.checked_in_at, held.begins_by(row.checked_in_at))).name.lower()] = 1
        fields["unannounced"] = int(not coming)
    elif recorded and coming:
        fields["waiting_away" if waiting else "no_show"] = 1
    elif recorded:
        fields["silent_away" if row.answer is None else "excused_away"] = 1
    return Counts(**fields)


def _check_session(world: World, head: PersonFacts, held: Held, raw: dict[int, Counts]) -> None:
    recap: SessionRecap = world.run(session_recap(world.ctx, head, held.id))
    counts = recap.tally
    assert counts.attending + counts.excused + counts.substituted + counts.silent == counts.invited
    assert counts.invited == len(world.of_session(held))
    assert total(part for _, part in recap.districts) == counts
    if held.cancelled:
        return
    assert counts == total(raw.values())
    assert recap.recorded == (counts.recorded > 0)
    assert counts.recorded in (0, counts.invited)
    if held.seats is not None:
        assert counts.seated <= held.seats
        assert not counts.waiting or counts.seated == held.seats
    assert recap.arrived == sum(one.came is not None for one in world.of_session(held).values())


def _check_period(world: World, head: PersonFacts, month: Span, raw: dict[int, dict[int, Counts]], turn: int) -> Recap:
    recap = _period(world, head, Query(View.OFFICE, month))
    of_month = {
        held.id: raw.get(held.id, {})
        for held in world.sessions.values()
        if Span.of(SpanUnit.MONTH, held.starts.astimezone(WIB).date()) == month
    }
    whole = total(one for session in of_month.values() for one in session.values())
    assert recap.total == whole
    assert {line.session.id: line.counts for line in recap.sessions} == {
        session_id: total(session.values()) for session_id, session in of_month.items()
    }
    for parts in (
        [line.counts for line in recap.districts],
        [line.counts for line in recap.people],
        [counts for _, counts in recap.divisions],
        [counts for _, counts in recap.months],
    ):
        assert total(parts) == whole
    national = world.run(national_recap(world.ctx, month, WIB))
    assert [(line.sessions, line.counts) for line in national.offices] == [(recap.scheduled, whole)]
    assert national.minutes == recap.minutes == _minutes(world, of_month)
    _check_parts(world, head, month, recap, turn)
    return recap


def _minutes(world: World, of_month: dict[int, dict[int, Counts]]) -> int | None:
    return median_minutes(
        Counter(
            answer_minutes(row.created_at, row.first_answered_at)
            for row in world.rows(Invitation)
            if of_month.get(row.session_id) and row.answer is not None
        )
    )


def _check_parts(world: World, head: PersonFacts, month: Span, recap: Recap, turn: int) -> None:
    """A kecamatan, a person and a division asked for alone is the line of it in the whole; one of each, in turn."""
    if recap.districts:
        line = recap.districts[turn % len(recap.districts)]
        alone = _period(world, head, Query(View.DISTRICT, month, str(line.id)))
        assert alone.total == line.counts == total(one.counts for one in alone.people)
        person = recap.people[turn % len(recap.people)]
        assert _period(world, head, Query(View.PERSON, month, str(person.id))).total == person.counts
    division = OFFICE_DIVISIONS[turn % 2]
    alone = _period(world, head, Query(View.DIVISION, month, division.value))
    assert alone.total == dict(recap.divisions).get(division, Counts())


def _period(world: World, head: PersonFacts, query: Query) -> Recap:
    return world.run(period_recap(world.ctx, head, query))


def _first(span: Span) -> Any:
    return span.first
