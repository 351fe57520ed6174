// What the overview's filters leave of conferences, sums of money and ties. A year that is unknown is a bucket of its own.

const within = (year, given) => {
  if (year === "XXXX") return given.get("unknown") !== "no";
  return (!given.get("from") || year >= given.get("from")) && (!given.get("to") || year <= given.get("to"));
};

const holds = (given, ...texts) => {
  const q = (given.get("q") || "").toLowerCase();
  return !q || texts.some((text) => text && String(text).toLowerCase().includes(q));
};

const conferenceYear = (one) => yearIn(one.start_date || one.date_edtf);

function conferencesChosen(given) {
  const country = given.get("country");
  return records("conferences").filter((one) =>
    within(conferenceYear(one), given) && (!given.get("kind") || one.kind === given.get("kind"))
    && (given.get("only") !== "main" || one.mention === "main")
    && (!country || one.country === country || partnersOf(one.conference_id).has(country))
    && holds(given, one.name, one.series, one.city, one.venue));
}

// Countries of the actors that had a part in a conference.
function partnersOf(conferenceId) {
  const rows = rowsWhere("conference_actors", "conference_id", conferenceId).filter((row) => cell("conference_actors", row, "role") !== "absent");
  return new Set(rows.map((row) => countryOf(cell("conference_actors", row, "actor_id"))).filter(Boolean));
}

function countryOf(actorId) {
  if (actorId?.startsWith("country/")) return actorId.slice(8);
  const row = actorId ? rowOfKey("actors", actorId) : null;
  return row === null ? null : cell("actors", row, "country");
}

function budgetsChosen(given) {
  return records("budgets").filter((one) =>
    within(yearIn(one.period), given) && (!given.get("country") || countryOf(one.actor_id) === given.get("country"))
    && holds(given, one.actor, one.purpose, one.text, one.currency));
}

// A tie's year as the table cooperation has it: its own, else that of the article; copies of an article count once.
function tieYear(tie) {
  if (/^\d{4}/.test(tie.start || "")) return tie.start.slice(0, 4);
  const row = rowOfKey("documents", tie.document_id);
  return yearIn(row === null ? null : cell("documents", row, "published"));
}

function tiesChosen(given) {
  const country = given.get("country");
  return records("ties").filter((tie) => {
    const row = rowOfKey("documents", tie.document_id);
    if (row !== null && cell("documents", row, "duplicate_of") !== null) return false;
    return within(tieYear(tie), given) && (!given.get("tie") || tie.kind === given.get("tie"))
      && (!country || [tie.actor_a, tie.actor_b].some((actor) => countryOf(actor) === country))
      && holds(given, called("actors", tie.actor_a), called("actors", tie.actor_b), tie.text);
  });
}
