// Lays the deals that the address names side by side, from their JSON files (api/v1/deals/).
//
// `?deals=a,b` names two to six deals by their ids, in the order of the columns; `&only=differences`
// leaves out the lines on which they agree. Without this script the page says what to do.

import { compare } from "./align.js";
import { counted, view } from "./compare-view.js";
import { make } from "./changes.js";

const form = document.getElementById("compare-form");
const { most, order, chart } = JSON.parse(form.dataset.compare);
const how = document.getElementById("compare-how");
const result = document.getElementById("compare-result");
const output = form.querySelector("output");
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const api = new URL("../api/v1/", location.href);

let shown = 0;
let sheets = [];

const named = () => (new URLSearchParams(location.search).get("deals") ?? "")
  .split(",").map((id) => id.trim()).filter(Boolean);

function goTo(deals, how_ = "pushState") {
  const only = form.elements.only.checked ? "&only=differences" : "";
  const query = deals.length ? `?deals=${deals.map(encodeURIComponent).join(",")}${only}` : "?";
  history[how_](null, "", query);
}

async function load(id) {
  if (!ID.test(id)) return null;
  const answer = await fetch(new URL(`deals/${id}.json`, api));
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${id}: the server answers ${answer.status}`);
  return (await answer.json()).sheet;
}

let everything;
/** Every deal of the archive by id, name and title; read once, when first needed. */
function listed() {
  everything ??= fetch(new URL("deals.json", api)).then((answer) => answer.json());
  return everything;
}

const pairsOf = (text) => new Set([...text].slice(1).map((sign, place) => text[place] + sign));

/** The ids nearest to one that is not there, by the pairs of signs that they share. */
function near(id, deals) {
  const wanted = pairsOf(id.slice(0, 80).toLowerCase());
  const likeness = (other) => {
    const pairs = pairsOf(other);
    return 2 * [...pairs].filter((pair) => wanted.has(pair)).length / (pairs.size + wanted.size);
  };
  return deals.map((deal) => [likeness(deal.deal_id), deal.deal_id])
    .filter(([alike]) => alike > 0.5)
    .sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? -1 : 1)).slice(0, 3).map(([, other]) => other);
}

async function faults(ids, lacking) {
  if (!lacking.length) return [];
  const deals = await listed();
  return lacking.map((id) => {
    const text = make("p", { className: "c-fault" }, "The archive has no deal “",
      make("b", {}, id.slice(0, 120)), "”.");
    const others = near(id, deals);
    if (others.length) text.append(" Nearest: ");
    others.forEach((other, place) => text.append(place ? ", " : "", make("a", {
      href: `?deals=${ids.map((one) => encodeURIComponent(one === id ? other : one)).join(",")}`,
    }, other)));
    return text;
  });
}

async function show() {
  shown += 1;
  const turn = shown;
  const asked = named();
  const ids = asked.slice(0, most);
  form.hidden = false;
  if (!ids.length) {
    how.hidden = false;
    result.hidden = true;
    form.elements.keep.hidden = true;
    sheets = [];
    output.textContent = "";
    return;
  }
  output.textContent = "Reading…";
  let notes;
  try {
    const found = await Promise.all(ids.map(load));
    notes = await faults(ids, ids.filter((_, place) => !found[place]));
    if (turn !== shown) return;
    sheets = found.filter(Boolean);
  } catch (error) {
    if (turn !== shown) return;
    result.hidden = false;
    result.replaceChildren(make("p", { className: "c-fault" }, location.protocol === "file:"
      ? "Browsers let no page read other files from a folder: serve the site (./inv serve), or "
        + "use ./inv compare in the terminal."
      : `The deals could not be read: ${error.message}`));
    output.textContent = "";
    return;
  }
  if (asked.length > most) {
    notes.push(make("p", { className: "c-fault" },
      `${asked.length} deals are named; the first ${most} are shown.`));
  }
  render(notes);
}

function render(notes = []) {
  form.elements.keep.hidden = sheets.length === 0;
  how.hidden = sheets.length > 1;
  result.hidden = false;
  if (sheets.length < 2) {
    const one = sheets.length ? `${sheets[0].name} stands alone: add another deal to compare it.`
      : "None of the named deals is there.";
    result.replaceChildren(...notes, make("p", {}, one));
    output.textContent = "";
    return;
  }
  const comparison = compare(sheets, order);
  const lines = ["agreement", "terms", "figures", "allocations", "restrictions"]
    .flatMap((name) => comparison[name].lines)
    .concat(comparison.amendments.flatMap((part) => part.lines));
  result.replaceChildren(...notes, ...view(comparison, sheets, chart, (place) => {
    goTo(sheets.filter((_, other) => other !== place).map((sheet) => sheet.deal_id));
    show();
    form.elements.add.focus();
  }));
  result.classList.toggle("c-only-differences", form.elements.only.checked);
  output.textContent = `Of ${lines.length} lines: ${counted(lines)}.`;
  document.title = `${sheets.map((sheet) => sheet.name).join(" / ")} - compared`;
  for (const figure of result.querySelectorAll(".l-chart")) {
    figure.dispatchEvent(new Event("archive:draw", { bubbles: true }));
  }
}

/** Offer the deals whose id, name or title holds every word that was typed. */
async function offer() {
  const { value } = form.elements.add;
  const words = value.toLowerCase().split(/\s+/).filter(Boolean);
  const list = document.getElementById("compare-found");
  if (!words.length) {
    list.replaceChildren();
    return;
  }
  const deals = await listed();
  if (form.elements.add.value !== value) return;
  if (deals.some((deal) => deal.deal_id === value)) {
    form.elements.add.value = "";
    list.replaceChildren();
    add(value);
    return;
  }
  const found = deals.filter((deal) => {
    const text = `${deal.deal_id} ${deal.name} ${deal.title}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  list.replaceChildren(...found.slice(0, 30).map((deal) => (
    make("option", { value: deal.deal_id }, `${deal.name}: ${deal.title}`))));
}

function add(id) {
  const ids = named();
  if (ids.length >= most) {
    output.textContent = `${most} deals at most: remove one first.`;
    return;
  }
  goTo([...ids, id]);
  show();
}

form.elements.only.checked = new URLSearchParams(location.search).get("only") === "differences";
form.elements.add.addEventListener("input", offer);
form.elements.only.addEventListener("change", () => {
  goTo(named(), "replaceState");
  result.classList.toggle("c-only-differences", form.elements.only.checked);
});
form.elements.keep.addEventListener("click", () => {
  document.dispatchEvent(new CustomEvent("archive:choose", {
    detail: sheets.map((sheet) => ({ id: sheet.deal_id, name: sheet.name })),
  }));
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  offer().then(() => {
    const only = document.querySelectorAll("#compare-found option");
    if (only.length === 1) {
      form.elements.add.value = "";
      add(only[0].value);
    }
  });
});
window.addEventListener("popstate", show);
show();
