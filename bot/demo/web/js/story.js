// The guided story: nine steps, each points at what to press next, and may press it by itself.
import { el, button, order } from "./dom.js";
import { ANSWERED_MS } from "./panel.js";
import { store, on } from "./store.js";
import { t, onLanguage } from "./i18n.js";

const CODE = "SDMO-02";
const MONTH = "/usul november";
const LINE = `/tetapkan ${CODE} 2023-10-06 09:00-12:00 Aula Bawaslu`;
const PACE_MS = Number(new URLSearchParams(location.search).get("pace") ?? 1600);
// So long a step stands before it is played: it is to be read.
const READING_MS = 4 * PACE_MS;
const PATIENCE_MS = 6000;
const body = document.getElementById("story-body");
const telling = document.getElementById("telling");

const texts = (phone, chat = phone.who) => [...(store.chats.get(chat)?.values() ?? [])];
const has = (phone, words, chat) => texts(phone, chat).some((message) => message.from === 0 && words.test(message.text));
const said = (phone, words) => texts(phone).some((message) => message.from === phone.who && words.test(message.text));
// What has been pressed already waits for its answer: nobody presses twice.
const key = (phone, words) => {
  const found = [...phone.messages.querySelectorAll(".keys button, .board button")].reverse().find((one) => words.test(one.textContent));
  return found?.classList.contains("busy") ? null : found;
};
const control = (selector) => () => document.querySelector(selector);
const inside = (phone, selector) => phone.element.querySelector(selector);

// Writes a line for whoever plays, and points at the button that sends it; what was just sent is not said again.
let sentAt = 0;
function line(phone, text) {
  if (Date.now() - sentAt < PATIENCE_MS) return null;
  if (phone.composer.text.value !== text && phone.composer.element.contains(phone.composer.text)) {
    phone.composer.text.value = text;
    phone.composer.choices.hidden = true;
  }
  return inside(phone, ".composer .send");
}

function steps([first, group, head]) {
  const answered = () => texts(group).length + [...(store.chats.get(store.phones[1].chat)?.values() ?? [])]
    .map((message) => Number(message.text.match(/sudah menjawab (\d+)/)?.[1] ?? 0)).reduce((most, one) => Math.max(most, one), 0);
  const arriving = () => Date.now() - store.storyAsked < ANSWERED_MS;
  // What was said before the bot was killed.
  let mark = 0;
  const asked = () => texts(first).find((message) => message.from === first.who && message.text === "/jadwal" && message.id > mark);
  return [
    { tab: 0, done: () => has(first, /terdaftar/i) || !first.chat?.keyboard && texts(first).length > 3,
      point: () => inside(first, ".sheet .share") ?? inside(first, ".start") ?? inside(first, ".board button") },
    { tab: 2, done: () => has(first, new RegExp(`Undangan[^]*${CODE}`)),
      point: () => (store.status.ready ? key(head, /Kirim sekarang/) ?? key(head, /^Ya, /) ?? (said(head, /^\/tetapkan SDMO-02/) ? null : line(head, LINE)) : null), wait: () => (store.status.ready ? "" : t("preparing")) },
    { tab: 0, done: () => has(first, /Jawaban Anda: ✅ Hadir/), point: () => key(first, /Hadir$/) },
    { tab: 1, done: () => answered() >= 30, point: () => (Date.now() - store.storyAsked < 15000 ? null : document.getElementById("answer-all")), begin: () => { store.storyAsked = 0; }, after: () => { store.storyAsked = Date.now(); },
      // Its figures stand above a list of names.
      see: () => [...group.messages.querySelectorAll(".message")].reverse().find((one) => /sudah menjawab/.test(one.textContent)) },
    { tab: 0, done: () => has(first, /Pengingat: besok|Saya sudah di tempat|Check-in tercatat/), point: control('[data-to="reminder"]') },
    { tab: 0, begin: () => { mark = Math.max(0, ...texts(first).map((message) => message.id)); },
      done: () => { const own = asked(); return Boolean(own) && store.status.alive && texts(first).some((message) => message.from === 0 && message.id > own.id); },
      point: () => {
        const kill = document.querySelector('[data-fault="kill"]');
        if (asked()) return store.status.alive ? null : kill;
        return store.status.alive ? kill : line(first, "/jadwal");
      } },
    { tab: 0, done: () => has(first, /Check-in tercatat/), point: () => key(first, /Saya sudah di tempat/) ?? (has(first, /Saya sudah di tempat/) ? null : document.querySelector('[data-to="day"]')) },
    { tab: 2, done: () => has(head, /\d+ sesi ditetapkan/),
      point: () => key(head, /^Ya, /) ?? key(head, /Tetapkan semua/) ?? (said(head, new RegExp(MONTH)) ? null : line(head, MONTH)) },
    // A recap of one who came would say little: the others arrive first.
    { tab: 2, begin: () => { document.getElementById("answer-all").click(); }, wait: () => (arriving() ? t("arriving") : ""),
      done: () => Boolean(document.getElementById("viewer-body").dataset.ready?.endsWith(".xlsx")),
      point: () => (arriving() ? null : [...head.messages.querySelectorAll(".file")].reverse().find((one) => one.textContent.includes(".xlsx")) ?? key(head, /XLSX/) ?? (said(head, /^\/rekap/) ? null : line(head, `/rekap ${CODE}`))) },
  ];
}

