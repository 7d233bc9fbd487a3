"""The page at `/metrics`: what was counted, and what is read when it is asked for."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from prometheus_client import generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.monitoring.signs import age, ask_ledger
from bot.services.office.backups import shelf_of
from bot.storage.backup.shelf import newest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prometheus_client import Metric

    from bot.monitoring.watched import Watched
    from bot.storage.ledger_counts import LedgerCounts


class _Page(Collector):
    def __init__(self, *families: Iterable[Metric]) -> None:
        self._families = families

    def collect(self) -> Iterable[Metric]:
        return chain(*self._families)


async def metrics_page(bot: Watched) -> bytes:
    """Everything in Prometheus' text format; a database that is away leaves its gauges out and says so."""
    ledger = await ask_ledger(bot)
    families = (_of_ledger(bot, ledger), _of_bot(bot), _of_webhook(bot), _of_backups(bot))
    return generate_latest(_Page(bot.meters.registry.collect(), *families))


def _of_ledger(bot: Watched, ledger: LedgerCounts | str) -> Iterable[Metric]:
    if isinstance(ledger, str):
        return [_gauge("panwascam_database_up", "Whether the database answered just now.", 0)]
    return [
        _gauge("panwascam_database_up", "Whether the database answered just now.", 1),
        _gauge("panwascam_deliveries_pending", "Messages owed and not yet sent, also those for later.", ledger.pending),
        _gauge("panwascam_deliveries_due", "Messages that should be on their way by now.", ledger.due),
        _gauge(
            "panwascam_oldest_due_seconds",
            "Age of the message that has been due for longest; 0: none is.",
            age(bot, ledger.oldest_due) or 0,
        ),
        _gauge("panwascam_deliveries_sending", "Messages in flight.", ledger.sending),
        _gauge("panwascam_deliveries_failed", "Messages given up, until somebody presses retry.", ledger.failed),
        _gauge("panwascam_cards_stale", "Live cards that owe an edit.", ledger.stale_cards),
        _gauge(
            "panwascam_office_faults",
            "Offices and sessions that a job leaves out because they break.",
            len(ledger.faults),
        ),
        _gauge("panwascam_inbox_waiting", "Updates acknowledged and not finished.", ledger.inbox.waiting),
        _gauge(
            "panwascam_inbox_oldest_seconds",
            "Age of the oldest of them; 0: there is none.",
            age(bot, ledger.inbox.oldest) or 0,
        ),
        _gauge(
            "panwascam_inbox_set_aside",
            "Updates that are tried no more: processes died of them.",
            ledger.inbox.set_aside,
        ),
    ]


def _of_bot(bot: Watched) -> Iterable[Metric]:
    upcoming = GaugeMetricFamily("panwascam_job_next_run_timestamp_seconds", "When a job will run.", labels=["name"])
    for line in bot.jobs.lines() if bot.jobs is not None else ():
        if line.next_run is not None:
            upcoming.add_metric([line.name], line.next_run.timestamp())
    return [
        upcoming,
        CounterMetricFamily("panwascam_floods_total", "Answers 429 (too many requests) of Telegram.", bot.pacer.floods),
        _gauge("panwascam_pacing_queue", "Calls that wait for their turn under Telegram's limits.", bot.pacer.queued),
        _gauge("panwascam_updates_running", "Updates being worked on.", len(bot.intake.running)),
        _gauge("panwascam_leader", "Whether this process sends and runs the jobs.", bot.dispatcher is not None),
        _gauge("panwascam_token_refused", "Whether Telegram refused the token.", bool(bot.token.refused)),
    ]


def _of_webhook(bot: Watched) -> Iterable[Metric]:
    """As of the last look, where this process keeps it."""
    kept = bot.registration
    if kept is None:
        return []
    found: list[Metric] = [
        CounterMetricFamily(
            "panwascam_webhook_lost_total", "How often the webhook was gone or another's, and was set again.", kept.lost
        ),
        _gauge("panwascam_webhook_set", "Whether Telegram posts updates here.", not kept.trouble),
    ]
    if kept.posting is None:
        return found
    error_at = kept.posting.error_at
    return [
        *found,
        _gauge("panwascam_webhook_pending", "Updates that wait at Telegram to be posted.", kept.posting.pending),
        _gauge(
            "panwascam_webhook_last_error_timestamp_seconds",
            "When Telegram last failed to post; 0: never.",
            error_at.timestamp() if error_at is not None else 0,
        ),
    ]


def _of_backups(bot: Watched) -> Iterable[Metric]:
    """Of the shelf, where there is to be one: also a replica that makes none sees whether they are made."""
    shelf = shelf_of(bot.settings)
    if shelf is None:
        return []
    last = newest(shelf.directory)
    return [
        _gauge(
            "panwascam_backup_last_timestamp_seconds",
            "When the newest backup was made; 0: there is none.",
            last.made_at.timestamp() if last else 0,
        ),
        _gauge("panwascam_backup_last_bytes", "Size of the newest backup.", last.size if last else 0),
    ]


def _gauge(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(name, text, value)
