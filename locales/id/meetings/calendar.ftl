# Jadwal dan kegiatan.
schedule-title = 📅 <b>Jadwal { $scope }</b>
schedule-today = Hari ini { $day }
schedule-read = 🔎 “{ $given }” dibaca “{ $read }”
schedule-done = <b>Sudah berlangsung</b>
schedule-sessions = <b>Sudah bertanggal</b>
schedule-session = { $mark } <b>{ $day }</b> · { $hours }
schedule-name = { $title } ({ $code })
schedule-overdue = <b>⚠️ Periode lewat, belum ditetapkan</b>
schedule-planned = <b>Direncanakan, belum bertanggal</b>
schedule-plan = { $mark } { $title } ({ $code })
schedule-period = 🗓 { $period }
schedule-mark = •
schedule-mark-mine = ✉️
schedule-mine = ✉️ = Anda diundang, atau mewakili
schedule-empty = Tidak ada kegiatan pada rentang ini. Lihat semua: /jadwal semua
schedule-empty-next =
    Tidak ada kegiatan pada rentang ini. Berikutnya:
    <b>{ $day }</b> · { $hours }
    { $title } ({ $code })
schedule-none-late = ✅ Tidak ada kegiatan yang lewat periodenya tanpa tanggal.
schedule-late = ⚠️ { $count } kegiatan lewat periodenya, belum ditetapkan: /jadwal lewat
schedule-late-more = ⚠️ { $count } lagi lewat periodenya, belum ditetapkan: /jadwal lewat
schedule-more = … dan { $count } sesi lagi.
schedule-undated-count = 🗓 { $count } kegiatan lain direncanakan, belum bertanggal.
schedule-page = Halaman { $page } dari { $pages }
schedule-hint = Rincian: /kegiatan kode, misalnya <code>/kegiatan { $code }</code>
schedule-pick-division = <b>Jadwal divisi yang mana?</b>
schedule-pick-district = <b>Jadwal kecamatan yang mana?</b>
scope-near = 30 hari ke depan
scope-today = hari ini · { $days }
scope-tomorrow = besok · { $days }
scope-week = pekan ini · { $days }
scope-next-week = pekan depan · { $days }
scope-seven = 7 hari ke depan
scope-all = sampai akhir tahun
scope-late = yang lewat periode
scope-division = Divisi { $division }
scope-district = Kecamatan { $district }
scope-mine = untuk saya
scope-search = “{ $words }”
period-none = waktu tidak disebut dalam rencana
button-previous = « Sebelumnya
button-next = Berikutnya »
button-today = Hari ini
button-tomorrow = Besok
button-week = Pekan ini
button-month = Bulan ini
button-all = Semua
button-mine = ✉️ Untuk saya
button-not-mine = Untuk semua
button-division = Divisi
button-district = Kecamatan
button-late = ⚠️ Terlewat ({ $count })
button-unfiltered = ✖️ Tanpa saringan
schedule-usage =
    “{ $given }” tidak dikenal, dan tidak ada kegiatan dengan kata itu. Contoh:
    /jadwal hari ini · /jadwal 14 November · /jadwal pekan ini · /jadwal november
    /jadwal SDMO · /jadwal Wonodadi · /jadwal saya · /jadwal logistik · /jadwal lewat
activity-title = <b>{ $title }</b>
activity-code = { $kind } · { $code } · Divisi { $division }
activity-period = 🗓 Rencana: { $period }
activity-meaning = ↳ dibaca: { $days }
activity-hours = ↳ jamnya ({ $hours }) ditetapkan bersama tanggalnya
period-until = paling lambat { $day }
period-from = mulai { $day }, akhirnya terbuka
activity-audience = 👥 Sasaran: { $audience }
activity-participants = 👥 Sasaran: { $audience } ({ $count } orang)
activity-place = 📍 { $place }
activity-aims = 🎯 Tujuan: { $aims }
activity-outputs = 📦 Keluaran: { $outputs }
activity-note = ⚠️ Catatan rencana: { $note }
activity-sessions = <b>Sesi</b>
activity-session = • { $code } · { $day } · { $hours } · { $place }
activity-session-cancelled = • { $code } · { $day } · dibatalkan
activity-session-reason = ↳ alasan: { $reason }
activity-session-back = ↳ sempat { $day } · { $hours } · { $place }, lalu kembali
activity-session-was = ↳ semula { $day } · { $hours } · { $place }
activity-session-answers = ↳ diundang { $invited }: menyatakan hadir { $attending }, diwakilkan { $substituted }, berhalangan { $excused }, belum menjawab { $silent }
activity-session-came = ↳ datang { $count }
activity-none = Belum ada sesi bertanggal.
pick-activity = <b>Kegiatan yang mana?</b>
pick-activity-more = … dan { $count } lagi: tambahkan satu kata.
button-date = 📅 Tetapkan tanggal
button-change = Ubah { $code }
activity-usage = Atau tulis kodenya atau satu kata: <code>/kegiatan SDMO-02</code>, <code>/kegiatan logistik</code>. Semua kode ada di <code>/jadwal semua</code>

# Papan divisi.
board-title = 📋 <b>Papan { $whose }</b>
board-of-all = semua divisi
board-plan = { $count } kegiatan dalam rencana { $year }
board-overdue = ⚠️ Periode lewat, belum ditetapkan: <b>{ $count }</b>
board-undated = 🗓 Belum bertanggal: <b>{ $count }</b>
board-dated = 📅 Bertanggal: <b>{ $count }</b>
board-done = ✅ Selesai: <b>{ $count }</b>
board-next = Tekan kolomnya untuk melihat kegiatan dan langkah berikutnya.
board-empty = Tidak ada kegiatan di sini.
board-days = 📅 { $days }
board-step-overdue = Tekan kegiatannya untuk menetapkan tanggal.
board-step-undated = Tekan kegiatannya untuk menetapkan tanggal.
board-step-dated = Tekan kegiatannya untuk rincian, jawaban, dan perubahannya.
button-call-off-of = ❌ Batalkan { $code }
board-step-done = Tekan kegiatannya untuk rekap kehadiran.
board-usage = Divisi “{ $given }” tidak dikenal. Contoh: <code>/papan SDMO</code> · <code>/papan semua</code>
button-board = 📋 Papan divisi
button-board-overdue = ⚠️ Lewat ({ $count })
button-board-undated = 🗓 Belum ({ $count })
button-board-dated = 📅 Bertanggal ({ $count })
button-board-done = ✅ Selesai ({ $count })
button-board-back = « Papan

# Gambar bulan.
month-title = Jadwal { $month }
month-more = +{ $count } lagi
month-when = { $day } { $hour }
month-what = { $code } · { $title }
month-note = { $day }: { $name }
month-undated = { $count } kegiatan lain direncanakan bulan ini, belum bertanggal.
month-caption = 🖼 Jadwal { $scope }
button-picture = 🖼 Gambar { $month }
