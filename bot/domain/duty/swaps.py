"""A shift that changes hands: how such an offer stands, and which moves there are."""

from __future__ import annotations

from enum import StrEnum


class SwapState(StrEnum):
    """Where an offer stands; what is no longer open never changes again."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    # Taken back by whoever offered.
    WITHDRAWN = "withdrawn"
    # Whoever offered asks somebody else instead.
    REPLACED = "replaced"
    # Made void by another change.
    VOID = "void"
