// Making elements and writing values. Text of a source only ever becomes a text node: nothing here reads HTML.

function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && typeof value !== "string") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

const byId = (id) => document.getElementById(id);

const words = (name) => String(name).replace(/_/g, " ");

const SHORT = new Intl.NumberFormat("en-GB", { notation: "compact", compactDisplay: "long", maximumFractionDigits: 2 });
const LONG = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 6 });

function number(value) {
  return Math.abs(value) >= 1e7 ? SHORT.format(value) : LONG.format(value).replace(/,/g, " ");
}

// "1 conference", "1 200 conferences".
const counted = (count, one, many) => `${number(count)} ${count === 1 ? one : many}`;

const BOUND_WORDS = {
  exact: "", about: "about ", nearly: "nearly ", at_least: "at least ", more_than: "over ", at_most: "at most ",
  up_to: "up to ", less_than: "under ", range: "", indefinite: "some, no number",
};

// "about 1 200", "over 20", "30 to 45": a bounded number as its words said it; "" where nothing was said.
function bounded(low, high, comparator) {
  if (low === null && high === null) return comparator === "indefinite" ? BOUND_WORDS.indefinite : "";
  const said = BOUND_WORDS[comparator] ?? "";
  if (low !== null && high !== null && low !== high) return `${number(low)} to ${number(high)}`;
  return said + number(low === null ? high : low);
}

// A cell as text; year columns and identifiers keep their digits unspaced.
function shown(value, type) {
  if (value === null || value === undefined) return "";
  if (type === "boolean") return value ? "yes" : "no";
  if (type === "number" || type === "integer") return number(value);
  return String(value);
}

function button(label, onclick, attributes) {
  return el("button", { type: "button", onclick, ...attributes }, label);
}

// Says a short thing to everybody: on the screen and to screen readers.
function tell(message) {
  const note = byId("note");
  note.textContent = message;
  note.classList.add("on");
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => note.classList.remove("on"), 2600);
}

async function copy(text, message) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "away" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  tell(message);
}

// Only what leads to a page of the web becomes a link.
function outward(url) {
  return /^https?:\/\//i.test(url) ? el("a", { href: url, rel: "noopener noreferrer nofollow", target: "_blank" }, url) : url;
}
