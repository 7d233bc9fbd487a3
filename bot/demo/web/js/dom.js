// Small helpers: elements, orders to the server.
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, one] of Object.entries(value)) element.style.setProperty(key, one);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const button = (label, attributes, ...rest) => el("button", { type: "button", ...attributes }, label, ...rest);

export async function ask(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

export async function order(path, body) {
  const form = body instanceof FormData;
  const response = await fetch(path, {
    method: "POST",
    headers: form ? { "X-Demo": "1" } : { "X-Demo": "1", "Content-Type": "application/json" },
    body: form ? body : JSON.stringify(body),
  });
  return response.json();
}

export const hue = (text) => [...text].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) % 360, 7);
export const initials = (name) => name.split(/[\s,.]+/).filter(Boolean).slice(0, 2).map((word) => word[0].toUpperCase()).join("");
export const avatar = (name) => el("span", { class: "avatar", "aria-hidden": "true", style: { "--hue": hue(name) } }, initials(name));

// Drawn, so that no phone lacks a sign for it.
const PATHS = { clip: "M8 12.5l6.2-6.2a3 3 0 014.3 4.3l-8 8a5 5 0 01-7.1-7.1l7.6-7.6", send: "M3 11.5L21 3l-6 18-3.5-7.5z", keys: "M3 6h18v12H3zM6.5 10h1M11.5 10h1M16.5 10h1M7 14h10", place: "M12 21s7-6.2 7-11.5A7 7 0 005 9.500C5 14.800 12 21 12 21zM12 12a2.500 2.500 0 100-5 2.500 2.500 0 000 5z", person: "M12 12a4 4 0 100-8 4 4 0 000 8zM4.500 20.500c.8-4 4-6 7.500-6s6.700 2 7.500 6" };
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("drawn");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
