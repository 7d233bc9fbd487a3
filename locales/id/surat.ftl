# Surat, daftar hadir, sertifikat: di chat.
button-letter = ✉️ Surat undangan
pick-letter = <b>Surat undangan untuk sesi mana?</b>
pick-letter-usage = Atau tulis sekaligus, dengan perihal bila perlu: <code>/surat SDMO-02/1 Undangan Rapat Koordinasi</code>
pick-letter-none = Tidak ada sesi yang akan datang. Tetapkan dulu dengan /tetapkan
paper-letter = ✉️ <b>Surat undangan { $code }</b>
    Nomor { $number }, tanggal { $day }
paper-letter-changes = Surat perubahan: menyebut surat { $number } dan waktu serta tempat semula.
paper-letter-next = Cetak, tanda tangani, beri cap. Bila diminta lagi, nomor dan tanggalnya tetap.
paper-no-address = ⚠️ Kop belum memuat alamat. Minta pengelola bot mengisi OFFICE_ADDRESS dan OFFICE_CONTACT.
paper-no-signer = ⚠️ Nama penanda tangan dikosongkan: daftar anggota belum memuat Ketua Bawaslu.
