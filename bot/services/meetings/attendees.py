"""Whom a session invites of its activity's audience: people by name, and kecamatan where it is one of several batches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, update

from bot.domain.invitations.answers import closed_because
from bot.domain.invitations.audience import parse_audience
from bot.domain.invitations.selection import ALL, kept_apart, left_out, split, with_batch_again, with_list
from bot.domain.meetings.codes import Code, read_code, spellings
from bot.domain.office.districts import DistrictNames
from bot.domain.people.names.alike import is_part_of_name
from bot.domain.refusals import Refusal
from bot.services import audit
from bot.services.access import require_manager
from bot.services.invitations.facts import invitations_to
from bot.services.meetings import turning
from bot.services.meetings.changeable import open_session
from bot.services.meetings.clashing import in_office
from bot.services.meetings.facts import find_session, hold_activities_of, locked_session
from bot.services.owing.owe import invite_now
from bot.services.owing.reconciling import reconcile, upcoming
from bot.services.owing.saying_again import say_to_all_again
from bot.services.owing.withdrawing import heard
from bot.services.people.registration import roster, roster_on
from bot.storage.models import AuditEntry, District, Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.domain.invitations.facts import InvitationFacts
    from bot.domain.invitations.selection import Selection
    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context
    from bot.services.owing.reconciling import Reach


@dataclass(frozen=True, slots=True)
class Batch:
    """A session with the names of its kecamatan, and how many of these are invited."""

    session: SessionFacts
    districts: tuple[str, ...]
    people: int


async def named(ctx: Context, actor: PersonFacts, part: str, day: date) -> list[PersonFacts]:
    """Whose name has what was typed in it, of those in office on the day of the session."""
    require_manager(actor)
    in_office = await roster_on(ctx, actor.office_id, {day})
    return [one for one in in_office[day] if is_part_of_name(part, one.name)]


async def reached(ctx: Context, actor: PersonFacts, session_id: int, person_id: int) -> InvitationFacts | None:
    """The invitation of somebody who knows of it, or answered it; None of whoever can be left out without a word."""
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> InvitationFacts | None:
        facts = find_session(connection, actor.office_id, session_id, now)
        _refuse_if_begun(facts, now)
        known = heard(connection, facts.id).get(person_id)
        told = known is not None and known.counts_on is not None
        invited = invitations_to(connection, [facts], person_ids=[person_id])
        return next((one for one in invited if told or one.answer is not None or one.came_at is not None), None)

    return await ctx.db.query(_unit)


async def change(
    ctx: Context, actor: PersonFacts, session_id: int, person_id: int, *, invited: bool
) -> tuple[SessionFacts, PersonFacts, Reach]:
    """Invite somebody besides the audience, or leave somebody of it out; whoever it concerns is told."""
    require_manager(actor)
    now = ctx.clock.now()
    person = next((one for one in await roster(ctx, actor.office_id) if one.id == person_id), None)
    if person is None:
        raise Refusal("refused-stale-button")

    def _unit(connection: Connection) -> tuple[SessionFacts, Reach]:
        facts = open_session(connection, actor, find_session(connection, actor.office_id, session_id, now).code, now)
        _refuse_if_begun(facts, now)
        chosen = facts.selection.adding(person_id) if invited else facts.selection.removing(person_id)
        if chosen != facts.selection:
            _keep(connection, facts, chosen)
            audit.record_act(
                connection, actor, now, "session.attendees", f"session:{facts.id}", name=person.name, invited=invited
            )
        facts = locked_session(connection, facts.id)
        reach = reconcile(connection, facts, now)
        turning.invites_others(connection, actor.office_id, {facts.id}, now)
        return facts, reach

    facts, reach = await ctx.db.transact(_unit)
    return facts, person, reach


def _refuse_if_begun(facts: SessionFacts, now: datetime) -> None:
    if facts.starts_at <= now:
        raise Refusal("refused-invited-closed", code=facts.code, why=closed_because(facts.status, facts.ends_at, now))


async def batches(
    ctx: Context, actor: PersonFacts, activity_code: str, wanted: tuple[str, Sequence[str]] | None = None
) -> list[Batch]:
    """How the kecamatan would be divided among the coming sessions of an activity; writes nothing.

    `wanted` are the kecamatan that one session (by its code) is to have; the others stay where they are, as far as can be.
    """
    require_manager(actor)
    now = ctx.clock.now()
    return await ctx.db.query(
        lambda connection: [
            Batch(
                facts,
                tuple(name for id_, name, _ in rows if id_ in districts),
                sum(n for id_, _, n in rows if id_ in districts),
            )
            for rows, halves in [_halves(connection, actor, activity_code, now, wanted)]
            for facts, districts in halves
        ]
    )


async def divide(
    ctx: Context, actor: PersonFacts, activity_code: str, wanted: tuple[str, Sequence[str]] | None = None
) -> list[tuple[SessionFacts, Reach]]:
    """Divide them so; whoever changes batch hears of both. Of a single session that is left, everybody is invited."""
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[tuple[SessionFacts, Reach]]:
        hold_activities_of(connection, [one.id for one in _of_activity(connection, actor, activity_code, now)])
        _, halves = _halves(connection, actor, activity_code, now, wanted)
        halves = sorted(halves, key=lambda half: half[0].id)
        locked = [locked_session(connection, found.id) for found, _ in halves]
        wanted_of = [districts if len(halves) > 1 else None for _, districts in halves]
        selections = kept_apart([one.selection.of(of) for one, of in zip(locked, wanted_of, strict=True)])
        divided = [
            _divide(connection, actor, facts, chosen, now) for facts, chosen in zip(locked, selections, strict=True)
        ]
        for facts, _ in divided:
            # Nobody reads that they need not come to the one before they are asked to the other.
            invite_now(connection, facts, now)
        turning.divided(connection, actor.office_id, divided[0][0].activity_code, now)
        turning.invites_others(connection, actor.office_id, {facts.id for facts, _ in divided}, now)
        return divided

    return await ctx.db.transact(_unit)


async def left_without(ctx: Context, actor: PersonFacts, gone: SessionFacts) -> list[str]:
    """The kecamatan that no session of the activity invites once one of its batches is off; none where it was no batch."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> list[str]:
        if gone.selection.districts is None:
            return []
        others = [
            one.selection for one in _of_activity(connection, actor, gone.activity_code, now) if one.id != gone.id
        ]
        left = left_out(gone.selection, others)
        return [row.name for row in connection.execute(_DISTRICTS, {"office": actor.office_id}) if row.id in left]

    return await ctx.db.query(_unit)


