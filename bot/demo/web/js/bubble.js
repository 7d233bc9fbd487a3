// One message as Telegram draws it: styled text, files, buttons.
import { el, button, hue, icon } from "./dom.js";
import { t, hour } from "./i18n.js";

const LINKS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])|((?<![\w/])\/[a-z][a-z0-9_]{1,31}(?:@\w+)?)/gi;
const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote" };
const BLOCKS = new Set(["blockquote", "pre"]);

// `acts` says what presses do: command, link, press, open, answer, jump.
export function drawMessage(message, viewer, acts) {
  const mine = message.from === viewer;
  const bubble = el("div", { class: "bubble" });
  if (!mine && message.chat < 0) bubble.append(el("span", { class: "sender", style: { "--hue": hue(message.sender) } }, message.sender, message.tag && el("span", { class: "tag" }, message.tag)));
  if (message.reply) bubble.append(acts.quote(message.reply));
  if (message.file) bubble.append(drawFile(message, acts));
  bubble.append(...drawText(message.text, message.entities ?? [], acts));
  if (message.reaction) bubble.append(el("span", { class: "reaction" }, message.reaction));
  bubble.append(meta(message, mine));
  const item = el("div", { class: `message${mine ? " mine" : ""}`, "data-id": message.id, "data-album": message.album }, bubble);
  if (message.buttons) item.append(drawKeys(message, acts));
  item.append(button("↩", { class: "reply", "aria-label": `${t("reply")}: ${excerpt(message)}`, onclick: () => acts.answer(message) }));
  return item;
}

export const excerpt = (message) => (message.text || message.file?.name || t(message.file?.kind ?? "file")).split("\n")[0].slice(0, 80);

function meta(message, mine) {
  const edited = message.edited && message.from === 0 ? `${t("edited")} ` : "";
  return el("span", { class: "meta" }, `${edited}${hour(message.at)}`, mine && el("span", { class: "ticks", "aria-hidden": "true" }, " ✓✓"));
}

// Entities nest; their offsets count UTF-16 units, as JavaScript's strings do.
export function drawText(text, entities, acts, first = 0, last = text.length) {
  const out = [];
  let at = first;
  const inside = entities.filter((one) => one.offset >= first && one.offset + one.length <= last);
  for (let index = 0; index < inside.length; index += 1) {
    const one = inside[index];
    if (one.offset < at) continue;
    out.push(...linked(text.slice(at, one.offset), acts));
    const end = one.offset + one.length;
    const within = inside.slice(index + 1).filter((other) => other.offset + other.length <= end);
    out.push(styled(one, text, drawText(text, within, acts, one.offset, end), acts));
    // A block ends its line itself.
    at = BLOCKS.has(one.type) && text[end] === "\n" ? end + 1 : end;
  }
  out.push(...linked(text.slice(at, last), acts));
  return out;
}

function styled(entity, text, children, acts) {
  if (entity.type === "text_link") return link(entity.url, children, acts);
  if (entity.type === "spoiler") return el("button", { type: "button", class: "spoiler", onclick: (event) => event.currentTarget.classList.add("shown") }, children);
  return el(TAGS[entity.type] ?? "span", {}, children);
}

function linked(text, acts) {
  const out = [];
  let at = 0;
  for (const found of text.matchAll(LINKS)) {
    out.push(text.slice(at, found.index));
    out.push(found[1] ? link(found[1], [found[1]], acts) : el("a", { href: "#", class: "command", onclick: (event) => { event.preventDefault(); acts.command(found[2]); } }, found[2]));
    at = found.index + found[0].length;
  }
  out.push(text.slice(at));
  return out.filter((piece) => piece !== "");
}

const link = (url, children, acts) => el("a", { href: url, onclick: (event) => { event.preventDefault(); acts.link(url); } }, children);

export const fileUrl = (file) => `files/${encodeURIComponent(file.id)}/${encodeURIComponent(file.name || "file")}`;

function drawFile(message, acts) {
  const { file } = message;
  if (file.kind === "photo") return photo(file, message, acts);
  if (file.kind === "location") return row(icon("place"), t("location"), `${file.latitude.toFixed(4)}, ${file.longitude.toFixed(4)}`);
  if (file.kind === "contact") return row(icon("person"), file.name, file.phone);
  const kind = (file.name.split(".").pop() || "?").toUpperCase().slice(0, 4);
  return el("button", { type: "button", class: "file", onclick: () => acts.open(file), "aria-label": `${t("open")} ${file.name}` },
    el("span", { class: "icon", "aria-hidden": "true" }, kind), el("span", {}, el("b", {}, file.name), el("small", {}, size(file.size))));
}

export const photo = (file, message, acts) => el("button", { type: "button", class: "photo", onclick: () => acts.open({ ...file, name: file.name || "foto.jpg" }), "aria-label": `${t("open")} ${t("photo")}` },
  el("img", { src: fileUrl(file), alt: excerpt(message), loading: "lazy" }));

const row = (sign, title, text) => el("span", { class: "file" }, el("span", { class: "icon", "aria-hidden": "true" }, sign), el("span", {}, el("b", {}, title), el("small", {}, text)));

function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function drawKeys(message, acts) {
  return el("div", { class: "keys" }, message.buttons.map((line) => el("div", { class: line.length > 2 ? "many" : null }, line.map((one) => {
    const style = ["success", "danger", "primary"].includes(one.style) ? one.style : "";
    if (one.url) return el("a", { href: one.url, class: `outside ${style}`, onclick: (event) => { event.preventDefault(); acts.link(one.url); } }, one.text);
    return button(one.text, { class: style, onclick: (event) => acts.press(message, one, event.currentTarget) });
  }))));
}
