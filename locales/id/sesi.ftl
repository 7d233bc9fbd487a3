# Menetapkan, mengubah, membatalkan sesi.
set-usage = Tulis: /tetapkan kode tanggal jam tempat, contoh: <code>/tetapkan SDMO-02 2023-10-06 09:00-12:00 Aula Bawaslu</code>
set-pick-activity = <b>Kegiatan mana yang ditetapkan tanggalnya?</b>
set-pick-none = Semua kegiatan sudah punya sesi yang akan datang. Untuk gelombang berikutnya: /tetapkan kode tanggal jam tempat
set-ask-date = <b>{ $title }</b> ({ $code }). Rencana: { $period }. Tanggal berapa? Tulis misalnya <code>12 Oktober 2023</code>, atau pilih:
set-ask-time = { $day }. Jam berapa? Tulis misalnya <code>09:00-12:00</code> atau <code>09:00</code>, atau pilih:
set-ask-place = { $day }, { $time }. Di mana? Tulis tempatnya, misalnya <code>Aula Bawaslu Kabupaten Blitar</code>, atau pilih:
set-office-place = Kantor Bawaslu Kabupaten Blitar
set-confirm = <b>Periksa dulu</b>
set-confirm-next = Undangan langsung dikirim setelah Anda menekan Ya.
set-outside = ⚠️ Rencana menyebut <b>{ $period }</b>, di luar tanggal ini. Tetap ditetapkan?
set-cancelled = Dibatalkan; tidak ada yang berubah.
set-done = ✅ <b>Ditetapkan</b>
set-reach = { $invited ->
    [0] Tidak ada undangan kepada anggota; peserta dari luar dimasukkan jumlahnya sesudahnya.
   *[other] { $invited } orang diundang; { $reachable } sudah terdaftar di bot dan segera diberi tahu.
}
set-reach-groups = { $groups } grup mendapat kartu kehadiran.
set-unregistered = { $count } undangan belum terdaftar di bot. Lihat dan ajak mereka: /belumdaftar
set-next = Ubah: /ubah { $code } tanggal jam tempat · Batalkan: /batalkan { $code } alasan · Rekap: /rekap { $code }
move-usage = Tulis: /ubah sesi tanggal jam tempat, contoh: <code>/ubah SDMO-02/1 2023-10-09 09:00-12:00 Aula Bawaslu</code>. Tempat boleh dikosongkan bila tetap.
move-done = 🔁 <b>Diubah.</b> Semua yang sudah diberi tahu mendapat kabar perubahan.
cancel-usage = Tulis: /batalkan sesi alasan, contoh: <code>/batalkan SDMO-02/1 bertepatan dengan hari libur</code>
cancel-confirm = Batalkan { $code } ({ $day })? Alasan: { $reason }
cancel-done = ❌ <b>{ $code } dibatalkan.</b> { $people } orang dan { $groups } grup diberi tahu.
outsiders-usage = Tulis: /peserta sesi jumlah, contoh: <code>/peserta P2H-05/1 18</code>
outsiders-done = Tercatat: { $count } peserta dari luar untuk { $code }.
date-not_a_date = “{ $given }” bukan tanggal. Tulis misalnya 2023-10-12, 12/10/2023, atau 12 Oktober 2023.
date-unknown_month = Bulan “{ $given }” tidak dikenal. Tulis misalnya 12 Oktober 2023.
date-no_such_day = “{ $given }” tidak ada: { $month } hanya sampai tanggal { $last }.
date-weekday_mismatch = “{ $given }” tidak cocok: tanggal { $date } jatuh pada hari { $right }.
date-missing_year = “{ $given }” belum menyebut tahun, contoh: 12 Oktober 2023.
date-not_a_time = “{ $given }” bukan jam. Tulis misalnya 09:00, 09.00-12.00, atau 13:30-selesai.
date-end_before_start = “{ $given }”: jam selesai harus setelah jam mulai.