def take_back(connection: Connection, actor: PersonFacts, back: SessionFacts, now: datetime) -> SessionFacts:
    """A batch takes place after all: what was divided among the others since it was called off is its own again."""
    if back.selection.districts is None:
        return back
    values = {"office": back.office_id, "subject": f"session:{back.id}"}
    since = set(connection.execute(_DIVIDED_SINCE, values).scalars())
    others = [
        locked_session(connection, one.id)
        for one in sorted(_of_activity(connection, actor, back.activity_code, now), key=lambda one: one.id)
        if one.id != back.id and (one.selection.districts is not None or f"session:{one.id}" in since)
    ]
    everywhere = frozenset(row.id for row in connection.execute(_DISTRICTS, {"office": back.office_id}))
    chosen, own = with_batch_again([one.selection for one in others], back.selection, everywhere)
    for one, selection in zip(others, chosen, strict=True):
        _divide(connection, actor, one, selection, now)
    _keep(connection, back, own)
    return locked_session(connection, back.id)


def _divide(
    connection: Connection, actor: PersonFacts, facts: SessionFacts, chosen: Selection, now: datetime
) -> tuple[SessionFacts, Reach]:
    """Invite those chosen; whoever it concerns is told."""
    if chosen != facts.selection:
        _keep(connection, facts, chosen)
        districts = None if chosen.districts is None else sorted(chosen.districts)
        audit.record_act(connection, actor, now, "session.batches", f"session:{facts.id}", districts=districts)
    after = locked_session(connection, facts.id)
    reach = reconcile(connection, after, now)
    if (chosen.districts is None) is not (facts.selection.districts is None):
        # Whoever stays may ask for another batch from now on, or not any more.
        say_to_all_again(connection, facts.id, now)
    return after, reach


