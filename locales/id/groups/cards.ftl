# Kartu kehadiran di grup.
card-title = 📋 <b>Kehadiran</b>
card-scope-all = Semua Panwascam
card-scope = Kecamatan { $district }
card-count = <b>{ $label }: { $count }</b>
card-names = { $names }
card-more = … dan { $count } orang lagi
card-total = Diundang { $invited } · sudah menjawab { $answered } ({ $percent } %)
card-came = ✔️ Sudah check-in: { $came }
card-came-on = ✔️ Sudah check-in, hari ke-{ $number }: { $came }
card-below = ⬇️ Kartu { $code } pindah ke bawah.
card-unlinked = 🔓 Kartu { $code } ditutup: grup ini tidak tertaut lagi.
card-hint = Tekan tombol untuk menjawab undangan Anda.
card-cancelled = ❌ Sesi ini dibatalkan: { $reason }
card-closed = Acara sudah dimulai; jawaban ditutup.
card-over = Acara sudah selesai.
button-private = 💬 Jawab di chat pribadi
