"""What is watched of a running bot: the wiring hands itself over, and this room knows nothing of how it is made."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.config.settings import Settings
    from bot.delivery.dispatcher import Dispatcher
    from bot.delivery.pacing import Pacer
    from bot.delivery.token import Token
    from bot.jobs.jobs import Jobs
    from bot.monitoring.meters import Meters
    from bot.services.context import Context
    from bot.storage.database import Database
    from bot.updates.intake import Intake
    from bot.updates.poller import Poller
    from bot.updates.registering import Registration
    from bot.updates.webhook import Webhook


class Watched(Protocol):
    """A bot, as `bot.app` builds it."""

    settings: Settings
    clock: Clock
    db: Database
    ctx: Context
    intake: Intake
    pacer: Pacer
    meters: Meters
    token: Token
    webhook: Webhook | None
    serving: asyncio.Task[None] | None

    @property
    def dispatcher(self) -> Dispatcher | None:
        """The sender; None where another process sends, or none yet."""

    @property
    def jobs(self) -> Jobs | None:
        """The scheduled jobs, where this process leads."""

    @property
    def poller(self) -> Poller | None:
        """What fetches updates, where this process leads and no webhook brings them."""

    @property
    def registration(self) -> Registration | None:
        """What keeps the webhook, where this process leads and updates come that way."""
