# Usul tanggal: tiga waktu terbaik satu kegiatan, atau satu bulan sekaligus.
propose-pick = <b>Usul tanggal untuk kegiatan mana?</b>
propose-usage = Atau tulis: <code>/usul SDMO-09</code>; satu bulan sekaligus: <code>/usul November 2023</code>
propose-title = <b>Usul tanggal: { $title }</b>
propose-outside = ⚠️ Waktu menurut rencana sudah lewat atau tidak disebut; usul ini untuk 30 hari ke depan.
propose-hours = 🕖 Rencana menyebut jamnya (“{ $said }”), jadi diusulkan jam itu. Jam lain: <code>/tetapkan { $code }</code>
propose-hours-unread = ⚠️ Rencana menyebut jamnya (“{ $said }”), tetapi tidak terbaca; yang diusulkan jam kerja biasa. Jam yang dimaksud: <code>/tetapkan { $code }</code>
propose-unread = “{ $given }” tidak dibaca di sini: <code>/usul { $code }</code> memakai hari dan jam menurut rencana. Hari dan jam sendiri: <code>/tetapkan { $code }</code>
propose-month-hours = ⚠️ Jam menurut rencana tidak terbaca, diusulkan jam kerja biasa: { $codes }
propose-slot = <b>{ $number }. { $day } · { $hours }</b>
propose-free = ✔ { $count ->
    [0] tempat dan kepala divisi bebas
   *[other] { $count } orang, tempat, dan kepala divisi bebas
}
propose-people = ⚠️ { $count } orang sudah diminta di kegiatan lain pada jam itu
propose-room = ⚠️ tempatnya terpakai pada jam itu
propose-head = ⚠️ kepala divisi memimpin kegiatan lain pada jam itu
propose-day = • hari itu { $count } kegiatan lain untuk orang atau divisi yang sama
propose-day-empty = ✔ bukan hari libur, tidak ada kegiatan lain hari itu
propose-week = • pekan itu { $count } kegiatan lain
propose-ahead = ✔ { $count } hari lagi: cukup waktu untuk undangan
propose-soon = ⚠️ tinggal { $count } hari
propose-place = 📍 { $place }
propose-none = Tidak ada hari kerja yang tersisa pada waktu menurut rencana. Pilih sendiri: /tetapkan
propose-closed = 🚫 { $day }: { $name }
propose-unknown = ⚠️ Hari libur { $year } belum diketahui; periksa sendiri.
button-propose = { $day } · { $hours }
propose-month-title = <b>Usul { $month }</b>
propose-month-line = • <b>{ $day } · { $hours }</b> · { $code } { $title } · { $count ->
    [0] peserta dari luar
   *[other] { $count } orang
}
propose-month-crowded = <b>⚠️ Belum terpecahkan, waktu terbaiknya masih bentrok</b>
propose-month-without = <b>⚠️ Tanpa hari kerja pada waktu menurut rencana</b>
propose-month-left = • { $code } { $title } · { $period }
propose-month-next = Tekan satu untuk memeriksa dan menetapkannya, atau semua sekaligus.
propose-month-nothing = Tidak ada kegiatan { $month } yang masih perlu tanggal.
button-propose-all = ✅ Tetapkan semua ({ $count })
propose-look = Yang lain berbunyi sama, masing-masing dengan acara dan waktunya. Semuanya <b>{ $count } sesi</b>:
propose-look-line = • <b>{ $day } · { $hours }</b> · { $code } · { $count ->
    [0] peserta dari luar
   *[other] { $count } orang, { $reached } di bot
}
propose-applied = ✅ <b>{ $count } sesi ditetapkan</b>
propose-applied-line = • { $code } · { $day }
propose-applied-left = Belum ditetapkan, periksa satu per satu: { $codes }
propose-applied-divide = 🔀 { $codes }: gelombangnya kini sama-sama mengundang semua orang. Bagi dulu kecamatannya, supaya tidak ada yang diundang dua kali.
button-propose-month = 💡 Usul { $month } ({ $count })
button-undo-all = ↩️ Urungkan semua
button-send-all = 📤 Kirim semua sekarang
button-hold-cancel-all = ✋ Batalkan semua pengiriman
button-divide-of = 🔀 Bagi { $code }
undo-ask-all-schedule = <b>Urungkan { $count } sesi?</b>{ $told ->
    [0] { "" }
   *[other] { " " }Undangannya sudah diterima { $told } kali; yang menerimanya diberi tahu bahwa sesi itu batal.
}{ undo-ask-groups }
undone-all-schedule = ↩️ <b>{ $count } sesi diurungkan.</b> { $told ->
    [0] { undone-nobody }
   *[other] Yang sudah menerima undangannya diberi tahu.{ undone-groups }
}
propose-bad-month = “{ $given }” bukan bulan. Tulis misalnya: panwascam plan --month 2023-11
