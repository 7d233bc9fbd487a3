"""Checking in on the day: when it is open, how punctual it was, and the proofs of being there."""

from __future__ import annotations

import hashlib
import hmac
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.timing import Due, announcement_due

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

OPENS_BEFORE = timedelta(minutes=60)
# A meeting that began so long ago: whoever comes now comes late.
GRACE = timedelta(minutes=15)
# A PIN and a QR code are good for this long, and for as long again: somebody is always just typing.
ROTATES_EVERY = timedelta(minutes=5)
_KILOMETRE, _TEN = 1000, 10
_DIGITS = 4
# 1.234,5, as Indonesians write numbers.
_DECIMALS = str.maketrans(",.", ".,")
DEFAULT_RADIUS_M = 200
MOST_WRONG_PINS = 5
# Of one person in one session, however long: of 10,000 PINs three hold at a time, so fifteen tries find one in two hundred.
MOST_WRONG_PINS_OF_SESSION = 15
# Of everybody in one session within ten minutes: several who try PINs together stay each below what one may.
MOST_WRONG_PINS_OF_ALL = 15
# Whoever answers for a session hears of so many by name, of more by how many they are.
MOST_NAMED_FOR_WRONG_PINS = 3
_EARTH_M = 6_371_000.0


class CheckInWay(StrEnum):
    """How a check-in came about."""

    LOCATION = "lokasi"
    PIN = "pin"
    QR = "qr"
    BUTTON = "tombol"
    CLERK = "petugas"
    LIST = "daftar"


@dataclass(frozen=True, slots=True)
class Arrival:
    """When and how somebody came, and whether it was who stands in."""

    at: datetime
    way: CheckInWay
    by_substitute: bool


class Punctuality(StrEnum):
    """When somebody came."""

    EARLY = "awal"
    ON_TIME = "tepat"
    LATE = "terlambat"


def is_open(starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """People check themselves in from an hour before the start until the end."""
    return starts_at - OPENS_BEFORE <= now < ends_at


def opening_due(starts_at: datetime, ends_at: datetime, now: datetime, zone: ZoneInfo) -> Due:
    """When the message of the day goes out that lets people check in; at once where it is open already."""
    opens = announcement_due(starts_at, starts_at - OPENS_BEFORE, zone)
    return Due(max(opens, now), ends_at)


def punctuality(came_at: datetime, starts_at: datetime) -> Punctuality:
    """Before the start, within a quarter of an hour after it, or later."""
    if came_at < starts_at:
        return Punctuality.EARLY
    return Punctuality.ON_TIME if came_at <= starts_at + GRACE else Punctuality.LATE


def pin(secret: str, session_id: int, now: datetime) -> str:
    """The four digits shown at the venue now."""
    return _pin(secret, session_id, _step(now))


def typed_pin(text: str) -> str | None:
    """The four digits in what was typed: in any script, and with the blanks that stand between them where they are shown."""
    digits = "".join(text.split())
    return "".join(str(int(digit)) for digit in digits) if len(digits) == _DIGITS and digits.isdecimal() else None


def is_pin(given: str, secret: str, session_id: int, now: datetime) -> bool:
    """Whether the digits are those shown now, or just before."""
    shown = (_pin(secret, session_id, _step(now) - back) for back in (0, 1))
    return any(hmac.compare_digest(given.encode(), digits.encode()) for digits in shown)


def token(secret: str, session_id: int, now: datetime) -> str:
    """What the QR code carries now: 16 hexadecimal digits, of use for this session and these minutes only."""
    return _sign(secret, session_id, "qr", _step(now))[:16]


def is_token(given: str, secret: str, session_id: int, now: datetime) -> bool:
    """Whether the code is the one shown now, or just before."""
    signs = (_sign(secret, session_id, "qr", _step(now) - back)[:16] for back in (0, 1))
    return any(hmac.compare_digest(given.encode(), sign.encode()) for sign in signs)


def rounded_distance(metres: float) -> tuple[str, str]:
    """A distance as people say it, and its unit: `850`, `meter`; from a kilometre on `1,3`, `km`."""
    if round(metres) < _KILOMETRE:
        return str(round(metres)), "meter"
    far = metres / _KILOMETRE
    return (f"{far:.1f}" if far < _TEN else f"{far:,.0f}").translate(_DECIMALS), "km"


def is_on_globe(latitude: float, longitude: float) -> bool:
    """Whether there is such a place (https://core.telegram.org/bots/api#location leaves the limits unsaid)."""
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


def distance_m(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Metres between two places on the globe, by the one formula that rounding cannot lead out of what it is defined for."""
    phi, other_phi = math.radians(latitude), math.radians(other_latitude)
    between = math.radians(other_longitude - longitude)
    aside = math.cos(other_phi) * math.sin(between)
    ahead = math.cos(phi) * math.sin(other_phi) - math.sin(phi) * math.cos(other_phi) * math.cos(between)
    below = math.sin(phi) * math.sin(other_phi) + math.cos(phi) * math.cos(other_phi) * math.cos(between)
    return _EARTH_M * math.atan2(math.hypot(aside, ahead), below)


def _step(now: datetime) -> int:
    return int(now.timestamp() // ROTATES_EVERY.total_seconds())


def _pin(secret: str, session_id: int, step: int) -> str:
    return f"{int(_sign(secret, session_id, 'pin', step), 16) % 10_000:04d}"


def _sign(secret: str, session_id: int, what: str, step: int) -> str:
    return hmac.new(secret.encode(), f"{what}:{session_id}:{step}".encode(), hashlib.sha256).hexdigest()
