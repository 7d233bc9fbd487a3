"""`panwascam demo`: the bot in a page of phones, without a token, Telegram or a network."""

import asyncio
import signal
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

PORT = 8321


def demo(
    seed: Annotated[int, typer.Option(help="Benih acak")] = 2023,
    port: Annotated[int, typer.Option(help="Port halaman; 0: pilih sendiri")] = PORT,
    host: Annotated[
        str, typer.Option(help="Alamat; 0.0.0.0 membuka halaman bagi ponsel di jaringan yang sama.")
    ] = "127.0.0.1",
    database: Annotated[
        str, typer.Option("--database", help="Simpan keadaan di basis data ini (URL seperti DATABASE_URL).")
    ] = "",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Buka peramban.")] = True,  # noqa: FBT002 (typer's way)
) -> None:
    """Coba bot di halaman berisi tiga ponsel: tanpa token, tanpa Telegram, tanpa jaringan."""
    from bot.config.settings import Settings
    from bot.monitoring import logs

    # People who block the bot and plugs that are pulled are part of the play: only what is broken is worth a line.
    logs.configure(Settings(log_level="ERROR"))
    asyncio.run(_demo(seed, port, host, database, browser=browser))


async def _demo(seed: int, port: int, host: str, database: str, *, browser: bool) -> None:
    from bot.cli.refused import CommandRefused
    from bot.demo.scene import Scene
    from bot.demo.server import Server

    with tempfile.TemporaryDirectory(prefix="panwascam-") as directory:
        url = database or f"sqlite+aiosqlite:///{Path(directory) / 'demo.db'}"
        scene = await Scene.open(url, seed)
        server = Server(scene)
        try:
            scene.begin()
            try:
                address = await server.start(host, port)
            except OSError as error:
                raise CommandRefused(
                    f"Port {port} tidak dapat dipakai ({error.strerror}). Pilih lain: --port {port + 1}"
                ) from None
            _say(address, browser=browser)
            await _until_stopped()
        finally:
            await server.stop()
            await scene.end()


def _say(address: str, *, browser: bool) -> None:
    typer.echo(f"Buka {address} di peramban. Ctrl+C menghentikan.")
    if browser and sys.stdout.isatty():
        import webbrowser

        webbrowser.open(address)


async def _until_stopped() -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()
