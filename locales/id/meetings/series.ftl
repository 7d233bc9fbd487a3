# Pertemuan berulang.
series-ask = 🔁 <b>Diulang kapan?</b>
series-ask-next = Pilih, atau tulis misalnya <code>/ulangi { $code } minggu kedua setiap bulan</code>, <code>/ulangi { $code } tanggal 5</code>, atau <code>/ulangi { $code } mingguan 4 kali</code>
series-weekly = Tiap minggu
series-monthly = Tiap bulan
series-two-monthly = Tiap 2 bulan
series-quarterly = Tiap triwulan
series-none = 🔁 Tidak ada tanggal lagi menurut ulangan itu: ulangan berhenti pada { $until }, akhir rencana.
series-none-held = 🔁 Tidak ada tanggal lagi: semuanya sudah ditetapkan.
series-fewer = ⚠️ Diminta { $times } kali, hanya ada { $count }: ulangan berhenti pada { $until }, akhir rencana.
series-look = Sama untuk <b>{ $count } tanggal</b>, dengan jam, tempat, agenda, dan bawaan yang sama:
series-line = • <b>{ $day } · { $hours }</b> · { $count ->
    [0] peserta dari luar
   *[other] { $count } orang, { $reached } di bot
}
series-missed = ⏭ <b>Tidak tepat pada harinya:</b>
series-missed-none = • { $what }: dilewati ({ $why })
series-missed-moved = • { $what } → { $instead } ({ $why })
series-why-free = { $name }
series-why-weekend = akhir pekan
series-why-late = sesudah akhir rencana
series-why-held = sudah ada { $name }
series-why-no-day = tidak ada tanggal { $number }
series-why-no-week = tidak ada minggu ke-{ $number }
series-done = 🔁 ✅ <b>{ $count } sesi ditetapkan</b>
series-left = ⚠️ Perlu diperiksa satu per satu (bentrok atau sudah ada): { $what }
series-move = 🔁 <b>Mengikuti perubahan { $code }:</b>
series-move-line = • { $code }: <s>{ $old }</s> → <b>{ $new }</b> · { $place }
word-prayer = salat Jumat
series-move-line-free = { $line } · ⚠️ { $free }
series-moved = 🔁 <b>{ $count } sesi berikutnya diubah</b>
series-move-none = Tidak ada sesi setelah { $code } yang masih perlu ikut diubah.
series-cancel-none = Tidak ada sesi setelah { $code } yang masih dapat dibatalkan.
series-cancel = ❌ <b>Batalkan juga yang berikutnya?</b>
series-cancel-line = • { $code } · { $day }
series-cancelled = ❌ <b>{ $count } sesi berikutnya dibatalkan</b>
button-repeat = 🔁 Ulangi
button-set-again = 📅 Buat sekali lagi
button-move-following = 🔁 Ubah juga { $count } berikutnya
button-move-following-yes = 🔁 Ya, ubah semuanya
button-cancel-following = ❌ Batalkan juga { $count } berikutnya
button-cancel-following-yes = ❌ Ya, batalkan semuanya
pick-repeat = <b>Sesi mana yang diulang?</b>
pick-repeat-usage = Atau tulis sekaligus: <code>/ulangi SDMO-09/1 minggu kedua setiap bulan</code>
pick-repeat-none = Belum ada sesi yang akan datang. Tetapkan dulu dengan /tetapkan
