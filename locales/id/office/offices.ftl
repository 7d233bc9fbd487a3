# Kantor yang dilayani bot: `panwascam office`, dan bila tidak jelas kantor mana yang dimaksud.
office-any = Bawaslu
office-added = { $code } { $name } ditambahkan.
office-added-next =
    Berikutnya (tambahkan --kantor { $code } di tiap perintah):
      panwascam import kecamatan FILE
      panwascam import roster FILE
      panwascam import calendar FILE
office-there = { $code } { $name } sudah ada, tidak ada yang berubah.
office-changed = { $code }: { $options } diubah.
office-same = { $code }: tidak ada yang berubah.
office-none = Belum ada kantor. Tambahkan: panwascam office add KODE NAMA --zona WIB
office-counts = zona { $zone }, { $districts } kecamatan, { $people } anggota ({ $registered } terdaftar), rencana { $plans }
office-districts = { $villages } desa/kelurahan di kecamatan: { $names }
office-by-setting = { $option }: ditentukan { $setting } di .env atau lingkungan; ubah atau hapus di sana
office-bad-code = “{ $given }” bukan kode kabupaten/kota; contoh: 63.10
office-bad-name = nama kantor wajib diisi; contoh: Bawaslu Kabupaten Tanah Bumbu
office-bad-long = terlalu panjang ({ $length } huruf, paling banyak { $most }): “{ $given }”
office-bad-zone = zona waktu tidak dikenal: “{ $given }”; pilih WIB, WITA, atau WIT
office-bad-pattern = “{ $given }” harus memuat { "{urut}" } dan { "{tahun}" }; contoh: { $example }
office-logo-there = ada
office-logo-file = --logo: berkas { $file } tidak bisa dibaca. Sebut berkas PNG atau JPEG
office-logo-broken = --logo: gambarnya rusak. Buka, lalu simpan ulang sebagai PNG
office-bad-logo = logo bukan gambar PNG atau JPEG; simpan ulang gambarnya sebagai PNG
office-bad-logo-large = logo { $size } KB, paling besar { $most } KB; perkecil gambarnya
office-bad-classification = “{ $given }” bukan divisi atau jenis ({ $divisions }) dengan kode sepanjang paling banyak { $most } huruf; contoh: SDMO=KP.04, LHP=PM.01.02
refused-office-unknown = Tidak ada kantor berkode { $code }. Yang ada: { $known }
refused-office-there = Kode { $code } sudah dipakai { $name } dengan isi lain; ubah dengan: panwascam office set { $code }
refused-office-to-add = Kantor { $code } belum ada. Tambahkan: panwascam office add { $code } NAMA --zona WIB (atau WITA, WIT), atau isi OFFICE_NAME
refused-which-office = Bot ini melayani beberapa kantor; sebut dengan --kantor KODE. Yang ada: { $offices }
