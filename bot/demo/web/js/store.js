// What the page knows: people, their chats, messages; kept up to date by the feed, and told to whoever listens.
import { ask } from "./dom.js";

const listeners = new Map();
export const on = (what, act) => {
  if (!listeners.has(what)) listeners.set(what, new Set());
  listeners.get(what).add(act);
  return () => listeners.get(what).delete(act);
};
const tell = (what, data) => listeners.get(what)?.forEach((act) => act(data));

export const store = {
  zone: "UTC", bot: {}, people: new Map(), phones: [], status: {}, ledger: {},
  // Messages by chat, then by id; only of chats that have been opened.
  chats: new Map(),
};

let loading = new Map();

export async function begin() {
  take(await ask("api/start"));
}

function take(start) {
  // Somebody began the play anew: nothing that this page knows is so any more.
  if (store.play !== undefined && store.play !== start.play) location.reload();
  Object.assign(store, { play: start.play, again: start.again, zone: start.zone, reach: start.reach, bot: start.bot, phones: start.phones, status: start.status, ledger: start.ledger });
  store.people = new Map(start.people.map((person) => [person.id, person]));
}

export function messagesOf(chat) {
  if (store.chats.has(chat)) return Promise.resolve(store.chats.get(chat));
  if (!loading.has(chat)) {
    loading.set(chat, ask(`api/chat/${chat}`).then((messages) => {
      const found = new Map(messages.map((message) => [message.id, message]));
      // What the feed told meanwhile is newer.
      for (const [id, message] of loading.get(chat)?.news ?? []) found.set(id, message);
      store.chats.set(chat, found);
      loading.delete(chat);
      return found;
    }));
  }
  return loading.get(chat);
}

export function listen() {
  const source = new EventSource("events");
  let broken = false;
  const hear = (event, act) => source.addEventListener(event, (one) => act(JSON.parse(one.data)));
  source.addEventListener("open", async () => {
    tell("lost", false);
    if (!broken) return;
    // What happened meanwhile was missed: everything anew.
    broken = false;
    store.chats.clear();
    loading = new Map();
    await begin();
    tell("anew");
  });
  source.addEventListener("error", () => { broken = true; tell("lost", true); });
  hear("message", ({ chat, message }) => {
    const known = store.chats.get(chat.id);
    const fresh = known ? !known.has(message.id) : null;
    known?.set(message.id, message);
    const pending = loading.get(chat.id);
    if (pending) (pending.news ??= new Map()).set(message.id, message);
    tell("message", { chat, message, fresh });
  });
  hear("gone", (gone) => { store.chats.get(gone.chat)?.delete(gone.id); tell("gone", gone); });
  hear("note", (note) => tell("note", note));
  hear("menus", () => tell("menus"));
  hear("person", (person) => { store.people.set(person.id, person); tell("person", person); });
  hear("status", (status) => { store.status = status; tell("status", status); });
  hear("ledger", (ledger) => { store.ledger = ledger; tell("ledger", ledger); });
}
