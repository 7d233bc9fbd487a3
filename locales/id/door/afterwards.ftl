# Sesudah kegiatan: terima kasih, alasan tidak hadir, materi, notulen, kuesioner.
thanks-title = 🙏 <b>Terima kasih sudah hadir</b>
thanks-survey = Mohon isi kuesioner singkat: lima pertanyaan, satu menit.
button-own-certificate = 🎓 Sertifikat saya
button-survey = 📝 Isi kuesioner
button-material = 📎 { $name }
button-files-more = 📂 { $count } berkas lain
files-page = 📂 <b>Berkas { $first }–{ $last } dari { $count }</b>
material-link =
    🔗 <b>{ $name }</b>
    { $address }
absence-title = ❓ <b>Anda tidak tercatat hadir</b>
absence-next = Anda sudah menyatakan hadir. Mengapa tidak hadir? Bila sebenarnya hadir, sampaikan kepada petugas Bawaslu.
absence-title-substitute = ❓ <b>Wakil Anda tidak tercatat hadir</b>
absence-next-substitute = { $name } ditunjuk mewakili Anda. Mengapa tidak hadir? Bila sebenarnya hadir, sampaikan kepada petugas Bawaslu.
absence-came = ✅ <b>Anda sudah tercatat hadir.</b> Tidak perlu memberi alasan.
absence-came-substitute = ✅ <b>Wakil Anda sudah tercatat hadir.</b> Tidak perlu memberi alasan.
absence-done = Tercatat. Terima kasih sudah mengabari.
absence-ask-text = Tulis alasan tidak hadir dalam satu pesan, misalnya: “mengantar anak ke rumah sakit”. /batal untuk berhenti.
absence-needs-text = Alasan ditulis dalam pesan teks, misalnya: “mengantar anak ke rumah sakit”. /batal untuk berhenti.
materials-title = 📎 <b>Materi</b>
minutes-title = 🗒 <b>Notulen</b>
minutes-next = Tekan tombol untuk mengunduhnya.
pick-materi = <b>Materi untuk sesi mana?</b>
pick-materi-usage = Atau kirim filenya dengan keterangan <code>/materi SDMO-02/1</code>
pick-materi-none = Tidak ada sesi yang dekat. Untuk sesi lama: <code>/materi SDMO-02/1</code>
files-photo = Foto { $number }.jpg
files-which = File ini untuk sesi mana? Kirim lagi dengan kodenya sebagai keterangan, contoh: <code>/{ $command } SDMO-02/1</code>
button-files-done = ✅ Selesai
pick-notulen = <b>Notulen untuk sesi mana?</b>
pick-notulen-usage = Atau kirim filenya dengan keterangan <code>/notulen SDMO-02/1</code>
pick-notulen-none = Tidak ada sesi yang dekat. Untuk sesi lama: <code>/notulen SDMO-02/1</code>
files-ask-materi = Kirim file materi <b>{ $code }</b>, satu per satu. Semua yang diundang langsung diberi tahu.
files-ask-notulen = Kirim file notulen <b>{ $code }</b>. Semua yang diundang langsung diberi tahu.
files-ask-materi-later = Kirim file materi <b>{ $code }</b>, satu per satu. Semua yang diundang diberi tahu pukul { $at }, setelah jam tenang.
files-ask-notulen-later = Kirim file notulen <b>{ $code }</b>. Semua yang diundang diberi tahu pukul { $at }, setelah jam tenang.
files-needs-file = Kirim sebagai file (📎 → File), misalnya PDF, sebagai foto, atau sebagai tautan (https://…).
files-done-materi =
    📎 Materi { $code } tersimpan dan dikabarkan kepada semua yang diundang.
    Ada lagi? Kirim file berikutnya, atau tekan Selesai.
files-done-notulen =
    🗒 Notulen { $code } tersimpan dan dikabarkan kepada semua yang diundang.
    Ada lagi? Kirim file berikutnya, atau tekan Selesai.
files-done-materi-later =
    📎 Materi { $code } tersimpan. Semua yang diundang diberi tahu pukul { $at }, setelah jam tenang.
    Ada lagi? Kirim file berikutnya, atau tekan Selesai.
files-done-notulen-later =
    🗒 Notulen { $code } tersimpan. Semua yang diundang diberi tahu pukul { $at }, setelah jam tenang.
    Ada lagi? Kirim file berikutnya, atau tekan Selesai.
survey-title = 📝 <b>Kuesioner</b>
survey-scale = 1 = sangat tidak setuju · 5 = sangat setuju
survey-progress = Pertanyaan { $number } dari { $of }
survey-understanding = Pemahaman saya tentang materi meningkat.
survey-relevance = Materi sesuai dengan tugas saya.
survey-delivery = Narasumber menjelaskan dengan baik.
survey-usefulness = Saya bisa langsung menerapkannya.
survey-organisation = Waktu, tempat, dan pelaksanaan baik.
survey-done = ✅ <b>Kuesioner terkirim.</b> Terima kasih. Jawaban bisa diubah sampai sepekan sesudah kegiatan.
button-survey-text = ✏️ Tambah saran
button-survey-again = 🔄 Ubah jawaban
survey-ask-text = Tulis saran atau kritik Anda dalam satu pesan. /batal untuk berhenti.
survey-text-done = Saran Anda tersimpan. Terima kasih.
refused-survey-absent = Kuesioner ini untuk yang hadir. Bila Anda hadir tetapi belum tercatat, sampaikan kepada petugas Bawaslu.
refused-survey-closed = Kuesioner { $code } dibuka sejak acara selesai selama sepekan.
refused-survey-long = Saran { $length } huruf, paling banyak { $most }. Mohon dipersingkat.
pick-survey = <b>Hasil kuesioner sesi mana?</b>
pick-survey-usage = Atau tulis: <code>/kuesioner SDMO-02/1</code>
pick-survey-none = Belum ada sesi yang selesai sebulan terakhir. Untuk sesi lama: <code>/kuesioner SDMO-02/1</code>
results-title = 📝 <b>Hasil kuesioner</b>
results-none = Belum ada yang mengisi.
results-sheets = { $count } orang mengisi.
results-line = { $mean } · { $question }
results-success = ✅ Pemahaman meningkat: { $percent }% dari { $responses } (target { $target }%)
results-failure = ⚠️ Pemahaman meningkat: { $percent }% dari { $responses } (target { $target }%)
results-texts = <b>Saran</b>
results-text = • { $text }
results-more = … dan { $count } saran lagi
button-results-picture = 📊 Gambar
audit-invitation-absence = menjelaskan tidak hadir di { $what }
audit-session-materi = menambah materi { $what }
audit-session-notulen = menambah notulen { $what }
menu-kuesioner = Hasil kuesioner
menu-materi = Kirim materi sesi
menu-notulen = Kirim notulen sesi
