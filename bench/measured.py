"""A row of the table, and how both sides of it are measured: alternately, several times, medians."""

from __future__ import annotations

import asyncio
import itertools
import statistics
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from office import sqlite_url

from tests import postgres

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Figures = dict[str, Any]


@dataclass(slots=True)
class Row:
    """One line: our figure, the peer's, and what their ratio must be."""

    name: str
    peer: str
    unit: str
    ours: float
    theirs: float | None
    ratio: float | None
    must: str
    met: bool
    notes: str = ""
    runs: list[Figures] = field(default_factory=list)


@dataclass(slots=True)
class Bench:
    """What every measurement is given: a directory for databases, how long and how often to measure."""

    directory: Path
    quick: bool
    runs: int
    profile: Path | None = None
    postgresql: bool = False
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    def path(self, name: str) -> Path:
        """A path nobody has used."""
        return self.directory / f"{name}-{next(self._numbers)}.db"

    def database(self, name: str) -> str:
        """The URL of an empty database."""
        if self.postgresql:
            return asyncio.run(postgres.create_database())
        return sqlite_url(self.path(name))


def compare(bench: Bench, *sides: Callable[[], Figures]) -> list[list[Figures]]:
    """Measure all sides in turn, several times: what else the machine does then burdens them all."""
    figures: list[list[Figures]] = [[] for _ in sides]
    for number in range(bench.runs):
        say(f"  run {number + 1} of {bench.runs}")
        for side, measured in zip(sides, figures, strict=True):
            measured.append(side())
    return figures


def median(figures: Sequence[Figures], key: str) -> float:
    """The middle of a figure over the runs."""
    return statistics.median(figure[key] for figure in figures)


def at_least(name: str, peer: str, unit: str, mine: list[Figures], peers: list[Figures], key: str, must: float) -> Row:
    """More is better: ours divided by theirs must reach `must`."""
    ours, theirs = median(mine, key), median(peers, key)
    ratio = ours / theirs if theirs else 0.0
    return Row(name, peer, unit, ours, theirs, ratio, f">= {must:g}x", ratio >= must, runs=[*mine, *peers])


def at_most(name: str, peer: str, unit: str, mine: list[Figures], peers: list[Figures], key: str, must: float) -> Row:
    """Less is better: ours divided by theirs must not pass `must`."""
    ours, theirs = median(mine, key), median(peers, key)
    ratio = ours / theirs if theirs else 0.0
    return Row(name, peer, unit, ours, theirs, ratio, f"<= {must:g}x", ratio <= must, runs=[*mine, *peers])


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| what | ours | peer | ratio | must | met | notes |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for row in rows:
        theirs = f"{row.peer}: {_number(row.theirs)}" if row.theirs is not None else row.peer
        ratio = f"{row.ratio:.2f}x" if row.ratio is not None else "-"
        met = "yes" if row.met else "**no**"
        lines.append(
            f"| {row.name} | {_number(row.ours)} {row.unit} | {theirs} | {ratio} | {row.must} | {met} | {row.notes} |"
        )
    return "\n".join(lines)


def say(text: str) -> None:
    """Progress, for whoever waits."""
    print(text, file=sys.stderr, flush=True)


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
