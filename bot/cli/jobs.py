"""`panwascam jobs`: what goes out next, and what the bot does by itself."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.services.office.upcoming import Send


def jobs(
    most: Annotated[int, typer.Option("--banyak", min=1, max=1000, help="Berapa kiriman yang ditampilkan.")] = 10,
) -> None:
    """Kiriman berikutnya (untuk apa, kapan, berapa orang), lalu pekerjaan terjadwal dan waktunya."""
    from bot.cli.work import finish

    finish(_jobs(most))


async def _jobs(most: int) -> None:
    from bot.cli.work import load_settings, present
    from bot.delivery import ledger
    from bot.jobs.jobs import Jobs
    from bot.services.office.backups import shelf_of
    from bot.services.office.upcoming import next_sends
    from bot.services.owing.nightly import office_zones
    from bot.views.text import plain

    settings = load_settings()
    async with present(settings) as ctx:
        sends = await next_sends(ctx, most)
        zones = await office_zones(ctx)
        listed = Jobs.planned(ctx, zones, await ledger.next_due(ctx.db), shelf_of(settings))
    typer.secho(plain("jobs-sends"), bold=True)
    for text in send_lines(sends) or [plain("jobs-none")]:
        typer.echo(f"  {text}")
    typer.secho(plain("jobs-work"), bold=True)
    for line in listed:
        when = line.next_run.astimezone(ctx.zone).isoformat(" ", "minutes") if line.next_run else "–"
        typer.echo(f"{line.name:32} {when}")


def send_lines(sends: "list[Send]") -> list[str]:
    """A line each, in the time of the office; its name where they are of several."""
    from bot.views.format import moment_short, purpose_name, zone_name
    from bot.views.text import plain

    several = len({send.office for send in sends}) > 1
    lines = []
    for send in sends:
        what = purpose_name(send.purpose)
        office = f", {send.office}" if several else ""
        when = f"{moment_short(send.due_at, send.zone)} {zone_name(send.zone)}"
        lines.append(plain("jobs-send", what=f"{what} {send.code}".strip(), when=when, count=send.count, office=office))
    return lines
