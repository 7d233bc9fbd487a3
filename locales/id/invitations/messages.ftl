# Undangan, pengingat, perubahan, dan jawaban.
session-head = <b>{ $title }</b>
session-code = { $kind } · { $code }
session-day = 📅 { $day }
session-hours = 🕘 { $hours }
session-place = 📍 { $place }
session-link = 🔗 { $link }
session-agenda = 📋 Agenda: { $agenda }
session-bring = 🎒 Bawa: { $bring }
session-note = 💬 { $note }

invitation-title = 📨 <b>Undangan</b> · <b>{ $when }</b>
invitation-restored = Pembatalannya dicabut: sesi ini tetap dilaksanakan.
invitation-title-soon = 📨 <b>Undangan, { $relative }</b> · <b>{ $when }</b>
# By these the two are known again on a phone.
moved-sign = Jadwal berubah
prepared-sign = Rincian acara diperbarui
moved-title = 🔁 <b>{ moved-sign }</b> · <b>{ $when }</b>
moved-title-prepared = ✏️ <b>{ prepared-sign }</b>
moved-excused = Sebelum perubahan ini Anda menyatakan <b>berhalangan</b>. Bila sekarang bisa, tekan ✅ Hadir.
moved-ask = Mohon jawab untuk <b>waktu yang baru</b>, juga bila sudah menjawab untuk yang lama.
moved-came = Anda sudah tercatat hadir untuk hari semula; catatan itu tidak berlaku untuk hari yang baru.
moved-day = Hari: <s>{ $old }</s> → <b>{ $new }</b>
moved-hours = Jam: <s>{ $old }</s> → <b>{ $new }</b>
moved-place = Tempat: <s>{ $old }</s> → <b>{ $new }</b>
moved-link = Tautan: { $state ->
    [new] <b>ditambahkan</b>
    [gone] <b>tidak dipakai lagi</b>
   *[changed] <b>diganti</b>
}
moved-agenda = Agenda: { $state ->
    [new] <b>ditambahkan</b>
    [gone] <b>dihapus</b>
   *[changed] <b>diperbarui</b>
}
moved-bring = Yang dibawa: { $state ->
    [new] <b>ditambahkan</b>
    [gone] <b>tidak ada lagi</b>
   *[changed] <b>diperbarui</b>
}
older-moved = 🔁 <b>{ $code } berubah.</b> { $title }
    Yang berlaku ada di pesan terbaru tentang sesi ini.
