// Labels of the page itself, Indonesian and English; what the bot says is Indonesian in both.
import { store } from "./store.js";

const TEXTS = {
  demo: ["demo", "demo"], title: ["Demo Panwascam", "Panwascam demo"],
  value: ["Undangan, pengingat, kehadiran, dan rekap Panwascam di Telegram. Semua di halaman ini bot sungguhan; orangnya contoh.", "Invitations, reminders, attendance and recaps for election supervisors, in Telegram. The bot is real and speaks Indonesian, the people are samples."],
  other: ["English", "Indonesia"],
  clock: ["Jam demo", "Demo clock"],
  "leap-hour": ["+1 jam", "+1 hour"], "leap-tomorrow": ["besok 08.00", "tomorrow 08.00"], "leap-reminder": ["ke H-1", "to the day before"],
  "leap-day": ["ke hari H", "to the day itself"], "leap-week": ["+1 minggu", "+1 week"],
  "nowhere-reminder": ["Tidak ada H-1 di depan. Minta Kordiv menetapkan tanggal kegiatan dulu.", "No day before a meeting lies ahead. Let the division head set a date first."],
  "nowhere-day": ["Tidak ada hari H di depan. Minta Kordiv menetapkan tanggal kegiatan dulu.", "No meeting lies ahead. Let the division head set a date first."],
  phone: ["Ponsel", "Phone"], "whose-phone": ["Ponsel siapa", "Whose phone"], panel: ["Cerita", "Story"], screens: ["Layar", "Screens"],
  commissioner: ["Komisioner", "Commissioner"], group: ["Grup", "Group"], head: ["Kordiv", "Head"],
  acts: ["Coba keadaan lain", "Try what may happen"], "answer-all": ["22 kecamatan menjawab", "Let 22 districts answer"],
  "asked": ["{n} orang akan menekan tombolnya dalam 20 detik.", "{n} people will press their buttons within 20 seconds."],
  "asked-0": ["Tidak ada yang sedang ditanya.", "Nobody is being asked anything."],
  "fault-kill": ["Bot mati mendadak", "The bot dies"], "fault-away": ["Telegram tak terjangkau", "Telegram is away"],
  "fault-flood": ["Telegram kewalahan (429)", "Telegram is overloaded (429)"], "fault-block": ["Ponsel 1 memblokir bot", "Phone 1 blocks the bot"],
  "kill-on": ["Bot mati. Tekan apa saja di ponsel: pesan menunggu, tidak hilang.", "The bot is dead. Press anything on a phone: it waits and is not lost."],
  "kill-off": ["Bot hidup lagi dan mengerjakan yang tertunda.", "The bot is back and does what waited."],
  "away-on": ["Telegram tak terjangkau. Yang terutang tetap tercatat di buku kiriman.", "Telegram is away. What is owed stays in the ledger."],
  "away-off": ["Telegram kembali. Bot mengirim yang tertunda.", "Telegram is back. The bot sends what waited."],
  "flood-on": ["Setiap kiriman ditolak 429; bot menunggu sebanyak yang diminta Telegram.", "Every message is refused with 429; the bot waits as long as Telegram asks."],
  "flood-off": ["Kiriman berjalan lagi.", "Messages go out again."],
  "block-on": ["{name} memblokir bot: kirimannya gagal dan tercatat.", "{name} blocked the bot: messages fail, and that is kept."],
  "block-off": ["{name} membuka blokir: yang masih berguna dikirim ulang.", "{name} unblocked the bot: what is still of use is sent again."],
  ledger: ["Buku kiriman", "Ledger"], "ledger-hint": ["Undangan, pengingat, dan kabar dicatat dulu, baru dikirim. Mati listrik pun tidak ada yang hilang.", "Invitations, reminders and news are written down first, then sent. Nothing is lost in a power cut."],
  next: ["Berikutnya", "Next"], last: ["Terakhir", "Last"], empty: ["Belum ada yang perlu dikirim.", "Nothing is to be sent yet."], people: ["{n} orang", "{n} people"], groups: ["{n} grup", "{n} groups"],
  pending: ["menunggu", "waiting"], sending: ["dikirim", "being sent"], sent: ["terkirim", "sent"], failed: ["gagal", "failed"], cancelled: ["tidak perlu", "not needed"], expired: ["kedaluwarsa", "expired"],
  save: ["Unduh", "Download"], close: ["Tutup", "Close"], open: ["Buka", "Open"], lost: ["Sambungan ke demo terputus. Jalankan lagi ./dev demo; halaman ini menyambung sendiri.", "The demo is gone. Run ./dev demo again; this page reconnects by itself."],
  start: ["Mulai", "Start"], write: ["Pesan", "Message"], send: ["Kirim", "Send"], menu: ["Menu", "Menu"], attach: ["Lampirkan", "Attach"], back: ["Daftar chat", "Chats"], reply: ["Balas", "Reply"], cancel: ["Batal", "Cancel"], ok: ["OK", "OK"],
  "what-it-does": ["Apa yang dapat dilakukan bot ini?", "What can this bot do?"],
  typing: ["mengetik…", "typing…"], "is-bot": ["bot", "bot"], members: ["{n} anggota", "{n} members"], today: ["Hari ini", "Today"], edited: ["diedit", "edited"], you: ["Anda", "You"],
  "share-number": ["Bagikan nomor telepon Anda kepada bot?", "Share your phone number with the bot?"], share: ["Bagikan", "Share"],
  "where": ["Lokasi mana yang dikirim?", "Which location?"], "at-venue": ["Kantor Bawaslu, Kanigoro", "The office, Kanigoro"], "far-away": ["3 km dari sana", "3 km away"],
  photo: ["Foto", "Photo"], file: ["Berkas", "File"], location: ["Lokasi", "Location"], contact: ["Kontak saya", "My contact"], "sample-photo": ["Foto contoh", "Sample photo"], album: ["Album", "Album"], keyboard: ["Tombol balasan", "Reply keyboard"],
  "leave-to": ["Buka tautan ini di tab baru?", "Open this link in a new tab?"], "open-link": ["Buka tautan", "Open link"], unblock: ["Buka blokir bot", "Unblock the bot"], block: ["Blokir bot", "Block the bot"], more: ["Lainnya", "More"], scan: ["Pindai dengan ponsel di jaringan yang sama", "Scan with a handset in the same network"], alone: ["Ponsel ini saja (tautan)", "This phone alone (link)"],
  general: ["Umum", "General"], unread: ["{n} belum dibaca", "{n} unread"], sheet: ["Lembar", "Sheet"], preview: ["Pratinjau tidak ada. Unduh untuk membukanya.", "No preview. Download to open it."],
  copied: ["Disalin", "Copied"], "no-chats": ["Belum ada pesan", "No messages yet"],
  story: ["Cerita sembilan langkah", "A story in nine steps"], "story-begin": ["Ikuti langkahnya, atau putar otomatis. Yang perlu ditekan diberi bingkai.", "Follow the steps, or let it play. What to press is framed."],
  "story-start": ["Mulai cerita", "Begin"], "story-play": ["▶ Putar otomatis", "▶ Play"], "story-pause": ["⏸ Jeda", "⏸ Pause"], "story-do": ["Tekankan", "Press for me"], "story-again": ["Ulangi dari awal", "From the beginning"],
  "story-done": ["Selesai. Semua yang terjadi tadi dikerjakan bot yang sama dengan yang akan dipakai. Coba sesuka Anda; piket misalnya: tulis /piket di ponsel 3, tekan Susun giliran, lalu besok 08.00.", "Done. All of it was done by the very bot that goes live. Try what you like; duty, say: write /piket on phone 3, press Susun giliran, then tomorrow 08.00."],
  "arriving": ["Yang lain sedang check-in…", "The others are checking in…"],
  "preparing": ["Anggota lain sedang mendaftar…", "The others are registering…"],
  "s1": ["Komisioner mendaftar: Mulai, lalu bagikan nomor. Bot mencocokkan nomor dengan data anggota.", "A commissioner registers: Start, then share the number. The bot matches it with the roster."],
  "s2": ["Kordiv menetapkan tanggal bimtek dengan satu baris. Dua menit lamanya bisa dibatalkan tanpa ada yang tahu; Kirim sekarang melepas undangan untuk 66 komisioner.", "The head dates a training in one line. For two minutes it can be taken back unseen; Kirim sekarang lets the invitations go to 66 commissioners."],
  "s3": ["Undangan tiba. Satu tekan: Hadir.", "The invitation arrives. One press: Hadir (I come)."],
  "s4": ["Biarkan 22 kecamatan menjawab: kartu di grup menghitung sendiri.", "Let 22 districts answer. The card in the group counts by itself."],
  "s5": ["Ke H-1 pukul 08.00: pengingat tiba di semua ponsel.", "To the day before, 08.00: everybody is reminded."],
  "s6": ["Matikan bot, tetap kirim perintah, lalu hidupkan lagi. Tidak ada yang hilang.", "Kill the bot, send a command all the same, bring it back. Nothing is lost."],
  "s7": ["Hari H, satu jam sebelum mulai: check-in dibuka. Sampai di tempat, satu tekan.", "The day itself, an hour before: check-in opens. On the spot, one press."],
  "s8": ["Kordiv merencanakan November dari ponsel: bot mengusulkan tanggal tanpa bentrok, hari libur, atau jam salat Jumat. Satu tekan menetapkan semuanya.", "The head plans November on the phone: the bot proposes dates without clashes, holidays or Friday prayers. One press sets them all."],
  "s9": ["Kordiv menarik rekap dan membuka berkas Excel-nya.", "The head pulls the recap and opens its workbook."],
};

