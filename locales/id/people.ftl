# Pendaftaran dan profil.
start-welcome = Selamat datang di bot <b>{ $office }</b>
start-consent = Bot ini mengirim undangan dan pengingat kegiatan, mencatat kehadiran dan laporan piket Anda. Dengan membagikan nomor, Anda setuju nomor dan nama Anda dipakai untuk itu saja.
start-next = Tekan tombol <b>Bagikan nomor</b> di bawah. Nomor harus sama dengan yang tercatat di sekretariat.
start-at-the-door = Untuk check-in: sesudah terdaftar, pindai sekali lagi kode QR di tempat acara.
button-share = Bagikan nomor
share-placeholder = Tekan tombol Bagikan nomor
registered = ✅ <b>Anda terdaftar.</b> Terima kasih!
registered-again = ✅ <b>Anda sudah terdaftar.</b>
registered-name = 👤 <b>{ $name }</b>
registered-next = Undangan dan pengingat datang di chat ini. Jadwal: /jadwal · Bantuan: /bantuan
registered-next-head = Rencana divisi: /papan · Tetapkan tanggal: /tetapkan · Rekap kehadiran: /rekap · Bantuan: /bantuan
registered-open = { $count ->
    [0] Saat ini tidak ada undangan yang menunggu jawaban Anda.
   *[other] 📨 Ada { $count } undangan yang menunggu jawaban Anda: /hadir
}
registered-nearest = Acara Anda yang terdekat: { $day } · { $title }
registered-stands-in = 👥 Anda mewakili { $name }: { $day } · { $title } (lihat /hadir)
profile-position = { $position }
profile-district = Kecamatan { $district }
profile-office = { $office }
profile-division = Divisi { $division }
profile-role = Peran di bot: { $role }
profile-phone = Telepon: { $phone }
profile-wrong = Ada yang keliru? Sampaikan kepada admin Bawaslu.
role-anggota = anggota
role-kepala = kepala
role-admin = admin
start-in-group = Untuk mendaftar, buka chat pribadi dengan @{ $bot } lalu kirim /start di sana.

link-other = ⚠️ Tautan ini untuk <b>{ $name }</b>
link-present = Akun ini terdaftar sebagai <b>{ $name }</b>
link-means = Bila Anda pindah, yang lama dilepas dari akun ini beserta hak dan undangannya.
link-agreed = Akun ini sekarang untuk <b>{ $name }</b>
link-left = Baik, tidak ada yang berubah.
link-press = Tekan salah satu tombol di atas, atau /batal
button-link-yes = Ya, saya { $name }
button-link-no = Bukan saya

account-taken = ⚠️ <b>{ $name }</b> sekarang terdaftar di akun Telegram lain ({ $at }, dengan { $how }).
account-taken-next = Bila bukan Anda yang melakukannya, tekan tombol di bawah dalam 24 jam.
button-account-taken = Bukan saya, kembalikan
account-moved = 📱 <b>{ $name }</b> pindah ke akun Telegram lain ({ $at }, dengan { $how }).
account-moved-next = Akun lama sudah diberi tahu. Bila pemiliknya tidak merasa pindah, kembalikan dalam 24 jam.
button-account-moved = Kembalikan ke akun lama
account-handed = 📱 Akun Telegram <b>{ $name }</b> sekarang dipakai <b>{ $by }</b> ({ $at }, dengan { $how }).
account-handed-next = Yang lama kini belum terdaftar. Bila keliru, ia membagikan nomornya lagi, atau buatkan tautan: /belumdaftar
account-released = ℹ️ Nomor Anda sekarang tercatat atas nama <b>{ $by }</b>. Akun ini tidak lagi terdaftar sebagai <b>{ $name }</b>, dan undangan untuk nama itu tidak berlaku lagi. Bila Anda { $by }: /start. Bila ini keliru, hubungi { $admins }
account-back-ask = <b>Kembalikan { $name } ke akun lamanya?</b>
account-back-means = Akun yang sekarang tidak lagi terdaftar atas nama itu. Tanyakan dulu kepada orangnya, di luar Telegram. Bila tidak jadi, abaikan pesan ini.
button-account-back = Ya, kembalikan
refused-account-moves = Akun ini atau nama itu sudah berpindah { $most } kali dalam sehari. Coba lagi besok, atau hubungi { $admins }
account-by-contact = nomor telepon
account-by-link = tautan pendaftaran
account-yours = ✅ <b>{ $name }</b> terdaftar kembali di akun ini. Undangan: /hadir
account-given-back = ✅ <b>{ $name }</b> terdaftar kembali di akun lamanya.
account-undone = ↩️ Pendaftaran <b>{ $name }</b> di akun ini dibatalkan dan kembali ke akun lama. Bila itu keliru, hubungi { $admins }
account-returned = ↩️ <b>{ $name }</b> terdaftar kembali di akun lamanya, oleh { $by }.
account-itself = akun lama itu sendiri
