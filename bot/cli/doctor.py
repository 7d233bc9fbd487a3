"""`panwascam doctor`: what is amiss, and what to do."""

import typer


def doctor() -> None:
    """Periksa token, webhook, basis data, jam, disk, dan lainnya; sebut apa yang perlu dilakukan."""
    from bot.cli.work import finish

    finish(_doctor())


async def _doctor() -> None:
    from bot.cli.refused import CommandRefused
    from bot.cli.work import load_settings
    from bot.doctor.examine import examine
    from bot.doctor.findings import Mark

    count = dict.fromkeys(Mark, 0)
    async for title, findings in examine(load_settings()):
        if title:
            typer.secho(title, bold=True)
        for finding in findings:
            typer.echo(f"  {finding}")
            count[finding.mark] += 1
    if count[Mark.BAD]:
        raise CommandRefused(f"{count[Mark.BAD]} masalah perlu diselesaikan.")
    warnings = count[Mark.WARNING]
    typer.echo(f"Siap dijalankan, {warnings} hal perlu diperhatikan." if warnings else "Semua baik.")
