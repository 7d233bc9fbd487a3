"""The shipped data as the importers read it, and the plan's own text where it is at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.data import DATA_DIRECTORY
from bot.documents.tables import Table, read_table
from bot.domain.importing.calendar import CalendarLine, calendar_line
from bot.domain.importing.columns import Row
from tests.data.plan import Plan

ROOT = Path(__file__).parents[2]
PLAN_YEAR = 2023


def shared_file(name: str) -> Path:
    """A file that is not the project's own: in $PLAN_DIRECTORY or in a `shared` folder beside the project."""
    named = os.environ.get("PLAN_DIRECTORY")
    folders = [Path(named)] if named else [parent / "shared" for parent in ROOT.parents]
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    pytest.skip(f"{name} is not at hand (set PLAN_DIRECTORY)")


@pytest.fixture(scope="session")
def plan() -> Plan:
    return Plan.read(shared_file("rencana-kegiatan-2023.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def villages() -> Table:
    return read_table(shared_file("kecamatan-blitar.csv").read_bytes())


@pytest.fixture(scope="session")
def calendar_rows() -> list[Row]:
    return list(read_table((DATA_DIRECTORY / "kegiatan.csv").read_bytes()).rows)


@pytest.fixture(scope="session")
def activities(calendar_rows: list[Row]) -> dict[str, CalendarLine]:
    """Every line by code, in the file's order; a line with a problem fails here."""
    lines = {}
    for row in calendar_rows:
        line = calendar_line(row, PLAN_YEAR)
        assert isinstance(line, CalendarLine), line
        lines[line.code] = line
    return lines


@pytest.fixture(scope="session")
def roster_rows() -> list[Row]:
    return list(read_table((DATA_DIRECTORY / "anggota-contoh.csv").read_bytes()).rows)


@pytest.fixture(scope="session")
def district_rows() -> list[Row]:
    return list(read_table((DATA_DIRECTORY / "kecamatan.csv").read_bytes()).rows)
