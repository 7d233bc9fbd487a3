# Impor: apa yang masuk, apa yang keliru, dan cara memperbaikinya.
import-ask =
    Kirim file CSV atau XLSX: kalender, anggota, piket, kecamatan, hari libur kantor, atau daftar hadir yang sudah ditandatangani. Jenisnya dikenali dari judul kolom.
    Yang akan berubah diperlihatkan dulu; disimpan setelah Anda menekan Terapkan. Belum punya filenya? Ambil contohnya:
import-ask-list = Kirim daftar hadir yang sudah ditandatangani sebagai file XLSX atau CSV dengan kolom sesi, kecamatan, nama, jam, wakil. Isian yang tinggal dilengkapi jamnya: /daftarhadir, lalu tombol <b>Isian XLSX</b>.
button-import-template = 📄 { $kind }
import-template-name = contoh-{ $kind }.xlsx
import-template = <b>Contoh { $kind }</b>: isi mulai baris 2; kolom berkata tetap punya daftar pilihan. Lalu kirim file ini ke sini.
import-sheet-template = Isian
import-faulty-name = { $kind }-keliru.xlsx
import-faulty-file = Baris yang keliru ada di lembar pertama, dengan sebabnya di kolom “kesalahan”. Baris lain ikut di lembar berikutnya.
import-sheet-faulty = Keliru
import-sheet-others = Lainnya
import-mend = ➡️ Perbaiki di file di atas, lalu kirim file itu: isinya sudah lengkap.
import-errors-file = Baris yang keliru, dengan sebabnya: { $file }. Perbaiki di sana, lalu impor file itu.
import-working = ⏳ Memeriksa { NUMBER($count) } baris …
import-unknown = File “{ $name }” tidak dikenali. { $reason }
import-refused = ❌ <b>{ $kind } tidak diimpor</b>: { $count } baris keliru, tidak ada yang disimpan.
import-problem = • baris { $line }, { $column }: “{ $value }” – { $reason }
import-problem-more = … dan { $count } kekeliruan lagi
import-trial = 🔎 <b>{ $kind }, belum disimpan</b>: { $added } baru, { $changed } berubah, { $same } tetap.
import-replaced = ⚠️ <b>Nomor yang sama, orang lain</b>:
import-replaced-line = • { $phone }: { $before } → { $after }
import-replaced-means = Bila disimpan, nama lama berhenti bertugas (riwayatnya tetap) dan akunnya dilepas; yang baru mendaftar sendiri. Bila orangnya sama, samakan dulu namanya. Bila nomornya keliru, betulkan nomornya.
import-doubtful = ⚠️ <b>Nama sama, tetapi nomornya lain</b>, dan jabatan atau gelarnya juga. Bila disimpan, orangnya dianggap sama (lihat Berubah). Bila orang lain, tulis keduanya di file, masing-masing dengan nomornya. Yang dimaksud: { $names }
import-replaced-done = Nama lama berhenti bertugas; yang baru mendaftar sendiri dengan /start.
import-ask-confirm = Terapkan seperti ini?
import-ask-confirm-shell = Belum ada yang disimpan. Bila memang begitu, ulangi dengan --yes.
import-ask-typed = Belum disimpan. Tekan Terapkan atau Tidak jadi di atas, atau kirim file yang sudah dibetulkan.
import-before-left = ⚠️ File sebelumnya belum disimpan: kirim lagi sesudah ini.
import-left = Tidak jadi. Tidak ada yang disimpan.
import-new = <b>Baru</b>:
import-in-chair = • { $who }
import-altered = <b>Berubah</b>:
import-altered-line = • { $name } – { $fields }
import-altered-field = { $column }: { $before } → { $after }
import-empty = kosong
import-leaving = <b>Berhenti bertugas</b>:
import-leaving-line = • { $name }, terakhir { $day }
import-more = … dan { $count } lagi
import-ask-roles = ⚠️ File ini juga mengubah peran, yaitu siapa yang boleh apa di kantor ini:
button-import-roles = ✅ Ya, ubah peran dan terapkan
button-import-keep = ✅ Terapkan
button-import-leave = Tidak jadi
import-done = ✅ <b>{ $kind } diimpor</b>: { $added } baru, { $changed } berubah, { $same } tetap.
import-kind-kecamatan = Kecamatan
import-lacking-more = dan { $count } lagi
import-lacking-chat = Kirim dulu file kecamatan (kolom kode, kecamatan, desa_kelurahan), lalu ulangi file ini. Yang belum ada di kantor ini: { $names }
import-lacking-shell = Tambahkan dulu: panwascam import kecamatan FILE (contoh kosong: panwascam template kecamatan FILE), lalu ulangi. Yang belum ada di kantor ini: { $names }
import-kind-calendar = Kalender
import-kind-calendar-of = Kalender { $year }
import-year-bad = “{ $given }” bukan tahun. Pilih tombolnya, atau ketik tahunnya, contoh: { $example }
import-ask-year = Rencana tahun berapa? Waktu dalam “{ $name }” tidak menyebut tahunnya. Pilih, atau ketik tahunnya.
import-kind-libur = Hari libur kantor
import-kind-roster = Daftar anggota
import-kind-duty = Jadwal piket
import-kind-attendance = Daftar hadir
import-passed = { $count } baris tanpa jam dilewati (tidak hadir). Bila hadir tetapi jamnya tidak tertulis, isi kolom jam dengan “ya”.
import-too-big = File terlalu besar ({ $size } MB, paling banyak 10 MB).
import-problem-required = wajib diisi
import-problem-garbled = huruf rusak “{ $sign }”: file ini tersimpan dengan pengodean lain (Mac atau DOS). Simpan lagi sebagai XLSX atau “CSV UTF-8”, lalu kirim ulang
import-problem-bad-name = tulis namanya saja, tanpa nomor atau keterangan; yang sudah berhenti diberi tanggal di kolom sampai
import-problem-not-office-division = bukan divisi kantor; pilih SDMO, HPS, PPDI, atau P2H
import-problem-not-district-division = bukan divisi Panwascam; pilih SDMO, HP2H, atau PP-PS
import-problem-unknown-division = divisi tidak dikenal; pilih SDMO, HPS, PPDI, P2H, HP2H, atau PP-PS
import-problem-unknown-kind = jenis tidak dikenal; pilih rakor, bimtek, rapat, sosialisasi, supervisi, pengawasan, laporan, atau lainnya
import-problem-unknown-audience = sasaran “{ $term }” tidak dikenal; contoh: komisioner, kordiv HP2H + kepala sekretariat, luar: kepala desa
import-problem-not-a-number = harus angka, contoh: 66
import-problem-same-person = di baris { $first } sudah ada { $name }; gelar dan cara menulis tidak membedakan orang. Hapus satu, atau beri keduanya nomor
import-problem-duplicate = sudah ada di baris { $first }
import-problem-unknown-district = { $nearest ->
    [none] bukan kecamatan kantor ini. Kalau
   *[other] kecamatan tidak dikenal; di kantor ini yang paling mirip { $nearest }. Kalau
} itu kecamatan baru, kirim dulu file kecamatan
import-problem-unknown-district-slip = kecamatan tidak dikenal; maksudnya { $meant }?
import-problem-bad-village = “{ $name }” bukan satu nama desa; tulis namanya saja, satu per baris atau dipisah titik koma
import-problem-ambiguous-district = bisa berarti { $names }; tulis persis salah satunya
import-problem-bad-district-code = bukan kode kecamatan; contoh: { $example }
import-problem-district-of-other-office = bukan kecamatan kantor ini; awal kodenya harus { $office }
import-problem-district-other-name = kode ini bernama { $name } di baris { $first }
import-problem-district-name-taken = nama ini sudah dipakai kecamatan { $code }
import-problem-no-districts = kantor ini belum punya daftar kecamatan
import-problem-needs-district = jabatan ini perlu kecamatan
import-problem-unknown-position = jabatan tidak dikenal; contoh: Ketua Panwascam, Anggota Panwascam, Kepala Sekretariat, Staf Sekretariat, PKD, Ketua Bawaslu, Kordiv Bawaslu, Staf Bawaslu
import-problem-unknown-role = peran tidak dikenal; pilih anggota, kepala, atau admin
import-problem-last-admin = { $name } admin terakhir kantor ini; jadikan orang lain admin dulu (/peran nama admin, atau peran “admin” di file ini), lalu ulangi
import-problem-bad-phone = bukan nomor telepon; contoh: 0812-3456-7890
import-problem-phone-length = { $count } angka; nomor HP Indonesia 10 sampai 13 angka, contoh: 0812-3456-7890
import-problem-phone-prefix = tidak ada nomor Indonesia dengan awalan atau panjang itu; contoh: 0812-3456-7890
import-problem-phone-foreign = nomor luar negeri ({ $country }), bukan Indonesia; bila memang itu nomornya, kosongkan sel ini dan daftarkan orangnya dengan tautan (panwascam link)
import-problem-phone-letters = ada huruf atau kata di dalam nomor; tulis angkanya saja, contoh: 0812-3456-7890
import-problem-phone-two = dua nomor dalam satu sel: { $first } dan { $second }; tulis satu saja
import-problem-phone-more = sesudah { $number } masih ada “{ $more }”; tulis satu nomor saja
import-problem-phone-excel = Excel memotong nomor ini; ubah format kolom menjadi Teks, lalu ketik ulang, contoh: 0812-3456-7890
import-problem-nip-length = { $count } angka; NIP 18 angka, contoh: 19800101 200501 1 003. Kosongkan bila tidak ber-NIP
import-problem-nip-letters = NIP berisi angka saja, contoh: 19800101 200501 1 003. Kosongkan bila tidak ber-NIP
import-problem-nip-form = 18 angka, tetapi bukan NIP: 8 angka tanggal lahir, 6 angka pengangkatan, 1 atau 2, lalu 3 angka urut
import-problem-nip-excel = Excel merusak NIP ini (angka belakangnya hilang); ubah format kolom menjadi Teks, lalu ketik ulang ke-18 angkanya
import-problem-phone-taken = nomor sudah dipakai { $owner }
import-problem-bad-date = bukan tanggal yang ada; contoh: 2023-10-12 atau 12 Oktober 2023
import-problem-weekday-mismatch = tidak cocok: { $date } hari { $right }, bukan { $said }
import-problem-bad-code = kode tidak sah; contoh: SDMO-01
import-problem-unknown-officer = tidak ada anggota bernama itu di kecamatan ini
import-problem-unknown-officer-of = dalam sel ini ada beberapa nama, dan “{ $name }” bukan anggota di kecamatan ini. Kalau itu gelar, beri titik: S.Pd.
import-problem-ambiguous-officer-of = dalam sel ini ada beberapa nama, dan ada lebih dari satu anggota bernama “{ $name }” di kecamatan ini; bedakan namanya di daftar anggota
import-problem-officer-or-several = bisa satu orang, bisa beberapa; kalau beberapa, pisahkan dengan garis miring atau tulis satu nama per baris
import-problem-officers-in-column = beberapa nama dalam satu sel kolom petugas; tulis satu nama per kolom
import-problem-officers-long-shift = nama shift terlalu panjang untuk beberapa petugas; singkatkan, contoh: pagi 07.00-14.00
import-problem-several-names = beberapa nama dalam satu sel ({ $names }); tulis satu orang per baris. Kalau itu gelar, beri titik: S.Pd.
import-note-officers-together = { $count } sel berisi beberapa nama: dibaca sebagai petugas yang piket bersama, satu laporan cukup
import-note-shifts-at-once = dua shift pada jam yang sama di { $district }, { $day } ({ $hours }){ $others ->
    [0] { "" }
   *[other] { " " }dan pada { $others } shift lain
}; tiap shift ditagih laporannya. Kalau maksudnya satu shift, samakan jamnya
import-note-hours-alone = { $district }, { $day } pukul { $hours }: tidak ada petugas{ $others ->
    [0] { "" }
   *[other] , begitu juga { $others } shift lain
}. Tambahkan barisnya, atau isi nanti lewat /piket
import-note-officer-twice = { $name } bertugas di dua shift sekaligus di { $district }, { $day } ({ $hours }){ $others ->
    [0] { "" }
   *[other] , begitu juga petugas { $others } shift lain
}. Periksa lagi barisnya, atau atur nanti lewat /piket
import-note-officer-away = { $name } cuti pada { $day } di { $district }, tetapi tetap bertugas menurut file ini{ $others ->
    [0] { "" }
   *[other] , begitu juga petugas { $others } shift lain
}. Ganti petugasnya, atau atur nanti lewat /piket
import-note-officer-tired = { $name } bertugas dua shift tanpa istirahat di { $district }, { $day } ({ $hours }){ $others ->
    [0] { "" }
   *[other] , begitu juga petugas { $others } shift lain
}. Beri jeda, atau atur nanti lewat /piket
import-note-opened-gives-way = giliran otomatis { $name } di { $district }, { $day } ({ $hours }) diganti shift dalam file ini{ $others ->
    [0] { "" }
   *[other] , begitu juga { $others } giliran lain
}. Petugasnya diberi tahu
import-file-empty = File kosong.
import-file-columns = Kolom { $missing } tidak ada. Kolom yang terbaca: { $found }.
import-file-unreadable = File tidak bisa dibaca sebagai CSV atau XLSX. Buka di Excel, simpan sebagai XLSX, lalu kirim ulang.
import-file-duplicate-columns = Kolom { $columns } tertulis lebih dari sekali atau berarti sama: hapus salah satunya.
import-problem-surplus = ada isi di luar kolom berjudul; teks yang memuat koma harus diapit tanda kutip
import-problem-too-long = terlalu panjang ({ $length } huruf, paling banyak { $most })
import-problem-namesake = ada lebih dari satu orang bernama ini di kecamatan itu ({ $names }) dan nomornya tidak dikenal; tulis nama dan nomor yang tercatat, atau bedakan namanya
import-problem-ends-before-start = lebih awal daripada kolom mulai
import-problem-ambiguous-officer = ada lebih dari satu anggota bernama itu di kecamatan ini; bedakan namanya di daftar anggota
import-problem-shift-other-zone = zona lain; kantor ini memakai { $own }, tulis jamnya dalam { $own }
import-problem-shift-without-hours = giliran apa itu? Tulis namanya atau jamnya, contoh: pagi, atau shift 1 07.00-14.00
import-problem-shift-unclear = jam piket tidak jelas; tulis satu rentang, contoh: sore 13.00-21.00 (dua shift: dua baris)
import-problem-shift-reported = laporan piket itu sudah masuk dari { $officer }; hapus baris ini
import-invitations = ⚠️ <b>Undangan sesi yang sudah bertanggal</b>:
import-invitations-new = • { $code }: { $added } undangan baru
import-invitations-withdrawn = • { $code }: { $withdrawn } undangan ditarik
import-invitations-both = • { $code }: { $withdrawn } undangan ditarik, { $added } undangan baru
import-undone = 📌 <b>Tindak lanjut yang jatuh tempo sesudah itu</b> (/tindaklanjut):
import-undone-one = • { $name }: { $count }
import-reopened = ❗ <b>Kejadian yang kembali belum ada yang menangani</b>:
import-reopened-one = • { $number } ({ $district }), tadinya { $name }
import-notes-before = Akan disimpan, tetapi perlu dilihat:
import-notes = Tersimpan, tetapi perlu dilihat:
import-note-impossible_order = akhirnya lebih awal daripada awalnya; disimpan seperti tertulis, tanggalnya ditetapkan dengan /tetapkan
import-note-week_mismatch = tanggal dan minggunya tidak cocok; keduanya disimpan
import-note-weekday_mismatch = hari dan tanggalnya tidak cocok; keduanya disimpan
import-note-no_such_day = tanggal itu tidak ada; disimpan seperti tertulis, tanpa tanggal
import-note-no_end = ada awalnya, tetapi tidak ada akhirnya; disimpan seperti tertulis, akhirnya terbuka
import-note-hours = jamnya (“{ $hours }”) disimpan seperti tertulis, tetapi baru ditetapkan bersama tanggalnya dengan /tetapkan
import-note-months-without = bulan tanpa tanggal itu dilewati: { $months }. Kalau maksudnya akhir bulan, tulis “setiap tanggal 28-31”
import-note-no_month = bulannya belum disebut; tulis misalnya “minggu ke-3 November 2023”. Disimpan seperti tertulis, tanpa tanggal
import-note-weekly = rencana berulang per bulan, bukan per minggu; disimpan seperti tertulis, tanpa tanggal. Tetapkan sesi pertama, lalu ulangi: /ulangi SDMO-09/1 mingguan
import-note-not_understood = tidak terbaca: “{ $unread }”; waktunya disimpan seperti tertulis, tanpa tanggal
import-file-quotes = Tanda kutip yang dibuka di baris { $line } tidak ditutup dengan benar. Periksa tanda " di baris itu.
import-file-slip = Kolom “{ $column }” tidak dikenal. Maksudnya “{ $meant }”?
import-file-no-rows = File hanya berisi judul kolom ({ $found }); belum ada barisnya.
import-problem-bad-session = bukan kode sesi; contoh: SDMO-02/1
import-problem-unknown-session = sesi itu tidak ada; lihat kodenya di /jadwal atau /rekap, contoh: SDMO-02/1
import-problem-which-session = kegiatan ini punya beberapa sesi; tulis nomornya, contoh: SDMO-02/1
import-problem-session-cancelled = sesi itu dibatalkan
import-problem-session-to-come = sesi itu belum berlangsung; kehadiran dicatat mulai satu jam sebelum acara
import-problem-bad-day = bukan hari; tulis tanggalnya (2023-10-05) atau hari keberapa (1, 2, ...)
import-problem-which-day = sesi itu berlangsung { $count } hari; tulis harinya di kolom hari: tanggal, atau 1, 2, ...
import-problem-other-day = sesi itu tidak berlangsung pada hari itu; harinya { $first } sampai { $last }
import-problem-bad-time = bukan jam; contoh: 08.45, atau “ya” bila jamnya tidak tertulis
import-problem-time-other-zone = zona lain; kantor ini memakai { $own }. Bila jam itu { $here } { $own }, tulis { $here }
import-problem-time-early = lebih dari tiga jam sebelum acara { $code } dimulai; periksa jamnya
import-problem-time-after-end = acara { $code } sudah selesai pada jam itu; periksa jamnya
import-problem-time-future = jam itu belum tiba; periksa jamnya
import-problem-not-invited = tidak ada undangan sesi ini atas nama itu di kecamatan ini; tamu tidak diimpor, jumlahnya lewat /peserta
import-problem-not-invited-slip = tidak ada undangan atas nama itu; maksudnya { $meant }?
import-problem-invited-elsewhere = orang ini diundang sebagai { $district }; betulkan kolom kecamatan
import-problem-ambiguous-invited = ada lebih dari satu undangan atas nama itu di kecamatan ini; catat lewat /absen
import-problem-no-substitute = tidak ada wakil yang tercatat untuk orang ini; kosongkan bila ia hadir sendiri
import-problem-other-substitute = wakil yang tercatat { $substitute }; tulis nama itu, atau kosongkan bila orangnya hadir sendiri
import-problem-checked-in-other = { $who } sudah check-in sendiri pukul { $at }; samakan baris ini atau hapus

