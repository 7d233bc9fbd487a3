"""What the buttons of calling off a session say, and of counting outsiders."""

from __future__ import annotations

from bot.views.press import Press, press


@press("cans")
class CallOff(Press):
    """A session is to be called off: why?"""

    session: int


@press("canok")
class AnswerCallOff(Press):
    """Is it?"""

    agreed: bool


@press("outs")
class CountOutsiders(Press):
    """How many came to a session from outside the roster?"""

    session: int
