// The rows of the list of all deals, from the file beside it (pipeline/pages/deal_rows.py).
//
// The page itself holds the newest rows only. Here cells are shown as the page shows them, kind by
// kind (CELLS in pipeline/pages/deal_table.py), and only those of rows that are on the screen are
// ever made; what is sorted, filtered and exported are the plain values.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const NBSP = "\u00a0";

/** `2004-02-09` as `9 Feb 2004`, `2004-07` as `Jul 2004`. */
function shortDay(value) {
  const [year, month, day] = value.split("-");
  if (!month) return value;
  const words = [MONTHS[Number(month) - 1], year];
  return (day ? [String(Number(day)), ...words] : words).join(NBSP);
}

const digits = (value) => value.replace("-", "\u2212");
const withCommas = (value) => digits(value).replace(/\d(?=(?:\d{3})+(?:\.|$))/g, "$&,");

/** What a cell says, by the kind of its column. */
const SHOWN = { day: shortDay, figure: digits, amount: withCommas };

/** Where a cell leads. */
const LEADS = {
  issuer: (rows, n) => `../issuers/${rows.value("issuer", n)}/`,
  deal: (rows, n) => `../deals/${rows.value("deal", n)}/`,
  findings: (rows, n) => (rows.value("fi", n) === "0" ? "" : `../deals/${rows.value("deal", n)}/#checks`),
};

/** The rows by their number, newest first; `value(column, number)` is a plain text. */
export class Rows {
  constructor({ rows, columns }) {
    this.count = rows;
    this.columns = columns;
    this.numbers = Array.from({ length: rows }, (_, number) => number);
  }

  static async read(address) {
    if (!("DecompressionStream" in globalThis)) throw new Error("this browser is too old to unpack them");
    const response = await fetch(new URL(address, location.href));
    if (!response.ok) throw new Error(`the server answers ${response.status}`);
    const stream = response.body.pipeThrough(new DecompressionStream("gzip"));
    return new Rows(await new Response(stream).json());
  }

  value(column, number) {
    const held = this.columns[column];
    return Array.isArray(held) ? held[number] : held.of[held.at[number]];
  }

  /** The number of a deal's first row; -1 where there is none. */
  firstOf(deal) {
    return this.numbers.findIndex((number) => this.value("deal", number) === deal);
  }
}

// DataTables reads what it is to search in as HTML wherever it meets an ampersand.
const asHtml = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** How DataTables gets at a column's values: shown, searched, sorted and exported. */
function dataOf(rows, key, kind) {
  const shown = SHOWN[kind] ?? ((value) => value);
  return (number, use) => {
    const value = rows.value(key, number);
    if (use === "display") {
      const address = LEADS[kind]?.(rows, number);
      const text = shown(value);
      if (!address) return asHtml(text);
      const link = document.createElement("a");
      link.href = address;
      link.textContent = text;
      return link;
    }
    return use === "filter" ? asHtml(shown(value)) : value;
  };
}

/** DataTables' options for a table of these rows, of the columns that its headings name. */
export function optionsOf(rows, headings) {
  return {
    data: rows.numbers,
    deferRender: true,
    columns: [...headings].map((heading) => {
      const [key] = heading.classList;
      const { kind } = heading.dataset;
      const isNumber = heading.dataset.type.includes("num");
      return {
        className: key,
        type: isNumber ? "num" : "string",
        data: dataOf(rows, key, kind),
        createdCell: kind === "day"
          ? (cell, _, number) => { cell.dataset.order = rows.value(key, number); } : undefined,
      };
    }),
    createdRow: (row, number) => {
      const deal = rows.value("deal", number);
      if (number === 0 || rows.value("deal", number - 1) !== deal) row.id = deal;
    },
  };
}
