from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.inside import Inside

    Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty folder with no settings but those given: (exit code, all it said)."""
    monkeypatch.chdir(tmp_path)

    def _run(*arguments: str, **environment: str) -> tuple[int, str]:
        ended = inside(*arguments, cwd=tmp_path, **environment)
        return ended.returncode, ended.stdout + ended.stderr

    return _run
