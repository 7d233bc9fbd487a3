"""What people read on their phones about piket, as values: days, numbers of reports, kecamatan."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.words.months import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.replay.stage import Member

_LONG_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", re.IGNORECASE)
_SHORT_DAY = re.compile(r"(?:Sen|Sel|Rab|Kam|Jum|Sab|Min) (\d{1,2}) (\w{3})\b")
NUMBER = re.compile(r"PKT/[\d.]+/\d{8}/\d+")

OPENS = "🛡 Piket hari ini"
MISSING = "⏰ Laporan piket belum masuk"
UNREPORTED = "⏰ Belum ada laporan piket"
SILENT = re.compile(r"⏰ \d+ laporan piket belum masuk")
RECEIVED = "✅ Laporan piket diterima"
FILED = "📝 Laporan piket masuk"
RETURNED = "✏️ Laporan piket perlu diperbaiki"
URGENT = ("🚨 Kejadian mendesak", "🔁 Belum ada yang menangani", "❗ Belum ada yang menangani sejak")
MENDED = "✅ Perbaikan terkirim"
INCIDENT = "🔴 Kejadian piket"
ASKED = "🔁 Minta tukar piket"
CHANGED = ("🔄 Piket Anda berubah", "🛡 Giliran piket Anda")
DIGEST = "📊 Piket pekan lalu"
LIMITS = ("⏳ Tenggat penanganan", "⏳ Hari ini hari terakhir", "❗ Tenggat penanganan LEWAT")
TAKEN = "🙋 Ditangani"
WANTED = ("📥 Bawaslu minta data", "⏰ Data ini belum kami terima")
ANSWERED = "✅ Terkirim: "
_SHIFT = re.compile(r"\(shift ([^)]+)\)")
_TITLE = re.compile(r"Jumlah pendaftar PTPS pekan \d+")


class Seen(NamedTuple):
    """A text as it stood on a phone from `at` on; `new`: it came as a message of its own."""

    at: datetime
    chat: int
    text: str
    new: bool


def seen_by(member: Member) -> Iterator[Seen]:
    """Everything that the bot showed in a private chat, also what was edited away, in the order of the messages."""
    for message in member.phone.messages:
        for nth, version in enumerate(message.versions):
            yield Seen(version.at, member.phone.id, version.text, not nth)


def shift_in(text: str) -> str:
    """The name of the shift, or its hours, of a message that one is on duty."""
    found = _SHIFT.search(text)
    return found[1] if found is not None else ""


def days_in(text: str) -> list[date]:
    """The days that a text names in full."""
    return [
        date(int(year), MONTHS.index(month.casefold()) + 1, int(day)) for day, month, year in _LONG_DAY.findall(text)
    ]


def short_day(text: str, latest: date) -> date | None:
    """The first `Sel 3 Okt` of a text, which is not after `latest`."""
    found = _SHORT_DAY.search(text)
    if found is None:
        return None
    month = next(number for number, name in enumerate(MONTHS, 1) if name.startswith(found[2].casefold()))
    found_day = date(latest.year, month, int(found[1]))
    return found_day if found_day <= latest else found_day.replace(year=latest.year - 1)


def number_in(text: str) -> str | None:
    """The number of the report that a text speaks of first."""
    found = NUMBER.search(text)
    return found[0] if found else None


def title_of(text: str) -> str | None:
    """What the office asks for in a text."""
    found = _TITLE.search(text)
    return found[0] if found else None
