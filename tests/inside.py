"""The `panwascam` command in the process of the tests: one of its own takes a second to start, and tests run hundreds.

A pytest plugin, which brings `inside`. What only a process can show (signals, a terminal, a start) is tried with one: `tests/cli/shell.py`.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.cli import main
from bot.config.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    Inside = Callable[..., "Ended"]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it said on each stream."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def inside(own_logs: None, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Inside:
    """`inside(*arguments, cwd=..., **environment)`: as a shell would, in that folder and with no settings but these.

    In a thread where the event loop is needed meanwhile (`asyncio.to_thread`): a command has a loop of its own.
    """
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)

    def _run(*arguments: str, cwd: Path, **environment: str) -> Ended:
        capfd.readouterr()
        before = os.umask(0o022)
        try:
            with monkeypatch.context() as patch:
                patch.chdir(cwd)
                patch.setattr(sys, "argv", ["panwascam", *arguments])
                for name, value in environment.items():
                    patch.setenv(name, value)
                with pytest.raises(SystemExit) as ended:
                    main()
        finally:
            os.umask(before)
        said = capfd.readouterr()
        return Ended(int(ended.value.code or 0), said.out, said.err)

    return _run
