"""What the buttons of polls say."""

from __future__ import annotations

from bot.domain.meetings.polls import Choice
from bot.views.press import ByName, Press, press


@press("pov")
class Vote(Press):
    """What somebody says of a slot of a poll, or of all."""

    poll: int
    choice: ByName[Choice]
    slot: int | None = None


@press("pos")
class ShowPoll(Press):
    """How a poll stands."""

    poll: int


@press("poc")
class ChooseSlot(Press):
    """Tetapkan: the last look at a slot of a poll, of which nobody is asked any more."""

    poll: int
    slot: int


@press("poa")
class AskSlots(Press):
    """Tanyakan dulu: a poll of the slots that were proposed for an activity."""

    activity: str


@press("pok")
class SendPoll(Press):
    """Ya or Tidak under a poll as people would get it."""

    wanted: bool
