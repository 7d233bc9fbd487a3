# Pelaksana harian (Plh.): siapa menerima pesan kepala yang berhalangan, sampai kapan.
deputy-title = 👤 <b>Pelaksana harian (Plh.)</b>
deputy-none = Saat ini tidak ada Plh.
deputy-line = • <b>{ $deputy }</b> – Plh. { $head }, { $days }
deputy-line-coming = • <b>{ $deputy }</b> – akan menjadi Plh. { $head }, { $days }
deputy-usage = Bila Anda akan berhalangan, pilih siapa yang menerima pesan untuk Anda dan bertindak atas nama Anda; atau tulis dalam satu baris: <code>/plh Endah Wijaya 7-10 November 2023</code>
deputy-nobody = Kepala yang berhalangan menunjuk Plh.-nya sendiri dengan /plh
deputy-nobody-own = Belum ada yang bisa menjadi Plh. Anda: Plh. harus kepala atau staf kantor yang terdaftar di bot ini. Minta salah satu mendaftar dulu: buka bot ini, kirim /start, bagikan nomor. Siapa yang belum: /belumdaftar
deputy-usage-for = Kepala yang sakit tidak perlu menunjuk sendiri: tekan tombol di atas, atau tulis <code>/plh Endah Wijaya untuk Heru Nugroho sampai Jumat</code>
button-deputy-for = 🤒 Untuk kepala yang berhalangan
deputy-which-head = 👤 Siapa yang berhalangan?
deputy-no-heads = Tidak ada kepala lain di kantor Anda. Peran diubah dengan /peran
deputy-which-for = 👤 Siapa menjadi Plh. <b>{ $head }</b>?
deputy-nobody-for = Belum ada yang bisa menjadi Plh. <b>{ $head }</b>: Plh. harus kepala atau staf kantor yang terdaftar di bot ini. Lihat siapa yang belum: /belumdaftar
deputy-which = Nama itu ada pada beberapa orang. Siapa?
button-deputy = { $name } ({ $position })
deputy-ask-until = Kapan <b>{ $name }</b> menjadi Plh. { $whose }? Tulis harinya, misalnya <code>sampai Jumat</code> atau <code>7-10 November 2023</code>
deputy-bad-days = “{ $given }” tidak dapat dibaca sebagai hari. Contoh: <code>sampai Jumat</code>, <code>besok</code>, <code>7-10 November 2023</code>
deputy-look = 👤 <b>Periksa dulu: Plh.</b>
deputy-look-who = <b>{ $deputy }</b> menjadi Plh. { $head }
deputy-look-days = 📅 { $days }{ $today ->
    [yes] , mulai sekarang
   *[no] {""}
}
deputy-look-what = Selama itu ringkasan harian, perubahan jawaban, permintaan persetujuan, dan teguran piket yang untuk Anda dikirim kepada Plh.; laporan kejadian kepada Anda berdua. Plh. boleh melakukan di bot yang boleh Anda lakukan. Hak Anda tetap, dan semuanya kembali sendiri kepada Anda sesudah hari terakhir.
deputy-look-what-for = Selama itu ringkasan harian, perubahan jawaban, permintaan persetujuan, dan teguran piket yang untuk { $head } dikirim kepada Plh.; laporan kejadian kepada mereka berdua. Plh. boleh melakukan di bot yang boleh dilakukan kepala itu. Hak kepala itu tetap, dan semuanya kembali sendiri kepadanya sesudah hari terakhir.
button-deputy-yes = ✅ Ya, tunjuk
deputy-named = ✅ <b>{ $deputy }</b> menjadi Plh. Anda, dan diberi tahu.
deputy-named-for = ✅ <b>{ $deputy }</b> menjadi Plh. { $head }; keduanya diberi tahu.
deputy-days = 📅 { $days }
button-deputy-end = Akhiri sekarang: { $deputy }
button-deputy-end-for = Akhiri sekarang: { $deputy } (Plh. { $head })
deputy-ended = ✅ { $deputy } bukan lagi Plh. Anda. Pesan untuk Anda datang lagi kepada Anda.
deputy-ended-for = ✅ { $deputy } bukan lagi Plh. { $head }; keduanya diberi tahu.
deputy-head-named = 👤 <b>{ $deputy } menjadi Plh. Anda</b>, ditunjuk oleh { $by }
deputy-head-named-what = Selama itu pesan untuk Anda datang kepada Plh.; hak Anda tetap. Bila Anda sudah bertugas lagi, akhiri lewat /plh
deputy-head-ended = 👤 { $by } mengakhiri Plh. Anda, { $deputy }. Pesan untuk Anda datang lagi kepada Anda.
deputy-told = 👤 <b>Anda menjadi Plh. { $head }</b>
deputy-told-soon = ⏰ <b>Besok Anda menjadi Plh. { $head }</b>
deputy-told-what = Selama itu pesan untuk kepala itu datang kepada Anda, dengan tulisan “sebagai Plh.”, dan Anda boleh melakukan yang boleh dilakukannya: /menu
deputy-told-ended = 👤 Anda bukan lagi Plh. { $head }: diakhiri oleh yang menunjuk.
deputy-told-ended-by = 👤 Anda bukan lagi Plh. { $head }: diakhiri oleh { $by }
deputy-told-over = 👤 Masa Anda sebagai Plh. { $head } sudah selesai. Terima kasih!
deputy-over = 👤 Masa Plh. { $deputy } sudah selesai. Pesan untuk Anda datang lagi kepada Anda.
deputy-as = 👤 <i>Untuk Anda sebagai Plh. { $heads }</i>