export let language = localStorage.getItem("language") === "en" ? "en" : "id";
const listeners = [];
export const onLanguage = (act) => listeners.push(act);

export function t(key, values = {}) {
  const [id, en] = TEXTS[key] ?? [key, key];
  return (language === "en" ? en : id).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export function setLanguage(next) {
  language = next;
  localStorage.setItem("language", next);
  translate();
  listeners.forEach((act) => act());
}

export function translate() {
  document.documentElement.lang = language;
  document.title = t("title");
  document.querySelectorAll("[data-t]").forEach((one) => { one.textContent = t(one.dataset.t); });
  const other = document.getElementById("language");
  other.textContent = t("other");
  other.lang = language === "en" ? "id" : "en";
  document.getElementById("tabs").setAttribute("aria-label", t("screens"));
}

const format = (options) => new Intl.DateTimeFormat(language === "en" ? "en-GB" : "id-ID", { timeZone: store.zone, ...options });
export const hour = (at) => format({ hour: "2-digit", minute: "2-digit" }).format(at).replace(":", ".");
export const day = (at) => format({ weekday: "long", day: "numeric", month: "long" }).format(at);
export const shortDay = (at) => format({ weekday: "short", day: "numeric", month: "short" }).format(at);
export const dayKey = (at) => new Intl.DateTimeFormat("en-CA", { timeZone: store.zone }).format(at);
export const wholeDay = (at) => format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(at);
const ZONES = { "Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT" };
export const zoneName = () => ZONES[store.zone] ?? store.zone;
