"""The code names no office: what there is of one is data, or somebody set it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.data import DATA_DIRECTORY
from bot.documents.tables import read_table

BOT = Path(__file__).parents[2] / "bot"
DATA = BOT / "data"


def _names() -> list[str]:
    """What only the shipped office's own files may say: its code, and its area ("Kabupaten X" is X)."""
    office = read_table((DATA_DIRECTORY / "kantor.csv").read_bytes()).rows[0].values
    return [office["kode"], office["nama"].split()[-1].casefold()]


@pytest.mark.parametrize("name", _names())
def test_nothing_of_the_program_but_its_data_names_an_office(name: str) -> None:
    sources = [file for suffix in ("py", "typ", "ftl") for file in BOT.rglob(f"*.{suffix}") if DATA not in file.parents]
    assert len(sources) > 200
    named = [str(file.relative_to(BOT)) for file in sources if name in file.read_text(encoding="utf-8").casefold()]
    assert named == []
