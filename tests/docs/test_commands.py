"""Every command of the chat stands in the help and behind the menu, and no page names one that there is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.handlers.all_routes import all_routes
from bot.views import menu
from bot.views.text import plain
from tests.docs.written import HELP, commands_of_help

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", *(f"docs/{name}.md" for name in ("commands", "delivery", "documents", "imports", "operations"))]
# Of old, or as other bots have it; whoever writes it gets what they want.
ALIASES = {"help"}
# Telegram's own button sends it.
UNSAID = {"start"}
# What only a group or a dialogue can do, and what leads here.
NOT_IN_MENU = {"grup", "batal", "menu"}


def _said() -> set[str]:
    return {name for key in HELP for name, _ in commands_of_help(key)}


def _behind_menu() -> set[str]:
    of_office = (*menu._OF_CLERK.values(), *menu._OF_MANAGER.values(), *menu._OF_ADMIN.values())
    return {name for section in (menu._MINE, *of_office) for name in section}


def test_every_command_stands_in_the_help_and_the_help_names_no_other() -> None:
    assert _said() | {"bantuan"} == all_routes().commands.keys() - ALIASES - UNSAID


def test_every_command_stands_behind_the_menu() -> None:
    assert _behind_menu() | NOT_IN_MENU == all_routes().commands.keys() - ALIASES - UNSAID


def test_what_the_menus_show_has_its_words() -> None:
    for name in sorted(_behind_menu()):
        assert plain(f"short-{name}")
    for commands in (menu.EVERYBODY, menu.GROUP, menu._CLERK, menu._MANAGER, menu._ADMIN):
        assert all(plain(f"menu-{name}") for name in commands)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_a_page_names_exists(page: str) -> None:
    named = set(re.findall(r"(?<=`/)[a-z]+(?=[ `])", (ROOT / page).read_text("utf-8")))
    # The pages of the bot's own HTTP server, and @BotFather's.
    assert named - {"healthz", "readyz", "metrics", "newbot", "revoke"} <= all_routes().commands.keys()
