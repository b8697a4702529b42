// Two or more sheets laid side by side, line by line, and whether the deals differ there.
//
// The same as pipeline/compare/align.py, which says what "differs" means; a test compares the
// two on the real archive. Only data comes in and goes out: nothing of the page.

const CLOSED = new Set(["not_stated", "not_applicable"]);
const PLAIN = { "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"',
  "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2014": "-" };

// Said in each cell of a list that is not known; `not_known` says why, once.
const NOT_KNOWN = "not known";

/** Words with plain signs, and one space wherever they have white space. */
export const spaced = (text) => text.trim().split(/\s+/).join(" ")
  .replace(/[\u2010\u2011\u2013\u2014\u2018\u2019\u201c\u201d]/g, (sign) => PLAIN[sign]);

/** Whether cells are the same, differ, or leave it open; `said` is null where not known. */
function state(cells, said) {
  const known = cells.map(said);
  if (new Set(known.filter((text) => text !== null)).size > 1) return "differs";
  return known.includes(null) ? "open" : "same";
}

const isKnown = (cell) => "value" in cell;
const valueOf = (cell) => {
  if (isKnown(cell)) return spaced(cell.value);
  return cell.closed ? "" : null;
};
/** Whether two deals differ, by what each is known to say of its securities. */
function differ(one, other) {
  if (one.length === other.length) {
    return one.some((said, place) => (
      said !== null && other[place] !== null && said !== other[place]));
  }
  // What one says of some security, the other is known to say of none.
  return [[one, other], [other, one]].some(([first, second]) => (
    !second.includes(null) && first.some((said) => said !== null && !second.includes(said))));
}

/** The state of a line that has a cell for each security; `owners` are their deals. */
function stateOfColumns(cells, owners) {
  const known = new Map();
  cells.forEach((cell, place) => {
    const held = known.get(owners[place]) ?? [];
    known.set(owners[place], [...held, valueOf(cell)]);
  });
  const deals = [...known.values()];
  if (deals.some((one, place) => deals.slice(place + 1).some((other) => differ(one, other)))) {
    return "differs";
  }
  return deals.some((said) => said.includes(null)) ? "open" : "same";
}

const blankCell = ({ blank, why }) => ({ why, closed: CLOSED.has(blank) });
const byKey = (rows, key) => new Map((rows ?? []).map((row) => [row[key], row]));
const compareKeys = (a, b) => (a < b ? -1 : Number(a > b));

/** The place of a term: those in `order` by it, others last; a clause's own words after it. */
function sorted(terms, order) {
  const rank = (term) => {
    const cut = term.indexOf("/");
    const [head, tail] = cut < 0 ? [term, ""] : [term.slice(0, cut), term.slice(cut + 1)];
    const place = order.indexOf(head);
    return [place < 0 ? order.length : place, Number(tail === "words"), tail];
  };
  const ranks = new Map(terms.map((term) => [term, rank(term)]));
  return [...terms].sort((a, b) => {
    const [first, second] = [ranks.get(a), ranks.get(b)];
    const at = first.findIndex((part, place) => part !== second[place]);
    return at < 0 ? 0 : compareKeys(first[at], second[at]);
  });
}

function section(order, held, leftOut, owners) {
  const rows = held.map((each) => byKey(each, "term"));
  const words = new Map();
  for (const each of [...held].reverse()) {
    for (const row of each) words.set(row.term, row.words);
  }
  const lines = [];
  const unknown = [];
  for (const term of sorted([...words.keys()], order)) {
    const cells = rows.map((each, place) => {
      const row = each.get(term);
      if (!row) {
        // A clause that is blank as a whole says why.
        const clause = each.get(term.split("/")[0]);
        return clause && "blank" in clause ? blankCell(clause) : leftOut[place];
      }
      return "value" in row ? { value: row.value } : blankCell(row);
    });
    if (cells.some(isKnown)) {
      lines.push({ term, words: words.get(term), cells, state: stateOfColumns(cells, owners) });
    } else if (![...words.keys()].some((other) => other.startsWith(`${term}/`))) {
      unknown.push(words.get(term));
    }
  }
  return { lines, unknown };
}

function allocation(sheet, row, security, firm) {
  const part = sheet.allocations;
  const { id } = sheet.securities[security];
  if (row && Object.hasOwn(row.amounts, id)) {
    const cell = { value: row.amounts[id] };
    return Object.hasOwn(row.shares, id) ? { ...cell, share: row.shares[id] } : cell;
  }
  if ("blank" in part) {
    const isNamed = Object.hasOwn(part.named, firm);
    return { why: isNamed ? "named, amount not known" : NOT_KNOWN, closed: false };
  }
  return "open" in part ? { why: part.open, closed: false } : { why: "none", closed: true };
}

