# `panwascam doctor`: satu baris tiap pemeriksaan; .advice = yang perlu dilakukan.
doctor-check-telegram = Telegram
doctor-check-database = Basis data
doctor-check-machine = Mesin
doctor-check-bot = Bot

doctor-token-missing = BOT_TOKEN belum diisi
    .advice = Buat bot di @BotFather (/newbot), lalu tulis BOT_TOKEN=... di .env
doctor-telegram-away = Telegram tidak terjangkau di { $host }: { $reason }
    .advice = Periksa jaringan, DNS, firewall, dan BOT_API_URL
doctor-telegram-odd = { $host } menjawab { $status }, bukan sebagai Bot API
    .advice = Periksa BOT_API_URL; nilai bawaannya https://api.telegram.org
doctor-token-refused = Telegram menolak token
    .advice = Salin ulang token dari @BotFather (/token). Bila pernah bocor, ganti dengan /revoke
doctor-token-ok = Token diterima: @{ $username }

doctor-groups-closed = Bot tidak dapat ditambahkan ke grup
    .advice = Di @BotFather: /setjoingroups, pilih bot, Enable
doctor-privacy-off = Mode privasi mati: bot menerima semua percakapan grup, padahal tidak memerlukannya
    .advice = Di @BotFather: /setprivacy, pilih bot, Enable
doctor-privacy-ok = Mode privasi aktif: di grup bot hanya menerima perintah dan tombol

doctor-webhook-unknown = Keadaan webhook tidak dapat dibaca: { $reason }
    .advice = Coba lagi; bila menetap, periksa jaringan
doctor-webhook-left = Webhook masih terpasang ({ $host }), padahal WEBHOOK_URL kosong: bot tidak akan menerima apa pun dengan polling
    .advice = Isi WEBHOOK_URL, atau cabut: buka { $api }/bot<token>/deleteWebhook
doctor-webhook-missing = WEBHOOK_URL diisi, tetapi webhook belum terpasang
    .advice = Jalankan bot: ia memasangnya sendiri. Bila sudah berjalan, lihat log baris “setting the webhook failed”
doctor-webhook-other = Webhook terpasang di { $found }, sedangkan pengaturan menyebut { $wanted }
    .advice = Mulai ulang bot; pastikan token ini tidak dipakai instalasi lain
doctor-webhook-insecure = WEBHOOK_URL tidak memakai https
    .advice = Telegram hanya mengirim ke https; pasang sertifikat (lihat compose.yaml) lalu perbaiki WEBHOOK_URL
doctor-webhook-failing = Telegram gagal mengirim ke webhook { $minutes } menit lalu: { $reason }
    .advice = Periksa dari luar jaringan: sertifikat, proxy, dan apakah bot berjalan
doctor-webhook-behind = { $count } pembaruan menunggu di Telegram
    .advice = Pastikan bot berjalan dan /readyz menjawab 200
doctor-webhook-ok = Webhook terpasang di { $host }, { $count } pembaruan menunggu
doctor-polling-ok = Polling: tidak ada webhook, { $count } pembaruan menunggu

doctor-clock-unknown = Jam tidak dapat dibandingkan: Telegram tidak menyebut waktunya
    .advice = Periksa apakah proxy membuang header Date
doctor-clock-off = Jam mesin berbeda { $seconds } detik dari Telegram
    .advice = Aktifkan penyelarasan jam (NTP), mis. timedatectl set-ntp true
doctor-clock-ok = Jam cocok dengan Telegram (selisih { $seconds } detik)

doctor-database-away = Basis data tidak terjangkau: { $reason }
    .advice = Periksa DATABASE_URL, apakah server berjalan, dan hak akses berkasnya
doctor-database-newer = { $reason }
    .advice = Pasang versi bot yang sama dengan yang terakhir memakai basis data ini
doctor-database-ok = { $kind } { $version }, { $size }
doctor-schema-old = Skema { $current }, program memerlukan { $head }
    .advice = panwascam db upgrade (bot juga memasangnya sendiri saat mulai)
doctor-schema-empty = Basis data masih kosong
    .advice = panwascam db upgrade, lalu panwascam import roster dan import calendar
doctor-schema-ok = Skema { $current }: sesuai
doctor-integrity-bad = Isi basis data rusak: { $reason }
    .advice = Hentikan bot, salin berkasnya, lalu pulihkan cadangan: panwascam db restore FILE
doctor-integrity-ok = Isi basis data utuh
doctor-journal-odd = Mode jurnal SQLite { $mode }, bukan wal
    .advice = Basis data harus di disk setempat, bukan di folder jaringan
doctor-people-none = Belum ada anggota
    .advice = panwascam import roster FILE (contoh kosong: panwascam template roster FILE)
doctor-people-ok = { $people } anggota, { $registered } terdaftar di bot
doctor-districts-none = Belum ada kecamatan di { $offices }
    .advice = panwascam import kecamatan FILE --kantor { $code } (contoh kosong: panwascam template kecamatan FILE)
doctor-office-people-none = Belum ada anggota di { $offices }
    .advice = panwascam import roster FILE --kantor { $code }
