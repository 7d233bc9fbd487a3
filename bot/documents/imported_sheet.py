"""A sheet as a table of one kind of import: below which line it begins, where it ends, what on it is no line of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING

from bot.documents.bounds import MAX_COLUMNS, UnreadableTable
from bot.documents.cell_words import cleaned, is_aside, is_ditto, is_ordinal, numbers_columns
from bot.documents.feet import Feet, Line
from bot.documents.grids import FAILED, UNSTORED, shown
from bot.domain.importing.columns import EXTRA, FAULTS, LINE, LeftOut, Row, line_number
from bot.domain.importing.district_headings import (
    DISTRICT,
    UNDER_DISTRICTS,
    district_of_sheet,
    heading_of,
    named_district,
)
from bot.domain.importing.headings import COLUMNS, column_meant, meant, names_day, plain_heading, required
from bot.domain.lengths import shortened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bot.documents.grids import Grid
    from bot.domain.importing.columns import NoValue

# A header stands within so many lines that say anything.
_LOOKED_AT = 60
# A title above two columns, its parts, and what is wanted there.
_LINES_OF_A_HEADER = (2, 3)
_MOST_SAID = 60
# Of a foot all that it says, as far as a screen has room for it.
_MOST_OF_FOOT = 200
# And the first kecamatan that stands above people within so many below it.
_LOOKED_AT_BELOW = 12
_CELLS_OF_A_HEADING = 2
_TIME = "waktu"
_LETTER = re.compile(r"\W*(?:[A-Za-z]|[IVXLC]{1,6})[.)]?\W*")
_LABEL = re.compile(r"(?:(?:panwaslu|panwas)\s+)?(?:kecamatan|kec\.?|panwas(?:lu)?cam)\s*:?", re.IGNORECASE)
_IS_ROTA = re.compile(r"\b(?:piket|jaga)\b", re.IGNORECASE)
_OF_OFFICE = re.compile(r"\bbawaslu\b", re.IGNORECASE)


@dataclass(frozen=True)
class Header:
    """A line of a sheet that names columns of a kind: `index` among the sheet's lines, `places` of each column in it."""

    grid: Grid
    kind: str
    index: int
    places: dict[str, list[int]]

    @cached_property
    def missing(self) -> list[str]:
        missing = [name for name in required(self.kind) if name not in self.places]
        return [] if missing == [DISTRICT] and self._has_districts_above() else missing

    @cached_property
    def title(self) -> str | None:
        """The kecamatan that the lines above a header name, where it has no column for it; the last of several."""
        if self.kind not in UNDER_DISTRICTS or DISTRICT in self.places:
            return None
        above = [" ".join(filter(None, values)) for _, values in self.grid.rows[: self.index]]
        of_rota = [*above, *self.grid.rows[self.index][1], self.grid.name]
        if self.kind == "duty" and "shift" not in self.places and not any(_IS_ROTA.search(line) for line in of_rota):
            # A list of who came somewhere has names and days as well.
            return None
        named = next((name for line in reversed(above) if (name := named_district(line)) is not None), None)
        return named or (district_of_sheet(self.grid.name) if self.kind != "attendance" else None)

    def _has_districts_above(self) -> bool:
        """Whether a kecamatan stands above the first line that fills the columns."""
        if self.kind not in UNDER_DISTRICTS:
            return False
        places = [places[0] for places in self.places.values()]
        for number, values in self.grid.rows[self.index + 1 : self.index + 1 + _LOOKED_AT_BELOW]:
            if heading(self.grid, places, number, values):
                return True
            if (
                not numbers_columns(values)
                and sum(bool(value) for place, value in enumerate(values) if place in places) > 1
            ):
                break
        return self.title is not None

    @cached_property
    def days_beside(self) -> int | None:
        """Of a plan with the day in one column and the hour in another, "Tanggal" and "Waktu": where the day stands."""
        if self.kind != "calendar" or len(self.places.get(_TIME, ())) != 1:
            return None
        headings = self.grid.rows[self.index][1]
        places = [
            place
            for place, value in enumerate(headings)
            if place != self.places[_TIME][0] and column_meant(self.kind, value) == _TIME and names_day(value)
        ]
        return places[0] if len(places) == 1 and not names_day(headings[self.places[_TIME][0]]) else None

    @property
    def twice(self) -> list[str]:
        """Columns of which nobody can tell which is meant, as they are written."""
        return [
            name for places in self.places.values() if len(places) > 1 for name in (self._written(p) for p in places)
        ]

    @property
    def columns(self) -> tuple[str, ...]:
        """A name for each place: the import's own, or as it is written."""
        named = {places[0]: column for column, places in self.places.items()}
        number, values = self.grid.rows[self.index]
        others = [plain_heading(shown(value)) for value in values]
        across = [merged for merged in self.grid.merged if merged[0] <= number <= merged[2]]
        for _, left, _, right in across[:MAX_COLUMNS]:
            # "Kontak" above two columns: the second is one of those that nobody reads.
            if left <= len(others) and others[left - 1]:
                last = min(right, MAX_COLUMNS)
                others += [""] * (last - len(others))
                for place in range(left, last):
                    others[place] = others[place] or f"{others[left - 1]} ({place - left + 2})"
        return tuple(named.get(place, name if name not in self.places else "") for place, name in enumerate(others))

    def _written(self, place: int) -> str:
        return " ".join(self.grid.rows[self.index][1][place].split())[:_MOST_SAID]


