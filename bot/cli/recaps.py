"""`panwascam recap national`: a month over all offices of the deployment."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.written import ForceOption, refuse_taken, write_file

if TYPE_CHECKING:
    from bot.domain.recap.spans import Span

recap_cli = typer.Typer(help="Rekap kehadiran.", no_args_is_help=True, pretty_exceptions_enable=False)


@recap_cli.callback()
def _recap() -> None:
    """Rekap kehadiran."""


@recap_cli.command()
def national(
    month: Annotated[str, typer.Option("--month", help="Bulan, misalnya 2023-11; bawaan: bulan ini")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="Tulis juga sebagai XLSX, satu baris per kantor")] = None,
    force: ForceOption = False,  # noqa: FBT002 (typer's way)
) -> None:
    """Rekap satu bulan dari semua kantor."""
    from bot.cli.refused import CommandRefused
    from bot.cli.work import finish
    from bot.domain.recap.spans import SpanUnit, span_of_code
    from bot.views.text import plain

    span = span_of_code(month) if month else None
    if month and (span is None or span.unit is not SpanUnit.MONTH):
        raise CommandRefused(plain("national-bad-month", given=month))
    if out is not None and out.suffix.lower() != ".xlsx":
        raise CommandRefused(plain("national-bad-file", file=str(out)))
    if out is not None:
        refuse_taken(out, force=force)
    finish(_national(span, out, force=force))


async def _national(span: "Span | None", out: Path | None, *, force: bool) -> None:
    from bot.cli.busy import busy
    from bot.cli.work import load_settings, present
    from bot.domain.recap.spans import Span, SpanUnit
    from bot.services.recap import national_recap
    from bot.views.recap.national import national as text_of
    from bot.views.text import plain, unmarked

    async with present(load_settings()) as ctx:
        span = span or Span.of(SpanUnit.MONTH, ctx.clock.now().astimezone(ctx.zone).date())
        with busy(plain("national-counting")):
            recap = await national_recap(ctx, span, ctx.zone)
    typer.echo(unmarked(text_of(recap)))
    if out is None:
        return
    from bot.cli.refused import CommandRefused
    from bot.documents.typesetting import typeset
    from bot.views.recap.sheets import national as sheet_of

    try:
        write_file(out, typeset(sheet_of(recap)), force=force)
    except OSError as error:
        raise CommandRefused(plain("national-not-written", file=str(out), why=error.strerror)) from None
    typer.echo(plain("national-written", file=str(out)))
