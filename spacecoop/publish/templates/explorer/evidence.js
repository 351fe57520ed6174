// The drawer of one row: its words and their source, every field, what other articles claim, and what refers to it.

const MOST_LISTED = 8;
let cameFrom = null;

function drawerView(given) {
  const drawer = byId("drawer");
  const row = opened(given);
  if (!row) {
    const wasOpen = !drawer.hidden;
    drawer.hidden = true;
    drawer.replaceChildren();
    if (wasOpen && cameFrom?.isConnected) cameFrom.focus();
    return;
  }
  if (drawer.hidden) cameFrom = document.activeElement;
  const [name, key] = row;
  const found = rowOfKey(name, key);
  drawer.replaceChildren(...(found === null ? missing(name, key) : evidence(name, found)));
  drawer.hidden = false;
  drawer.scrollTop = 0;
  byId("drawer-title").focus({ preventScroll: true });
}

const closeDrawer = () => change({ row: null });

function drawerTop(name, text) {
  return el("header", {},
    el("div", { class: "actions" },
      button("Copy link", () => copy(location.href, "Copied the link"), { class: "quiet" }),
      button("Close ✕", closeDrawer, { class: "quiet", id: "drawer-close", "aria-keyshortcuts": "Escape" })),
    el("p", { class: "kicker" }, el("a", { href: link(name) }, TABLE.get(name).title)),
    el("h2", { id: "drawer-title", tabindex: "-1" }, text));
}

function missing(name, key) {
  const { rows, total } = TABLE.get(name);
  const why = total > rows ? `This page holds ${number(rows)} of the ${number(total)} rows of this table, and this is not among them. ` : "This release has no such row. ";
  return [drawerTop(name, key), el("p", {}, why, total > rows ? ["Ask the files: ", el("code", {}, `spacecoop show ${key}`)] : null)];
}

function evidence(name, row) {
  const said = record(name, row);
  return [
    drawerTop(name, title(name, row)),
    quotation(said),
    name === "conferences" ? claims(said) : null,
    name === "conference_claims" ? siblings(said) : null,
    name === "cooperation" ? pairTies(said) : null,
    fields(name, said),
    ...references(name, said),
  ].filter(Boolean);
}

// The words themselves, and where they stand.
function quotation(said) {
  if (typeof said.start_char !== "number" || !said.document_id) return null;
  return el("figure", { class: "words" }, el("blockquote", {}, said.text || "(nothing quoted)"), el("figcaption", {}, source(said.document_id), place(said)));
}

function place(said) {
  const parts = [`characters ${said.start_char} to ${said.end_char}`];
  if (said.zone && said.zone !== "body") parts.push(`in the ${said.zone}`);
  if (said.rule) parts.push(`rule ${said.rule}`);
  return el("span", { class: "place" }, parts.join(" · "));
}

function source(documentId) {
  const row = rowOfKey("documents", documentId);
  if (row === null) return el("span", {}, documentId);
  const { outlet, published, url } = record("documents", row);
  const told = [outlet, published].filter(Boolean).join(", ");
  return el("span", { class: "source" }, el("a", { href: rowLink("documents", row) }, title("documents", row)), told ? ` — ${told}` : "", url ? [" · ", outward(url)] : "");
}

// What the articles say of a conference, an attribute at a time.
function claims(said) {
  const rows = rowsWhere("conference_claims", "conference_id", said.conference_id);
  if (!rows.length) return el("p", { class: "faint" }, "This page holds no claim of this conference; the file conference_claims does.");
  const groups = TABLE.get("conference_claims").column.get("attribute").enum.map((attribute) => {
    const held = rows.filter((row) => cell("conference_claims", row, "attribute") === attribute);
    return held.length ? claimGroup(attribute, held) : null;
  });
  return el("section", { class: "claims" }, el("h3", {}, "What the articles say ", el("span", { class: `mark ${said.agreement}` }, agreementWords(said))), groups);
}

function agreementWords({ agreement, documents }) {
  if (agreement === "single") return "one source";
  return agreement === "agree" ? `${documents} ${documents === 1 ? "source" : "sources"}, agree` : "conflict";
}

function claimGroup(attribute, rows) {
  const values = new Set(rows.map((row) => claimValue(record("conference_claims", row))));
  const verdict = rows.length === 1 ? "one claim" : values.size === 1 ? `${rows.length} claims, the same` : `${rows.length} claims, ${values.size} values`;
  return el("div", { class: "group" }, el("h4", {}, words(attribute), " ", el("span", { class: "faint" }, verdict)), el("ul", {}, rows.map(claimItem)));
}

