"""Reads the signs of life of a bot, in memory and by one query of its database."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.monitoring.health import Patience, Vitals
from bot.storage.ledger_counts import LedgerCounts, count_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.config.settings import Settings
    from bot.delivery.dispatcher import Dispatcher
    from bot.monitoring.watched import Watched

# Whoever asks for health waits less than this, and so must we.
_QUERY_PATIENCE = 3.0
# A long poll takes up to 50 seconds and its answer some more.
_POLL_PATIENCE = 180.0


def patience(settings: Settings) -> Patience:
    """How long each sign may be old."""
    # The dispatcher is looked at by a job each safety tick; two may be missed.
    return Patience(settings.stuck_after_seconds, 3 * settings.safety_tick_seconds + 60, _POLL_PATIENCE)


async def ask_ledger(bot: Watched) -> LedgerCounts | str:
    """How the ledger stands, or what kept the database from telling (a class of error: no addresses, no passwords)."""
    try:
        async with asyncio.timeout(_QUERY_PATIENCE):
            return await bot.db.query(count_ledger(bot.clock.now()))
    except Exception as error:  # noqa: BLE001 (whatever it is, that is the answer)
        return type(error).__name__


def read_vitals(bot: Watched, ledger: LedgerCounts | str) -> Vitals:
    """The signs of life now."""
    stage = _stage(bot)
    if stage != "serving":
        return Vitals(stage, database=ledger if isinstance(ledger, str) else "")
    now = bot.clock.monotonic()
    poller, dispatcher = bot.poller, bot.dispatcher
    return Vitals(
        stage,
        token_refused=bool(bot.token.refused),
        poll_age=_since(poller.machine.monotonic(), poller.last_poll) if poller else None,
        answer_age=_since(poller.machine.monotonic(), poller.last_answer) if poller else None,
        webhook_trouble=_where_updates_go(bot),
        warnings=(*_of_webhook(bot), *_of_offices(ledger), *_of_inbox(bot, ledger)),
        tick_age=_since(now, bot.meters.last_tick) if dispatcher is not None else None,
        due_age=None if isinstance(ledger, str) or dispatcher is None else age(bot, ledger.oldest_due),
        progress_age=_progress_age(bot, dispatcher),
        database=ledger if isinstance(ledger, str) else "",
    )


def _where_updates_go(bot: Watched) -> str:
    keeper = bot.registration or bot.poller
    return keeper.trouble if keeper is not None else ""


def _of_webhook(bot: Watched) -> Iterator[str]:
    """Not troubles: a proxy that left out whoever Telegram could not reach just now would make that last."""
    posting = bot.registration.posting if bot.registration is not None else None
    if posting is not None and posting.fails(bot.clock.now()):
        since = age(bot, posting.error_at) or 0
        yield f"webhook: Telegram failed {since:.0f} s ago: {posting.error} ({posting.pending} updates wait)"


def _of_offices(ledger: LedgerCounts | str) -> Iterator[str]:
    for fault in () if isinstance(ledger, str) else ledger.faults:
        # By class alone: what stands behind it may name people.
        what = f"{fault.office} {fault.subject}".rstrip()
        yield f"{fault.job} of {what}: {fault.reason.partition(':')[0]}"


def _of_inbox(bot: Watched, ledger: LedgerCounts | str) -> Iterator[str]:
    """Neither is mended by a restart, and everybody else is served."""
    if isinstance(ledger, str):
        return
    waited = age(bot, ledger.inbox.oldest) or 0
    if waited > bot.settings.stuck_after_seconds:
        yield f"inbox: {ledger.inbox.waiting} updates wait, the oldest for {waited:.0f} s"
    if ledger.inbox.set_aside:
        yield f"inbox: {ledger.inbox.set_aside} updates set aside: processes died of them"


def age(bot: Watched, then: datetime | None) -> float | None:
    """Seconds since an instant."""
    return None if then is None else (bot.clock.now() - then).total_seconds()


def _progress_age(bot: Watched, dispatcher: Dispatcher | None) -> float | None:
    looked = age(bot, dispatcher.last_run) if dispatcher else None
    settled = _since(bot.clock.monotonic(), bot.meters.last_settled)
    return min((one for one in (looked, settled) if one is not None), default=None)


def _stage(bot: Watched) -> str:
    if bot.serving is None:
        return "starting"
    return "stopped: no updates are taken any more" if bot.serving.done() else "serving"


def _since(now: float, then: float | None) -> float | None:
    return None if then is None else now - then
