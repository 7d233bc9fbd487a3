# Laporan piket dilihat pimpinan: diterima, atau diperbaiki.
button-review-accept = ✅ Diterima
button-review-return = ✏️ Perlu diperbaiki
button-review-answer = 💬 Jawab
button-review-rewrite = ✏️ Perbaiki laporan
button-mend = ✏️ { $name }
button-mend-save = ✅ Kirim perbaikan
mend-title = ✏️ <b>Perbaikan laporan { $number }</b>
    { $district }, { $day }
mend-ready = Tekan yang salah, jawab ulang, lalu tekan <b>Kirim perbaikan</b>. Laporan yang lama tetap tersimpan.
mend-sent = ✅ <b>Perbaikan terkirim</b>
refused-mend-same = Belum ada yang berubah, jadi tidak ada yang dikirim. Tekan dulu yang salah, atau kirim fotonya di sini.
refused-mend-urgent = Kejadian yang ternyata mendesak dilaporkan baru, supaya pimpinan langsung dipanggil: /piket → Laporan lain → Laporan kejadian.
review-title = ✏️ <b>Laporan piket perlu diperbaiki</b>
review-which = { $number }
    { $district } · { $day }
review-note = 💬 <b>{ $name }</b>: { $note }
review-next = Tekan Jawab atau balas (reply) pesan ini untuk menjawab, atau perbaiki laporannya.
review-ask-answer = Tulis jawaban untuk catatan di laporan { $number } dalam satu pesan. Untuk berhenti: /batal
review-answered = 💬 <b>Laporan piket dijawab</b>
review-filed = 📝 <b>Laporan piket masuk</b>
review-sent-for = 📝 <b>Laporan piket Anda sudah dikirim</b>
review-sent-for-next = Anda tidak perlu mengirim lagi. Ada yang kurang? Buka laporannya, lalu tekan Perbaiki laporan.
review-changed = ⚠️ <b>Laporan ini sudah diperbaiki</b> sejak Anda membacanya. Periksa lagi sebelum menerimanya.
review-accepted = ✅ Diterima { $name }
review-remark = 💬 <b>{ $name }</b>, { $at }: { $text }
review-first = 📄 Diperbaiki { $times }×. Laporan pertama: <blockquote expandable>{ $text }</blockquote>
review-ask-note = Apa yang perlu diperbaiki di laporan { $number }? Tulis dalam satu pesan; petugas menerimanya dan menjawab di sini. Untuk berhenti: /batal
review-ask-words = Tulis laporan { $number } yang benar dalam satu pesan. Yang lama tetap tersimpan. Untuk berhenti: /batal
review-sent = ✉️ Catatan terkirim; jawabannya datang ke sini. Penerima: { $name }
review-sent-later = ✉️ Catatan tersimpan dan disampaikan pukul { $at }; jawabannya datang ke sini. Penerima: { $name }
review-still = ⚠️ <b>Laporan { $number } sudah diperbaiki</b> selagi Anda menulis. Sekarang berbunyi:
review-still-note = Catatan Anda, <b>BELUM terkirim</b>: { $note }
review-still-next = Masih berlaku? Tekan Kirim catatan ini, tulis catatan lain, atau terima laporannya.
button-review-send = ✉️ Kirim catatan ini
review-reply-kept = ✅ Jawaban disimpan di laporan { $number }. Terima kasih.
refused-own-review = Laporan sendiri diperiksa orang lain.
