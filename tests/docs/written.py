"""Pages that the program writes of itself: `./dev docs` writes them, and tests compare.

`docs/cli.md` is what `--help` says, `docs/panduan/anggota.md` what `panwascam guide` prints, `docs/commands.md` what the chat's help says; the table "What is owed" in `docs/delivery.md` has
its traits from the ledger, and its words from whoever adds a purpose; the events in `docs/operations.md` are all that is logged.
"""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import typer.main
from typer.testing import CliRunner

from bot.cli import cli
from bot.domain.ledger import Priority, Purpose, Traits
from bot.monitoring.events import Event
from bot.views.papers.guides import guide
from bot.views.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
# Of the chat's help, and who reads each.
HELP = {
    "help-member": "Everybody of the roster",
    "help-secretariat": "Heads of a secretariat, besides",
    "help-clerk": "The office's own people, besides",
    "help-manager": "Heads (Kordiv, ketua), besides",
    "help-admin": "Admins, besides",
    "help-group": "In a group",
}
_WIDTH = 100


def pages() -> dict[Path, str]:
    """What each page should say."""
    delivery, operations = ROOT / "docs" / "delivery.md", ROOT / "docs" / "operations.md"
    return {
        ROOT / "docs" / "cli.md": cli_page(),
        ROOT / "docs" / "commands.md": commands_page(),
        ROOT / "docs" / "panduan" / "anggota.md": members_page(),
        delivery: with_traits(delivery.read_text("utf-8")),
        operations: with_events(operations.read_text("utf-8")),
    }


def cli_page() -> str:
    """`--help` of every command of the shell, as a terminal of 100 columns shows it."""
    parts = ["# The shell", "`panwascam COMMAND --help`, of every command. Written by `./dev docs`."]
    for words in _commands(typer.main.get_command(cli), ()):
        parts.append(f"## panwascam {' '.join(words)}".rstrip())
        parts.append(f"```text\n{_help(words)}\n```")
    return "\n\n".join(parts) + "\n"


def _commands(command: object, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words
    for name, inner in getattr(command, "commands", {}).items():
        yield from _commands(inner, (*words, name))


def _help(words: tuple[str, ...]) -> str:
    shown = CliRunner().invoke(
        cli,
        [*words, "--help"],
        prog_name="panwascam",
        env={"COLUMNS": str(_WIDTH), "TERM": "dumb", "NO_COLOR": "1", "FORCE_COLOR": None, "GITHUB_ACTIONS": None},
    )
    return "\n".join(line.rstrip() for line in shown.output.strip("\n").splitlines()).strip("\n")


def commands_page() -> str:
    """Every command of the chat with what it is for, by who has it."""
    parts = [
        "# Commands in the chat",
        "What `/bantuan` tells whom, in its own words; everything is also behind `/menu` as buttons. Written by `./dev docs`.\n"
        "`/start` registers, and is sent by Telegram's own button.",
    ]
    for key, who in HELP.items():
        lines = [f"| `/{name}` | {what} |" for name, what in commands_of_help(key)]
        parts += [f"## {who}", "\n".join(["| command | what it is for |", "| --- | --- |", *lines])]
    return "\n\n".join(parts) + "\n"


def members_page() -> str:
    """The guide for members, in the words of its PDF."""
    page = guide()
    parts = [f"# {page.title}", page.lead, "![Undangan dengan tombolnya](../pictures/panduan-undangan.png)"]
    for number, one in enumerate(page.parts, start=1):
        parts += [f"## {number}. {one.title}", "\n".join(f"- {as_code(step)}" for step in one.items)]
    words = "\n".join(f"- `{word}`: {means}" for word, means in page.words)
    parts += [
        f"## {page.words_title}",
        words,
        page.closing,
    ]
    return "\n\n".join(parts) + "\n"


def as_code(text: str) -> str:
    return re.sub(r"(?<!\S)(/[a-z]+)", r"`\1`", text)


def commands_of_help(key: str) -> list[tuple[str, str]]:
    """The commands that a text of the help names, and what it says they do."""
    said = plain(key, bot="bot")
    return re.findall(r"^/(\w+) (?:– )?(.+)$", said, re.MULTILINE)


def with_traits(page: str) -> str:
    """The page on delivery, with the traits that the ledger gives each purpose of its table."""
    return re.sub(r"(?m)^(\| `(\w+)` \| [^|]+ \|)[^|]*\|$", _with_traits_of, page)


def _with_traits_of(row: re.Match[str]) -> str:
    if row[2] not in {purpose.value for purpose in Purpose}:
        return row[0]
    return f"{row[1]} {', '.join(traits_of(Purpose(row[2]))) or '-'} |"


def traits_of(purpose: Purpose) -> list[str]:
    """The traits of a purpose in words, without those that most have."""
    traits = purpose.traits
    said = [] if traits.urgency is Priority.BULK else [traits.urgency.name.lower()]
    for one in fields(Traits):
        value = getattr(traits, one.name)
        if one.name == "comes_back":
            said += [] if value else ["does not come back"]
        elif one.name == "bundle":
            said += [f"bundle {value}"] if value else []
        elif value is True:
            said.append(one.name.replace("_", " "))
    return said


def with_events(page: str) -> str:
    """The page on operations, with the events that the bot logs."""
    rows = [
        f"| `{event.name.lower()}` | {event.level} | {event.sentence} | {', '.join(f'`{one}`' for one in event.fields)} |"
        for event in Event
    ]
    table = "\n".join(["| code | level | event | fields |", "| --- | --- | --- | --- |", *rows])
    return re.sub(r"(?s)(\n\n)\| code \| level \|.*?(?=\n\n)", lambda found: f"{found[1]}{table}", page)


if __name__ == "__main__":
    for written, text in pages().items():
        written.write_text(text, "utf-8")
