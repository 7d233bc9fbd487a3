"""What was typed is no date, or cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.format import clipped
from bot.views.screen import Screen
from bot.views.text import plain, t

if TYPE_CHECKING:
    from bot.domain.words.dates.problem import DateProblem
    from bot.domain.words.unread import Unread


# So much is quoted of what was typed.
GIVEN = 80
_EXAMPLE, _EXAMPLE_HOURS = 200, "09.00-12.00"


def date_problem(problem: DateProblem) -> Screen:
    """What was typed is no date or time."""
    values = {name: clipped(value, GIVEN) for name, value in problem.values.items()}
    return Screen(t(f"date-{problem.code}", **values))


def not_read(command: str, unread: Unread) -> Screen:
    """Which words were not read, or what is missing; `command` is the line up to its date, as it is right."""
    said = f"{unread.hours or _EXAMPLE_HOURS} {unread.place or plain('set-example-place')}"
    example = clipped(f"{command} {said}", _EXAMPLE)
    return Screen(t(f"set-{unread.amiss}", words=clipped(unread.words, GIVEN), example=example))