older-cancelled = ❌ <b>{ $code } dibatalkan.</b> { $title }
older-restored = ↩️ <b>{ $code } tetap dilaksanakan.</b> { $title }
older-invited = 👥 <b>{ $code }: Anda tidak lagi mewakili orang lain.</b> Anda kini diundang sendiri; jawab di undangan Anda: /hadir
older-withdrawn = ↩️ <b>{ $code }: undangan ini tidak berlaku lagi.</b> { $title }
cancelled-title = ❌ <b>Dibatalkan</b> · <b>{ $when }</b>
cancelled-body = Kegiatan pada { $day }, { $hours }, <b>tidak jadi</b> dilaksanakan.
cancelled-begun = Kegiatan pada { $day }, { $hours }, <b>dihentikan</b>; yang belum berlangsung tidak jadi dilaksanakan.
cancelled-reason = Alasan: { $reason }
cancelled-tell = Mohon kabari { $substitute }, yang akan mewakili Anda: bot tidak bisa menghubunginya.
cancelled-next = Anda tidak perlu hadir. Bila ada tanggal pengganti, undangan baru akan dikirim.
substitute-title = 👥 <b>Anda ditunjuk mewakili { $name }</b>
substitute-next = Mohon hadir. Bila tidak bisa, tekan tombol di bawah: yang Anda wakili langsung diberi tahu.
substitute-begun = Mohon hadir.
substitute-over = Acara sudah selesai.
substitute-waiting = 🪑 Tempat sudah penuh; { $name } nomor <b>{ $place }</b> di daftar tunggu. Anda belum perlu datang: bila ada tempat, kabarnya datang di sini.
substitute-seat = 🪑 <b>{ $name }, yang Anda wakili, mendapat tempat</b>
substitute-seat-lost = 🪑 <b>Jumlah kursi dikurangi</b>
button-guest = 👤 Orang lain (tulis)
guest-ask = Tulis nama dan jabatan wakil Anda untuk { $code }, dipisah koma, contoh: <code>Sutrisno, Staf Kecamatan</code>. /batal untuk kembali.
guest-needs-both = Tulis nama dan jabatan, dipisah koma, contoh: <code>Sutrisno, Staf Kecamatan</code>. /batal untuk kembali.
button-decline-substitution = 🚫 Saya tidak bisa
toast-substitution-untold = Tercatat: Anda tidak mewakili. Bot belum bisa menghubungi { $who }: kabari sendiri.
substitution-untold = Tercatat: Anda tidak mewakili { $code }. Bot belum bisa menghubungi { $who }: kabari sendiri.
toast-substitution-declined = Tercatat: Anda tidak mewakili. Yang menunjuk Anda sudah diberi tahu.
substitution-declined = Tercatat: Anda tidak mewakili { $code }. Yang menunjuk Anda sudah diberi tahu.
refused-not-standing-in = Anda tidak (lagi) mewakili siapa pun di sesi ini.
refused-answer-given = { $name } sudah menjawab. Hanya yang belum menjawab bisa dijawabkan; jawabannya bisa diubah sendiri lewat /hadir
refused-answer-for = Anda hanya bisa menjawab untuk anggota kecamatan Anda. Lihat siapa yang belum: /belum
news-substitute-declined = 👥 <b>{ $who } tidak bisa mewakili Anda</b>
news-substitute-declined-seat = 🪑 Tempat Anda sudah diberikan kepada yang menunggu: bila menjawab Hadir sekarang, Anda masuk daftar tunggu.
invitation-answered-by = 🖊 Dijawab { $who } untuk Anda
news-seat = 🪑 <b>Anda mendapat tempat</b>
news-seat-lost = 🪑 <b>Jumlah kursi dikurangi</b>
news-answered-for = 🖊 <b>Dijawab sekretariat</b> untuk Anda, oleh { $who }
late-change-title = ❗ <b>Berubah setelah H-1</b>
late-changes-title = ❗ <b>Berubah setelah H-1: { $count } jawaban</b>
button-recap-of = 📊 Rekap { $code }
late-change-line = <b>{ $name }</b> ({ $district }): { $before } → { $after }
late-change-declined = { $who } tidak bisa mewakili.
late-change-reason = Alasan: { $reason }
standing-waiting = 🪑 Tempat sudah penuh; Anda nomor <b>{ $place }</b> di daftar tunggu.
standing-waiting-next = Belum perlu datang: bila Anda mendapat tempat, kabarnya datang di sini.
released-title = 👥 <b>Anda tidak jadi mewakili { $name }</b>
released-next = Tidak ada yang perlu Anda lakukan.
office-title = 🔔 <b>Pengingat panitia: { $relative }</b>
office-outsiders = 👥 Peserta dari luar: { $who }
withdrawn-title = ℹ️ <b>Undangan Anda ditarik</b>
withdrawn-title-ahead = ℹ️ <b>Undangan Anda ditarik untuk hari yang tersisa</b>
withdrawn-next-ahead = Anda tidak perlu hadir mulai { $day }. Kehadiran yang sudah tercatat tetap. Bila ini keliru, hubungi sekretariat Bawaslu.
withdrawn-next-this = Sesi ini tidak perlu Anda hadiri. Bila ini keliru, hubungi sekretariat Bawaslu.
withdrawn-stays = ✅ Yang tetap berlaku untuk Anda:
withdrawn-stays-one = • { $code }, { $when }
withdrawn-next = Anda tidak perlu hadir. Bila ini keliru, hubungi sekretariat Bawaslu.
button-outsiders = 👥 Masukkan jumlah peserta
office-next = Setelah selesai, masukkan jumlah peserta: tombol di bawah.

