"""What the buttons of the calendar say: looking at it, setting, moving and calling off dates, and second thoughts."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Annotated

from bot.domain.meetings.plan_state import PlanState
from bot.domain.meetings.polls import Choice
from bot.domain.vocabulary import Division
from bot.views.press import ByName, Codec, Press, press

_OWN = "me"


def _read_hours(word: str) -> tuple[time, time]:
    begin, end = map(time.fromisoformat, word.split("-"))
    return begin, end


_HOURS = Codec(lambda hours: "-".join(f"{one:%H%M}" for one in hours), _read_hours)
_DIVISION_OR_OWN = Codec(lambda one: one.value if one else _OWN, lambda word: None if word == _OWN else Division(word))


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


@press("feed")
class PickFeed(Press):
    """Of what an address to subscribe to is wanted."""


@press("feedo")
class OpenFeed(Press):
    """A new address of a division's sessions; None: of one's own."""

    division: Annotated[Division | None, _DIVISION_OR_OWN]


@press("feedc")
class CloseFeeds(Press):
    """No address holds any more."""


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


@press("setp")
class TurnActivities(Press):
    """Another page of activities without a date."""

    page: int


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


@press("setm")
class Prepare(Press):
    """The agenda, what to bring, the link, a sentence: the question for it, by its name."""

    what: str


@press("sete")
class Empty(Press):
    """Kosongkan, under that question."""

    what: str


@press("setb")
class BackToLook(Press):
    """Kembali, to the last look."""


@press("setj")
class KeepAnswers(Press):
    """Jawaban tetap berlaku, or the reverse."""


@press("setok")
class AnswerDate(Press):
    """Ya or Tidak under the last look."""

    agreed: bool


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


@press("undv")
class PreviewHeld(Press):
    """What waits, and for whom."""

    session: int


@press("usp")
class TurnProposals(Press):
    """Another page of activities to propose dates for."""

    page: int


@press("usa")
class Propose(Press):
    """Dates for an activity, by its code."""

    code: str


@press("usm")
class ProposeMonth(Press):
    """Dates for a whole month, by its first day."""

    first: date


@press("usundo")
class UndoMonth(Press):
    """Take back the dates that were set together: those of the sessions from one to another (by id); `sure` as in `Undo`.

    `what` is what was done: "schedule", or "move" and "cancel" of a series.
    """

    first: int
    last: int
    sure: bool = False
    what: str = "schedule"


@press("ussend")
class SendMonth(Press):
    """What waits of them goes out at once."""

    first: int
    last: int
    what: str = "schedule"


@press("usl")
class PickSlot(Press):
    """A date that was proposed, with its hours."""

    code: str
    day: date
    hours: Annotated[tuple[time, time], _HOURS]


@press("usok")
class LookAtAll(Press):
    """Tetapkan semua: a last look at a month."""

    agreed: bool


@press("usnote")
class SayBesideMonth(Press):
    """Tambah kalimat under it."""


@press("usgo")
class AnswerAll(Press):
    """Ya or Tidak under it."""

    agreed: bool


@press("ats")
class PickAttended(Press):
    """The session to which somebody is to be invited, or no more."""

    invited: bool
    session: int


@press("atd")
class ChangeAttendee(Press):
    """That person; `sure`: left out also where the invitation has reached them."""

    session: int
    person: int
    invited: bool
    sure: bool = False


@press("gelp")
class LookAtBatches(Press):
    """How an activity's kecamatan would be divided."""

    code: str


@press("gel")
class Divide(Press):
    """Bagi begini: an activity's kecamatan, as was proposed."""

    code: str


@press("gell")
class DivideAsListed(Press):
    """Bagi begini: with the kecamatan that were typed for one batch."""

    wanted: bool


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


@press("srn")
class SayBesideSeries(Press):
    """Tambah kalimat under the dates of a series."""

    session: int
    rhythm: str


@press("srl")
class SetAgain(Press):
    """Buat lagi: another date with the place, hours and texts of this one."""

    session: int


@press("srs")
class SetSame(Press):
    """Tetapkan lagi: the last look at a date that was undone."""

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
