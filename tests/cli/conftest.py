"""The `panwascam` command in this process: one of its own would take ten times as long."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bot.cli import main
from bot.config.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(own_logs: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in an empty folder with no settings but those given: (exit code, all it said)."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)

    def _run(*arguments: str, **environment: str) -> tuple[int, str]:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["panwascam", *arguments])
            for name, value in environment.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                main()
        said = capfd.readouterr()
        return int(ended.value.code or 0), said.out + said.err

    return _run
