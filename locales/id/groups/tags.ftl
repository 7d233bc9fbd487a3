# Label anggota di grup: paling panjang 16 huruf, tanpa emoji; divisi menyusul bila muat.
tag-district-chair = Ketua
tag-district-member = Anggota
tag-secretariat-head = Kasek
tag-secretariat-staff = Staf sekretariat
tag-village-supervisor = PKD
tag-office-chair = Ketua Bawaslu
tag-office-head = Kordiv
tag-office-staff = Staf Bawaslu