# Berkas yang bukan tabel, dan apa yang harus dilakukan.
import-file-pdf = Ini PDF: simpan sebagai XLSX atau CSV, lalu kirim ulang.
import-file-xls = Ini XLS lama: simpan sebagai XLSX atau CSV, lalu kirim ulang.
import-file-xlsb = Ini XLSB: simpan sebagai XLSX atau CSV, lalu kirim ulang.
import-file-ods = Ini berkas OpenDocument (ODS atau ODT): simpan sebagai XLSX atau CSV, lalu kirim ulang.
import-file-document = Ini dokumen, bukan tabel: salin tabelnya ke Excel, simpan sebagai XLSX atau CSV, lalu kirim ulang.
import-file-picture = Ini gambar: ketik tabelnya di Excel, simpan sebagai XLSX atau CSV, lalu kirim ulang.
import-file-contacts = Ini kartu kontak (VCF), bukan tabel: salin nama dan nomornya ke tabel XLSX atau CSV, lalu kirim tabel itu.
import-file-calendar = Ini kalender (ICS), bukan tabel: salin isinya ke tabel XLSX atau CSV, lalu kirim tabel itu.
import-file-json = Ini data JSON: ekspor sebagai XLSX atau CSV dari program asalnya, lalu kirim ulang.
import-file-link = Ini hanya pintasan ke berkas di internet: buka di sana, unduh sebagai Microsoft Excel (XLSX), lalu kirim hasil unduhannya.
import-file-mail = Ini surel: simpan lampirannya (XLSX atau CSV), lalu kirim lampiran itu.
import-file-apple = Ini berkas Apple (Numbers, Pages, atau Keynote): pilih File, Ekspor Ke, Excel, lalu kirim XLSX-nya.
import-file-database = Ini basis data: ekspor tabelnya sebagai XLSX atau CSV, lalu kirim ulang.
import-file-media = Ini rekaman suara atau video, bukan tabel: kirim tabelnya sebagai XLSX atau CSV.
import-file-program = Ini program, bukan tabel: kirim tabelnya sebagai XLSX atau CSV.
import-file-no-header = Tidak ada judul kolom yang dikenal. Baris pertamanya: { $found }. Contoh tabel kosong: /impor, atau panwascam template
import-file-web = Ini halaman web yang diberi nama Excel: buka di Excel, simpan sebagai XLSX atau CSV, lalu kirim ulang.
import-file-xml = Ini berkas XML: buka di Excel, simpan sebagai XLSX atau CSV, lalu kirim ulang.
import-file-archive = Ini arsip (ZIP, RAR, atau sejenisnya): keluarkan isinya, lalu kirim berkas XLSX atau CSV-nya.
import-file-encrypted = File ini berkata sandi: buka di Excel, hapus kata sandinya, simpan, lalu kirim ulang.
import-file-entities = File ini memuat deklarasi XML yang tidak ada di file Excel biasa, jadi tidak dibaca. Salin tabelnya ke file baru, lalu kirim ulang.
import-file-heavy = File ini terlalu berat untuk dibaca. Salin hanya tabelnya ke file baru (tanpa format, gambar, dan baris kosong), lalu kirim ulang.
import-file-rows = Barisnya terlalu banyak (paling banyak { NUMBER($most) }). Bagi menjadi beberapa file.
import-file-cells = Isinya terlalu banyak (paling banyak { NUMBER($most) } sel). Bagi menjadi beberapa file.
import-file-characters = Teksnya terlalu banyak (paling banyak { NUMBER($most) } huruf). Bagi menjadi beberapa file.
import-file-sheets = Lembarnya terlalu banyak (paling banyak { $most }). Bagi menjadi beberapa file.
import-file-columns-many = Kolom di baris { $line } terlalu banyak (paling banyak { $most }). Hapus kolom yang tidak perlu.
import-file-cell-far = Ada isi di sel { $cell }, di luar tabel (paling jauh kolom { $last }). Hapus isi itu, lalu kirim ulang.
import-file-rota-cell = Sel { $cell } berisi “{ $given }”: giliran apa itu? Tulis artinya di bawah tabel, misalnya “P = Pagi (08.00-14.00)” atau “L = Libur”, lalu kirim ulang.
import-file-rota-shifts = Kolom { $columns } tidak menyebut jamnya. Tulis jamnya di judul kolom, misalnya “Shift 1 (07.00-14.00)”, atau di bawah tabel “Shift 1 = 07.00-14.00”, lalu kirim ulang.
import-file-header-again = Di baris { $line } ada judul kolom lagi, dengan urutan kolom lain. Pindahkan tabel kedua itu ke lembar sendiri, lalu kirim ulang.
import-file-rota-month = Tabel piket bulanan ini tidak menyebut satu bulan dan tahun. Tulis di atas tabel, misalnya “November 2023”, lalu kirim ulang.
import-file-rota-day = Sel { $cell } mengisi tanggal { $day }, yang tidak ada di bulan { $month }. Kosongkan, lalu kirim ulang.
import-file-rota-empty = Tabel piket bulanan ini belum berisi giliran. Isi, lalu kirim ulang.
import-file-cell-damaged = Sel { $cell } di file ini rusak. Buka filenya di Excel, periksa sel itu, simpan, lalu kirim ulang.
import-file-row-far = File menyebut baris { $row }, lebih jauh daripada lembar Excel. Salin tabelnya ke file baru, lalu kirim ulang.
import-file-hidden = Semua lembar yang berisi disembunyikan ({ $names }). Tampilkan dulu (klik kanan pada tab, Unhide), lalu kirim ulang.
import-file-columns-sheet = Lembar “{ $sheet }”: kolom { $missing } tidak ada. Kolom yang terbaca: { $found }. Lengkapi, atau sembunyikan lembar itu.

