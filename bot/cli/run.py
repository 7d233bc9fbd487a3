"""`panwascam run`: the bot, until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.app import Panwascam
    from bot.config.settings import Settings


# Seconds: nothing that is right takes the loop so long.
_HUNG_AFTER = 120.0
# Seconds: whoever pressed while the bot was away goes first.
_AFTER_THE_RUSH = 2.0
# Seconds.
_TURN_OF_A_THREAD = 0.0005
# Offices in the line at start.
_MOST_NAMED = 3


def run(
    *,
    take_over: Annotated[
        bool, typer.Option("--take-over", help="Hapus webhook milik program lain yang memakai token ini, lalu polling.")
    ] = False,
) -> None:
    """Jalankan bot (polling, atau webhook bila WEBHOOK_URL diisi) sampai dihentikan."""
    with _loading():
        from bot.cli.refused import CommandRefused
        from bot.cli.work import finish, load_settings
        from bot.monitoring import logs

    settings = load_settings()
    if take_over:
        settings = settings.model_copy(update={"take_over_webhook": True})
    if not settings.bot_token.get_secret_value():
        raise CommandRefused("BOT_TOKEN belum diisi. Buat bot di @BotFather, lalu tulis BOT_TOKEN=... di .env")
    logs.configure(settings)
    finish(_run(settings))


@contextmanager
def _loading() -> Iterator[None]:
    """Nothing of what is loaded in the block is garbage: looking for it was a fifth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def take_short_turns() -> None:
    """Threads that reckon (a roster of thousands compared, a recap) let others go on after half a millisecond.

    A press changes threads some twenty times, at each statement too, and Python's own five milliseconds a time made it wait a tenth of a second.
    """
    sys.setswitchinterval(_TURN_OF_A_THREAD)


def settle_memory() -> None:
    """What has been loaded stays: the garbage collector need not look at it at every turn (a fifth of a press)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


async def _run(settings: Settings) -> None:
    with _loading():
        from bot.app import build
        from bot.leading.seed import seed_any_office
        from bot.monitoring.events import Event
        from bot.monitoring.watchdog import ended_when_hung
        from bot.monitoring.web import AddressNotFree, serve_http
        from bot.storage import migrate

    take_short_turns()
    bot = build(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def _told_to_stop(number: signal.Signals) -> None:
        Event.STOPPING.emit(signal=number.name)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, _told_to_stop, number)
    # Before anything is touched: a second process on one SQLite file is refused.
    await bot.seat.take()
    await migrate.upgrade(bot.db)
    await seed_any_office(bot.ctx, settings)
    try:
        health = await serve_http(bot, settings)
    except AddressNotFree:
        await bot.kill()
        raise
    Event.STARTING.emit(**await _about(bot, settings, health.addresses))
    try:
        starting = asyncio.ensure_future(bot.start())
        stopping = asyncio.ensure_future(stop.wait())
        await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not starting.done():
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)
            return
        await starting
        loop.call_later(_AFTER_THE_RUSH, settle_memory)
        serving = bot.serving
        if serving is not None:
            async with ended_when_hung(_HUNG_AFTER):
                await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                # It ended by itself, and says why.
                await bot.kill()
                serving.result()
        await bot.stop()
    finally:
        await health.cleanup()


async def _about(bot: Panwascam, settings: Settings, listening: list[Any]) -> dict[str, str]:
    """What runs here, for whom, on what, and where it can be asked how it is; no secret."""
    from importlib.metadata import version

    from sqlalchemy.engine import make_url

    from bot.services.office.offices import office_codes

    offices = [f"{code} {name}" for code, (_, name) in (await office_codes(bot.ctx)).items()]
    more = [f"and {len(offices) - _MOST_NAMED} more"] if len(offices) > _MOST_NAMED else []
    return {
        "version": version("panwascam-bot"),
        "offices": ", ".join([*offices[:_MOST_NAMED], *more]),
        "database": make_url(settings.database_url).render_as_string(hide_password=True),
        "updates": "webhook" if settings.webhook_url else "polling",
        "health": ", ".join(f"http://{_shown(one[0])}:{one[1]}/readyz" for one in listening) or "none",
    }


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
