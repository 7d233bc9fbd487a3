"""The stationery of the deployment's office, from settings; a value that makes no sense is refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.issuing import Stationery
from bot.domain.letter_numbers import DEFAULT_PATTERN, BadPattern, check_pattern
from bot.domain.vocabulary import OFFICE_DIVISIONS, Division

if TYPE_CHECKING:
    from bot.settings import Settings

# With "SERT/" before it, a series' name has forty characters.
_LONGEST_CODE = 30
_DIVISIONS = ", ".join(OFFICE_DIVISIONS)


class BadStationery(ValueError):
    """A setting of the office's papers makes no sense; the message names it."""


def stationery_of(settings: Settings) -> Stationery:
    """The office's stationery; raises `BadStationery`."""
    try:
        pattern = check_pattern(settings.letter_pattern or DEFAULT_PATTERN)
    except BadPattern:
        raise BadStationery(
            f"LETTER_PATTERN: {settings.letter_pattern!r} harus memuat {{urut}} dan {{tahun}}; "
            f"contoh: {DEFAULT_PATTERN}"
        ) from None
    return Stationery(
        office_code=settings.office_code,
        seat=settings.office_seat.strip(),
        address=settings.office_address.strip(),
        contact=settings.office_contact.strip(),
        code=settings.letter_code.strip(),
        classifications=_classifications(settings.letter_classifications),
        pattern=pattern,
    )


def _classifications(text: str) -> dict[Division, str]:
    """`SDMO=KP.04, HPS=HK.02`."""
    found: dict[Division, str] = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        name, _, code = (one.strip() for one in part.partition("="))
        if name not in OFFICE_DIVISIONS or not 0 < len(code) <= _LONGEST_CODE:
            raise BadStationery(
                f"LETTER_CLASSIFICATIONS: {part!r} bukan divisi ({_DIVISIONS}) dengan kode sepanjang paling banyak "
                f"{_LONGEST_CODE} huruf; contoh: SDMO=KP.04, HPS=HK.02"
            )
        found[Division(name)] = code
    return found
