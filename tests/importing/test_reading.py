"""Files that mean harm: the reading process takes little, answers soon, and dies alone."""

from __future__ import annotations

import asyncio
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bot.documents.bounds import MAX_BYTES, UnreadableTable
from bot.documents.reader import MOST_MEMORY
from bot.documents.reading import FileReader
from tests.documents.test_worker import wait_until_ended
from tests.importing.sheets import PLAIN, ROWS, text
from tests.patience import PATIENCE
from tests.programs import PYTHON

KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT = Path(__file__).parents[2]


def workbook(sheet: str, strings: str = "", styles: str = "") -> bytes:
    """The least of an XLSX, its parts as given."""
    links = {"worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml", "styles": "styles.xml"}
    relations = "".join(f'<Relationship Id="{one}" Type="{KINDS}/{one}" Target="{to}"/>' for one, to in links.items())
    main = f'<Relationship Id="r" Type="{KINDS}/officeDocument" Target="xl/workbook.xml"/>'
    parts = {
        "_rels/.rels": f"<Relationships>{main}</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns:r="{KINDS}"><sheets><sheet name="S" r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": strings,
        "xl/styles.xml": styles,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content or "<x/>")
    return buffer.getvalue()


def sheet(rows: str) -> str:
    return f"<worksheet><sheetData>{rows}</sheetData></worksheet>"


ONE = sheet('<row r="1"><c t="s"><v>0</v></c></row>')
DAMAGED = "import-file-cell-damaged"
HOSTILE = {
    "far row": (workbook(sheet('<row r="2000000000"><c><v>1</v></c></row>')), "import-file-row-far"),
    "far column": (workbook(sheet('<row r="2"><c r="XFD2"><v>1</v></c></row>')), "import-file-cell-far"),
    **{
        f"damaged cell {name}": (workbook(sheet(f'<row r="2">{cell}</row>'), "<sst><si><t>a</t></si></sst>"), DAMAGED)
        for name, cell in (
            ("beyond the columns", '<c r="ZZZZZZ2"><v>1</v></c>'),
            ("beyond the last", '<c r="ZZZ2"><v>1</v></c>'),
            ("no reference", '<c r="2"><v>1</v></c>'),
            ("empty reference", '<c r=""><v>1</v></c>'),
            ("of another row", '<c r="A3"><v>1</v></c>'),
            ("unknown type", '<c r="A2" t="zz"><v>1</v></c>'),
            ("empty type", '<c r="A2" t=""><v>1</v></c>'),
            ("text beyond the table", '<c r="A2" t="s"><v>1</v></c>'),
            ("text far beyond the table", '<c r="A2" t="s"><v>999999999999</v></c>'),
            ("text before the table", '<c r="A2" t="s"><v>-1</v></c>'),
            ("text without a number", '<c r="A2" t="s"><v>x</v></c>'),
        )
    },
    "one string": (workbook(ONE, f"<sst><si><t>{'a' * 6_000_000}</t></si></sst>"), "import-file-characters"),
    "a tag without end": (workbook(f'<worksheet a="{"x" * 3_000_000}"/>'), "import-file-heavy"),
    "entities": (workbook('<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'), "import-file-entities"),
    "columns": (b"nama," * 100_000, "import-file-columns-many"),
    "rows": (text(PLAIN).encode() + b"\r\nA,1,B,C,," * 20_001, "import-file-rows"),
    "memory": ("😀,".encode() * 2_000_000, "import-file-heavy"),
    "too large": (b"x" * (MAX_BYTES + 1), "import-too-big"),
    "encrypted": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "import-file-encrypted",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_file_is_refused_by_name(name: str) -> None:
    content, key = HOSTILE[name]
    with pytest.raises(UnreadableTable) as refused:
        await FileReader().read(content, "roster")
    assert refused.value.key == key


async def test_what_is_read_comes_over_whole() -> None:
    reader = FileReader()
    kind, table = await reader.read(text([*PLAIN, *ROWS * 300]).encode())
    assert (kind, len(table.rows), table.rows[-1].line, table.rows[-1].values["nama"]) == (
        "roster",
        903,
        904,
        "Rina Uji",
    )
    assert reader.process_id is None


async def test_a_turn_that_is_given_up_takes_its_process_along() -> None:
    reader = FileReader()
    reading = asyncio.create_task(reader.read(b"\n" * 9_000_000))
    while reader.process_id is None:  # noqa: ASYNC110 (nothing tells when it has started)
        await asyncio.sleep(0)
    pid = reader.process_id
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert reader.process_id is None
    wait_until_ended(pid)
    # And the next one is read.
    assert (await reader.read(text(PLAIN).encode()))[0] == "roster"


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is told by Linux")
def test_the_process_may_take_so_much_and_no_more() -> None:
    program = (
        "import sys\n"
        "from bot.documents import reader\n"
        "reader.recognise = lambda content, kind: bytearray(10 ** 9)\n"
        "reader.main()\n"
    )
    said = subprocess.run(
        [*PYTHON, "-c", program],
        cwd=ROOT,
        input=b"\n",
        capture_output=True,
        timeout=PATIENCE,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert b"import-file-heavy" in said.stdout
    assert MOST_MEMORY <= 200 * 1024 * 1024
