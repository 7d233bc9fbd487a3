"""The database: reachable, of the right schema, whole, and not behind with its deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from bot.doctor.findings import Finding, bad, size_text, warning, well
from bot.services.duty.incidents import with_nobody_else
from bot.services.office.offices import list_offices
from bot.storage import migrate
from bot.storage.database import sqlite_file
from bot.storage.ledger_counts import count_ledger
from bot.storage.models import Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.config.settings import Settings
    from bot.services.context import Context
    from bot.services.office.offices import OfficeLine
    from bot.storage.ledger_counts import JobFault

_MOST_NAMED = 5


async def examine_database(ctx: Context, settings: Settings) -> list[Finding]:
    """Everything about the database; nothing is written."""
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        # Opening it would make it.
        parent = file.parent
        return [warning("schema-empty")] if parent.is_dir() else [bad("database-away", reason=f"{parent}")]
    try:
        schema = await migrate.check(ctx.db)
        found = [await ctx.db.query(_describe), _schema(schema), await ctx.db.query(_integrity)]
        found += await ctx.db.query(_journal)
        if schema.up_to_date:
            found += await _contents(ctx, settings)
    except migrate.NewerDatabase as error:
        return [bad("database-newer", reason=str(error))]
    except Exception as error:  # noqa: BLE001 (whatever keeps it from answering is the finding)
        cause = getattr(error, "orig", None) or error
        return [bad("database-away", reason=str(cause).split("\n", 1)[0] or type(cause).__name__)]
    return found


def _describe(connection: Connection) -> Finding:
    if connection.dialect.name == "sqlite":
        version = connection.scalar(text("SELECT sqlite_version()"))
        pages, page = (connection.scalar(text(f"PRAGMA {name}")) or 0 for name in ("page_count", "page_size"))
        return well("database-ok", kind="SQLite", version=version, size=size_text(pages * page))
    version = str(connection.scalar(text("SHOW server_version"))).split()[0]
    size = connection.scalar(text("SELECT pg_database_size(current_database())")) or 0
    return well("database-ok", kind="PostgreSQL", version=version, size=size_text(size))


def _schema(schema: migrate.Schema) -> Finding:
    if schema.up_to_date:
        return well("schema-ok", current=schema.current)
    if schema.current is None:
        return warning("schema-empty")
    return warning("schema-old", current=schema.current, head=schema.head)


def _integrity(connection: Connection) -> Finding:
    problems = integrity_problems(connection)
    return bad("integrity-bad", reason="; ".join(problems[:3])) if problems else well("integrity-ok")


def integrity_problems(connection: Connection) -> list[str]:
    """What the database itself says is broken."""
    if connection.dialect.name == "sqlite":
        said = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check(10)"))]
        dangling = connection.execute(text("PRAGMA foreign_key_check")).all()
        return [*(line for line in said if line != "ok"), *(f"{row[0]} → {row[2]}" for row in dangling[:10])]
    invalid = text("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid ORDER BY 1")
    checksums = text("SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()")
    failures = connection.scalar(checksums) or 0
    found = [f"index {name}" for name in connection.execute(invalid).scalars()]
    return [*found, *([f"{failures} checksum failures"] if failures else [])]


def _journal(connection: Connection) -> list[Finding]:
    if connection.dialect.name != "sqlite":
        return []
    mode = str(connection.scalar(text("PRAGMA journal_mode")))
    return [] if mode == "wal" else [warning("journal-odd", mode=mode)]


async def _contents(ctx: Context, settings: Settings) -> list[Finding]:
    now = ctx.clock.now()
    people = select(func.count(Person.id), func.count(Person.telegram_id))
    total, registered = await ctx.db.query(lambda connection: tuple(connection.execute(people).one()))
    lines = await list_offices(ctx)
    found = [well("people-ok", people=total, registered=registered)] if total else []
    if not total and len(lines) <= 1:
        found.append(warning("people-none"))
    found += _of_offices(lines)
    ledger = await ctx.db.query(count_ledger(now))
    age = (now - ledger.oldest_due).total_seconds() if ledger.oldest_due else 0.0
    if age > settings.stuck_after_seconds:
        found.append(warning("due-old", count=ledger.due, minutes=int(age // 60)))
    else:
        found.append(well("ledger-ok", count=ledger.pending))
    if ledger.failed:
        found.append(warning("failed", count=ledger.failed))
    waited = (now - ledger.inbox.oldest).total_seconds() if ledger.inbox.oldest else 0.0
    if waited > settings.stuck_after_seconds:
        found.append(warning("inbox-old", count=ledger.inbox.waiting, minutes=int(waited // 60)))
    if ledger.inbox.set_aside:
        found.append(warning("inbox-aside", count=ledger.inbox.set_aside))
    uncalled = await ctx.db.query(with_nobody_else)
    if uncalled:
        found.append(warning("incident-uncalled", count=uncalled))
    return found + [_left_out(fault, now) for fault in ledger.faults[:_MOST_NAMED]]


def _left_out(fault: JobFault, now: datetime) -> Finding:
    hours = int((now - fault.since).total_seconds() // 3600)
    values = {"office": fault.office, "job": fault.job, "subject": fault.subject, "reason": fault.reason}
    return warning("office-fault", hours=hours, **values)


def _of_offices(lines: Sequence[OfficeLine]) -> list[Finding]:
    """What an office needs before it can work: kecamatan before people, people, a plan."""
    lacking = {
        "districts-none": [line for line in lines if not line.districts],
        # Of the only office that is a finding of its own, whose advice names no office.
        "office-people-none": [line for line in lines if line.districts and not line.people] if len(lines) > 1 else [],
        "plan-none": [line for line in lines if not line.plans],
    }
    found = []
    for key, those in lacking.items():
        if those:
            named = [f"{line.code} {line.name}" for line in those[:_MOST_NAMED]]
            more = ["…"] if len(those) > _MOST_NAMED else []
            found.append(warning(key, offices=", ".join([*named, *more]), code=those[0].code))
    return found or [well("offices-ok", count=len(lines))]
