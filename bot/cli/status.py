"""`panwascam status`: how the bot and its offices stand, on one screen."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.config.settings import Settings
    from bot.doctor.findings import Finding

# Sends on the screen.
_NEXT = 5
_MOST_OFFICES = 20


def status() -> None:
    """Sekilas: apakah bot berjalan, anggota yang terdaftar, kiriman yang menunggu, terlambat, atau gagal."""
    from bot.cli.work import finish

    finish(_status())


async def _status() -> None:
    from bot.cli.jobs import send_lines
    from bot.cli.work import load_settings, present
    from bot.doctor.machine import examine_backups, examine_running
    from bot.services.office.offices import list_offices
    from bot.services.office.upcoming import next_sends
    from bot.storage.ledger_counts import count_ledger
    from bot.views.text import plain

    settings = load_settings()
    async with present(settings) as ctx:
        now = ctx.clock.now()
        offices = await list_offices(ctx)
        ledger = await ctx.db.query(count_ledger(now))
        sends = await next_sends(ctx, _NEXT)
        findings = [*await examine_running(settings), *examine_backups(settings, ctx.clock)]
    late = int((now - ledger.oldest_due).total_seconds() // 60) if ledger.oldest_due else 0
    lines = [
        plain("dashboard-ledger", pending=ledger.pending, due=ledger.due, minutes=late, failed=ledger.failed),
        plain("dashboard-inbox", waiting=ledger.inbox.waiting, aside=ledger.inbox.set_aside),
        *(plain("dashboard-fault", office=one.office, job=one.job, subject=one.subject) for one in ledger.faults),
    ]
    rows = [
        (
            f"{one.code} {one.name}",
            f"{one.registered}/{one.people}",
            str(len(one.districts)),
            ", ".join(map(str, one.plans)),
        )
        for one in offices[:_MOST_OFFICES]
    ]
    if len(offices) > _MOST_OFFICES:
        rows.append((plain("dashboard-more", count=len(offices) - _MOST_OFFICES), "", "", ""))
    _show(_title(settings), findings, rows, lines, send_lines(sends) or [plain("jobs-none")])


def _title(settings: "Settings") -> str:
    from importlib.metadata import version

    from sqlalchemy.engine import make_url

    url = make_url(settings.database_url).render_as_string(hide_password=True)
    return f"panwascam-bot {version('panwascam-bot')} · {url}"


def _show(
    title: str, findings: "list[Finding]", offices: list[tuple[str, str, str, str]], lines: list[str], sends: list[str]
) -> None:
    """Panels on a terminal; in a pipe the same words, without colours or frames."""
    from rich.console import Console, Group
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    from bot.views.text import plain

    console = Console(highlight=False)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for key, justify in (("office", "left"), ("people", "right"), ("districts", "right"), ("plans", "left")):
        table.add_column(plain(f"dashboard-{key}"), justify=justify)  # type: ignore[arg-type]
    for row in offices:
        table.add_row(*map(Text, row))
    parts: list[tuple[str, Any]] = [
        (plain("dashboard-bot"), Group(*(Text(str(one)) for one in findings))),
        (plain("dashboard-offices"), table if offices else Text(plain("office-none"))),
        (plain("dashboard-sending"), Group(*map(Text, lines))),
        (plain("jobs-sends").rstrip(":"), Group(*map(Text, sends))),
    ]
    console.print(Text(title, style="bold"))
    for name, inside in parts:
        if console.is_terminal:
            console.print(Panel(inside, title=name, title_align="left"))
        else:
            console.print(Text(f"{name}:"))
            console.print(inside, soft_wrap=True)
