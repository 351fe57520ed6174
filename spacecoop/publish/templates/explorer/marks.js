// The rows of each plot, made of what the filters leave: {rows, axis, taking, words, table} for the drawing and its text.

const nameOf = (code) => META.countries[code] || code;
const at = (table, one) => `${table}/${keyOf(table, one.row)}`;

function boundOf(low, high, comparator) {
  if (low !== null && high !== null && low !== high) return "range";
  if (high === null) return "at least";
  if (low === null) return "at most";
  return comparator === "about" || comparator === "nearly" ? "about" : "exact";
}

function conferenceMark(one) {
  return {
    row: at("conferences", one), name: title("conferences", one.row), kind: one.kind, status: one.status,
    span: one.start_date ? stretch(`${one.start_date}/${one.end_date || one.start_date}`) : stretch(one.date_edtf),
    when: one.date_edtf || "not stated", where: [one.city, nameOf(one.country)].filter(Boolean).join(", ") || "not stated",
    attendance: bounded(one.attendees_low, one.attendees_high, one.attendees_comparator) || "not stated",
    countries: bounded(one.countries_low, one.countries_high, one.countries_comparator) || "not stated",
  };
}

function yearsWords(rows) {
  const without = rows.filter((row) => !row.span).length;
  return without ? `, ${number(without)} of unknown year${without < rows.length ? " at the left" : ""}` : "";
}

function timelineMarks(given) {
  const chosen = conferencesChosen(given);
  const kinds = TABLE.get("conferences").column.get("kind").enum;
  const plain = chosen.map((one) => ({ ...conferenceMark(one), order: kinds.indexOf(one.kind), low: one.attendees_low, high: one.attendees_high }));
  const axis = axisOf(plain);
  const rows = placed(plain, axis, "kind").flatMap((row) => {
    const { low, high } = row;
    if (low === null && high === null) return [{ ...row, drawn: "none", size: 0 }];
    const drawn = [];
    if (low !== null) drawn.push({ ...row, drawn: "low", size: low });
    if (high === null) drawn.push({ ...row, drawn: "open", size: low * 1.7 });
    else if (high !== low) drawn.push({ ...row, drawn: "high", size: high });
    return drawn;
  });
  // One scale for every filter, so that areas can be compared.
  axis.most = Math.max(10000, ...records("conferences").map((one) => Math.max(one.attendees_high ?? 0, (one.attendees_low ?? 0) * 1.7)));
  const attended = plain.filter((row) => row.low !== null || row.high !== null).length;
  return {
    rows, axis, count: plain.length, table: ["conferences", plain, ["name", "when", "where", "attendance", "countries", "status"]],
    words: `${counted(plain.length, "conference", "conferences")} in time, by kind${yearsWords(plain)}; ${number(attended)} with a stated attendance.`,
  };
}

function mapMarks(given) {
  const chosen = conferencesChosen(given);
  const counts = new Map();
  const hosts = new Map();
  for (const one of chosen) {
    for (const code of new Set([one.country, ...partnersOf(one.conference_id)].filter(Boolean))) counts.set(code, (counts.get(code) || 0) + 1);
    if (!one.country || !one.city) continue;
    const place = `${one.city}, ${nameOf(one.country)}`;
    if (!hosts.has(place)) hosts.set(place, { place, point: META.places.cities[`${one.country} ${one.city}`], held: [] });
    hosts.get(place).held.push(one);
  }
  const cities = [...hosts.values()].sort((a, b) => b.held.length - a.held.length || (a.place < b.place ? -1 : 1)).map(({ place, point, held }) => ({
    place, hosted: held.length, names: held.slice(0, 6).map((one) => title("conferences", one.row)).join("; ") + (held.length > 6 ? " …" : ""),
    latitude: point?.[0], longitude: point?.[1], row: at("conferences", held[0]),
  }));
  const drawn = new Set(META.world.objects.countries.geometries.map((shape) => shape.id));
  const small = [...counts].filter(([code]) => !drawn.has(code) && META.places.countries[code]);
  const dots = small.map(([code, count]) => ({ place: nameOf(code), small: true, hosted: count, names: "too small to draw", latitude: META.places.countries[code][0], longitude: META.places.countries[code][1] }));
  const taking = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code, count]) => ({ country: nameOf(code), conferences: count }));
  const placeless = chosen.filter((one) => !one.city).length;
  return {
    rows: [...dots, ...cities.filter((one) => one.latitude !== undefined)], count: chosen.length,
    taking: [...counts].map(([code, count]) => ({ code, count, country: nameOf(code) })),
    table: [null, [...taking, ...cities.map((one) => ({ country: "", city: one.place, conferences: one.hosted, row: one.row }))], ["country", "city", "conferences"]],
    words: `${counted(taking.length, "country", "countries")} took part in or hosted ${counted(chosen.length, "conference", "conferences")}; `
      + `${counted(cities.length, "host city is", "host cities are")} named, ${counted(placeless, "conference names", "conferences name")} none.`,
  };
}

