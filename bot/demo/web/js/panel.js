// The page around the phones: clock, what may go wrong, ledger.
import { el, order } from "./dom.js";
import { store, on } from "./store.js";
import { t, wholeDay, hour, shortDay, dayKey, zoneName, onLanguage, language } from "./i18n.js";

const say = document.getElementById("acts-say");
// Everybody has answered by then.
export const ANSWERED_MS = 20000;
const STATES = ["pending", "sending", "sent", "failed", "cancelled", "expired"];

export function drawPanel(phones) {
  document.querySelectorAll("[data-to]").forEach((one) => one.addEventListener("click", () => leap(one.dataset.to, phones)));
  document.querySelectorAll("[data-fault]").forEach((one) => one.addEventListener("click", () => toggle(one, phones)));
  document.getElementById("answer-all").addEventListener("click", () => answerAll(phones));
  on("status", () => drawStatus(phones));
  on("person", () => drawStatus(phones));
  on("ledger", drawLedger);
  on("anew", () => { drawStatus(phones); drawLedger(); });
  on("lost", (lost) => { document.getElementById("lost").hidden = !lost; });
  onLanguage(() => { say.textContent = ""; drawStatus(phones); drawLedger(); });
  drawStatus(phones);
  drawLedger();
}

export async function leap(to, phones) {
  const { nowhere } = await order("api/clock", { to });
  const text = nowhere && t(`nowhere-${nowhere}`);
  if (text) { say.textContent = text; (phones.find((phone) => phone.element.offsetParent) ?? phones[0]).toast(text); }
}

export async function answerAll(phones) {
  const { asked } = await order("api/answer-all", { without: phones.map((phone) => phone.who) });
  const text = asked ? t("asked", { n: asked }) : t("asked-0");
  say.textContent = text;
  setTimeout(() => { if (say.textContent === text) say.textContent = ""; }, ANSWERED_MS);
}

async function toggle(control, phones) {
  const { fault } = control.dataset;
  const turnsOn = control.getAttribute("aria-checked") !== "true";
  say.textContent = t(`${fault}-${turnsOn ? "on" : "off"}`, { name: phones[0].person.name });
  control.setAttribute("aria-checked", String(turnsOn));
  if (fault === "block") await phones[0].do(turnsOn ? "block" : "unblock").then(() => phones[0].refresh());
  else await order("api/fault", { fault, on: turnsOn });
}

function drawStatus(phones) {
  const { now, leaping, alive, away, flood } = store.status;
  const text = `${wholeDay(now)}, ${hour(now)} ${zoneName()}`;
  const shown = document.getElementById("now");
  if (shown.textContent !== text) { shown.textContent = text; shown.dateTime = new Date(now).toISOString(); }
  document.body.classList.toggle("leaping", leaping);
  document.querySelectorAll("[data-to]").forEach((one) => { one.disabled = leaping; });
  const states = { kill: !alive, away, flood, block: store.people.get(phones[0]?.who)?.blocked };
  document.querySelectorAll("[data-fault]").forEach((one) => one.setAttribute("aria-checked", String(Boolean(states[one.dataset.fault]))));
}

function drawLedger() {
  const { counts = {}, waiting = [], settled = [] } = store.ledger;
  document.getElementById("counts").replaceChildren(...STATES.filter((state) => counts[state]).map((state) => el("div", { class: state }, el("dt", {}, t(state)), el("dd", {}, counts[state]))));
  const part = (title, rows, at) => (rows.length ? [el("h3", {}, t(title)), ...rows.map((row) => drawRow(row, row[at] ?? row.due))] : []);
  const rows = [...part("next", waiting, "due"), ...part("last", settled, "settled")];
  document.getElementById("rows").replaceChildren(...(rows.length ? rows : [el("p", { class: "hint" }, t("empty"))]));
}

function drawRow(row, at) {
  const when = dayKey(at) === dayKey(store.status.now) ? hour(at) : `${shortDay(at)} ${hour(at)}`;
  return el("div", { class: "row" },
    el("b", {}, row.purpose[language]), el("span", { class: `state ${row.state}` }, t(row.state)),
    el("span", { class: "to" }, [row.session, row.number > 1 ? t(row.groups ? "groups" : "people", { n: row.number }) : row.to].filter(Boolean).join(" · ")), el("span", { class: "when" }, when),
    // Why something is not needed any more says its state.
    row.error && row.state !== "cancelled" && el("span", { class: `why ${row.state}` }, row.error));
}
