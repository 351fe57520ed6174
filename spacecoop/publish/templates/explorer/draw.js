// Hands a plot's rows to Vega: the specification comes from the release, the colours of the page's scheme from here.

const dark = matchMedia("(prefers-color-scheme: dark)");
const views = new Map();
const MANY = 250;
const isNarrow = () => innerWidth < 600;

function scheme() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const ink = colour("--ink");
  const faint = colour("--faint");
  const line = colour("--line");
  const ramp = dark.matches ? ["#17405c", "#0072B2", "#56B4E9", "#d6eefc"] : ["#cfe3f2", "#56B4E9", "#0072B2", "#003f66"];
  const font = style.fontFamily;
  return {
    background: "transparent", font, view: { stroke: null }, range: { ramp, heatmap: ramp },
    axis: { labelColor: faint, titleColor: faint, gridColor: line, domainColor: line, tickColor: line, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal", labelFont: font, titleFont: font },
    legend: { columns: isNarrow() ? 3 : undefined, layout: { top: { anchor: "start", margin: 14, direction: isNarrow() ? "vertical" : "horizontal" } }, labelColor: ink, titleColor: faint, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal", labelFont: font, titleFont: font },
    rect: { stroke: colour("--surface"), strokeWidth: 2 },
    geoshape: { fill: colour("--land"), stroke: colour("--surface") },
  };
}

async function drawPlot(id, { rows, axis, taking, count, words: told }) {
  const host = byId(`${id}-plot`);
  views.get(id)?.finalize();
  views.delete(id);
  if (!count) {
    host.replaceChildren(el("p", { class: "nothing" }, "Nothing fits these filters."));
    return;
  }
  const spec = coloured(META.plots[id]);
  spec.datasets = { ...spec.datasets, rows, ...(taking ? { taking, land: META.world } : {}) };
  spec.description = told;
  for (const parameter of spec.params || []) parameter.value = axis[parameter.name];
  fit(id, spec, { rows, taking }, host.clientWidth);
  const theme = dark.matches ? "dark" : "light";
  const { view } = await vegaEmbed(host, spec, {
    mode: "vega-lite", ast: true, actions: false, defaultStyle: false, renderer: "svg", logLevel: 1, config: scheme(), tooltip: { theme },
  });
  view.addEventListener("click", (_, item) => item?.datum?.row && change({ row: item.datum.row }));
  views.set(id, view);
  performance.mark(`${id} drawn`);
}

// A copy of a specification; on a dark ground its blues and its green are lighter.
function coloured(spec) {
  const text = JSON.stringify(spec);
  return JSON.parse(dark.matches ? text.replaceAll("#56B4E9", "#a5dcfb").replaceAll("#0072B2", "#45a5e0").replaceAll("#009E73", "#2fc79a") : text);
}

// Whole numbers from 0 to the most, few enough to stand below a short ramp.
function wholes(most) {
  const step = Math.max(1, Math.ceil(most / 4));
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

function rampOf(spec, values) {
  for (const { encoding } of spec.layer) if (encoding?.color?.legend) encoding.color.legend.values = wholes(Math.max(...values));
}

// Heights and steps that depend on what is shown and on how wide the screen is.
function fit(id, spec, { rows, taking }, width) {
  if (id === "map") {
    spec.height = Math.max(170, Math.round(width * 0.47));
    rampOf(spec, [1, ...taking.map(({ count }) => count)]);
    for (const { encoding } of spec.layer) if (encoding?.size) encoding.size.scale.range = isNarrow() ? [10, 120] : [20, 420];
  }
  if (id === "timeline") {
    spec.height = Math.max(2, new Set(rows.map((row) => row.kind)).size) * 40;
    // Discs that overlap stay apart: by an edge, and by what shines through where they are many.
    for (const { mark: drawn, encoding } of spec.layer) {
      if (encoding.size && isNarrow()) encoding.size.legend.values = [100, 10000];
      if (drawn.filled) Object.assign(drawn, { stroke: scheme().geoshape.stroke, strokeWidth: 0.8, opacity: rows.length > MANY ? 0.5 : 0.8 });
    }
  }
  if (id === "matrix") {
    const partners = new Set(rows.map((row) => row.a)).size;
    const step = Math.max(17, Math.min(26, Math.floor((width - 190) / partners)));
    rampOf(spec, rows.map(({ documents }) => documents));
    spec.width = { step };
    spec.height = { step };
  }
}
