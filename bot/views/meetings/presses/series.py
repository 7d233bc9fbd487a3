"""What the buttons of sessions that repeat say."""

from __future__ import annotations

from bot.views.press import Press, press


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
