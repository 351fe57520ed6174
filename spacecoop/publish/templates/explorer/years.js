// Where things lie on an axis of years: EDTF read as years with a fraction, and a place beside the years for what has none.

// "2014-06-23" -> [2014.478, 2014.481]; "2014" -> [2014, 2015]; "XXXX-05" and what is no EDTF -> null.
function stretch(edtf) {
  if (!edtf) return null;
  const [first, last = first] = edtf.split("/").map(partOf);
  return first && last ? [first[0], Math.max(first[1], last[1])] : null;
}

function partOf(text) {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?$/.exec(text);
  if (!found) return null;
  const year = Number(found[1]);
  if (!found[2]) return [year, year + 1];
  const month = Number(found[2]);
  if (month > 20) return seasonOf(year, month);
  const day = Number(found[3] || 0);
  const start = year + (month - 1) / 12 + Math.max(0, day - 1) / 372;
  return [start, start + (day ? 1 / 372 : 1 / 12)];
}

// EDTF level 2: 21 to 24 are seasons, 33 to 36 quarters; others have no agreed place in the year.
function seasonOf(year, code) {
  const quarter = code >= 33 && code <= 36 ? code - 33 : code >= 21 && code <= 24 ? code - 21 : null;
  return quarter === null ? [year, year + 1] : [year + quarter / 4, year + (quarter + 1) / 4];
}

const yearIn = (text) => (/^\d{4}/.test(text || "") ? text.slice(0, 4) : "XXXX");

// The axis for some rows with {span}: its ends, its ticks, and the strip before `edge` for rows without a year.
function axisOf(rows) {
  const known = rows.filter((row) => row.span);
  if (!known.length) return { first: 0, last: 1, edge: 1, unknown: 0.5, strip: 1, ticks: [0.5] };
  const first = Math.min(...known.map((row) => Math.floor(row.span[0])));
  const last = Math.max(...known.map((row) => Math.ceil(row.span[1])));
  const breadth = Math.max(last - first, 1);
  const pad = breadth * 0.03;
  const edge = first - pad;
  const share = Math.min(0.4, Math.max(0.12, (1 - known.length / rows.length) * 0.5));
  const strip = known.length < rows.length ? (breadth * share) / (1 - share) : 0;
  const unknown = strip ? edge - strip / 2 : edge;
  return {
    first: edge - strip, last: last + pad, edge, unknown: strip ? unknown : edge - strip - 1, strip,
    ticks: [...(strip ? [unknown] : []), ...ticksOf(first, last)],
  };
}

function ticksOf(first, last) {
  const most = isNarrow() ? 4 : 9;
  const step = [1, 2, 5, 10, 20, 25, 50, 100].find((one) => (last - first) / one <= most) || 200;
  const ticks = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) ticks.push(year);
  return ticks;
}

// The axis of amounts for some rows with {low, high}: its ends, and levels at powers of ten, or finer when they are few.
function levelsOf(rows) {
  const values = rows.flatMap((row) => [row.low, row.high]).filter((value) => value > 0);
  if (!values.length) return { bottom: 1, top: 10, levels: [1, 10] };
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const steps = Math.log10(high / low) > 2.2 ? [1] : [1, 2, 5];
  const every = Math.max(1, Math.ceil(Math.log10(high / low) / 8));
  const all = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += every) {
    for (const step of steps) all.push(step * 10 ** power);
  }
  const bottom = Math.max(...all.filter((level) => level <= low));
  const top = Math.min(...all.filter((level) => level >= high), all.at(-1) * 10 ** every);
  const last = top === bottom ? top * 10 : top;
  return { bottom, top: last, levels: [...all.filter((level) => level >= bottom && level <= last), ...(all.includes(last) ? [] : [last])] };
}

// Gives every row its x; those without a year stand side by side in their strip, lane by lane.
function placed(rows, axis, lane) {
  const waiting = new Map();
  for (const row of rows.filter((one) => !one.span)) {
    const key = lane ? row[lane] : "";
    if (!waiting.has(key)) waiting.set(key, []);
    waiting.get(key).push(row);
  }
  const beside = new Map();
  for (const held of waiting.values()) {
    held.forEach((row, i) => beside.set(row, axis.edge - axis.strip + (axis.strip * (i + 1)) / (held.length + 1)));
  }
  return rows.map((row) => (row.span ? { ...row, x: row.span[0], x2: row.span[1] } : { ...row, x: beside.get(row), x2: beside.get(row) }));
}
