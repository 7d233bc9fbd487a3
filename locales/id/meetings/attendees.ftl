# Siapa yang diundang ke satu sesi: orang per nama, kecamatan per gelombang.
pick-undang = <b>Mengundang seseorang ke sesi mana?</b>
pick-undang-usage = Atau tulis sekaligus: <code>/undang SDMO-02/1 Siti Aminah</code>
pick-undang-none = Tidak ada sesi yang akan datang. Tetapkan dulu dengan /tetapkan
pick-keluarkan = <b>Siapa yang tidak diundang: ke sesi mana?</b>
pick-keluarkan-usage = Atau tulis sekaligus: <code>/keluarkan SDMO-02/1 Siti Aminah</code>
pick-keluarkan-none = Tidak ada sesi yang akan datang. Tetapkan dulu dengan /tetapkan
attendee-ask = Tulis namanya, atau sebagian namanya. Untuk berhenti: /batal
attendee-who = <b>Siapa yang dimaksud?</b>
attendee-none = Tidak ada anggota bernama “{ $given }”. Tulis nama lain, atau /batal
attendee-many = Ada { $count } orang bernama “{ $given }”. Tulis lebih lengkap.
attendee-added = ➕ <b>{ $name } diundang</b> ke { $code }. Sekarang { $count } orang diundang.
attendee-removed = ➖ <b>{ $name } tidak diundang</b> ke { $code }. Sekarang { $count } orang diundang.
attendee-leave-out = <b>Keluarkan { $name } dari { $code }?</b>
attendee-leave-out-told = Undangannya sudah sampai; ia akan diberi tahu bahwa undangannya ditarik.
attendee-leave-out-answer = Jawabannya: { $answer }
button-leave-out = 🗑 Ya, keluarkan

batches-pick = <b>Gelombang kegiatan mana?</b>
batches-usage = Tulis: /gelombang kegiatan, contoh: <code>/gelombang HPS-07</code>. Kegiatan itu sudah punya dua sesi atau lebih yang akan datang. Dengan daftar sendiri: <code>/gelombang HPS-07/1 Wonodadi, Udanawu</code>
batches-title = <b>Pembagian gelombang { $code }</b>
batches-one = Hanya satu sesi yang akan datang; semua sasaran diundang ke sana.
batches-batch = <b>{ $code }</b> · { $day } · { $hours } · { $people } orang
batches-districts = ↳ { $districts }
batches-next = Setiap kecamatan masuk satu gelombang. Yang berpindah gelombang diberi tahu.
button-divide = ✅ Bagi begini
batches-done = ✅ <b>Gelombang { $code } dibagi</b>
