// Makes tables sortable, and the list of all deals filterable, with DataTables.
//
// Without it every row stands on the page in the order in which the pipeline wrote it. What a
// column sorts by stands in the table: data-type on its heading, data-order on its cells.

import DataTable from "../vendor/datatables.js";

const PAGE = 200;
const PRINTABLE = 2000;

/** How DataTables is to read and sort each column of a table. */
function columnsOf(table) {
  return [...table.tHead.rows[0].cells].map((heading) => {
    const type = heading.dataset.type ?? (heading.classList.contains("n") ? "num-fmt" : "html");
    // The largest first: that is what a reader who sorts figures looks for.
    const figures = type.includes("num");
    return { type, orderSequence: figures ? ["desc", "asc", ""] : ["asc", "desc", ""] };
  });
}

function sortable(table, { search = false } = {}) {
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

/** Tie the filters to the table and to the page's address. */
function filter(made, table, form) {
  const place = Object.fromEntries(
    [...table.tHead.rows[0].cells].map((cell, number) => [cell.classList[0], number]),
  );
  const words = (row, key) => row.cells[place[key]].textContent;
  const holds = {
    issuer: (row, value) => row.dataset.i === value,
    year: (row, value) => row.cells[place.da].dataset.order.startsWith(value),
    currency: (row, value) => words(row, "cu") === value,
    interest: (row, value, label) => words(row, "in") === label,
    seen: (row, value, label) => words(row, "cm") === label,
  };

  let isChosen = false;
  function apply() {
    const address = new URL(location);
    address.hash = "";
    for (const [name, test] of Object.entries(holds)) {
      const choice = form.elements[name];
      const { value } = choice;
      const label = choice.selectedOptions[0]?.textContent;
      made.search.fixed(name, value
        ? (text, data, index) => test(table.archiveRows[index], value, label)
        : null);
    }
    for (const { name, value } of form.elements) {
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
    if (form.elements[name]) form.elements[name].value = value;
  }
  const remember = () => history.replaceState(null, "", apply());
  let soon = 0;
  form.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(remember, 150);
  });
  form.addEventListener("reset", () => setTimeout(remember));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}

for (const table of document.querySelectorAll("table.l-sort")) sortable(table);
for (const table of document.querySelectorAll("table.l-deals")) {
  const form = document.getElementById("deals-filter");
  const made = sortable(table, { search: !form });
  // tray.js offers to compare the deals of the rows that show.
  const offer = () => table.dispatchEvent(new Event("archive:rows", { bubbles: true }));
  made.on("draw", offer);
  offer();
  if (form) filter(made, table, form);
  follow(made, table);
  window.addEventListener("hashchange", () => follow(made, table));
}
