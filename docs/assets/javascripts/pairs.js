// Compares any two deals under a base document, from the data that its page holds.
//
// A change is known by its strand, and what it says by the number of its wording on the strand;
// the pipeline gave both, so nothing is guessed here. Without this script the page shows each
// deal against the one before it.

const form = document.getElementById("pairs-picker");
const result = document.getElementById("pairs-result");
const { strands, deals } = JSON.parse(document.getElementById("pairs-data").textContent);

const FATES = [
  ["new", "New in the newer deal"],
  ["reworded", "Reworded"],
  ["dropped", "Not made any more"],
  ["unchanged", "Unchanged"],
];

/** Make an element with text or other elements in it; text is never read as HTML. */
function make(name, attributes, ...content) {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...content.filter((part) => part !== ""));
  return element;
}

const hidden = (text) => make("span", { className: "d-vh" }, text);

/** Split two texts into shared beginning, what differs, and shared end, in whole words. */
function difference(old, now) {
  const [a, b] = [old, now].map((text) => text.match(/\s+|[^\s]+/g) ?? []);
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return [a.slice(0, head), a.slice(head, a.length - tail), b.slice(head, b.length - tail),
    a.slice(a.length - tail)].map((part) => part.join(""));
}

function marked(old, now) {
  const [head, deleted, inserted, tail] = difference(old, now);
  return [
    head,
    deleted && make("del", {}, hidden("deleted: "), deleted),
    deleted && inserted ? " " : "",
    inserted && make("ins", {}, hidden("inserted: "), inserted),
    tail,
  ];
}

/** What a change says by itself: the kind, the words it takes out and those it puts. */
function says([kind, before, after]) {
  if (!before && !after) return [kind];
  if (!before || !after) return [`${kind}: “${before || after}”`];
  return [`${kind}: “${before}” to “${after}”`];
}

/** How two wordings of one change differ. */
function reworded(old, now) {
  const parts = [];
  if (old[1] !== now[1]) parts.push(make("b", {}, "takes out "), ...marked(old[1], now[1]));
  if (parts.length && old[2] !== now[2]) parts.push("; ");
  if (old[2] !== now[2]) parts.push(make("b", {}, "puts "), ...marked(old[2], now[2]));
  return parts.length ? parts : says(now);
}

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
