"""How the ledger stands, in a query that touches only what is not yet done, what is left out of the daily work, and the inbox."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.domain.ledger import State
from bot.storage.cards import can_be_edited
from bot.storage.inbox import NOTHING_KEPT, Inbox, inbox
from bot.storage.models import Card, Delivery, Office, OfficeFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class LedgerCounts:
    """Counts of deliveries; `due` are those pending whose time has come, `oldest_due` the earliest of these times."""

    pending: int
    due: int
    oldest_due: datetime | None
    sending: int
    failed: int
    stale_cards: int
    # What is left out while all others are served.
    faults: tuple[JobFault, ...] = ()
    inbox: Inbox = NOTHING_KEPT


@dataclass(frozen=True, slots=True)
class JobFault:
    """A job that fails for an office, or for one session (`subject`) of it."""

    office: str
    job: str
    subject: str
    reason: str
    since: datetime


_FAULTS = (
    select(Office.code, OfficeFault.job, OfficeFault.subject, OfficeFault.reason, OfficeFault.since)
    .join(Office, Office.id == OfficeFault.office_id)
    .order_by(OfficeFault.since, Office.code, OfficeFault.subject)
)


def job_faults(connection: Connection) -> tuple[JobFault, ...]:
    """The oldest first."""
    return tuple(JobFault(*row) for row in connection.execute(_FAULTS))


def count_ledger(now: datetime) -> Callable[[Connection], LedgerCounts]:
    """A unit for `Database.query`."""
    pending = Delivery.state == State.PENDING
    due = pending & (Delivery.due_at <= now)
    stale = select(func.count()).select_from(Card).where(Card.wanted > Card.shown, can_be_edited()).scalar_subquery()
    counted = select(
        func.count().filter(pending),
        func.count().filter(due),
        func.min(Delivery.due_at).filter(due),
        func.count().filter(Delivery.state == State.SENDING),
        func.count().filter(Delivery.state == State.FAILED),
        stale,
    ).where(Delivery.state.in_([State.PENDING, State.SENDING, State.FAILED]))

    def _unit(connection: Connection) -> LedgerCounts:
        ledger = LedgerCounts(*connection.execute(counted).one())
        return replace(ledger, faults=job_faults(connection), inbox=inbox(connection))

    return _unit