function claimValue(claim) {
  if (claim.low !== null || claim.high !== null) return bounded(claim.low, claim.high, claim.comparator);
  return claim.attribute === "organiser" ? called("actors", claim.value) : shown(claim.value);
}

function claimItem(row) {
  const claim = record("conference_claims", row);
  return el("li", { class: claim.chosen ? "chosen" : "" },
    el("a", { href: rowLink("conference_claims", row), class: "value" }, claimValue(claim) || "stated"),
    claim.chosen ? el("span", { class: "mark yes" }, "✓ chosen") : null,
    claim.expected ? el("span", { class: "mark" }, "expected") : null,
    el("q", {}, claim.text),
    source(claim.document_id));
}

function siblings(said) {
  const rows = rowsWhere("conference_claims", "conference_id", said.conference_id).filter((row) => {
    const other = record("conference_claims", row);
    return other.attribute === said.attribute && other.claim_id !== said.claim_id;
  });
  if (!rows.length) return el("p", { class: "faint" }, `No other claim on the ${words(said.attribute)} of this conference.`);
  return el("section", { class: "claims" }, el("h3", {}, `Other claims on the ${words(said.attribute)}`), el("ul", {}, rows.map(claimItem)));
}

function pairTies(said) {
  const pair = [said.actor_a, said.actor_b];
  const rows = ["actor_a", "actor_b"].flatMap((column, i) => rowsWhere("ties", column, pair[0]).filter((row) => cell("ties", row, i ? "actor_a" : "actor_b") === pair[1]));
  return listing("ties", [...new Set(rows)], "Ties of this pair, in any year", null);
}

function fields(name, said) {
  const table = TABLE.get(name);
  const entries = table.columns.map((column) => {
    const value = said[column.name];
    const about = [column.description, column.unit ? `Unit: ${column.unit}.` : "", column.accuracy ? `F1: ${column.accuracy}.` : ""].filter(Boolean).join(" ");
    return [
      el("dt", {}, el("details", {}, el("summary", {}, labelOf(column), column.accuracy ? el("span", { class: "count" }, ` F1 ${column.accuracy.split(" ")[0]}`) : null), el("p", {}, about))),
      el("dd", { class: value === null ? "empty" : "" }, value === null ? "nothing stated" : fieldValue(column, value)),
    ];
  });
  return el("section", {}, el("h3", {}, "The row"), el("dl", {}, entries));
}

function fieldValue(column, value) {
  const refers = column.references?.split(".")[0];
  const row = refers ? rowOfKey(refers, value) : null;
  if (row !== null) return [el("a", { href: rowLink(refers, row) }, title(refers, row)), title(refers, row) === value ? null : el("code", {}, value)];
  if (column.name === "url") return outward(value);
  if (column.name === "wikidata" && /^Q\d+$/.test(value)) return outward(`https://www.wikidata.org/wiki/${value}`);
  return shown(value, column.type);
}

// Every row of every table that refers to this one by its key.
function references(name, said) {
  const { key } = TABLE.get(name);
  if (key.length !== 1) return [];
  const found = [];
  for (const table of META.tables) {
    for (const column of table.columns) {
      if (column.references !== `${name}.${key[0]}` || (name === "conferences" && table.name === "conference_claims")) continue;
      const rows = rowsWhere(table.name, column.name, said[key[0]]);
      if (rows.length) found.push(listing(table.name, rows, `${table.title}: ${labelOf(column)}`, { [column.name]: `eq:${said[key[0]]}` }));
    }
  }
  return found;
}

function listing(name, rows, heading, filter) {
  const items = rows.slice(0, MOST_LISTED).map((row) => el("li", {}, el("a", { href: rowLink(name, row) }, title(name, row)), el("span", { class: "faint" }, glimpse(name, row))));
  const more = filter && rows.length > MOST_LISTED ? el("p", {}, el("a", { href: link(name, filter) }, `All ${rows.length}`)) : null;
  return el("details", { class: "listing", open: rows.length <= MOST_LISTED }, el("summary", {}, heading, " ", el("span", { class: "count" }, String(rows.length))), el("ul", {}, items), more);
}

// A few of the row's first columns, so that a list tells its items apart.
function glimpse(name, row) {
  const table = TABLE.get(name);
  const none = new URLSearchParams();
  const texts = table.shown.filter((column) => column !== table.lead).slice(0, 4).map((column) => cellText(name, row, table.column.get(column), none));
  return ` ${texts.filter((text) => text !== "").join(" · ")}`;
}
