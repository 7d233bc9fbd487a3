"""What the buttons of the calendar say."""

from __future__ import annotations

from bot.views.press import Press, press


@press("cal")
class ShowSchedule(Press):
    """A page of the calendar; `words` as `bot.domain.meetings.schedule_words` has them, joined by full stops."""

    words: str
    page: int


@press("calp")
class PictureMonth(Press):
    """The month as a picture."""

    words: str


@press("cald")
class PickDivision(Press):
    """Divisi: which one?"""

    words: str


@press("calk")
class PickDistrict(Press):
    """Kecamatan: which one?"""

    words: str


@press("act")
class ShowActivity(Press):
    """An activity of the plan, by its code."""

    code: str


@press("ics")
class MakeIcs(Press):
    """A session for somebody's own calendar."""

    session: int


@press("setp")
class TurnActivities(Press):
    """Another page of activities without a date."""

    page: int
