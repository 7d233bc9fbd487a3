"""The bot's own HTTP face: health for Docker and proxies, metrics for Prometheus."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from aiohttp import web
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from bot.handlers.meetings.feed_page import add_calendars
from bot.monitoring.connections import ConnectionGate, Guests
from bot.monitoring.events import Event
from bot.monitoring.health import ailments, troubles
from bot.monitoring.page import metrics_page
from bot.monitoring.signs import ask_ledger, patience, read_vitals
from bot.updates.webhook import BODY_LIMIT

if TYPE_CHECKING:
    from bot.config.settings import Settings
    from bot.monitoring.health import Vitals
    from bot.monitoring.watched import Watched


# Seconds: a connection that asks for nothing more, or for something too slowly.
_IDLE_FOR = 75.0


class AddressNotFree(RuntimeError):
    """Updates cannot come to the address where the webhook's proxy brings them."""

    def __init__(self, settings: Settings, error: OSError) -> None:
        # aiohttp names the address within what the system says.
        reason = os.strerror(error.errno) if error.errno else str(error)
        super().__init__(
            f"Alamat {settings.http_host}:{settings.http_port} tidak dapat dipakai untuk webhook: {reason}. "
            "Hentikan program lain di sana, atau isi HTTP_HOST dan HTTP_PORT lain (di proxy juga)."
        )


async def serve_http(bot: Watched, settings: Settings) -> web.AppRunner:
    """Serve `/healthz` (what a restart would mend), `/readyz` (all that keeps it from serving), `/metrics`, the webhook."""

    async def _healthz(_request: web.Request) -> web.Response:
        vitals = read_vitals(bot, await ask_ledger(bot))
        return _reply(ailments(vitals, patience(settings)), vitals)

    async def _readyz(_request: web.Request) -> web.Response:
        vitals = read_vitals(bot, await ask_ledger(bot))
        return _reply(troubles(vitals, patience(settings)), vitals)

    async def _metrics(_request: web.Request) -> web.Response:
        return web.Response(body=await metrics_page(bot), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

    guests = Guests()
    app = web.Application(client_max_size=BODY_LIMIT, middlewares=[guests.know])
    app.router.add_get("/healthz", _healthz)
    app.router.add_get("/readyz", _readyz)
    app.router.add_get("/metrics", _metrics)
    if bot.ctx.public_url:
        add_calendars(app, bot.ctx)
    if bot.webhook is not None:
        for path in bot.webhook.paths:
            app.router.add_post(path, bot.webhook.receive)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1, keepalive_timeout=_IDLE_FOR)
    await runner.setup()
    try:
        await ConnectionGate(runner, settings.http_host, settings.http_port, guests).start()
    except OSError as error:
        if bot.webhook is not None:
            await runner.cleanup()
            raise AddressNotFree(settings, error) from None
        # Health is a help, not the job: a taken port must not keep the bot from its work.
        Event.HEALTH_PORT_TAKEN.emit(port=settings.http_port, reason=str(error))
    return runner


def _reply(found: list[str], vitals: Vitals) -> web.Response:
    said = {"ok": not found, "troubles": found, "warnings": vitals.warnings}
    return web.json_response(said, status=503 if found else 200)
