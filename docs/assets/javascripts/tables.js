// Makes tables sortable, and the list of all deals filterable, with DataTables.
//
// Without it every row stands on the page in the order in which the pipeline wrote it. What a
// column sorts by stands in the table: data-type on its heading, data-order on its cells.

import DataTable from "../vendor/datatables.js";

const PAGE = 200;
const PRINTABLE = 2000;

/** What a cell is exported as: dates by what they sort by, figures without commas. */
function exported(cell) {
  const text = (cell.querySelector("a") ?? cell).textContent.trim();
  if (cell.classList.contains("da")) return cell.dataset.order ?? text;
  if (cell.classList.contains("ma")) return cell.dataset.order || text;
  return /^[\d,]+$/.test(text) ? text.replace(/,/g, "") : text;
}

/** A deal's id, from the link of its title. */
const dealOf = (row) => (
  /([^/]+)\/$/.exec(row?.querySelector("td.ti a")?.getAttribute("href") ?? "")?.[1] ?? "");

/** The buttons over the list of all deals: which columns show, and what shows taken along. */
function buttons(made) {
  const options = {
    // What shows is taken: the rows that the filters leave, in their order, the columns chosen.
    columns: ":visible",
    format: {
      body: (data, row, column, cell) => exported(cell),
      header: (data, column, cell) => {
        const name = cell.querySelector(".dt-column-title")?.textContent.trim() ?? data;
        return cell.querySelector(".d-c") ? `${name} (computed)` : name;
      },
    },
    customizeData: (data) => {
      const rows = made.rows({ search: "applied", order: "applied" }).nodes().toArray();
      data.header.unshift("deal_id");
      data.headerStructure?.[0]?.unshift({ title: "deal_id", colspan: 1, rowspan: 1 });
      data.body.forEach((cells, place) => cells.unshift(dealOf(rows[place])));
    },
  };
  return [
    { extend: "colvis", text: "Columns", columns: ":not(.ti)" },
    { extend: "copy", text: "Copy", title: null, messageTop: null, footer: false, exportOptions: options },
    { extend: "csv", text: "CSV", filename: "deals", footer: false, exportOptions: options },
  ];
}

/** How DataTables is to read and sort each column of a table. */
function columnsOf(table) {
  return [...table.tHead.rows[0].cells].map((heading) => {
    const type = heading.dataset.type ?? (heading.classList.contains("n") ? "num-fmt" : "html");
    // The largest first: that is what a reader who sorts figures looks for.
    const figures = type.includes("num");
    return { type, orderSequence: figures ? ["desc", "asc", ""] : ["asc", "desc", ""] };
  });
}

function sortable(table, { search = false, tools = false } = {}) {
  // The charts read these: DataTables takes the rows that it does not show out of the page.
  table.archiveRows = [...table.tBodies[0].rows];
  const paged = table.archiveRows.length > PAGE;
  const made = new DataTable(table, {
    autoWidth: false,
    order: [],
    columns: columnsOf(table),
    paging: paged,
    pageLength: PAGE,
    lengthMenu: [50, PAGE, 1000, { label: "all", value: -1 }],
    layout: {
      topStart: null,
      topEnd: paged && search ? { search: { text: "Words", processing: false } } : null,
      bottomStart: paged ? ["info", "pageLength"] : null,
      bottomEnd: paged ? "paging" : null,
    },
    language: {
      info: "_START_ to _END_ of _TOTAL_",
      infoFiltered: "(of _MAX_)",
      infoEmpty: "none",
      lengthMenu: "rows on a page: _MENU_",
      emptyTable: "No deal.",
      zeroRecords: "No deal is like that.",
      thousands: ",",
    },
  });
  if (tools) {
    new DataTable.Buttons(made, { buttons: buttons(made) });
    document.getElementById("deals-tools")?.append(made.buttons().container()[0]);
  }
  table.classList.add("l-paged");
  table.closest(".d-scroll")?.querySelector(".l-held")?.remove();
  if (paged && table.archiveRows.length <= PRINTABLE) {
    window.addEventListener("beforeprint", () => made.page.len(-1).draw("page"));
    window.addEventListener("afterprint", () => made.page.len(PAGE).draw("page"));
  }
  return made;
}

