// Shows a comparison (align.js) as tables: a line a term, a column a deal or a security of it.
//
// What differs has a sign before its name and words for it, not only weight. What is stated and
// what is computed stand in tables of their own.

import { difference, hidden, make, marked, reworded, says } from "./changes.js";
import { spaced } from "./align.js";

const SIGNS = { differs: ["≠", "differs: "], open: ["?", "not known for all: "], same: ["", ""] };
const SHORT = 60;
const FOLDED = 260;
const FIRMS_DRAWN = 16;
/** The height of a bar in pixels, and of a firm's bars with the space between firms. */
const BAR = 13;
const AND_SPACE = 1 / (1 - 0.35);

const root = new URL("../", location.href);
const pageOf = (deal, anchor = "") => `${new URL(`deals/${deal}/`, root)}${anchor && `#${anchor}`}`;

/** A table cell that has what it stands for beside it where rows become blocks. */
function cellOf(label, className, ...content) {
  const cell = make("td", { className }, ...content);
  cell.dataset.h = label;
  return cell;
}

function headOf(line) {
  const [sign, words] = SIGNS[line.state];
  const mark = make("span", { className: "c-mark" }, sign);
  mark.setAttribute("aria-hidden", "true");
  const head = make("th", { scope: "row" }, mark, hidden(words), line.words);
  return head;
}

const blank = (cell) => make("span", { className: "d-no" }, cell.why);

/** Text, with the words marked in which it differs from the first text of its line. */
function textOf(text, first, isDifferent) {
  const differs = isDifferent && first !== undefined && spaced(first) !== spaced(text);
  const isLong = text.length > SHORT;
  if (!differs) return isLong ? folded(text, [text]) : [text];
  const [head, , own, tail] = difference(first, text);
  if (!isLong || !own) return [make("b", {}, text)];
  return folded(text, [head, make("b", {}, own), tail]);
}

function folded(text, content) {
  if (text.length <= FOLDED) return content;
  const summary = make("summary", {}, `${text.slice(0, 90).trimEnd()}…`);
  return [make("details", { className: "d-more d-print" }, summary,
    make("div", { className: "c-words" }, ...content))];
}

const rowOf = (line, ...cells) => {
  const row = make("tr", { className: `c-${line.state}` }, headOf(line), ...cells);
  row.dataset.term = line.term;
  return row;
};

/** The lines that have a cell a column: equal neighbours of one deal share one. */
function rowOfColumns(line, { columns, names, spans, series, labels }) {
  const first = line.cells.find((cell) => "value" in cell)?.value;
  const cells = [];
  line.cells.forEach((cell, place) => {
    const before = cells.at(-1);
    const key = cell.value ?? `\u0000${cell.why}`;
    if (before && before.key === key && columns[before.from][0] === columns[place][0]) {
      before.span += 1;
    } else cells.push({ cell, key, from: place, span: 1 });
  });
  return rowOf(line, ...cells.map(({ cell, from, span }) => {
    const [deal] = columns[from];
    const isWhole = span === spans[deal] && span > 1;
    const some = `${names[deal]}: ${series.slice(from, from + span).join(", ")}`;
    const label = span === 1 ? labels[from] : some;
    const content = "value" in cell ? textOf(cell.value, first, line.state === "differs")
      : [blank(cell)];
    const made = cellOf(isWhole ? names[deal] : label, "", ...content);
    made.colSpan = span;
    return made;
  }));
}

/** The lines that have a cell a deal, as wide as the deal has columns. */
function rowOfDeals(line, { spans, names }) {
  const first = line.cells.find((cell) => "value" in cell)?.value;
  return rowOf(line, ...line.cells.map((cell, place) => {
    const content = "value" in cell ? textOf(cell.value, first, line.state === "differs")
      : [blank(cell)];
    const made = cellOf(names[place], "", ...content);
    made.colSpan = spans[place];
    return made;
  }));
}

function headRow(shown, onRemove) {
  const heads = shown.deals.map((deal, place) => {
    const title = make("small", {}, deal.title);
    const head = make("th", { scope: "colgroup", colSpan: shown.spans[place] },
      make("a", { href: pageOf(deal.deal_id) }, deal.name), title);
    if (onRemove) {
      head.append(make("small", {}, `${deal.seen}.`));
      const remove = make("button", { type: "button", className: "c-off" }, "Remove");
      remove.append(hidden(` ${deal.name}`));
      remove.addEventListener("click", () => onRemove(place));
      head.append(remove);
    }
    return head;
  });
  return make("tr", {}, make("td", {}), ...heads);
}

