"""Phone numbers as people write them, to E.164: one reader for rosters, shared contacts, typed messages and the shell.

A number is taken only where it is certain which one it is: it is one that Indonesia's plan knows (length and prefix, by
`phonenumbers`), and alone in its cell. Anything that follows a whole number, even one digit, makes the cell ambiguous.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType

from bot.domain.words.plain import plain

_COUNTRY = "62"
# No operator has 0840, and of its numbers these are left to samples and trials: they are nobody's.
_SAMPLE = re.compile(r"840000\d{4,5}")
_TYPES = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE})
# Figures behind the zero of a mobile number.
_MOBILE = range(9, 13)
# What people write beside a number; other letters would be read as the keys they stand on.
_LABEL = (
    r"(?:no(?:mor|mer|m)?|hp|h\.p|hape|handphone|ponsel|te?l(?:p|pn|pon|epon)?|tlp|phone|mobile|cell|wa|w\.a|wap|whats\s?app|sms|call"
    r"|nohp|nowa|telegram|telkomsel|aktif|pribadi|kantor)"
)
_LABELS = re.compile(rf"(?<![a-z])(?:{_LABEL}(?![a-z])[\s.:=/&-]*)+", re.IGNORECASE)
_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?(?:wa\.me/|(?:api|web)\.whatsapp\.com/send/?\?phone=|whatsapp://send/?\?phone=)(?:\+|%2b)?(\d+)(?:[/?&#].*)?",
    re.IGNORECASE,
)
# What a spreadsheet makes of a number: some of its figures, none, all with a fraction; and how people keep it from that.
_SCIENTIFIC = re.compile(r"\+?(\d)(?:[.,](\d+))?\s*e\s*\+?(\d{1,3})", re.IGNORECASE)
_HIDDEN = re.compile(r"#{3,}")
# Dots or dashes that stand for figures: `0812-3456-78..`.
_LEFT_OUT = re.compile(r"\.{2,}|\u2026|(?<=\d)[-_]{2,}$")
_FRACTION = re.compile(r"([1-9]\d{7,})[.,](0{1,2})")
_GUARDED = re.compile(r'="([^"]*)"?')
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){2,}|\d{3,4}(?:,\d{3,4}){2,}")
# What parts two numbers, or one from whatever else stands there.
_PARTS = re.compile(r"[/,;|&\\]|(?<![a-z])(?:dan|atau|or|and)(?![a-z])", re.IGNORECASE)
_AREA = re.compile(r"^(\(?0\d{2,3}\)?)\s*/\s*(?=\d[\d -]{4,9}$)")
# Figures, blanks, dots, dashes, brackets, and a plus sign before all.
_WRITTEN = re.compile(r"[\s(]*\+?[\d\s().'-]*")
_GROUP = re.compile(r"\d+")
_FEW, _LONGEST = 5, 160


class PhoneProblem(ValueError):
    """Why a text is no phone number; `code` names a message, `values` fill it."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def readable_phone(text: str) -> str:
    """A number as people write theirs, `+62 812-3456-7890`; what is none as it came."""
    number = phone_of_contact(text)
    try:
        return text if number is None else _readable(number)
    except phonenumbers.NumberParseException:
        return text


def normalise_phone(text: str) -> str | None:
    """The number as E.164; None where it is not certain which one is meant."""
    try:
        return read_phone(text)
    except PhoneProblem:
        return None


def phone_of_contact(text: str) -> str | None:
    """The number of a contact, for which Telegram vouches: of any country, with or without the plus sign."""
    figures = text.strip().removeprefix("+")
    return normalise_phone(text) or (f"+{figures}" if re.fullmatch(r"[1-9]\d{6,14}", figures) else None)


def read_phone(text: str) -> str:
    """`0812-3456-7890`, `62812...`, `+62 (0)812...`, `WA: 0812...`, `wa.me/62812...` as E.164.

    Raises `PhoneProblem`: phone-length, phone-prefix, phone-foreign, phone-letters, phone-two, phone-more, phone-excel,
    bad-phone.
    """
    if len(text) > _LONGEST:
        raise PhoneProblem("bad-phone")
    if _LEFT_OUT.search(plain(text.strip())):
        raise PhoneProblem("bad-phone")
    written = _kept_by_spreadsheet(plain(text.replace("\n", ";")).strip(" '\".[]<>"))
    written = _LINK.sub(r"\1", written)
    bare = _LABELS.sub(" ", "".join(sign for sign in written if unicodedata.category(sign) != "So"))
    bare = _AREA.sub(r"\1 ", bare.strip(" '\".:;,|/\\-"))
    parts = [part.strip(" .:-") for part in _PARTS.split(bare)]
    parts = [part for part in parts if part.strip("() ")]
    if len(parts) < 2 or _THOUSANDS.fullmatch(bare):
        return _single(bare.replace(",", " ") if _THOUSANDS.fullmatch(bare) else (parts or [""])[0])
    found = [_certain(part) for part in parts]
    numbers = list(dict.fromkeys(filter(None, found)))
    if len(numbers) > 1:
        raise _two(numbers)
    if not numbers:
        return _single(parts[0])
    if None in found:
        raise PhoneProblem("phone-more", number=_readable(numbers[0]), more=parts[found.index(None)])
    return numbers[0]


