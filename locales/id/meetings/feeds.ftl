# Jadwal di kalender ponsel: sebagai file, dan sebagai alamat langganan.
calendar-caption = Buka file ini untuk memasukkan { $count } sesi Anda ke kalender ponsel. Bila jadwal berubah, ambil lagi: yang lama diganti.
calendar-caption-one = Buka file ini untuk memasukkan <b>{ $code }</b> ke kalender ponsel. Bila jadwal berubah, ambil lagi: yang lama diganti.
calendar-empty = Belum ada sesi bertanggal untuk Anda. Lihat rencana: /jadwal
calendar-name-own = Sesi saya – { $office }
calendar-name-division = { $division } – { $office }
button-ics = 🗓 Kalender
button-feed = 🔗 Berlangganan, selalu terbaru
feed-title = 🔗 <b>Alamat kalender</b>
feed-what = Kalender ponsel atau komputer mengambil sendiri jadwal dari alamat ini; pindah dan batal ikut berubah. Alamatnya rahasia: siapa pun yang punya bisa melihat jadwalnya.
feed-open = Sudah ada alamat untuk { $names }: alamat baru menggantikan yang lama.
feed-own = sesi saya
feed-division = divisi { $division }
button-feed-own = 🗓 Sesi saya
button-feed-division = Divisi { $division }
button-feed-close = 🚫 Cabut semua alamat
feed-address = 🔗 <b>Alamat kalender: { $what }</b>
feed-url = <code>{ $url }</code>
feed-how =
    Salin (tekan alamatnya), lalu:
    • Google Kalender (di komputer): Kalender lain → Dari URL
    • iPhone: Kalender → Tambah Kalender Langganan
    • Outlook: Tambah kalender → Berlangganan dari web
    Google memperbaruinya beberapa kali sehari; pengingat tetap dari bot ini.
feed-secret = Rahasiakan. Bila tersebar: /kalender cabut
feed-closed = { $count ->
    [0] Tidak ada alamat kalender Anda yang berlaku.
   *[other] ✅ { $count } alamat kalender dicabut: kalender yang memakainya tidak lagi diperbarui.
  }
