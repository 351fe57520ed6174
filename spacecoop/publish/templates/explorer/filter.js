// Filters of a table as they stand in the address, the rows they leave, and their order.
// "eq:x" the value, "has:x" words in it, "in:a..b" bounds (either may be missing), "null:" nothing stated.

function filtersOf(name, given) {
  const found = [];
  for (const column of TABLE.get(name).columns) {
    const said = given.get(column.name);
    const colon = said ? said.indexOf(":") : -1;
    if (colon < 0) continue;
    const how = said.slice(0, colon);
    const what = said.slice(colon + 1);
    if (["eq", "has", "in", "null"].includes(how)) found.push({ column, how, what });
  }
  return found;
}

function passes(filter, value) {
  if (filter.how === "null") return value === null;
  if (value === null) return false;
  if (filter.how === "eq") return String(value) === filter.what;
  if (filter.how === "has") return String(value).toLowerCase().includes(filter.what.toLowerCase());
  const [low, high] = rangeOf(filter);
  return (low === null || value >= low) && (high === null || value <= high);
}

// The two ends of an "in:" filter in the column's own type; null where one is missing.
function rangeOf({ column, what }) {
  const isNumber = column.type === "integer" || column.type === "number";
  const ends = what.split("..");
  return [0, 1].map((i) => (ends[i] === undefined || ends[i] === "" ? null : isNumber ? Number(ends[i]) : ends[i]));
}

const searched = (name) => TABLE.get(name).columns.filter((column) => column.type === "string").map((column) => column.name);

// The rows of a table that the address leaves, in its order.
function rowsLeft(name, given) {
  const table = data(name);
  const filters = filtersOf(name, given);
  const q = (given.get("q") || "").toLowerCase();
  const year = given.get("year");
  const texts = q ? searched(name).map((column) => table.columns[column]) : [];
  const rows = [];
  for (let row = 0; row < table.rows; row += 1) {
    if (year && yearOf(name, row) !== year) continue;
    if (!filters.every((filter) => passes(filter, table.columns[filter.column.name][row]))) continue;
    if (q && !texts.some((values) => values[row] !== null && values[row].toLowerCase().includes(q))) continue;
    rows.push(row);
  }
  return sorted(name, rows, given.get("sort"));
}

// "-words" is descending; nothing stated comes last either way, as in the copied lines.
function sortOf(name, said) {
  if (!said) return null;
  const column = said.replace(/^-/, "");
  return TABLE.get(name).column.has(column) ? { column, descending: said.startsWith("-") } : null;
}

function sorted(name, rows, said) {
  const order = sortOf(name, said);
  if (!order) return rows;
  const values = data(name).columns[order.column];
  const sign = order.descending ? -1 : 1;
  return rows.sort((a, b) => {
    const [x, y] = [values[a], values[b]];
    if (x === null || y === null) return (x === null) - (y === null) || a - b;
    return x < y ? -sign : x > y ? sign : a - b;
  });
}

// What a select offers for a column: its enumeration, or its values when they are few; null when they are many.
function choices(name, column) {
  if (column.type === "boolean") return ["true", "false"];
  if (column.type !== "string") return null;
  const held = new Set(data(name).columns[column.name]);
  held.delete(null);
  if (column.enum.length) return column.enum.filter((value) => held.has(value));
  return held.size <= 24 ? [...held].sort() : null;
}

const isSparse = (name, column) => data(name).columns[column].includes(null);

// Years of a table with how many rows each has, XXXX last.
function years(name) {
  const counted = new Map();
  for (let row = 0; row < data(name).rows; row += 1) {
    const year = yearOf(name, row);
    counted.set(year, (counted.get(year) || 0) + 1);
  }
  return [...counted].sort(([a], [b]) => (a < b ? -1 : 1));
}
