"""Reports of something urgent that were begun and not sent: whoever writes one is reminded of it once, where nothing more comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from bot.domain.duty.escalation import UNSENT
from bot.domain.duty.filling import is_urgent, may_be_sent, report_text
from bot.domain.duty.mending import split_key
from bot.domain.ledger import Purpose, State, check_move
from bot.domain.lengths import shortened
from bot.domain.timing import Due
from bot.services.duty.form_directory import DAILY
from bot.services.owing.owe import Owed, once, owe
from bot.storage.database import mark_owed
from bot.storage.models import Delivery, DutyDraft, DutyShift, Person

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection, Row

    from bot.domain.duty.filling import Draft
    from bot.domain.duty.forms import Form
    from bot.domain.people.facts import PersonFacts

_OF_USE = timedelta(days=1)
# So much of it is shown.
_SHOWN = 200


def remind_later(
    connection: Connection,
    actor: PersonFacts,
    what: tuple[int, Form],
    drafts: tuple[Draft | None, Draft],
    now: datetime,
) -> None:
    """The draft of (shift, form) was `drafts[0]` (None: there was none) and is the other: each step puts the reminder off, once it came there is no other."""
    (shift_id, form), (before, after) = what, drafts
    was, chat_id = before is not None and is_urgent(form, before), actor.telegram_id
    if chat_id is None or split_key(form.key)[1] is not None or not (was or is_urgent(form, after)):
        return
    if not is_urgent(form, after):
        forget(connection, actor, shift_id, form, now)
        return
    due = Due(now + UNSENT.after, now + UNSENT.after + _OF_USE)
    facts = {
        "form": form.key,
        "ready": may_be_sent(form, after),
        # What nobody has said yet is not said by the form either.
        "said": shortened(report_text(replace(form, nothing="", title=""), after), _SHOWN),
        "photos": len(after.photos),
        "place": after.location is not None,
    }
    if not was:
        to = Owed(
            Purpose.DUTY_UNSENT,
            chat_id,
            due,
            actor.office_id,
            actor.id,
            shift_id=shift_id,
            occurrence=once(),
            facts=facts,
        )
        owe(connection, [to], now)
        return
    for row in _waiting(connection, actor, shift_id, form):
        values = {"row": row.id, "at": due.at, "until": due.until, "said": facts}
        connection.execute(_PUT_OFF, values)


def forget(connection: Connection, actor: PersonFacts, shift_id: int, form: Form, now: datetime) -> None:
    """It was sent, or is urgent no more."""
    for row in _waiting(connection, actor, shift_id, form):
        check_move(State.PENDING, State.CANCELLED)
        connection.execute(_OVER, {"row": row.id, "now": now})
    mark_owed(connection, "deliveries")


def still_begun(connection: Connection, drafts: Collection[tuple[int, int, str]]) -> set[tuple[int, int, str]]:
    """Of drafts (person, shift, form) those that are there still."""
    return {
        draft
        for draft in drafts
        if connection.execute(_THERE, dict(zip(("person", "shift", "form"), draft, strict=True))).first() is not None
    }


def ready_ones(connection: Connection, drafts: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
    """Of (person, shift) those of which the daily report is filled in and only to be sent."""
    if not drafts:
        return set()
    rows = connection.execute(_DAILY_ONES, {"shifts": sorted({shift_id for _, shift_id in drafts}), "form": DAILY})
    return {(row.person_id, row.shift_id) for row in rows if row.data.get("ready")} & set(drafts)


def begun_by_others(connection: Connection, shifts: Collection[int]) -> dict[int, str]:
    """By shift who has begun its daily report and is not on duty in it: whoever is finds it when they open theirs."""
    if not shifts:
        return {}
    rows = connection.execute(_OF_OTHERS, {"shifts": sorted(shifts), "form": DAILY})
    said = ("answers", "photos", "location", "unread")
    return {row.shift_id: row.name for row in rows if any(row.data.get(one) for one in said)}


def _waiting(connection: Connection, actor: PersonFacts, shift_id: int, form: Form) -> list[Row[Any]]:
    rows = connection.execute(_WAITING, {"person": actor.id, "shift": shift_id})
    return [row for row in rows if row.facts["form"] == form.key]


_DAILY_ONES = select(DutyDraft.person_id, DutyDraft.shift_id, DutyDraft.data).where(
    DutyDraft.shift_id.in_(bindparam("shifts", expanding=True)), DutyDraft.form == bindparam("form")
)
_OF_OTHERS = (
    select(DutyDraft.shift_id, DutyDraft.data, Person.name)
    .join(DutyShift, DutyShift.id == DutyDraft.shift_id)
    .join(Person, Person.id == DutyDraft.person_id)
    .where(
        DutyDraft.shift_id.in_(bindparam("shifts", expanding=True)),
        DutyDraft.form == bindparam("form"),
        DutyDraft.person_id != DutyShift.person_id,
    )
    .order_by(DutyDraft.updated_at)
)
_WAITING = select(Delivery.id, Delivery.facts).where(
    Delivery.person_id == bindparam("person"),
    Delivery.shift_id == bindparam("shift"),
    Delivery.purpose == Purpose.DUTY_UNSENT,
    Delivery.state == State.PENDING,
)
_PUT_OFF = (
    update(Delivery)
    .where(Delivery.id == bindparam("row"), Delivery.state == State.PENDING)
    .values(
        due_at=bindparam("at"),
        useless_at=bindparam("until", type_=Delivery.useless_at.type),
        facts=bindparam("said", type_=Delivery.facts.type),
    )
)
_OVER = (
    update(Delivery)
    .where(Delivery.id == bindparam("row"), Delivery.state == State.PENDING)
    .values(state=State.CANCELLED, settled_at=bindparam("now"))
)
_THERE = select(DutyDraft.shift_id).where(
    DutyDraft.person_id == bindparam("person"),
    DutyDraft.shift_id == bindparam("shift"),
    DutyDraft.form == bindparam("form"),
)
