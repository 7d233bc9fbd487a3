// A phone: whose it is, its chats, the one that is open, and everything a thumb can do there.
import { el, button, ask, order, avatar } from "./dom.js";
import { store, on, messagesOf } from "./store.js";
import { t, hour, day, shortDay, dayKey, onLanguage } from "./i18n.js";
import { drawMessage, excerpt, photo } from "./bubble.js";
import { openFile } from "./viewer.js";
import { Composer } from "./composer.js";

const TOAST_MS = 4000;
const NEAR_THE_END = 80;
const DAY_MS = 1500;

export class Phone {
  constructor(place, { who, chat }) {
    this.place = place;
    this.who = who;
    this.open = chat;
    this.chats = [];
    this.unread = new Map();
    this.topic = null;
    this.build();
    on("message", (news) => this.hear(news));
    on("gone", ({ chat: where, id }) => { if (where === this.open) this.item(id)?.remove(); });
    on("note", (note) => { if (note.who === this.who) this.note(note); });
    on("menus", () => this.refresh());
    on("status", () => this.showWork());
    on("person", (person) => { if (person.id === this.who) this.refresh(); });
    on("anew", () => this.become(this.who, this.open));
    onLanguage(() => this.become(this.who, this.open));
  }

  get person() { return store.people.get(this.who); }
  get chat() { return this.chats.find((one) => one.id === this.open); }
  get unreadTotal() { return [...this.unread.values()].reduce((sum, one) => sum + one, 0); }

  build() {
    this.picker = el("select", { onchange: () => this.become(Number(this.picker.value)) });
    this.head = el("header", { class: "bar" });
    this.topics = el("div", { class: "topics", hidden: true });
    this.messages = el("div", { class: "messages", role: "log", tabindex: "0" });
    // Whoever reads the end goes on reading the end.
    this.atEnd = true;
    this.messages.addEventListener("scroll", () => { this.atEnd = this.messages.scrollHeight - this.messages.scrollTop - this.messages.clientHeight < NEAR_THE_END; });
    // The date of what is on the screen stands above it while somebody looks through the chat, and else hides nothing.
    for (const moved of ["wheel", "touchmove", "keydown"]) this.messages.addEventListener(moved, () => this.showDay(), { passive: true });
    new ResizeObserver(() => this.keepEnd()).observe(this.messages);
    this.list = el("ul", { class: "chats", hidden: true });
    this.composer = new Composer(this);
    this.screen = el("div", { class: "screen" }, this.head, this.topics, this.list, this.messages, this.composer.element);
    this.element = el("section", { class: "phone" }, el("div", { class: "owner" }, el("b", { class: "nth", "aria-hidden": "true" }, this.place + 1), this.picker), this.screen);
  }

  async become(who, chat = who) {
    const same = who === this.who;
    this.who = who;
    if (!same) this.unread.clear();
    this.element.setAttribute("aria-label", `${t("phone")} ${this.place + 1}: ${this.person.name}`);
    this.drawPicker();
    await this.refresh();
    await this.show(this.chats.some((one) => one.id === chat) ? chat : who);
    this.onchange?.();
  }

  drawPicker() {
    this.picker.setAttribute("aria-label", `${t("phone")} ${this.place + 1}: ${t("whose-phone")}`);
    const groups = new Map();
    for (const person of store.people.values()) {
      const where = person.district || "Bawaslu Kabupaten";
      if (!groups.has(where)) groups.set(where, []);
      groups.get(where).push(person);
    }
    const order = [...groups].sort(([a], [b]) => (b === "Bawaslu Kabupaten") - (a === "Bawaslu Kabupaten"));
    this.picker.replaceChildren(...order.map(([where, people]) => el("optgroup", { label: where }, people.map((person) =>
      el("option", { value: person.id, selected: person.id === this.who }, `${person.name} · ${[person.position.replace(/ (Panwascam|Bawaslu)$/, ""), person.division].filter(Boolean).join(" ")}`)))));
  }

