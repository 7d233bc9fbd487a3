# Bantuan, menu, dialog, grup.
help-title = <b>Yang bisa Anda lakukan</b>
help-member =
    /menu – semuanya sebagai tombol
    /jadwal – kegiatan yang akan datang
    /hadir – undangan Anda dan jawabannya
    /izin – mengabari tidak bisa hadir
    /piket – laporan piket; siapa bertugas, tukar, ambil alih
    /kegiatan – rincian satu kegiatan
    /berkas – berkas yang ditunggu dari kecamatan Anda
    /kalender – jadwal untuk kalender ponsel, juga alamat langganan
    /sertifikat – sertifikat kegiatan yang Anda hadiri
    /profil – data Anda
    /batal – keluar dari isian yang sedang berjalan
help-clerk =
    <b>Petugas Bawaslu</b>
    /absen – mencatat siapa yang hadir
    /pin – PIN dan kode QR check-in
    /lokasi – tempat acara, untuk check-in
    /surat – surat undangan, juga surat tugas piket, bernomor (PDF)
    /daftarhadir – daftar hadir untuk ditandatangani (PDF)
    /impor – memasukkan daftar hadir yang sudah ditandatangani
    /sertifikat – sertifikat semua yang hadir (PDF)
help-manager =
    <b>Kordiv, ketua, admin</b>
    /papan – sejauh mana rencana divisi: lewat, belum, bertanggal, selesai
    /usul – usul tanggal terbaik, satu kegiatan atau satu bulan
    /tetapkan – menetapkan tanggal kegiatan
    /ubah – memindahkan sesi; mengisi agenda, bawaan, tautan
    /batalkan – membatalkan sesi
    /rekap – rekap sesi, bulan, kecamatan, atau piket
    /piket – siapa bertugas; /piket kritis: hari dengan piket 24 jam
    /minta – meminta angka atau file ke semua kecamatan, dengan batas waktu
    /belum – siapa yang belum menjawab
    /ingatkan – mengingatkan yang belum menjawab
    /kejar – kapan yang belum menjawab diingatkan lagi
    /kursi – jumlah kursi dan daftar tunggu
    /undang – mengundang seseorang di luar sasaran
    /keluarkan – tidak mengundang seseorang
    /gelombang – membagi peserta menurut kecamatan
    /jajak – menanyakan beberapa pilihan waktu sebelum menetapkan
    /ulangi – mengulang sesi: tiap minggu, tiap bulan, atau sekali lagi
    /belumdaftar – siapa yang belum terdaftar di bot
    /peserta – jumlah peserta dari luar
    /absen – mencatat siapa yang hadir
    /pin – PIN dan kode QR check-in
    /lokasi – tempat acara, untuk check-in
    /surat – surat undangan, juga surat tugas piket, bernomor (PDF)
    /daftarhadir – daftar hadir untuk ditandatangani (PDF)
    /sertifikat – sertifikat semua yang hadir (PDF)
    /kumpulkan – berkas yang dikumpulkan tiap kecamatan sebelum acara
    /materi – membagikan materi sesi
    /notulen – membagikan notulen sesi
    /tindaklanjut – keputusan rapat: apa, siapa, sampai kapan
    /kuesioner – hasil kuesioner
    /plh – pelaksana harian: siapa menerima pesan Anda dan bertindak selama Anda berhalangan
    /status – keadaan kiriman
help-admin =
    <b>Admin</b>
    /impor – memasukkan kalender, anggota, jadwal piket, atau daftar hadir dari file
    /ekspor – mengunduh kalender; /ekspor libur: hari libur kantor
    /grup – menautkan grup (dikirim di dalam grup)
    /peran – melihat dan mengubah peran
    /audit – perubahan terakhir
help-secretariat =
    <b>Kepala sekretariat</b>
    /piket juga untuk mengatur giliran, cuti, dan jadwal piket sepekan.
    /minta – data yang diminta Bawaslu dari kecamatan Anda, untuk dijawab
    /belum – siapa di kecamatan Anda yang belum menjawab, dan menjawab atas namanya
help-group =
    <b>Di grup ini</b>
    /jadwal – kegiatan yang akan datang
    /hadir – kartu kehadiran sesi berikutnya
    /kegiatan – rincian satu kegiatan
    
    Hal lain di chat pribadi dengan @{ $bot }
help-stranger =
    Bot ini untuk jajaran pengawas pemilu { $office }
    Untuk mendaftar, kirim /start lalu bagikan nomor Anda.
