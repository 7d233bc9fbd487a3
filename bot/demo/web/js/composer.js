// What stands below a chat: start button, text, menu of commands, attachments, reply keyboard.
import { el, button, icon, order } from "./dom.js";
import { t } from "./i18n.js";
import { excerpt } from "./bubble.js";

// The office, and a place three kilometres from it.
const PLACES = [["at-venue", -8.1265, 112.2243], ["far-away", -8.1535, 112.2243]];

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.payload = "";
    this.answered = null;
    this.hiddenBoard = null;
    this.element = el("footer", { class: "foot" });
    this.text = el("textarea", { rows: "1", oninput: () => this.suggest(), onkeydown: (event) => this.key(event) });
    this.choices = el("ul", { class: "choices", hidden: true });
    this.file = el("input", { type: "file", hidden: true, onchange: () => this.upload([...this.file.files]) });
  }

  draw() {
    const { chat } = this.phone;
    this.element.hidden = !chat || !this.phone.list.hidden;
    if (this.element.hidden) return;
    // Only where something else is to be shown: whoever is typing goes on.
    const shape = JSON.stringify([chat.id, chat.started, chat.blocked, chat.keyboard, this.payload, this.answered?.id, this.hiddenBoard, chat.commands, document.documentElement.lang]);
    if (shape === this.shape) return;
    this.shape = shape;
    const typing = document.activeElement === this.text;
    if (chat.blocked) this.element.replaceChildren(el("div", { class: "starting" }, button(t("unblock"), { onclick: () => this.phone.do("unblock").then(() => this.phone.refresh()) })));
    else if (!chat.started || this.payload) this.element.replaceChildren(el("div", { class: "starting" }, button(t("start"), { class: "start", onclick: () => this.start() })));
    else this.element.replaceChildren(...this.parts(chat));
    if (typing) this.text.focus({ preventScroll: true });
  }

  parts(chat) {
    this.text.setAttribute("aria-label", t("write"));
    this.text.placeholder = t("write");
    const line = el("div", { class: "composer" },
      chat.commands.length > 0 && button(t("menu"), { class: "menu", "aria-haspopup": "true", onclick: () => this.menu() }),
      this.text,
      chat.keyboard && button(icon("keys"), { "aria-label": t("keyboard"), "aria-expanded": String(this.hiddenBoard !== JSON.stringify(chat.keyboard)), onclick: () => this.toggleBoard() }),
      button(icon("clip"), { "aria-label": t("attach"), onclick: () => this.attach() }),
      button(icon("send"), { class: "send", "aria-label": t("send"), onclick: () => this.send() }), this.file);
    return [this.answered && this.answering(), this.choices, line, this.board(chat)].filter(Boolean);
  }

  answering() {
    return el("div", { class: "answering" }, el("span", { class: "quote" }, el("b", {}, this.answered.sender), excerpt(this.answered)),
      button("✕", { "aria-label": t("cancel"), onclick: () => this.answer(null) }));
  }

  answer(message) {
    this.answered = message;
    this.draw();
    if (message) this.text.focus();
  }

  board(chat) {
    const { keyboard } = chat;
    if (!keyboard || this.hiddenBoard === JSON.stringify(keyboard)) return null;
    return el("div", { class: "board" }, keyboard.keyboard.map((line) => el("div", {}, line.map((one) => {
      const key = typeof one === "string" ? { text: one } : one;
      return button(key.text, { class: key.style, onclick: () => this.tap(key, keyboard) });
    }))));
  }

  toggleBoard() {
    const shown = JSON.stringify(this.phone.chat.keyboard);
    this.hiddenBoard = this.hiddenBoard === shown ? null : shown;
    this.draw();
  }

  tap(key, keyboard) {
    const { phone } = this;
    const used = () => { if (keyboard.one_time_keyboard) { this.hiddenBoard = JSON.stringify(keyboard); this.draw(); } };
    if (key.request_contact) {
      phone.sheet(t("share-number"), [button(t("share"), { class: "share", onclick: () => { phone.closeSheet(); used(); phone.do("contact"); } })], t("cancel"));
    } else if (key.request_location) {
      this.where(used);
    } else {
      used();
      phone.say(key.text);
    }
  }

  where(then = () => {}) {
    const { phone } = this;
    phone.sheet(t("where"), PLACES.map(([name, latitude, longitude]) => button(t(name), { onclick: () => { phone.closeSheet(); then(); phone.do("location", { latitude, longitude }); } })), t("cancel"));
  }

  start() {
    const payload = this.payload;
    this.payload = "";
    this.phone.do("start", { payload });
    this.draw();
  }

  send() {
    const text = this.text.value.trim();
    if (!text) return;
    this.text.value = "";
    this.suggest();
    this.phone.say(text);
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.send(); }
    if (event.key === "Escape") this.choices.hidden = true;
    if (event.key === "ArrowUp" && !this.choices.hidden) { event.preventDefault(); [...this.choices.querySelectorAll("button")].pop()?.focus(); }
  }

  suggest() {
    const text = this.text.value;
    this.offer(/^\/\w*$/.test(text) ? (one) => `/${one.command}`.startsWith(text) : null);
  }

  menu() { if (this.choices.hidden) this.offer(() => true); else this.choices.hidden = true; }

  offer(fits) {
    const found = fits ? this.phone.chat.commands.filter(fits) : [];
    this.choices.hidden = !found.length;
    this.choices.replaceChildren(...found.map((one) => el("li", {}, button("", { onclick: () => { this.text.value = ""; this.choices.hidden = true; this.phone.say(`/${one.command}`); } }, el("b", {}, `/${one.command}`), el("span", {}, one.description)))));
  }

  attach() {
    const { phone } = this;
    const choice = (label, act) => button(label, { onclick: () => { phone.closeSheet(); act(); } });
    const pick = (accept, several) => { this.file.accept = accept; this.file.multiple = several; this.file.click(); };
    phone.sheet(t("attach"), [
      choice(t("sample-photo"), async () => this.upload([await samplePhoto()], "photo")),
      choice(t("photo"), () => pick("image/*", true)), choice(t("file"), () => pick("", false)),
      choice(t("location"), () => this.where()),
      phone.open === phone.who && choice(t("contact"), () => phone.do("contact")),
    ].filter(Boolean), t("cancel"));
  }

  upload(files, kind = this.file.accept ? "photo" : "document") {
    if (!files.length) return;
    const form = new FormData();
    form.set("who", this.phone.who);
    form.set("chat", this.phone.open);
    form.set("kind", kind);
    form.set("caption", this.text.value.trim());
    for (const one of files) form.append("file", one, one.name || "foto.jpg");
    this.text.value = "";
    this.file.value = "";
    order("api/files", form);
  }
}

