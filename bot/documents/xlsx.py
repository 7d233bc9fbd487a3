"""Recap workbooks: formatted, frozen header, totals by formula."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from bot.documents.cells import put_text
from bot.domain.vocabulary import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from bot.domain.facts import InvitationFacts, SessionRecap

_HEAD = PatternFill("solid", fgColor="1F4E79")
_ANSWERS = ("hadir", "berhalangan", "diwakilkan", "belum")


def session_workbook(recap: SessionRecap, reasons: Mapping[int, str]) -> bytes:
    """Two sheets: everybody with the answer, and counts per kecamatan with totals by formula.

    `reasons` gives the words of an excuse by invitation id.
    """
    book = Workbook()
    people = book.active
    if people is None:
        raise RuntimeError("a new workbook has a sheet")
    _title(people, "Kehadiran", recap)
    _table(
        people,
        ("No", "Nama", "Jabatan", "Divisi", "Kecamatan", "Jawaban", "Alasan / wakil", "Dijawab"),
        [_person(number, found, reasons) for number, found in enumerate(recap.invitations, 1)],
        (5, 38, 24, 10, 18, 14, 40, 12),
    )
    districts = book.create_sheet()
    _title(districts, "Per kecamatan", recap)
    counts = [
        (name or "Kabupaten", tally.attending, tally.excused, tally.substituted, tally.silent)
        for name, tally in recap.districts
    ]
    first = _table(
        districts, ("Kecamatan", *map(str.capitalize, _ANSWERS), "Diundang"), counts, (22, 10, 14, 14, 10, 12)
    )
    for row in range(first, first + len(counts)):
        districts.cell(row, 6, f"=SUM(B{row}:E{row})")
    _totals(districts, first, len(counts))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _title(sheet: Worksheet, name: str, recap: SessionRecap) -> None:
    held = recap.session
    local = held.starts_at.astimezone(held.zone)
    asked = recap.asked_at.astimezone(held.zone)
    sheet.title = name
    put_text(sheet["A1"], held.title)
    sheet["A1"].font = Font(bold=True, size=13)
    put_text(sheet["A2"], f"{held.code} · {local:%d-%m-%Y %H.%M} · {held.place}")
    sheet["A3"] = f"Keadaan {asked:%d-%m-%Y %H.%M}"


def _table(sheet: Worksheet, head: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[int]) -> int:
    """Write a header in row 5 and the rows below; returns the first data row."""
    for column, (label, width) in enumerate(zip(head, widths, strict=True), 1):
        cell = sheet.cell(5, column, label)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _HEAD
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, 6):
        for column, value in enumerate(row, 1):
            written = sheet.cell(number, column)
            if isinstance(value, str):
                put_text(written, value)
            else:
                written.value = value
            written.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A6"
    if rows:
        sheet.auto_filter.ref = f"A5:{get_column_letter(len(head))}{5 + len(rows)}"
    return 6


def _totals(sheet: Worksheet, first: int, count: int) -> None:
    row = first + count
    sheet.cell(row, 1, "Jumlah").font = Font(bold=True)
    for column in range(2, 7):
        letter = get_column_letter(column)
        cell = sheet.cell(row, column, f"=SUM({letter}{first}:{letter}{row - 1})" if count else 0)
        cell.font = Font(bold=True)


def _person(number: int, found: InvitationFacts, reasons: Mapping[int, str]) -> tuple[Any, ...]:
    person = found.person
    extra = reasons.get(found.id, "") if found.answer is Answer.EXCUSED else found.substitute
    answer = found.answer.value if found.answer else "belum"
    return (
        number, person.name, person.position.value, person.division.value if person.division else "",
        person.district or "Kabupaten", answer, extra, "ya" if found.answer else "",
    )  # fmt: skip
