# Berkas yang dikumpulkan tiap kecamatan sebelum acara.
session-hand-in = 📎 Dikumpulkan tiap kecamatan: { $items }
hand-in-none = Belum ada berkas yang diminta untuk { $code }.
hand-in-ask-items = Apa yang dikumpulkan tiap kecamatan? Tulis, dipisah titik koma. Contoh: <code>DIM; laporan pengawasan; timeline</code>
hand-in-now = Sekarang: { $items }
hand-in-too-many = Paling banyak { $most } jenis berkas, masing-masing paling panjang { $longest } huruf. Contoh: <code>DIM; laporan; timeline</code>
button-hand-in-ask = ➕ Minta berkas
button-hand-in-edit = ✏️ Ubah daftar berkas
button-hand-in-nothing = 🗑 Tidak ada yang dikumpulkan
hand-in-title = 📎 <b>Berkas { $code }</b>
hand-in-item = • <b>{ $item }</b>: { $count } dari { $of } kecamatan. Belum: { $names }
hand-in-item-all = • <b>{ $item }</b>: lengkap ({ $of } kecamatan) ✅
button-hand-in-zip = 📦 Unduh semua ({ $count })
button-hand-in-remind = 🔔 Ingatkan yang belum
hand-in-reminded = { $count ->
    [0] Tidak ada yang perlu atau bisa diingatkan.
   *[other] 🔔 Diingatkan: { $count } orang dari kecamatan yang belum lengkap.
  }
hand-in-told = { $count ->
    [0] Belum ada orang di bot yang bisa diberi tahu.
   *[other] 🔔 Diberi tahu: { $count } orang dari kecamatan yang belum lengkap.
  }
hand-in-missing = 📎 <b>Berkas kecamatan Anda ditunggu</b>
# Below what else is said of the session.
hand-in-beside = 📎 <b>Masih ditunggu dari kecamatan Anda:</b> { $items }
hand-in-missing-next = Tekan Kirim berkas; satu orang dari kecamatan Anda cukup.
hand-in-lacks = ▫️ { $item }
hand-in-there = ✅ { $item }
button-hand-in = 📎 Kirim berkas
button-hand-in-of = 📎 { $code }
button-hand-in-item = { $there ->
    [true] ✅ { $item } (ganti)
   *[other] ▫️ { $item }
  }
hand-in-own = 📎 <b>Berkas kecamatan Anda</b>
hand-in-own-none = Tidak ada berkas yang ditunggu dari kecamatan Anda.
hand-in-first = ⚠️ File itu BELUM tersimpan. Tekan acaranya, pilih berkasnya, lalu kirim lagi.
hand-in-of = <b>{ $code }</b> · { $day }
hand-in-which = <b>Berkas yang mana?</b>
hand-in-ask = 📎 Kirim <b>{ $item }</b> sebagai file atau foto.
hand-in-ask-next = Paling besar 20 MB. Yang dikirim lagi menggantikan yang lama. Batal: /batal
hand-in-needs-file = Itu bukan file atau foto. Kirim { $item } sebagai file atau foto; batal: /batal
hand-in-taken = ✅ <b>{ $item }</b> untuk { $code } diterima: { $name }
hand-in-replaces = Menggantikan { $name } (dari { $by }, { $at }).
hand-in-latest = Terakhir masuk: { $item } dari { $district }, { $at }
hand-in-taken-lacks = Belum ada: { $items }
hand-in-taken-all = Berkas kecamatan Anda lengkap. Terima kasih.
hand-in-archive = 📦 <b>Berkas { $code }</b>: { $count } file, satu folder tiap kecamatan.
hand-in-outside = ⚠️ { $count } tidak ikut (terlalu besar, atau tidak bisa diambil): { $names }
pick-kumpulkan = <b>Berkas untuk sesi yang mana?</b>
pick-kumpulkan-none = Belum ada sesi yang bisa diberi daftar berkas.
pick-kumpulkan-usage = Atau langsung: <code>/kumpulkan SDMO-02/1 DIM; laporan; timeline</code>
