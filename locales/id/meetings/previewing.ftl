# Pratinjau: pesan yang akan diterima, dan siapa penerimanya.
preview-title = <b>Periksa dulu</b>: pesan ini akan dikirim
preview-people = { $count ->
    [0] 👥 <b>Tidak ada anggota yang diundang.</b>
   *[other] 👥 <b>Untuk { $count } orang</b>, { $reached } di antaranya terdaftar di bot:
}
preview-district = • { $district }: { $names }
preview-office = • Kantor: { $names }
preview-more = … dan { $count } kecamatan lagi
button-preview = 👁 Pesan dan penerima
