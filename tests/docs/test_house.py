"""The house is as `docs/architecture.md` draws it: the rooms have the same names on every floor, and nothing lies loose at the top."""

from __future__ import annotations

import re
from collections import defaultdict
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


def _stem(name: str) -> str:
    """What `hand_ins` and `handing_in` share, or `escalation` and `escalating`."""
    return "".join(re.sub(r"(?:ing|ion|er|ed|al|e?s|e)+$", "", word) or word for word in name.split("_"))


def test_a_subject_has_one_word_as_a_noun_and_one_as_an_act() -> None:
    words: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for floor in ("bot/domain", "bot/views", "locales/id", "bot/services", "bot/handlers"):
        for path in (ROOT / floor).glob("*/[a-z]*"):
            words[path.parent.name, _stem(path.stem)][floor.rpartition("/")[2]].add(path.stem)
    shared = {subject: found for subject, found in words.items() if len(found) > 1}
    assert len(shared) > 50
    for subject, found in words.items():
        nouns, acts = found["domain"] | found["views"] | found["id"], found["services"]
        assert max(len(nouns), len(acts)) <= 1, subject
        assert not found["handlers"] - nouns - acts or not nouns | acts, subject
