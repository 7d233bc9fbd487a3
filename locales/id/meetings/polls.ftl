# Jajak tanggal: menanyakan beberapa pilihan waktu sebelum menetapkan satu.
poll-title = 🗳 <b>Kapan Anda bisa?</b>
poll-again = 🗳 <b>Mohon dijawab: kapan Anda bisa?</b>
poll-place = { $code } · 📍 { $place }
poll-slot = { $sign } <b>{ $number }.</b> { $day } · { $hours }
poll-next = Untuk tiap waktu: ✅ bisa · 🤔 kalau perlu · ❌ tidak. Ini belum undangan.
poll-thanks = Terima kasih, tercatat. Masih bisa diubah sampai waktunya dipilih.
poll-confirm = Pertanyaan dikirim setelah Anda menekan Ya.
poll-asked = 🗳 <b>Jajak tanggal { $code }</b> { $count ->
    [0] belum sampai kepada siapa pun; yang mendaftar di bot langsung ditanya.
   *[other] dikirim kepada { $count } orang. Yang diam diingatkan sekali, lusa pagi.
}
poll-unreached = ↳ { $count } lain belum terdaftar di bot, jadi belum ditanya: /belumdaftar
poll-standing = 🗳 <b>Jajak tanggal { $code }</b>
poll-counts = ↳ ✅ { $can } · 🤔 { $perhaps } · ❌ { $cannot }
poll-silent = Belum menjawab: <b>{ $count }</b> dari { $asked } orang
poll-over = 🗳 <b>Jajak tanggal { $code } sudah ditutup</b>
poll-over-soon = Waktunya sudah dipilih; undangannya menyusul.
poll-over-toast = Jajak tanggal { $code } sudah ditutup: tanggalnya { $when }.
poll-over-toast-soon = Jajak tanggal { $code } sudah ditutup; undangannya menyusul.
poll-dated = 📌 { $code }: { $days } · { $hours }
poll-usage =
    Tulis kode, lalu satu baris untuk tiap pilihan (dua sampai lima), contoh:
    <code>/jajak SDMO-09
    14 November 2023 09.00-12.00
    15 November 2023 13.00-15.00</code>
    Tanpa pilihan: hasil sementara. Pilihan yang baik: /usul
poll-usage-proposed =
    Atau tekan kegiatannya: bot mengusulkan waktunya, dan Anda melihat pesannya dulu.
poll-toast = Tercatat.
button-poll-all = ✅ Semua bisa
button-poll-ask = 🗳 Tanyakan dulu ke peserta
button-poll-standing = 📊 Hasil sementara
button-poll-choose = 📅 { $slot }
