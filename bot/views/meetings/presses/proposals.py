"""What the buttons of proposals say."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated

from bot.views.press import Codec, Press, press


def _read_hours(word: str) -> tuple[time, time]:
    begin, end = map(time.fromisoformat, word.split("-"))
    return begin, end


_HOURS = Codec(lambda hours: "-".join(f"{one:%H%M}" for one in hours), _read_hours)


@press("usp")
class TurnProposals(Press):
    """Another page of activities to propose dates for."""

    page: int


@press("usa")
class Propose(Press):
    """Dates for an activity, by its code."""

    code: str


@press("usl")
class PickSlot(Press):
    """A date that was proposed, with its hours."""

    code: str
    day: date
    hours: Annotated[tuple[time, time], _HOURS]
