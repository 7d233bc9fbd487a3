"""What the buttons of setting and moving a date say: which activity, which day, which hours, where."""

from __future__ import annotations

from datetime import date

from bot.views.press import Press, press


@press("seta")
class DateActivity(Press):
    """An activity (by id and code): when?"""

    activity: int
    code: str


@press("movs")
class MoveSession(Press):
    """Another date, hours or place for a session."""

    session: int


@press("setd")
class PickDay(Press):
    """A day that was offered."""

    day: date


@press("sett")
class PickHours(Press):
    """Hours that were offered, as somebody would type them."""

    hours: str


@press("setl")
class PickOffice(Press):
    """The office itself as the place."""


@press("setk")
class KeepAsItWas(Press):
    """Tetap: the day, the hours or the place of a session that moves."""
