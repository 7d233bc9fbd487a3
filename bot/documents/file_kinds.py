"""What a file is by its first bytes: a table to read, or something else that people send, each with what to do."""

from __future__ import annotations

import codecs
import re

from bot.documents.bounds import MAX_BYTES, UnreadableTable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# By the names of parts of such a file; what has none of them is a workbook.
_OLE_PARTS = {
    "EncryptedPackage": "import-file-encrypted",
    "WordDocument": "import-file-document",
    "PowerPoint Document": "import-file-document",
    "WpsContents": "import-file-document",
    "__substg1.0_": "import-file-mail",
}
# By how it begins.
_BEGINS = {
    b"%PDF": "import-file-pdf",
    b"{\\rtf": "import-file-document",
    b"%!PS": "import-file-picture",
    b"\x89PNG": "import-file-picture",
    b"\xff\xd8\xff": "import-file-picture",
    b"GIF8": "import-file-picture",
    b"BM": "import-file-picture",
    b"II*\x00": "import-file-picture",
    b"MM\x00*": "import-file-picture",
    b"ID3": "import-file-media",
    b"OggS": "import-file-media",
    b"\x1aE\xdf\xa3": "import-file-media",
    b"Rar!": "import-file-archive",
    b"7z\xbc\xaf": "import-file-archive",
    b"\x1f\x8b": "import-file-archive",
    b"BZh": "import-file-archive",
    b"\xfd7zXZ": "import-file-archive",
    b"SQLite format 3\x00": "import-file-database",
    b"\x00\x01\x00\x00Standard ": "import-file-database",
    b"MZ": "import-file-program",
    b"\x7fELF": "import-file-program",
    b"[InternetShortcut]": "import-file-link",
    b"BEGIN:VCARD": "import-file-contacts",
    b"BEGIN:VCALENDAR": "import-file-calendar",
}
# Letters that a table may begin with as well: programs write other bytes soon after.
_LETTERS = frozenset({b"BM", b"MZ", b"ID3", b"BZh"})
_PICTURES_OF_MP4 = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
_MEDIA_OF_RIFF = (b"WAVE", b"AVI ")
_TAR_AT = 257
_JSON = re.compile(rb"[\[{]\s*[\"{\[\]}]")
# Of a web page saved by a browser, Word or Excel, and of a letter.
_MIME = re.compile(rb"(?:^|\n)(?:mime-version|return-path|received|delivered-to|message-id|from|to|subject|date):[ \t]")
_SAVED = re.compile(rb"<saved by|multipart/related")
_HEAD = 1024
# By a name in a ZIP, or how it begins.
_ZIPPED = (
    ("xl/workbook.bin", "import-file-xlsb"),
    ("word/", "import-file-document"),
    ("ppt/", "import-file-document"),
    ("visio/", "import-file-document"),
    ("FixedDocSeq.fdseq", "import-file-document"),
    ("Index/", "import-file-apple"),
    ("index.xml", "import-file-apple"),
    ("index.apxl", "import-file-apple"),
    ("content.xml", "import-file-ods"),
)


def refuse_other_kinds(content: bytes) -> None:
    """Raise `UnreadableTable` for what is no CSV and no XLSX."""
    if len(content) > MAX_BYTES:
        raise UnreadableTable("import-too-big", size=len(content) // 1024 // 1024)
    if not content:
        raise UnreadableTable("import-file-empty")
    if content.startswith(_OLE):
        raise UnreadableTable(_of_ole(content))
    head = content[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[: _HEAD // 2 * 2].decode("utf-16", errors="replace").encode()
    head = head.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n")
    if key := _of_head(head) or _of_text(head.lower()):
        raise UnreadableTable(key)


def refuse_other_archives(names: frozenset[str]) -> None:
    """The same for a ZIP by the names in it."""
    for name, key in _ZIPPED:
        if any(one.startswith(name) for one in names):
            raise UnreadableTable(key)
    if names and not any(name.startswith("xl/") or name == "[Content_Types].xml" for name in names):
        raise UnreadableTable("import-file-archive")


def _of_ole(content: bytes) -> str:
    return next((key for part, key in _OLE_PARTS.items() if part.encode("utf-16-le") in content), "import-file-xls")


def _of_head(head: bytes) -> str | None:
    """By the marks with which programs begin their files."""
    for begins, key in _BEGINS.items():
        if head.startswith(begins) and (begins not in _LETTERS or not head.isascii()):
            return key
    if head[4:8] == b"ftyp":
        return "import-file-picture" if head[8:12] in _PICTURES_OF_MP4 else "import-file-media"
    if head.startswith(b"RIFF"):
        return "import-file-media" if head[8:12] in _MEDIA_OF_RIFF else "import-file-picture"
    return "import-file-archive" if head[_TAR_AT : _TAR_AT + 5] == b"ustar" else None


def _of_text(head: bytes) -> str | None:
    """What is text, but no table; `head` is in small letters."""
    if _JSON.match(head):
        return "import-file-link" if b"docs.google.com" in head else "import-file-json"
    if head.startswith(b"<"):
        return _of_markup(head)
    letter = _MIME.match(head) is not None and len(_MIME.findall(head)) > 1
    if letter or (head.startswith(b"mime-version:") and _SAVED.search(head)):
        return "import-file-web" if _SAVED.search(head) else "import-file-mail"
    return None


def _of_markup(head: bytes) -> str | None:
    if b"<svg" in head:
        return "import-file-picture"
    if head.startswith(b"<?xml"):
        return "import-file-web" if b"<html" in head else "import-file-xml"
    return "import-file-web" if re.match(rb"<[a-z!]", head) else None