unknown-input = Maaf, saya belum mengerti. Coba /menu, /jadwal, atau /hadir
edited-input = Pesan yang diubah tidak dibaca. Kirim lagi sebagai pesan baru.
unknown-command = Perintah /{ $name } tidak ada. Daftar perintah: /bantuan
passed-on-command = Perintah terusan atau dari bot lain tidak dijalankan. Ketik sendiri: /{ $name }
caption-command = /{ $name } pada keterangan file tidak dibaca. Kirim perintahnya dulu sebagai pesan sendiri, lalu filenya.
still-asking = Isian Anda belum selesai dan masih menunggu jawaban.
button-go-on = ▶️ Lanjutkan isian
button-stop = ✖️ Berhenti
go-on-next = Silakan lanjut: jawab pertanyaan di atas. Untuk berhenti: /batal
cancel-nothing = Tidak ada isian yang sedang berjalan.
cancel-files = Selesai. File yang sudah terkirim tetap tersimpan.
cancel-report = Isian dihentikan, laporan BELUM terkirim. Yang sudah diisi tersimpan: lanjutkan lewat /piket
cancel-mending = Perbaikan dihentikan; laporannya tetap seperti sebelumnya. Untuk melanjutkan: Perbaiki laporan.
cancel-answer-again = Isian dihentikan. Jawaban yang sudah terkirim tetap berlaku; untuk mengubahnya: /minta
cancel-answer-kept = Isian dihentikan, jawaban BELUM terkirim. Yang sudah diisi tersimpan; lanjutkan lewat /minta
cancel-answer = Isian dihentikan, jawaban BELUM terkirim. Untuk menjawab: /minta
cancel-left = Isian dihentikan; tidak ada yang disimpan.
menu-menu = Semua yang bisa dilakukan
menu-title = ☰ <b>Menu</b>
menu-section = ☰ <b>{ $name }</b>
menu-next = Tekan yang dibutuhkan. Penjelasan: /bantuan
button-menu-back = « Menu
section-mine = 👤 Untuk saya
section-sessions = 📅 Mengatur sesi
section-answers = 📊 Jawaban, rekap
section-day = 🚪 Hari-H
section-papers = 📄 Surat, daftar
section-admin = ⚙️ Admin
short-jadwal = 📅 Jadwal
short-hadir = ✉️ Undangan saya
short-izin = 🚫 Izin
short-piket = 🛡 Piket
short-kegiatan = 📋 Kegiatan
short-kalender = 🗓 Kalender ponsel
short-sertifikat = 🎓 Sertifikat
short-profil = 👤 Data saya
short-bantuan = ❓ Bantuan
short-tetapkan = 📌 Tetapkan
short-papan = 📋 Papan divisi
short-undang = ➕ Undang orang
short-keluarkan = ➖ Keluarkan orang
short-gelombang = 🔀 Gelombang
short-jajak = 🗳 Jajak tanggal
short-ulangi = 🔁 Ulangi
short-usul = 💡 Usul tanggal
short-ubah = ✏️ Ubah
short-batalkan = ❌ Batalkan sesi
short-kejar = ⏰ Jam pengingat
short-kursi = 💺 Kursi
short-peserta = 👥 Peserta luar
short-belum = ⏳ Belum jawab
short-ingatkan = 🔔 Ingatkan
short-belumdaftar = 📵 Belum daftar
short-plh = 👤 Plh.
short-minta-answer = 📥 Data yang diminta
short-minta = 📥 Minta data
short-rekap = 📊 Rekap
short-status = 🚦 Kiriman
short-absen = ✅ Absen
short-pin = 🔢 PIN, QR
short-lokasi = 📍 Lokasi
short-kumpulkan = 🗂 Kumpulkan berkas
short-berkas = 🗂 Berkas kecamatan
short-materi = 📎 Materi
short-notulen = 📝 Notulen
short-tindaklanjut = 📌 Tindak lanjut
short-kuesioner = ⭐ Kuesioner
short-surat = ✉️ Surat undangan
short-daftarhadir = 🖨 Daftar hadir
short-impor = 📥 Impor
short-ekspor = 📤 Ekspor
short-peran = 🔑 Peran
short-audit = 🧾 Perubahan
bot-description =
    Undangan, pengingat, kehadiran, dan piket Panwascam, langsung di Telegram.

    ✅ Undangan tiba di sini; jawab dengan satu tekan
    🔔 Diingatkan sehari sebelumnya
    📍 Check-in di tempat acara: tombol di pesan pengingat itu, atau /hadir
    📝 Laporan piket: satu tekan bila aman, atau dengan foto

    Tekan Mulai, lalu Bagikan nomor. Nomor Anda dicocokkan dengan data anggota dari Bawaslu Kabupaten/Kota.
