// Reads a workbook in the browser: the ZIP's directory, then sheets as rows of cells (ECMA-376).
const parse = (text) => new DOMParser().parseFromString(text, "application/xml");
const all = (node, name) => [...node.getElementsByTagNameNS("*", name)];

async function unzip(buffer) {
  const view = new DataView(buffer);
  let end = buffer.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error("no ZIP");
  const entries = new Map();
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
    const [method, packed, nameLength, extra, comment, local] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)];
    const name = new TextDecoder().decode(new Uint8Array(buffer, at + 46, nameLength));
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    entries.set(name, { method, bytes: new Uint8Array(buffer, start, packed) });
    at += 46 + nameLength + extra + comment;
  }
  return async (name) => {
    const entry = entries.get(name);
    if (!entry) return "";
    if (entry.method === 0) return new TextDecoder().decode(entry.bytes);
    return new Response(new Blob([entry.bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
  };
}

export async function readWorkbook(buffer) {
  const read = await unzip(buffer);
  const book = parse(await read("xl/workbook.xml"));
  const links = new Map(all(parse(await read("xl/_rels/workbook.xml.rels")), "Relationship").map((one) => [one.getAttribute("Id"), one.getAttribute("Target").replace(/^\/?(xl\/)?/, "xl/")]));
  const shared = all(parse((await read("xl/sharedStrings.xml")) || "<x/>"), "si").map((one) => all(one, "t").map((piece) => piece.textContent).join(""));
  const styles = readStyles(parse((await read("xl/styles.xml")) || "<x/>"));
  const sheets = [];
  for (const sheet of all(book, "sheet")) {
    const id = sheet.getAttributeNS("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "id");
    sheets.push({ name: sheet.getAttribute("name"), rows: readRows(parse(await read(links.get(id))), shared, styles) });
  }
  return sheets;
}

function readStyles(document) {
  const fonts = all(all(document, "fonts")[0] ?? document, "font").map((font) => all(font, "b").length > 0);
  const formats = new Map(all(document, "numFmt").map((one) => [one.getAttribute("numFmtId"), one.getAttribute("formatCode")]));
  return all(all(document, "cellXfs")[0] ?? document, "xf").map((one) => ({ bold: fonts[Number(one.getAttribute("fontId"))], format: formats.get(one.getAttribute("numFmtId")) ?? "", id: Number(one.getAttribute("numFmtId")) }));
}

const column = (reference) => [...reference.replace(/\d+/, "")].reduce((sum, sign) => sum * 26 + sign.charCodeAt(0) - 64, 0) - 1;

function readRows(document, shared, styles) {
  const spans = new Map(all(document, "mergeCell").map((one) => one.getAttribute("ref").split(":")).map(([first, last]) => [first, column(last) - column(first) + 1]));
  return all(document, "row").map((row) => {
    const cells = [];
    for (const cell of all(row, "c")) {
      const reference = cell.getAttribute("r");
      const place = reference ? column(reference) : cells.length;
      while (cells.reduce((sum, one) => sum + one.span, 0) < place) cells.push({ text: "", span: 1 });
      if (cells.reduce((sum, one) => sum + one.span, 0) > place) continue;
      cells.push({ ...readCell(cell, shared, styles), span: spans.get(reference) ?? 1 });
    }
    return cells;
  });
}

function readCell(cell, shared, styles) {
  const kind = cell.getAttribute("t");
  const style = styles[Number(cell.getAttribute("s") ?? 0)] ?? {};
  const value = all(cell, "v")[0]?.textContent ?? "";
  if (kind === "s") return { text: shared[Number(value)] ?? "", bold: style.bold };
  if (kind === "inlineStr") return { text: all(cell, "t").map((one) => one.textContent).join(""), bold: style.bold };
  if (kind === "b") return { text: value === "1" ? "✓" : "", bold: style.bold };
  if (kind === "str" || value === "" || Number.isNaN(Number(value))) return { text: value, bold: style.bold };
  return { text: number(Number(value), style), number: true, bold: style.bold };
}

// Days since 30 December 1899 where the format says a date or an hour.
function number(value, { format = "", id }) {
  const pattern = format.replace(/"[^"]*"|\[[^\]]*\]/g, "");
  const dated = /[dy]/i.test(pattern) || (id >= 14 && id <= 17) || id === 22;
  const timed = /h/i.test(pattern) || (id >= 18 && id <= 22);
  const at = new Date(Date.UTC(1899, 11, 30) + Math.round(value * 86400) * 1000);
  const parts = [dated && at.toLocaleDateString("id-ID", { timeZone: "UTC" }), timed && at.toLocaleTimeString("id-ID", { timeZone: "UTC", hour: "2-digit", minute: "2-digit" })].filter(Boolean);
  if (parts.length) return parts.join(" ");
  if (/%/.test(pattern) || id === 9 || id === 10) return `${Math.round(value * 1000) / 10}%`.replace(".", ",");
  return (Math.round(value * 100) / 100).toLocaleString("id-ID");
}