def heading(grid: Grid, places: Collection[int], number: int, values: Sequence[str]) -> str | None:
    """The kecamatan that a line of its own names for those below (empty: the office's own people); None of any other line."""
    said = _said(values)
    if not said or len(said) > _CELLS_OF_A_HEADING:
        return None
    place, value = said[0]
    if len(said) > 1:
        # "Kecamatan" and ": Garum" in two cells.
        return named_district(" ".join(value for _, value in said)) if _LABEL.fullmatch(value) else None
    return heading_of(value, alone=place not in places or stands_across(grid, number, values))


def stands_across(grid: Grid, number: int, values: Sequence[str]) -> bool:
    """Whether a line says one thing, in a cell that goes across several columns."""
    said = _said(values)
    return len(said) == 1 and any(left <= said[0][0] + 1 <= right for left, right in grid.across().get(number, ()))


def _said(values: Sequence[str]) -> list[tuple[int, str]]:
    """What a line says, and where, but for its number or letter."""
    return [
        (place, value)
        for place, value in enumerate(values)
        if value and not is_ordinal(value) and not _LETTER.fullmatch(value)
    ]


def find_header(grid: Grid, kind: str) -> Header | None:
    """The line that names most of a kind's columns, the first of equals; None where no line names any."""
    best: Header | None = None
    for index, (_, values) in enumerate(grid.rows[:_LOOKED_AT]):
        header = Header(grid, kind, index, meant(kind, values))
        if header.places and (best is None or _rank(header) > _rank(best)):
            best = header
    if best is not None and not best.missing:
        return best
    several = [
        header
        for count in _LINES_OF_A_HEADER
        for header in _on_several_lines(grid, kind, count)
        # People below a header are none of its lines, whatever then stands above the next.
        if best is None or len(header.places) > len(best.places)
    ]
    return max(several, key=_rank, default=best)


def _on_several_lines(grid: Grid, kind: str, count: int) -> Iterator[Header]:
    """Headers whose columns are named by lines below each other, with no cell merged: "Nomor" above "Telepon"."""
    for index in range(min(len(grid.rows), _LOOKED_AT) - count + 1):
        lines = grid.rows[index : index + count]
        cells = zip_longest(*(values for _, values in lines), fillvalue="")
        named = [_named_by(kind, [value for value in column if value]) for column in cells]
        rows = [*grid.rows[:index], (lines[-1][0], named), *grid.rows[index + count :]]
        header = Header(replace(grid, rows=rows), kind, index, meant(kind, named))
        if not header.missing:
            yield header


def _named_by(kind: str, cells: list[str]) -> str:
    """What cells below each other say together, or as many of them as say which column it is; the lowest of equals."""
    runs = [
        " ".join(cells[first : first + length])
        for length in range(len(cells), 0, -1)
        for first in range(len(cells) - length, -1, -1)
    ]
    return next((run for run in runs if column_meant(kind, run) is not None), " ".join(cells))