function seriesRow({ columns, series, spans }) {
  return make("tr", { className: "c-series" }, make("td", {}), ...columns.map(([deal], place) => (
    spans[deal] > 1 ? make("th", { scope: "col" }, series[place]) : make("td", {}))));
}

function tableOf(name, caption, shown, bodies, { onRemove, hasSeries = true } = {}) {
  const head = make("thead", {}, headRow(shown, onRemove));
  if (hasSeries && shown.columns.length > shown.deals.length) head.append(seriesRow(shown));
  const table = make("table", { className: "d-t c-t", id: `compare-${name}` },
    make("caption", { className: "d-vh" }, caption), head, ...bodies);
  const box = make("div", { className: "d-scroll", tabIndex: 0, role: "region" }, table);
  box.setAttribute("aria-label", caption);
  const width = shown.spans.reduce((sum, span) => sum + span, 0);
  table.style.setProperty("--c-columns", width);
  return box;
}

function bodyOf(title, rows, width) {
  const head = make("tr", { className: "c-group" },
    make("th", { scope: "rowgroup", colSpan: width }, title));
  return make("tbody", {}, head, ...rows);
}

/** How many lines differ, are the same, and leave it open, in words. */
export function counted(lines) {
  const count = (state) => lines.filter((line) => line.state === state).length;
  const told = [["differs", "differ"], ["same", "the same"], ["open", "not known for all"]]
    .filter(([state]) => count(state)).map(([state, words]) => `${count(state)} ${words}`);
  return told.join(", ") || "nothing to compare";
}

function section(title, anchor, lines, ...content) {
  return [make("h2", { id: anchor }, title),
    make("p", { className: "d-say" }, `Of ${lines.length}: ${counted(lines)}.`), ...content];
}

/** Whether a line can be compared: something is known of more than one deal. */
function isComparable(line, dealOf) {
  const known = line.cells.flatMap((cell, place) => (
    "value" in cell || cell.closed ? [dealOf(place)] : []));
  return new Set(known).size > 1;
}

/** Lines that can be compared, and those of which one deal alone is known. */
function parted(lines, dealOf) {
  return [true, false].map((wanted) => lines.filter((l) => isComparable(l, dealOf) === wanted));
}

/** The lines of which one deal alone is known, folded: there is nothing to compare. */
function alone(lines, table) {
  if (!lines.length) return [];
  const words = `Known of one deal only: ${lines.length} ${lines.length > 1 ? "lines" : "line"}`;
  return [make("details", { className: "d-more c-alone" }, make("summary", {}, words), table())];
}

const unknownOf = (unknown) => (unknown.length
  ? [make("p", { className: "d-say" }, `Known of none of them: ${unknown.join(", ")}.`)] : []);

function terms(comparison, shown, onRemove) {
  const { agreement, terms: ofSecurities } = comparison;
  const [securities, fewer] = parted(ofSecurities.lines, (place) => shown.columns[place][0]);
  const [deals, less] = parted(agreement.lines, (place) => place);
  const bodies = (first, second) => [["The securities, as stated", first, rowOfColumns],
    ["The agreement, as stated", second, rowOfDeals]].flatMap(([title, lines, row]) => (
    lines.length ? [bodyOf(title, lines.map((line) => row(line, shown)),
      shown.columns.length + 1)] : []));
  return section("Terms", "terms", [...ofSecurities.lines, ...agreement.lines],
    tableOf("terms", "Terms side by side", shown, bodies(securities, deals), { onRemove }),
    ...alone([...fewer, ...less], () => tableOf("terms-alone", "Terms known of one deal only",
      shown, bodies(fewer, less))),
    ...unknownOf([...ofSecurities.unknown, ...agreement.unknown]));
}

function figures(comparison, shown) {
  const { lines, unknown } = comparison.figures;
  if (!lines.length) return [];
  const [both, one] = parted(lines, (place) => shown.columns[place][0]);
  const table = (name, held) => tableOf(name, "Computed figures side by side", shown,
    [bodyOf("Computed (=)", held.map((l) => rowOfColumns(l, shown)), shown.columns.length + 1)]);
  return section("Economics", "economics", lines,
    ...(both.length ? [table("figures", both)] : []),
    ...alone(one, () => table("figures-alone", one)), ...unknownOf(unknown));
}

const percent = (share) => {
  const digits = share.includes(".") && share.split(".")[1].length > 3
    ? Number(share).toFixed(3) : share;
  return `${digits}\u00a0%`;
};

