# Kata-kata umum yang dipakai di banyak pesan.
word-open-end = selesai
word-relative-day = { $days ->
    [0] hari ini
    [1] besok
    [2] lusa
   *[other] { $days } hari lagi
}
word-none = –
kind-rakor = Rakor
kind-bimtek = Bimtek
kind-rapat = Rapat
kind-sosialisasi = Sosialisasi
kind-supervisi = Supervisi
kind-pengawasan = Pengawasan
kind-laporan = Penyusunan laporan
kind-lainnya = Kegiatan
answer-hadir = ✅ Hadir
answer-berhalangan = 🚫 Berhalangan
answer-diwakilkan = 👥 Diwakilkan
button-chosen = ● { $label }
answer-belum = ⏳ Belum menjawab
# Yang dihitung dari jawaban; “hadir” saja berarti hadir pada harinya.
said-hadir = ✅ Menyatakan hadir
excuse-sakit = sakit
excuse-dinas-lain = dinas lain
excuse-lainnya = lainnya
division-SDMO = SDM, Organisasi & Diklat
division-HPS = Hukum & Penyelesaian Sengketa
division-PPDI = Penanganan Pelanggaran & Data Informasi
division-P2H = Pencegahan, Parmas & Humas
division-HP2H = Hukum, Pencegahan, Parmas & Humas
division-PP-PS = Penanganan Pelanggaran & Penyelesaian Sengketa
button-back = « Kembali
button-yes = Ya, lanjutkan
button-no = Tidak
file-making = ⏳ Sedang dibuat…
error-internal = Ada gangguan di sisi kami. Perintah tadi mungkin sudah tersimpan; periksa dengan /jadwal atau /hadir sebelum mengulang.
set-aside = Maaf, kiriman Anda tadi tidak bisa kami proses dan sudah dilewati. Silakan kirim lagi.
set-aside-toast = Maaf, tombol itu tadi tidak bisa kami proses. Silakan tekan lagi.
set-aside-unnamed = tanpa nama
set-aside-press = Maaf, tombol <b>{ $label }</b> yang Anda tekan di bawah “{ $under }” tidak bisa kami proses dan sudah dilewati. Lihat dulu pesannya; bila belum sesuai, tekan lagi tombol itu.
set-aside-text = Maaf, tulisan Anda “{ $given }” tidak bisa kami proses dan sudah dilewati. Silakan kirim lagi.
set-aside-file = Maaf, berkas <b>{ $file }</b> dari Anda tidak bisa kami proses dan sudah dilewati. Periksa isinya lalu kirim lagi, atau serahkan kepada petugas Bawaslu.
too-many-in-group = Terlalu banyak perintah sekaligus di grup ini; sebagian tidak dijawab. Tunggu semenit, atau lanjutkan di chat pribadi dengan @{ $bot }.
too-many = Terlalu banyak kiriman sekaligus; sebagian tidak dibaca. Tunggu sebentar, lalu kirim lagi yang penting.
