"""`panwascam init`: from nothing to a bot that can be started, by six questions or as many options."""

import asyncio
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.written import ForceOption

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.config.settings import Settings
    from bot.services.context import Context

_ENV = Path(".env")


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody said, as they wrote it; empty: nothing."""

    token: str
    office: str
    districts: Path | None
    zone: str
    database: str
    admin: str
    roster: Path | None
    bot: str


def init(  # noqa: PLR0913, PLR0917 (an option a question)
    token: Annotated[str, typer.Option("--token", help="Token dari @BotFather; langsung dicoba.")] = "",
    office: Annotated[str, typer.Option("--kantor", help="Kode dan nama, “63.10 Bawaslu Kabupaten Tanah Bumbu”.")] = "",
    districts: Annotated[
        Path | None, typer.Option("--kecamatan", exists=True, dir_okay=False, help="Berkas kecamatan (CSV/XLSX).")
    ] = None,
    zone: Annotated[str, typer.Option("--zona", help="WIB, WITA, atau WIT")] = "",
    database: Annotated[str, typer.Option("--basis-data", help="Berkas SQLite, atau alamat PostgreSQL.")] = "",
    admin: Annotated[str, typer.Option("--admin", help="Nama dan nomor HP, “Budi Santoso, 0812-3456-7890”.")] = "",
    roster: Annotated[
        Path | None, typer.Option("--anggota", exists=True, dir_okay=False, help="Daftar anggota (CSV/XLSX).")
    ] = None,
    bot_name: Annotated[str, typer.Option("--bot", help="Nama pengguna bot, bila Telegram belum terjangkau.")] = "",
    force: ForceOption = False,  # noqa: FBT002 (typer's way)
) -> None:
    """Siapkan bot: enam pertanyaan, lalu .env, basis data, daftar anggota, dan tautan pendaftaran admin pertama."""
    from bot.cli.refused import CommandRefused
    from bot.cli.work import finish
    from bot.views.text import plain

    if _ENV.exists() and not force:
        raise CommandRefused(plain("init-env-there"))
    given = Answers(token, office, districts, zone, database, admin, roster, bot_name)
    answers = _asked(given) if sys.stdin.isatty() else given
    lacking = [option for option, value in (("--token", answers.token), ("--admin", answers.admin)) if not value]
    if lacking:
        raise CommandRefused(plain("init-lacking", options=", ".join(lacking)))
    # What is wrongly written is said before anything is asked for or made.
    _token(answers.token)
    _admin(answers.admin)
    code, name = _office(answers.office)
    kept = {"BOT_TOKEN": answers.token, "DATABASE_URL": _database(answers.database), "OFFICE_CODE": code}
    if answers.zone:
        kept["BOT_TIMEZONE"] = _zone(answers.zone)
    settings = _settings(answers, kept)
    finish(_init(answers, name, kept, settings), settings)


def _asked(given: Answers) -> Answers:
    """The questions whose answers were not given as options."""
    from bot.leading.seed import shipped_code, shipped_office
    from bot.views.text import plain

    typer.echo(plain("init-title", folder=str(Path.cwd())))
    token = given.token or _ask_token(given)
    shipped = f"{shipped_code()} {shipped_office()[0]['name']}"
    office = given.office or _ask("office", shipped, taken=_office)
    districts = given.districts or (None if office.startswith(shipped_code()) else _ask_file("districts"))
    return replace(
        given,
        token=token,
        office=office,
        districts=districts,
        zone=given.zone or _ask("zone", "WIB", taken=_zone),
        database=given.database or _ask("database", "panwascam.db"),
        admin=given.admin or _ask("admin", taken=_admin),
        roster=given.roster or _ask_file("roster"),
    )


def _ask(question: str, default: str | None = None, taken: "Callable[[str], object]" = str) -> str:
    """Until `taken` refuses nothing: an answer that is found wrong after all others costs all of them."""
    from bot.cli.refused import CommandRefused
    from bot.views.text import plain

    while True:
        given = str(typer.prompt(plain(f"init-ask-{question}"), default=default)).strip()
        try:
            taken(given)
        except CommandRefused as refused:
            typer.echo(str(refused), err=True)
        else:
            return given


def _ask_file(question: str) -> Path | None:
    from bot.views.text import plain

    while True:
        name = str(typer.prompt(plain(f"init-ask-{question}"), default="", show_default=False)).strip().strip("'\"")
        if not name or Path(name).is_file():
            return Path(name) if name else None
        typer.echo(plain("shell-no-file", file=name), err=True)


def _ask_token(given: Answers) -> str:
    """Until Telegram takes it; where it cannot be asked that ends the questions."""
    from telegram.error import InvalidToken

    from bot.cli.links import bot_username
    from bot.views.text import plain

    while True:
        token = _ask("token", taken=_token)
        settings = _settings(replace(given, token=token), {})
        try:
            username = given.bot or asyncio.run(bot_username(settings))
        except InvalidToken:
            typer.echo(plain("shell-token-refused"), err=True)
            continue
        typer.echo(plain("init-token-ok", bot=username))
        return token


async def _init(answers: Answers, name: str, kept: dict[str, str], settings: "Settings") -> None:
    from bot.cli.files import read_file
    from bot.cli.links import bot_username, show_code
    from bot.cli.work import migrated
    from bot.services.people.registration import create_link
    from bot.storage.database import sqlite_file
    from bot.views.text import plain

    code = settings.office_code
    # Everything is asked and read before anything is kept.
    username = answers.bot or await bot_username(settings)
    tables = {
        kind: await read_file(kind, file)
        for kind, file in (("kecamatan", answers.districts), ("roster", answers.roster))
        if file is not None
    }
    async with migrated(settings) as ctx:
        office_id = await _found(ctx, settings, code, name)
        for kind, table in tables.items():
            await _imported(ctx, office_id, kind, table)
        person, who = await _make_admin(ctx, office_id, answers.admin)
        token = await create_link(ctx, person)
        lacking = await _lacking(ctx, code)
    _write(kept)
    file = sqlite_file(settings.database_url)
    typer.echo(plain("init-done", file=str(_ENV), database=str(file or "PostgreSQL"), name=who))
    url = f"https://t.me/{username}?start={token}"
    typer.echo(url)
    show_code(url, None, force=False)
    typer.echo(f"\n{plain('init-forward', bot=username)}\n\n{plain('init-next')}")
    for text in lacking:
        typer.echo(f"  {text}")


def _token(given: str) -> str:
    """As @BotFather writes them."""
    from bot.cli.refused import CommandRefused
    from bot.views.text import plain

    if not re.fullmatch(r"\d+:[\w-]+", given):
        raise CommandRefused(plain("init-bad-token"))
    return given


def _office(given: str) -> tuple[str, str]:
    """Code and name; of the shipped office the code is enough."""
    from bot.cli.refused import CommandRefused
    from bot.leading.seed import shipped_code, shipped_office
    from bot.views.text import plain

    if not given:
        return shipped_code(), shipped_office()[0]["name"]
    found = re.fullmatch(r"(\d\d\.\d\d)\W*(.*)", given.strip())
    if found is None or not (found[2] or found[1] == shipped_code()):
        raise CommandRefused(plain("init-bad-office", given=given[:80]))
    return found[1], found[2] or shipped_office()[0]["name"]


def _zone(given: str) -> str:
    from bot.cli.work import named_by
    from bot.domain.office.offices import check_office

    with named_by({"timezone": "--zona"}):
        return check_office({"timezone": given})["timezone"]


def _admin(given: str) -> tuple[str, str]:
    """Name and phone."""
    from bot.cli.refused import CommandRefused
    from bot.domain.people.phones import PhoneProblem, read_phone
    from bot.views.text import plain

    name, _, number = (part.strip() for part in given.rpartition(","))
    try:
        if name:
            return name, read_phone(number)
    except PhoneProblem:
        pass
    raise CommandRefused(plain("init-bad-admin", given=given[:80]))


def _database(given: str) -> str:
    """As DATABASE_URL has it; a name is a file."""
    if not given or "://" not in given:
        return f"sqlite+aiosqlite:///{given or 'panwascam.db'}"
    return re.sub(r"^postgres(?:ql)?://", "postgresql+asyncpg://", given)


def _settings(answers: Answers, kept: dict[str, str]) -> "Settings":
    """As they will be, before they are written."""
    from bot.cli.work import load_settings

    return load_settings(**{"bot_token": answers.token} | {name.lower(): value for name, value in kept.items()})


async def _found(ctx: "Context", settings: "Settings", code: str, name: str) -> int:
    """The office, made or as it is now said to be."""
    from bot.cli.work import named_by
    from bot.leading.seed import seed_office, shipped_code
    from bot.services.office.offices import add_office, office_codes, set_office

    names = {"code": "--kantor", "name": "--kantor", "timezone": "--zona"}
    with named_by(names):
        if code != shipped_code() and code not in await office_codes(ctx):
            await add_office(ctx, code, {"name": name, "timezone": settings.bot_timezone})
        office_id = await seed_office(ctx, settings, code)
        await set_office(ctx, code, {"name": name})
    return office_id


async def _imported(ctx: "Context", office_id: int, kind: str, table: object) -> None:
    from bot.cli.files import import_table

    typer.echo((await import_table(ctx, office_id, kind, table)).split("\n", 1)[0])  # type: ignore[arg-type]


async def _make_admin(ctx: "Context", office_id: int, given: str) -> tuple[int, str]:
    """Who is named becomes an admin, as a line of the roster would make them; their id and name."""
    from bot.cli.refused import CommandRefused
    from bot.documents.tables import Table
    from bot.domain.importing.columns import Row
    from bot.domain.people.names.alike import is_part_of_name
    from bot.services.people.registration import roster
    from bot.services.people.roles import appoint_admin
    from bot.views.text import plain

    name, phone = _admin(given)
    people = {one.phone: one for one in await roster(ctx, office_id)}
    known = people.get(phone)
    if known is None:
        values = {"nama": name, "telepon": phone, "jabatan": "Staf Bawaslu", "peran": "admin"}
        await _imported(ctx, office_id, "roster", Table(tuple(values), (Row(2, values),)))
        known = next(one for one in await roster(ctx, office_id) if one.phone == phone)
    elif not is_part_of_name(name, known.name):
        raise CommandRefused(plain("init-other-name", name=known.name, given=name[:80]))
    else:
        # Whoever is in the roster stays what they are.
        await appoint_admin(ctx, known)
    return known.id, known.name


async def _lacking(ctx: "Context", code: str) -> list[str]:
    """What is still to be imported."""
    from bot.services.office.offices import office_line
    from bot.views.text import plain

    line = await office_line(ctx, code)
    return [
        *([] if line.districts else [plain("init-next-districts")]),
        *([] if line.people > 1 else [plain("init-next-roster")]),
        *([] if line.plans else [plain("init-next-calendar")]),
    ]


def _write(kept: dict[str, str]) -> None:
    from bot.cli.env_file import env_encoding
    from bot.cli.env_lines import with_settings
    from bot.cli.written import write_file

    before = _ENV.read_text(env_encoding(_ENV)) if _ENV.exists() else ""
    write_file(_ENV, with_settings(before, kept).encode(), force=True)
