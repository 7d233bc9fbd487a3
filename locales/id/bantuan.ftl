# Bantuan, menu, dialog, grup, impor.
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
group-linked = ✅ Grup ini ditautkan ke <b>{ $scope }</b>. Kartu kehadiran dan jadwal akan muncul di sini.
group-linked-scope = Kecamatan { $district }
group-is = Grup ini tertaut ke { $scope }. Admin bisa mengubahnya di bawah.
group-welcome = Terima kasih sudah menambahkan saya. Admin Bawaslu: kirim /grup di sini untuk menautkan grup ini.
attend-none = Tidak ada undangan yang menunggu jawaban Anda. Lihat rencana: /jadwal
import-ask = Kirim file CSV atau XLSX. Jenisnya dikenali dari judul kolom: kalender (kode, judul, …), anggota (nama, telepon, …), atau piket (tanggal, kecamatan, shift, nama).
import-unknown = File “{ $name }” tidak dikenali. { $reason }
import-refused = ❌ <b>{ $kind } tidak diimpor</b>: { $count } baris keliru, tidak ada yang disimpan. Perbaiki lalu kirim ulang.
import-problem = • baris { $line }, { $column }: “{ $value }” – { $reason }
import-problem-more = … dan { $count } kekeliruan lagi
import-done = ✅ <b>{ $kind } diimpor</b>: { $added } baru, { $changed } berubah, { $same } tetap.
import-kind-calendar = Kalender
import-kind-roster = Daftar anggota
import-kind-duty = Jadwal piket
import-too-big = File terlalu besar ({ $size } MB, paling banyak 10 MB).
import-problem-required = wajib diisi
import-problem-unknown-division = divisi tidak dikenal; pilih SDMO, HPS, PPDI, P2H, HP2H, atau PP-PS
import-problem-unknown-kind = jenis tidak dikenal; pilih rakor, bimtek, rapat, sosialisasi, supervisi, pengawasan, laporan, atau lainnya
import-problem-unknown-audience = sasaran “{ $term }” tidak dikenal; contoh: komisioner, kordiv HP2H + kepala sekretariat, luar: kepala desa
import-problem-not-a-number = harus angka, contoh: 66
import-problem-duplicate = sudah ada di baris { $first }
import-problem-unknown-district = kecamatan tidak dikenal; tulis seperti di daftar, contoh: Wonodadi
import-problem-needs-district = jabatan ini perlu kecamatan
import-problem-unknown-position = jabatan tidak dikenal; contoh: Ketua Panwascam, Anggota Panwascam, Kepala Sekretariat, Staf Sekretariat, PKD, Ketua Bawaslu, Kordiv Bawaslu, Staf Bawaslu
import-problem-unknown-role = peran tidak dikenal; pilih anggota, kepala, atau admin
import-problem-bad-phone = bukan nomor telepon; contoh: 0812-3456-7890
import-problem-phone-taken = nomor sudah dipakai { $owner }
import-problem-bad-date = bukan tanggal yang ada; contoh: 2023-10-12 atau 12 Oktober 2023
import-problem-bad-code = kode tidak sah; contoh: SDMO-01
import-problem-unknown-officer = tidak ada anggota bernama itu di kecamatan ini
import-file-empty = File kosong.
import-file-columns = Kolom { $missing } tidak ada. Kolom yang terbaca: { $found }.
import-file-unreadable = File tidak bisa dibaca sebagai CSV atau XLSX.
import-file-duplicate-columns = Kolom { $columns } tertulis lebih dari sekali.
role-line = { $name } ({ $district }): { $role }
role-usage = Tulis: /peran nama, contoh: <code>/peran Suparno</code>
role-none = Tidak ada anggota bernama “{ $name }”.
audit-title = 🧾 <b>Perubahan terakhir</b>
audit-line = • { $at } { $actor }: { $action } { $subject }
audit-none = Belum ada perubahan tercatat.
audit-system = sistem
