// The state of the page is its address: which view, which filters, which row is open. Nothing is remembered elsewhere.

// "#/conferences?kind=eq:congress&row=..." -> {view, table, given: URLSearchParams}
function here() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const name = path.replace(/\/$/, "");
  const view = TABLE.has(name) ? "table" : name === "about" ? "about" : "overview";
  return { view, name: view === "table" ? name : view === "about" ? "about" : "", given: new URLSearchParams(query) };
}

function address(name, given) {
  const query = given.toString();
  return `#/${name}${query ? `?${query}` : ""}`;
}

// The address of a view with the given parameters: {kind: "eq:congress"}.
function link(name, parameters) {
  return address(name, new URLSearchParams(parameters || {}));
}

// Changes some parameters of the present view; null takes one away. Typing replaces, the rest can be gone back from.
function change(parameters, { typing = false } = {}) {
  const { name, given } = here();
  for (const [key, value] of Object.entries(parameters)) {
    if (value === null || value === "") given.delete(key);
    else given.set(key, value);
  }
  const next = address(name, given);
  if (next === location.hash || (next === "#/" && location.hash === "")) return;
  if (typing) {
    history.replaceState(null, "", next);
    render();
  } else {
    location.hash = next;
  }
}

function openRow(name, row) {
  change({ row: `${name}/${keyOf(name, row)}` });
}

function rowLink(name, row) {
  const { name: view, given } = here();
  given.set("row", `${name}/${keyOf(name, row)}`);
  return address(view, given);
}

// The open row as [table, key]; null when none is.
function opened(given) {
  const said = given.get("row");
  if (!said) return null;
  const slash = said.indexOf("/");
  const name = said.slice(0, slash);
  return TABLE.has(name) ? [name, said.slice(slash + 1)] : null;
}