  async refresh() {
    const turn = (this.asked = (this.asked ?? 0) + 1);
    const { person, chats } = await ask(`api/person/${this.who}`);
    // An answer that was overtaken by a later one is old.
    if (turn !== this.asked) return;
    store.people.set(person.id, person);
    if (person.id !== this.who) return;
    this.chats = chats;
    this.drawHead();
    this.drawList();
    this.drawEmpty();
    this.composer.draw();
  }

  async show(chat) {
    this.open = chat;
    this.topic = null;
    this.unread.delete(chat);
    this.list.hidden = true;
    this.messages.hidden = false;
    this.drawHead();
    this.drawTopics();
    this.composer.draw();
    const found = await messagesOf(chat);
    if (this.open !== chat) return;
    this.fill(found);
    this.onchange?.();
  }

  fill(found) {
    this.messages.replaceChildren();
    this.drawEmpty();
    for (const message of [...found.values()].sort((a, b) => a.id - b.id)) this.put(message);
    this.atEnd = true;
    this.keepEnd();
  }

  // In a chat without a message stands what the bot is for, as in Telegram.
  drawEmpty() {
    const shown = this.messages.querySelector(".purpose");
    const words = this.messages.querySelector(".message") ? "" : this.chat?.description ?? "";
    if (!words) shown?.remove();
    else if (shown?.lastElementChild.textContent !== words) this.messages.replaceChildren(el("div", { class: "purpose" }, el("b", {}, t("what-it-does")), el("span", {}, words)));
  }

  showDay() {
    this.messages.classList.add("moving");
    clearTimeout(this.still);
    this.still = setTimeout(() => this.messages.classList.remove("moving"), DAY_MS);
  }

  keepEnd() { if (this.atEnd) this.messages.scrollTop = this.messages.scrollHeight; }

  showList() {
    this.list.hidden = false;
    this.messages.hidden = true;
    this.topics.hidden = true;
    this.drawHead();
    this.drawList();
    this.composer.draw();
    this.list.querySelector("button")?.focus();
  }

  drawHead() {
    const chat = this.chat;
    // Only where something else is to be shown: a thumb may be on it.
    const shape = JSON.stringify([this.list.hidden, this.who, chat?.id, chat?.title, this.unreadTotal, document.documentElement.lang]);
    if (shape === this.headShape) { this.showWork(); return; }
    this.headShape = shape;
    if (!this.list.hidden) {
      this.head.replaceChildren(el("span", { class: "name" }, el("b", {}, "Telegram"), el("small", {}, this.person.name)));
      return;
    }
    if (!chat) return;
    const others = this.unreadTotal;
    const back = button("‹", { class: "back", "aria-label": others ? `${t("back")}, ${t("unread", { n: others })}` : t("back"), onclick: () => this.showList() }, el("span", { class: "badge", "aria-hidden": "true" }, others || ""));
    this.work = el("small");
    this.head.replaceChildren(back, avatar(chat.title), el("span", { class: "name" }, el("b", {}, chat.title), this.work),
      button("⋮", { class: "back", "aria-label": t("more"), onclick: () => this.more() }));
    this.showWork();
  }

  showWork() {
    const chat = this.chat;
    if (!chat || !this.list.hidden || !this.work) return;
    const waiting = store.status.at_work?.includes(this.open);
    const typing = waiting && store.status.alive && !store.status.away;
    this.work.className = typing ? "typing" : "";
    this.work.textContent = typing ? t("typing") : chat.id > 0 ? t("is-bot") : t("members", { n: chat.members });
    // One tick: Telegram has it; two: the bot has taken it.
    const mine = [...this.messages.querySelectorAll(".mine")].slice(-6);
    const answered = this.messages.lastElementChild?.classList.contains("mine") === false;
    for (const item of mine) {
      const ticks = item.querySelector(".ticks");
      if (ticks) ticks.textContent = waiting && !answered ? " ✓" : " ✓✓";
    }
  }

