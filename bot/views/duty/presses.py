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
    DISMISSED = "d"


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


@press("mntc")
class CloseRequest(Press):
    """Tutup: no more answers."""

    request: int


@press("mntf")
class ShowAnswerFiles(Press):
    """The files that a kecamatan sent."""

    request: int
    district: int


@press("mnta")
class AnswerRequest(Press):
    """Jawab: the first question."""

    request: int


@press("mnty")
class AnswerYesNo(Press):
    """Ya or Tidak, to the question that is asked."""

    request: int
    yes: bool
