"""The page on delivery promises nothing that is not tested."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "delivery.md").read_text(encoding="utf-8")


def _tests() -> set[str]:
    files = (ROOT / "tests").rglob("test_*.py")
    return {
        name
        for file in files
        for name in re.findall(r"^(?:async )?def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)
    }


def test_every_row_of_the_failure_table_names_a_test_that_exists() -> None:
    table = PAGE.partition("## When it fails")[2].partition("## What people see")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ") and not line.startswith(("| what", "| ---"))]
    assert len(rows) >= 25
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row.split("|")[3])
        assert named, row
        assert set(named) <= _tests(), row


def test_every_test_the_page_names_exists() -> None:
    assert set(re.findall(r"`(test_\w+)`", PAGE)) <= _tests()


def test_every_test_the_page_on_security_names_exists() -> None:
    page = (ROOT / "docs" / "security.md").read_text("utf-8")
    assert set(re.findall(r"`(test_\w+)`", page)) <= _tests()


@pytest.mark.parametrize("page", ["architecture.md", "delivery.md", "security.md"])
def test_every_file_and_folder_a_page_names_exists(page: str) -> None:
    named = set(re.findall(r"`((?:bot|tests|locales|docs)/[\w/.-]*)`", (ROOT / "docs" / page).read_text("utf-8")))
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_page_the_readme_links_to_exists() -> None:
    named = set(re.findall(r"\]\((docs/[\w.-]+|\w+\.md)\)", (ROOT / "README.md").read_text("utf-8")))
    assert "docs/architecture.md" in named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
