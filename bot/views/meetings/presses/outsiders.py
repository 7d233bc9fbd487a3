"""What the buttons of counting outsiders say."""

from __future__ import annotations

from bot.views.press import Press, press


@press("outs")
class CountOutsiders(Press):
    """How many came to a session from outside the roster?"""

    session: int