function samplePhoto() {
  const canvas = el("canvas", { width: 800, height: 600 });
  const draw = canvas.getContext("2d");
  const sky = draw.createLinearGradient(0, 0, 0, 600);
  sky.addColorStop(0, "#7fb4dd"); sky.addColorStop(0.6, "#e6eef2"); sky.addColorStop(0.61, "#8a9a6b"); sky.addColorStop(1, "#6d7d52");
  draw.fillStyle = sky; draw.fillRect(0, 0, 800, 600);
  draw.fillStyle = "#f5f1e6"; draw.fillRect(190, 230, 420, 210);
  draw.fillStyle = "#9c3b2e"; draw.beginPath(); draw.moveTo(160, 240); draw.lineTo(400, 140); draw.lineTo(640, 240); draw.fill();
  draw.fillStyle = "#5b4636"; draw.fillRect(370, 330, 60, 110); draw.fillRect(230, 290, 80, 60); draw.fillRect(490, 290, 80, 60);
  draw.fillStyle = "#fff"; draw.font = "700 26px system-ui"; draw.textAlign = "center"; draw.fillText("Sekretariat Panwascam", 400, 222);
  return new Promise((done) => { canvas.toBlob((blob) => done(new File([blob], "foto.jpg", { type: "image/jpeg" })), "image/jpeg", 0.85); });
}
