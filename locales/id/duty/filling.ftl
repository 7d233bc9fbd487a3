# Laporan piket diisi: satu pertanyaan dalam satu pesan, atau semuanya dalam satu pesan.
form-title = 🛡 <b>{ $title } { $district }</b>, { $day }
form-for = Untuk { $name }
form-question = <b>{ $which }/{ $many }</b> { $ask }
form-help = <i>{ $help }</i>
form-known = Jawaban sekarang: { $answer }
form-begun = ✍️ Sudah ditulis { $name }, belum terkirim. Periksa, lanjutkan, lalu kirim.
form-begun-ones = ✍️ Ada isian yang <b>BELUM terkirim</b>: lanjutkan dengan tombol paling atas.
form-unsent = Tersimpan, tetapi <b>BELUM terkirim</b>.
form-is-sent = ✅ Laporan ini sudah terkirim ({ $number }).
form-line = <b>{ $name }</b>: { $answer }
form-ready = <b>BELUM terkirim.</b> Periksa, lalu tekan Kirim laporan.
form-got-photos = 📷 Foto disimpan ({ $count }).
form-wrong = “{ $given }”: { $why }
form-unread = ⚠️ Tidak terbaca, ikut dikirim apa adanya:
form-got-photo = 📷 Foto diterima.
form-photos-full = ⚠️ Paling banyak { $most } foto dalam satu laporan. Foto yang tidak diberi 👍 TIDAK ikut.
form-got-location = 📍 Lokasi diterima.
form-got-text = ✍️ Dicatat.
form-got-words = ✍️ Dicatat: “{ $words }”. Tinggal pilih jawabannya:
unsent-title = ⚠️ <b>Laporan mendesak ini BELUM terkirim</b>
unsent-which = { $district } · { $day }
unsent-next = Pimpinan baru tahu setelah dikirim. Kirim sekarang; yang kurang boleh menyusul.
unsent-empty = Isinya <b>masih kosong</b>: belum ada keterangan apa yang terjadi.
unsent-next-empty = Pimpinan baru tahu setelah dikirim. Tulis apa yang terjadi, lalu kirim; yang kurang boleh menyusul.
button-unsent-send = ✅ Kirim sekarang
button-unsent-go-on = ✏️ Lanjutkan isian
form-got-file = Kirim gambarnya sebagai foto, bukan sebagai file.
form-file-left = ⚠️ { $what } Anda <b>TIDAK ikut</b>: laporan memuat tulisan, foto, dan lokasi. Gambar kirim sebagai foto; yang lain simpan sebagai bukti.
form-photo-left = ⚠️ Foto Anda <b>TIDAK ikut</b>: yang dibaca di sini tulisannya saja.
form-file-video = Video
form-file-sound = Rekaman suara
form-file-file = File
form-got-nothing = Itu tidak dapat dilaporkan. Kirim tulisan, foto, atau lokasi. Untuk berhenti: /batal
form-empty = ⚠️ Masih kosong.
form-choice = ⚠️ Pilih salah satu: { $choices }
form-yes-no = ⚠️ Jawab ya atau tidak.
form-number = ⚠️ Tulis angka saja, misalnya: 1.250
form-number-either = ⚠️ “{ $given }”: maksudnya { $whole } atau { $part }? Tulis yang dimaksud.
form-number-range = ⚠️ Angkanya di luar batas ({ $limits ->
    [least] paling sedikit { $least }
    [most] paling banyak { $most }
   *[both] { $least } sampai { $most }
}).
form-time = ⚠️ Tulis jam, misalnya: 19.30
form-word = ⚠️ <b>BELUM terkirim.</b> { $ready ->
    [yes] Tekan tombol kirim di bawah, atau tulis: kirim
   *[no] Jawab dulu pertanyaan ini.
}
form-long = ⚠️ { $length } huruf, paling banyak { $most }. Mohon diringkas.
form-not-written = ⚠️ Kirim foto atau lokasi, atau lewati.
form-line-unknown = kata di depan tanda “:” atau “=” tidak dikenal
form-line-bare = mulai dengan kata kunci dan titik dua, misalnya isi:
form-line-twice = ditulis dua kali; yang dipakai: { $answer }
form-line-idle = tidak ditanyakan untuk jawaban ini
form-lines-unread = ⚠️ <b>Sebagian belum terbaca</b> (ikut dikirim bila tidak ditulis lagi):
form-lines-missing = Yang terbaca sudah disimpan. Tinggal ini:
form-fault = • “{ $line }”: { $why }
form-others = Pilih laporannya:
form-lines = Sinyal lemah? Salin baris ini, isi, lalu kirim dalam satu pesan:
form-lines-copy = <pre>{ $lines }</pre>
form-lines-choices = { $key }: { $choices }
form-lines-next = Yang tidak perlu, kosongkan. Foto boleh: tulis baris ini sebagai keterangannya.
form-still-there = ⚠️ Aman, nihil? Ini sudah Anda isi, dan <b>BELUM terkirim</b>:
form-still-there-of = ⚠️ Aman, nihil? Ini sudah ditulis { $name }, dan <b>BELUM terkirim</b>:
form-drop-or-send = Kirim isian ini, atau buang isian ini dan laporkan aman, nihil.
form-drop-or-go-on = Lanjutkan isian ini, atau buang isian ini dan laporkan aman, nihil.
button-form-drop = 🗑 Buang isian, kirim aman nihil
form-instead = ⚠️ Isian ini sudah ada, dan <b>BELUM terkirim</b>:
form-instead-words = Pesan baru Anda lain isinya, dan juga <b>BELUM terkirim</b>:
form-instead-next = { $ready ->
    [yes] Kirim isian itu
   *[no] Lanjutkan isian itu
}, atau ganti dengan pesan baru.
form-instead-left = ⚠️ Pesan baru Anda TIDAK ikut terkirim: “{ $words }”. Bila masih perlu, kirim lagi.
button-form-instead = 🗑 Buang isian, pakai pesan baru
form-moved = ✍️ Formulir yang Anda isi sudah tidak ada. Isiannya kini di laporan ini, <b>BELUM terkirim</b>.
form-further-own = ➕ Laporan shift ini sudah masuk ({ $number }); yang ini menjadi laporan tambahan.
form-further = ➕ Laporan shift ini sudah dikirim { $name } ({ $number }); yang ini menjadi laporan tambahan.
form-sent-by = ✅ Laporan shift ini sudah dikirim <b>{ $name }</b>, { $at } ({ $number }):
form-sent-text = <blockquote expandable>{ $text }</blockquote>
form-sent-yours = Isian Anda, <b>BELUM terkirim</b>:
form-sent-next = Kirim isian Anda sebagai laporan tambahan, atau buang.
form-sent-same = Isian Anda sama dengan laporan itu; tidak perlu dikirim lagi.
form-lost = 🔁 Piket ini sekarang dipegang <b>{ $name }</b>, yang mengirim laporannya.
form-lost-passed-on = Isian Anda tersimpan, dan dibaca { $name } saat membuka laporan piket ini:
form-lost-left = ⚠️ Isian Anda tersimpan, tetapi <b>TIDAK terkirim</b>: { $name } sudah menulis sendiri. Yang perlu ditambahkan, sampaikan kepadanya:
form-lost-sent = ⚠️ Isian Anda tersimpan, tetapi <b>TIDAK terkirim</b>: laporannya sudah dikirim { $name } ({ $number }). Yang perlu ditambahkan, sampaikan kepadanya:
form-lost-next = Bila ini kejadian, Anda tetap melaporkannya sendiri:
form-lost-incident = 🔁 Piket ini sekarang dipegang { $name }, dan kejadian ini tetap Anda kirim sendiri.
form-dropped = 🗑 Isian Anda dibuang dan tidak terkirim.
button-form-add = ➕ Kirim sebagai tambahan
button-form-drop-mine = 🗑 Buang isian saya
button-form-yes = Ya
button-form-no = Tidak
button-form-skip = ⏭ Lewati
button-form-next = ⏭ Lanjut
button-form-drop-photos = 🗑 Ganti semua foto
button-form-drop-lines = 🗑 Tanpa baris itu
button-form-go-on = ✏️ Lanjutkan: { $title }, { $day }
button-form-back = « Kembali
button-form-back-to = « Isi dengan tombol
button-form-others = 📋 Laporan lain
button-form-lines = ✍️ Satu pesan
