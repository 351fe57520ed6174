// The line of DuckDB or pandas that gives a view: the same rows in the same order, from the release's own files.

const sqlText = (text) => `'${String(text).replace(/'/g, "''")}'`;
const sqlName = (name) => `"${name}"`;
const python = (text) => JSON.stringify(text);

function path(name) {
  return `output/latest/tables/${name}.parquet`;
}

function duckdbOf(name, given, columns) {
  const where = filtersOf(name, given).map(sqlFilter);
  const q = given.get("q");
  if (q) {
    const all = searched(name).map(sqlName).join(", ");
    where.push(`contains(lower(concat_ws(chr(10), ${all})), ${sqlText(q.toLowerCase())})`);
  }
  const year = given.get("year");
  if (year) where.push(sqlYear(name, year));
  const order = sortOf(name, given.get("sort"));
  const sql = [
    `select ${columns.map(sqlName).join(", ")} from ${sqlText(path(name))}`,
    where.length ? `where ${where.join(" and ")}` : "",
    order ? `order by ${sqlName(order.column)}${order.descending ? " desc" : ""} nulls last` : "",
  ];
  return `import duckdb; duckdb.sql(${python(sql.filter(Boolean).join(" "))}).show()`;
}

function sqlFilter({ column, how, what }) {
  const name = sqlName(column.name);
  if (how === "null") return `${name} is null`;
  if (how === "eq") return column.type === "boolean" ? `${name} = ${what === "true"}` : `cast(${name} as varchar) = ${sqlText(what)}`;
  if (how === "has") return `contains(lower(cast(${name} as varchar)), ${sqlText(what.toLowerCase())})`;
  const [low, high] = rangeOf({ column, what });
  const literal = (end) => (typeof end === "number" ? end : sqlText(end));
  const parts = [low === null ? "" : `${name} >= ${literal(low)}`, high === null ? "" : `${name} <= ${literal(high)}`];
  return parts.filter(Boolean).join(" and ") || `${name} is not null`;
}

function sqlYear(name, year) {
  const said = TABLE.get(name).year.map((column) => `cast(${sqlName(column)} as varchar)`).join(", ");
  const first = `left(coalesce(${said}, ''), 4)`;
  return year === "XXXX" ? `not regexp_full_match(${first}, '[0-9]{4}')` : `${first} = ${sqlText(year)}`;
}

function pandasOf(name, given, columns) {
  const where = filtersOf(name, given).map(pandasFilter);
  const q = given.get("q");
  if (q) {
    const all = `t[${python(searched(name))}].fillna("").agg("\\n".join, axis=1)`;
    where.push(`${all}.str.lower().str.contains(${python(q.toLowerCase())}, regex=False)`);
  }
  const year = given.get("year");
  if (year) where.push(pandasYear(name, year));
  const order = sortOf(name, given.get("sort"));
  const rows = where.length ? `t[${where.map((one) => `(${one})`).join(" & ")}]` : "t";
  const sort = order ? `.sort_values(${python(order.column)}, ascending=${order.descending ? "False" : "True"}, kind="stable")` : "";
  return `import pandas as pd; t = pd.read_parquet(${python(path(name))}); print(${rows}${sort}[${python(columns)}])`;
}

function pandasFilter({ column, how, what }) {
  const name = `t[${python(column.name)}]`;
  const text = `${name}.astype("string").fillna("")`;
  if (how === "null") return `${name}.isna()`;
  if (how === "eq") {
    if (column.type === "boolean") return `${name} == ${what === "true" ? "True" : "False"}`;
    return column.type === "string" ? `${name} == ${python(what)}` : `${text} == ${python(what)}`;
  }
  if (how === "has") return `${text}.str.lower().str.contains(${python(what.toLowerCase())}, regex=False)`;
  const [low, high] = rangeOf({ column, what });
  const held = column.type === "date" ? text : name;
  const literal = (end) => (typeof end === "number" ? end : python(end));
  const parts = [`${name}.notna()`];
  if (low !== null) parts.push(`(${held} >= ${literal(low)})`);
  if (high !== null) parts.push(`(${held} <= ${literal(high)})`);
  return parts.join(" & ");
}

function pandasYear(name, year) {
  const columns = TABLE.get(name).year.map((column) => `t[${python(column)}].astype("string")`);
  const said = columns.reduce((first, next) => `${first}.fillna(${next})`);
  const first = `${said}.fillna("").str[:4]`;
  return year === "XXXX" ? `~${first}.str.fullmatch("[0-9]{4}")` : `${first} == ${python(year)}`;
}
