"""The figures of delivery, each against a peer in the same run: `./dev bench delivery [--only ROW] [--quick]`."""

from __future__ import annotations

import argparse
import json
import tempfile
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path

import rows_crowds
import rows_messages
import rows_presses
import rows_process
from databases import KINDS
from machine import machine
from measured import Bench, Row, table

from tests import postgres

ROWS = {**rows_presses.ROWS, **rows_crowds.ROWS, **rows_messages.ROWS, **rows_process.ROWS}


# The others do not hang on the database, or copy its file.
_ON_POSTGRESQL = ("polling", "webhook", "flood", "launch", "replies", "limited", "unlimited")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=ROWS, help="measure this row only (may be repeated)")
    parser.add_argument("--quick", action="store_true", help="short runs, for trying something out")
    parser.add_argument("--database", choices=KINDS, default="sqlite", help="of ours; peers have none")
    parser.add_argument("--runs", type=int, help="runs of each side (default 3, quick 1)")
    parser.add_argument("--profile", type=Path, help="sample our process while presses are measured, into this file")
    parser.add_argument("--json", type=Path, help="write the figures here")
    args = parser.parse_args()
    rows: list[Row] = []
    with _server(args.database) as server, tempfile.TemporaryDirectory(prefix="panwascam-bench-") as directory:
        bench = Bench(
            Path(directory), args.quick, args.runs or (1 if args.quick else 3), args.profile, server is not None
        )
        for name in args.only or (_ON_POSTGRESQL if server else ROWS):
            rows += ROWS[name](bench)
    print(table(rows))
    facts = machine()
    if server:
        facts["ours"] += f", {server}"
    print("\n" + "\n".join(f"{key}: {value}" for key, value in facts.items()))
    if args.json:
        args.json.write_text(json.dumps({"machine": facts, "rows": [asdict(row) for row in rows]}, indent=1) + "\n")


def _server(kind: str) -> AbstractContextManager[str | None]:
    return postgres.server(durable=True) if kind == "postgresql" else nullcontext()


if __name__ == "__main__":
    main()
