// One table: its tools, its rows a page at a time, and the words for what is shown.

const PAGE = 50;
// Columns whose dates stay on one line.
const EDTF = new Set(["date_edtf", "edtf", "period", "start", "end"]);
let built = null;

function tableView(name, given) {
  if (built !== name || !byId("rows")) {
    byId("view").replaceChildren(...tableFrame(name, given));
    built = name;
  }
  const rows = rowsLeft(name, given);
  const columns = columnsShown(name, given);
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const page = Math.min(Math.max(1, Number(given.get("page")) || 1), pages);
  byId("found").textContent = foundWords(name, rows.length);
  byId("rows").replaceChildren(tableHead(name, columns, given), tableBody(name, rows.slice((page - 1) * PAGE, page * PAGE), columns, given));
  byId("pager").replaceChildren(...pager(page, pages));
  const used = filtersOf(name, given).length;
  byId("filtered").textContent = used ? `${used} in use` : "";
  followControls(given);
}

function foundWords(name, left) {
  const { rows, total } = TABLE.get(name);
  const all = left === rows ? `${number(rows)} ${rows === 1 ? "row" : "rows"}` : `${number(left)} of ${number(rows)} rows`;
  return total > rows ? `${all}; this page holds ${number(rows)} of ${number(total)}, the files below hold all` : all;
}

function columnsShown(name, given) {
  const table = TABLE.get(name);
  const lead = table.column.get(table.lead);
  if (given.get("columns") === "all") return table.columns;
  return [lead, ...table.shown.map((column) => table.column.get(column)).filter((column) => column !== lead)];
}

function tableFrame(name, given) {
  const table = TABLE.get(name);
  const search = el("input", {
    type: "search", id: "q", placeholder: "Search the texts of this table", "aria-label": "Search the texts of this table", "data-key": "q",
    oninput: (event) => change({ q: event.target.value, page: null }, { typing: true }),
  });
  const tools = el("div", { class: "tools find" }, search, yearSelect(name), sortSelect(name),
    el("label", { class: "check" }, el("input", { type: "checkbox", id: "all-columns", "data-key": "columns", onchange: (event) => change({ columns: event.target.checked ? "all" : null }) }), "All columns"));
  const copied = (make) => () => copy(make(name, here().given, copiedColumns(name)), "Copied the line");
  return [
    el("div", { class: "heading" }, el("h1", {}, table.title), el("p", { class: "lede" }, table.description), el("p", { class: "faint", id: "accuracy" }, accuracyWords(table))),
    tools,
    filterPanel(name, given),
    el("p", { id: "found", role: "status", class: "found" }),
    el("div", { class: "scroll" }, el("table", { id: "rows", class: "rows", onkeydown: walk })),
    el("nav", { id: "pager", class: "pager", "aria-label": "Pages" }),
    el("div", { class: "tools take" },
      button("Copy DuckDB line", copied(duckdbOf), { id: "copy-duckdb" }), button("Copy pandas line", copied(pandasOf), { id: "copy-pandas" }),
      button("Copy link", () => copy(location.href, "Copied the link"), { id: "copy-link" }),
      el("a", { href: `../csv/${name}.csv`, class: "button" }, "CSV"), el("a", { href: `../tables/${name}.parquet`, class: "button" }, "Parquet")),
  ];
}

function accuracyWords({ accuracy }) {
  if (accuracy) return `F1 of whole rows, in per cent: ${accuracy}`;
  return META.measured ? "How often whole rows are right was not measured: the gold data say nothing of them." : "How often they are right was not measured for this release.";
}

// A bound's other half goes along into a copied line.
function copiedColumns(name) {
  const { bounds } = TABLE.get(name);
  const columns = columnsShown(name, here().given).map((column) => column.name);
  return [...new Set(columns.flatMap((column) => (bounds[column] ? [column, ...bounds[column].slice(0, 2)] : [column])))];
}

function select(label, key, options) {
  const made = el("select", { "aria-label": label, "data-key": key, onchange: (event) => change({ [key]: event.target.value, page: null }) });
  made.append(...options.map(([value, text]) => el("option", { value }, text)));
  return made;
}

function yearSelect(name) {
  if (!TABLE.get(name).year.length) return null;
  const counted = years(name).map(([year, count]) => [year, `${year === "XXXX" ? "XXXX, year unknown" : year} (${count})`]);
  return select("Year", "year", [["", "Any year"], ...counted]);
}

function sortSelect(name) {
  const columns = TABLE.get(name).columns.map((column) => [column.name, words(column.name)]);
  const both = columns.flatMap(([value, text]) => [[value, `${text} ↑`], [`-${value}`, `${text} ↓`]]);
  return select("Sort by", "sort", [["", "Reading order"], ...both]);
}

function filterPanel(name, given) {
  const controls = TABLE.get(name).columns.map((column) => filterControl(name, column));
  return el("details", { class: "filters", open: filtersOf(name, given).length > 0 },
    el("summary", {}, "Filter by column ", el("span", { id: "filtered", class: "count" })),
    el("div", { class: "grid" }, controls));
}

