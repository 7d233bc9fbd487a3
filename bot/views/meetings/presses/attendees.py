"""What the buttons of who is invited to an activity say, and of its batches."""

from __future__ import annotations

from bot.views.press import Press, press


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