function allocations(comparison, shown, spec) {
  const { lines } = comparison.allocations;
  if (!lines.length) return [];
  const width = shown.columns.length + 1;
  const stated = bodyOf("Allocations, as stated", lines.map((l) => rowOfColumns(l, shown)), width);
  const withShares = lines.filter((line) => line.cells.some((cell) => cell.share));
  const computed = withShares.map((line) => {
    const cells = line.cells.map((cell) => (cell.share ? { value: percent(cell.share) } : cell));
    return rowOfColumns({ ...line, term: `share/${line.term}`, cells }, shown);
  });
  const bodies = [stated, ...(computed.length
    ? [bodyOf("Share of the security, computed (=)", computed, width)] : [])];
  return section("Allocations", "allocations", lines, ...chart(withShares, shown, spec),
    tableOf("allocations", "Allocations side by side", shown, bodies), ...notKnown(
      comparison, "allocations", "The annex is not known"));
}

function chart(lines, shown, spec) {
  if (!lines.length) return [];
  const largest = (line) => Math.max(...line.cells.map((cell) => Number(cell.share ?? 0)));
  const drawn = [...lines].sort((a, b) => largest(b) - largest(a)).slice(0, FIRMS_DRAWN);
  const values = drawn.flatMap((line) => line.cells.flatMap((cell, place) => (cell.share
    ? [{ firm: line.words, side: shown.labels[place], share: Number(cell.share),
      share_shown: percent(cell.share) }] : [])));
  const left = lines.length - drawn.length;
  const words = `${summary(lines, shown)}${left ? ` Drawn are the ${FIRMS_DRAWN} largest.` : ""} `
    + "The figures stand in the table below.";
  const plot = make("div", { className: "l-plot" });
  plot.setAttribute("aria-hidden", "true");
  const figure = make("figure", { className: "d-fig l-chart c-chart" },
    make("figcaption", {}, make("b", {}, "Who took how much."), ` ${words}`), plot);
  const bars = new Set(values.map(({ side }) => side)).size;
  figure.dataset.chart = JSON.stringify({
    // In pixels, for Vega-Lite warns of a height by the step beside a width of the page's.
    spec: { ...spec, height: Math.round(drawn.length * bars * BAR * AND_SPACE) }, values,
  });
  return [figure];
}

/** The chart in words: who leads each, and how many firms they share. */
function summary(lines, shown) {
  const parts = shown.columns.flatMap((_, place) => {
    const taking = lines.filter((line) => line.cells[place].share);
    if (!taking.length) return [];
    const lead = taking.reduce((a, b) => (
      Number(b.cells[place].share) > Number(a.cells[place].share) ? b : a));
    return [`${shown.labels[place]}: ${taking.length} firms, the most by ${lead.words} with `
      + `${percent(lead.cells[place].share)}`];
  });
  const everywhere = lines.filter((line) => line.cells.every((cell) => cell.share)).length;
  const inAll = parts.length === shown.columns.length && parts.length > 1
    ? ` ${everywhere} take part in all.` : "";
  return `${parts.join("; ")}.${inAll}`;
}

function notKnown(comparison, part, words) {
  const lacking = comparison.not_known[part].flatMap((why, place) => (
    why ? [`${comparison.deals[place].name}: ${why}`] : []));
  return lacking.length
    ? [make("p", { className: "d-say" }, `${words} of ${lacking.join("; ")}.`)] : [];
}

function restrictions(comparison, shown) {
  const { lines } = comparison.restrictions;
  const lacking = notKnown(comparison, "restrictions", "Restrictions are not known");
  if (!lines.length) return lacking.length ? [make("h2", {}, "Selling restrictions"), ...lacking] : [];
  const rowFor = (line) => {
    const first = line.cells.find((cell) => cell.words)?.words;
    return rowOf(line, ...line.cells.map((cell, place) => {
      const name = shown.names[place];
      if (!("value" in cell)) return cellOf(name, "", blank(cell));
      const where = make("a", { href: pageOf(shown.deals[place].deal_id, cell.anchor) },
        cell.item ? `(${cell.item})` : "yes");
      const content = [where, cell.value && make("small", {}, cell.value)];
      if (cell.words) {
        const differs = spaced(first) !== spaced(cell.words);
        const words = differs ? marked(first, cell.words) : [cell.words];
        content.push(make("details", { className: "d-more d-print" },
          make("summary", {}, differs ? "in other words" : "in words"),
          make("div", { className: "c-words" }, ...words)));
      } else if (cell.why) content.push(make("small", {}, cell.why));
      return cellOf(name, "", ...content);
    }));
  };
  const [both, one] = parted(lines, (place) => place);
  const table = (name, held) => tableOf(name, "Jurisdictions and the deals that restrict sales there",
    asDeals(shown), [make("tbody", {}, ...held.map(rowFor))], { hasSeries: false });
  return section("Selling restrictions", "restrictions", lines,
    ...(both.length ? [table("restrictions", both)] : []),
    ...alone(one, () => table("restrictions-alone", one)), ...lacking);
}