standing-none = Jawaban Anda: <b>belum ada</b>
standing-hadir = Jawaban Anda: <b>✅ Hadir</b>
standing-berhalangan = Jawaban Anda: <b>🚫 Berhalangan</b> ({ $reason })
standing-diwakilkan = Jawaban Anda: <b>👥 Diwakilkan</b> oleh { $substitute }
standing-guest = Mohon teruskan undangan ini kepadanya; bot tidak bisa menghubungi orang di luar daftar anggota.
standing-untold = 📵 { $substitute } belum bisa dihubungi lewat bot. Mohon teruskan undangan ini kepadanya.
standing-ask = Tekan salah satu tombol di bawah.
standing-open = Bisa diubah sampai acara dimulai.
standing-came = ✅ Check-in Anda sudah tercatat.
standing-came-at = ✅ Anda tercatat hadir pukul { $at }.
standing-substitute-came = ✅ Check-in wakil Anda sudah tercatat.
standing-substitute-came-at = ✅ Wakil Anda tercatat hadir pukul { $at }.
standing-in-person = ✅ { $name } sudah tercatat hadir sendiri pukul { $at }. Anda tidak perlu check-in.
standing-closed = Acara sudah dimulai; jawaban tidak bisa diubah lagi.
standing-cancelled = Acara ini dibatalkan.

ask-excuse = <b>Mengapa berhalangan?</b>
ask-excuse-next = Pilih alasannya, atau tulis alasan lain.
button-excuse-sakit = 🤒 Sakit
button-excuse-dinas-lain = 🧳 Dinas lain
button-excuse-lainnya = ✏️ Lainnya (tulis)
ask-excuse-text = ✏️ <b>Tulis alasan Anda</b>
ask-excuse-text-next = Kirim dalam satu pesan, misalnya: “mengantar anak ke rumah sakit”
ask-which-session = <b>Berhalangan untuk acara yang mana?</b>
ask-substitute = <b>Siapa yang mewakili Anda?</b>
ask-substitute-next = Orang yang dipilih langsung diberi tahu.
ask-substitute-next-untold = Orang yang dipilih langsung diberi tahu, kecuali yang bertanda 📵: bot belum bisa menghubunginya, teruskan sendiri undangannya.
word-untold = { $name } 📵
button-colleagues = 👥 Rekan sekecamatan
colleagues-title = 👥 <b>Kecamatan { $district }</b> · { $code }
colleagues-none = Belum ada yang diundang dari kecamatan Anda.
colleagues-as-of = Keadaan pukul { $at }.
ask-substitute-none = Semua rekan sekecamatan sudah diundang atau sudah mewakili orang lain. Tulis nama orang lain, atau kembali untuk mengubah jawaban.
toast-hadir = Tercatat: Anda menyatakan hadir.
toast-berhalangan = Tercatat: berhalangan. Terima kasih sudah mengabari.
toast-diwakilkan = Tercatat: diwakilkan. Wakil Anda diberi tahu.
toast-untold = Tercatat: diwakilkan. Wakil Anda belum bisa dihubungi lewat bot; teruskan undangannya.
toast-group-berhalangan = Tercatat: berhalangan. Tekan Mulai di chat pribadi untuk memilih alasannya.
excuse-too-long = Alasan { $length } huruf, paling banyak { $most }. Mohon dipersingkat.
excuse-needs-text = Alasan ditulis dalam pesan teks, misalnya: “mengantar anak ke rumah sakit”. Untuk berhenti: /batal

more-title = 📨 <b>Undangan berikutnya</b>
