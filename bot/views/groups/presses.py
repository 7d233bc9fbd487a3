"""What the buttons in groups say: the card's answers, and whose group it is."""

from __future__ import annotations

from bot.views.press import Press, press


@press("gyes")
class AttendFromGroup(Press):
    """Hadir on a card: the presser's own answer, to the session as it was at that revision."""

    session: int
    revision: int | None = None


@press("gno")
class DeclineFromGroup(Press):
    """Berhalangan on a card; why is said in private."""

    session: int
    revision: int | None = None


@press("grp")
class LinkGroup(Press):
    """The kecamatan of a group, 0: of all."""

    district: int


@press("grpx")
class UnlinkGroup(Press):
    """Lepas tautan."""
