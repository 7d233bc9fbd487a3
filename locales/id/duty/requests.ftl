# Permintaan data ke semua kecamatan, dengan batas waktu.
request-usage = 📥 <b>Minta data ke semua kecamatan</b>
    Tulis misalnya: /minta Jumlah pendaftar PTPS, paling lambat Jumat 16.00
    Beberapa isian? Satu baris satu isian di bawahnya, misalnya: Jumlah laki-laki: angka. Jenisnya: angka, teks, ya-tidak, file.
request-preview = 📥 <b>Periksa dulu</b>
request-title = <b>{ $title }</b>
request-wanted = • { $name } ({ $kind })
request-item = • { $name }
request-due = Paling lambat: <b>{ $due }</b>
request-by = Diminta { $name }
request-preview-next = Dikirim ke kepala sekretariat, dan { $count } dari { $all } kecamatan langsung diberi tahu. Yang belum menjawab diingatkan sendiri.
    Keliru? Tulis ulang semuanya di sini. Jenis lain ditulis di belakang, misalnya: Berita acara: file
request-sent = ✅ Permintaan dikirim ke { $count } kecamatan, paling lambat { $due }. Anda diberi tahu bila lengkap atau batasnya lewat.
request-unreached = ⚠️ { $count } kecamatan belum punya kepala sekretariat atau ketua di bot; mohon dihubungi sendiri: { $names }
request-open = 📥 <b>Data yang diminta Bawaslu</b>
request-open-line = • { $title }, paling lambat { $due }{ $answered ->
    [yes] { " " }✅
   *[no] { "" }
}
request-open-none = 📥 Tidak ada data yang diminta Bawaslu saat ini.
request-asked = 📥 <b>Bawaslu minta data</b>
request-again = ⏰ <b>Data ini belum kami terima</b>
request-today = ⏰ <b>Hari ini batasnya: data ini belum kami terima</b>
request-over-again = ⏰ <b>Lewat batas waktu: data ini belum kami terima</b>
request-due-over = Batas waktunya { $due }; jawaban yang terlambat tetap diterima.
request-question = <b>{ $which }/{ $many }</b> { $name }
request-how-angka = Tulis angkanya, misalnya: 1.250. Bila tidak ada: 0
request-how-teks = Tulis dalam satu pesan.
request-how-ya-tidak = Tekan atau tulis ya atau tidak.
request-how-file = Kirim file atau fotonya; beberapa sekaligus juga bisa.
request-now = Jawaban sekarang: { $answer }
request-begun = Sudah diisi { $name }:
request-files-got = 📎 { $count } file diterima. Masih ada? Kirim di sini. Bila sudah, tekan Selesai.
request-files-sent = ✅ Terkirim dengan { $count } file. Masih ada? Kirim di sini. Bila sudah, tekan Selesai.
request-too-many-files = ⚠️ Paling banyak { $most } file. File Anda tadi tidak ikut.
request-later = ⏳ Belum ada? Tidak apa-apa: biarkan pertanyaan ini. Yang sudah diisi tersimpan dan Anda diingatkan; lanjutkan kapan saja lewat /minta
request-unplaced-words = ⚠️ Pesan ini belum terkirim ke mana pun. Pilih dulu yang dijawab.
request-unplaced-file = ⚠️ File ini belum terkirim ke mana pun. Pilih dulu yang dijawab; bila sudah dijawab, tekan Ubah jawaban lalu kirim filenya.
request-not-a-file = ⚠️ Kirim file atau foto. Pesan Anda tadi belum terkirim.
request-not-words = ⚠️ Yang diminta tulisan. File Anda tadi belum terkirim.
request-words-alone = ⚠️ Tulisan Anda diterima. File Anda tidak ikut: yang diminta tulisan.
request-answered = ✅ <b>Terkirim: { $title }</b>
request-answered-by = ✅ <b>Sudah dijawab { $name }: { $title }</b>
request-yours = <b>Jawaban Anda, BELUM terkirim:</b>
request-replace-next = Biarkan jawaban { $name }, atau ganti dengan jawaban Anda? { $name } diberi tahu.
request-replaced = 🔄 <b>Jawaban Anda diganti { $name }: { $title }</b>
button-request-replace = 🔄 Ganti dengan jawaban saya
button-request-leave = ✅ Biarkan
request-line = { $name }: { $answer }
request-answered-next = Terima kasih. Sampai permintaan ditutup, jawaban boleh diubah.
request-all = ✅ <b>{ $title }</b>: semua { $asked } kecamatan sudah menjawab.
request-over = ⏱ <b>{ $title }</b>: batas waktu lewat, { $answered } dari { $asked } kecamatan menjawab.
request-closed = 🔒 Sudah ditutup.
request-count = Masuk { $answered } dari { $asked } kecamatan
request-close-sure = 🔒 <b>Tutup permintaan ini?</b> Yang belum menjawab tidak diingatkan lagi, dan jawaban tidak diterima lagi. Tidak dapat dibuka kembali.
request-table-late = { $at }, terlambat
request-columns = <i>{ $names }</i>
request-result = { $district }: { $answer }
request-total = <b>{ $name }, semuanya: { $total }</b>
request-missing = ⏳ Belum ({ $count }): { $names }
request-none-missing = Semua sudah menjawab.
request-silent = belum menjawab
request-no-deadline = Batas waktunya belum disebut. Tulis misalnya: /minta Jumlah pendaftar PTPS, paling lambat Jumat 16.00
request-bad-deadline = Batas waktu “{ $given }” tidak terbaca. Tulis misalnya: paling lambat 10 November 2023 16.00
request-no-title = Sebut apa yang diminta (paling banyak { $most } huruf). Tulis misalnya: /minta Jumlah pendaftar PTPS, paling lambat Jumat 16.00
request-too-much = Paling banyak { $most } isian dalam satu permintaan.
button-request-send = ✅ Kirim ke semua kecamatan
button-request-show = 📊 Lihat hasil
button-request-answer = 📝 Jawab
button-request-answer-of = 📝 { $title }
button-request-change = ✏️ Ubah jawaban
button-request-keep = ➡️ Tetap: { $answer }
button-request-add = ➕ Tambah ke file yang lama
button-request-done = ✅ Selesai
button-request-one = { $answered }/{ $asked } · { $title }
button-request-table = 📗 Tabel (XLSX)
button-request-picture = 🖼 Gambar
request-picture-count = Masuk { $answered } dari { $asked } kecamatan
request-picture-done = tepat waktu
request-picture-late = terlambat
request-picture-open = belum
request-picture-missing = tidak menjawab
request-picture-file = { $count ->
    [1] ada filenya
   *[other] { $count } file
}
button-request-again = 🔄 Perbarui
button-request-close = 🔒 Tutup permintaan
button-request-close-yes = 🔒 Ya, tutup
button-request-files = 📎 { $district }
column-request-by = Dijawab oleh
column-request-at = Waktu
sheet-request = Jawaban
refused-request-past = Batas waktunya sudah lewat. Sebut yang akan datang.
refused-request-other = Permintaan ini dijawab Panwaslu Kecamatan atau sekretariatnya.
refused-request-closed = Permintaan ini sudah ditutup.
