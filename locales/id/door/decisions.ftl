# Keputusan rapat: apa, siapa, sampai kapan.
decisions-title = 📌 <b>Tindak lanjut</b>
decisions-none = Tidak ada tindak lanjut yang belum selesai.
decisions-more = … dan { $count } lagi
decision-usage = Catat keputusan: <code>/tindaklanjut SDMO-02/1 kirim rekap; Endah Wijaya; 20 Oktober 2023</code>
decision-line = • { $text } – <b>{ $who }</b>, sampai { $day } ({ $code })
decision-line-late = • ⚠️ { $text } – <b>{ $who }</b>, lewat { $day } ({ $code })
button-decision-done = ✅ { $text }
button-decision-done-alone = ✅ Sudah selesai
decision-written = 📌 <b>Dicatat.</b> Yang bertugas diberi tahu, dan diingatkan sehari sebelumnya.
decision-done = ✅ Selesai: { $text } ({ $code })
decision-new = 📌 <b>Tindak lanjut untuk Anda</b>
decision-before = ⏰ <b>Tindak lanjut: besok batasnya</b>
decision-late = ⚠️ <b>Tindak lanjut lewat batas</b>
decision-bad-form = Tulis apa, siapa, dan sampai kapan, dipisah titik koma: <code>/tindaklanjut { $code } kirim rekap; Endah Wijaya; 20 Oktober 2023</code>
decision-bad-long = Keputusannya terlalu panjang (paling banyak { $most } huruf). Ringkas, rinciannya di notulen.
decision-bad-date = “{ $given }” bukan tanggal; contoh: 20 Oktober 2023, besok, Jumat depan
decision-bad-past = Tanggal “{ $given }” sudah lewat. Tulis tanggal hari ini atau sesudahnya.
