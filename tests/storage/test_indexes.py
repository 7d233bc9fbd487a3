"""What presses, the health page and one office of many ask is found by an index, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, event, text

from bot.clock import SystemClock
from bot.delivery import cards, ledger, older
from bot.delivery.messages import Claimed
from bot.domain.ledger import Priority, Purpose
from bot.domain.people.facts import PersonFacts
from bot.domain.vocabulary import Position, Role
from bot.services.context import Context
from bot.services.duty import escalating, turns
from bot.services.groups import cards as card_services
from bot.services.office import changes, digest, status
from bot.storage.ledger_counts import count_ledger
from bot.storage.migrate import upgrade

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlalchemy import Connection

    from bot.storage.database import Database

NOW = datetime(2023, 10, 2, 1, 0, tzinfo=UTC)
WIB = ZoneInfo("Asia/Jakarta")
ADMIN = PersonFacts(
    id=1,
    office_id=1,
    office="Bawaslu",
    zone=WIB,
    name="Admin",
    position=Position.OFFICE_STAFF,
    division=None,
    role=Role.ADMIN,
    district_id=None,
    district="",
    phone=None,
    telegram_id=1,
)
LATE = Claimed(1, 1, 7, 1, Purpose.LATE_CHANGE, 1, None, 1, Priority.URGENT, NOW, NOW, 1, {})


async def plans(db: Database, ask: Callable[[Context], Awaitable[object]]) -> str:
    """How the database means to run what is asked; nothing is too small for an index."""
    asked: list[tuple[str, Any]] = []

    def _note(_conn: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    # Units have engines of their own, in their threads.
    event.listen(Engine, "before_cursor_execute", _note)
    try:
        await ask(Context(db, SystemClock(), WIB))
    finally:
        event.remove(Engine, "before_cursor_execute", _note)
    found: list[Any] = []
    async with db.engine.connect() as connection:
        sqlite = db.dialect == "sqlite"
        if not sqlite:
            await connection.execute(text("SET LOCAL enable_seqscan = off"))
        for statement, parameters in asked:
            explained = ("EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN ") + statement
            found += (await connection.exec_driver_sql(explained, parameters)).all()
    return "\n".join(str(row[-1]) for row in found)


def unit(run: Callable[[Connection], object]) -> Callable[[Context], Awaitable[object]]:
    async def _ask(ctx: Context) -> object:
        async with ctx.db.engine.connect() as connection:
            return await connection.run_sync(run)

    return _ask


@pytest.mark.parametrize(
    ("index", "ask"),
    [
        ("ix_cards_stale", unit(lambda c: c.execute(cards._STALE, {"now": NOW}).all())),
        ("ix_cards_turns", unit(lambda c: c.execute(cards._STALE, {"now": NOW}).all())),
        ("ix_cards_turns", unit(lambda c: c.execute(cards._NEXT_TURN, {"now": NOW}).all())),
        ("ix_cards_session", unit(lambda c: c.execute(card_services._STALE.statement, {"session": 1}))),
        ("ix_invitations_untidy", unit(lambda c: c.execute(older._UNTIDY).all())),
        ("ix_deliveries_stale", unit(lambda c: older._look(c, [], NOW))),
        ("ix_deliveries_pending", unit(lambda c: ledger._companions(c, [LATE], NOW, cut=False))),
        ("ix_cards_stale", unit(count_ledger(NOW))),
        ("ix_deliveries_due", unit(count_ledger(NOW))),
        ("ix_deliveries_office_state", unit(lambda c: digest.failures(c, 1, NOW))),
        ("ix_deliveries_office_state", lambda ctx: status.status(ctx, ADMIN)),
        ("ix_audit_entries_changes", lambda ctx: changes.last_changes(ctx, ADMIN, answers=False)),
        ("ix_duty_shifts_office_day", unit(lambda c: escalating._climb_office(c, 1, escalating._looked_at(NOW), NOW))),
        ("ix_deliveries_due", unit(lambda c: escalating._unheard(c, NOW))),
        ("ix_duty_shifts_office_day", unit(lambda c: turns.rotas(c, 1, NOW.date(), NOW.date()))),
    ],
)
async def test_it_is_looked_up(empty: Database, index: str, ask: Callable[[Context], Awaitable[object]]) -> None:
    await upgrade(empty)
    assert index in await plans(empty, ask)
