"""Phone numbers as people write them, to E.164."""

from __future__ import annotations

import phonenumbers


def normalise_phone(text: str) -> str | None:
    """`0812-3456-7890`, `62812...` or `+62812...` as E.164; None where it cannot be a phone number.

    Judged by length only (`is_possible_number`): number ranges change faster than libraries.
    """
    digits = text.strip()
    if digits.startswith("62"):
        # Telegram sends contacts without the plus sign.
        digits = f"+{digits}"
    try:
        number = phonenumbers.parse(digits, "ID")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
