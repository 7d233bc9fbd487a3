"""The quick part of the suite leaves out no handler."""

from __future__ import annotations

import re
from pathlib import Path

from bot.handlers import all_routes

TESTS = Path(__file__).parent


def test_each_handler_has_one_scenario_in_the_quick_part() -> None:
    marked = re.compile(r'^@pytest\.mark\.handler\("([\w.]+)"\)$', re.MULTILINE)
    named = [name for file in TESTS.rglob("test_*.py") for name in marked.findall(file.read_text(encoding="utf-8"))]
    modules = [vars(all_routes)[name] for name in vars(all_routes) if hasattr(vars(all_routes)[name], "register")]
    assert sorted(named) == sorted(module.__name__.removeprefix("bot.handlers.") for module in modules)
