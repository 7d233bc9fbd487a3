# Tukar gelombang: diminta anggota, diputuskan kepala.
button-switch = 🔀 Tukar gelombang
switch-title = 🔀 <b>Tukar gelombang</b>
switch-own = Gelombang Anda: <b>{ $code }</b> · { $day } · { $hours }
switch-batch = • <b>{ $code }</b> · { $day } · { $hours } · { $invited } diundang, { $coming } akan hadir, { $seats }
switch-seats-all = kursi cukup
switch-seats-left = { $left ->
    [0] kursi penuh ({ $seats })
   *[other] sisa { $left } dari { $seats } kursi
}
switch-next = Pilih gelombang yang Anda minta. Kepala divisi yang memutuskan; sampai itu undangan Anda tetap.
switch-waiting = Permintaan Anda ke <b>{ $code }</b> menunggu jawaban kepala divisi. Sampai itu undangan Anda tetap.
button-switch-to = { $code } · { $day }
switch-asked = 🔀 Permintaan pindah dari <b>{ $before }</b> ke <b>{ $after }</b> sudah dikirim. Jawabannya datang di sini; sampai itu undangan Anda tetap.
switch-request = 🔀 <b>Permintaan tukar gelombang</b>
switch-who = <b>{ $name }</b> ({ $district }) minta pindah
switch-arrow = ↓ ke
button-switch-yes = ✅ Setujui
button-switch-no = ❌ Tolak
switch-agreed = ✅ Disetujui { $by }
switch-declined = ❌ Ditolak { $by }
switch-off = ℹ️ { $after } dibatalkan, jadi Anda tidak bisa pindah ke sana. Undangan Anda tetap:
switch-again = ℹ️ { $after } jadi dilaksanakan, jadi permintaan Anda pindah ke sana menunggu persetujuan lagi. Sampai itu undangan Anda tetap:
switch-refused = ℹ️ Permintaan Anda pindah ke { $after } tidak disetujui. Undangan Anda tetap:
switched-sign = Gelombang Anda diganti
switched-title = 🔀 <b>{ switched-sign }</b>: { $before } → <b>{ $after }</b>
