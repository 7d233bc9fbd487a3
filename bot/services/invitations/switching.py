"""Tukar gelombang: somebody asks to change batch, a head decides, and whoever changes reads of both in one message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import aliased

from bot.domain.invitations.selection import changed_to
from bot.domain.invitations.switching import Filled, Switch
from bot.domain.ledger import Purpose, State
from bot.domain.refusals import Refusal
from bot.domain.timing import Due, announcement_due
from bot.domain.vocabulary import Answer, SessionStatus
from bot.services import audit
from bot.services.access import require_manager
from bot.services.invitations.late_changes import answering_for
from bot.services.meetings.facts import hold_activities_of, locked_session, sessions_by_id
from bot.services.owing.owe import MAY_BE_KNOWN, Owed, owe, speaks_from
from bot.services.owing.recipients import recipients, registered_on
from bot.services.owing.reconciling import reconcile, upcoming
from bot.storage.models import BatchSwitch, Delivery, District, Invitation, Person, Session

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.meetings.session_facts import SessionFacts
    from bot.domain.office.deputies import Deputy
    from bot.domain.people.facts import PersonFacts
    from bot.services.context import Context


_BY_A_HEAD: Mapping[str, int] = {}


async def choices(ctx: Context, actor: PersonFacts, session_id: int) -> tuple[SessionFacts, list[Filled], int | None]:
    """The actor's batch of the activity, the others with their seats, and the one they asked for already (its id)."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> tuple[SessionFacts, list[Filled], int | None]:
        own, others = _batches(connection, actor, session_id, now)
        asked = connection.execute(_OPEN, {"person": actor.id, "before": own.id}).scalar_one_or_none()
        return own, [_filled(connection, one) for one in others], asked

    return await ctx.db.query(_unit)


async def ask(ctx: Context, actor: PersonFacts, session_id: int, wanted: int) -> Switch:
    """The actor asks to change to batch `wanted`; the heads who answer for it are told. Asked again it is the last that counts."""
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Switch:
        own, others = _batches(connection, actor, session_id, now)
        if wanted not in {one.id for one in others}:
            raise Refusal("refused-stale-button")
        locked_session(connection, own.id)
        open_ = connection.execute(_OPEN_ID, {"person": actor.id, "before": own.id, "after": wanted}).scalar()
        if open_ is not None:
            return switches_by_id(connection, [open_])[open_]
        heads = answering_for(connection, own, now)
        if not heads:
            raise Refusal("refused-switch-nobody")
        connection.execute(_DROP, {"person": actor.id, "before": own.id})
        values = {"office_id": actor.office_id, "person_id": actor.id, "before_id": own.id, "after_id": wanted}
        made = insert(BatchSwitch).values(**values, asked_at=now).returning(BatchSwitch.id)
        number: int = connection.execute(made).scalar_one()
        due = _asked_of_heads(own, next(one for one in others if one.id == wanted), now)
        owe(connection, [_asked(own, number, row, due, str(number)) for row in heads], now)
        audit.record_act(connection, actor, now, "session.switch-asked", f"session:{own.id}", name=actor.name)
        return switches_by_id(connection, [number])[number]

    return await ctx.db.transact(_unit)


def hand_back(connection: Connection, deputy: Deputy, now: datetime) -> None:
    """What the deputy was asked and nobody has decided is the head's to decide, who was not asked. Idempotent."""
    values = {"head": deputy.head_id, "since": deputy.begins_at, "until": deputy.ends_at}
    asked = {int(facts["switch"]) for facts in connection.scalars(_ASKED_MEANWHILE, values)}
    waiting = [one for one in switches_by_id(connection, asked).values() if _waits(one, now)]
    today = now.astimezone(deputy.zone).date()
    chats = connection.execute(recipients(registered_on(today)).where(Person.id == deputy.head_id)).all()
    owe(
        connection,
        [
            _asked(
                one.before.session,
                one.id,
                row,
                _asked_of_heads(one.before.session, one.after.session, now),
                f"{one.id}:d{deputy.id}",
            )
            for one in waiting
            for row in chats
        ],
        now,
    )


def _waits(found: Switch, now: datetime) -> bool:
    """Whether nobody has decided, and both batches are yet to be."""
    both = found.before.session, found.after.session
    return found.agreed is None and all(one.status is SessionStatus.SCHEDULED and one.starts_at > now for one in both)


def _asked(own: SessionFacts, number: int, head: Any, due: Due, occurrence: str) -> Owed:
    """Request `number` of somebody of the batch `own`, to a head."""
    return Owed(
        Purpose.SWITCH_ASKED,
        head.chat_id,
        due,
        own.office_id,
        head.id,
        own.id,
        revision=own.revision,
        occurrence=occurrence,
        facts={"switch": number},
    )


