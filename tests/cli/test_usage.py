"""What the shell says of itself: help in one language with examples that hold, wrong usage with one, version, completion."""

from __future__ import annotations

import re
import shlex
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command

from bot.cli import cli
from bot.cli.usage import EXAMPLES
from bot.domain.ledger import Purpose
from bot.views.format import purpose_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Run


def _commands(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield words
    for name, inner in getattr(command, "commands", {}).items():
        yield from _commands(inner, (*words, name))


COMMANDS = [" ".join(words) for words in _commands(get_command(cli))]


def test_every_command_has_an_example_that_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert sorted(EXAMPLES) == sorted(COMMANDS)
    for name, examples in EXAMPLES.items():
        for example in examples:
            program, *words = shlex.split(example)
            assert program == "panwascam"
            for word in words:
                if re.fullmatch(r"[\w-]+\.(csv|xlsx|db)", word):
                    (tmp_path / word).touch()
            command: Any = get_command(cli)
            # Parsed as typed, and not run.
            while getattr(command, "commands", None) and words and words[0] in command.commands:
                command, words = command.commands[words[0]], words[1:]
            command.make_context("panwascam", list(words)).close()
            assert example.startswith(f"panwascam {name}".rstrip())


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_all_in_one_language(run: Run, name: str) -> None:
    code, said = run(*name.split(), "--help")
    assert code == 0
    assert f"Cara pakai: panwascam {name}".rstrip() in said
    assert EXAMPLES[name][0] in " ".join(said.split())
    words = r"\b(Usage|Options|Commands|Arguments|Show|exit|Install|default|required|COMMAND|OPTIONS|Error|Try)\b"
    assert re.findall(words, said) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "jalan",
            "Perintah “jalan” tidak dikenal. Mungkin maksudnya: plan\nContoh: panwascam init\nBantuan: panwascam --help\n",
        ),
        ("import", "FILE belum disebut.|KIND belum disebut."),
        (
            "import anggota x.csv",
            "KIND: “anggota” tidak dikenal; pilih 'kecamatan', 'calendar', 'roster', 'duty', 'attendance', 'libur'.",
        ),
        ("import roster tiada.csv", "FILE: berkas tiada.csv tidak ada."),
        ("import roster .", "FILE: . adalah folder, bukan berkas."),
        ("jobs --banyak x", "--banyak harus angka bulat."),
        ("jobs --banyak 0", "--banyak di luar batas; lihat bantuan."),
        ("demo --port 70000", "--port di luar batas; lihat bantuan."),
        ("jobs --salah", "Pilihan --salah tidak dikenal."),
        ("jobs --banyak", "Pilihan --banyak memerlukan isi."),
        ("link Budi Santoso", "Terlalu banyak: Santoso."),
        ("office tambah", "Perintah “tambah” tidak dikenal."),
    ],
)
def test_wrong_usage_is_said_with_an_example(run: Run, typed: str, said: str) -> None:
    code, found = run(*typed.split())
    assert (code, found.startswith(tuple(said.split("|")))) == (2, True), found
    assert found.splitlines()[-2].startswith("Contoh: panwascam ")


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version") == (0, f"panwascam-bot {version('panwascam-bot')}\n")


def test_the_tab_key_completes_commands_and_options(run: Run) -> None:
    for typed, found in (("panwascam st", "status"), ("panwascam import roster x --dr", "--dry-run")):
        words = typed.split()
        said = run(_PANWASCAM_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=str(len(words) - 1))[1]
        assert found in said.split()
    # By the shell that is named, not the one that happens to run the tests.
    named = run("--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")[1]
    assert "complete -o default -F" in named


def test_every_purpose_has_a_name() -> None:
    names = [purpose_name(purpose) for purpose in Purpose]
    assert len(set(names)) == len(names)
