# Bantuan, menu, dialog, grup.
help-title = <b>Yang bisa Anda lakukan</b>
help-member =
    /jadwal – kegiatan yang akan datang
    /hadir – undangan Anda dan jawabannya
    /izin – mengabari tidak bisa datang
    /piket – laporan piket
    /kegiatan – rincian satu kegiatan
    /kalender – jadwal untuk kalender ponsel
    /profil – data Anda
    /batal – keluar dari isian yang sedang berjalan
help-manager =
    <b>Kordiv, ketua, admin</b>
    /tetapkan – menetapkan tanggal kegiatan
    /ubah – memindahkan sesi
    /batalkan – membatalkan sesi
    /rekap – rekap sesi, bulan, atau piket
    /belum – siapa yang belum menjawab
    /ingatkan – mengingatkan yang belum menjawab
    /belumdaftar – siapa yang belum terdaftar di bot
    /peserta – jumlah peserta dari luar
    /status – keadaan kiriman
help-admin =
    <b>Admin</b>
    /impor – memasukkan kalender, anggota, atau jadwal piket dari file
    /ekspor – mengunduh kalender
    /grup – menautkan grup (dikirim di dalam grup)
    /peran – melihat peran seseorang
    /audit – perubahan terakhir
help-secretariat = /piket juga untuk mengatur jadwal piket sepekan.
help-group = Di grup ini: /jadwal – kegiatan yang akan datang · /hadir – kartu kehadiran. Hal lain di chat pribadi dengan @{ $bot }.
help-stranger = Bot ini untuk jajaran pengawas pemilu { $office }. Kirim /start lalu bagikan nomor Anda untuk mendaftar.
unknown-input = Maaf, saya belum mengerti. Coba /jadwal, /hadir, atau /bantuan
unknown-command = Perintah itu tidak ada. Daftar perintah: /bantuan
cancel-nothing = Tidak ada isian yang sedang berjalan.
cancel-left = Isian dihentikan; tidak ada yang disimpan.
menu-start = Daftar
menu-jadwal = Kegiatan yang akan datang
menu-hadir = Undangan dan kehadiran
menu-izin = Kabari tidak bisa datang
menu-piket = Laporan piket
menu-kegiatan = Rincian satu kegiatan
menu-kalender = Jadwal untuk kalender ponsel
menu-profil = Data Anda
menu-bantuan = Bantuan
menu-batal = Keluar dari isian
menu-tetapkan = Tetapkan tanggal kegiatan
menu-rekap = Rekap kehadiran dan piket
menu-belum = Siapa yang belum menjawab
menu-belumdaftar = Siapa yang belum terdaftar
menu-status = Keadaan kiriman
menu-impor = Masukkan data dari file
menu-grup = Tautkan grup ini
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
attend-none = Tidak ada undangan yang menunggu jawaban Anda. Lihat rencana: /jadwal
role-line = { $name } ({ $district }): { $role }
role-usage = Tulis: /peran nama, contoh: <code>/peran Suparno</code>
role-none = Tidak ada anggota bernama “{ $name }”.
audit-title = 🧾 <b>Perubahan terakhir</b>
audit-line = • { $at } { $actor }: { $action } { $subject }
audit-none = Belum ada perubahan tercatat.
audit-system = sistem
