"""What the buttons of official papers say."""

from __future__ import annotations

from datetime import date

from bot.views.press import Press, press


@press("ltr")
class MakeLetter(Press):
    """The letter that invites."""

    session: int


@press("dh")
class MakeList(Press):
    """The attendance list to sign."""

    session: int


@press("dhf")
class MakeFilledList(Press):
    """The list filled from check-ins."""

    session: int


@press("dhx")
class MakeForm(Press):
    """The list as a workbook to fill in."""

    session: int


@press("cert")
class MakeCertificates(Press):
    """Certificates: one's own, for the office everybody's."""

    session: int


@press("tgs")
class MakeTask(Press):
    """The surat tugas of those who are invited."""

    session: int


@press("tgp")
class MakeShiftTask(Press):
    """The surat tugas of whoever is on duty in a shift."""

    shift: int


@press("tgt")
class MakeTurnTask(Press):
    """The surat tugas of a turn that only the rule gives as yet."""

    district: int
    day: date
    shift: str


@press("tgd")
class ShowTurns(Press):
    """Whose surat tugas, of the turns of a day."""

    day: date


@press("lhp")
class MakeSupervision(Press):
    """The laporan hasil pengawasan of a report."""

    shift: int
    nth: int = 1
