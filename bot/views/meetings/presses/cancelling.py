"""What the buttons of calling off a session say."""

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
