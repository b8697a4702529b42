// The search page: the same question as everywhere, with filters that write it for the reader.
//
// What is searched stands in the question and nowhere else: a filter adds a condition to it or
// takes one away, and the address holds it, so that a search can be sent, kept and asked again.

import { facetPanel } from "./facets.js";
import { openIndex } from "./index.js";
import { csvOf, factsOf, numberOf, sorted, SORTS } from "./results.js";
import { dealCount, dealItem, entityItem, make, notesOf, pageItem, hits } from "./show.js";

const PAGE = 20;
const HITS = 3;
const PAUSE = 200;

const form = document.getElementById("sp-form");
const input = document.getElementById("sp-input");
const place = Object.fromEntries(
  ["status", "chips", "tools", "facets", "list", "others"].map((n) => [n, document.getElementById(`sp-${n}`)]),
);
const order = document.getElementById("sp-sort");

let turn = 0;
let waiting = 0;
let shown = { deals: [], first: 0 };

const question = () => new URLSearchParams(location.search).get("q") ?? "";

/** Put a question and an order into the address. */
function remember(asked, { isStep = true, sort = order.value } = {}) {
  const address = new URL(location);
  address.hash = "";
  for (const [name, value] of [["q", asked], ["sort", sort === SORTS[0].name ? "" : sort]]) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  if (address.href !== location.href) history[isStep ? "pushState" : "replaceState"](null, "", address);
}

/** Ask another question: as a step back can be taken from. */
function askFor(asked) {
  input.value = asked;
  remember(asked);
  render();
}

/** The question without some conditions, and with another text after it. */
function replaced(answer, isOld, text) {
  const kept = answer.conditions.filter((c) => !isOld(c)).map((condition) => condition.text);
  return [...new Set([...kept, text])].filter(Boolean).join(" ");
}

function chip(answer, condition) {
  const remove = make("button", { type: "button", title: "Take this condition away" },
    make("span", { dir: "auto" }, condition.text), make("span", { ariaHidden: "true" }, " ×"));
  remove.setAttribute("aria-label", `Remove ${condition.text}`);
  remove.addEventListener("click", () => {
    askFor(replaced(answer, (other) => other.text === condition.text, ""));
    input.focus();
  });
  return make("li", {}, remove);
}

async function render() {
  const mine = ++turn;
  const asked = question();
  if (document.activeElement !== input) input.value = asked;
  try {
    const index = await openIndex();
    const answer = await index.ask(asked);
    const found = index.meeting(answer);
    const deals = await sorted(index, found, order.value);
    if (mine !== turn) return;
    const told = answer.conditions.filter((c) => c.kind === "number" && !c.isNot).map((c) => c.field);
    const by = SORTS.find((sort) => sort.name === order.value)?.field ?? "size";
    const fields = [...new Set([...told, by])].filter((name) => name !== "size" && name !== "year");
    shown = { index, answer, found, deals, fields, first: 0 };
    place.list.replaceChildren();
    await more(mine);
    if (mine !== turn) return;
    const texts = new Map(answer.conditions.map((condition) => [condition.text, condition]));
    place.chips.replaceChildren(...[...texts.values()].map((c) => chip(answer, c)));
    place.tools.hidden = false;
    place.status.textContent = [
      deals.length === index.count ? `All ${dealCount(deals.length)}` : dealCount(deals.length),
      ...notesOf(answer),
    ].join(". ");
    await Promise.all([others(mine), nothing(mine)]);
    if (mine !== turn) return;
    await facetPanel(place.facets, index, answer, {
      isCurrent: () => mine === turn,
      set: (isOld, text) => askFor(replaced(answer, isOld, text)),
    });
  } catch (error) {
    if (mine === turn) place.status.textContent = `The search does not work here: ${error.message}`;
    throw error;
  }
}

/** Show the next deals of the result. */
async function more(mine) {
  const { index, answer, found, deals, fields, first } = shown;
  const items = await Promise.all(deals.slice(first, first + PAGE).map(async (number) => {
    const dealId = await index.dealId(number);
    const [pack, facts] = await Promise.all([
      index.deal(dealId), factsOf(index, number, found, fields),
    ]);
    return dealItem(dealId, pack, answer.conditions, HITS, facts);
  }));
  if (mine !== turn) return;
  shown.first += PAGE;
  place.list.append(...items);
  document.getElementById("sp-more").hidden = shown.first >= deals.length;
  return items[0];
}

/** Firms, documents and written pages that the words of the question name. */
async function others(mine) {
  const { index, answer } = shown;
  const [entities, pages] = await Promise.all([
    index.entities(answer.conditions, 8), index.pages(answer.conditions, 8, hits),
  ]);
  if (mine !== turn) return;
  const items = [...entities.map(entityItem), ...pages.map((p) => pageItem(p, answer.conditions))];
  place.others.replaceChildren(...(items.length
    ? [make("h2", {}, "Also in the archive"), make("ul", {}, ...items)] : []));
}

/** Say what to do when no deal is found: which condition to take away. */
async function nothing(mine) {
  const { index, answer, deals } = shown;
  if (deals.length || mine !== turn) return;
  const texts = [...new Set(answer.conditions.map((condition) => condition.text))];
  const ways = texts.map((text) => {
    const count = numberOf(index.meeting(answer, (condition) => condition.text !== text));
    const way = make("button", { type: "button" }, make("span", { dir: "auto" }, text));
    way.addEventListener("click", () => askFor(replaced(answer, (c) => c.text === text, "")));
    return [count, make("li", {}, "without ", way, `: ${dealCount(count)}`)];
  }).filter(([count]) => count && texts.length > 1);
  place.list.append(make("li", { className: "s-none" },
    make("p", {}, "No deal meets all of this."),
    ...(ways.length ? [make("ul", {}, ...ways.map(([, item]) => item))] : []),
    make("p", {}, "Fewer words find more. Numbers are found as printed and whole: 99.760 is not "
      + "99.76, but price=99.76 finds both. Names are found under every spelling that the archive "
      + "knows."), make("p", {}, make("a", { href: "#language" }, "How to ask"))));
}

async function download() {
  const { index, deals } = shown;
  const blob = new Blob([await csvOf(index, deals)], { type: "text/csv;charset=utf-8" });
  const link = make("a", { href: URL.createObjectURL(blob), download: "deals-found.csv" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  askFor(input.value);
});
input.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    remember(input.value, { isStep: false });
    render();
  }, PAUSE);
});
order.addEventListener("change", () => {
  remember(question());
  render();
});
document.getElementById("sp-more").addEventListener("click", async () => {
  const first = await more(turn);
  first?.querySelector("a")?.focus();
});
document.getElementById("sp-csv").addEventListener("click", download);
addEventListener("popstate", start);

function start() {
  const wanted = new URLSearchParams(location.search).get("sort");
  order.value = SORTS.some((sort) => sort.name === wanted) ? wanted : SORTS[0].name;
  input.value = question();
  render();
}

order.replaceChildren(...SORTS.map(({ name, label }) => make("option", { value: name }, label)));
document.getElementById("sp").hidden = false;
if (matchMedia("(max-width: 59.98em)").matches) document.getElementById("sp-filters").open = false;
start();
