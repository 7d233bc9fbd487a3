"""What stands below a table or sums it up: a line that fills the table's columns is never that, however it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.documents.cell_words import begins_foot, is_amount, is_phone, is_sum, signs
from bot.domain.importing.headings import required

if TYPE_CHECKING:
    from collections.abc import Mapping

Line = tuple[int, list[str]]
# Without these a line is none of the table; of the last pair one is enough.
_WHOLE: dict[str, tuple[tuple[str, ...], ...]] = {
    "kecamatan": (("kode",), ("kecamatan",)),
    "calendar": (("kode",), ("judul",)),
    "roster": (("nama",), ("jabatan",), ("kecamatan", "telepon")),
    "duty": (("tanggal",), ("kecamatan",), ("nama",)),
    "attendance": (("sesi",), ("nama",)),
    "libur": (("tanggal_libur",), ("keterangan",)),
}
# Here a date after a word is a day of the table, or one written badly: of a signature it is elsewhere.
_DATES = ("tanggal", "waktu", "mulai", "sampai", "tanggal_libur")
_PHONE = "telepon"


class Feet:
    """Tells lines of a table of `kind` from its foot; `places`: where in a line each column stands."""

    def __init__(self, kind: str, places: Mapping[str, list[int]]) -> None:
        self._places = {column: where[0] for column, where in places.items()}
        # What stands above the lines, or nowhere, is not asked of each.
        self._must = tuple(column for column in required(kind) if column in self._places)
        within = [[column for column in columns if column in self._places] for columns in _WHOLE[kind]]
        self._whole = [columns for columns in within if columns]
        self._dates = {self._places[column] for column in _DATES if column in self._places}

    def first(self, body: list[Line]) -> int:
        """Where in the body the foot begins: after an empty line, or with a word of a foot; from there on no line is whole."""
        first = len(body)
        while first and not self._is_whole(body[first - 1][1]):
            first -= 1
        for index in range(first, len(body)):
            number, values = body[index]
            after_gap = index > 0 and number > body[index - 1][0] + 1
            if self._signatures(values) or (self._says_little(values) and (after_gap or _worded(values))):
                return index
            if self.is_sum(values):
                return index
        return len(body)

    def is_sum(self, values: list[str]) -> bool:
        """Whether a line names a sum: beside the word for it amounts, or next to nothing."""
        first, *others = [(place, value) for place, value in enumerate(values) if value] or [(0, "")]
        if not is_sum(first[1]) or self._has_phone(values):
            return False
        return self._says_little(values) or all(is_amount(value) for _, value in others)

    def _is_whole(self, values: list[str]) -> bool:
        if not all(any(self._of(values, column) for column in columns) for columns in self._whole):
            return False
        # Several people sign beside each other.
        return self._signatures(values) < 2 and not self.is_sum(values)

    def _signatures(self, values: list[str]) -> int:
        return sum(signs(value) for place, value in enumerate(values) if place not in self._dates)

    def _says_little(self, values: list[str]) -> bool:
        """At most half of what a line must say."""
        return 2 * sum(bool(self._of(values, column)) for column in self._must) <= len(
            self._must
        ) and not self._has_phone(values)

    def _has_phone(self, values: list[str]) -> bool:
        return is_phone(self._of(values, _PHONE))

    def _of(self, values: list[str], column: str) -> str:
        place = self._places.get(column, len(values))
        return values[place] if place < len(values) else ""


def _worded(values: list[str]) -> bool:
    return any(begins_foot(value) for value in values)
