"""The writer of workbooks beside others, in seconds of CPU: `./dev bench workbook`.

22,000 rows of 22 columns, four of them text, as in a month of all offices. XlsxWriter keeps one row in memory, openpyxl only writes.
"""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

from machine import machine
from processes import PEERS, ROOT

from bot.documents.xlsx.workbook import workbook_file
from bot.domain.workbooks import CellKind, Column, Sheet, Workbook

ROWS, TEXTS, NUMBERS, RUNS = 22_000, 4, 18, 3
PEER_NAMES = ("xlsxwriter", "openpyxl")


def rows() -> tuple[tuple[str | int, ...], ...]:
    """Made of their numbers."""
    return tuple((*(f"Kecamatan {row} {n}" for n in range(TEXTS)), *range(row, row + NUMBERS)) for row in range(ROWS))


def ours() -> float:
    """Seconds of CPU for the whole file."""
    columns = tuple(
        Column(f"c{n}", f"Kolom {n}", 12, CellKind.TEXT if n < TEXTS else CellKind.COUNT)
        for n in range(TEXTS + NUMBERS)
    )
    book = Workbook((Sheet("Data", "Data", (), columns, rows()),))
    begun = time.process_time()
    workbook_file(book)
    return time.process_time() - begun


def peer(name: str) -> float:
    """The same of a library, in the environment of the benchmarks."""
    script = ROOT / "bench" / "peers" / "write_workbook.py"
    size = [str(number) for number in (ROWS, TEXTS, NUMBERS)]
    done = subprocess.run([PEERS, str(script), name, *size], capture_output=True, text=True, check=True)  # noqa: S603
    return float(done.stdout)


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit(__doc__)
    print(machine())
    print(f"ours: {median([ours() for _ in range(RUNS)]):.2f} s")
    for library in PEER_NAMES:
        print(f"{library}: {median([peer(library) for _ in range(RUNS)]):.2f} s")
