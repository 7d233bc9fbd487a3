"""The chaos run, short: a blast, people pressing, processes killed; then the books must balance."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Literal

import pytest

from tests.patience import PATIENCE
from tests.postgres import note_database, postgres_url
from tests.programs import PYTHON

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(("database", "replicas"), [("sqlite", 1), ("postgresql", 2)])
def test_nothing_is_lost_when_the_bot_is_killed_during_a_blast(
    request: pytest.FixtureRequest, database: Literal["sqlite", "postgresql"], replicas: int
) -> None:
    if database == "postgresql" and postgres_url() is None:
        pytest.skip("no PostgreSQL")
    note_database(request, database)
    done = subprocess.run(
        [
            *(*PYTHON, "bench/chaos.py", "--kills", "4", "--messages", "200", "--seed", "1", "--json"),
            *("--database", database, "--replicas", str(replicas), "--drains-within", str(PATIENCE)),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.stdout, done.stderr
    verdict = json.loads(done.stdout)
    assert verdict["violations"] == []
    assert done.returncode == 0
    assert verdict["kill -9"] >= 2
    assert verdict["rows sent"] >= 200
    assert verdict["rows expired"] > 0
    assert verdict["presses"] > 0