function countMarks(given, low, high, comparator, what) {
  const stated = conferencesChosen(given).filter((one) => (one[low] ?? 0) > 0 || (one[high] ?? 0) > 0);
  const plain = stated.map((one) => ({ ...conferenceMark(one), ...boundMark(one[low], one[high], one[comparator]), stated: bounded(one[low], one[high], one[comparator]) }));
  const axis = { ...axisOf(plain), ...levelsOf(plain) };
  return {
    rows: placed(plain, axis), axis, count: plain.length, table: ["conferences", plain, ["name", "when", "stated", "bound"]],
    words: `${counted(plain.length, "conference", "conferences")} with a stated number of ${what}${yearsWords(plain)}.`,
  };
}

// Where the mark stands, and the other end of its line.
function boundMark(low, high, comparator) {
  return { low: low ?? high, high: high ?? low, bound: boundOf(low, high, comparator) };
}

const MOST_CURRENCIES = 7;

function budgetMarks(given) {
  const stated = budgetsChosen(given).filter((one) => (one.amount_low ?? one.amount_high ?? 0) > 0);
  const currencies = new Map();
  for (const one of stated) currencies.set(one.currency || "none named", (currencies.get(one.currency || "none named") || 0) + 1);
  const frequent = new Set([...currencies].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_CURRENCIES).map(([currency]) => currency));
  const plain = stated.map((one) => ({
    row: at("budgets", one), ...boundMark(one.amount_low, one.amount_high, one.comparator), span: stretch(one.period),
    currency: frequent.has(one.currency || "none named") ? one.currency || "none named" : "other",
    stated: `${one.currency || ""} ${bounded(one.amount_low, one.amount_high, one.comparator)}`.trim(),
    whose: one.actor || "not stated", role: one.role, for: one.purpose || "not stated", when: one.period || "not stated", source: called("documents", one.document_id),
  }));
  const axis = { ...axisOf(plain), ...levelsOf(plain) };
  return {
    rows: placed(plain, axis), axis, count: plain.length, table: ["budgets", plain, ["stated", "whose", "role", "for", "when", "source"]],
    words: `${counted(plain.length, "sum", "sums")} of money in ${counted(currencies.size, "currency", "currencies")}${yearsWords(plain)}.`,
  };
}

const MOST_PARTNERS = 30;
const NEGATIVE = (tie) => tie.kind === "prohibition" || tie.status === "denied" || tie.status === "ended";

function matrixMarks(given) {
  const partner = (actor) => (given.get("by") === "countries" && countryOf(actor) ? `country/${countryOf(actor)}` : actor);
  const label = (actor) => (actor.startsWith("country/") ? nameOf(actor.slice(8)) : shortName(actor));
  const pairs = new Map();
  for (const tie of tiesChosen(given)) {
    const pair = [partner(tie.actor_a), partner(tie.actor_b)].sort();
    if (pair[0] === pair[1]) continue;
    if (!pairs.has(pair.join(" "))) pairs.set(pair.join(" "), { pair, ties: [] });
    pairs.get(pair.join(" ")).ties.push(tie);
  }
  const listed = [...pairs.values()].map(({ pair, ties }) => pairMark(pair, ties, label)).sort((a, b) => b.documents - a.documents || (a.pair < b.pair ? -1 : 1));
  const order = strongest(listed, isNarrow() ? 12 : MOST_PARTNERS);
  const drawn = listed.filter(({ actors }) => actors.every((actor) => order.has(actor)));
  const rows = drawn.flatMap((row) => [[0, 1], [1, 0]].map(([a, b]) => ({
    ...row, a: label(row.actors[a]), b: label(row.actors[b]), a_order: order.get(row.actors[a]), b_order: order.get(row.actors[b]),
  })));
  const left = listed.length - drawn.length;
  return {
    rows, count: listed.length, table: [null, listed, ["pair", "kinds", "status", "years", "documents"]],
    words: `${counted(listed.length, "pair", "pairs")} of ${given.get("by") === "countries" ? "countries and bodies" : "actors"}${left > 0 ? `; the ${drawn.length} that most articles state are drawn, the table has all` : ""}.`,
  };
}

function shortName(actor) {
  const row = rowOfKey("actors", actor);
  return row === null ? actor : cell("actors", row, "acronym") || cell("actors", row, "name");
}

// The partners of the pairs that most articles state, in the order of how many pairs they stand in.
function strongest(listed, most) {
  const chosen = new Map();
  for (const { actors } of listed) {
    const fresh = actors.filter((actor) => !chosen.has(actor)).length;
    if (chosen.size + fresh > most) continue;
    for (const actor of actors) chosen.set(actor, (chosen.get(actor) || 0) + 1);
  }
  return new Map([...chosen].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([actor], i) => [actor, i]));
}

function pairMark(pair, ties, label) {
  const distinct = (values) => [...new Set(values)].sort();
  return {
    actors: pair, pair: pair.map(label).join(" – "), kinds: distinct(ties.map((tie) => words(tie.kind))).join(", "),
    status: distinct(ties.map((tie) => tie.status)).join(", "), years: distinct(ties.map(tieYear)).join(", "),
    documents: new Set(ties.map((tie) => tie.document_id)).size, negative: ties.some(NEGATIVE), row: at("ties", ties[0]),
  };
}
