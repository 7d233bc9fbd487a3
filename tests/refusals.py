"""What people are told in many places alike where something is not for them, or no more."""

HEADS_ONLY = "Perintah ini untuk kordiv, ketua, dan admin Bawaslu. Lihat yang bisa Anda lakukan: /bantuan"
OFFICE_ONLY = "Perintah ini untuk petugas Bawaslu. Lihat yang bisa Anda lakukan: /bantuan"
ADMINS_ONLY = "Perintah ini untuk admin Bawaslu. Lihat yang bisa Anda lakukan: /bantuan"
NO_LONGER = "Tombol ini sudah tidak berlaku. Mulai lagi dari /bantuan"
NOT_LINKED = "Grup ini belum ditautkan. Minta admin Bawaslu mengirim /grup di sini."
NOT_YOURS = "Sesi ini tidak ditemukan di kantor Anda. Undangan Anda: /hadir di chat pribadi."
