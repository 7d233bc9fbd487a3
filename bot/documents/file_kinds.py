"""What a file is by its first bytes: a table to read, or something else that people send, each with what to do."""

from __future__ import annotations

from bot.documents.bounds import MAX_BYTES, UnreadableTable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How the parts of such a file are named in it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")
_HEAD = 1024


def refuse_other_kinds(content: bytes) -> None:
    """Raise `UnreadableTable` for what is no CSV and no XLSX."""
    if len(content) > MAX_BYTES:
        raise UnreadableTable("import-too-big", size=len(content) // 1024 // 1024)
    if not content:
        raise UnreadableTable("import-file-empty")
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF"):
        raise UnreadableTable("import-file-pdf")
    if content.startswith(_OLE):
        raise UnreadableTable(_of_ole(content))
    if head.startswith(_IMAGES):
        raise UnreadableTable("import-file-picture")
    if head.startswith(b"{\\rtf"):
        raise UnreadableTable("import-file-document")
    lower = head.lower()
    if lower.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style")):
        raise UnreadableTable("import-file-web")
    if lower.startswith(b"<?xml"):
        raise UnreadableTable("import-file-web" if b"<html" in lower else "import-file-xml")
    if head.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise UnreadableTable("import-file-archive")


def refuse_other_archives(names: frozenset[str]) -> None:
    """The same for a ZIP by the names in it."""
    if "xl/workbook.bin" in names:
        raise UnreadableTable("import-file-xlsb")
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise UnreadableTable("import-file-document")
    if "content.xml" in names:
        raise UnreadableTable("import-file-ods")
    if names and not any(name.startswith("xl/") or name == "[Content_Types].xml" for name in names):
        raise UnreadableTable("import-file-archive")


def _of_ole(content: bytes) -> str:
    if _ENCRYPTED in content:
        return "import-file-encrypted"
    return "import-file-document" if _WORD in content else "import-file-xls"
