"""What is wrong in a group, for those who run the office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.groups.troubles import GroupTrouble
from bot.views.screen import Screen
from bot.views.text import join_lines, t

if TYPE_CHECKING:
    from collections.abc import Mapping


def trouble(facts: Mapping[str, Any]) -> Screen:
    """What is wrong, and what to do."""
    kind = GroupTrouble(facts["trouble"])
    return Screen(join_lines(t(f"group-trouble-{kind}", title=facts["title"]), t(f"group-trouble-{kind}-next")))
