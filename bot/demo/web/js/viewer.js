// Opens what the bot sends: PDF, pictures, workbooks as tables, calendars, text.
import { el, button } from "./dom.js";
import { t, day, hour } from "./i18n.js";
import { fileUrl } from "./bubble.js";
import { readWorkbook } from "./xlsx.js";

const dialog = document.getElementById("viewer");
const body = document.getElementById("viewer-body");
document.getElementById("viewer-close").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => body.replaceChildren());
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

export async function openFile(file) {
  const url = fileUrl(file);
  document.getElementById("viewer-title").textContent = file.name;
  const save = document.getElementById("viewer-save");
  save.href = `${url}?save=1`;
  save.download = file.name;
  body.replaceChildren();
  dialog.showModal();
  const draw = DRAW[file.name.split(".").pop().toLowerCase()] ?? nothing;
  try {
    await draw(url, file);
  } catch {
    nothing();
  }
  body.dataset.ready = file.name;
}

const nothing = () => body.replaceChildren(el("p", { class: "events" }, t("preview")));
const picture = (url, file) => body.replaceChildren(el("img", { src: url, alt: file.name }));
const text = async (url) => body.replaceChildren(el("pre", { tabindex: "0" }, await (await fetch(url)).text()));

async function pdf(url, file) {
  if (!navigator.pdfViewerEnabled) {
    body.replaceChildren(el("p", { class: "events" }, el("a", { href: url, target: "_blank", rel: "noopener" }, `${t("open")} ${file.name}`)));
    return;
  }
  body.replaceChildren(el("iframe", { src: `${url}#view=FitH`, title: file.name }));
}

async function workbook(url) {
  const sheets = await readWorkbook(await (await fetch(url)).arrayBuffer());
  const table = el("div", { class: "table", tabindex: "0", role: "region" });
  const show = (index) => {
    const width = Math.max(...sheets[index].rows.map((row) => row.reduce((sum, cell) => sum + cell.span, 0)));
    // What stands alone in its row is a title, and writes over the empty cells beside it.
    const span = (row, cell) => (row.length === 1 ? width : cell.span);
    tabs.querySelectorAll("button").forEach((one, place) => one.setAttribute("aria-selected", String(place === index)));
    table.setAttribute("aria-label", sheets[index].name);
    table.replaceChildren(el("table", {}, el("tbody", {}, sheets[index].rows.map((row) => el("tr", {}, row.map((cell) =>
      el("td", { class: [cell.number && "number", cell.bold && "bold"].filter(Boolean).join(" "), colspan: span(row, cell) > 1 ? span(row, cell) : null }, cell.text)))))));
  };
  const tabs = el("div", { class: "sheets", role: "tablist", "aria-label": t("sheet") }, sheets.map((sheet, index) => button(sheet.name, { role: "tab", onclick: () => show(index) })));
  body.replaceChildren(tabs, table);
  show(0);
}

async function calendar(url) {
  const lines = (await (await fetch(url)).text()).replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const events = [];
  for (const line of lines) {
    if (line === "BEGIN:VEVENT") events.push({});
    const [, name, value] = line.match(/^([A-Z-]+)[^:]*:(.*)$/) ?? [];
    if (events.length && name) events.at(-1)[name] ??= value.replace(/\\n/g, "\n").replace(/\\(.)/g, "$1");
  }
  body.replaceChildren(el("div", { class: "events", tabindex: "0" }, events.map((one) => el("article", {}, el("b", {}, one.SUMMARY ?? ""), el("p", {}, moment(one.DTSTART)), el("p", { class: "hint" }, one.LOCATION ?? "")))));
}

function moment(stamp = "") {
  const [, y, m, d, h, min, utc] = stamp.match(/^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z)?)?$/) ?? [];
  if (!y) return stamp;
  const at = Date.UTC(y, m - 1, d, h ?? 12, min ?? 0);
  return utc ? `${day(at)}, ${hour(at)}` : h ? `${d}-${m}-${y}, ${h}.${min}` : day(at);
}

const DRAW = { pdf, xlsx: workbook, png: picture, jpg: picture, jpeg: picture, webp: picture, svg: picture, ics: calendar, txt: text, csv: text, vcf: text };
