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
