// Keeps the deals that a reader has chosen to compare, on every page, until they are compared.
//
// They are kept in this browser's own storage and nowhere else. Buttons that add a deal stand on
// the deal's page and are put before the titles in lists of deals; the bar at the foot of the
// page shows what was chosen. Without this script none of it is there.
(() => {
  "use strict";

  const KEY = "archive:compare";
  const MOST = 6;
  const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
  const base = JSON.parse(document.getElementById("__config")?.textContent ?? "{}").base ?? ".";
  const root = new URL(`${base}/`, location.href);

  /** What is chosen: deals by id, with the names they are shown under. */
  function chosen() {
    try {
      const held = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return held.filter(({ id, name }) => ID.test(id) && typeof name === "string").slice(0, MOST);
    } catch {
      return [];
    }
  }

  function keep(deals) {
    try {
      localStorage.setItem(KEY, JSON.stringify(deals));
    } catch {
      say("This browser keeps nothing for this site, so nothing can be chosen.");
      return;
    }
    show();
  }

  function toggle(id, name) {
    const deals = chosen();
    const left = deals.filter((deal) => deal.id !== id);
    if (left.length < deals.length) {
      keep(left);
      say(`${name} removed.`);
    } else if (deals.length >= MOST) {
      say(`${MOST} deals at most: remove one first.`);
    } else {
      keep([...deals, { id, name }]);
      say(`${name} added: ${deals.length + 1} of ${MOST} at most.`);
    }
  }

  function make(name, attributes, ...content) {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...content);
    return element;
  }

  const list = make("ul", {});
  const compare = make("a", { className: "c-go" });
  const clear = make("button", { type: "button", className: "c-clear", textContent: "Clear" });
  const status = make("p", { className: "c-said" });
  status.setAttribute("role", "status");
  const bar = make("section", { className: "c-tray", hidden: true }, list, compare, clear);
  bar.setAttribute("aria-label", "Deals to compare");
  clear.addEventListener("click", () => {
    keep([]);
    say("No deal is chosen any more.");
  });

  let silence = 0;
  function say(words) {
    status.textContent = words;
    clearTimeout(silence);
    silence = setTimeout(() => { status.textContent = ""; }, 6000);
  }

  function show() {
    const deals = chosen();
    list.replaceChildren(...deals.map(({ id, name }) => {
      const link = make("a", { href: new URL(`deals/${id}/`, root).href }, name);
      const remove = make("button", { type: "button", textContent: "×" });
      remove.setAttribute("aria-label", `Remove ${name}`);
      remove.addEventListener("click", () => {
        toggle(id, name);
        (list.querySelector("button") ?? document.querySelector(".c-add"))?.focus();
      });
      return make("li", {}, link, remove);
    }));
    const isEnough = deals.length > 1;
    compare.textContent = isEnough ? `Compare ${deals.length} deals` : "Choose one more to compare";
    compare.toggleAttribute("aria-disabled", !isEnough);
    const address = new URL("compare/", root);
    if (isEnough) compare.href = `${address}?deals=${deals.map((deal) => deal.id).join(",")}`;
    else compare.removeAttribute("href");
    bar.hidden = deals.length === 0;
    // On a phone the list scrolls; what was chosen last is what the reader looks for.
    list.scrollLeft = list.scrollWidth;
    document.documentElement.classList.toggle("c-has-tray", deals.length > 0);
    press(document);
  }

  /** Have every button within an element say whether its deal is chosen. */
  function press(within) {
    const ids = new Set(chosen().map((deal) => deal.id));
    for (const button of within.querySelectorAll("button[data-deal]")) {
      const isIn = ids.has(button.dataset.deal);
      button.setAttribute("aria-pressed", String(isIn));
      if (button.classList.contains("c-add")) {
        button.textContent = isIn ? "Chosen to compare" : "Add to compare";
      }
    }
  }

  /** Put a button before the title of each row of a list of deals that shows. */
  function offer(table) {
    for (const cell of table.querySelectorAll("tbody td.ti")) {
      const link = cell.querySelector("a");
      const [, id] = /(?:^|\/)deals\/([^/]+)\/(?:[?#]|$)/.exec(link?.getAttribute("href") ?? "")
        ?? /^(?:\.\/)?([a-z0-9-]+)\/$/.exec(link?.getAttribute("href") ?? "") ?? [];
      if (!id || cell.querySelector("button")) continue;
      const row = cell.closest("tr");
      const issuer = row.querySelector("td.is")?.textContent
        || document.querySelector("h1")?.firstChild?.textContent?.trim();
      const name = [issuer, row.querySelector("td.da")?.textContent].filter(Boolean).join(", ");
      const button = make("button", { type: "button", className: "c-row" });
      button.dataset.deal = id;
      button.dataset.name = name;
      // The sign is the style's, so that the cell's text stays the title alone.
      button.setAttribute("aria-label", `Compare: ${link.textContent}, ${name}`);
      cell.prepend(button);
    }
    press(table);
  }

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-deal]") : null;
    if (button) toggle(button.dataset.deal, button.dataset.name);
  });
  document.addEventListener("archive:rows", (event) => offer(event.target));
  document.addEventListener("archive:choose", (event) => keep(event.detail.slice(0, MOST)));
  window.addEventListener("storage", (event) => { if (event.key === KEY) show(); });

  document.body.append(bar, status);
  for (const button of document.querySelectorAll(".c-add")) button.hidden = false;
  show();
})();
