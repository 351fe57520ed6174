// The first view: what the release holds, the filters over its plots, and the plots with their tables.

const PLOTS = [
  { id: "timeline", wide: true, heading: "Conferences in time", marks: timelineMarks,
    note: "A disc is the attendance stated at least, a ring the most it may be; a dashed ring means that no upper bound was stated, a small diamond that no attendance was. Bars span the days." },
  { id: "map", wide: true, heading: "Where they met, and who took part", marks: mapMarks,
    note: "Discs are host cities. A country is shaded by the conferences that it hosted or whose organisers, hosts, speakers or participants came from there." },
  { id: "attendees", heading: "People who attended", marks: (given) => countMarks(given, "attendees_low", "attendees_high", "attendees_comparator", "people"),
    note: "A triangle points where the number may lie: “over 3 000” points up, “up to 45” points down." },
  { id: "countries", heading: "Countries that took part", marks: (given) => countMarks(given, "countries_low", "countries_high", "countries_comparator", "countries"),
    note: "Countries said to attend. Invited countries, and countries of authors, are other things and not here." },
  { id: "budgets", wide: true, heading: "Sums of money named", marks: budgetMarks,
    note: "By the year the money is for, each in its own currency: heights of different colours do not compare." },
  { id: "matrix", wide: true, heading: "Who cooperates with whom", marks: matrixMarks, tools: matrixTools,
    note: "Articles that state a tie of the pair. A cross marks a pair with a tie that is forbidden, denied or ended." },
];
let drawing = 0;

function overviewView(given) {
  if (built !== "" || !byId("timeline")) {
    byId("view").replaceChildren(...overviewFrame());
    built = "";
  }
  followControls(given);
  byId("clear").hidden = ![...given.keys()].some((key) => key !== "row");
  drawAll(given);
}

function overviewFrame() {
  return [
    el("div", { class: "heading hero" },
      el("h1", {}, "Space conferences and cooperation, read from the news"),
      el("p", { class: "lede" }, "Who met where, how many came, which money was named, and who works with whom. Every value stands on the words of an article: open one to see them.")),
    el("ul", { class: "tiles" }, ["documents", "conferences", "statements", "ties", "budgets", "actors"].map(tile)),
    filterBar(),
    el("div", { class: "plots" }, PLOTS.map(card)),
  ];
}

function tile(name) {
  const { title: heading, total } = TABLE.get(name);
  return el("li", {}, el("a", { href: link(name) }, el("strong", {}, number(total)), el("span", {}, heading.toLowerCase())));
}

function filterBar() {
  const held = new Set([
    ...records("conferences").map(conferenceYear), ...records("budgets").map((one) => yearIn(one.period)), ...records("ties").map(tieYear)]);
  held.delete("XXXX");
  const listed = [...held].sort().map((year) => [year, year]);
  const codes = new Set(records("conferences").flatMap((one) => [one.country, ...partnersOf(one.conference_id)]));
  for (const tie of records("ties")) for (const actor of [tie.actor_a, tie.actor_b]) codes.add(countryOf(actor));
  codes.delete(null);
  const countries = [...codes].map((code) => [code, nameOf(code)]).sort((a, b) => (a[1] < b[1] ? -1 : 1));
  const kinds = choices("conferences", TABLE.get("conferences").column.get("kind")).map((kind) => [kind, words(kind)]);
  const main = el("label", { class: "check", title: "Only conferences that an article is about, not those it only mentions" },
    el("input", { type: "checkbox", id: "only", "data-key": "only", "data-on": "main", onchange: (event) => change({ only: event.target.checked ? "main" : null }) }), "Main only");
  return el("form", { class: "tools bar", role: "search", "aria-label": "Filters", onsubmit: (event) => event.preventDefault() },
    el("input", { type: "search", id: "q", "data-key": "q", placeholder: "Search names, places, purposes", "aria-label": "Search names, places, purposes",
      oninput: (event) => change({ q: event.target.value }, { typing: true }) }),
    select("From year", "from", [["", "from any year"], ...listed.map(([value, text]) => [value, `from ${text}`])]),
    select("To year", "to", [["", "to any year"], ...listed.map(([value, text]) => [value, `to ${text}`])]),
    select("Rows whose year is unknown", "unknown", [["", "and unknown years"], ["no", "known years only"]]),
    select("Kind of conference", "kind", [["", "any kind"], ...kinds]),
    select("Country", "country", [["", "any country"], ...countries]),
    main,
    button("Clear", () => { location.hash = "#/"; }, { class: "quiet", id: "clear" }));
}

function matrixTools() {
  const kinds = TABLE.get("ties").column.get("kind").enum.map((kind) => [kind, words(kind)]);
  return [select("Kind of tie", "tie", [["", "any kind of tie"], ...kinds]), select("Partners", "by", [["", "by actor"], ["countries", "by country"]])];
}

function card(plot) {
  const toggle = button("Show as table", () => showTable(plot, toggle), { "aria-expanded": "false", "aria-controls": `${plot.id}-rows`, class: "quiet" });
  return el("figure", { class: `card${plot.wide ? " wide" : ""}`, id: plot.id, "aria-labelledby": `${plot.id}-heading` },
    el("header", {}, el("h2", { id: `${plot.id}-heading` }, plot.heading), el("div", { class: "tools" }, plot.tools ? plot.tools() : null, toggle)),
    el("p", { class: "told", id: `${plot.id}-words` }),
    el("div", { class: "plot", id: `${plot.id}-plot`, role: "img" }),
    el("div", { class: "scroll", id: `${plot.id}-rows`, hidden: true }),
    el("figcaption", {}, plot.note));
}

function showTable(plot, toggle) {
  const host = byId(`${plot.id}-rows`);
  host.hidden = !host.hidden;
  toggle.setAttribute("aria-expanded", String(!host.hidden));
  toggle.textContent = host.hidden ? "Show as table" : "Hide table";
  if (!host.hidden) fillTable(plot, plot.marks(here().given));
}

const MOST_IN_A_CARD = 200;

function fillTable(plot, { table: [name, rows, columns] }) {
  const body = rows.slice(0, MOST_IN_A_CARD).map((row) => el("tr", {}, columns.map((column, i) => {
    const text = row[column] === undefined ? "" : shown(row[column], typeof row[column]);
    const { given } = here();
    given.set("row", row.row || "");
    return el("td", { "data-label": words(column) }, i === 0 && row.row ? el("a", { href: address("", given) }, text || "open") : text);
  })));
  const head = el("thead", {}, el("tr", {}, columns.map((column) => el("th", { scope: "col" }, words(column)))));
  const more = rows.length > MOST_IN_A_CARD ? el("p", {}, `${MOST_IN_A_CARD} of ${rows.length} rows. `, name ? el("a", { href: link(name) }, "All are in the table") : "") : "";
  byId(`${plot.id}-rows`).replaceChildren(el("table", { class: "rows small" }, head, el("tbody", {}, body)), more);
}

// Draws plot after plot, giving the page its breath in between; a newer call ends an older one.
async function drawAll(given) {
  drawing += 1;
  const mine = drawing;
  for (const plot of PLOTS) {
    const marks = plot.marks(given);
    byId(`${plot.id}-words`).textContent = marks.words;
    byId(`${plot.id}-plot`).setAttribute("aria-label", `${plot.heading}. ${marks.words} “Show as table” lists them.`);
    if (!byId(`${plot.id}-rows`).hidden) fillTable(plot, marks);
    await drawPlot(plot.id, marks);
    await new Promise((next) => setTimeout(next));
    if (mine !== drawing) return;
  }
  document.body.dataset.drawn = String(mine);
}