export function tellStory(phones, showTab) {
  const all = steps(phones);
  let at = -1;
  let playing = null;
  let pointed = null;
  let readUntil = 0;

  const go = (next) => {
    at = next;
    readUntil = Date.now() + READING_MS;
    all[at]?.begin?.();
    if (at >= 0 && at < all.length) for (const phone of phones) if (phone.open !== store.phones[phone.place].chat || phone.who !== store.phones[phone.place].who) phone.become(store.phones[phone.place].who, store.phones[phone.place].chat);
    if (at >= 0 && at < all.length && document.documentElement.clientWidth < 1100) showTab(all[at].tab);
    draw();
    look();
  };

  const look = () => {
    pointed?.classList.remove("pointed");
    pointed = null;
    if (at < 0 || at >= all.length) return;
    if (all[at].done()) { go(at + 1); return; }
    all[at].see?.()?.scrollIntoView({ block: "start" });
    pointed = all[at].point() ?? null;
    pointed?.classList.add("pointed");
    const wait = all[at].wait?.() ?? "";
    const shown = document.getElementById("story-wait");
    if (shown && shown.textContent !== wait) shown.textContent = wait;
  };

  const press = () => {
    look();
    const target = pointed;
    if (!target) return;
    target.scrollIntoView({ block: "nearest" });
    target.click();
    if (target.classList.contains("send")) sentAt = Date.now();
    all[at]?.after?.(target);
    setTimeout(look, 60);
  };

  const play = (wanted) => {
    clearInterval(playing);
    playing = wanted ? setInterval(() => { if (Date.now() >= readUntil) press(); }, PACE_MS) : null;
    if (wanted && (at < 0 || at >= all.length)) go(0);
    draw();
  };

  const again = () => order("api/again", {}).then(() => location.reload());
  // What was played before may not be played once more on top of it.
  const fromBeginning = () => (store.again && (at >= 0 || texts(phones[0]).length) ? button(t("story-again"), { class: "quiet", onclick: again }) : null);
  const helping = () => [button(t("story-do"), { class: "main", onclick: press }), button(t(playing ? "story-pause" : "story-play"), { class: "quiet", onclick: () => play(!playing) })];

  // On a narrow screen the story's words stand above the phones.
  const drawTelling = () => {
    const text = at >= all.length ? t("story-done") : t(`s${at + 1}`);
    telling.hidden = at < 0;
    telling.replaceChildren(...(at < 0 ? [] : [el("p", {}, at < all.length && el("b", {}, `${at + 1}/${all.length} `), text), el("div", { class: "buttons" }, ...(at < all.length ? helping() : [fromBeginning()].filter(Boolean)))]));
  };

  const draw = () => {
    drawTelling();
    const dots = el("div", { class: "dots", "aria-hidden": "true" }, all.map((_, index) => el("i", { class: index < at ? "done" : index === at ? "at" : "" })));
    if (at < 0) body.replaceChildren(el("p", {}, t("story-begin")), el("div", { class: "buttons" }, button(t("story-start"), { class: "main", onclick: () => go(0) }), button(t("story-play"), { class: "quiet", onclick: () => play(true) }), fromBeginning()));
    else if (at >= all.length) {
      if (playing) { clearInterval(playing); playing = null; }
      body.replaceChildren(dots, el("p", {}, t("story-done")), el("div", { class: "buttons" }, fromBeginning()));
    } else {
      body.replaceChildren(dots, el("p", { class: "step" }, el("span", { class: "number" }, `${at + 1}/${all.length}`), el("span", {}, t(`s${at + 1}`))), el("p", { class: "hint", id: "story-wait" }),
        el("div", { class: "buttons" }, ...helping(), fromBeginning()));
    }
    body.dataset.step = at;
  };

  document.getElementById("answer-all").addEventListener("click", () => { store.storyAsked = Date.now(); });
  for (const what of ["message", "status", "gone"]) on(what, () => requestAnimationFrame(look));
  document.addEventListener("click", () => setTimeout(look, 80));
  onLanguage(draw);
  draw();
}
