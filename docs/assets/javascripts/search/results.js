// The deals of a result put in order, and written as CSV.

import { csvCell } from "../csv.js";

/** The orders of a result; the index itself runs from the newest deal on. */
export const SORTS = [
  { name: "newest", label: "newest first" },
  { name: "oldest", label: "oldest first" },
  { name: "largest", label: "largest amount first", field: "size", sign: -1 },
  { name: "smallest", label: "smallest amount first", field: "size", sign: 1 },
  { name: "longest", label: "longest tenor first", field: "tenor", sign: -1 },
  { name: "shortest", label: "shortest tenor first", field: "tenor", sign: 1 },
  { name: "widest", label: "widest gross spread first", field: "spread", sign: -1 },
  { name: "dearest", label: "highest price first", field: "price", sign: -1 },
  { name: "coupon", label: "highest coupon first", field: "coupon", sign: -1 },
];

/** What the file says of each deal, of its first security where it has several. */
const COLUMNS = ["issuer", "currency", "size", "interest", "ranking", "type", "coupon", "tenor",
  "price", "purchase", "spread", "days"];

export const numberOf = (found) => found.reduce((count, mark) => count + (mark ? 1 : 0), 0);

/** The numbers of the deals found, in an order; where a value is not known comes last. */
export async function sorted(index, found, name) {
  const deals = [];
  found.forEach((mark, number) => mark && deals.push(number));
  const { field, sign } = SORTS.find((sort) => sort.name === name) ?? SORTS[0];
  if (name === "oldest") return deals.reverse();
  if (!field) return deals;
  const { values, deals: column } = await index.column(field);
  const best = (number) => {
    const own = [column[number]].flat().filter((n, place) => n && found[number] & (1 << place));
    return own.length ? Math.min(...own.map((n) => sign * Number(values[n - 1]))) : Infinity;
  };
  const keys = new Map(deals.map((number) => [number, best(number)]));
  return deals.sort((a, b) => (keys.get(a) === keys.get(b) ? a - b : keys.get(a) - keys.get(b)));
}

/** The values of a deal that a question or an order goes by: `gross spread 0.425 %`. */
export async function factsOf(index, deal, found, names) {
  return Promise.all(names.map(async (name) => {
    const field = index.names.get(name);
    const { values, deals } = await index.column(name);
    const own = [deals[deal]].flat()
      .filter((n, place) => n && (!field.ofSecurity || found[deal] & (1 << place)))
      .map((n) => Number(values[n - 1]).toLocaleString("en-GB", { maximumFractionDigits: 4 }));
    const unit = field.unit === "%" || field.unit === "years" ? ` ${field.unit}` : "";
    return own.length ? `${field.label.toLowerCase()} ${[...new Set(own)].join(", ")}${unit}` : "";
  }));
}

/** The deals as CSV (RFC 4180), the same as `./inv search --format csv` gives. */
export async function csvOf(index, deals) {
  const dated = await index.column("dated");
  const columns = await Promise.all(COLUMNS.map(async (name) => {
    const { values, deals: column } = await index.column(name);
    const written = values ?? (await index.choices(name)).map(([code]) => code);
    return (number) => {
      const [first] = [column[number]].flat();
      return first ? written[first - 1] : "";
    };
  }));
  const rows = await Promise.all(deals.map(async (number) => [
    await index.dealId(number), dated[number], ...columns.map((value) => value(number)),
  ]));
  return [["deal_id", "dated", ...COLUMNS], ...rows]
    .map((row) => `${row.map(csvCell).join(",")}\n`).join("");
}
