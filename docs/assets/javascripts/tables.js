// Makes tables sortable, and long tables of deals filterable, with DataTables.
//
// Without it the rows stand on the page in the order in which the pipeline wrote them. What a
// column sorts by stands in the table: data-type on its heading, data-order on its cells. The list
// of all deals, and that of a firm with many, names a file with all of its rows (data-rows), for
// the page holds the newest alone.

import DataTable from "../vendor/datatables.js";
import { guarded } from "./csv.js";
import { filter } from "./deal-filter.js";
import { Rows, optionsOf } from "./deal-rows.js";

const PAGE = 200;
const PRINTABLE = 2000;

/** The buttons over a long table of deals: which columns show, and what shows taken along. */
function buttons(made, rows) {
  const options = (cell) => ({
    // What shows is taken: the rows that the filters leave, in their order, the columns chosen.
    columns: ":visible",
    orthogonal: "export",
    format: {
      body: cell,
      header: (data, column, heading) => {
        const name = heading.querySelector(".dt-column-title")?.textContent.trim() ?? data;
        return heading.querySelector(".d-c") ? `${name} (computed)` : name;
      },
    },
    customizeData: (data) => {
      const numbers = made.rows({ search: "applied", order: "applied" }).data().toArray();
      data.header.unshift("deal_id");
      data.headerStructure?.[0]?.unshift({ title: "deal_id", colspan: 1, rowspan: 1 });
      data.body.forEach((cells, place) => cells.unshift(rows.value("deal", numbers[place])));
    },
  });
  // What is copied is pasted into spreadsheets, where a tab ends a cell and a line a row.
  const pasted = (text) => guarded(text.replace(/\s+/g, " ").trim());
  // What is saved is called after its page: `deals`, or the firm.
  const filename = location.pathname.split("/").filter(Boolean).at(-1);
  return [
    { extend: "colvis", text: "Columns", columns: ":not(.ti)" },
    { extend: "copy", text: "Copy", title: null, messageTop: null, footer: false, exportOptions: options(pasted) },
    { extend: "csv", text: "CSV", filename, footer: false, exportOptions: options(guarded) },
  ];
}

/** How DataTables is to read and sort each column of a table that holds its rows. */
function columnsOf(table) {
  return [...table.tHead.rows[0].cells].map((heading) => ({
    type: heading.dataset.type ?? (heading.classList.contains("n") ? "num-fmt" : "html"),
  }));
}

function sortable(table, { rows, form } = {}) {
  // The charts read these: DataTables takes the rows that it does not show out of the page.
  table.archiveRows = [...table.tBodies[0].rows];
  const options = rows ? optionsOf(rows) : { columns: columnsOf(table) };
  const count = rows?.count ?? table.archiveRows.length;
  const paged = count > PAGE;
  const made = new DataTable(table, {
    ...options,
    // The largest first: that is what a reader who sorts figures looks for.
    columns: options.columns.map((column) => ({
      ...column,
      orderSequence: column.type.includes("num") ? ["desc", "asc", ""] : ["asc", "desc", ""],
    })),
    autoWidth: false,
    order: [],
    paging: paged,
    pageLength: PAGE,
    lengthMenu: [50, PAGE, 1000, { label: "all", value: -1 }],
    layout: {
      topStart: null,
      topEnd: paged && !form ? { search: { text: "Words", processing: false } } : null,
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
  if (paged && count <= PRINTABLE) {
    window.addEventListener("beforeprint", () => made.page.len(-1).draw("page"));
    window.addEventListener("afterprint", () => made.page.len(PAGE).draw("page"));
  }
  return made;
}

/** Show the row that the address names, on whatever page of the table it is. */
function follow(made, place) {
  if (place < 0) return;
  const shown = made.rows({ search: "applied", order: "applied" }).indexes().toArray();
  const page = Math.floor(shown.indexOf(place) / made.page.len());
  if (page >= 0 && made.page.len() > 0) made.page(page).draw("page");
  const row = made.row(place).node();
  row?.scrollIntoView({ block: "center" });
  row?.classList.add("l-named");
}

/** Say why the list cannot be sorted and filtered here; its newest rows and the years remain. */
function fail(table, error) {
  const words = document.createElement("p");
  words.className = "d-say";
  words.setAttribute("role", "status");
  words.append(`The rows could not be read (${error.message}), so nothing can be sorted or filtered. `
    + "The newest deals stand below, all of them on the pages of the ");
  const years = Object.assign(document.createElement("a"), { href: "#by-year", textContent: "years" });
  words.append(years, ".");
  document.getElementById("deals-filter")?.replaceWith(words);
}

async function dealsTable(table) {
  const form = document.getElementById("deals-filter");
  let rows = Rows.of(table);
  if (rows) {
    // Until the rows are read, those on the page are not what the address asks for.
    table.classList.toggle("l-waiting", location.search !== "");
    try {
      rows = await rows;
    } catch (error) {
      fail(table, error);
      return;
    } finally {
      table.classList.remove("l-waiting");
    }
  }
  const made = sortable(table, { rows, form });
  // tray.js offers to compare the deals of the rows that show.
  const offer = () => table.dispatchEvent(new Event("archive:rows", { bubbles: true }));
  made.on("draw", offer);
  offer();
  if (rows) {
    new DataTable.Buttons(made, { buttons: buttons(made, rows) });
    document.getElementById("deals-tools")?.append(made.buttons().container()[0]);
    filter(made, rows, form);
  }
  const placeOf = (id) => (rows ? rows.firstOf(id) : table.archiveRows.findIndex((row) => row.id === id));
  const named = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id) follow(made, placeOf(id));
  };
  named();
  window.addEventListener("hashchange", named);
}

for (const table of document.querySelectorAll("table.l-sort")) sortable(table);
for (const table of document.querySelectorAll("table.l-deals")) dealsTable(table);
