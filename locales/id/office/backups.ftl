# Cadangan basis data: `panwascam db backup` dan `db restore`.
backup-done = { $file }: skema { $revision }, { $size }, sudah dibaca ulang dan utuh
backup-restored = Dipulihkan dari { $file }, skema { $revision }
backup-kept = Isi sebelumnya disimpan di { $kept }
backup-name = Nama berkas { $file } harus berakhir .db (SQLite), .dump (PostgreSQL), atau .jsonl.gz (keduanya)
backup-unknown = { $file } bukan cadangan panwascam
backup-version = { $file } dibuat oleh versi yang lebih baru; perbarui panwascam-bot
backup-damaged = { $file } rusak atau terpotong: { $reason }
backup-newer = Cadangan memakai skema { $revision } yang lebih baru daripada program ini; perbarui panwascam-bot
backup-schema = Skema basis data { $current }, program memerlukan { $head }: panwascam db upgrade
backup-nothing = Belum ada berkas basis data; periksa DATABASE_URL
backup-other-database = Berkas { $kind } bukan untuk basis data ini; pakai nama yang berakhir { $suffix }
backup-needs-server = Cadangan ini dari PostgreSQL (pg_dump); isi DATABASE_URL dengan alamat PostgreSQL
backup-needs-sqlite = Cadangan ini berkas SQLite. Pulihkan ke SQLite, lalu buat cadangan { $suffix } dan pulihkan itu ke PostgreSQL
backup-not-empty = Basis data sudah berisi ({ $held }). Bila memang akan diganti: --force (isinya disimpan dulu)
backup-in-use = { $count } koneksi lain memakai basis data ini. Hentikan semua bot dulu
backup-tool = { $tool } tidak ada di mesin ini; pasang klien PostgreSQL, atau pakai cadangan .jsonl.gz
backup-tool-failed = { $tool }: { $reason }
