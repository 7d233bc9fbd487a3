"""What an office is beyond its people: its name, time zone and stationery, each value checked where it comes in."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.papers.facts import SUPERVISION
from bot.domain.papers.numbers import DEFAULT_PATTERN, BadPattern, check_pattern
from bot.domain.vocabulary import OFFICE_DIVISIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# How people say them: https://id.wikipedia.org/wiki/Waktu_Indonesia
ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
_CODE = re.compile(r"\d\d\.\d\d")
_MOST = {"name": 120, "seat": 80, "letter_code": 30, "logo": 300_000}
_MOST_TEXT = 300
# A picture as it is kept is a third longer than its file.
MOST_LOGO_BYTES = 200_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
# With "SERT/" before it, a series' name has forty characters.
_LONGEST_CODE = 30
_CLASSIFIED = (*OFFICE_DIVISIONS, SUPERVISION)


class BadOffice(ValueError):
    """A value that makes no sense: `field` is whose it is, `reason` names a message of `office-bad-*`, `values` fill it."""

    def __init__(self, field: str, given: str, reason: str, **values: str | int) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
        self.values: dict[str, str | int] = {"given": given[:80], **values}


def is_code(text: str) -> bool:
    """Whether it is written as the Kemendagri code of a kabupaten or kota: two digits, a dot, two digits."""
    return _CODE.fullmatch(text) is not None


def check_code(code: str) -> str:
    """The same code; raises `BadOffice` where it is none."""
    if not is_code(code):
        raise BadOffice("code", code, "code")
    return code


def check_office(given: Mapping[str, str]) -> dict[str, str]:
    """Fields of an office as they are kept; raises `BadOffice` for the first that makes no sense."""
    return {field: _check(field, " ".join(value.split())) for field, value in given.items()}


def _check(field: str, value: str) -> str:
    most = _MOST.get(field, _MOST_TEXT)
    if len(value) > most:
        raise BadOffice(field, value, "long", length=len(value), most=most)
    check = _CHECKS.get(field)
    return value if check is None else check(value)


def _name(value: str) -> str:
    if not value:
        raise BadOffice("name", value, "name")
    return value


def _zone(value: str) -> str:
    """One of Indonesia's, or (supervisors sit at embassies too) a zone by its full name: "GMT" is nobody's."""
    zone = ZONES.get(value.upper(), value)
    try:
        if "/" not in zone:
            raise BadOffice("timezone", value, "zone")
        return ZoneInfo(zone).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadOffice("timezone", value, "zone") from None


def _pattern(value: str) -> str:
    try:
        return check_pattern(value) if value else ""
    except BadPattern:
        raise BadOffice("letter_pattern", value, "pattern", example=DEFAULT_PATTERN) from None


def _classifications(value: str) -> str:
    return ", ".join(f"{name}={code}" for name, code in read_classifications(value).items())


def read_classifications(text: str) -> dict[str, str]:
    """`SDMO=KP.04, HPS=HK.02, LHP=PM.01.02`, of divisions and of laporan hasil pengawasan; raises `BadOffice`."""
    found: dict[str, str] = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        name, _, code = (one.strip() for one in part.partition("="))
        if name not in _CLASSIFIED or not 0 < len(code) <= _LONGEST_CODE:
            divisions = ", ".join(_CLASSIFIED)
            raise BadOffice("classifications", part, "classification", divisions=divisions, most=_LONGEST_CODE)
        found[name] = code
    return found


def kept_logo(file: bytes) -> str:
    """A PNG or JPEG file as it is kept; raises `BadOffice`."""
    if len(file) > MOST_LOGO_BYTES:
        raise BadOffice("logo", "", "logo-large", size=-(-len(file) // 1000), most=MOST_LOGO_BYTES // 1000)
    if not file.startswith(_PICTURES):
        raise BadOffice("logo", "", "logo")
    return base64.b64encode(file).decode()


_CHECKS: dict[str, Callable[[str], str]] = {
    "name": _name,
    "timezone": _zone,
    "letter_pattern": _pattern,
    "classifications": _classifications,
}
