"""The three months replayed by `panwascam simulate`, once: the books balance, the figures add up, the files are there."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.patience import PATIENCE
from tests.programs import PYTHON, bare_environment

REPOSITORY = Path(__file__).parents[2]
SHAPE = {
    "offices": 1,
    "districts": 22,
    "people": int,
    "activities": 69,
    "sessions": int,
    "moved": int,
    "cancelled": int,
    "invitations": int,
    "deliveries": {"sent": int, "failed": int, "cancelled": int, "expired": int, "pending": int},
    "h1_reminders": int,
    "answers": {"hadir": int, "berhalangan": int, "diwakilkan": int, "belum": int},
    "sessions_with_attendance": int,
    "messages_a_month": dict,
    "duty_reports": int,
    "duty_missing": int,
    "restarts": 2,
    "violations": 0,
    "seconds": float,
}


def unlike(found: Any, shape: Any) -> bool:
    """Whether a value is not as the contract has it: of that type, or that value."""
    if isinstance(shape, dict):
        return (
            not isinstance(found, dict)
            or found.keys() != shape.keys()
            or any(unlike(found[k], shape[k]) for k in shape)
        )
    return type(found) is not shape if isinstance(shape, type) else found != shape


def test_three_months_balance(tmp_path: Path) -> None:
    done = subprocess.run(
        [*PYTHON, "-m", "bot", "simulate", "--seed", "7", "--json", "--out", "hasil"],
        cwd=tmp_path,
        env=bare_environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert {name: told.get(name) for name in told if name not in SHAPE or unlike(told[name], SHAPE[name])} == {}
    assert told.keys() == SHAPE.keys()
    assert sum(told["answers"].values()) == told["invitations"]
    assert (told["moved"], told["cancelled"], told["deliveries"]["pending"]) == (2, 1, 0)
    assert told["sessions_with_attendance"] > told["sessions"] * 0.6
    assert all(1 <= of["median"] <= of["most"] for of in told["messages_a_month"].values())
    # Commissioners used to get 54, and 67 at most.
    assert all(told["messages_a_month"][who]["median"] <= 30 for who in ("Ketua Panwascam", "Anggota Panwascam"))
    assert min(told["sessions"], told["h1_reminders"], told["duty_reports"], *told["answers"].values()) > 0
    files = {path.name: path for path in (tmp_path / "hasil").iterdir()}
    recaps = [path for name, path in files.items() if name.endswith(".xlsx")]
    assert recaps
    assert all(load_workbook(path).sheetnames for path in recaps)
    for who, says in (("komisioner", "📨 Undangan"), ("grup", "📋 Kehadiran"), ("kordiv", "📊 Rekap")):
        assert says in files[f"transkrip-{who}.txt"].read_text(encoding="utf-8")
