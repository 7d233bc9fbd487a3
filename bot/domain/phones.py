"""Phone numbers as people write them, to E.164."""

from __future__ import annotations

import re

import phonenumbers

# What people write beside a number; other letters would be read as the keys they stand on.
_LABELS = re.compile(r"\b(?:wa|hp|telp?|telepon|no)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_MOST_DIGITS = 15


def readable_phone(text: str) -> str:
    """A number as people write theirs, `+62 812-3456-7890`; what is none as it came."""
    number = normalise_phone(text)
    if number is None:
        return text
    return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def normalise_phone(text: str) -> str | None:
    """`0812-3456-7890`, `62812...` or `+62812...` as E.164; None where it cannot be one phone number.

    Judged by length only (`is_possible_number`): number ranges change faster than libraries.
    """
    # A spreadsheet makes 628123456789.0 of a number without a plus sign.
    digits = re.sub(r"^([1-9]\d+)\.0$", r"\1", _LABELS.sub("", text).strip(" '’.:"))
    if _LETTER.search(digits):
        return None
    # Telegram sends contacts without the plus sign; 00 is what is dialled for it.
    digits = re.sub(r"^(?:00(?=[1-9])|(?=62))", "+", digits)
    try:
        number = phonenumbers.parse(digits, "ID")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return written if len(written) <= _MOST_DIGITS + 1 else None
