"""`panwascam import`, `template`, `export`: tables in and out."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.written import ForceOption, refuse_taken, write_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.documents.tables import Table
    from bot.services.context import Context
    from bot.services.importing import Imported

OfficeOption = Annotated[str, typer.Option("--kantor", help="Kode kantor, bila bot melayani beberapa.")]


class ImportKind(StrEnum):
    """What a file holds."""

    DISTRICTS = "kecamatan"
    CALENDAR = "calendar"
    ROSTER = "roster"
    DUTY = "duty"
    ATTENDANCE = "attendance"
    FREE_DAYS = "libur"


def import_(
    kind: Annotated[ImportKind, typer.Argument(help="kecamatan, calendar, roster, duty, attendance, atau libur")],
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
    errors: Annotated[
        Path | None,
        typer.Option("--errors", help="Bila ada yang keliru, tulis file itu kembali (XLSX) dengan kolom kesalahan."),
    ] = None,
    office: OfficeOption = "",
    force: ForceOption = False,  # noqa: FBT002 (typer's way)
) -> None:
    """Masukkan kecamatan, kalender, daftar anggota, jadwal piket, daftar hadir, atau hari libur kantor dari CSV/XLSX."""
    from bot.cli.work import finish

    asked = {"dry_run": dry_run, "year": year, "agreed": None if yes else ()}
    finish(_import(kind.value, file, office, errors, force=force, **asked))


def template(
    kind: ImportKind,
    file: Path,
    office: OfficeOption = "",
    force: ForceOption = False,  # noqa: FBT002 (typer's way)
) -> None:
    """Tulis file contoh kosong (CSV, atau XLSX dengan daftar pilihan) dengan judul kolom yang benar."""
    from bot.cli.work import finish

    finish(_template(kind.value, file, office, force=force))


def export(
    file: Path,
    year: Annotated[int | None, typer.Option("--tahun", help="Tahun rencana; bawaan: yang berlaku.")] = None,
    free_days: Annotated[bool, typer.Option("--libur", help="Hari libur kantor, bukan kalender.")] = False,  # noqa: FBT002 (typer's way)
    office: OfficeOption = "",
    force: ForceOption = False,  # noqa: FBT002 (typer's way)
) -> None:
    """Tulis kalender satu tahun, atau hari libur kantor, dalam format impor (CSV atau XLSX)."""
    from bot.cli.work import finish

    finish(_export_free_days(file, office, force=force) if free_days else _export(file, year, office, force=force))


async def _import(kind: str, file: Path, office: str, errors: Path | None, *, force: bool, **asked: Any) -> None:
    from bot.cli.work import load_settings, opened

    if errors is not None:
        refuse_taken(errors, force=force)
    table = await read_file(kind, file)
    async with opened(load_settings(), office) as (ctx, office_id):
        done = await _imported(ctx, office_id, kind, table, **asked)
        if done.problems and errors is not None:
            _give_back(done, table, await _offered(ctx, office_id, kind), errors, force=force)
        said = _told(done, errors if done.problems else None, dry_run=asked["dry_run"])
        into = await _into(ctx, office_id)
    typer.echo(f"{into}{said}")


async def _into(ctx: "Context", office_id: int) -> str:
    """A line on which of several offices it went into."""
    from bot.services.office.offices import office_codes
    from bot.views.text import plain

    offices = await office_codes(ctx)
    line = next(plain("import-into", code=code, name=name) for code, (key, name) in offices.items() if key == office_id)
    return f"{line}\n" if len(offices) > 1 else ""


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
    done = await _imported(ctx, office_id, kind, table, dry_run=dry_run, year=year, agreed=agreed)
    return _told(done, None, dry_run=dry_run)


async def _imported(ctx: "Context", office_id: int, kind: str, table: "Table", **asked: Any) -> "Imported":
    from dataclasses import replace

    from bot.cli.busy import busy
    from bot.services.importing import import_rows

    with busy(f"Memeriksa dan menyimpan {len(table.rows)} baris"):
        done = await import_rows(
            ctx,
            office_id,
            kind,
            table.rows,
            dry_run=asked["dry_run"],
            plan_year=asked["year"],
            agreed=asked["agreed"],
        )
    return replace(done, reading=table.reading)


def _told(done: "Imported", errors: Path | None, *, dry_run: bool) -> str:
    from bot.cli.refused import CommandRefused
    from bot.views.importing import lacking_districts, outcome
    from bot.views.text import plain, t, unmarked

    text = unmarked(outcome(done, most=1000))
    if done.problems:
        more = [lacking_districts(done, "import-lacking-shell")]
        more.append(t("import-errors-file", file=str(errors)) if errors else None)
        raise CommandRefused("\n".join((text, *(unmarked(line) for line in more if line))))
    if done.asks:
        text = f"{text}\n{plain('import-ask-confirm-shell')}"
        if not dry_run:
            raise CommandRefused(text)
    return text


def _give_back(
    done: "Imported", table: "Table", offered: "Mapping[str, Sequence[str]]", errors: Path, *, force: bool
) -> None:
    from bot.documents.faulty_lines import faulty_lines
    from bot.views.importing import faults, sheet_names

    content = faulty_lines(table.rows, faults(done, table.rows), offered, sheet_names())
    write_file(errors, content, force=force)


async def _offered(ctx: "Context", office_id: int, kind: str) -> "Mapping[str, Sequence[str]]":
    from bot.services.importing import import_choices

    return await import_choices(ctx, office_id, kind)


def _content(file: Path) -> bytes:
    """A file that is not larger than one may be."""
    from bot.documents.bounds import MAX_BYTES, UnreadableTable

    if (size := file.stat().st_size) > MAX_BYTES:
        raise UnreadableTable("import-too-big", size=size // 1024 // 1024)
    return file.read_bytes()


async def _template(kind: str, file: Path, office: str, *, force: bool) -> None:
    from bot.documents.imports import COLUMNS

    columns = COLUMNS[kind]
    if file.suffix.lower() == ".xlsx":
        from bot.documents.plain_workbook import PlainSheet, plain_workbook
        from bot.views.text import plain

        offered = await _known_choices(kind, office)
        sheet = PlainSheet(plain("import-sheet-template"), columns, [], offered)
        write_file(file, plain_workbook([sheet]), force=force)
    else:
        _write(file, columns, [], force=force)
    typer.echo(f"{file}: {', '.join(columns)}")


async def _known_choices(kind: str, office: str) -> "Mapping[str, Sequence[str]]":
    """With the kecamatan of the office, where there is a database that knows them; an empty file needs none."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.cli.refused import CommandRefused
    from bot.cli.work import load_settings, looked_into
    from bot.domain.importing.choices import choices
    from bot.domain.refusals import Refusal

    try:
        async with looked_into(load_settings(), office) as (ctx, office_id):
            return await _offered(ctx, office_id, kind)
    except (CommandRefused, Refusal, SQLAlchemyError, OSError):
        if office:
            raise
        return choices(kind, ())