doctor-plan-none = Belum ada rencana kegiatan di { $offices }
    .advice = panwascam import calendar FILE --kantor { $code }
doctor-offices-ok = Kantor: { $count }, kecamatan dan rencananya ada
doctor-due-old = { $count } kiriman sudah waktunya, tertua { $minutes } menit
    .advice = Pastikan bot berjalan; lihat log baris “delivery not sent”
doctor-failed = { $count } kiriman gagal
    .advice = Lihat sebabnya dengan /status di bot
doctor-inbox-old = { $count } pesan atau tekanan tombol belum selesai dilayani, tertua { $minutes } menit
    .advice = Pastikan bot berjalan; bila Telegram sedang terganggu, balasannya menyusul sendiri
doctor-inbox-aside = { $count } pesan atau tekanan tombol dikesampingkan: bot mati setiap kali mengerjakannya
    .advice = Lihat log baris “update set aside” dan laporkan; isinya disimpan 30 hari di tabel inbox. Orangnya belum dilayani: minta mengulang setelah diperbaiki
doctor-incident-uncalled = { $count } kejadian mendesak belum ditangani, dan tidak ada Ketua atau admin yang dapat dihubungi
    .advice = Hubungi kepala divisi lewat telepon, lalu daftarkan Ketua atau admin kantor itu di bot
doctor-ledger-ok = { $count } kiriman menunggu waktunya, tidak ada yang terlambat

doctor-office-fault = Kantor { $office }: { $job ->
    [planning] rencana
    [sessions] sesi { $subject }
    [thanks] ucapan terima kasih
    [piket] pengingat piket
   *[digest] ringkasan malam
  } gagal sejak { $hours } jam: { $reason }
    .advice = Kantor dan sesi lain tetap dilayani; yang gagal dicoba lagi tiap setengah jam. Perbaiki datanya (misalnya sasaran kegiatan, dengan impor kalender); bila sebabnya tidak jelas, lihat log di sekitar "left out"
doctor-disk-full = Ruang disk di { $place } tinggal { $free }
    .advice = Kosongkan ruang atau pindahkan datanya: bot berhenti menyimpan bila disk penuh
doctor-disk-ok = Ruang disk di { $place }: { $free } kosong
doctor-files-ok = Database dan .env hanya bisa dibaca akun bot
doctor-files-open = Bisa dibaca akun lain di mesin ini: { $names }
    .advice = chmod 600 { $names }
doctor-disk-unknown = Ruang disk di { $place } tidak dapat dibaca: { $reason }
    .advice = Buat foldernya atau perbaiki hak aksesnya
doctor-backup-off = Cadangan malam tidak dibuat: BACKUP_DIR kosong
    .advice = Isi BACKUP_DIR dengan folder di disk lain, atau jadwalkan panwascam db backup sendiri
doctor-backup-none = Belum ada cadangan di { $place }
    .advice = Jalankan bot (cadangan pertama dibuat saat mulai), atau panwascam db backup
doctor-backup-old = Cadangan terakhir sudah { $hours } jam: { $file }
    .advice = Lihat log baris job=backup; sering karena disk penuh atau hak akses folder
doctor-backup-ok = Cadangan terakhir { $hours } jam lalu: { $file }, { $size }
doctor-zone-bad = Zona waktu { $zone } tidak ada atau keliru
    .advice = Pasang paket tzdata: pip install tzdata
doctor-zones-ok = Zona waktu WIB, WITA, WIT tersedia; bot memakai { $zone }
doctor-forms-bad = Formulir laporan piket dengan kesalahan tidak dipakai: { $reason } ({ $count } kesalahan)
    .advice = panwascam forms menyebut semuanya; perbaiki berkasnya, lalu mulai ulang bot
doctor-forms-nobody = Formulir di folder { $office } tidak tampil kepada siapa pun: tidak ada kantor berkode itu
    .advice = Ganti nama folder dengan kode kantor seperti di panwascam office list
doctor-forms-ok = Semua formulir laporan piket terbaca
doctor-texts-bad = Berkas bahasa tidak terbaca: { $reason }
    .advice = Pasang ulang panwascam-bot
doctor-texts-ok = Berkas bahasa terbaca
doctor-papers-bad = Surat dan gambar tidak dapat dibuat: { $reason }
    .advice = Pasang ulang panwascam-bot beserta paket typst
doctor-papers-ok = Surat dan gambar dapat dibuat, hurufnya tersedia
doctor-running-ok = Bot berjalan di { $where } dan sehat
doctor-running-ill = Bot berjalan di { $where }, tetapi: { $reason }
    .advice = Lihat log bot dan docs/operations.md
doctor-running-warns = Bot berjalan di { $where } dan melayani, dengan catatan: { $reason }
    .advice = Lihat log bot dan docs/operations.md
doctor-running-not = Tidak ada bot yang menjawab di { $where }
    .advice = Jalankan: panwascam run
doctor-broken = Pemeriksaan ini sendiri gagal: { $reason }
    .advice = Laporkan kepada pengembang
