// Begins: phones, panel, story; on a narrow screen one of them at a time.
import { el, button } from "./dom.js";
import { store, begin, listen, on } from "./store.js";
import { t, translate, setLanguage, language, onLanguage } from "./i18n.js";
import { Phone } from "./phone.js";
import { drawPanel } from "./panel.js";
import { tellStory } from "./story.js";

const main = document.getElementById("main");
const tabs = document.getElementById("tabs");
const phones = [];

export function showTab(index) {
  main.dataset.tab = index;
  drawTabs();
}

function drawTabs() {
  const names = [...["commissioner", "group", "head"].slice(0, phones.length).map((name) => t(name)), t("panel")];
  tabs.replaceChildren(...names.map((name, index) => button(name, { "aria-pressed": String(Number(main.dataset.tab) === index), onclick: () => showTab(index) },
    el("span", { class: "badge" }, phones[index]?.unreadTotal || ""))));
}

async function run() {
  await begin();
  translate();
  document.getElementById("language").addEventListener("click", () => setLanguage(language === "en" ? "id" : "en"));
  const alone = new URLSearchParams(location.search);
  const wanted = alone.has("phone") ? [{ who: Number(alone.get("phone")), chat: Number(alone.get("chat") ?? alone.get("phone")) }] : store.phones;
  document.body.classList.toggle("one", alone.has("phone"));
  for (const [place, one] of wanted.entries()) {
    const phone = new Phone(place, one);
    phone.onchange = drawTabs;
    phones.push(phone);
    document.getElementById("phones").append(phone.element);
  }
  main.dataset.tab = 0;
  listen();
  await Promise.all(phones.map((phone) => phone.become(phone.who, phone.open)));
  drawPanel(phones);
  drawTabs();
  onLanguage(drawTabs);
  if (!alone.has("phone")) tellStory(phones, showTab);
  on("status", () => {});
  document.documentElement.dataset.ready = "1";
}

run();
