"""Files that are no table, by what they begin with or hold; and what is said of each."""

from __future__ import annotations

import io
import zipfile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_NULLS = bytes(60)


def _ole(part: str) -> bytes:
    return _OLE + part.encode("utf-16-le")


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


KINDS: dict[str, tuple[bytes, str]] = {
    "cards": (b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Siti Uji\r\nTEL:081234500001\r\nEND:VCARD\r\n", "contacts"),
    "cards with a mark": (b"\xef\xbb\xbfBEGIN:VCARD\r\nFN:Siti\r\nEND:VCARD\r\n", "contacts"),
    "a calendar": (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "calendar"),
    "JSON": (b'[{"nama": "Siti", "telepon": "0812"}]', "json"),
    "JSON on lines": (b'{\n "nama": "Siti"\n}', "json"),
    "an empty list of JSON": (b"[]", "json"),
    "a shortcut to a table of Google": (b'{"url":"https://docs.google.com/spreadsheets/d/x"}', "link"),
    "a shortcut of Windows": (b"[InternetShortcut]\r\nURL=https://docs.google.com/\r\n", "link"),
    "a letter": (b"From: A <a@b.id>\r\nTo: c@d.id\r\nSubject: Daftar\r\n\r\nnama,telepon\r\n", "mail"),
    "a letter as received": (b"Return-Path: <a@b>\r\nReceived: from x\r\nSubject: x\r\n\r\n", "mail"),
    "a letter of Outlook": (_ole("__substg1.0_0037001F"), "mail"),
    "an old document": (_ole("WordDocument"), "document"),
    "old slides": (_ole("PowerPoint Document"), "document"),
    "an old workbook": (_ole("Workbook"), "xls"),
    "a workbook with a password": (_ole("EncryptedPackage"), "encrypted"),
    "a document": (_zip("[Content_Types].xml", "word/document.xml"), "document"),
    "slides": (_zip("[Content_Types].xml", "ppt/presentation.xml"), "document"),
    "a document to print": (_zip("[Content_Types].xml", "FixedDocSeq.fdseq"), "document"),
    "rich text": (b"{\\rtf1\\ansi", "document"),
    "a sheet of OpenOffice": (_zip("mimetype", "content.xml"), "ods"),
    "a sheet of Numbers": (_zip("Index/Document.iwa", "Index/Tables/DataList.iwa", "preview.jpg"), "apple"),
    "an old sheet of Numbers": (_zip("index.xml", "buildVersionHistory.plist"), "apple"),
    "a binary workbook": (_zip("[Content_Types].xml", "xl/workbook.bin"), "xlsb"),
    "a database of Access": (b"\x00\x01\x00\x00Standard ACE DB\x00" + _NULLS, "database"),
    "a database": (b"SQLite format 3\x00" + _NULLS, "database"),
    "a web page": (b"<html><table><tr><td>nama</td></tr></table></html>", "web"),
    "a web page in UTF-16": ("\ufeff<html><table>".encode("utf-16-le"), "web"),
    "a part of a web page": (b"<div><table><tr><td>nama</td></tr></table></div>", "web"),
    "a web page below a remark": (b"<!-- x --><html>", "web"),
    "a web page in one file": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "web"),
    "a saved web page": (b"From: <Saved by Blink>\r\nSubject: x\r\nDate: x\r\n\r\n", "web"),
    "a workbook as XML": (b'<?xml version="1.0"?><Workbook>', "xml"),
    "a PDF": (b"%PDF-1.4", "pdf"),
    "a photo": (b"\xff\xd8\xff\xe0" + _NULLS, "picture"),
    "a photo of an iPhone": (b"\x00\x00\x00\x18ftypheic" + _NULLS, "picture"),
    "a scan": (b"II*\x00" + _NULLS, "picture"),
    "a picture of Windows": (b"BM\xf6\x08" + _NULLS, "picture"),
    "a picture of the web": (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "picture"),
    "a drawing": (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">', "picture"),
    "a film": (b"\x00\x00\x00\x18ftypmp42" + _NULLS, "media"),
    "a voice": (b"OggS" + _NULLS, "media"),
    "a song": (b"ID3\x03\x00\xff" + _NULLS, "media"),
    "sound": (b"RIFF\x10\x00\x00\x00WAVEfmt ", "media"),
    "a program": (b"MZ\x90\x00" + _NULLS, "program"),
    "an archive": (_zip("anggota.csv"), "archive"),
    "an archive of Unix": (b"a.csv".ljust(257, b"\x00") + b"ustar\x0000" + _NULLS, "archive"),
    "an archive of 7-Zip": (b"7z\xbc\xaf\x27\x1c", "archive"),
    "an empty archive": (_zip(), "unreadable"),
    "a file of which half came": (b"PK\x03\x04rusak", "unreadable"),
    "nothing but noughts": (_NULLS, "unreadable"),
}
