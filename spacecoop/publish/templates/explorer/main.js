// Starts the page and shows what the address says, again at each change of it.

function aboutView() {
  built = "about";
  const rows = META.tables.map(({ name, title: heading, description, rows: held, total }) => el("tr", {},
    el("th", { scope: "row" }, el("a", { href: link(name) }, heading)), el("td", {}, description),
    el("td", { class: "number" }, number(total)), el("td", { class: "number" }, held === total ? "all" : number(held))));
  byId("view").replaceChildren(
    el("div", { class: "heading" }, el("h1", {}, "About this release"), el("p", { class: "lede" }, `Version ${META.version}: the newest publication date in the data and a hash of its content.`)),
    el("section", { class: "prose" }, ...[...byId("about").content.cloneNode(true).childNodes]),
    el("div", { class: "scroll" }, el("table", { class: "rows small" },
      el("thead", {}, el("tr", {}, ["table", "a row is", "rows", "in this page"].map((head) => el("th", { scope: "col" }, head)))), el("tbody", {}, rows))));
}

function navigate(name) {
  for (const made of document.querySelectorAll("nav [data-view]")) {
    if (made.dataset.view === name) made.setAttribute("aria-current", "page");
    else made.removeAttribute("aria-current");
  }
  byId("tables").value = TABLE.has(name) ? name : "";
}

let last = null;
function render() {
  const { view, name, given } = here();
  document.title = `${view === "table" ? `${TABLE.get(name).title} · ` : view === "about" ? "About · " : ""}spacecoop`;
  document.body.className = view;
  navigate(name);
  const content = new URLSearchParams(given);
  content.delete("row");
  const now = address(name, content);
  if (now !== last) {
    if (view === "table") tableView(name, given);
    else if (view === "about") aboutView();
    else overviewView(given);
    if (last !== null && now.split("?")[0] !== last.split("?")[0]) scrollTo(0, 0);
    last = now;
  }
  drawerView(given);
}

function start() {
  byId("tables").append(el("option", { value: "" }, "Tables"), ...META.tables.map(({ name, title: heading, total }) => el("option", { value: name }, `${heading} (${number(total)})`)));
  byId("tables").addEventListener("change", (event) => { if (event.target.value) location.hash = link(event.target.value); });
  byId("side").append(...META.tables.map(({ name, title: heading, total }) => el("a", { href: link(name), "data-view": name }, el("span", {}, heading), el("span", { class: "count" }, number(total)))));
  addEventListener("hashchange", render);
  addEventListener("keydown", (event) => event.key === "Escape" && !byId("drawer").hidden && closeDrawer());
  dark.addEventListener("change", () => here().view === "overview" && drawAll(here().given));
  render();
  document.body.dataset.ready = "yes";
}

start();
