"""What the buttons of the day itself and after it say."""

from __future__ import annotations

from datetime import date

from bot.domain.vocabulary import ExcuseKind
from bot.views.press import ByName, Press, press


@press("ci")
class CheckIn(Press):
    """Saya sudah di tempat, where the session was to be at that revision (None: by a bot that did not say)."""

    session: int
    revision: int | None = None


@press("pin")
class ShowPin(Press):
    """The digits and the QR code that the venue shows, made anew."""

    session: int


@press("loc")
class SetPlace(Press):
    """Where on the map a session is: the question for it."""

    session: int


@press("absn")
class ShowArrivals(Press):
    """The list to tap, as a message of its own."""

    session: int


@press("clp")
class TurnArrivals(Press):
    """Another page of the list, or the list of another day; `day` is left out where there is one."""

    session: int
    page: int
    day: int | None = None


@press("cl")
class MarkArrival(Press):
    """A name on the list; `wanted` is what the button showed: to be ticked, or the tick taken away."""

    session: int
    invitation: int
    page: int
    substitute: bool
    wanted: bool
    day: int | None = None


@press("clx")
class UnmarkArrival(Press):
    """Ya, batalkan: the arrival of that second (Unix time), and no other."""

    session: int
    invitation: int
    page: int
    came_at: int
    day: int | None = None


@press("sv")
class FillSurvey(Press):
    """Isi kuesioner."""

    session: int


@press("svr")
class FillSurveyAgain(Press):
    """Ubah jawaban, from the first statement on."""

    session: int


@press("svs")
class GiveScore(Press):
    """A number for a statement."""

    session: int
    question: int
    score: int


@press("svt")
class AddWords(Press):
    """Tambah saran."""

    session: int


@press("svk")
class ShowResults(Press):
    """What all answered."""

    session: int


@press("svp")
class PictureResults(Press):
    """The same as a picture."""

    session: int


@press("mat")
class SendFiles(Press):
    """Materials of a session, or its minutes: the question for them."""

    minutes: bool
    session: int


@press("filok")
class FilesDone(Press):
    """Selesai."""


@press("file")
class Download(Press):
    """A file that was sent."""

    file: int


@press("files")
class TurnFiles(Press):
    """A page of all files of one's session and kind."""

    file: int
    page: int


@press("abs")
class ExplainAbsence(Press):
    """Why somebody did not come."""

    session: int
    kind: ByName[ExcuseKind]


@press("hi")
class HandInFiles(Press):
    """Kirim berkas: what one's kecamatan hands in for a session."""

    session: int


@press("hii")
class HandInItem(Press):
    """One of these; its place in the list."""

    session: int
    item: int


@press("hic")
class ShowCollected(Press):
    """How it stands, for a head."""

    session: int


@press("hiz")
class FetchCollected(Press):
    """All files as one archive."""

    session: int


@press("hir")
class RemindToHandIn(Press):
    """Ingatkan yang belum."""

    session: int


@press("hie")
class EditHandIn(Press):
    """What each kecamatan hands in: the question for the list."""

    session: int


@press("hix")
class AskForNothing(Press):
    """Tidak ada yang dikumpulkan."""

    session: int


@press("tlp")
class PickDecided(Press):
    """Catat keputusan: of which session?"""


@press("tln")
class WriteDecision(Press):
    """A decision of a session: the question for it."""

    session: int


@press("tlw")
class AssignDecision(Press):
    """Who sees to it."""

    person: int


@press("tlt")
class DateDecision(Press):
    """Until when."""

    day: date


@press("tlk")
class DecisionDone(Press):
    """Selesai, of a decision."""

    decision: int
