"""What the buttons of reports say."""

from __future__ import annotations

from bot.views.press import Press, press


@press("dutyq")
class AcceptReport(Press):
    """Diterima."""

    shift: int
    nth: int = 1


@press("dutyi")
class ReturnReport(Press):
    """Perlu diperbaiki: the question what."""

    shift: int
    nth: int = 1


@press("dutye")
class RewriteReport(Press):
    """Tulis ulang: the question for the words."""

    shift: int
    nth: int = 1