def _rank(header: Header) -> tuple[bool, int]:
    return not header.missing, len(header.places)


class SheetTable:
    """Reads the lines below a header; what it leaves out is in `left_out`."""

    def __init__(self, header: Header, sheet: int, *, named: bool) -> None:
        self._header, self._sheet = header, sheet
        self._name = header.grid.name if named else ""
        self.columns = header.columns
        self.left_out: list[LeftOut] = []
        self.rows: list[Row] = []
        self._above: dict[str, str] = {}
        # The kecamatan of the lines that name none: by a line above them, or by the title.
        self._district = header.title or ""
        self._districts = [header.title] if header.title else []
        # Places of the columns that are known.
        self._known = [places[0] for places in header.places.values()]
        self._feet = Feet(header.kind, header.places)
        # Of a roster a name that holds for several lines is one person with several numbers, or several without a name.
        self._own = "nama" if header.kind == "roster" else ""
        self._below = header.grid.below_merged(header.places[self._own][0] + 1) if self._own in header.places else set()
        self._read()

    def rows_among(self, columns: frozenset[str]) -> list[Row]:
        """Its rows beside those of other sheets: a column that only those have says nothing of these."""
        lacking: dict[str, NoValue] = dict.fromkeys(
            columns & _known_columns(self._header.kind) - {*self.columns, *([DISTRICT] if self._districts else [])},
            "column-lacking",
        )
        if not lacking:
            return self.rows
        return [Row(row.line, row.values, row.surplus, row.no_values | lacking) for row in self.rows]

    def _read(self) -> None:
        grid, index = self._header.grid, self._header.index
        if index:
            self._leave("above", grid.rows[:index])
        body = [(number, [cleaned(value) for value in values]) for number, values in grid.rows[index + 1 :]]
        body = list(self._without_headers(body))
        foot = self._feet.first(body)
        if foot < len(body):
            self._leave("foot", body[foot:])
        self._lines(body[:foot])
        if grid.hidden_rows:
            self._say("hidden-rows", count=grid.hidden_rows)
        if grid.formulas:
            self._say("formulas", count=grid.formulas)
        named = district_of_sheet(grid.name) if self._header.title else None
        if named and named.casefold() != str(self._header.title).casefold():
            self._say("sheet-district", name=named, title=str(self._header.title))
        if self._districts:
            self._say(
                "districts", count=len(self._districts), names=shortened(", ".join(self._districts), _MOST_OF_FOOT)
            )
        others = [
            name
            for place, name in enumerate(self.columns)
            if name and name not in self._header.places and name not in _ORDINALS and place != self._header.days_beside
        ]
        if others:
            self._say("columns", names=", ".join(others)[:200])

    def _lines(self, body: list[Line]) -> None:
        empty: list[Line] = []
        for index, (number, values) in enumerate(body):
            if self._feet.is_sum(values):
                self._leave("sum", [(number, values)])
            elif self._names_district(number, values, body[index + 1 : index + 2]):
                continue
            elif self._header.kind in UNDER_DISTRICTS and stands_across(self._header.grid, number, values):
                self._leave("between", [(number, values)])
            elif any(self._at(values, place) for place in self._known):
                self.rows.append(self._row(number, values))
            elif any(value and not is_ordinal(value) for value in values):
                self._leave("between", [(number, values)])
            else:
                empty.append((number, values))
        if empty:
            self._leave("unfilled", empty)

    def _names_district(self, number: int, values: list[str], following: list[Line]) -> bool:
        """Whether a line names the kecamatan of those below it, which is kept in mind."""
        if self._header.kind not in UNDER_DISTRICTS:
            return False
        place = self._header.places.get(DISTRICT, [len(self.columns)])[0]
        name = heading(self._header.grid, [one for one in self._known if one != place], number, values)
        if name is None or any(self._at(values, place) and self._at(below, place) for _, below in following):
            # With a kecamatan on the next line too it is a line that is not filled in yet.
            return False
        self._district = name
        if name:
            self._districts.append(name)
        return True

    def _without_headers(self, body: list[Line]) -> Iterator[Line]:
        """Without lines of column numbers, and without the header again where a new page begins."""
        head = True
        for number, values in body:
            if self._is_header(number, values) or (head and (is_aside(values) or self._goes_on(values))):
                self._leave("header", [(number, values)])
            elif head and numbers_columns(values):
                self._leave("numbers", [(number, values)])
            else:
                head = False
                yield number, values

    def _is_header(self, number: int, values: list[str]) -> bool:
        found = meant(self._header.kind, values)
        if not all(name in found for name in required(self._header.kind)):
            return False
        if any(found[name][0] != places[0] for name, places in self._header.places.items() if name in found):
            raise UnreadableTable("import-file-header-again", line=number)
        return True

    def _goes_on(self, values: list[str]) -> bool:
        """Whether a line below a header says more of it: "Piket" below "Nama Petugas", `(WIB)` below "Shift"."""
        said = [(place, value) for place, value in enumerate(values) if value]
        return bool(said) and all(is_aside([value]) or self._names_more(place, value) for place, value in said)

    def _names_more(self, place: int, value: str) -> bool:
        column = self.columns[place] if place < len(self.columns) else ""
        kind = self._header.kind
        return column in self._header.places and column_meant(kind, f"{column} {value}") == column

    def _row(self, number: int, values: list[str]) -> Row:
        named: dict[str, str] = {}
        no_values: dict[str, NoValue] = {}
        surplus = [shown(value) for value in values[len(self.columns) :] if value]
        for place, column in enumerate(self.columns):
            value = self._at(values, place)
            if column == _TIME and (day := self._header.days_beside) is not None:
                value = self._day_and_hour(values, (day, place))
            if not column:
                surplus += [shown(value)] if value else []
                continue
            if is_ditto(value):
                value = self._above.get(column, value)
                if is_ditto(value):
                    no_values[column] = "ditto-first"
            if column == self._own and value and (number in self._below or is_ditto(self._at(values, place))):
                no_values.setdefault(column, "name-above")
            if value.startswith("\x00"):
                no_values[column] = _reason(value)
            self._above[column] = value
            named[column] = shown(value)
        if self._districts and not named.get(DISTRICT) and DISTRICT not in no_values:
            named[DISTRICT] = "" if _OF_OFFICE.search(named.get("jabatan", "")) else self._district
        return Row(line_number(self._sheet, number), named, ", ".join(surplus), no_values)

    def _day_and_hour(self, values: list[str], places: tuple[int, int]) -> str:
        """What both cells say of a time, each perhaps the same as above."""
        said = []
        for place in places:
            value = self._at(values, place)
            said.append(self._above.get(f"{place}", value) if is_ditto(value) else value)
            self._above[f"{place}"] = said[-1]
        failed = next((value for value in said if value.startswith("\x00")), None)
        return failed or " ".join(filter(None, said))

    @staticmethod
    def _at(values: list[str], place: int) -> str:
        return values[place] if place < len(values) else ""

    def _leave(self, reason: str, lines: list[Line]) -> None:
        said = (" ".join(shown(value).split()) for _, values in lines for value in values if value)
        text = shortened(" · ".join(said), _MOST_OF_FOOT) if reason in {"foot", "sum"} else next(said, "")[:_MOST_SAID]
        self._say(reason, first=lines[0][0], last=lines[-1][0], count=len(lines), text=text)

    def _say(self, reason: str, **values: str | int) -> None:
        self.left_out.append(LeftOut(reason, {"sheet": self._name, **values}))


# Of line numbers, and of what the bot wrote itself, nobody needs to be told.
_ORDINALS = frozenset({FAULTS, LINE, "no", "no.", "nomor", "nomor urut", "no urut", "no. urut", "#"})


def _known_columns(kind: str) -> frozenset[str]:
    return frozenset((*COLUMNS[kind], *EXTRA[kind]))


def _reason(value: str) -> NoValue:
    if value.startswith(UNSTORED):
        return "formula-unstored"
    return "formula-failed" if value.startswith(FAILED) else "formula-text"
