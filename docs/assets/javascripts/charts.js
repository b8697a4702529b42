// Draws the charts of a page from the tables that stand on it (pipeline/pages/charts_explore.py).
//
// Colours and letters are given as the page's CSS variables, which the browser resolves inside
// the drawing: it follows dark, light and print without being drawn again.

const INK = "var(--md-default-fg-color--light)";
const LINE = "var(--md-default-fg-color--lightest)";

/** The look of every chart; the family is named because words are measured before they are drawn. */
const config = (plot) => ({
  background: null,
  font: getComputedStyle(document.body).fontFamily,
  aria: false,
  view: { stroke: null },
  axis: {
    labelColor: INK, titleColor: INK, gridColor: LINE, domainColor: INK, tickColor: INK,
    labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal", labelPadding: 5,
  },
  axisX: { grid: false, labelFlush: false, labelSeparation: 8 },
  axisY: {
    domain: false, ticks: false,
    titleAngle: 0, titleAlign: "left", titleAnchor: "end", titleX: 0, titleY: -10,
  },
  legend: {
    labelColor: INK, labelFontSize: 12, symbolStrokeWidth: 0, padding: 0, offset: 32,
    columns: plot.clientWidth < 560 ? 2 : 0,
  },
});

/** The value of a cell: what it sorts by, else its words. */
const valueOf = (cell, type) => read((cell.dataset.order ?? cell.textContent).trim(), type);

function read(text, type) {
  if (text === "") return null;
  if (type === "number") return Number(text.replace(/−/g, "-").replace(/[^\d.-]/g, ""));
  if (type === "date") return Date.parse(text);
  return text;
}

/** The rows of a table as objects; `x_shown` holds the words of the cell behind `x`. */
async function rowsOf(table, fields) {
  // Of many rows the page holds the newest only.
  if (table.dataset.rows) return rowsOfFile(table, fields);
  // tables.js keeps the rows here, for DataTables takes those that it does not show out.
  const rows = table.archiveRows ?? [...table.tBodies[0].rows];
  return rows.map((row) => {
    const entry = {};
    for (const [name, [place, type]] of Object.entries(fields)) {
      const cell = row.cells[place];
      entry[name] = valueOf(cell, type);
      entry[`${name}_shown`] = cell.textContent.trim();
      const link = cell.querySelector("a");
      if (name === "title" && link) entry.href = link.href;
    }
    return entry;
  });
}

/** The same from the file that the table names. */
async function rowsOfFile(table, fields) {
  const { Rows } = await import("./deal-rows.js");
  const rows = await Rows.of(table);
  const columns = Object.entries(fields)
    .map(([name, [place, type]]) => ({ name, type, ...rows.shape[place] }));
  return rows.numbers.map((number) => {
    const entry = {};
    for (const { name, type, key, kind } of columns) {
      const shown = rows.shown(key, kind, number);
      entry[name] = read(kind === "day" ? rows.value(key, number) : shown, type);
      entry[`${name}_shown`] = shown;
      if (name === "title") entry.href = new URL(rows.leads(kind, number), location.href).href;
    }
    return entry;
  });
}

async function draw(figure) {
  const { spec, table, fields, values: given } = JSON.parse(figure.dataset.chart);
  const plot = figure.querySelector(".l-plot");
  let values = given;
  try {
    values ??= await rowsOf(document.getElementById(table), fields);
  } catch (error) {
    plot.textContent = `The rows could not be read (${error.message}), so nothing is drawn.`;
    return;
  }
  // The drawing is hidden from those who hear the page; what they can choose from must not be.
  const choice = document.createElement("div");
  choice.className = "l-choice";
  if (spec.params?.length) plot.before(choice);
  await vegaEmbed(plot, { ...spec, data: { name: "rows", values } }, {
    actions: false,
    bind: choice,
    renderer: "svg",
    config: config(plot),
    tooltip: { theme: "custom" },
  });
}

// A figure that a script has made says so; one that is there already is drawn below.
document.addEventListener("archive:draw", (event) => draw(event.target));
document.fonts.ready.then(() => document.querySelectorAll(".l-chart").forEach(draw));
