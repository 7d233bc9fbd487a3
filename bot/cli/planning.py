"""`panwascam plan`: a month's activities that have no date, each with a slot that nobody is wanted twice in."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.files import OfficeOption

if TYPE_CHECKING:
    from bot.domain.recap.spans import Span


def plan(
    month: Annotated[str, typer.Option("--month", help="Bulan, misalnya 2023-11")],
    office: OfficeOption = "",
) -> None:
    """Usulkan tanggal semua kegiatan sebulan yang belum bertanggal; menetapkannya dari chat: /usul."""
    from bot.cli.refused import CommandRefused
    from bot.cli.work import finish
    from bot.domain.recap.spans import SpanUnit, span_of_code
    from bot.views.text import plain

    span = span_of_code(month)
    if span is None or span.unit is not SpanUnit.MONTH:
        raise CommandRefused(plain("propose-bad-month", given=month))
    finish(_plan(span, office))


async def _plan(span: "Span", office: str) -> None:
    from bot.cli.work import load_settings, looked_into
    from bot.services.meetings.proposing import month_of_office
    from bot.views.meetings.proposals import month_text

    async with looked_into(load_settings(), office) as (ctx, office_id):
        found = await month_of_office(ctx, office_id, span.first)
    typer.echo(month_text(found.first, found.plan, found.closed, found.zone, found.unknown))
