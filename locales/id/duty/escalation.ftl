# Laporan piket yang belum masuk: kepala sekretariat, lalu divisi.
unreported-title = ⏰ <b>Belum ada laporan piket { $district }</b>
unreported-body = { $day }, shift { $hours }. Laporannya ditunggu dari:
unreported-next = Hubungi petugasnya; bila ia tidak bisa melapor, laporkan untuknya dengan tombol di bawah. Tekan “Saya urus” supaya peringatan ini tidak diteruskan ke kordiv.
button-duty-chase = 🙋 Saya urus
chased-own = ✅ Anda mengurus laporan ini; peringatan tidak diteruskan ke kordiv. Laporan yang terlambat tetap diterima.
chased-by = ✅ { $name } sudah mengurus laporan ini.
silent-title = ⏰ <b>{ $count } laporan piket belum masuk</b>
silent-line = • { $day } { $district } · { $officer }
silent-mates = { $officer } dan { $count } rekan
unreported-unreached = { $officer } (📵 { $why })
silent-next-unreached = Yang terdaftar di bot sudah diingatkan; yang bertanda 📵 tidak dijangkau bot: telepon. Rekap: /rekap piket
silent-next = Yang terdaftar di bot sudah diingatkan. Rekap: /rekap piket
