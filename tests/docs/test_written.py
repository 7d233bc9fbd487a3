"""The pages that the program writes of itself are as it would write them now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.domain.ledger import Purpose
from bot.monitoring.events import Event
from tests.docs.written import ROOT, pages

PAGES = ("docs/cli.md", "docs/commands.md", "docs/delivery.md", "docs/operations.md", "docs/panduan/anggota.md")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_as_the_program_writes_it(page: str) -> None:
    assert Path(ROOT, page).read_text("utf-8") == pages()[ROOT / page], "run ./dev docs, and commit what it changes"


def test_every_purpose_stands_once_in_what_is_owed() -> None:
    table = (ROOT / "docs" / "delivery.md").read_text("utf-8").partition("## What is owed")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [purpose.value for purpose in Purpose]


def test_every_event_stands_once_in_the_table_of_the_logs() -> None:
    logs = (ROOT / "docs" / "operations.md").read_text("utf-8").partition("## Logs")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", logs, re.MULTILINE) == [event.name.lower() for event in Event]
