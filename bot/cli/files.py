"""`panwascam import`, `template`, `export`: tables in and out."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.written import ForceOption, refuse_taken, write_file

if TYPE_CHECKING:
    from bot.documents.tables import Table
    from bot.services.context import Context

OfficeOption = Annotated[str, typer.Option("--kantor", help="Kode kantor, bila bot melayani beberapa.")]


class ImportKind(StrEnum):
    """What a file holds."""

    DISTRICTS = "kecamatan"
    CALENDAR = "calendar"
    ROSTER = "roster"
    DUTY = "duty"
    ATTENDANCE = "attendance"


def import_(
    kind: Annotated[ImportKind, typer.Argument(help="kecamatan, calendar, roster, duty, atau attendance")],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Periksa saja, tidak disimpan.")] = False,  # noqa: FBT002 (typer's way)
    year: Annotated[
        int | None, typer.Option("--tahun", help="Tahun rencana, bila waktunya tidak menyebut tahun.")
    ] = None,
    yes: Annotated[  # noqa: FBT002 (typer's way)
        bool,
        typer.Option(
            "--yes",
            help="Setuju dengan yang ditandai ⚠️: nomor yang kini milik orang lain, atau nama yang sama dengan jabatan lain.",
        ),
    ] = False,
    office: OfficeOption = "",
) -> None:
    """Masukkan kecamatan, kalender, daftar anggota, jadwal piket, atau daftar hadir dari CSV/XLSX."""
    from bot.cli.work import finish

    finish(_import(kind.value, file, office, dry_run=dry_run, year=year, agreed=None if yes else ()))


def template(kind: ImportKind, file: Path, force: ForceOption = False) -> None:  # noqa: FBT002 (typer's way)
    """Tulis file contoh kosong (CSV atau XLSX) dengan judul kolom yang benar."""
    from bot.cli.work import finish

    finish(_template(kind.value, file, force=force))


def export(
    file: Path,
    year: Annotated[int | None, typer.Option("--tahun", help="Tahun rencana; bawaan: yang berlaku.")] = None,
    office: OfficeOption = "",
    force: ForceOption = False,  # noqa: FBT002 (typer's way)
) -> None:
    """Tulis kalender satu tahun dalam format impor (CSV atau XLSX)."""
    from bot.cli.work import finish

    finish(_export(file, year, office, force=force))


async def _import(
    kind: str, file: Path, office: str, *, dry_run: bool, year: int | None, agreed: tuple[()] | None
) -> None:
    from bot.cli.work import load_settings, opened

    table = await read_file(kind, file)
    async with opened(load_settings(), office) as (ctx, office_id):
        said = await import_table(ctx, office_id, kind, table, dry_run=dry_run, year=year, agreed=agreed)
    typer.echo(said)


async def read_file(kind: str, file: Path) -> "Table":
    """The table of a file; raises `UnreadableTable`."""
    from bot.documents.reading import FileReader

    return (await FileReader().read(_content(file), kind))[1]


async def import_table(
    ctx: "Context",
    office_id: int,
    kind: str,
    table: "Table",
    *,
    dry_run: bool = False,
    year: int | None = None,
    agreed: tuple[()] | None = (),
) -> str:
    """Check and keep all of it; what became of it, in words. Refuses with every fault, and what wants a yes."""
    from dataclasses import replace

    from bot.cli.progress import busy
    from bot.cli.refused import CommandRefused
    from bot.services.importing import import_rows
    from bot.views.importing import lacking_districts, outcome
    from bot.views.text import plain, unmarked

    with busy(f"Memeriksa dan menyimpan {len(table.rows)} baris"):
        done = await import_rows(ctx, office_id, kind, table.rows, dry_run=dry_run, plan_year=year, agreed=agreed)
    done = replace(done, reading=table.reading)
    text = unmarked(outcome(done, most=1000))
    if done.problems:
        lacking = lacking_districts(done, "import-lacking-shell")
        raise CommandRefused(f"{text}\n{unmarked(lacking)}" if lacking else text)
    if done.asks:
        text = f"{text}\n{plain('import-ask-confirm-shell')}"
        if not dry_run:
            raise CommandRefused(text)
    return text


def _content(file: Path) -> bytes:
    """A file that is not larger than one may be."""
    from bot.documents.bounds import MAX_BYTES, UnreadableTable

    if (size := file.stat().st_size) > MAX_BYTES:
        raise UnreadableTable("import-too-big", size=size // 1024 // 1024)
    return file.read_bytes()


async def _template(kind: str, file: Path, *, force: bool) -> None:
    from bot.documents.imports import COLUMNS

    columns = COLUMNS[kind]
    _write(file, columns, [], force=force)
    typer.echo(f"{file}: {', '.join(columns)}")


async def _export(file: Path, year: int | None, office: str, *, force: bool) -> None:
    from bot.cli.work import load_settings, looked_into
    from bot.documents.imports import COLUMNS
    from bot.services.meetings import calendar

    refuse_taken(file, force=force)
    async with looked_into(load_settings(), office) as (ctx, office_id):
        year, activities = await calendar.plan_of(ctx, office_id, year)
    rows = [calendar.import_row(activity) for activity in activities]
    _write(file, (*COLUMNS["calendar"], "catatan"), rows, force=force)
    typer.echo(f"{file}: {len(rows)} kegiatan, rencana {year}")


def _write(file: Path, columns: tuple[str, ...], rows: list[tuple[str, ...]], *, force: bool) -> None:
    from bot.documents.tables import write_csv, write_xlsx

    write = write_xlsx if file.suffix.lower() == ".xlsx" else write_csv
    write_file(file, write(columns, rows), force=force)
