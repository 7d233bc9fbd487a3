# Laporan piket yang belum masuk: kepala sekretariat, lalu divisi.
unreported-title = ⏰ <b>Belum ada laporan piket { $district }</b>
unreported-body = { $day }, shift { $hours }. Laporannya ditunggu dari:
unreported-next = Hubungi petugasnya; bila sudah tidak bertugas, laporkan untuknya dengan tombol di bawah. Tekan “Saya urus” supaya kordiv tidak perlu diberi tahu.
button-duty-chase = 🙋 Saya urus
chased-own = ✅ Anda mengurus laporan ini; kordiv tidak diberi tahu. Laporan yang terlambat tetap diterima.
chased-by = ✅ { $name } sudah mengurus laporan ini.
silent-title = ⏰ <b>{ $count } laporan piket belum masuk</b>
silent-line = • { $day } { $district } · { $officer }
silent-mates = { $officer } dan { $count } rekan
silent-next = Petugas dan kepala sekretariat sudah diingatkan. Rekap: /rekap piket