async def _export(file: Path, year: int | None, office: str, *, force: bool) -> None:
    from bot.cli.work import load_settings, looked_into
    from bot.documents.imports import COLUMNS
    from bot.services.meetings.calendar import plan_lines

    refuse_taken(file, force=force)
    async with looked_into(load_settings(), office) as (ctx, office_id):
        year, activities = await plan_lines.plan_of(ctx, office_id, year)
    rows = [plan_lines.import_row(activity) for activity in activities]
    _write(file, (*COLUMNS["calendar"], "catatan"), rows, force=force)
    typer.echo(f"{file}: {len(rows)} kegiatan, rencana {year}")


async def _export_free_days(file: Path, office: str, *, force: bool) -> None:
    from bot.cli.work import load_settings, looked_into
    from bot.documents.imports import COLUMNS
    from bot.services.meetings.office_days import own_days

    refuse_taken(file, force=force)
    async with looked_into(load_settings(), office) as (ctx, office_id):
        rows: list[tuple[str, ...]] = [*await own_days(ctx, office_id)]
    _write(file, COLUMNS["libur"], rows, force=force)
    typer.echo(f"{file}: {len(rows)} hari libur kantor")


def _write(file: Path, columns: tuple[str, ...], rows: list[tuple[str, ...]], *, force: bool) -> None:
    from bot.documents.tables import write_csv, write_xlsx

    write = write_xlsx if file.suffix.lower() == ".xlsx" else write_csv
    write_file(file, write(columns, rows), force=force)
