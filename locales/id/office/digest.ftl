# Ringkasan petang untuk kepala.
digest-title = 🗒 <b>Ringkasan { $day }</b>
digest-coming = <b>Tiga hari ke depan</b>
digest-session = • <b>{ $day }</b> { $hours } · { $title } ({ $code })
digest-answers = ✅ { $attending } menyatakan hadir · { $answered } dari { $invited } menjawab
digest-duty-missing = <b>Piket belum melapor ({ $count } dari { $expected })</b>
digest-duty-all = { $expected ->
    [1] 🛡 Piket: laporannya sudah masuk.
   *[other] 🛡 Piket: semua { $expected } laporan masuk.
}
digest-duty-line = • { $district }: { $name }
digest-duty-apart = • { $count } kecamatan disebut dalam pesan tersendiri
digest-incidents = <b>Kejadian sejak ringkasan terakhir</b>
digest-incident-line = • { $district }, { $day }: { $situation } · { $name } · { $number }
digest-duty-late = ⏱ Laporan piket yang masuk terlambat: { $names }
digest-undated = <b>Belum ada tanggal, waktunya segera tiba</b>
digest-overdue = { $more ->
    [0] ⏰ <b>Periode lewat, belum ditetapkan ({ $count }):</b> { $codes }
   *[other] ⏰ <b>Periode lewat, belum ditetapkan ({ $count }):</b> { $codes }, +{ $more }
}
button-digest-overdue = ⏰ Lihat yang lewat ({ $count })
digest-undated-line = • { $code } · { $title } — { $period }
button-digest-date = 📅 Tetapkan { $code }
button-digest-nudge = 🔔 Ingatkan { $count }
button-digest-unregistered = 📵 Siapa yang belum terdaftar
digest-failed = ⚠️ { $count } kiriman gagal: { $reason }
digest-unreachable = 🚫 Tidak bisa dihubungi: { $names }
digest-unregistered = 📵 { $count } orang belum terdaftar