bot-short-description = Undangan, pengingat, kehadiran, dan piket Panwascam. Tekan Mulai, lalu Bagikan nomor.
menu-jadwal = Kegiatan yang akan datang
menu-hadir = Undangan dan kehadiran
menu-izin = Kabari tidak bisa hadir
menu-piket = Laporan piket
menu-kegiatan = Rincian satu kegiatan
menu-kalender = Jadwal untuk kalender ponsel
menu-profil = Data Anda
menu-bantuan = Bantuan
menu-tetapkan = Tetapkan tanggal kegiatan
menu-papan = Sejauh mana rencana divisi
menu-usul = Usul tanggal terbaik
menu-minta = Minta data ke semua kecamatan
menu-rekap = Rekap kehadiran dan piket
menu-belum = Siapa yang belum menjawab
menu-status = Keadaan kiriman
menu-impor = Masukkan data dari file
menu-ingatkan = Ingatkan yang belum menjawab
menu-absen = Catat siapa yang hadir
menu-pin = PIN dan QR check-in
menu-surat = Surat undangan bernomor
menu-daftarhadir = Daftar hadir untuk ditandatangani
group-pick = Grup “{ $title }” ini untuk siapa?
group-all = Semua Panwascam
group-linked = ✅ Grup ini ditautkan ke <b>{ $scope }</b>
group-linked-next = Kartu kehadiran muncul di sini tiap kali ada undangan. Jadwal: /jadwal
group-linked-scope = Kecamatan { $district }
group-is = Grup ini tertaut ke <b>{ $scope }</b>
group-unlinked = 🔓 Tautan grup ini dilepas. Kartu kehadiran tidak dikirim lagi ke sini.
button-unlink = 🔓 Lepas tautan
group-is-next = Admin bisa mengubahnya dengan tombol di bawah.
group-welcome = Terima kasih sudah menambahkan saya. Admin Bawaslu: kirim /grup di sini untuk menautkan grup ini.
group-trouble-left = 🚪 Bot dikeluarkan dari grup “{ $title }”. Kartu dan pengumuman tidak sampai lagi ke sana.
group-trouble-left-next = Masukkan lagi bot ke grup itu; kartunya muncul dengan sendirinya.
group-trouble-muted = 🔇 Bot tidak boleh menulis di grup “{ $title }”. Kartu dan pengumuman tidak sampai ke sana.
group-trouble-muted-next = Minta admin grup mengizinkan bot mengirim pesan; yang tertunda lalu dikirim.
group-trouble-topic = 🔒 Bot menulis di topik yang ditutup di grup “{ $title }”. Kartu dan pengumuman tidak sampai ke sana.
group-trouble-topic-next = Buka lagi topik itu, lalu tekan “Coba lagi” di /status. Atau kirim /grup di topik lain.
attend-none = Tidak ada undangan yang menunggu jawaban Anda. Lihat rencana: /jadwal
role-title = 🔑 <b>Peran di bot</b>
role-line = • { $name } ({ $place }): <b>{ $role }</b>
role-usage = Melihat peran seseorang: <code>/peran Suparno</code> · Mengubahnya: <code>/peran Suparno kepala</code>. Pilihannya anggota, kepala, admin.
role-pick = Ada beberapa orang bernama itu. Yang mana?
role-same = Perannya sudah itu; tidak ada yang berubah.
role-confirm = <b>Ubah perannya?</b> { $old } → { $new }
role-may-anggota = Anggota menjawab undangan dan mengirim laporan piket.
role-may-kepala = Kepala boleh menetapkan, memindahkan, dan membatalkan sesi serta melihat rekap.
role-may-admin = Admin boleh semua hal, termasuk mengimpor data dan mengubah peran.
role-done = ✅ <b>Peran diubah</b>
role-lost = 🔑 <b>Peran Anda di bot berubah</b>: dari { $before } menjadi { $after }. Bila itu keliru, hubungi admin kantor.
button-role = Jadikan { $role }
role-none = Tidak ada anggota bernama “{ $name }”. Tulis sebagian namanya, contoh: /peran Suparno
audit-title = 🧾 <b>Perubahan terakhir</b> ({ $zone })
audit-line = • { $at } · { $actor } { $what }
audit-none = Belum ada perubahan tercatat.
audit-system = Sistem
audit-session-schedule = menetapkan { $what }
audit-session-move = mengubah { $what }
audit-session-cancel = membatalkan { $what }: { $reason }
audit-session-undo = mengurungkan perubahan terakhir { $what }
audit-session-attendees = mengubah undangan { $what }: { $name }
audit-session-batches = membagi gelombang { $what }
audit-poll-ask = menanyakan tanggal { $code } kepada { $people } orang
audit-poll-choose = memilih waktu jajak { $code }
audit-session-outsiders = mencatat { $count } peserta dari luar untuk { $what }
audit-session-nudge = mengingatkan { $people } orang untuk { $what }
audit-invitation-answer = menjawab undangan { $what }: { $after }
audit-invitation-substitute_declined = tidak bisa menjadi wakil di { $what }
audit-invitation-withdrawn = menarik { $people } undangan untuk { $what }
audit-check_in = check-in di { $what }
audit-check_in-forgotten = mengosongkan check-in { $what }, karena harinya pindah
audit-check_in-clerk = mencatat kehadiran di { $what }
audit-check_in-wrong_pin = salah mengetik PIN { $what }
audit-paper-task = membuat surat tugas { $number }
audit-paper-supervision = membuat Form A { $number }
audit-paper-letter = membuat surat { $number } untuk { $what }
audit-paper-attendance_list = membuat daftar hadir { $what }
audit-paper-certificates = membuat { $people } sertifikat { $what }
audit-session-place = menandai lokasi { $what }
audit-person-register = mendaftar di bot
audit-person-moved = pindah ke akun Telegram lain
audit-person-returned = mengembalikan { $what } ke akun Telegram sebelumnya
audit-person-unbound = mendaftar dengan akun Telegram yang tadinya dipakai { $what }
audit-person-replaced = mengganti { $what } dengan { $by }, yang kini memakai nomornya
audit-person-elsewhere = memasukkan { $what } di { $office }, yang kini memakai nomornya
audit-person-link = membuat tautan pendaftaran untuk { $what }
audit-person-role = mengubah peran { $what }: { $before } → { $after }
audit-person-left = memblokir bot
audit-person-back = kembali ke bot
audit-duty-week = mengatur piket { $what }: { $changed } hari berubah
audit-duty-rule = mengatur giliran piket { $what }
audit-duty-critical = menetapkan hari kritis piket { $first } sampai { $last }
audit-session-switch-asked = meminta tukar gelombang dari { $what }
audit-session-switched = menyetujui { $name } pindah dari { $what } ke { $after }
audit-session-switch-refused = menolak { $name } pindah dari { $what } ke { $after }
audit-deputy-named = menunjuk Plh. { $what } ({ $first } sampai { $last })
audit-deputy-ended = mengakhiri Plh. { $what }
audit-deputy-named_for = menunjuk { $what } menjadi Plh. { $head } ({ $first } sampai { $last })
audit-deputy-ended_for = mengakhiri { $what } sebagai Plh. { $head }
audit-duty-chase = mengurus laporan piket yang belum masuk
audit-duty-incident = mencatat penanganan kejadian { $number }
audit-duty-leave = mencatat cuti piket { $what }: { $first } sampai { $last }
audit-duty-leave_dropped = menghapus cuti piket { $what }: { $first } sampai { $last }
audit-duty-leave_asked = minta cuti piket: { $first } sampai { $last }
audit-duty-offer_left = menawarkan { $count } piket { $what } yang cuti
audit-duty-offer = menawarkan piketnya pada { $day }
audit-duty-swap = memindahkan piket { $day } ke { $what }
audit-duty-swap_for = menerima piket { $day } untuk { $what }
audit-duty-taken = mengambil alih piket { $day } dari { $what }
audit-request-made = meminta data { $title }
audit-request-answered = menjawab permintaan data { $title }
audit-request-closed = menutup permintaan data { $title }
audit-duty-accepted = menerima laporan piket { $number }
audit-duty-returned = meminta perbaikan laporan piket { $number }
audit-duty-answered = menjawab tentang laporan piket { $number }
audit-duty-rewritten = memperbaiki laporan piket { $number }
audit-duty-report = mengirim laporan piket { $number }
audit-delivery-retry = mencoba lagi { $count } kiriman yang gagal
audit-group-link = menautkan grup “{ $what }” ke { $district }
audit-group-unlink = melepas tautan grup “{ $what }”
audit-group-left = dikeluarkan dari grup “{ $what }”
audit-feed-opened = membuat alamat kalender
audit-feed-closed = mencabut alamat kalender
audit-session-hand_in = meminta berkas { $what }: { $items }
audit-session-handed_in = menyerahkan berkas { $what }: { $items }
audit-decision-made = mencatat keputusan { $what }: { $text }
audit-decision-done = menyelesaikan keputusan { $what }: { $text }
audit-import-libur = mengimpor hari libur kantor: { $added } baru, { $changed } berubah
audit-import-kecamatan = mengimpor kecamatan: { $added } baru, { $changed } berubah
audit-import-calendar = mengimpor kalender: { $added } baru, { $changed } berubah
audit-import-roster = mengimpor daftar anggota: { $added } baru, { $changed } berubah
audit-roles = peran: { $names }
audit-numbers = nomor: { $names }
audit-import-duty = mengimpor jadwal piket: { $added } baru, { $changed } berubah
audit-import-attendance = mengimpor daftar hadir { $codes }: { $added } baru, { $changed } berubah
audit-office-add = menambahkan kantor
audit-office-settings = mengubah nama, zona waktu, atau kop kantor
audit-other = { $action } { $what }
button-older = « Lebih lama
button-audit-answers = ✉️ Dengan jawaban undangan
button-audit-plain = Tanpa jawaban undangan
