// What a hit shows: the passages of a deal that meet a question, with the words marked. Text from
// records and questions is only ever set as text.

import { ROOT } from "./index.js";
import { locatedWords, words } from "./words.js";

const ZONES = { removed: "-", inserted: "+" };
const BEFORE = 60;
const LONGEST = 220;

/** Make an element with text or other elements in it; text is never read as HTML. */
export function make(name, attributes, ...content) {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...content.filter((part) => part !== "" && part !== null));
  return element;
}

/** The passages that meet most of the conditions, at most `most` of them. */
export function hits(pack, conditions, most) {
  const wanted = conditions.filter((condition) => !condition.isNot);
  const found = [];
  passagesOf(pack).forEach(([anchor, label, text, zone = "", own = text.length], number) => {
    const located = locatedWords(text);
    const marks = [];
    let weight = 0;
    let met = 0;
    for (const condition of wanted) {
      const more = marksOf(condition, located, zone).filter(([start]) => start < own);
      if (more.length) {
        met += 1;
        weight += condition.kind === "words" ? 2 : 1;
      }
      marks.push(...more);
    }
    if (marks.length) found.push({ weight, met, number, ...cut(anchor, label, text, marks) });
  });
  return found.sort((a, b) => b.weight - a.weight || a.number - b.number).slice(0, most);
}

/** `[place, label, text, zone, own]`: a line is followed by the next, for words over its end. */
function passagesOf(pack) {
  const lines = pack.lines.map(([number, text], place) => [
    `line-${number}`, `Source, line ${number}`, `${text} ${pack.lines[place + 1]?.[1] ?? ""}`.trim(),
    "", text.length,
  ]);
  return [...pack.passages, ...lines];
}

function marksOf(condition, located, zone) {
  if (condition.kind === "choice") {
    return condition.values.flatMap((value) => words(value)).flatMap(
      (word) => runs([word], true, located),
    );
  }
  if (condition.kind !== "words") return [];
  if (condition.field && ZONES[condition.field] !== zone) return [];
  return runs(condition.words, condition.begins, located);
}

/** Where words stand side by side: `[start, end]` of each run. */
export function runs(wanted, begins, located) {
  const found = [];
  const mayGoOn = begins && wanted.length === 1 && wanted[0].length > 2;
  for (let place = 0; place + wanted.length <= located.length; place += 1) {
    const isRun = wanted.every((word, n) => located[place + n].text === word)
      || (mayGoOn && located[place].text.startsWith(wanted[0]));
    if (isRun) found.push([located[place].start, located[place + wanted.length - 1].end]);
  }
  return found;
}

function cut(anchor, label, text, marks) {
  const sorted = marks.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let start = Math.max(0, sorted[0][0] - BEFORE);
  if (start) {
    const space = text.indexOf(" ", start);
    if (space >= 0 && space < sorted[0][0]) start = space + 1;
  }
  const end = Math.min(text.length, start + LONGEST);
  const parts = [];
  let before = start;
  for (const [from, to] of sorted.filter((mark) => mark[1] <= end)) {
    if (from < before) continue;
    parts.push(text.slice(before, from), make("mark", {}, text.slice(from, to)));
    before = to;
  }
  parts.push(text.slice(before, end));
  const shown = [start ? "… " : "", ...parts, end < text.length ? " …" : ""];
  return { anchor, label, shown };
}

/** The address of a place of a page, with the words to be marked there. */
export function address(url, anchor, conditions) {
  const wanted = conditions.filter((c) => c.kind === "words" && !c.isNot);
  const there = new URL(url, ROOT);
  if (wanted.length) {
    const parts = wanted.map((c) => c.words.join(" ") + (c.begins ? "*" : ""));
    there.searchParams.set("h", parts.join("|"));
  }
  there.hash = anchor;
  return there.href;
}

/** A deal in a list of results: its title, what it is and `more`, and what meets the question. */
export function dealItem(dealId, pack, conditions, most, more = []) {
  const url = `deals/${dealId}/`;
  const found = hits(pack, conditions, most);
  const facts = [pack.issuer, pack.dated, pack.amount, ...more].filter(Boolean).join(" · ");
  return make("li", { className: "s-deal" },
    make("a", { className: "s-title", href: address(url, "", conditions) }, pack.title),
    make("span", { className: "s-facts" }, facts),
    ...found.map((hit) => make("a", {
      className: "s-hit", href: address(url, hit.anchor, conditions),
    }, make("b", {}, hit.label), " ", make("span", { dir: "auto" }, ...hit.shown))));
}

/** A written page in a list of results. */
export function pageItem(page, conditions) {
  const [hit] = page.hits;
  return make("li", { className: "s-deal" },
    make("a", { className: "s-title", href: address(page.url, hit.anchor, conditions) },
      hit.label && hit.label !== page.title ? `${page.title}: ${hit.label}` : page.title),
    make("span", { className: "s-hit" }, ...hit.shown));
}

export function entityItem({ kind, label, url }) {
  return make("li", { className: "s-deal" },
    make("a", { className: "s-title", href: url.href }, label),
    make("span", { className: "s-facts" }, kind));
}

/** What is to be told about a question: corrections, and what could not be read. */
export function notesOf(answer) {
  const corrected = Object.entries(answer.corrected).map(([typed, word]) => (
    `“${typed}” finds nothing; looked for “${word}”`
  ));
  return [...corrected, ...answer.notes];
}

export const dealCount = (count) => `${count.toLocaleString("en-GB")} deal${count === 1 ? "" : "s"}`;
