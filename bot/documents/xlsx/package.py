"""The parts that make a workbook of sheets."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from bot.documents.xlsx.cells import printable
from bot.documents.xlsx.rows import gathered_pieces
from bot.documents.xlsx.styles import MAIN, STYLES, XML_HEAD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HIDDEN = ' state="hidden"'


def packed(
    sheets: Sequence[tuple[str, Iterator[str]]], hidden: Collection[str] = (), headers: Sequence[int] = ()
) -> bytes:
    """A package of sheets, each with its name and the pieces of its XML; those named in `hidden` nobody sees.

    The rows to those of `headers`, in order of the sheets, stand on every printed page.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as package:
        for name, text in _package_parts([name for name, _ in sheets], hidden, headers):
            package.writestr(name, text)
        for number, (_, pieces) in enumerate(sheets, 1):
            with package.open(f"xl/worksheets/sheet{number}.xml", "w") as part:
                for gathered in gathered_pieces(pieces):
                    part.write(gathered.encode())
    return buffer.getvalue()


def _sheet_named(name: str) -> str:
    """A sheet's name within a formula."""
    doubled = name.replace("'", "''")
    return escape(f"'{doubled}'")


def _package_parts(names: Sequence[str], hidden: Collection[str], headers: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Each part by its name."""
    numbers = range(1, len(names) + 1)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>'
        for number in numbers
    )
    yield (
        "[Content_Types].xml",
        f'{XML_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET_TYPE}.styles+xml"/>{kinds}</Types>',
    )
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    listed = "".join(
        f'<sheet name="{quoted(name)}" sheetId="{number}"{_HIDDEN if name in hidden else ""} r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    repeated = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">{_sheet_named(name)}!$1:${row}</definedName>'
        for number, (name, row) in enumerate(zip(names, headers, strict=False))
    )
    yield (
        "xl/workbook.xml",
        f'{XML_HEAD}<workbook xmlns="{MAIN}" xmlns:r="{_RELS}"><sheets>{listed}</sheets>'
        f"{repeated and f'<definedNames>{repeated}</definedNames>'}</workbook>",
    )
    sheets = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*sheets, ("styles", "styles.xml")])
    yield "xl/styles.xml", STYLES


def quoted(text: str) -> str:
    """For an attribute of XML."""
    return escape(printable(text), {'"': "&quot;"})


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{XML_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'
