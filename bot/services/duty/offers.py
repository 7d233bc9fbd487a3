"""Offers of shifts that are over: whoever was asked reads so in the message that asks, at once or when one of the shifts begins."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from bot.domain.duty.swaps import SwapState
from bot.domain.ledger import Purpose, State
from bot.storage.database import mark_owed
from bot.storage.models import Delivery, DutySwap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.duty.facts import RotaFacts

# What asks for a swap was on its way when it was over.
_SOON = timedelta(seconds=5)


def end(
    connection: Connection,
    office_id: int,
    swaps: Collection[int],
    now: datetime,
    *,
    but: int = 0,
    by: str = "",
    taker: str = "",
) -> None:
    """Whoever was asked reads at once how it ended, in that message; `but` has just pressed there, `by` for somebody else.

    `taker`: who has it now, which an offer to all does not know before.
    """
    for row in connection.execute(_ENDING, {"office": office_id}).all():
        if row.facts["swap"] in swaps:
            # What asks may be on its way.
            if row.person_id == but:
                connection.execute(_ANSWERED, {"row": row.id, "now": now})
            else:
                knows = row.facts | {"by": by} | ({"taker": taker} if taker else {})
                connection.execute(_END, {"row": row.id, "now": now + _SOON, "knows": knows})
    mark_owed(connection, "deliveries")


def void_stale(connection: Connection, rotas: Iterable[RotaFacts], now: datetime) -> None:
    """Offers whose shift, or what is given for it, is another's by now: nobody can say yes to them any more."""
    over = {one.id for rota in rotas for one in rota.stale_offers}
    offices = set(connection.scalars(_VOID, {"ids": sorted(over), "now": now})) if over else ()
    for office_id in offices:
        end(connection, office_id, over, now)


_VOID = (
    update(DutySwap)
    .where(DutySwap.id.in_(bindparam("ids", expanding=True)), DutySwap.state == SwapState.OPEN)
    .values(state=SwapState.VOID, settled_at=bindparam("now"))
    .returning(DutySwap.office_id)
)
_ENDING = select(Delivery.id, Delivery.person_id, Delivery.facts).where(
    Delivery.office_id == bindparam("office"),
    Delivery.state == State.PENDING,
    Delivery.purpose == Purpose.SWAP_OVER,
)
_END = (
    update(Delivery)
    .where(Delivery.id == bindparam("row"), Delivery.state == State.PENDING)
    .values(due_at=bindparam("now"), facts=bindparam("knows"))
)
_ANSWERED = (
    update(Delivery)
    .where(Delivery.id == bindparam("row"), Delivery.state == State.PENDING)
    .values(state=State.CANCELLED, settled_at=bindparam("now"))
)
