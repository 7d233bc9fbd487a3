"""What the calendar calls by one word and people by several: `hari ini`, `pekan depan`, `untuk saya`."""

from __future__ import annotations

import re

from bot.domain.words.months import MONTHS

# Said in several words, before days are looked for among them.
PHRASES = tuple(
    (re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), f" {token} ")
    for pattern, token in (
        (r"hari ini|hariini|sekarang", "hariini"),
        (r"(?:pekan|minggu) (?:lalu|kemarin|yang lalu)", "pekanlalu"),
        (r"bulan (?:lalu|kemarin|yang lalu)", "bulanlalu"),
        (r"hari(?= (?:senin|selasa|rabu|kamis|jum'?at|sabtu|ahad)(?!\S))", ""),
        (r"hari minggu(?! (?:ini|depan))", "ahad"),
        (r"(?<!hari )(?:pekan|minggu) depan", "pekandepan"),
        (r"(?<!hari )(?:pekan|minggu) ini|sepekan|pekan", "pekan"),
        (r"7 hari(?: ke depan| lagi)?|seminggu", "minggu"),
        (r"bulan ini|sebulan", "bulan"),
        (r"bulan depan", "bulandepan"),
        (r"(?:30 hari)(?: ke depan| lagi)?|terdekat|berikutnya", "dekat"),
        (r"tahun ini|setahun|semuanya", "semua"),
        (r"(?:yang )?(?:untuk|milik|undangan|jadwal|punya) saya|saya sendiri|sendiri", "saya"),
        (r"lewat periode|periode lewat|terlewat|terlambat|telat|lewat waktu", "lewat"),
        # "bulan November", "tanggal 5"
        (rf"bulan(?= (?:{'|'.join(MONTHS)}|nopember))", ""),
    )
)
TOKENS = (
    "dekat",
    "kemarin",
    "hariini",
    "besok",
    "pekan",
    "pekandepan",
    "minggu",
    "bulan",
    "bulandepan",
    "semua",
    "lewat",
)
