"""The words of time that rules read, each with its kind and value; those that no rule reads, and words that say nothing of when."""

from __future__ import annotations

from typing import Any

from bot.domain.meetings.periods.window import MonthPart
from bot.domain.words.day_numbers import NUMBERS

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_UNITS = {
    **dict.fromkeys(("hari", "harinya"), ("H", None)),
    **dict.fromkeys(("tanggal", "tanggalnya"), ("G", None)),
    **dict.fromkeys(("minggu", "minggunya", "pekan", "mg", "mgg", "mggu"), ("S", None)),
    **dict.fromkeys(("bulan", "bulannya"), ("b", 1)),
    **dict.fromkeys(("tahun", "tahunnya"), ("T", 12)),
    **dict.fromkeys(("triwulan", "tw", "trw", "triw", "kuartal", "kwartal", "triwulannya"), ("Q", 3)),
    **dict.fromkeys(("semester", "smt", "smtr", "semesternya"), ("E", 6)),
    "sebulan": ("B", 1),
    "setriwulan": ("B", 3),
    "sesemester": ("B", 6),
    "setahun": ("B", 12),
    "bulanan": ("U", 1),
    "triwulanan": ("U", 3),
    "kuartalan": ("U", 3),
    "semesteran": ("U", 6),
    "tahunan": ("U", 12),
}
WORDS: dict[str, tuple[str, Any]] = {
    **_UNITS,
    **{word: ("q", number) for number, word in enumerate(NUMBERS, 1)},
    **{f"ke{word}": ("o", number) for number, word in enumerate(NUMBERS, 1)},
    "pertama": ("o", 1),
    **{word: ("r", number) for number, word in enumerate(ROMAN, 1)},
    "awal": ("p", MonthPart.BEGINNING),
    "akhir": ("p", MonthPart.END),
    **dict.fromkeys(("pertengahan", "tengah", "medio"), ("p", MonthPart.MIDDLE)),
    **dict.fromkeys(("setiap", "per"), ("e", None)),
    "kali": ("k", None),
    "x": ("k", None),
    "sekali": ("K", None),
    **dict.fromkeys(("gelombang", "gel", "angkatan", "tahap", "batch"), ("g", None)),
    "s/d": ("t", None),
    **dict.fromkeys(("dan", "serta"), ("a", None)),
    "batasakhir": ("D", None),
    "harusselesai": ("F", None),
    "selesai": ("z", None),
    "antara": ("A", None),
    **dict.fromkeys(("mulai", "sejak", "dari"), ("f", None)),
    "selama": ("s", None),
    **dict.fromkeys(("sebelum", "menjelang", "jelang", "pra"), ("x", -1)),
    **dict.fromkeys(("setelah", "sesudah", "pasca", "usai", "seusai"), ("x", 1)),
}


# They say nothing of when.
_SAYING_NOTHING = """
    acara agenda akan bertempat dalam di diadakan diagendakan dijadwalkan dilaksanakan dilakukan direncanakan diselenggarakan
    jadwal kegiatan minimal pada pelaksanaan pelaksanaannya rencana rencananya rutin sebanyak secara sekurangnya seluruh
    sepanjang setidaknya tepatnya waktu waktunya yaitu yakni yang
"""
FILLERS = frozenset(_SAYING_NOTHING.split())
# What no rule reads. (Nor what is one of the words below, or a slip away from one: "kecuali", "berakhir".)
_OF_TIME = """
    abad apabila atas atau batal belas berakhirnya berikut berjalan berkala berlalu berselang bertahap berturut besok
    bila bilamana bimingguan catur caturwulan dasarian dekade dekat depan dibatalkan dihitung diliburkan dimajukan
    dimundurkan dini ditambah ditunda diundur dll dsb dst dwimingguan dwiwulan ganjil genap habisnya hampir harian ini jam
    jangan jarang jika kadang kadangkadang kalau kapan kapanpun kemarin kini kira kirakira kurang lalu lebih lewat libur liwat lusa maju malam
    masing masingmasing melewati mendatang mendekati mingguan mundur nanti nyaris pagi paling paro paruh penghujung perempat
    petang pukul puluh sari seandainya secepatnya segera sehari sekarang sekitar sekitarnya selain selang selanjutnya
    semalam semenjak seminggu semula separuh sepekan seperempat sesegera sesekali setengah seterusnya sewaktu siang sisa
    sisanya sore subuh tadi tanpa terlewat terlewati tersebut tidak tunda tuntas ujung ultimo wib windu wit wita
"""
UNREAD = frozenset(_OF_TIME.split())
_SLIPS_WORDS = """
akhir awal pertengahan sebelum setelah sesudah menjelang hingga sampai setiap minggu tanggal triwulan semester
pertama kedua ketiga keempat kelima sekali bulan tahun gelombang lambat selesai kecuali terakhir kemudian berikutnya
bulanan tahunan mulai sejak senin selasa rabu kamis jumat sabtu
"""
SLIPS = tuple(_SLIPS_WORDS.split())
SHORTEST_SLIP = 4
