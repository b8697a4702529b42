// Marks the words that led a reader here, and shows the first of them.
//
// The address holds them as `h=wire transfer|definit*`: words side by side, `*` where a word may
// go on. A place that this page does not show by itself is looked for in its row.

import { runs } from "./show.js";
import { locatedWords, words } from "./words.js";

const MOST = 300;
const wanted = (new URLSearchParams(location.search).get("h") ?? "").split("|").slice(0, 20)
  .map((part) => ({ words: words(part), begins: part.endsWith("*") }))
  .filter((part) => part.words.length);

/** The place that the address names, or the row that shows it for all securities. */
function target() {
  const name = decodeURIComponent(location.hash.slice(1));
  if (!name) return null;
  return document.getElementById(name)
    ?? document.getElementById(name.replace(/^term-[a-z]-/, "term-"))
    ?? document.getElementById(name.split("-")[0] === "term" ? "terms" : "");
}

/** Mark every run of wanted words in an element, across its inner elements. */
function mark(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) => (
    node.parentElement.closest("script, style, svg, mark, .d-exhibit em, .d-vh")
      ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
  ));
  const nodes = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push([text.length, node]);
    text += node.data;
  }
  const located = locatedWords(text);
  const places = wanted.flatMap((part) => runs(part.words, part.begins, located))
    .sort((a, b) => a[0] - b[0]).slice(0, MOST);
  // From the end, so that what comes before keeps its place.
  for (const [start, end] of places.reverse()) {
    for (const [begin, node] of nodes.toReversed?.() ?? [...nodes].reverse()) {
      const from = Math.max(start - begin, 0);
      const to = Math.min(end - begin, node.length);
      if (from < to && begin < end) {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        const found = document.createElement("mark");
        found.className = "s-mark";
        range.surroundContents(found);
      }
    }
  }
  // A line of the paper is laid out as its words and what cites them: the words stay one piece.
  for (const line of new Set([...element.querySelectorAll(".d-exhibit mark")].map(
    (found) => found.closest("[id^='line-']"),
  ))) {
    const whole = document.createElement("b");
    whole.className = "s-line";
    whole.append(...[...line.childNodes].filter((node) => node.nodeName !== "EM"));
    line.prepend(whole);
  }
}

/** The first mark in the lines of the paper that a row cites: clauses are shown only there. */
function inLines(row) {
  for (const link of row?.querySelectorAll("a.s, a.r") ?? []) {
    const [first, last = first] = (link.dataset.l ?? link.textContent).split("–").map(Number);
    for (let number = first; number <= last; number += 1) {
      const found = document.getElementById(`line-${number}`)?.querySelector("mark.s-mark");
      if (found) {
        link.click();
        return found;
      }
    }
  }
  return null;
}

function unfold(element) {
  for (let outer = element; outer; outer = outer.parentElement) {
    if (outer instanceof HTMLDetailsElement) outer.open = true;
  }
}

if (wanted.length) {
  const place = target();
  const content = document.querySelector(".md-content") ?? document.body;
  mark(content);
  const row = place?.matches("h1, h2, h3, h4") ? place.parentElement : place;
  const marks = [...content.querySelectorAll("mark.s-mark")];
  const after = (element) => place
    && place.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
  const first = row?.querySelector("mark.s-mark") ?? inLines(row)
    ?? (place ? marks.find(after) : marks[0]);
  const isExact = !first || row?.contains(first) || first.closest(".d-exhibit");
  const shown = place && !isExact && /^(line-|term-)/.test(place.id) ? place : first ?? place;
  if (shown) {
    unfold(shown);
    shown.scrollIntoView({ block: "center" });
  }
}
