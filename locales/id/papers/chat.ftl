# Surat, daftar hadir, sertifikat: di chat.
button-letter = ✉️ Surat undangan
pick-letter = <b>Surat undangan untuk sesi mana?</b>
pick-letter-usage = Atau tulis sekaligus, dengan perihal bila perlu: <code>/surat SDMO-02/1 Undangan Rapat Koordinasi</code>
pick-letter-none = Tidak ada sesi yang akan datang. Tetapkan dulu dengan /tetapkan
paper-letter = ✉️ <b>Surat undangan { $code }</b>
    Nomor { $number }, tanggal { $day }
paper-letter-changes = Surat perubahan: menyebut surat { $number } dan waktu serta tempat semula.
paper-letter-next = Cetak, tanda tangani, beri cap. Bila diminta lagi, nomor dan tanggalnya tetap.
paper-email = Surel: { $email }
paper-website = Laman: { $website }
paper-no-address = ⚠️ Kop belum memuat alamat. Minta pengelola bot: panwascam office set
paper-no-signer = ⚠️ Nama penanda tangan dikosongkan: daftar anggota belum memuat Ketua Bawaslu.
button-list = 📝 Daftar hadir
button-list-filled = 📝 Terisi
button-certificates = 🎓 Sertifikat
pick-list = <b>Daftar hadir untuk sesi mana?</b>
pick-list-usage = Atau tulis sekaligus: <code>/daftarhadir SDMO-02/1</code>
pick-list-none = Tidak ada sesi sepekan terakhir atau yang akan datang. Untuk sesi lama: <code>/daftarhadir SDMO-02/1</code>
pick-certificate = <b>Sertifikat untuk sesi mana?</b>
pick-certificate-usage = Atau tulis sekaligus: <code>/sertifikat SDMO-02/1</code>
pick-certificate-none = Belum ada sertifikat: tidak ada sesi yang sudah selesai dengan kehadiran tercatat.
paper-list = 📝 <b>Daftar hadir { $code }</b> untuk ditandatangani, { $invited } orang
paper-list-next = Sesudah acara, catat yang hadir dengan <code>/absen { $code }</code>, atau ketik dari kertas: tombol <b>Isian XLSX</b>.
button-list-form = 📥 Isian XLSX
paper-list-form = 📥 <b>Isian daftar hadir { $code }</b>
paper-list-form-next =
    Isi kolom jam bagi yang hadir (contoh 08.45, atau “ya”); yang tidak hadir dikosongkan. Kolom wakil hanya bila wakilnya yang hadir.
    Lalu kirim file ini kembali ke sini.
paper-list-filled = 📝 <b>Daftar hadir { $code }</b> terisi: { $came } dari { $invited } orang hadir. Data per { $moment }
paper-certificates = 🎓 <b>{ $count } sertifikat { $code }</b>
    Nomor { $first } s.d. { $last }
paper-certificate = 🎓 <b>Sertifikat { $code }</b> untuk { $name }
    Nomor { $number }
