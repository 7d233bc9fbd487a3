"""What the buttons of dates say that come again, and of polls about dates."""

from __future__ import annotations

from bot.domain.meetings.polls import Choice
from bot.views.press import ByName, Press, press


@press("sra")
class Repeat(Press):
    """Ulangi: how often a session comes again; with a `rhythm` (`bot.domain.meetings.series`) a look at the dates."""

    session: int
    rhythm: str = ""


@press("srok")
class SetSeries(Press):
    """Ya: the dates that were shown, or none."""

    session: int
    rhythm: str
    wanted: bool


@press("srl")
class SetAgain(Press):
    """Buat lagi: another date with the place, hours and texts of this one."""

    session: int


@press("srm")
class MoveFollowing(Press):
    """The meetings after one that was moved, along with it: a look at what they would be, then `sure`."""

    session: int
    revision: int
    sure: bool = False


@press("src")
class CancelFollowing(Press):
    """The meetings after one that was called off too."""

    session: int
    sure: bool = False


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