/** Show the row that the address names, on whatever page of the table it is. */
function follow(made, table) {
  const id = decodeURIComponent(location.hash.slice(1));
  const place = id ? table.archiveRows.findIndex((row) => row.id === id) : -1;
  if (place < 0) return;
  const shown = made.rows({ search: "applied", order: "applied" }).indexes().toArray();
  const page = Math.floor(shown.indexOf(place) / made.page.len());
  if (page >= 0 && made.page.len() > 0) made.page(page).draw("page");
  table.archiveRows[place].scrollIntoView({ block: "center" });
  table.archiveRows[place].classList.add("l-named");
}

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
function filter(made, table, form) {
  const place = Object.fromEntries(
    [...table.tHead.rows[0].cells].map((cell, number) => [cell.classList[0], number]),
  );
  // Read before any column is hidden, for DataTables takes hidden cells out of their rows.
  const read = table.archiveRows.map((row) => ({
    issuer: row.dataset.i,
    year: row.cells[place.da].dataset.order.slice(0, 4),
    currency: row.cells[place.cu].textContent,
    interest: row.cells[place.in].textContent,
    seen: row.cells[place.cm].textContent,
  }));
  // Of interest and of what was seen the cells hold the words, not the codes.
  const isLike = {
    issuer: (held, value) => held === value,
    year: (held, value) => held === value,
    currency: (held, value) => held === value,
    interest: (held, value, label) => held === label,
    seen: (held, value, label) => held === label,
  };

  let isChosen = false;
  function apply() {
    const address = new URL(location);
    address.hash = "";
    for (const [name, test] of Object.entries(isLike)) {
      const choice = form.elements[name];
      const { value } = choice;
      const label = choice.selectedOptions[0]?.textContent;
      made.search.fixed(name, value
        ? (text, data, index) => test(read[index][name], value, label)
        : null);
    }
    for (const { name, value } of form.elements) {
      if (name === "sort") continue;
      if (name && value) address.searchParams.set(name, value);
      else if (name) address.searchParams.delete(name);
    }
    made.search(form.elements.q.value.trim());
    // At first every row is shown, and reading ten thousand for nothing takes time.
    if (isChosen || address.search) made.draw();
    isChosen = true;
    const { recordsDisplay, recordsTotal } = made.page.info();
    form.querySelector("output").textContent = recordsDisplay === recordsTotal
      ? `${recordsTotal.toLocaleString("en-GB")} securities`
      : `${recordsDisplay.toLocaleString("en-GB")} of ${recordsTotal.toLocaleString("en-GB")} securities`;
    return address;
  }

  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name !== "sort" && form.elements[name]) form.elements[name].value = value;
  }
  const { order, columns } = keep(made, place);
  const remember = () => history.replaceState(null, "", columns(order(apply())));
  let soon = 0;
  form.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(remember, 150);
  });
  form.addEventListener("reset", () => setTimeout(remember));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  sorter(made, place, form);
  apply();
  made.on("order column-visibility", () => {
    clearTimeout(soon);
    soon = setTimeout(remember, 150);
  });
}

for (const table of document.querySelectorAll("table.l-sort")) sortable(table);
for (const table of document.querySelectorAll("table.l-deals")) {
  const form = document.getElementById("deals-filter");
  const made = sortable(table, { search: !form, tools: Boolean(form) });
  // tray.js offers to compare the deals of the rows that show.
  const offer = () => table.dispatchEvent(new Event("archive:rows", { bubbles: true }));
  made.on("draw", offer);
  offer();
  if (form) filter(made, table, form);
  follow(made, table);
  window.addEventListener("hashchange", () => follow(made, table));
}