function allocations(sheets, columns) {
  const names = new Map();
  for (const { allocations: part } of sheets) {
    const rows = (part.rows ?? []).map((row) => [row.firm, row.name]);
    for (const [firm, name] of rows.length ? rows : Object.entries(part.named ?? {})) {
      if (!names.has(firm)) names.set(firm, name);
    }
  }
  const rows = sheets.map((sheet) => byKey(sheet.allocations.rows, "firm"));
  const owners = columns.map(([deal]) => deal);
  const lines = [...names].map(([firm, words]) => {
    const cells = columns.map(([deal, security]) => (
      allocation(sheets[deal], rows[deal].get(firm), security, firm)));
    return { term: firm, words, cells, state: stateOfColumns(cells, owners) };
  });
  return { lines, unknown: [] };
}

/** What a list does not hold: the rest of a paper may hold it. */
function absent(sheet) {
  const closed = CLOSED.has(sheet.left_out.blank);
  return { why: closed ? "none" : "none in what was seen", closed };
}

function restrictionState(cells) {
  const stated = cells.filter(isKnown);
  if (stated.length < cells.length) {
    return state(cells, (cell) => (isKnown(cell) ? "stated" : valueOf(cell)));
  }
  return stated.every((cell) => "words" in cell)
    ? state(cells, (cell) => spaced(cell.words)) : "open";
}

function restrictions(sheets) {
  const parts = sheets.map((sheet) => sheet.restrictions);
  const rows = parts.map((part) => byKey(part.rows, "about"));
  const names = new Map();
  for (const each of [...rows].reverse()) {
    for (const [about, row] of each) names.set(about, row.jurisdiction);
  }
  const lines = [...names.keys()].sort(compareKeys).map((about) => {
    const cells = parts.map((part, place) => {
      const row = rows[place].get(about);
      if (!row) {
        return "blank" in part ? { ...blankCell(part), why: NOT_KNOWN } : absent(sheets[place]);
      }
      const held = ["item", "anchor", "words", "why"].filter((name) => name in row);
      return { value: row.says, ...Object.fromEntries(held.map((name) => [name, row[name]])) };
    });
    return { term: about, words: names.get(about), cells, state: restrictionState(cells) };
  });
  return { lines, unknown: [] };
}

function under(base, sheets) {
  const parts = sheets.map((sheet) => sheet.amendments);
  const isUnder = (part) => "rows" in part && (part.base ?? "") === base;
  const rows = parts.map((part) => byKey(isUnder(part) ? part.rows : [], "strand"));
  const places = new Map();
  for (const each of rows) for (const [strand, row] of each) places.set(strand, row.place);
  const lines = [...places.keys()].sort((a, b) => a - b).map((strand) => {
    const cells = parts.map((part, place) => {
      const row = rows[place].get(strand);
      if (row) {
        const { wording, item, anchor, says } = row;
        return { value: String(wording), item, anchor, says };
      }
      if (!("rows" in part)) return { why: NOT_KNOWN, closed: false };
      return isUnder(part) ? absent(sheets[place])
        : { why: "under another base document", closed: false };
    });
    const comparable = cells.filter((cell) => valueOf(cell) !== null).length > 1;
    return { term: String(strand), words: places.get(strand), cells,
      state: comparable ? state(cells, valueOf) : "open" };
  });
  const { base_name } = parts.find(isUnder);
  return { base, base_name, lines, unknown: [] };
}

/** Sheets side by side; `order` names the terms of each section in their order. */
export function compare(sheets, order) {
  const columns = sheets.flatMap(({ securities }, deal) => (
    securities.map((_, security) => [deal, security])));
  const leftOut = sheets.map((sheet) => blankCell(sheet.left_out));
  const ofSecurities = (name) => section(order[name],
    columns.map(([deal, security]) => sheets[deal].securities[security][name]),
    columns.map(([deal]) => leftOut[deal]), columns.map(([deal]) => deal));
  const parts = sheets.map((sheet) => sheet.amendments);
  const bases = new Set(parts.filter((part) => part.rows?.length).map((part) => part.base ?? ""));
  return {
    deals: sheets.map(({ deal_id, name, title, seen }) => ({ deal_id, name, title, seen })),
    columns,
    agreement: section(order.agreement, sheets.map((sheet) => sheet.agreement), leftOut,
      sheets.map((_, place) => place)),
    terms: ofSecurities("terms"),
    figures: ofSecurities("figures"),
    allocations: allocations(sheets, columns),
    restrictions: restrictions(sheets),
    amendments: [...bases].sort(compareKeys).map((base) => under(base, sheets)),
    not_known: Object.fromEntries(["allocations", "restrictions", "amendments"].map(
      (part) => [part, sheets.map((sheet) => sheet[part].why ?? "")])),
  };
}
