from __future__ import annotations

import csv
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
import segno
from typer.main import get_command

from bot.cli import cli
from tests.patience import PATIENCE
from tests.programs import PYTHON, bare_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.inside import Inside

REPOSITORY = Path(__file__).parents[2]
# Of the contract: what other programs and people type.
PROMISED = {
    "run",
    "simulate",
    "import",
    "template",
    "export",
    "link",
    "jobs",
    "doctor",
    "db upgrade",
    "db check",
    "db backup",
    "db restore",
    "recap national",
}
# Too heavy, in time or memory, for whoever does not need them.
HEAVY = {"openpyxl", "rich", "telegram", "sqlalchemy", "alembic", "aiohttp", "babel", "bot.simulator", "bot.replay"}


def _commands() -> Iterator[str]:
    for name, command in get_command(cli).commands.items():  # type: ignore[attr-defined]
        below = getattr(command, "commands", {})
        yield from (f"{name} {one}" for one in below) if below else (name,)


def test_every_promised_command_is_there() -> None:
    assert set(_commands()) >= PROMISED


@pytest.mark.parametrize("command", ["", *_commands()])
def test_help_is_given(inside: Inside, command: str, tmp_path: Path) -> None:
    done = inside(*command.split(), "--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"panwascam {command}".strip() in done.stdout


def test_the_module_is_the_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [*PYTHON, "-m", "bot", "--help"],
        cwd=tmp_path,
        env=bare_environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert (done.stdout.split()[:3], done.stderr) == (["Cara", "pakai:", "panwascam"], "")


def test_an_unknown_command_is_a_wrong_use(inside: Inside, tmp_path: Path) -> None:
    assert inside("jalan", cwd=tmp_path).returncode == 2
    assert inside("import", "anggota", "tiada.csv", cwd=tmp_path).returncode == 2


def test_the_command_line_loads_nothing_heavy_by_itself() -> None:
    listing = "import sys, bot.cli; print(*sys.modules)"
    done = subprocess.run(
        [*PYTHON, "-c", listing], cwd=REPOSITORY, capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    loaded = done.stdout.split()
    assert "bot.cli.run" in loaded
    assert HEAVY.isdisjoint(loaded)


def test_a_bot_without_a_token_says_where_to_get_one(inside: Inside, tmp_path: Path) -> None:
    done = inside("run", cwd=tmp_path)
    assert done.returncode == 1
    assert "@BotFather" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_named(inside: Inside, tmp_path: Path) -> None:
    done = inside("db", "check", cwd=tmp_path, BOT_TIMEZONE="Mars/Olympus", HTTP_PORT="99999")
    assert done.returncode == 1
    assert "BOT_TIMEZONE: " in done.stderr
    assert "HTTP_PORT: " in done.stderr
    together = inside("db", "check", cwd=tmp_path, REPLICAS="2")
    assert (together.returncode, together.stderr) == (1, "REPLICAS lebih dari 1 memerlukan PostgreSQL (DATABASE_URL)\n")


def test_an_unreachable_database_is_a_refusal(inside: Inside, tmp_path: Path) -> None:
    for url in (f"sqlite+aiosqlite:///{tmp_path}/tiada/panwascam.db", "postgresql+asyncpg://127.0.0.1:9/panwascam"):
        done = inside("db", "check", cwd=tmp_path, DATABASE_URL=url)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert done.stderr.startswith(("Belum ada basis data", "PostgreSQL di 127.0.0.1:9 tidak terjangkau"))


@pytest.mark.parametrize("name", ["kalender.csv", "kalender.xlsx"])
def test_a_calendar_goes_in_and_comes_out_the_same(inside: Inside, tmp_path: Path, name: str) -> None:
    plan = REPOSITORY / "bot" / "data" / "blitar-2023" / "kegiatan.csv"
    first = inside("import", "calendar", str(plan), "--tahun", "2023", cwd=tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    assert "69" in first.stdout
    assert inside("export", name, cwd=tmp_path).stdout == f"{name}: 69 kegiatan, rencana 2023\n"
    again = inside("import", "calendar", name, "--dry-run", cwd=tmp_path)
    assert again.returncode == 0
    assert "0 baru, 0 berubah, 69 tetap" in again.stdout


def test_a_template_is_known_by_the_import_it_is_for_and_only_lacks_rows(inside: Inside, tmp_path: Path) -> None:
    for kind in ("kecamatan", "calendar", "roster", "duty", "attendance"):
        assert inside("template", kind, f"{kind}.xlsx", cwd=tmp_path).returncode == 0
        empty = inside("import", kind, f"{kind}.xlsx", cwd=tmp_path)
        assert empty.returncode == 1
        assert "belum ada barisnya" in empty.stderr
    assert "Folder tiada tidak ada" in inside("template", "duty", "tiada/piket.csv", cwd=tmp_path).stderr


def test_a_backup_brings_a_lost_database_back(inside: Inside, tmp_path: Path) -> None:
    roster = REPOSITORY / "bot" / "data" / "blitar-2023" / "anggota-contoh.csv"
    nothing = inside("db", "backup", cwd=tmp_path)
    assert (nothing.returncode, nothing.stderr) == (1, "Belum ada berkas basis data; periksa DATABASE_URL\n")
    assert inside("import", "roster", str(roster), cwd=tmp_path).returncode == 0
    for name in ("a.db", "a.jsonl.gz"):
        made = inside("db", "backup", name, cwd=tmp_path)
        assert (made.returncode, made.stderr) == (0, "")
        assert made.stdout.startswith(f"{name}: skema ")
    refused = inside("db", "restore", "a.db", cwd=tmp_path)
    assert refused.returncode == 1
    assert "Basis data sudah berisi (people 95)" in refused.stderr
    forced = inside("db", "restore", "a.jsonl.gz", "--force", cwd=tmp_path)
    assert forced.returncode == 0
    assert "Isi sebelumnya disimpan di sebelum-panwascam-" in forced.stdout
    (tmp_path / "panwascam.db").unlink()
    assert inside("db", "restore", "a.db", cwd=tmp_path).returncode == 0
    again = inside("import", "roster", str(roster), "--dry-run", cwd=tmp_path)
    assert "0 baru, 0 berubah, 95 tetap" in again.stdout
    shelved = inside("db", "backup", cwd=tmp_path, BACKUP_DIR="cadangan")
    assert shelved.stdout.startswith("cadangan/panwascam-")
    assert inside("db", "backup", "a.zip", cwd=tmp_path).returncode == 1
    assert inside("db", "restore", "a.zip", cwd=tmp_path).returncode == 2


def test_an_office_set_up_by_hand_is_not_overwritten_unasked(inside: Inside, tmp_path: Path) -> None:
    assert inside("db", "upgrade", cwd=tmp_path).returncode == 0
    assert inside("db", "backup", "kosong.jsonl.gz", cwd=tmp_path).returncode == 0
    # Nothing was entered: there is nothing to miss.
    assert inside("db", "restore", "kosong.jsonl.gz", cwd=tmp_path).returncode == 0
    added = inside("office", "add", "63.10", "Bawaslu Kabupaten Tanah Bumbu", "--zona", "WITA", cwd=tmp_path)
    assert added.returncode == 0
    refused = inside("db", "restore", "kosong.jsonl.gz", cwd=tmp_path)
    assert refused.returncode == 1
    assert "Basis data sudah berisi (audit_entries 1)" in refused.stderr
    assert "63.10" in inside("office", "list", cwd=tmp_path).stdout


def test_a_link_is_for_one_person_and_comes_as_a_qr_code(inside: Inside, tmp_path: Path) -> None:
    roster = REPOSITORY / "bot" / "data" / "blitar-2023" / "anggota-contoh.csv"
    assert inside("import", "roster", str(roster), cwd=tmp_path).returncode == 0
    with roster.open(encoding="utf-8") as lines:
        name = next(csv.DictReader(lines))["nama"]
    done = inside("link", name, "--bot", "panwascam_uji_bot", "--qr", "kode.svg", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    text, file = done.stdout.splitlines()
    match = re.fullmatch(rf"{re.escape(name)}: (https://t\.me/panwascam_uji_bot\?start=[\w-]{{22}}) .*", text)
    assert match is not None
    assert file == "Kode QR: kode.svg"
    # The picture says the same as the text.
    expected = segno.make(match[1], error="m", micro=False).svg_data_uri(scale=8, xmldecl=True, svgns=True, nl=True)
    drawn = re.search(r' d="([^"]+)"', (tmp_path / "kode.svg").read_text(encoding="utf-8"))
    assert drawn is not None
    assert drawn[1] in unquote(expected).replace("'", '"')
    several = inside("link", "a", "--bot", "x", cwd=tmp_path)
    assert several.returncode == 1
    assert "orang cocok dengan “a”" in several.stderr
    assert inside("link", name, "--bot", "x", "--qr", "kode.gif", cwd=tmp_path).returncode == 1
    assert "Sebut nama bot dengan --bot" in inside("link", name, cwd=tmp_path).stderr
