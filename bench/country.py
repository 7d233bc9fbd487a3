"""What benchmarks of the whole country share: a part of it, on one kind of database or on both, in one table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from databases import KINDS
from machine import machine
from measured import Bench, Row, table
from national import Size

from tests import postgres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def arguments(description: str | None) -> argparse.ArgumentParser:
    """`--quick`, `--database`, `--share`; more may be added."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="fewer and shorter runs, for trying something out")
    parser.add_argument("--database", choices=KINDS, help="on this kind only (default: both)")
    parser.add_argument("--share", type=float, default=1.0, help="a part of the country, for trying something out")
    return parser


def measure_on_each(args: argparse.Namespace, runs: int, measure: Callable[[Bench, str, Size], Iterable[Row]]) -> None:
    """Measure on each kind asked for, print the table; exits with 1 where a row is not met."""
    rows: list[Row] = []
    facts = machine()
    kinds = (args.database,) if args.database else KINDS
    with tempfile.TemporaryDirectory(prefix="panwascam-bench-") as directory:
        bench = Bench(Path(directory), args.quick, runs)
        size = Size.part(args.share)
        if "sqlite" in kinds:
            rows += measure(bench, "sqlite", size)
        if "postgresql" in kinds:
            with postgres.server() as server:
                facts["ours"] += f", {server}"
                bench.postgresql = True
                rows += measure(bench, "postgresql", size)
    print(table(rows))
    print("\n" + "\n".join(f"{key}: {value}" for key, value in facts.items()))
    sys.exit(not all(row.met for row in rows))
