"""`panwascam demo`: the bot in a page of phones, without a token, Telegram or a network."""

import asyncio
import itertools
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

PORT = 8321
_HERE = "127.0.0.1"
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 (only where it is asked for)


def demo(
    seed: Annotated[int, typer.Option(help="Benih acak")] = 2023,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port halaman; 0: pilih sendiri")] = PORT,
    host: Annotated[
        str, typer.Option(help="Alamat; 0.0.0.0 membuka halaman bagi ponsel di jaringan yang sama.")
    ] = _HERE,
    database: Annotated[
        str, typer.Option("--database", help="Simpan keadaan di basis data ini (URL seperti DATABASE_URL).")
    ] = "",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Buka peramban.")] = True,  # noqa: FBT002 (typer's way)
) -> None:
    """Coba bot di halaman berisi tiga ponsel: tanpa token, tanpa Telegram, tanpa jaringan."""
    from bot.cli.refused import CommandRefused
    from bot.cli.work import finish
    from bot.config.settings import Settings
    from bot.monitoring import logs

    if database and not database.startswith(("sqlite+aiosqlite://", "postgresql+asyncpg://")):
        raise CommandRefused("--database: awali dengan sqlite+aiosqlite:// atau postgresql+asyncpg://")
    # People who block the bot and plugs that are pulled are part of the play: only what is broken is worth a line.
    logs.configure(Settings(log_level="ERROR"))
    finish(_demo(seed, port, host, database, browser=browser))


async def _demo(seed: int, port: int, host: str, database: str, *, browser: bool) -> None:
    from bot.cli.refused import CommandRefused
    from bot.demo.kept import NotOfADemo
    from bot.demo.scene import Scene
    from bot.demo.server import Server, address_of, open_door

    try:
        door = open_door(host, port)
    except OSError as error:
        # Python adds the address to the system's words; of a name that is none there is only Python's.
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise CommandRefused(f"Port {port} tidak dapat dipakai ({reason}). Pilih lain: --port {port + 1}") from None
    address = address_of(door)
    reach = _seen_from_others(address) if host in _EVERYWHERE else address if host != _HERE else ""
    with door, tempfile.TemporaryDirectory(prefix="panwascam-") as directory:
        plays = itertools.count(1)

        async def play() -> Scene:
            url = database or f"sqlite+aiosqlite:///{Path(directory) / f'demo-{next(plays)}.db'}"
            return await Scene.open(url, seed, address=reach or address, keeps=bool(database))

        try:
            scene = await play()
        except NotOfADemo:
            raise CommandRefused(
                "Basis data itu berisi data lain, bukan demo: orang contoh tidak boleh masuk ke sana. Sebut basis data kosong."
            ) from None
        server = Server(scene, None if database else play)
        try:
            scene.begin()
            await server.start(door)
            server.reach = reach
            _say(address, reach, browser=browser)
            await _until_stopped()
        finally:
            await server.stop()
            await server.scene.end()


def _say(address: str, reach: str, *, browser: bool) -> None:
    typer.echo(f"Buka {address} di peramban. Ctrl+C menghentikan.")
    if reach:
        _say_to_handsets(reach)
    if browser and sys.stdout.isatty():
        import webbrowser

        webbrowser.open(address)


def _seen_from_others(address: str) -> str:
    """The address that others in the network reach; empty where there is no network."""
    import socket

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            # Nothing is sent: only the way out is looked up (an address of documentation, RFC 5737).
            way.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return address.replace("127.0.0.1", way.getsockname()[0])


def _say_to_handsets(url: str) -> None:
    """With its QR code on a terminal; anybody in the network may press."""
    import segno

    typer.echo(f"Dari ponsel di jaringan yang sama: {url}")
    typer.echo("Satu ponsel saja: tekan ⋮ pada ponsel itu, lalu pindai kodenya.")
    if sys.stdout.isatty():
        segno.make(url, error="m", micro=False).terminal(compact=True)


async def _until_stopped() -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()