def _asked_of_heads(before: SessionFacts, after: SessionFacts, now: datetime) -> Due:
    starts = min(before.starts_at, after.starts_at)
    return Due(announcement_due(starts, now, before.zone), starts)


async def decide(ctx: Context, actor: PersonFacts, number: int, *, agreed: bool) -> Switch:
    """A head's word on a request; the first one counts. Whoever asked is told: of both batches in one message."""
    require_manager(actor)
    now = ctx.clock.now()

    def _unit(connection: Connection) -> Switch:
        found = switches_by_id(connection, [number]).get(number)
        if found is None or found.office_id != actor.office_id:
            raise Refusal("refused-stale-button")
        hold_activities_of(connection, [found.before.session.id])
        batches = sorted(_siblings(connection, found.before.session, now), key=lambda one: one.id)
        found = switches_by_id(connection, [number])[number]
        if found.agreed is not None:
            return found
        before, after = found.before.session.id, found.after.session.id
        places = {one.id: at for at, one in enumerate(batches)}
        both = [one for one in batches if one.id in (before, after) and one.selection.districts is not None]
        if len(both) < len((before, after)) or not _is_invited(connection, before, found.person_id):
            raise Refusal("refused-switch-over")
        connection.execute(_DECIDE, {"of": number, "agreed_": agreed, "who": actor.id, "at": now})
        if agreed:
            _change(connection, batches, (places[before], places[after]), found, now)
        else:
            _tell_refused(connection, found, now)
        audit.record_act(
            connection,
            actor,
            now,
            "session.switched" if agreed else "session.switch-refused",
            f"session:{before}",
            name=found.name,
            after=found.after.session.code,
        )
        return switches_by_id(connection, [number])[number]

    return await ctx.db.transact(_unit)


def switches_by_id(connection: Connection, ids: Collection[int]) -> dict[int, Switch]:
    """Requests by id, with how full both batches are."""
    rows = connection.execute(_SWITCHES, {"ids": list(ids)}).all() if ids else []
    sessions = sessions_by_id(connection, {one for row in rows for one in (row.before_id, row.after_id)})
    filled = {id_: _filled(connection, one) for id_, one in sessions.items()}
    return {
        row.id: Switch(
            row.id,
            row.office_id,
            row.person_id,
            row.name,
            row.district or "",
            filled[row.before_id],
            filled[row.after_id],
            row.agreed,
            row.decided_by or "",
        )
        for row in rows
    }


def _change(
    connection: Connection, batches: Sequence[SessionFacts], places: tuple[int, int], found: Switch, now: datetime
) -> None:
    chosen = changed_to([one.selection for one in batches], found.person_id, *places)
    for facts, selection in zip(batches, chosen, strict=True):
        if selection != facts.selection:
            connection.execute(update(Session).where(Session.id == facts.id).values(selection=selection.to_json()))
    for facts in batches:
        reconcile(connection, locked_session(connection, facts.id), now)


def tell_called_off(connection: Connection, wanted: SessionFacts, now: datetime) -> None:
    """The batch that some ask to change to is called off: they stay where they are. Undone, the request stands as before."""
    for found in _asking_for(connection, wanted, now):
        _tell_refused(connection, found, speaks_from(wanted, now), {"off": found.id})


def tell_restored(connection: Connection, wanted: SessionFacts, now: datetime) -> None:
    """It takes place after all: who read that they stay where they are reads that their request stands again."""
    for found in _asking_for(connection, wanted, now):
        values = {"person": found.person_id, "session": found.before.session.id}
        told = [facts for facts in connection.scalars(_TOLD, values) if facts.get("off") == found.id]
        if told and "again" not in told[-1]:
            _tell_refused(connection, found, now, {"off": found.id, "again": 1})


def _asking_for(connection: Connection, wanted: SessionFacts, now: datetime) -> list[Switch]:
    """Requests to change to a batch from one that is yet to be."""
    ids = connection.scalars(_OPEN_TO, {"after": wanted.id}).all()
    found = switches_by_id(connection, ids).values()
    mine = [(one, one.before.session) for one in found]
    return [one for one, held in mine if held.status is SessionStatus.SCHEDULED and held.starts_at > now]


