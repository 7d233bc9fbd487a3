"""How far a replay has come, on a terminal."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console


@contextmanager
def progress_of(what: str, days: int, console: Console | None) -> Iterator[Callable[[float], None]]:
    """Show how many of `days` are played; quiet without a console."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=console is None, transient=True) as progress:
        bar = progress.add_task(what, total=days)
        yield lambda done: progress.update(bar, completed=done)
