# Rekap, digest, status, yang belum daftar.
recap-pick = <b>Rekap sesi mana?</b>
recap-none = Belum ada sesi bertanggal. Tetapkan dulu dengan /tetapkan
recap-usage = Atau tulis: /rekap SDMO-02/1 · /rekap bulan november · /rekap triwulan 4 · /rekap tahun · /rekap divisi SDMO · /rekap kecamatan Sukamaju · /rekap orang Suparno · /rekap piket minggu
recap-list-line = { $day } · { $title }
button-recap-month = 📅 Bulan ini
button-recap-districts = 🏘 Kecamatan
button-recap-duty = 🛡 Piket
recap-title = 📊 <b>Rekap kehadiran</b>
recap-counts = ✅ Menyatakan hadir { $attending } · 🚫 Berhalangan { $excused } · 👥 Diwakilkan { $substituted } · ⏳ Belum { $silent }
recap-total = Diundang { $invited } · sudah menjawab { $answered } ({ $percent }%{ $change })
recap-outsiders = Peserta dari luar: { $count }
recap-districts = <b>Per kecamatan</b> (menyatakan hadir/berhalangan/diwakilkan/belum)
recap-district = { $district }: { $attending }/{ $excused }/{ $substituted }/{ $silent }
recap-district-office = Kabupaten
recap-silent = <b>Belum menjawab</b>
recap-silent-line = • { $name } ({ $district })
button-silent = ⏳ Siapa yang belum
recap-silent-more = … dan { $count } orang lagi; tekan ⏳ Siapa yang belum
recap-excused = <b>Berhalangan</b>
recap-excused-line = • { $name } ({ $district }): { $reason }
recap-substituted = <b>Diwakilkan</b>
recap-substituted-line = • { $name } ({ $district }) → { $substitute }
recap-moment = Data per { $moment }
recap-usage-secretariat = Atau tulis: /rekap SDMO-02/1 · /rekap kecamatan november · /rekap orang Suparno · /rekap saya
recap-none-of-district = Belum ada sesi yang mengundang kecamatan Anda.
recap-title-of = 📊 <b>Rekap kehadiran Kecamatan { $district }</b>
recap-period-title = 📊 <b>Rekap { $period }</b>
recap-division-title = 📊 <b>Rekap divisi { $name }, { $period }</b>
recap-divisions-title = 🏢 <b>Rekap divisi, { $period }</b>
recap-person-title = 👤 <b>Rekap { $name }, { $period }</b>
recap-sessions = 🗓 Sesi { $sessions } · selesai { $over }
recap-sessions-cancelled = ❌ Dibatalkan { $count }
recap-came = 🚪 Hadir { $came } dari { $expected } yang diharapkan ({ $percent }{ $change })
recap-punctual = ⏱ Lebih awal { $early } · tepat waktu { $on_time } · terlambat { $late } ({ $percent } tidak terlambat)
recap-unkept = ❗ Menyanggupi tetapi tidak hadir { $no_show } · hadir tanpa menyanggupi { $unannounced }
recap-of-day = ↳ Hari ke-{ $number } ({ $day }): { $count } hadir
recap-arrived = 🚪 Sudah hadir { $count }
recap-not-recorded = 🚪 Presensi hari-H tidak dicatat
recap-seats = 🪑 Tempat { $seats } · terisi { $seated } · menunggu { $waiting }
recap-wait = ⌛ Separuh menjawab dalam { $time }
recap-wait-before = ⌛ Separuh menjawab dalam { $time } (sebelumnya { $before })
recap-survey = 📝 Kuesioner: { $percent }% paham dari { $responses } ({ $verdict })
recap-survey-reached = target { $target }% tercapai
recap-survey-missed = target { $target }% belum tercapai
recap-up = , naik { $points } poin
recap-down = , turun { $points } poin
recap-same = , tetap
recap-plan = Rencana
recap-plan-title = <b>Rencana tahun ini per divisi</b>
recap-plan-line = 📌 { $name }: { $timely } dari { $measured } kegiatan sesuai waktu rencana ({ $percent }){ $rest }
recap-plan-shifted = di luar waktu { $count }
recap-plan-short = kurang dari rencana { $count }
recap-plan-not-held = tidak terlaksana { $count }
recap-plan-open = belum waktunya { $count }
recap-plan-unstated = tanpa waktu { $count }
recap-by-month = <b>Per bulan</b>
recap-by-division = <b>Per divisi</b>
recap-shares = • { $name }: diundang { $invited } · menjawab { $answered } ({ $response }%)
recap-shares-came = • { $name }: diundang { $invited } · menjawab { $answered } ({ $response }%) · hadir { $came } ({ $attendance })
ranking-districts = <b>Peringkat kecamatan</b>
recap-ranking-legend = <b>Peringkat</b> (menyatakan hadir/berhalangan/diwakilkan/belum)
ranking-best-districts = <b>Kecamatan teratas</b>
ranking-more-districts = … dan { $count } kecamatan lain, juga peringkat { $rank }
ranking-worst-districts = <b>Kecamatan terbawah</b>
recap-rank = { $rank }. { $name } · menjawab { $response }%
recap-rank-came = { $rank }. { $name } · menjawab { $response }% · hadir { $attendance }
recap-districts-came = <b>Per kecamatan</b> (menyatakan hadir/berhalangan/diwakilkan/belum · hadir)
recap-district-came = { $line } · { $came }
recap-person-came = { $line } · hadir { $came } dari { $expected }
recap-no-show = <b>Menyanggupi tetapi tidak hadir</b>
recap-unannounced = <b>Hadir tanpa menyanggupi</b>
recap-own = { $answer }
recap-own-came = { $answer } · hadir pukul { $time }
recap-own-away = { $answer } · tidak hadir
recap-none-in-period = Tidak ada sesi pada waktu itu.
recap-more-sessions = … dan { $count } sesi lagi, ada di XLSX
recap-which-person = <b>Rekap siapa?</b>
recap-person-choice = { $name } ({ $district })
recap-no-person = Tidak ada orang bernama “{ $name }” yang rekapnya bisa Anda lihat. Contoh: /rekap orang Suparno
recap-counted = Sesi batal tidak dihitung. Yang hadir: dari { $recorded } sesi yang presensinya dicatat; yang diharapkan adalah tanpa yang berhalangan.
recap-counted-answers = Sesi batal tidak dihitung. Presensi belum ada yang dicatat.
recap-counted-session = Yang diharapkan: tanpa yang berhalangan.
recap-file-of = { $view ->
    [divisions] divisi
    [division] divisi
    [districts] kecamatan
    [district] kecamatan
    [person] orang
   *[office] kantor
}
span-year = Tahun { $year }
span-quarter = Triwulan { $quarter } { $year }
duration-days = { $days } hari{ $hours ->
    [0] {""}
   *[other] { " " }{ $hours } jam
}
duration-hours = { $hours } jam{ $minutes ->
    [0] {""}
   *[other] { " " }{ $minutes } menit
}
duration-minutes = { $minutes ->
    [0] kurang dari 1 menit
   *[other] { $minutes } menit
}
word-percent = { $percent }%
button-recap-own-district = 🏘 Kecamatan saya, bulan ini
button-recap-whole = 📊 Semua
button-recap-divisions = 🏢 Divisi
button-png = 🖼 Gambar
button-xlsx = 📥 Unduh XLSX
button-pdf = 📄 PDF
month-came = ✅ { $attending } dari { $invited } menyatakan hadir · { $percent }% menjawab · hadir { $came } ({ $attendance })
recap-cancelled = ❌ Dibatalkan: { $reason }
button-nudge = 🔔 Ingatkan yang belum
button-refresh = 🔄 Perbarui
nudge-done = { $count ->
    [0] Tidak ada yang perlu diingatkan: semua sudah menjawab, atau belum terdaftar di bot (/belumdaftar).
   *[other] { $count } orang diingatkan.
}
month-session = • <b>{ $day }</b> · { $title } ({ $code })
month-attended = ✅ { $attending } dari { $invited } menyatakan hadir · { $percent }% menjawab
month-outsiders = 👥 peserta dari luar: { $count }
month-cancelled = ❌ dibatalkan
districts-title = 🏘 <b>Rekap kecamatan, { $period }</b>
district-title = 🏘 <b>Rekap Kecamatan { $name }, { $period }</b>
district-people = <b>Per orang</b> (menyatakan hadir/berhalangan/diwakilkan/belum)
district-duty = 🛡 Piket: { $reports } dari { $shifts } laporan
month-none = Tidak ada sesi pada bulan ini.
duty-recap-title = 🛡 <b>Rekap piket { $month }</b>
duty-recap-line = { $district }: { $reports }/{ $shifts } laporan{ $late ->
    [0] { "" }
   *[other] , { $late } terlambat
}{ $incidents ->
    [0] { "" }
   *[other] , { $incidents } kejadian
}
duty-recap-line-alone = { $line }, ⚠️ { $days } hari tanpa petugas
duty-recap-total = <b>Jumlah: { $reports } dari { $shifts } laporan{ $late ->
    [0] { "" }
   *[other] , { $late } terlambat
}</b>
duty-recap-ahead = { $month } belum mulai, jadi belum ada laporannya. Jadwalnya: /piket { $asked }
duty-recap-missing = <b>Tidak melapor</b>
duty-recap-missing-line = • { $day } { $district }: { $name }
duty-recap-more = … dan { $count } lagi
duty-recap-none = Belum ada jadwal piket pada hari-hari ini. Masukkan lewat /impor atau minta kepala sekretariat mengatur /piket
belum-pick = <b>Sesi mana?</b>
belum-usage = Atau tulis: /belum SDMO-02/1 · /ingatkan SDMO-02/1
belum-no-session = Tidak ada sesi yang akan datang. Rekap yang sudah lewat: /rekap
belum-title = ⏳ <b>Belum menjawab { $code }: { $count } orang</b>
belum-district = <b>{ $district }</b>
belum-line = { $name } · { $phone }
belum-line-plain = { $name }
belum-contacts-hint = Tekan kecamatan untuk kontak dan tautan WhatsApp orang-orangnya.
belum-contacts = 📇 <b>{ $district }, belum menjawab { $code }: { $count } orang</b>
belum-contacts-more = Kartu kontak untuk { $count } orang lagi tidak dikirim; nomornya ada di atas.
belum-whatsapp = • { $name } · { $phone } · <a href="{ $url }">WhatsApp</a>
belum-no-phone = • { $name } · nomor belum ada
belum-none-here = Yang diundang ke { $code } dari kecamatan ini sudah menjawab semua.
belum-whatsapp-text = Bapak/Ibu, mohon jawaban untuk undangan “{ $title }”, { $day }, { $hours }. Tekan { $link } lalu pilih Hadir, Berhalangan, atau Diwakilkan. Terima kasih.
belum-none = Semua undangan { $code } sudah menjawab.
unregistered-title = 📵 <b>Belum terdaftar di bot: { $count } orang</b>
unregistered-district = { $district }: { $names }
unregistered-invite = Bapak/Ibu, mohon daftar di bot { $office } untuk undangan dan laporan piket: buka { $link } lalu tekan Mulai dan Bagikan nomor.
button-unregistered-copy = 📋 Salin teks ajakan
unregistered-none = Semua anggota sudah terdaftar di bot.
unregistered-hint = Pilih kecamatan untuk tautan WhatsApp per orang, atau teruskan pesan di atas.
unregistered-wa = • { $name }: <a href="{ $url }">kirim lewat WhatsApp</a>
unregistered-left = 🚫 Memblokir bot: { $names }
status-title = 🩺 <b>Keadaan bot</b>
status-deliveries = Kiriman: { $pending } menunggu, { $sent } terkirim, { $failed } gagal, { $expired } kedaluwarsa
status-uncalled = ❗ { $count } kejadian mendesak belum ditangani, dan tidak ada Ketua atau admin yang dapat dihubungi
status-set-aside = ⚠️ { $count } pesan dilewati karena bot mati setiap kali mengerjakannya. Pengelola server melihatnya dengan perintah <code>doctor</code>.
status-people = Anggota: { $registered } dari { $people } terdaftar, { $unreachable } tidak bisa dihubungi
status-next = Kiriman berikutnya: { $at }
status-next-none = Tidak ada kiriman yang menunggu.
failure-blocked = penerima memblokir bot
failure-left-office = penerimanya sudah tidak bertugas
failure-account-lost = akun Telegram-nya kini dipakai anggota lain; ia perlu mendaftar lagi
failure-deactivated = akun penerima sudah ditutup
failure-kicked = bot dikeluarkan dari grup
failure-group-deleted = grup itu sudah dihapus
failure-not-found = chat tidak ditemukan atau belum pernah menekan Mulai
failure-gave-up = Telegram tidak menerimanya meski dicoba berkali-kali
failure-rights = bot tidak boleh menulis di grup
failure-topic = topik grup itu ditutup atau dihapus
failure-other = pesan ditolak Telegram ({ $reason })
button-retry = 🔁 Coba lagi ({ $count })
retry-done = { $count ->
    [0] Tidak ada kiriman gagal yang masih berguna untuk dicoba lagi.
   *[other] { $count } kiriman dicoba lagi.
}

national-title = 📊 <b>Rekap nasional { $period }</b>
national-sheet-title = Rekap nasional { $period }
national-offices = { $offices } kantor ({ $idle } tanpa sesi) · { $sessions } sesi
ranking-offices = <b>Peringkat kantor</b>
ranking-best-offices = <b>Kantor teratas</b>
ranking-more-offices = … dan { $count } kantor lain, juga peringkat { $rank }
ranking-worst-offices = <b>Kantor terbawah</b>
national-days = Hari menurut { $zone }, sama untuk semua kantor.
national-counting = Menghitung undangan semua kantor
national-written = Buku kerja: { $file }
national-bad-month = --month: “{ $given }” bukan bulan. Tulis tahun dan bulan, contoh: --month 2023-11
national-bad-file = --out: { $file } harus berakhir .xlsx, contoh: --out rekap-2023-11.xlsx
national-not-written = { $file } tidak dapat ditulis: { $why }. Angka di atas tetap benar.
