# Bentrok: orang, tempat, atau kepala divisi yang diminta dua kali pada jam yang sama.
clash-title = ⚠️ <b>Bentrok pada jam yang sama:</b>
clash-session = • <b>{ $code }</b> · { $day } · { $hours } · { $place }
clash-batch = ↳ gelombang lain dari kegiatan ini
clash-people = ↳ 👥 { $count } orang yang sama
clash-district = ↳ { $district }: { $names }
clash-office = ↳ Kantor: { $names }
clash-districts-more = ↳ dan { $count } kecamatan lain
clash-room = ↳ 📍 tempat yang sama: { $place }
clash-head = ↳ 👤 kepala Divisi { $division } juga memimpin di sana
clash-more = • dan { $count } sesi lain
clash-next = Ya = tetap pada jam ini; yang diminta dua kali membacanya di undangan.
clash-next-nobody = Ya = tetap pada jam ini.
clash-chosen = ↳ ⚠️ { $count } orang juga diminta di { $code }: memilih ini { $here }, memilih itu { $there }, keduanya { $both }, belum { $silent }
clash-chosen-both = ↳ keduanya: { $names }
clash-chosen-silent = ↳ belum memilih: { $names }
clash-twice = ⚠️ <b>Pada jam yang sama</b> Anda juga diharapkan di { $title } ({ $code }), { $day }, { $hours }.
clash-twice-next = Pilih satu; di undangan yang lain tekan Berhalangan atau Diwakilkan (bila Anda wakil: Saya tidak bisa).
