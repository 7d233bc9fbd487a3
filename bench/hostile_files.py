"""Files that mean harm, by name: each small, or as large as the chat takes, and each more than it says."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = ("nama", "telepon", "kecamatan", "jabatan")
_CSV_HEAD = ",".join(_HEAD).encode() + b"\n"
_MIB = 1024 * 1024


def workbook(sheet: str, *, strings: str = "", styles: str = "", after: str = "") -> bytes:
    """The least of an XLSX: one sheet with the roster's header, then rows as given in XML."""
    head = "".join(
        f'<c r="{column}1" t="inlineStr"><is><t>{name}</t></is></c>' for column, name in zip("ABCD", _HEAD, strict=True)
    )
    links = {"worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml", "styles": "styles.xml"}
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relationships({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": f'<workbook xmlns:r="{_KINDS}"><sheets><sheet name="S" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relationships(links),
        "xl/worksheets/sheet1.xml": sheet
        if sheet.startswith("<!")
        else f'<worksheet><sheetData><row r="1">{head}</row>{sheet}</sheetData>{after}</worksheet>',
        "xl/sharedStrings.xml": strings,
        "xl/styles.xml": styles,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if content:
                archive.writestr(name, content)
    return buffer.getvalue()


def _relationships(targets: dict[str, str]) -> str:
    each = "".join(f'<Relationship Id="{kind}" Type="{_KINDS}/{kind}" Target="{to}"/>' for kind, to in targets.items())
    return f"<Relationships>{each}</Relationships>"


def _row(number: int, cells: str) -> str:
    return f'<row r="{number}">{cells}</row>'


def _text(text: str, at: str = "") -> str:
    return f'<c t="inlineStr"{at}><is><t>{text}</t></is></c>'


def _far_row() -> bytes:
    return workbook(_row(2_000_000_000, _text("x")))


def _far_column() -> bytes:
    return workbook("".join(_row(n, _text("x", f' r="XFD{n}"')) for n in range(2, 20_002)))


def _shared_strings() -> bytes:
    return workbook(_row(2, "<c t='s'><v>0</v></c>"), strings=f"<sst>{'<si><t>aaaaaaaaaa</t></si>' * 7_000_000}</sst>")


def _one_string() -> bytes:
    return workbook(_row(2, "<c t='s'><v>0</v></c>"), strings=f"<sst><si><t>{'a' * 140 * _MIB}</t></si></sst>")


def _styles() -> bytes:
    return workbook(
        _row(2, "<c><v>1</v></c>"),
        styles="<x><cellXfs>" + '<xf numFmtId="0" fontId="0"/>' * 4_500_000 + "</cellXfs></x>",
    )


def _one_style() -> bytes:
    return workbook(
        _row(2, "<c><v>1</v></c>"),
        styles='<x><numFmts><numFmt numFmtId="1" formatCode="' + "d" * 140 * _MIB + '"/></numFmts></x>',
    )


def _numbers() -> bytes:
    return workbook("".join(_row(n, "<c><v>1</v></c>" * 20) for n in range(2, 300_000)))


def _empty_cells() -> bytes:
    return workbook("".join(_row(n, '<c s="1"/>' * 8) for n in range(2, 1_000_000)))


def _merges() -> bytes:
    rows = "".join(_row(n, "<c><v>1</v></c><c><v>2</v></c>") for n in range(2, 20_000))
    return workbook(rows, after="<mergeCells>" + '<mergeCell ref="C1:C20000"/>' * 400_000 + "</mergeCells>")


def _deep() -> bytes:
    return workbook("<a>" * 3_000_000)


def _attributes() -> bytes:
    return workbook(_row(2, "<c " + " ".join(f'a{n}="1"' for n in range(3_000_000)) + "/>"))


def _entities() -> bytes:
    return workbook('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>')


def _entries() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(90_000):
            archive.writestr(zipfile.ZipInfo(f"xl/{number}"), b"")
    return buffer.getvalue()


def _columns() -> bytes:
    return ",".join(["nama"] * 100_000).encode() + b"\n"


def _attendance(count: int) -> bytes:
    lines = (b"SDMO-02/1,Wonodadi,Orang Tak Dikenal %06d,08.00\n" % n for n in range(count))
    return b"sesi,kecamatan,nama,jam\n" + b"".join(lines)


def people(count: int, *, district: str = "Wonodadi") -> bytes:
    """A roster of so many, all new, each with a number that exists."""
    lines = (f"Orang {n:05},0812{34000000 + n},{district},PKD\n" for n in range(count))
    return _CSV_HEAD + "".join(lines).encode()


def _slips(count: int) -> bytes:
    lines = (f"Orang {n:05},0812{34000000 + n},Wonodady{n},Ketua Panwasca{n}\n" for n in range(count))
    return _CSV_HEAD + "".join(lines).encode()


def _same_name(count: int) -> bytes:
    return _CSV_HEAD + b"".join(b"Budi Uji,0812%08d,Wonodadi,PKD\n" % (34_000_000 + n) for n in range(count))


FILES: dict[str, Callable[[], bytes]] = {
    "row 2,000,000,000": _far_row,
    "20,000 rows with a cell in XFD": _far_column,
    "shared strings, 175 MB": _shared_strings,
    "one string of 140 MB": _one_string,
    "styles, 130 MB": _styles,
    "one format of 140 MB": _one_style,
    "six million numbers": _numbers,
    "eight million empty cells": _empty_cells,
    "400,000 merged ranges": _merges,
    "three million levels": _deep,
    "three million attributes": _attributes,
    "entities": _entities,
    "90,000 parts": _entries,
    "100,000 columns of one name": _columns,
    "an open quote of 9 MB": lambda: _CSV_HEAD + b'"' + b"x" * 9 * _MIB,
    "ten million commas": lambda: b"," * 10_000_000,
    "ten million empty lines": lambda: b"\n" * 10_000_000,
    "two million emoji": lambda: "😀,".encode() * 2_000_000,
    "attendance, 9 MB": lambda: _attendance(180_000),
    "attendance, 20,000 unknown names": lambda: _attendance(19_999),
    "roster, 220,000 lines": lambda: people(220_000),
    "roster, 12,000 lines": lambda: people(11_999),
    "roster, 12,000 slips": lambda: _slips(11_999),
    "roster, 12,000 of one name": lambda: _same_name(11_999),
}
