// CSV as the pipeline writes it (pipeline/tables/spreadsheet.py): no cell of it is run as a formula.

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const WOULD_RUN = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A cell's text with an apostrophe in front where a spreadsheet would run it; numbers stay. */
export const guarded = (text) => (WOULD_RUN.test(text) && !NUMBER.test(text) ? `'${text}` : text);

/** A cell as it stands in a line of CSV (RFC 4180). */
export function csvCell(text) {
  const cell = guarded(text);
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
