"""What the buttons of piket carry."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, NamedTuple

from bot.views.press import Codec, Press, press


class Days(NamedTuple):
    """A month (`m20231001`) or a week (`w20231002`), by its first day."""

    monthly: bool
    first: date

    @property
    def code(self) -> str:
        return f"{'m' if self.monthly else 'w'}{self.first:%Y%m%d}"

    @classmethod
    def of(cls, code: str) -> Days:
        """The reverse of `code`; raises `ValueError`."""
        first = datetime.strptime(code[1:], "%Y%m%d").date()  # noqa: DTZ007 (a day has no zone)
        if code[0] not in "mw" or (code[0] == "m" and first.day != 1):
            raise ValueError(f"no days of ours: {code!r}")
        return cls(code[0] == "m", first)


_CompactDay = Annotated[
    date,
    Codec(
        lambda day: f"{day:%Y%m%d}",
        lambda word: datetime.strptime(word, "%Y%m%d").date(),  # noqa: DTZ007 (a day has no zone)
    ),
]
_AsDays = Annotated[Days, Codec(lambda days: days.code, Days.of)]


class FileKind(StrEnum):
    """What an overview is made into."""

    PICTURE = "png"
    WORKBOOK = "xlsx"
    PAPER = "pdf"


class Act(StrEnum):
    """What is done about an incident."""

    LOOK = ""
    TAKE = "t"
    REGISTERED = "r"
    FURTHER = "x"
    CLOSED = "c"
    # Asks first; the other does it.
    DISMISSED = "d"
    DISMISSED_SURE = "y"
    BACK = "u"
    # Given back by who handles it, or handled by another from now on.
    RELEASE = "l"
    OVER = "o"


@press("dutyack")
class SeeToReport(Press):
    """Somebody sees to it that a missing report comes."""

    shift: int


@press("inc")
class ActOnIncident(Press):
    """An incident, by its report: look at it, take it on, say how it stands."""

    report: int
    act: Act = Act.LOOK


@press("pik")
class ShowOverview(Press):
    """`/rekap piket` of some days, of all or of one kecamatan."""

    days: _AsDays
    district: int = 0


@press("pikf")
class MakeOverview(Press):
    """The same as a file."""

    kind: FileKind
    days: _AsDays
    district: int = 0


@press("pikm")
class ShowMonth(Press):
    """The rota of this month (0) or of the next one (1) as a picture."""

    ahead: int


@press("dutyq")
class AcceptReport(Press):
    """Diterima, of the report as it reads after so many corrections."""

    shift: int
    nth: int = 1
    corrected: int = 0


@press("dutyi")
class ReturnReport(Press):
    """Perlu diperbaiki: the question what."""

    shift: int
    nth: int = 1


@press("dutye")
class RewriteReport(Press):
    """Perbaiki: the answers, each to be given anew."""

    shift: int
    nth: int = 1


@press("dutym")
class AnswerNote(Press):
    """Jawab: the question what is answered to the note about a report."""

    shift: int
    nth: int = 1


@press("mnt")
class SendRequest(Press):
    """Kirim: what was written goes to every kecamatan."""


@press("mntv")
class ShowRequest(Press):
    """What came of a request."""

    request: int


@press("mntx")
class TableRequest(Press):
    """The same as a table in a file."""

    request: int


@press("mntp")
class PictureRequest(Press):
    """The same as a picture."""

    request: int


@press("mntc")
class CloseRequest(Press):
    """Tutup: no more answers; asks first unless it is `sure`."""

    request: int
    sure: bool = False


@press("mntf")
class ShowAnswerFiles(Press):
    """The files that a kecamatan sent."""

    request: int
    district: int


@press("mnta")
class AnswerRequest(Press):
    """Jawab: the first question; `again`: otherwise than it was answered."""

    request: int
    again: bool = False


@press("mnty")
class AnswerYesNo(Press):
    """Ya or Tidak, to the question that is asked."""

    request: int
    yes: bool


@press("mntk")
class KeepAnswer(Press):
    """Tetap: what was answered to this question before stays."""

    request: int
    question: int


@press("mntd")
class AddFiles(Press):
    """Tambah: what is sent now comes to the files of the answer before."""

    request: int


@press("mnte")
class FilesSent(Press):
    """Selesai: no more files to the question that is asked."""

    request: int


@press("dutyv")
class ShowReport(Press):
    """A report with what came with it."""

    shift: int
    nth: int = 1


@press("dutyr")
class FillReport(Press):
    """The daily report of a shift, where it was left."""

    shift: int


@press("dutyx")
class FillAnother(Press):
    """Something else happened on a shift that is reported already."""

    shift: int


@press("dutyo")
class ShowForms(Press):
    """What else there is to report by."""

    shift: int


@press("dutyh")
class ReportIncident(Press):
    """Something happened: whoever is of a kecamatan may say so, on duty or not."""


@press("dutyf")
class FillForm(Press):
    """A report by that form."""

    shift: int
    form: str


@press("dutyt")
class ShowLines(Press):
    """Its lines to copy, for a weak signal."""

    shift: int
    form: str


@press("dutya")
class AnswerQuestion(Press):
    """A choice for a question of the form, or yes (0) or no (1), each by its place."""

    shift: int
    form: str
    question: int
    choice: int


@press("dutyl")
class SkipQuestion(Press):
    """The question is passed over."""

    shift: int
    form: str
    question: int


@press("dutyg")
class GoPastQuestion(Press):
    """The answer that is there stays."""

    shift: int
    form: str
    question: int


@press("dutyb")
class GoBack(Press):
    """The question before."""

    shift: int
    form: str


@press("dutyj")
class MendAnswer(Press):
    """The answer to a question, by its place, is given anew."""

    shift: int
    form: str
    question: int


@press("dutyu")
class DropPhotos(Press):
    """The photos that are there are taken away; the question for them, by its place, is asked anew."""

    shift: int
    form: str
    question: int


@press("dutyz")
class DropLines(Press):
    """What was written and could not be read does not go along."""

    shift: int
    form: str


@press("dutyok")
class SendReport(Press):
    """What was filled in is sent; `further`: beside what was reported of the shift."""

    shift: int
    form: str
    further: bool = False


@press("dutydrop")
class DropReport(Press):
    """What was filled in is not sent."""

    shift: int
    form: str


@press("dutyins")
class TakeInstead(Press):
    """What came last takes the place of what was filled in before."""

    shift: int
    form: str


@press("dutyn")
class NothingHappened(Press):
    """Aman, nihil: one press; what is filled in and not sent is `dropped`, or else shown first."""

    shift: int
    dropped: bool = False


@press("dutynote")
class SendNote(Press):
    """What was written about a report that was put right meanwhile is sent all the same."""

    shift: int
    nth: int


@press("dutyreply")
class SendAnswer(Press):
    """What was written to nobody is the answer to a note about a report."""

    shift: int
    nth: int


@press("mntu")
class ReplaceAnswer(Press):
    """What somebody else of the kecamatan has answered gives way to this, or stays."""

    request: int
    yes: bool


@press("dutyw")
class SetWeek(Press):
    """Who is on duty in this week (0) or the next (1), a day at a time."""

    ahead: int


@press("dutyp")
class PickOfficer(Press):
    """Who is, in that place; 0: as it was."""

    person: int


@press("dutyd")
class SaveWeek(Press):
    """What was chosen of a week so far holds; the rest is as it was."""


@press("rota")
class ShowRota(Press):
    """The rota of the own kecamatan."""


@press("rotaall")
class SetAllRules(Press):
    """Every kecamatan without a rule gets the usual one, by so many officers; 0: the question whether it is meant."""

    officers: int = 0


@press("swp")
class PickSwap(Press):
    """Who is asked to take the next shift?"""


@press("swpd")
class PickSwapOn(Press):
    """Who is asked to take the shift of that day?"""

    day: _CompactDay


@press("swpw")
class OfferSwap(Press):
    """The shift of that day is offered to a colleague, 0: to all."""

    day: _CompactDay
    person: int


@press("swpy")
class AcceptSwap(Press):
    """Yes, of whoever was asked, takes an open shift, or heads the secretariat."""

    offer: int


@press("swpn")
class DeclineSwap(Press):
    """No."""

    offer: int


@press("swpk")
class KeepShift(Press):
    """Whoever offered it keeps it."""

    offer: int


@press("take")
class AskTakeOver(Press):
    """The shift of somebody: is it meant?"""

    officer: int


@press("takeok")
class TakeOver(Press):
    """It is."""

    officer: int


@press("rule")
class ChooseRule(Press):
    """What the rota of a kecamatan is computed from, as chosen so far (`oda`, `twa2`: shifts, whose turn, days off, how many; "" what was saved).

    `who`: whose turns, as `bot.views.duty.rule` writes them; "" as saved, or the usual.
    """

    district: int
    chosen: str = ""
    who: str = ""


@press("rulewho")
class ChooseWho(Press):
    """The same, of whose turns."""

    district: int
    chosen: str
    who: str


class Clashing(StrEnum):
    """What becomes of what was agreed and does not go with a rule."""

    ASK = ""
    DROP = "d"
    KEEP = "k"


@press("ruleend")
class EndRule(Press):
    """No more turns from tomorrow on, once it is `sure`."""

    district: int
    sure: bool = False


@press("ruleok")
class SaveRule(Press):
    """From tomorrow on."""

    district: int
    chosen: str
    who: str = ""
    clashing: Clashing = Clashing.ASK


@press("crit")
class ShowCritical(Press):
    """Which critical days are declared, and how more are."""


@press("critok")
class DeclareCritical(Press):
    """On these days all secretariats keep other shifts."""

    first: _CompactDay
    last: _CompactDay


@press("critx")
class DropCritical(Press):
    """Critical days that begin on this one are days like others."""

    first: _CompactDay


@press("leavew")
class PickLeave(Press):
    """Who of a kecamatan is on leave?"""

    district: int


@press("leave")
class AskLeave(Press):
    """When?"""

    person: int


@press("leavex")
class DropLeave(Press):
    """A leave is taken back, or ends today."""

    leave: int


@press("leaveo")
class OfferLeft(Press):
    """What somebody who is on leave then still has of these days is offered to all."""

    person: int
    first: _CompactDay
    last: _CompactDay


@press("leavek")
class RecordLeave(Press):
    """A leave that somebody asked for is recorded."""

    person: int
    first: _CompactDay
    last: _CompactDay
