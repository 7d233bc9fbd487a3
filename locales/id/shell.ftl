# Perintah `panwascam` di terminal: apa yang keliru, dan apa yang perlu dilakukan.
shell-some-file = berkas
shell-disk-full = Disk penuh: { $file } tidak tersimpan. Kosongkan ruang disk (periksa: df -h), lalu ulangi.
shell-port-taken = Porta sudah dipakai program lain. Hentikan program itu, atau isi HTTP_PORT lain.
shell-file-forbidden = { $file } tidak boleh dibuka atau ditulis oleh pengguna ini. Periksa pemilik dan izinnya (ls -l), atau pakai folder lain.
shell-no-folder = Folder { $folder } tidak ada, jadi { $file } tidak dapat dibuka. Buat foldernya, atau perbaiki namanya.
shell-no-file = { $file } tidak ada. Periksa namanya, dan di folder mana perintah ini dijalankan.
shell-is-folder = { $file } adalah folder, bukan berkas. Tambahkan nama berkasnya.
shell-file-trouble = { $file } tidak dapat dipakai ({ $reason }). Pakai nama atau folder lain.
shell-file-there = { $file } sudah ada dan tidak ditimpa. Pakai nama lain, atau tambahkan --force bila memang akan diganti.
shell-file-no-database = { $file } bukan basis data SQLite. Perbaiki DATABASE_URL, atau pulihkan cadangan: panwascam db restore FILE --force
shell-file-damaged = Basis data { $file } rusak ({ $reason }). Pulihkan cadangan: panwascam db restore FILE --force
shell-file-busy = Basis data { $file } sedang dipakai program lain. Tunggu sebentar, lalu ulangi.
shell-file-unreadable = Basis data { $file } tidak dapat dibaca atau ditulis ({ $reason }). Periksa disk dan ruangnya (df -h).
shell-no-database = Belum ada basis data { $file } (folder ini: { $here }). Pindah ke folder bot, atau isi DATABASE_URL; basis data baru dibuat dengan: panwascam init
shell-empty-database = Basis data masih kosong. Siapkan dengan: panwascam init, atau panwascam db upgrade
shell-old-database = Skema basis data { $current }, program memerlukan { $head }. Perintah ini hanya membaca; perbarui dulu: panwascam db upgrade
shell-no-office = Belum ada kantor di basis data ini. Tambahkan: panwascam office add KODE NAMA --zona WIB, atau jalankan panwascam init
shell-no-driver = Untuk PostgreSQL perlu satu paket lagi: { $python } -m pip install asyncpg
shell-server-no-database = Basis data “{ $name }” belum ada di { $host }. Buat dulu: createdb { $name }, atau perbaiki DATABASE_URL.
shell-server-refuses-user = PostgreSQL di { $host } menolak pengguna atau sandi ({ $reason }). Perbaiki DATABASE_URL, atau buat penggunanya: createuser --pwprompt NAMA
shell-server-forbids = Pengguna “{ $user }” tidak berwenang di basis data “{ $name }” ({ $reason }). Jadikan pemiliknya: ALTER DATABASE ... OWNER TO ...
shell-server-read-only = PostgreSQL di { $host } hanya bisa dibaca (mungkin server cadangan). Isi DATABASE_URL dengan server utama.
shell-server-full = Disk server PostgreSQL di { $host } penuh. Kosongkan ruang di sana, lalu ulangi.
shell-server-crowded = Koneksi PostgreSQL di { $host } habis. Tutup program lain, atau naikkan max_connections.
shell-server-busy = PostgreSQL di { $host } sedang dinyalakan, dimatikan, atau memutus koneksi ({ $reason }). Tunggu sebentar, lalu ulangi.
shell-server-away = PostgreSQL di { $host } tidak terjangkau ({ $reason }). Periksa apakah servernya menyala, dan alamat di DATABASE_URL.
shell-server-option = DATABASE_URL memuat pilihan yang tidak dikenal: { $option }. Hapus dari alamatnya.
forms-office = Kantor { $office }
forms-line = { $key }: { $title } ({ $count } pertanyaan)
shell-token-refused = Telegram menolak BOT_TOKEN. Salin ulang token dari @BotFather.
shell-not-bot-api = Yang menjawab di { $host } bukan Bot API Telegram. Periksa BOT_API_URL (bawaan: https://api.telegram.org), jaringan, dan proxy.
shell-env-unreadable = .env bukan berkas teks. Simpan ulang sebagai teks (UTF-8), contoh: deploy/env.example
setting-number = “{ $given }” bukan angka bulat
setting-yes-or-no = “{ $given }” bukan ya atau tidak; tulis true atau false
setting-at-least = paling sedikit { $limit }, bukan “{ $given }”
setting-more-than = harus lebih dari { $limit }, bukan “{ $given }”
setting-at-most = paling banyak { $limit }, bukan “{ $given }”
setting-one-of = “{ $given }” tidak dikenal; pilih { $limit }
shell-help-help = Tampilkan bantuan ini.
shell-help-install = Pasang pelengkap perintah (tombol Tab) untuk shell ini.
shell-help-show = Tampilkan skrip pelengkap perintah, untuk dipasang sendiri.
usage-error =
    { $what }
    Contoh: { $example }
    Bantuan: { $help }
usage-missing = { $name } belum disebut.
usage-missing-command = Perintahnya belum disebut.
usage-no-command = Perintah “{ $given }” tidak dikenal.
usage-no-command-near = Perintah “{ $given }” tidak dikenal. Mungkin maksudnya: { $near }
usage-no-option = Pilihan { $given } tidak dikenal.
usage-too-much = Terlalu banyak: { $given }. Apit nama yang memuat spasi dengan tanda kutip.
usage-needs-value = Pilihan { $given } memerlukan isi.
usage-one-of = { $name }: “{ $given }” tidak dikenal; pilih { $known }.
usage-no-file = { $name }: berkas { $given } tidak ada.
usage-is-folder = { $name }: { $given } adalah folder, bukan berkas.
usage-number = { $name } harus angka bulat.
usage-bounds = { $name } di luar batas; lihat bantuan.
jobs-sends = Yang akan dikirim:
jobs-none = Belum ada kiriman yang menunggu waktunya.
jobs-send = { $what }: { $when }, { $count } penerima{ $office }
jobs-work = Pekerjaan terjadwal:
# Untuk apa sebuah pesan dikirim; satu baris tiap maksud di bot/domain/ledger.py.
purpose-invitation = Undangan
purpose-h1 = Pengingat H-1
purpose-moved = Jadwal berubah
purpose-cancelled = Kegiatan batal
purpose-nudge = Mohon jawaban
purpose-substitute = Penunjukan wakil
purpose-substitute-released = Wakil tidak jadi
purpose-substitute-declined = Wakil menolak
purpose-seat = Kursi kosong
purpose-answered-for = Jawaban dicatatkan
purpose-late-change = Perubahan setelah H-1
purpose-check-in = Check-in dibuka
purpose-wrong-pins = PIN keliru
purpose-thanks = Terima kasih
purpose-absence = Tidak tercatat hadir
purpose-minutes = Notulen
purpose-materials = Materi
purpose-follow-up = Tindak lanjut
purpose-hand-in = Berkas ditunggu
purpose-withdrawn = Undangan ditarik
purpose-switch-asked = Permintaan tukar gelombang
purpose-switch-refused = Tukar gelombang ditolak
purpose-switched-from = Gelombang lama
purpose-switched-to = Gelombang baru
purpose-group-card = Kartu grup
purpose-group-moved = Jadwal berubah (grup)
purpose-group-cancelled = Kegiatan batal (grup)
purpose-office-h1 = Pengingat H-1 (kantor)
purpose-date-poll = Pilihan tanggal
purpose-duty-open = Piket hari ini
purpose-duty-missing = Laporan piket belum masuk
purpose-incident = Kejadian piket
purpose-digest = Ringkasan harian
purpose-group-trouble = Gangguan di grup
purpose-deputy = Pelaksana harian
purpose-role = Perubahan peran
purpose-account = Perpindahan akun
dashboard-bot = Bot
dashboard-offices = Kantor
dashboard-office = Kantor
dashboard-people = Terdaftar
dashboard-districts = Kecamatan
dashboard-plans = Rencana
dashboard-sending = Kiriman
dashboard-ledger = { $pending } menunggu waktunya, { $due } sudah waktunya{ $minutes ->
        [0] { "" }
       *[other] { " " }(tertua { $minutes } menit)
    }, { $failed } gagal
dashboard-inbox = { $waiting } pesan masuk belum selesai, { $aside } disisihkan
dashboard-fault = ⚠️ { $office }: { $job } { $subject } dilewati karena gagal; lihat panwascam doctor
dashboard-more = dan { $count } kantor lain
shell-name-the-bot = Sebut nama bot dengan --bot, atau isi BOT_TOKEN.
shell-name-not-asked = Nama bot tidak dapat ditanyakan ke Telegram ({ $reason }). Periksa jaringan, atau sebut dengan --bot.
init-title = Menyiapkan bot di folder { $folder }. Enter memakai isi dalam kurung.
init-ask-token = 1/6 Token dari @BotFather
init-ask-office = 2/6 Kode dan nama kantor, contoh: 63.10 Bawaslu Kabupaten Tanah Bumbu
init-ask-districts = 3/6 Berkas kecamatan (CSV/XLSX; Enter bila belum ada)
init-ask-zone = 4/6 Zona waktu: WIB, WITA, atau WIT
init-ask-database = 5/6 Basis data (berkas SQLite atau alamat PostgreSQL)
init-ask-admin = 6/6 Admin pertama: nama dan nomor HP, contoh: Budi Santoso, 0812-3456-7890
init-ask-roster = Daftar anggota (CSV/XLSX; Enter bila belum ada)
init-token-ok = Token diterima: @{ $bot }
init-lacking = Sebut dengan pilihan: { $options }. Di terminal, panwascam init menanyakannya satu per satu.
init-env-there = .env sudah ada di folder ini. Tambahkan --force: hanya yang disebut di sini yang diganti, baris lain tetap.
init-bad-admin = Admin “{ $given }”: tulis nama, koma, lalu nomor HP, contoh: Budi Santoso, 0812-3456-7890
init-other-name = Nomor admin di daftar anggota milik { $name }, bukan “{ $given }”. Perbaiki nama atau nomornya.
init-bad-office = Kantor “{ $given }”: tulis kode lalu nama, contoh: 63.10 Bawaslu Kabupaten Tanah Bumbu
init-done =
    Siap. { $file } ditulis, basis data { $database }.
    Tautan pendaftaran { $name } (berlaku 7 hari, sekali pakai):
init-forward =
    Untuk diteruskan kepada anggota:
    Mulai sekarang undangan dan pengingat kegiatan dikirim lewat Telegram. Buka https://t.me/{ $bot }, tekan Mulai, lalu tekan “Bagikan nomor”. Pakai nomor HP yang terdaftar di kantor.
init-next =
    Berikutnya:
      panwascam doctor      memeriksa semuanya
      panwascam run         menjalankan bot
init-next-districts =       panwascam import kecamatan FILE   sebelum daftar anggota
init-next-roster =       panwascam import roster FILE      contoh kosong: panwascam template roster anggota.csv
init-next-calendar =       panwascam import calendar FILE    rencana kegiatan satu tahun
purpose-request = Permintaan data
purpose-request-again = Permintaan data belum dijawab
purpose-request-done = Hasil permintaan data
purpose-duty-filed = Laporan piket masuk
purpose-duty-review = Laporan piket perlu diperbaiki
purpose-duty-fixed = Laporan piket dijawab
purpose-duty-changed = Jadwal piket berubah
purpose-duty-asked = Permintaan tukar piket
purpose-duty-week = Piket pekan depan
purpose-duty-flaw = Jadwal piket bermasalah
purpose-duty-unreported = Laporan piket belum masuk (kepala sekretariat)
purpose-incident-stands = Kejadian: siapa menangani
purpose-incident-limit = Tenggat penanganan
purpose-duty-digest = Piket pekan lalu
purpose-duty-silent = Laporan piket belum masuk (divisi)
