# Pengingat H-1, pertanyaan ulang, dan beberapa kabar dalam satu pesan.
soon-line = 🔔 Pelaksanaan: <b>{ $relative }</b>
reminder-title = 🔔 <b>Pengingat: { $relative } pukul { $at }</b>
reminder-title-day = 🔔 <b>Pengingat: { $relative } pukul { $at }, hari ke-{ $number }</b>
reminder-title-running = 🔔 <b>Sedang berlangsung</b>
reminder-title-over = 🔔 <b>Sudah selesai</b>
gathered-reminders = 🔔 <b>Pengingat: { $relative }, { $count } acara</b>
gathered-at = 🔔 <b>Pukul { $at }</b>
gathered-nudges = ⏳ <b>Mohon jawaban Anda: { $count } acara</b>
gathered-invitations = 📨 <b>Undangan: { $count } acara</b>
gathered-next = Jawab tiap acara dengan tombol bernomornya; bisa diubah sampai acara dimulai.
gathered-title = 🔔 <b>{ $count } kabar untuk Anda</b>
gathered-crossing = ⚠️ Nomor { $one } dan { $two } berlangsung pada jam yang sama. Pilih satu; untuk yang lain tekan Berhalangan atau Diwakilkan.
gathered-part = <b>{ $number }.</b> { $heading }
nudge-title = ⏳ <b>Mohon jawaban Anda</b> · <b>{ $when }</b>
reminder-substitute = Anda mewakili <b>{ $name }</b>
