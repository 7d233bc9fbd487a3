"""Words that stand for others before the words are taken one by one: in one spelling each, or for what says nothing of time."""

from __future__ import annotations

import re

from bot.domain.words.months import SHORT_MONTHS

ELECTION = re.compile(
    r"\bmasa (?:tenang|kampanye)\b(?=[ ,:]+(?:tanggal )?\d)|\b(?:pemilu|pilkada|pilpres|pileg|pemilihan(?: umum)?)(?: serentak)?(?: tahun)? 20\d\d(?!\d)|\btahun anggaran(?! *\d)"
)
PEOPLE = re.compile(r"(?<![\d.,/-])\d{1,4} (?:orang|peserta|kecamatan|desa|kelurahan)\b")
PHRASES = (
    (
        re.compile(
            r"((?:\d|\b(?:satu|dua|tiga|empat)) ?(?:x|kali)) ?/ ?(?=(?:\d{1,2} )?(?:bulan|triwulan|semester|tahun)\b)"
        ),
        r"\1 setiap ",
    ),
    (re.compile(rf"(?<![\d./-])(?<![\d./-] )(\d{{1,2}}) - ((?:{SHORT_MONTHS})[a-z]*) - (?=20\d\d(?!\d))"), r"\1-\2-"),
    (re.compile(r"\b(?:harus|wajib)(?: sudah)? (?:selesai|tuntas)\b"), " harusselesai "),
    (
        re.compile(
            r"\bpaling (?:lambat|lama|akhir)\b|\bselambat(?: ?-? ?lambat)?nya\b|\bterakhir tanggal\b"
            r"|\bbatas(?: (?:akhir|waktu|terakhir))*\b|\btenggat(?: waktu)?\b|\bdeadline\b|\bjatuh tempo\b|\bmaks(?:imal|imum)?\b"
        ),
        " batasakhir ",
    ),
    (re.compile(r"\bterhitung(?: mulai)?(?: tanggal)?\b|\btmt\b|\bt\.m\.t\b|\bdimulai\b"), " mulai "),
    (re.compile(r"\btiap ?- ?tiap\b|\bsaban\b|\btiap\b"), "setiap"),
    (
        re.compile(r"\b(?:se)?tiap(bulan|tahun|triwulan|semester)\b|\bper(bulan|tahun|triwulan|semester)\b"),
        r"setiap \1\2",
    ),
    (re.compile(r"\bh ?- ?h\b|\bhari ?- ?h\b|\bhari h\b(?! ?[-+] ?\d)"), "h+0"),
    (re.compile(r"\bhari (?=h ?[-+] ?\d)"), ""),
    (re.compile(r"\btri wulan\b"), "triwulan"),
    (re.compile(r"\bdwi ?-? ?(?=bulanan\b)"), " 2 "),
    (re.compile(r"\btri ?-? ?(?=bulanan\b)"), " 3 "),
    # "non bulanan" is no monthly: no rule reads it.
    (re.compile(r"\b(?:non|semi|bi|multi|bukan) ?-? ?(?=(?:bulan|triwulan|kuartal|semester|tahun)an\b)"), " setengah "),
    (re.compile(r"\bke(?: ?- ?(?=\w)|(?=\d))"), "ke "),
    # "hari kerja" is no length in days, "hari ini" no day of a plan.
    (re.compile(r"\bhari (?:kerja|ini|libur|besar|raya|berikutnya)\b"), " kemudian "),
)
