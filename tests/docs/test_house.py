"""The house is as `docs/architecture.md` draws it: the rooms have the same names on every floor, and nothing lies loose at the top."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
FLOORS = (
    "bot/domain",
    "bot/services",
    "bot/views",
    "bot/handlers",
    "locales/id",
    "tests/domain",
    "tests/services",
    "tests/views",
    "tests/scenarios",
)


def _first_column(heading: str) -> set[str]:
    table = PAGE.partition(f"| {heading} | holds |")[2].partition("\n\n")[0]
    return set(re.findall(r"^\| `([\w/]+)` \|", table, re.MULTILINE))


@pytest.mark.parametrize("floor", FLOORS)
def test_the_rooms_of_a_floor_are_those_of_the_house(floor: str) -> None:
    rooms = {path.name for path in (ROOT / floor).iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms
    assert rooms - _first_column("room") == set()


def test_at_the_top_only_the_wiring_and_the_clock_are_loose() -> None:
    assert {path.stem for path in (ROOT / "bot").glob("*.py")} == {"__init__", "__main__", "app", "clock"}


def test_every_folder_of_the_program_stands_in_the_page() -> None:
    folders = {f"bot/{path.name}/" for path in (ROOT / "bot").iterdir() if (path / "__init__.py").is_file()}
    assert {folder for folder in folders if f"`{folder}`" not in PAGE} == set()
