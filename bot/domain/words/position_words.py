"""The words of positions as offices write them: `Kasek` and `Ka. Sekretariat Panwaslu Kecamatan X` are one position."""

from __future__ import annotations

import re

# In this order; of words between blanks.
SAME = tuple(
    (re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), to)
    for pattern, to in (
        ("staff", "staf"),
        # In a kecamatan's secretariat they are all its staff.
        (
            "(?:(?:staf|pegawai|tenaga) )?(?:pelaksana(?: teknis)?|teknis|pendukung|administrasi)(?: (?:non )?(?:pns|asn)| ppnpn)?|staf (?:non )?(?:pns|asn)",
            "staf sekretariat",
        ),
        (
            "(?:(?:staf|pegawai|tenaga|petugas) )?(?:bendahara(?: pengeluaran| penerimaan)?(?: pembantu)?|bpp|juru bayar|operator(?: komputer| data| siwaslu| it)?"
            "|pengemudi|so[pm]ir|supir|driver|pramu ?bakti|pramu ?kantor|satpam|keamanan|kebersihan|cleaning service|office boy"
            "|pengadministrasi(?: umum| keuangan)?|administrator)|(?:staf|pegawai|tenaga) (?:umum dan keuangan|keuangan dan umum|keuangan|umum|hukum|it|pengawasan|humas|ppnpn|honorer)",
            "staf sekretariat",
        ),
        ("staf sekretariat (?:pns|asn|ppnpn|pppk|non (?:pns|asn))", "staf sekretariat"),
        ("staf sekretariat (?:sekretariat|sekertariat)", "staf sekretariat"),
        (
            "(?:panwaslu|pengawas|panwas|pengawas pemilu) (?:desa|kelurahan|kel)",
            "pkd",
        ),
        ("panwaslu kecamatan|panwas kecamatan|panwaslu kec|panwas kec|panwaslucam|panwaslih kecamatan", "panwascam"),
        ("kasek|ka sekretariat|kep sekretariat|kasekretariat|kepala sekertariat", "kepala sekretariat"),
        ("sekertariat", "sekretariat"),
        ("koordinator divisi|koord divisi|koordinator div|koord div|koordiv|kor div|kordivisi", "kordiv"),
        ("kab|kabupaten|kota", "kabupaten"),
        ("kec", "kecamatan"),
    )
)
WHO = "panwascam"
POSITION = re.compile(
    rf"(?P<chair>ketua(?: merangkap anggota)?(?: {WHO})?)(?: merangkap)?(?: kordiv (?P<chairs>.+))?"
    rf"|(?P<member>(?:anggota|komisioner)(?: {WHO})?)(?: kordiv (?P<members>.+))?"
    rf"|(?P<head>kepala sekretariat(?: {WHO})?)"
    rf"|(?P<staff>staf(?: sekretariat)?(?: {WHO})?)"
    rf"|(?P<village>pkd)"
    rf"|(?P<ochair>ketua bawaslu)|(?P<ostaff>staf(?: sekretariat)? bawaslu)"
    rf"|(?P<ohead>kordiv bawaslu)|kordiv (?P<office>.+?) bawaslu|kordiv (?P<one>.+)"
)