def _tell_refused(connection: Connection, found: Switch, now: datetime, off: Mapping[str, int] = _BY_A_HEAD) -> None:
    """By a head, or because what they wanted is called `off`, or is held `again`."""
    facts = found.before.session
    due = Due(announcement_due(facts.starts_at, now, facts.zone), facts.starts_at)
    who = recipients(registered_on(now.astimezone(facts.zone).date())).where(Person.id == found.person_id)
    owe(
        connection,
        [
            Owed(
                Purpose.SWITCH_REFUSED,
                row.chat_id,
                due,
                facts.office_id,
                row.id,
                facts.id,
                revision=facts.revision,
                occurrence=f"{found.id}:{found.after.session.revision}" if off else str(found.id),
                facts={"after": found.after.session.code, **off},
            )
            for row in connection.execute(who)
        ],
        now,
    )


def _batches(
    connection: Connection, actor: PersonFacts, session_id: int, now: datetime
) -> tuple[SessionFacts, list[SessionFacts]]:
    """The batch of an activity to which somebody is invited, and those they are not."""
    found = sessions_by_id(connection, [session_id]).get(session_id)
    if found is None or found.office_id != actor.office_id:
        raise Refusal("refused-stale-button")
    coming = _siblings(connection, found, now)
    own = [one for one in coming if _is_invited(connection, one.id, actor.id)]
    if not own or any(one.selection.districts is None for one in coming):
        raise Refusal("refused-switch-not-yours")
    others = [one for one in coming if one not in own]
    if len(own) > 1 or not others:
        raise Refusal("refused-switch-alone", code=found.code)
    return own[0], others


def _siblings(connection: Connection, found: SessionFacts, now: datetime) -> list[SessionFacts]:
    """The coming sessions of the same activity."""
    return [
        one
        for one in upcoming(connection, found.office_id, now)
        if one.activity_code == found.activity_code and one.starts_at > now
    ]


def _filled(connection: Connection, facts: SessionFacts) -> Filled:
    row = connection.execute(_COUNTS, {"session": facts.id, "coming": [Answer.ATTENDING, Answer.SUBSTITUTED]}).one()
    return Filled(facts, row.invited, row.coming)


def _is_invited(connection: Connection, session_id: int, person_id: int) -> bool:
    return connection.execute(_INVITED, {"session": session_id, "person": person_id}).first() is not None


_Head = aliased(Person)
_SWITCHES = (
    select(
        BatchSwitch.id,
        BatchSwitch.office_id,
        BatchSwitch.person_id,
        BatchSwitch.before_id,
        BatchSwitch.after_id,
        BatchSwitch.agreed,
        Person.name,
        District.name.label("district"),
        _Head.name.label("decided_by"),
    )
    .join(Person, Person.id == BatchSwitch.person_id)
    .outerjoin(District, District.id == Person.district_id)
    .outerjoin(_Head, _Head.id == BatchSwitch.decided_by)
    .where(BatchSwitch.id.in_(bindparam("ids", expanding=True)))
)
_STANDS = (
    BatchSwitch.person_id == bindparam("person"),
    BatchSwitch.before_id == bindparam("before"),
    BatchSwitch.agreed.is_(None),
)
_OPEN = select(BatchSwitch.after_id).where(*_STANDS)
_OPEN_ID = select(BatchSwitch.id).where(*_STANDS, BatchSwitch.after_id == bindparam("after"))
_OPEN_TO = select(BatchSwitch.id).where(BatchSwitch.after_id == bindparam("after"), BatchSwitch.agreed.is_(None))
_TOLD = (
    select(Delivery.facts)
    .where(
        Delivery.person_id == bindparam("person"),
        Delivery.session_id == bindparam("session"),
        Delivery.purpose == Purpose.SWITCH_REFUSED,
        MAY_BE_KNOWN,
    )
    .order_by(Delivery.id)
)
# What was meant for this head, and told in that time.
_ASKED_MEANWHILE = select(Delivery.facts).where(
    Delivery.person_id == bindparam("head"),
    Delivery.purpose == Purpose.SWITCH_ASKED,
    Delivery.state == State.SENT,
    Delivery.settled_at >= bindparam("since", type_=Delivery.settled_at.type),
    Delivery.settled_at < bindparam("until", type_=Delivery.settled_at.type),
)
_DROP = delete(BatchSwitch).where(*_STANDS)
_DECIDE = (
    update(BatchSwitch)
    .where(BatchSwitch.id == bindparam("of"))
    .values(agreed=bindparam("agreed_"), decided_by=bindparam("who"), decided_at=bindparam("at"))
)
_INVITED = select(Invitation.id).where(
    Invitation.session_id == bindparam("session"), Invitation.person_id == bindparam("person")
)
_COUNTS = select(
    func.count(Invitation.id).label("invited"),
    func.count(Invitation.id)
    .filter(Invitation.answer.in_(bindparam("coming", expanding=True, type_=Invitation.answer.type)))
    .label("coming"),
).where(Invitation.session_id == bindparam("session"))
