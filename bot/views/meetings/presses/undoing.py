"""What the buttons of second thoughts say."""

from __future__ import annotations

from enum import StrEnum

from bot.views.press import Press, press


@press("undo")
class Undo(Press):
    """Take back the change that made this revision; `sure`: also where somebody has read of it."""

    session: int
    revision: int
    sure: bool = False


@press("undn")
class SendNow(Press):
    """What waits goes out at once."""

    session: int
    revision: int


class Stays(StrEnum):
    """What is left as it is by a no: a date, a change of it, a session that is off, who is invited."""

    DATE = "schedule"
    CHANGE = "move"
    OFF = "cancel"
    PEOPLE = "people"


@press("undk")
class LeaveAsItIs(Press):
    """Nothing is taken back."""

    session: int
    stays: Stays = Stays.DATE
