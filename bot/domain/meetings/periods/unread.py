"""Words that say nothing of when, and words of time that no rule reads."""

from __future__ import annotations

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
