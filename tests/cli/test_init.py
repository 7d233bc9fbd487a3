"""`panwascam init`: from an empty folder to a bot that can be started, by options in a pipe or by questions at a terminal."""

from __future__ import annotations

import asyncio
import os
import pty
import re
from typing import TYPE_CHECKING

import pytest

from bot.cli.env_lines import with_settings
from bot.clock import SystemClock
from bot.data import DATA_DIRECTORY
from bot.simulator import Simulator
from tests.cli.shell import REPOSITORY, started
from tests.cluster.waiting import until
from tests.patience import PATIENCE
from tests.programs import PYTHON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.cli.conftest import Run

ADMIN = "Budi Santoso, 0812-3456-7890"
ROSTER = DATA_DIRECTORY / "anggota-contoh.csv"


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    simulator = Simulator(SystemClock())
    await simulator.start()
    yield simulator
    await simulator.stop()


async def at_terminal(answers: list[str], folder: Path, **environment: str) -> tuple[int | None, str]:
    """`panwascam init` with a terminal to type at: exit code and what it said."""
    keyboard, terminal = pty.openpty()
    try:
        process = await asyncio.create_subprocess_exec(
            *PYTHON,
            "-m",
            "bot",
            "init",
            cwd=folder,
            stdin=terminal,
            env={"PYTHONPATH": str(REPOSITORY), "PATH": os.environ["PATH"], **environment},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        os.write(keyboard, "".join(f"{line}\n" for line in answers).encode())
        async with asyncio.timeout(PATIENCE):
            said, _ = await process.communicate()
    finally:
        os.close(keyboard)
        os.close(terminal)
    return process.returncode, said.decode()


async def test_six_questions_make_a_bot_that_its_admin_can_join(sim: Simulator, tmp_path: Path) -> None:
    (tmp_path / "kecamatan.csv").write_text("kode,kecamatan\n63.10.01,Kusan Hilir\n")
    code, said = await at_terminal(
        # What is wrong is asked again at once.
        [
            "123456:SALAH",
            sim.token,
            "Tanah Bumbu",
            "63.10 Bawaslu Kabupaten Tanah Bumbu",
            "tiada.csv",
            "kecamatan.csv",
            "WITB",
            "WITA",
            "",
            "Budi Santoso",
            ADMIN,
            "",
        ],
        tmp_path,
        BOT_API_URL=sim.url,
    )
    assert code == 0, said
    assert "Telegram menolak BOT_TOKEN" in said
    assert "Token diterima: @panwascam_uji_bot" in said
    assert "tiada.csv tidak ada." in said
    assert [said.count(f"{number}/6 ") for number in range(1, 7)] == [2, 2, 2, 2, 1, 2]
    for again in ("Kantor “Tanah Bumbu”: tulis kode", "tidak dikenal: “WITB”", "Admin “Budi Santoso”: tulis nama"):
        assert again in said
    assert said.count(sim.token) == 0
    assert (tmp_path / ".env").read_text() == (
        f"BOT_TOKEN={sim.token}\nDATABASE_URL=sqlite+aiosqlite:///panwascam.db\nOFFICE_CODE=63.10\nBOT_TIMEZONE=Asia/Makassar\n"
    )
    assert (tmp_path / ".env").stat().st_mode & 0o077 == 0
    lines = said.splitlines()
    assert "Buka https://t.me/panwascam_uji_bot, tekan Mulai" in said
    assert "panwascam import roster FILE" in said
    link = next(line for line in lines if line.startswith("https://t.me/panwascam_uji_bot?start="))
    budi = sim.person("Budi")
    async with started("run", cwd=tmp_path, BOT_API_URL=sim.url, HTTP_PORT="0") as command:
        await command.says("leading")
        assert "63.10 Bawaslu Kabupaten Tanah Bumbu" in command.heard
        budi.send(f"/start {link.partition('=')[2]}")
        await until(lambda: "Budi Santoso" in budi.screen)


async def test_options_say_the_same_in_a_pipe_and_a_second_time_changes_what_is_named(
    sim: Simulator, run: Run, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("# punya kami\nLOG_FORMAT=json\nexport BOT_TOKEN=lama\n")
    options = (
        "init",
        "--token",
        sim.token,
        "--basis-data",
        "data.db",
        "--anggota",
        str(ROSTER),
        "--admin",
        "Endah Wijaya, S.Sos., +62 840 0000 0001",
        "--force",
    )
    for roster in ("95 baru, 0 berubah, 0 tetap", "0 baru, 1 berubah, 94 tetap"):
        code, said = await asyncio.to_thread(run, *options, BOT_API_URL=sim.url)
        assert code == 0, said
        assert f"Daftar anggota diimpor: {roster}." in said
        # Who is in the roster stays what they are, and becomes an admin.
        assert re.search(r"Tautan pendaftaran Endah Wijaya, S\.Sos\. ", said)
        assert (tmp_path / ".env").read_text() == (
            f"# punya kami\nLOG_FORMAT=json\nBOT_TOKEN={sim.token}\nDATABASE_URL=sqlite+aiosqlite:///data.db\nOFFICE_CODE=35.05\n"
        )
    code, said = await asyncio.to_thread(run, "status", BOT_API_URL=sim.url)
    assert code == 0, said
    lines = [line.rstrip() for line in said.splitlines()]
    assert re.fullmatch(r"panwascam-bot \S+ · sqlite\+aiosqlite:///data\.db", lines[0])
    assert "35.05 Bawaslu Kabupaten Blitar       0/95         22" in lines
    assert "0 menunggu waktunya, 0 sudah waktunya, 0 gagal" in lines
    assert "\x1b" not in said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Sebut dengan pilihan: --token, --admin."),
        (("--token", "123456:a"), "Sebut dengan pilihan: --admin."),
        (
            ("--token", "123456:a", "--admin", ADMIN, "--bot", "x", "--kantor", "Tanah Bumbu"),
            "Kantor “Tanah Bumbu”: tulis kode",
        ),
        (("--token", "123456:a", "--admin", ADMIN, "--bot", "x", "--kantor", "63.10"), "Kantor “63.10”: tulis kode"),
        (("--token", "123456:a", "--admin", ADMIN, "--bot", "x", "--zona", "WIBB"), "--zona: zona waktu tidak dikenal"),
        (("--token", "123456:a", "--admin", "Budi", "--bot", "x"), "Admin “Budi”: tulis nama, koma"),
        (("--token", "123456:a", "--admin", "0812-3456-7890", "--bot", "x"), "Admin “0812-3456-7890”: tulis nama"),
        (("--token", "123456:a", "--admin", "Budi, 12", "--bot", "x"), "Admin “Budi, 12”: tulis nama"),
        (
            ("--token", "123456:a", "--admin", "Orang Lain, +62 840 0000 0001", "--anggota", str(ROSTER), "--bot", "x"),
            "✅ Daftar anggota diimpor: 95 baru, 0 berubah, 0 tetap.\nNomor admin di daftar anggota milik Endah Wijaya, S.Sos.",
        ),
        (("--token", "123456:a", "--admin", ADMIN, "--basis-data", "mysql://x"), "DATABASE_URL: harus diawali"),
        (
            ("--token", "123456:a", "--admin", ADMIN, "--basis-data", "tiada/x.db", "--bot", "x"),
            "Folder tiada tidak ada",
        ),
    ],
)
def test_what_is_lacking_or_wrong_is_said_and_nothing_written(
    run: Run, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    code, found = run("init", *options)
    assert (code, found.startswith(said)) == (1, True), found
    assert not (tmp_path / ".env").exists()


def test_an_env_that_is_there_is_not_replaced(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=INFO\n")
    code, said = run("init", "--token", "123456:a", "--admin", ADMIN, "--bot", "x")
    assert (code, said.startswith(".env sudah ada di folder ini.")) == (1, True)
    assert run("init", "--token", "123456:a", "--admin", ADMIN, "--bot", "x", "--force")[0] == 0
    assert (tmp_path / ".env").read_text().startswith("LOG_LEVEL=INFO\nBOT_TOKEN=123456:a\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "A=1\nB='dua kata'\n"),
        ("# A=0\na = 0\nC=3", "# A=0\nA=1\nC=3\nB='dua kata'\n"),
        ("A=0\nA=9\n", "A=0\nA=1\nB='dua kata'\n"),
        ("B=x\r\nA=0\r\n", "B='dua kata'\nA=1\n"),
    ],
)
def test_settings_change_in_their_place(before: str, after: str) -> None:
    assert with_settings(before, {"A": "1", "B": "dua kata"}) == after


@pytest.mark.parametrize(
    ("token", "admin", "said"),
    [
        ("salah", ADMIN, "Itu bukan token: salin seluruhnya dari @BotFather, contoh: 123456789:AAF-abcdef\n"),
        (
            "123456:BENAR",
            "Budi",
            "Admin “Budi”: tulis nama, koma, lalu nomor HP, contoh: Budi Santoso, 0812-3456-7890\n",
        ),
    ],
)
def test_what_is_wrongly_written_leaves_nothing_behind(
    token: str, admin: str, said: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "--token", token, "--bot", "uji_bot", "--admin", admin) == (1, said)
    assert list(tmp_path.iterdir()) == []