  drawList() {
    if (this.list.hidden) return;
    this.list.replaceChildren(...this.chats.map((chat) => el("li", {}, el("button", { type: "button", onclick: () => this.show(chat.id) },
      avatar(chat.title), el("b", {}, chat.title), el("time", {}, chat.last ? when(chat.last.at) : ""),
      el("span", { class: "last" }, chat.last ? `${chat.last.from === this.who ? `${t("you")}: ` : ""}${excerpt(chat.last)}` : t("no-chats")),
      el("span", { class: "badge" }, this.unread.get(chat.id) || "")))));
  }

  drawTopics() {
    const topics = this.chat?.topics;
    this.topics.hidden = !topics || !this.list.hidden;
    if (this.topics.hidden) return;
    const choice = (id, name) => button(name, { "aria-pressed": String(this.topic === id), onclick: () => { this.topic = id; this.drawTopics(); this.fill(store.chats.get(this.open) ?? new Map()); } });
    this.topics.replaceChildren(choice(null, t("general")), ...Object.entries(topics).map(([id, name]) => choice(Number(id), name)));
  }

  hear({ chat, message, fresh }) {
    const known = this.chats.find((one) => one.id === chat.id);
    if (!known) {
      // A group that somebody has just made, perhaps with this person in it.
      if (chat.id < 0 && message.from !== this.who) this.refreshSoon();
      return;
    }
    const isNew = !known.last || message.id > known.last.id;
    Object.assign(known, chat);
    if (isNew || known.last.id === message.id) known.last = message;
    const seen = chat.id === this.open && this.list.hidden;
    if (isNew && !seen && message.from !== this.who) this.unread.set(chat.id, (this.unread.get(chat.id) ?? 0) + 1);
    if (chat.id === this.open) {
      if (fresh !== null) this.put(message);
      this.composer.draw();
      this.drawTopics();
    }
    this.drawHead();
    this.drawList();
    this.onchange?.();
  }

