// The rows of a long table of deals, from the file beside it (pipeline/pages/deal_rows.py).
//
// The page itself holds the newest rows only. Here cells are shown as the page shows them, kind by
// kind (CELLS in pipeline/pages/deal_columns.py), and only those of rows that are on the screen are
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

/** Where a cell leads, seen from the root of the site. */
const LEADS = {
  issuer: (rows, n) => `issuers/${rows.value("issuer", n)}/`,
  deal: (rows, n) => `deals/${rows.value("deal", n)}/`,
  findings: (rows, n) => (rows.value("fi", n) === "0" ? "" : `deals/${rows.value("deal", n)}/#checks`),
};

/** What has been asked for, by address: a page's table and its charts read the same file. */
const asked = new Map();

/** The rows by their number, newest first; `value(column, number)` is a plain text. */
export class Rows {
  /** `root` leads from the page to the root of the site, `shape` is how its columns are shown. */
  constructor({ rows, columns }, root, shape) {
    this.count = rows;
    this.columns = columns;
    this.root = root;
    this.shape = shape;
    this.numbers = Array.from({ length: rows }, (_, number) => number);
  }

  /** The rows of the file that a table names; null for one whose rows all stand on the page. */
  static of({ dataset: { rows, root }, tHead }) {
    if (!rows) return null;
    if (!asked.has(rows)) {
      // Taken down now, for DataTables takes the headings of hidden columns out of the page.
      const shape = [...tHead.rows[0].cells].map(({ classList: [key], dataset: { kind, type } }) => (
        { key, kind, isNumber: type.includes("num") }
      ));
      asked.set(rows, Rows.read(rows, root, shape));
    }
    return asked.get(rows);
  }

  static async read(address, root, shape) {
    if (!("DecompressionStream" in globalThis)) throw new Error("this browser is too old to unpack them");
    const response = await fetch(new URL(address, location.href));
    if (!response.ok) throw new Error(`the server answers ${response.status}`);
    const stream = response.body.pipeThrough(new DecompressionStream("gzip"));
    return new Rows(await new Response(stream).json(), root, shape);
  }

  value(column, number) {
    const held = this.columns[column];
    return Array.isArray(held) ? held[number] : held.of[held.at[number]];
  }

  /** What a cell says, of a column of this kind. */
  shown(column, kind, number) {
    const value = this.value(column, number);
    return SHOWN[kind]?.(value) ?? value;
  }

  /** Where a cell of this kind leads; empty where it does not. */
  leads(kind, number) {
    const address = LEADS[kind]?.(this, number);
    return address ? this.root + address : "";
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
  return (number, use) => {
    const text = rows.shown(key, kind, number);
    if (use === "display") {
      const address = rows.leads(kind, number);
      if (!address) return asHtml(text);
      const link = document.createElement("a");
      link.href = address;
      link.textContent = text;
      return link;
    }
    return use === "filter" ? asHtml(text) : rows.value(key, number);
  };
}

/** DataTables' options for a table of these rows. */
export function optionsOf(rows) {
  return {
    data: rows.numbers,
    deferRender: true,
    columns: rows.shape.map(({ key, kind, isNumber }) => ({
      className: key,
      type: isNumber ? "num" : "string",
      data: dataOf(rows, key, kind),
      createdCell: kind === "day"
        ? (cell, _, number) => { cell.dataset.order = rows.value(key, number); } : undefined,
    })),
    createdRow: (row, number) => {
      const deal = rows.value("deal", number);
      if (number === 0 || rows.value("deal", number - 1) !== deal) row.id = deal;
    },
  };
}
