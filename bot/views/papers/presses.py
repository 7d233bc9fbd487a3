"""What the buttons of official papers say."""

from __future__ import annotations

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