# Rumus dan tanda "sama dengan di atas".
import-problem-formula-unstored = rumus tanpa hasil tersimpan; buka di Excel, simpan, lalu kirim ulang
import-problem-formula-failed = rumusnya gagal; betulkan, atau ketik nilainya
import-problem-formula-text = rumus tidak dihitung; ketik nilainya
import-problem-name-above = nama yang sama dengan baris di atasnya; satu orang satu baris dengan satu nomor, dua orang masing-masing namanya
import-problem-ditto-first = tanda “sama dengan di atas”, tetapi di atasnya tidak ada isi
import-note-formula-unstored = rumus tanpa hasil tersimpan; yang sudah tercatat tetap (yang baru: kosong). Buka di Excel, simpan, lalu kirim ulang
import-problem-sheet = • lembar { $sheet } baris { $line }, { $column }: “{ $value }” – { $reason }
import-where = baris { $line } lembar { $sheet }
import-problem-duplicate-sheet = sudah ada di { $where }

# Cara file dibaca: lembar yang dipakai, dan yang dilewati.
import-how-read = <b>Cara file dibaca</b>:
import-left-sheet-read = • lembar “{ $name }”: { $count } baris dibaca
import-left-sheet-hidden = • lembar “{ $name }” dilewati: disembunyikan
import-left-sheet-other = • lembar “{ $name }” dilewati: kolomnya bukan kolom tabel ini
import-left-sheet-kind = • lembar “{ $name }” dilewati: isinya { $what }; kirim terpisah
import-left-encoding = • file teks ini bukan UTF-8; kata dengan huruf khusus dibaca begini: { $words }. Bila ada yang keliru, simpan sebagai XLSX atau “CSV UTF-8”, lalu kirim ulang
import-left-macros = • makro di file ini tidak dijalankan
import-left-external = • tautan ke file lain tidak dibuka; yang dibaca nilai yang tersimpan
import-left-above = • { $where } dilewati: di atas judul kolom (“{ $text }”)
import-left-header = • { $where } dilewati: judul kolom lagi
import-left-numbers = • { $where } dilewati: nomor kolom
import-left-foot = • { $where } dilewati: kaki tabel dan tanda tangan (“{ $text }”)
import-left-sum = • { $where } dilewati: jumlah (“{ $text }”)
import-left-between = • { $where } dilewati: judul di antara baris (“{ $text }”)
import-left-unfilled = • { $where } dilewati: belum diisi
import-left-hidden-rows = • { $count } baris yang disembunyikan ikut dibaca
import-left-hidden-rows-sheet = • lembar “{ $sheet }”: { $count } baris yang disembunyikan ikut dibaca
import-left-formulas = • { $count } sel berisi rumus: yang dibaca hasil yang tersimpan
import-left-formulas-sheet = • lembar “{ $sheet }”: { $count } sel berisi rumus: yang dibaca hasil yang tersimpan
import-left-rota-beside = • tiap kolom satu giliran sendiri ({ $columns }): { $count } giliran
import-left-rota-beside-sheet = • lembar “{ $sheet }”, tiap kolom satu giliran sendiri ({ $columns }): { $count } giliran
import-left-rota-together = • petugas yang bersebelahan ({ $columns }) bertugas bersama, satu laporan untuk semuanya: { $count } giliran
import-left-rota-together-sheet = • lembar “{ $sheet }”, petugas yang bersebelahan ({ $columns }) bertugas bersama, satu laporan untuk semuanya: { $count } giliran
import-left-rota-month = • tabel bulanan { $month }: { $count } giliran dari { $people } orang; { $codes }
import-left-rota-month-sheet = • lembar “{ $sheet }”, tabel bulanan { $month }: { $count } giliran dari { $people } orang; { $codes }
import-left-sheet-district = • judulnya menyebut kecamatan { $title }, nama lembarnya { $name }: dibaca sebagai { $title }
import-left-sheet-district-sheet = • lembar “{ $sheet }”: judulnya menyebut kecamatan { $title }, nama lembarnya { $name }; dibaca sebagai { $title }
import-left-districts = • kecamatan dari judul di atas barisnya atau dari nama lembar: { $names }
import-left-districts-sheet = • lembar “{ $sheet }”, kecamatan dari judul di atas barisnya atau dari nama lembarnya: { $names }
import-left-columns = • kolom yang tidak dipakai: { $names }
import-left-columns-sheet = • lembar “{ $sheet }”, kolom yang tidak dipakai: { $names }
import-left-line = baris { $first }
import-left-lines = baris { $first }–{ $last }
import-left-line-sheet = lembar “{ $sheet }” baris { $first }
import-left-lines-sheet = lembar “{ $sheet }” baris { $first }–{ $last }
import-left-more = … dan { $count } hal lain dilewati

# Kata tetap yang tidak dikenal, dengan yang terdekat.
import-problem-unknown-kind-slip = jenis tidak dikenal; maksudnya { $meant }?
import-problem-unknown-position-slip = jabatan tidak dikenal; maksudnya { $meant }?
import-problem-unknown-role-slip = peran tidak dikenal; maksudnya { $meant }?
import-problem-unknown-audience-slip = sasaran “{ $term }” tidak dikenal; maksudnya { $meant }?
import-problem-position-elsewhere = jabatan menyebut tempat lain daripada kolom kecamatan ({ $district }); samakan
import-problem-office-position = { $position } bertugas untuk seluruh kabupaten: kosongkan kecamatan, atau perbaiki jabatan
import-problem-division-other = jabatan menyebut divisi { $position }; samakan
import-problem-reading-stopped = terlalu banyak kekeliruan; baris sesudahnya belum diperiksa
import-problem-numbers-of-others = { $count } nomor di file ini milik orang lain di daftar; kolom telepon mungkin bergeser. Periksa, lalu kirim ulang
