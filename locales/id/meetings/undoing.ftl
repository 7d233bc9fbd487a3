# Menahan pengiriman, mengirim sekarang, mengurungkan.
hold-line = ⏳ Dikirim pukul { $at }. Sampai saat itu dapat dibatalkan tanpa ada yang tahu.
hold-line-night = 🌙 Dikirim pukul { $at }, setelah jam tenang.
hold-line-morning = 🕗 Dikirim { $day } pukul { $at }, jadi satu dengan kabar lain.
hold-over = 📤 Dikirim pukul { $at }.
undo-line = ↩️ Dapat diurungkan sampai pukul { $until }.
undo-line-day = ↩️ Dapat diurungkan sampai { $day } pukul { $until }.
button-send-now = 📤 Kirim sekarang
undo-over = 📌 <b>Keadaan { $at }</b>
undo-over-cancelled = 📌 <b>Keadaan { $at }: { $code } dibatalkan</b>
button-hold-cancel = ✋ Batalkan pengiriman
button-undo = ↩️ Urungkan
undo-ask-schedule = <b>Urungkan { $code }?</b>{ $told ->
    [0] { "" }
   *[other] { " " }{ $told } orang sudah menerima undangannya; mereka diberi tahu bahwa sesi ini batal.
}{ undo-ask-groups }
undo-ask-move = <b>Urungkan perubahan { $code }?</b>{ $told ->
    [0] { "" }
   *[other] { " " }{ $told } orang sudah diberi tahu; mereka menerima kabar bahwa jadwal semula berlaku lagi.
}{ undo-ask-groups }
undo-ask-cancel = <b>Urungkan pembatalan { $code }?</b>{ $told ->
    [0] { "" }
   *[other] { " " }{ $told } orang sudah diberi tahu; mereka diundang lagi.
}{ undo-ask-groups }
kept-schedule = Tidak jadi. Sesi tetap.
kept-move = Tidak jadi. Perubahan tetap berlaku.
kept-cancel = Tidak jadi. Pembatalan tetap berlaku.
kept-people = Tidak jadi. Pesertanya tetap.
button-undo-yes = ↩️ Ya, urungkan
undone-schedule = ↩️ <b>{ $code } diurungkan.</b> { undone-told }
batch-left = ⚠️ Sekarang tidak diundang ke gelombang mana pun: { $districts }
button-set-same = 📅 Tetapkan lagi
undone-move = ↩️ <b>Perubahan { $code } diurungkan</b>, jadwal semula berlaku. { undone-told }
undone-cancel = ↩️ <b>Pembatalan { $code } diurungkan</b>, sesi tetap dilaksanakan. { undone-told }
undo-ask-groups = { $seen ->
    [0] { "" }
   *[other] { " " }Grup yang sudah melihatnya diberi tahu juga: { $groups }.
}
undone-told = { $told ->
    [0] { undone-nobody }
   *[other] { $told } orang yang sudah menerima kabarnya diberi tahu.{ undone-groups }
}
undone-nobody = { $seen ->
    [0] Tidak ada yang sempat menerima kabarnya.
   *[other] { undone-seen }
}
undone-groups = { $seen ->
    [0] { "" }
   *[other] { " " }{ undone-seen }
}
undone-seen = Grup yang sudah melihatnya diberi tahu: { $groups }.
undo-ask-all-move = <b>Urungkan perubahan { $count } sesi?</b>{ $told ->
    [0] { "" }
   *[other] { " " }Kabarnya sudah diterima { $told } kali; yang menerimanya diberi tahu bahwa jadwal semula berlaku lagi.
}{ undo-ask-groups }
undo-ask-all-cancel = <b>Urungkan pembatalan { $count } sesi?</b>{ $told ->
    [0] { "" }
   *[other] { " " }Kabarnya sudah diterima { $told } kali; yang menerimanya diundang lagi.
}{ undo-ask-groups }
undone-all-move = ↩️ <b>Perubahan { $count } sesi diurungkan</b>, jadwal semula berlaku. { undone-told-all }
undone-all-cancel = ↩️ <b>Pembatalan { $count } sesi diurungkan</b>, semuanya tetap dilaksanakan. { undone-told-all }
undone-told-all = { $told ->
    [0] { undone-nobody }
   *[other] Yang sudah menerima kabarnya diberi tahu.{ undone-groups }
}
sent-now = 📤 Dikirim sekarang.