  refreshSoon() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.refresh(), 300);
  }

  item(id) { return this.messages.querySelector(`[data-id="${id}"]`); }

  put(message) {
    if (this.chat?.topics && (message.topic ?? null) !== this.topic) return;
    const old = this.item(message.id);
    const acts = this.acts();
    this.messages.querySelector(".purpose")?.remove();
    if (old && !old.classList.contains("in-album")) {
      const focused = old.contains(document.activeElement) ? [...old.querySelectorAll("button, a")].indexOf(document.activeElement) : -1;
      const drawn = drawMessage(message, this.who, acts);
      drawn.dataset.day = old.dataset.day;
      old.replaceWith(drawn);
      if (focused >= 0) (drawn.querySelectorAll("button, a")[focused] ?? this.messages).focus({ preventScroll: true });
    } else if (!old) {
      const last = this.messages.lastElementChild;
      if (message.album && last?.dataset.album === message.album) this.joinAlbum(last, message, acts);
      else {
        const key = dayKey(message.at);
        if (this.messages.lastElementChild?.dataset.day !== key) this.messages.append(el("div", { class: "day", "data-day": key }, day(message.at)));
        const drawn = drawMessage(message, this.who, acts);
        drawn.dataset.day = key;
        this.messages.append(drawn);
      }
    }
    if (message.from === this.who && !old) this.atEnd = true;
    this.keepEnd();
    this.showWork();
  }

  joinAlbum(last, message, acts) {
    let grid = last.querySelector(".album");
    if (!grid) {
      const first = last.querySelector(".photo");
      grid = el("div", { class: "album" });
      first.replaceWith(grid);
      grid.append(first);
    }
    grid.append(photo(message.file, message, acts));
  }

  acts() {
    return {
      command: (text) => this.say(text),
      link: (url) => this.follow(url),
      open: openFile,
      answer: (message) => this.composer.answer(message),
      press: (message, key, pressed) => this.press(message, key, pressed),
      quote: (id) => {
        const message = store.chats.get(this.open)?.get(id);
        return button("", { class: "quote", onclick: () => this.jump(id) }, el("b", {}, message?.sender ?? ""), message ? excerpt(message) : "…");
      },
    };
  }

  jump(id) {
    const item = this.item(id);
    item?.scrollIntoView({ block: "center" });
    item?.classList.add("flash");
    setTimeout(() => item?.classList.remove("flash"), 1500);
  }

  do(what, more = {}) { return order("api/act", { who: this.who, chat: this.open, do: what, ...more }); }

  say(text) {
    const reply = this.composer.answered?.id;
    this.composer.answer(null);
    return this.do("send", { text, topic: this.topic, reply });
  }

  press(message, key, pressed) {
    if (key.copy_text) {
      navigator.clipboard?.writeText(key.copy_text.text).catch(() => {});
      return this.toast(t("copied"));
    }
    pressed?.classList.add("busy");
    setTimeout(() => pressed?.classList.remove("busy"), 6000);
    return this.do("press", { message: message.id, data: key.callback_data });
  }

  follow(url) {
    const start = url.startsWith(`https://t.me/${store.bot.username}`) ? new URL(url).searchParams.get("start") : null;
    if (start === null) {
      this.sheet(t("leave-to") + "\n" + url, [el("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: () => this.closeSheet() }, t("open-link"))], t("cancel"));
      return;
    }
    this.composer.payload = start;
    this.show(this.who);
  }

  note({ text, alert, link }) {
    this.messages.querySelectorAll(".busy").forEach((one) => one.classList.remove("busy"));
    if (link) this.follow(link);
    if (!text) return;
    if (alert) this.sheet(text, [], t("ok"), "alertdialog");
    else this.toast(text);
  }

  toast(text) {
    this.screen.querySelector(".toast")?.remove();
    const shown = el("p", { class: "toast", role: "status" }, text);
    this.screen.append(shown);
    setTimeout(() => shown.remove(), TOAST_MS);
  }

  sheet(text, choices, closing, role = "dialog") {
    this.closeSheet();
    const before = document.activeElement;
    const close = button(closing, { onclick: () => this.closeSheet() });
    const shown = el("div", { class: "sheet", role, "aria-modal": "true", "aria-label": text.split("\n")[0] },
      el("div", {}, el("p", {}, text), el("div", { class: "buttons" }, choices, close)));
    shown.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.closeSheet();
      if (event.key !== "Tab") return;
      const all = [...shown.querySelectorAll("button, a")];
      const next = all.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
      event.preventDefault();
      all[(next + all.length) % all.length].focus();
    });
    shown.addEventListener("click", (event) => { if (event.target === shown) this.closeSheet(); });
    this.screen.append(shown);
    this.sheetBefore = before;
    shown.querySelector("button, a").focus({ preventScroll: true });
  }

  closeSheet() {
    const shown = this.screen.querySelector(".sheet");
    if (!shown) return;
    shown.remove();
    this.sheetBefore?.focus?.({ preventScroll: true });
  }

  more() {
    const blocked = this.person.blocked;
    const act = (label, what) => button(label, { onclick: () => { this.closeSheet(); what(); } });
    const privately = this.open === this.who;
    this.sheet([this.chat.title, this.chat.about].filter(Boolean).join("\n"), [
      privately && act(t(blocked ? "unblock" : "block"), () => this.do(blocked ? "unblock" : "block").then(() => this.refresh())),
      store.reach && el("img", { class: "code", src: `qr/${this.who}/${this.open}`, alt: t("scan") }),
      store.reach && el("small", {}, t("scan")),
      el("a", { href: `?phone=${this.who}&chat=${this.open}`, target: "_blank" }, t("alone")),
    ].filter(Boolean), t("close"));
  }
}

const when = (at) => (dayKey(at) === dayKey(store.status.now) ? hour(at) : shortDay(at));
