"""`panwascam jobs`: what the bot does by itself, and when next."""

import typer


def jobs() -> None:
    """Daftar pekerjaan terjadwal dan waktu berikutnya."""
    from bot.cli.work import finish

    finish(_jobs())


async def _jobs() -> None:

    from bot.cli.work import load_settings, present
    from bot.delivery import ledger
    from bot.jobs.jobs import Jobs
    from bot.services.office.backups import shelf_of
    from bot.services.owing.nightly import office_zones

    settings = load_settings()
    async with present(settings) as ctx:
        zones = await office_zones(ctx)
        listed = Jobs.planned(ctx, zones, await ledger.next_due(ctx.db), shelf_of(settings))
    for line in listed:
        when = line.next_run.astimezone(ctx.zone).isoformat(" ", "minutes") if line.next_run else "–"
        typer.echo(f"{line.name:32} {when}")