def _kept_by_spreadsheet(written: str) -> str:
    """What a spreadsheet has left of a number, if that is all of it."""
    if _HIDDEN.search(written):
        raise PhoneProblem("phone-excel")
    if rounded := _SCIENTIFIC.fullmatch(written):
        first, others, exponent = rounded.groups(default="")
        if len(others) != int(exponent):
            raise PhoneProblem("phone-excel")
        return f"{first}{others}"
    if guarded := _GUARDED.fullmatch(written):
        return guarded[1]
    fraction = _FRACTION.fullmatch(written)
    if fraction is None or (len(fraction[2]) > 1 and _number(f"{fraction[1]}{fraction[2]}", plus=False)):
        return written
    return fraction[1]


def _certain(part: str) -> str | None:
    try:
        return _single(part)
    except PhoneProblem:
        return None


def _single(written: str) -> str:
    """The one number of a text in which no sign parts two."""
    if not _WRITTEN.fullmatch(written):
        has_figures = len(_GROUP.findall(written)) and any(sign.isalpha() for sign in written)
        raise PhoneProblem("phone-letters" if has_figures else "bad-phone")
    groups, plus = _GROUP.findall(written), "+" in written
    for count in range(1, len(groups)):
        # A whole number, and more behind it: at once, or a figure that stands alone.
        number = _number("".join(groups[:count]), plus=plus)
        if number is None:
            continue
        other = _number("".join(groups[count:]), plus=False)
        if other == number:
            return number
        if other is not None and groups[count][:1] in "06":
            raise _two([number, other])
        if _number(groups[count - 1], plus=False) is not None or len("".join(groups[count:])) == 1:
            raise PhoneProblem("phone-more", number=_readable(number), more=" ".join(groups[count:]))
    digits = "".join(groups)
    number = _number(digits, plus=plus)
    if number is not None:
        return number
    for at in (match.start() for match in re.finditer(r"(?=0|62)", digits) if match.start()):
        halves = [_number(half, plus=plus) for half in (digits[:at], digits[at:])]
        if None not in halves:
            raise _two([half for half in halves if half])
    raise _unlike(digits, plus=plus)


def _number(digits: str, *, plus: bool) -> str | None:
    """E.164 of figures that can be only one number of Indonesia."""
    found = {national for national in set(_nationals(digits, plus=plus)) if _is_known(national)}
    return f"+{_COUNTRY}{found.pop()}" if len(found) == 1 else None


def _nationals(digits: str, *, plus: bool) -> list[str]:
    """What may be meant, without country and zero: "062812..." is written with both."""
    if digits.startswith("00"):
        digits, plus = digits[2:], True
    if digits.startswith(_COUNTRY):
        national = digits[2:].removeprefix("0")
        return [national, national.removeprefix(_COUNTRY).removeprefix("0")]
    if digits.startswith("0"):
        return [digits[1:], digits[3:].removeprefix("0")] if digits.startswith("062") else [digits[1:]]
    # Of a spreadsheet that took the zero away; with a plus sign it is of another country.
    return [digits] if digits.startswith("8") and not plus else []


def _is_known(national: str) -> bool:
    if not national or national[0] == "0" or len(national) > _MOBILE[-1]:
        return False
    number = PhoneNumber(country_code=int(_COUNTRY), national_number=int(national))
    return phonenumbers.number_type(number) in _TYPES or _SAMPLE.fullmatch(national) is not None


def _unlike(digits: str, *, plus: bool) -> PhoneProblem:
    """What is wrong with figures that are no number."""
    whole = digits.removeprefix("00")
    if (plus or whole != digits) and whole[:1] not in ("", "0") and not whole.startswith(_COUNTRY):
        return PhoneProblem("phone-foreign", country=f"+{_country(whole)}")
    national = digits.removeprefix("00").removeprefix(_COUNTRY).removeprefix("0")
    if national[:1] == "8" and len(digits) > 2 and len(national) not in _MOBILE:
        return PhoneProblem("phone-length", count=len(national) + 1)
    return PhoneProblem("phone-prefix" if len(digits) > _FEW else "bad-phone")


def _country(digits: str) -> str:
    """The country code with which figures begin; of none the first two."""
    with suppress(phonenumbers.NumberParseException):
        return str(phonenumbers.parse(f"+{digits}").country_code)
    return digits[:2]


def _two(numbers: list[str]) -> PhoneProblem:
    return PhoneProblem("phone-two", first=_readable(numbers[0]), second=_readable(numbers[1]))


def _readable(number: str) -> str:
    return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
