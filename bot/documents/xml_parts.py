"""Parts of a workbook (ECMA-376: XML in a ZIP), streamed: nothing is held but what a handler keeps, and all is counted."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING
from xml.parsers import expat

from bot.documents.bounds import UnreadableTable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from bot.documents.bounds import Budget

_CHUNK = 64 * 1024
_LONGEST_TAG = 1024 * 1024
# Whatever a damaged archive raises.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    LookupError,
    ValueError,
    NotImplementedError,
    OSError,
    EOFError,
)
# A password is needed for it.
_IS_ENCRYPTED = 1
_BETWEEN = "|"
_NO_MEMORY = 1

Attributes = dict[str, str]


class PartHandler:
    """Takes the elements of a part by their local names, whatever namespace they are of (strict files have another)."""

    def start(self, name: str, attributes: Attributes, /) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text within it, in pieces."""


@contextmanager
def broken_is_unreadable() -> Iterator[None]:
    """What a damaged archive raises becomes `UnreadableTable`."""
    try:
        yield
    except UnreadableTable:
        raise
    except expat.ExpatError as error:
        if error.code == _NO_MEMORY:
            raise UnreadableTable("import-file-heavy") from None
        raise UnreadableTable("import-file-unreadable") from None
    except RuntimeError:
        # Encrypted with a password, as ZIP does it.
        raise UnreadableTable("import-file-encrypted") from None
    except _BROKEN:
        raise UnreadableTable("import-file-unreadable") from None


def read_part(archive: zipfile.ZipFile, name: str, handler: PartHandler, budget: Budget) -> None:
    """Have `handler` told what a part holds; a part that is not there holds nothing."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return
    if info.flag_bits & _IS_ENCRYPTED:
        raise UnreadableTable("import-file-encrypted")
    with archive.open(info) as part:
        _parse(part, handler, budget)


def _parse(part: IO[bytes], handler: PartHandler, budget: Budget) -> None:
    parser = expat.ParserCreate(namespace_separator=_BETWEEN)
    parser.buffer_text = True

    def start(name: str, attributes: Attributes) -> None:
        budget.element()
        handler.start(name.rpartition(_BETWEEN)[2], attributes)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: handler.end(name.rpartition(_BETWEEN)[2])
    parser.CharacterDataHandler = handler.text
    # No workbook has one; entities, which may grow without end or name other files, are declared there.
    parser.StartDoctypeDeclHandler = _refuse_doctype
    fed = 0
    while chunk := part.read(_CHUNK):
        budget.unpacked(len(chunk))
        parser.Parse(chunk)
        fed += len(chunk)
        # It looks at an unfinished tag again from its beginning with each chunk.
        if fed - parser.CurrentByteIndex > _LONGEST_TAG:
            raise UnreadableTable("import-file-heavy")
    parser.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    raise UnreadableTable("import-file-entities")
