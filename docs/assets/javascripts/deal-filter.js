// The filters of a long table of deals, its order and its columns, tied to the page's address.

/** What a choice is held against: ids and years as they are, the others by their words. */
const CHOICES = {
  issuer: { of: (rows, number) => rows.value("issuer", number) },
  year: { of: (rows, number) => rows.value("da", number).slice(0, 4) },
  currency: { of: (rows, number) => rows.value("cu", number) },
  interest: { of: (rows, number) => rows.value("in", number), isWords: true },
  seen: { of: (rows, number) => rows.value("cm", number), isWords: true },
};
const PAUSE = 150;

/**
 * Keep the order and the choice of columns in the address, beside the filters: `sort=am.desc`,
 * `columns=da,is,am`. Returns what writes each into an address.
 */
function keep(made, place) {
  const keys = Object.keys(place);
  const asked = new URLSearchParams(location.search);
  const [key, direction] = (asked.get("sort") ?? "").split(".");
  if (key in place && ["asc", "desc"].includes(direction)) made.order([place[key], direction]);
  const chosen = asked.get("columns")?.split(",");
  if (chosen) {
    for (const name of keys) {
      made.column(place[name]).visible(name === "ti" || chosen.includes(name), false);
    }
    made.columns.adjust();
  }
  return {
    order(address) {
      const [first] = made.order();
      const [at, way] = first ?? [];
      if (way) address.searchParams.set("sort", `${keys[at]}.${way}`);
      else address.searchParams.delete("sort");
      return address;
    },
    columns(address) {
      const shown = keys.filter((name) => made.column(place[name]).visible());
      if (shown.length < keys.length) address.searchParams.set("columns", shown.join(","));
      else address.searchParams.delete("columns");
      // Commas need no escape in a query, and an address is read by people.
      address.search = address.search.replaceAll("%2C", ",");
      return address;
    },
  };
}

/** Let phones sort, where the headings are not shown: a choice among them, beside the filters. */
function sorter(made, place, form) {
  const choice = form.elements.sort;
  for (const [key, at] of Object.entries(place)) {
    const name = made.column(at).header().querySelector(".dt-column-title")?.textContent.trim();
    for (const [way, words] of [["asc", "first to last"], ["desc", "last to first"]]) {
      choice.add(new Option(`${name}, ${words}`, `${key}.${way}`));
    }
  }
  const show = () => {
    const [[at, way] = []] = made.order();
    choice.value = way ? `${Object.keys(place)[at]}.${way}` : "";
  };
  choice.addEventListener("change", () => {
    const [key, way] = choice.value.split(".");
    made.order(way ? [place[key], way] : []).draw();
  });
  made.on("order", show);
  show();
}

/** Tie the filters to the table and to the page's address. */
export function filter(made, rows, form) {
  const place = Object.fromEntries(
    made.columns().header().toArray().map((heading, number) => [heading.classList[0], number]),
  );
  let isChosen = false;
  function apply() {
    for (const [name, { of, isWords }] of Object.entries(CHOICES)) {
      const choice = form.elements[name];
      // An issuer's own page asks for no issuer.
      if (!choice) continue;
      const wanted = isWords ? choice.selectedOptions[0]?.textContent : choice.value;
      made.search.fixed(name, choice.value
        ? (text, number) => of(rows, number) === wanted
        : null);
    }
    made.search(form.elements.q.value.trim());
    // At first every row is shown, and reading ten thousand for nothing takes time.
    if (isChosen || location.search) made.draw();
    isChosen = true;
    const { recordsDisplay, recordsTotal } = made.page.info();
    const total = recordsTotal.toLocaleString("en-GB");
    form.querySelector("output").textContent = recordsDisplay === recordsTotal
      ? `${total} securities`
      : `${recordsDisplay.toLocaleString("en-GB")} of ${total} securities`;
  }

  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name !== "sort" && form.elements[name]) form.elements[name].value = value;
  }
  const { order, columns } = keep(made, place);
  function remember() {
    const address = new URL(location);
    address.hash = "";
    for (const { name, value } of form.elements) {
      if (name === "sort") continue;
      if (name && value) address.searchParams.set(name, value);
      else if (name) address.searchParams.delete(name);
    }
    history.replaceState(null, "", columns(order(address)));
  }
  let soon = 0;
  const choose = () => {
    apply();
    remember();
  };
  form.addEventListener("input", ({ target }) => {
    if (target.name === "sort") return;
    clearTimeout(soon);
    soon = setTimeout(choose, PAUSE);
  });
  form.addEventListener("reset", () => setTimeout(choose));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  sorter(made, place, form);
  apply();
  // Only the address follows: drawing again would lead back to the first page.
  made.on("order column-visibility", () => setTimeout(remember));
}
