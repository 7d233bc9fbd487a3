"""Words of time where a place should stand, so that whoever typed them can be asked."""

from __future__ import annotations

import re

from bot.domain.words.hours.marks import JOINER, LABEL, OPEN
from bot.domain.words.hours.numbers import NUMBERS
from bot.domain.words.hours.parts_of_day import PART
from bot.domain.words.hours.text import HourText
from bot.domain.words.hours.zones import ZONE
from bot.domain.words.months import MONTHS
from bot.domain.words.weekdays import WEEKDAYS

_WEEKDAY_WORDS = "|".join((*WEEKDAYS, r"jum['’]?at", "ahad"))
# With these no place begins, or hardly any: "Jam Gadang" does.
OF_TIME = re.compile(
    rf"(?:{PART}|{ZONE}|{OPEN}|(?:jam|pukul|pkl|waktu|menit|mnt|mulai|sejak|selama|tepat|setengah|seperempat|lewat|kurang|nanti|besok|lusa|hari"
    rf"|ba'?k?da|habis|setelah|sesudah|sebelum|selepas|menjelang|usai|sekitar|kira-kira|kurleb|antara|seharian|sehari|isya|mag?h?rib|d?[zh]+uhur|as[h]?ar|gmt|utc|pg|sg|{'|'.join(NUMBERS)}"
    rf"|tanggal|tgl|pekan|bulan|tahun|dan|atau|{'|'.join(MONTHS)}|{_WEEKDAY_WORDS}|\w+\s+(?:belas|puluh))(?![a-z])|\d|&)"
)
# What is left open, in place of an hour: "09.00 - ? Aula", "09.00 dst Aula".
_NO_PLACE = re.compile(
    r"[^\w\s\"'“”‘’«(\[]|_|(?:dst|dsb|dll|seterusnya|sampai|sampe|kelar|end|x{1,2}[.:]x{1,2})(?![a-z])"
)
# An hour wherever it stands: "Aula jam 9", "Aula 13.00-15.00", "Aula s/d selesai".
_WITHIN = re.compile(
    rf"(?<![\w.])(?:{LABEL}\d|\d{{1,2}}[.:]\d{{2}}(?![\d.])|\d+\s*(?:wib|wita|wit)\b|{JOINER}\s*{OPEN})\S*"
)
_SIGNS = re.compile(r"[\s,;|()-]*")


def words_of_time(place: str) -> str:
    """The words of time with which a place begins, a figure among them, or an hour within it; "" where there is none."""
    reader = HourText(place)
    reader.take(_SIGNS)
    words = first_words(reader.rest())
    begins = reader.take(OF_TIME) or reader.take(JOINER) or reader.take(_NO_PLACE)
    return words if begins else reader.find(_WITHIN)


def begins_with_time(text: str) -> bool:
    """Whether a text begins with a word of time or a figure."""
    reader = HourText(text)
    reader.take(_SIGNS)
    return reader.take(OF_TIME) is not None


def first_words(text: str) -> str:
    """Enough of it to be known again."""
    return " ".join(text.split()[:3])
