"""The whole examination, in the order in which its lines are read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from bot.app import connect
from bot.doctor import machine
from bot.doctor.database import examine_database
from bot.doctor.findings import Finding, Mark, bad
from bot.doctor.telegram import examine_telegram
from bot.services.office.offices import office_codes
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from bot.clock import Clock
    from bot.config.settings import Settings
    from bot.services.context import Context


async def examine(settings: Settings, clock: Clock | None = None) -> AsyncIterator[tuple[str, list[Finding]]]:
    """Each part's title with its findings, as soon as they are known; nothing is changed anywhere."""
    ctx = connect(settings, clock)
    texts = machine.examine_texts()
    if texts[0].mark is Mark.BAD:
        # Without texts nothing else can be said.
        yield "", texts
        return
    try:
        yield plain("doctor-check-telegram"), await _guarded(examine_telegram(settings, ctx.clock))
        yield plain("doctor-check-database"), await _guarded(examine_database(ctx, settings))
        forms = await _guarded(_examine_forms(ctx)) if settings.forms_dir else []
    finally:
        await ctx.db.close()
    backups = machine.examine_backups(settings, ctx.clock)
    of_machine = [
        *machine.examine_disk(settings),
        *machine.examine_files(settings),
        *backups,
        *machine.examine_zones(settings),
        *forms,
        *texts,
    ]
    of_machine += await asyncio.to_thread(machine.examine_papers)
    yield plain("doctor-check-machine"), of_machine
    yield plain("doctor-check-bot"), await _guarded(machine.examine_running(settings))


async def _examine_forms(ctx: Context) -> list[Finding]:
    try:
        offices = await office_codes(ctx)
    except (DBAPIError, OSError):
        # What is wrong with the database stands in its own part.
        offices = dict.fromkeys(ctx.forms.of_office, (0, ""))
    return machine.examine_forms(ctx.forms, offices)


async def _guarded(examination: Awaitable[list[Finding]]) -> list[Finding]:
    """An examination that breaks is a finding too, and keeps no other from being made."""
    try:
        return await examination
    except Exception as error:  # noqa: BLE001 (a finding, with its class)
        return [bad("broken", reason=f"{type(error).__name__}: {error}")]
