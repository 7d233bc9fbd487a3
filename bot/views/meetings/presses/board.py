"""What the buttons of the board say."""

from __future__ import annotations

from bot.domain.meetings.plan_state import PlanState
from bot.views.press import Press, press


@press("brd")
class ShowBoard(Press):
    """The board of a division; "" one's own, `semua` all."""

    division: str = ""


@press("brdc")
class ShowColumn(Press):
    """One column of it."""

    division: str
    where: PlanState
    page: int
