"""The bot's own HTTP face: health for Docker and monitors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from aiohttp import web
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.models import Office

if TYPE_CHECKING:
    from bot.app import Panwascam
    from bot.settings import Settings

log = structlog.get_logger(__name__)


async def serve_health(bot: Panwascam, settings: Settings) -> web.AppRunner:
    """Serve `/healthz` (the process polls and its token works) and `/readyz` (also: the database answers)."""

    async def _healthz(_request: web.Request) -> web.Response:
        return _reply(_troubles(bot))

    async def _readyz(_request: web.Request) -> web.Response:
        return _reply([*_troubles(bot), *await _database_troubles(bot)])

    app = web.Application()
    app.router.add_get("/healthz", _healthz)
    app.router.add_get("/readyz", _readyz)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.http_host, settings.http_port).start()
    except OSError as error:
        # Health is a help, not the job: a taken port must not keep the bot from its work.
        log.warning("health port not available", port=settings.http_port, reason=str(error))
    return runner


def _troubles(bot: Panwascam) -> list[str]:
    troubles = []
    if bot.dispatcher is None or bot.polling is None:
        troubles.append("starting")
    elif bot.polling.done():
        troubles.append("polling stopped")
    elif bot.dispatcher.halted:
        troubles.append("token refused")
    return troubles


async def _database_troubles(bot: Panwascam) -> list[str]:
    try:
        async with bot.db.read() as session:
            await session.execute(select(Office.id).limit(1))
    except (SQLAlchemyError, OSError) as error:
        return [f"database: {type(error).__name__}"]
    return []


def _reply(troubles: list[str]) -> web.Response:
    return web.json_response({"ok": not troubles, "troubles": troubles}, status=503 if troubles else 200)
