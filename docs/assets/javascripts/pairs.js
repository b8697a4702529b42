// Compares any two deals under a base document, from the data that its page holds.
//
// A change is known by its strand, and what it says by the number of its wording on the strand;
// the pipeline gave both, so nothing is guessed here. Without this script the page shows each
// deal against the one before it.

import { make, reworded, says } from "./changes.js";

const form = document.getElementById("pairs-picker");
const result = document.getElementById("pairs-result");
const { strands, deals } = JSON.parse(document.getElementById("pairs-data").textContent);

const FATES = [
  ["new", "New in the newer deal"],
  ["reworded", "Reworded"],
  ["dropped", "Not made any more"],
  ["unchanged", "Unchanged"],
];

function compare(older, newer) {
  const [first, second] = [older, newer].map(
    (deal) => new Map(deals[deal].makes.map((entry) => [entry[0], entry])),
  );
  const found = { new: [], reworded: [], dropped: [], unchanged: [] };
  for (const strand of [...new Set([...first.keys(), ...second.keys()])].sort((a, b) => a - b)) {
    const [was, is] = [first.get(strand), second.get(strand)];
    const fate = !was ? "new" : !is ? "dropped" : was[1] === is[1] ? "unchanged" : "reworded";
    const { place, at, says: wordings } = strands[strand];
    const words = fate === "reworded"
      ? reworded(wordings[was[1]], wordings[is[1]])
      : says(wordings[(is ?? was)[1]]);
    const items = [[newer, is], [older, was]].filter(([, entry]) => entry).flatMap(
      ([deal, entry]) => [" ", make("a", { href: `${deals[deal].url}#${entry[3]}` },
        `${deals[deal].date} (${entry[2]})`)],
    );
    found[fate].push(make("li", {}, make("b", {}, make("a", { href: `#${at}` }, place)),
      make("small", {}, ...items), make("br", {}), ...words));
  }
  return found;
}

function show() {
  const { older, newer } = form.elements;
  const found = compare(older.value, newer.value);
  const told = FATES.filter(([fate]) => found[fate].length)
    .map(([fate]) => `${found[fate].length} ${fate}`);
  form.querySelector("output").textContent = told.join(", ") || "neither changes anything";
  result.replaceChildren(...FATES.filter(([fate]) => found[fate].length).flatMap(
    ([fate, title]) => [make("h3", {}, title), make("ul", { className: "v-lines" }, ...found[fate])],
  ));
}

/** Choose the deals that the address names, where the page has them. */
for (const [name, value] of new URLSearchParams(location.search)) {
  if (["older", "newer"].includes(name) && Object.hasOwn(deals, value)) {
    form.elements[name].value = value;
  }
}
form.addEventListener("change", () => {
  const address = new URL(location);
  for (const name of ["older", "newer"]) {
    address.searchParams.set(name, form.elements[name].value);
  }
  address.hash = "pairs";
  history.replaceState(null, "", address);
  show();
});
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
result.hidden = false;
show();
