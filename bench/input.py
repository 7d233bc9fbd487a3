"""What people send in: files and words read rightly or openly not, and what hostile ones cost: `./dev bench input [--only ROW]`."""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import rows_floods
import rows_hostile
import rows_numbers
import rows_sheets
import rows_wordings
from machine import machine
from measured import Bench, Row, table

ROWS = {**rows_wordings.ROWS, **rows_numbers.ROWS, **rows_hostile.ROWS, **rows_sheets.ROWS, **rows_floods.ROWS}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=ROWS, help="measure this row only (may be repeated)")
    parser.add_argument("--quick", action="store_true", help="short runs, for trying something out")
    parser.add_argument("--json", type=Path, help="write the figures here")
    args = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="panwascam-bench-") as directory:
        bench = Bench(Path(directory), args.quick, 1)
        for name in args.only or ROWS:
            rows += ROWS[name](bench)
    print(table(rows))
    facts = machine()
    print("\n" + "\n".join(f"{key}: {value}" for key, value in facts.items()))
    if args.json:
        args.json.write_text(json.dumps({"machine": facts, "rows": [asdict(row) for row in rows]}, indent=1) + "\n")


if __name__ == "__main__":
    main()