function amendments(comparison, shown) {
  const parts = comparison.amendments;
  const lacking = notKnown(comparison, "amendments", "What is varied is not known");
  if (!parts.length && !lacking.length) return [];
  const lines = parts.flatMap((part) => part.lines);
  const several = parts.length > 1;
  const intro = several ? [make("p", { className: "d-say" }, "They vary different base documents; "
    + "changes are the same or not only under one and the same.")] : [];
  return [make("h2", { id: "amendments" }, "Amendments"),
    ...(lines.length ? [make("p", { className: "d-say" },
      `Of ${lines.length} changes: ${counted(lines)}. A change is the same where it is made at one `
      + "place in the same words; a letter leads to the item that makes it.")] : []),
    ...intro, ...parts.flatMap((part) => under(part, shown)), ...lacking];
}

/** What is shown, with a column a deal. */
const asDeals = (shown) => ({ ...shown, spans: shown.spans.map(() => 1) });

function under(part, shown) {
  const title = part.base
    ? make("a", { href: `${new URL(`base-documents/${part.base}/`, root)}` }, part.base_name)
    : part.base_name;
  const rowFor = (line) => {
    const made = line.cells.filter((cell) => "value" in cell);
    const [first] = made;
    const isOne = made.every((cell) => cell.value === first.value);
    const row = rowOf(line, ...line.cells.map((cell, place) => {
      if (!("value" in cell)) return cellOf(shown.names[place], "", blank(cell));
      const where = make("a", { href: pageOf(shown.deals[place].deal_id, cell.anchor) },
        `(${cell.item})`);
      const told = [];
      if (!isOne && cell === first) told.push(make("div", { className: "c-words" }, ...says(cell.says)));
      else if (cell.value !== first.value) {
        told.push(make("div", { className: "c-words" }, ...reworded(first.says, cell.says)));
      } else if (!isOne) told.push(make("small", {}, "in the same words as the first"));
      return cellOf(shown.names[place], "", where, ...told);
    }));
    if (isOne) row.firstElementChild.append(make("small", {}, ...says(first.says)));
    return row;
  };
  const [both, one] = parted(part.lines, (place) => place);
  const table = (name, held) => {
    const box = tableOf(name, `Changes of ${part.base_name}, and the deals that make them`,
      asDeals(shown), [make("tbody", {}, ...held.map(rowFor))], { hasSeries: false });
    box.firstElementChild.classList.add("c-wide");
    return box;
  };
  return [make("h3", {}, title),
    ...(both.length ? [table(`amendments-${part.base}`, both)] : []),
    ...alone(one, () => table(`amendments-alone-${part.base}`, one))];
}

/** The whole comparison as elements. */
export function view(comparison, sheets, spec, onRemove) {
  const { deals, columns } = comparison;
  const names = deals.map((deal) => deal.name);
  const spans = deals.map((_, place) => columns.filter(([deal]) => deal === place).length);
  const series = columns.map(([deal, security]) => sheets[deal].securities[security].name);
  const taken = new Map();
  const labels = columns.map(([deal], place) => {
    const label = spans[deal] > 1 ? `${names[deal]}: ${series[place]}` : names[deal];
    taken.set(label, (taken.get(label) ?? 0) + 1);
    return taken.get(label) > 1 ? `${label} (${taken.get(label)})` : label;
  });
  const shown = { deals, columns, names, spans, series, labels };
  const inPart = deals.filter((deal) => deal.seen !== "The whole paper was seen");
  const caveat = inPart.length ? [make("p", { className: "d-say" },
    `Not the whole paper was seen of ${inPart.map((deal) => deal.name).join("; ")}: what seems to `
    + "be lacking there may stand in the rest.")] : [];
  return [...caveat, ...terms(comparison, shown, onRemove), ...figures(comparison, shown),
    ...allocations(comparison, shown, spec), ...restrictions(comparison, shown),
    ...amendments(comparison, shown)];
}
