// One article with every mention in its place: lines under the words, a colour and a height for each table.

const FOUND = JSON.parse(byId("found").textContent);
const letters = Array.from(FOUND.text);
const off = new Set();
const spans = [];

const tablesOf = (marks) => FOUND.tables.filter(({ name }) => !off.has(name) && marks.some((mark) => mark.table === name));

// A line a table, one below the other, so that what overlaps stays readable.
function paint({ span, marks }) {
  const drawn = tablesOf(marks);
  const below = (i) => `0 calc(100% - ${(drawn.length - 1 - i) * 3.4}px)`;
  span.style.backgroundImage = drawn.map(({ colour, name }) => (name === "rejected" ? `repeating-linear-gradient(90deg, ${colour} 0 4px, transparent 4px 8px)` : `linear-gradient(${colour}, ${colour})`)).join(", ");
  span.style.backgroundSize = drawn.map(() => "100% 2.4px").join(", ");
  span.style.backgroundPosition = drawn.map((_, i) => below(i)).join(", ");
  span.style.paddingBottom = `${drawn.length * 3.4}px`;
  if (drawn.length) span.setAttribute("tabindex", "0");
  else span.removeAttribute("tabindex");
}

function point(marks) {
  const cards = marks.filter((mark) => !off.has(mark.table)).map((mark) => {
    const table = FOUND.tables.find(({ name }) => name === mark.table);
    const card = el("article", {}, el("h2", {}, table.title), el("q", {}, letters.slice(mark.start, mark.end).join("")),
      el("dl", {}, Object.entries(mark.row).flatMap(([name, value]) => [el("dt", {}, words(name)), el("dd", {}, shown(value, typeof value))])));
    card.style.setProperty("--c", table.colour);
    return card;
  });
  if (!cards.length) return;
  byId("row").replaceChildren(...cards);
  for (const other of spans) other.span.classList.toggle("shown", other.marks.some((mark) => marks.includes(mark)));
}

function text() {
  const edges = [...new Set([0, letters.length, ...FOUND.marks.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const opening = new Map();
  for (const mark of FOUND.marks) opening.set(mark.start, [...(opening.get(mark.start) || []), mark]);
  let open = [];
  return edges.slice(0, -1).map((start, i) => {
    open = [...open.filter(({ end }) => end > start), ...(opening.get(start) || [])];
    const piece = letters.slice(start, edges[i + 1]).join("");
    if (!open.length) return piece;
    const marks = open;
    const span = el("span", { onmouseenter: () => point(marks), onfocus: () => point(marks), onclick: () => point(marks) }, piece);
    spans.push({ span, marks });
    return span;
  });
}

function switches() {
  return FOUND.tables.map(({ name, title, colour }) => {
    const count = FOUND.marks.filter((mark) => mark.table === name).length;
    const line = el("i", {});
    line.style.background = colour;
    const box = el("input", { type: "checkbox", checked: true, onchange: () => {
      if (box.checked) off.delete(name);
      else off.add(name);
      spans.forEach(paint);
    } });
    return el("label", {}, box, line, `${title} ${count}`);
  });
}

function meetings() {
  if (!FOUND.conferences.length) return [];
  const columns = Object.keys(FOUND.conferences[0]);
  return [el("h2", {}, `Conferences (${FOUND.conferences.length})`), el("div", { class: "scroll" }, el("table", {},
    el("thead", {}, el("tr", {}, columns.map((column) => el("th", { scope: "col" }, words(column))))),
    el("tbody", {}, FOUND.conferences.map((row) => el("tr", {}, columns.map((column) => el("td", {}, shown(row[column], typeof row[column]))))))))];
}

document.title = `${FOUND.document_id} · review`;
byId("name").textContent = FOUND.document_id;
byId("about").textContent = `published ${FOUND.published || "at an unknown date"} · ${FOUND.marks.length} marks`;
byId("tables").append(...switches());
byId("text").append(...text());
byId("conferences").append(...meetings());
spans.forEach(paint);
document.body.dataset.ready = "yes";
