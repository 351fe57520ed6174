// The embedded tables: read once when first asked for, looked up by key and by reference.

const META = JSON.parse(byId("meta").textContent);
const TABLE = new Map(META.tables.map((table) => [table.name, table]));
for (const table of META.tables) {
  table.column = new Map(table.columns.map((column) => [column.name, column]));
}
const loaded = new Map();

// {rows: count, get(column) -> values}, parsed from the page at the first use.
function data(name) {
  if (!loaded.has(name)) {
    const block = JSON.parse(byId(`table-${name}`).textContent);
    const columns = {};
    for (const [column, values] of Object.entries(block.columns)) {
      columns[column] = Array.isArray(values) ? values : values.at.map((i) => (i < 0 ? null : values.words[i]));
    }
    loaded.set(name, { rows: block.rows, columns, index: new Map() });
  }
  return loaded.get(name);
}

function cell(name, row, column) {
  return data(name).columns[column][row];
}

function record(name, row) {
  const columns = data(name).columns;
  return Object.fromEntries(TABLE.get(name).columns.map((c) => [c.name, columns[c.name][row]]));
}

function records(name) {
  return Array.from({ length: data(name).rows }, (_, row) => ({ ...record(name, row), row }));
}

// The rows of a table that hold a value in a column.
function rowsWhere(name, column, value) {
  const table = data(name);
  if (!table.index.has(column)) {
    const index = new Map();
    table.columns[column].forEach((held, row) => {
      if (!index.has(held)) index.set(held, []);
      index.get(held).push(row);
    });
    table.index.set(column, index);
  }
  return table.index.get(column).get(value) || [];
}

// A row's key as it stands in an address: plain when single, else a JSON list.
function keyOf(name, row) {
  const key = TABLE.get(name).key.map((column) => cell(name, row, column));
  return key.length === 1 ? String(key[0]) : JSON.stringify(key);
}

function rowOfKey(name, key) {
  const columns = TABLE.get(name).key;
  if (columns.length === 1) return rowsWhere(name, columns[0], key)[0] ?? null;
  let parts;
  try {
    parts = JSON.parse(key);
  } catch {
    return null;
  }
  if (!Array.isArray(parts)) return null;
  const rows = rowsWhere(name, columns[0], parts[0]);
  return rows.find((row) => columns.every((column, i) => cell(name, row, column) === parts[i])) ?? null;
}

// How a row is called where it is only named.
function title(name, row) {
  const lead = TABLE.get(name).lead;
  const said = cell(name, row, lead);
  if (name === "documents") return said || cell(name, row, "document_id");
  if (name === "conferences") {
    const edition = cell(name, row, "edition");
    return edition ? `${said} (${ordinal(edition)})` : said;
  }
  if (name === "cooperation") return `${called("actors", said)} and ${called("actors", cell(name, row, "actor_b"))}, ${cell(name, row, "year")}`;
  return said === null ? keyOf(name, row) : called(TABLE.get(name).column.get(lead).references?.split(".")[0], said);
}

// The name of what an identifier refers to, or the identifier where the page does not hold it.
function called(name, key) {
  if (!name || key === null) return key;
  const row = rowOfKey(name, key);
  return row === null ? key : title(name, row);
}

function ordinal(n) {
  const end = n % 100 > 10 && n % 100 < 14 ? "th" : ["th", "st", "nd", "rd"][n % 10] || "th";
  return `${n}${end}`;
}

// The year that the first of some columns tells; XXXX where none does.
function yearOf(name, row) {
  for (const column of TABLE.get(name).year) {
    const said = cell(name, row, column);
    if (said !== null) return /^\d{4}/.test(said) ? said.slice(0, 4) : "XXXX";
  }
  return "XXXX";
}