def _of_activity(connection: Connection, actor: PersonFacts, activity_code: str, now: datetime) -> list[SessionFacts]:
    """Its sessions that have not begun, whichever way the code is written."""
    code = read_code(activity_code)
    names = {Code(name, code.year) for name in spellings(code.activity)}
    return [
        one
        for one in upcoming(connection, actor.office_id, now)
        if one.starts_at > now and read_code(one.activity_code) in names
    ]


def _halves(
    connection: Connection,
    actor: PersonFacts,
    activity_code: str,
    now: datetime,
    wanted: tuple[str, Sequence[str]] | None,
) -> tuple[Sequence[tuple[int, str, int]], list[tuple[SessionFacts, frozenset[int]]]]:
    """The office's kecamatan (id, name, how many are invited), and which of them each coming session would have."""
    held = _of_activity(connection, actor, activity_code, now)
    if not held:
        raise Refusal("refused-no-sessions", code=activity_code[:40])
    rule = parse_audience(held[0].audience)
    people = [one for one in in_office(connection, actor.office_id, held[0].day) if ALL.invites(rule, one)]
    rows = [
        (id_, name, sum(one.district_id == id_ for one in people))
        for id_, name in connection.execute(_DISTRICTS, {"office": actor.office_id})
    ]
    if len(rows) < len(held):
        raise Refusal("refused-batches", count=len(held))
    even = split([(id_, size) for id_, _, size in rows], len(held))
    return rows, list(zip(held, even if wanted is None else _listed(held, rows, even, *wanted), strict=True))


def _listed(
    held: Sequence[SessionFacts],
    rows: Sequence[tuple[int, str, int]],
    even: list[frozenset[int]],
    session_code: str,
    names: Sequence[str],
) -> list[frozenset[int]]:
    """Batches as they are (as even as can be where they are none yet), with the named kecamatan in one of them."""
    wanted = read_code(session_code).number
    number = next((place for place, one in enumerate(held) if read_code(one.code).number == wanted), None)
    if number is None:
        raise Refusal("refused-unknown-batch", given=session_code[:40], codes=", ".join(one.code for one in held))
    ids = {name: id_ for id_, name, _ in rows}
    known = DistrictNames(ids)
    found = []
    for name in names:
        meant = known.meant(name)
        if len(meant) != 1:
            raise known.unknown(name)
        found.append(ids[meant[0]])
    standing = [one.selection.districts for one in held]
    batches = [one for one in standing if one is not None]
    all_of_them = sorted(district for batch in batches for district in batch) == sorted(id_ for id_, _, _ in rows)
    return with_list(batches if len(batches) == len(held) and all_of_them else even, number, frozenset(found))


def _keep(connection: Connection, facts: SessionFacts, chosen: Selection) -> None:
    connection.execute(update(Session).where(Session.id == facts.id).values(selection=chosen.to_json()))


_DIVIDED_SINCE = select(AuditEntry.subject).where(
    AuditEntry.office_id == bindparam("office"),
    AuditEntry.action == "session.batches",
    AuditEntry.id
    > select(func.max(AuditEntry.id))
    .where(AuditEntry.subject == bindparam("subject"), AuditEntry.action == "session.cancel")
    .scalar_subquery(),
)
_DISTRICTS = select(District.id, District.name).where(District.office_id == bindparam("office")).order_by(District.code)