function filterControl(name, column) {
  const key = column.name;
  const label = el("span", { class: "label", title: column.description }, words(key));
  const offered = choices(name, column);
  if (offered) {
    const options = offered.map((value) => [`eq:${value}`, column.type === "boolean" ? (value === "true" ? "yes" : "no") : words(called(column.references?.split(".")[0], value))]);
    const none = isSparse(name, key) ? [["null:", "(nothing stated)"]] : [];
    return el("label", {}, label, select(words(key), key, [["", "any"], ...options, ...none]));
  }
  if (column.type === "string") {
    const set = (event) => change({ [key]: event.target.value && `has:${event.target.value}`, page: null }, { typing: true });
    return el("label", {}, label, el("input", { type: "search", "data-key": key, "data-how": "has", placeholder: "contains", oninput: set }));
  }
  const type = column.type === "date" ? "date" : "number";
  const ends = ["from", "to"].map((end) => el("input", { type, step: "any", "data-key": key, "data-end": end, placeholder: end, "aria-label": `${words(key)} ${end}` }));
  const set = () => change({ [key]: ends.some((end) => end.value) ? `in:${ends[0].value}..${ends[1].value}` : null, page: null }, { typing: true });
  ends.forEach((end) => end.addEventListener("input", set));
  return el("div", { class: "ends", role: "group", "aria-label": words(key) }, label, ...ends);
}

// Puts what the address says into the controls, but never under the fingers of who types.
function followControls(given) {
  for (const control of document.querySelectorAll("#view [data-key]")) {
    if (control === document.activeElement && control.tagName === "INPUT" && control.type !== "checkbox") continue;
    const said = given.get(control.dataset.key) || "";
    if (control.type === "checkbox") control.checked = said === (control.dataset.on || "all");
    else if (control.dataset.end) control.value = said.startsWith("in:") ? said.slice(3).split("..")[control.dataset.end === "from" ? 0 : 1] || "" : "";
    else if (control.dataset.how) control.value = said.startsWith("has:") ? said.slice(4) : "";
    else control.value = said;
  }
}

function tableHead(name, columns, given) {
  const order = sortOf(name, given.get("sort"));
  const heads = columns.map((column) => {
    const isSorted = order?.column === column.name;
    const next = isSorted ? (order.descending ? null : `-${column.name}`) : column.name;
    const arrow = isSorted ? (order.descending ? " ↓" : " ↑") : "";
    return el("th", { scope: "col", "aria-sort": isSorted ? (order.descending ? "descending" : "ascending") : null, class: column.type },
      button([columnLabel(name, column, given) + arrow, column.accuracy ? el("span", { class: "f1" }, `F1 ${column.accuracy.split(" ")[0]}`) : null], () => change({ sort: next, page: null }), { title: column.accuracy ? `${column.description} (F1 ${column.accuracy})` : column.description }));
  });
  return el("thead", {}, el("tr", {}, heads));
}

// "document" for document_id, which the cells show by its title.
const labelOf = (column) => words(column.references ? column.name.replace(/_id$/, "") : column.name);

function columnLabel(name, column, given) {
  const bound = given.get("columns") === "all" ? null : TABLE.get(name).bounds[column.name];
  return bound ? bound[2] : labelOf(column);
}

function tableBody(name, rows, columns, given) {
  if (!rows.length) return el("tbody", {}, el("tr", {}, el("td", { colspan: String(columns.length), class: "nothing" }, "No row fits.")));
  return el("tbody", {}, rows.map((row) => {
    const cells = columns.map((column) => tableCell(name, row, column, given));
    return el("tr", { onclick: (event) => event.target.closest("a") || openRow(name, row) }, cells);
  }));
}

function tableCell(name, row, column, given) {
  const isLead = column.name === TABLE.get(name).lead;
  const text = cellText(name, row, column, given);
  const attributes = { class: `${EDTF.has(column.name) ? "date" : column.type}${column.references ? " named" : ""}${isLead ? " lead" : ""}${text === "" ? " empty" : text === "0" ? " zero" : ""}`, "data-label": columnLabel(name, column, given) };
  if (!isLead) return el("td", attributes, mark(column, text));
  return el("th", { scope: "row", ...attributes }, el("a", { href: rowLink(name, row), class: "open" }, text || keyOf(name, row)));
}

function cellText(name, row, column, given) {
  const value = cell(name, row, column.name);
  const bound = given.get("columns") === "all" ? null : TABLE.get(name).bounds[column.name];
  if (bound) return bounded(value, cell(name, row, bound[0]), cell(name, row, bound[1]));
  if (column.references && value !== null) return called(column.references.split(".")[0], value);
  if (column.enum.length && value !== null) return words(value);
  return shown(value, column.type);
}

const MARKED = new Set(["agreement", "status", "chosen"]);

// Agreement and conflict wear a word and a colour, never a colour alone.
function mark(column, text) {
  return MARKED.has(column.name) && column.type !== "integer" && text ? el("span", { class: `mark ${text.replace(/ /g, "-")}` }, text) : text;
}

function pager(page, pages) {
  if (pages === 1) return [];
  const to = (next) => () => change({ page: next === 1 ? null : String(next) });
  return [
    button("← Previous", to(page - 1), { disabled: page === 1 }),
    el("span", {}, `Page ${page} of ${pages}`),
    button("Next →", to(page + 1), { disabled: page === pages }),
  ];
}

// Arrow keys go from row to row; Enter opens, as on every link.
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.classList.contains("open")) return;
  const links = [...byId("rows").querySelectorAll("a.open")];
  links[links.indexOf(event.target) + step]?.focus();
  event.preventDefault();
}
