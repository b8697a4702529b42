// The search box of every page. It loads the rest of the search when it is first used; without
// scripts its form leads to the search page.

const box = document.getElementById("s-box");
const input = document.getElementById("s-input");
const drop = document.getElementById("s-drop");
const DEALS = 6;
const OTHERS = 3;
const PAUSE = 120;

let asked = 0;
let waiting = 0;

const show = (isShown) => {
  drop.hidden = !isShown;
  input.setAttribute("aria-expanded", String(isShown));
};

async function answerTo(question) {
  const [{ openIndex }, view] = await Promise.all([import("./index.js"), import("./show.js")]);
  const index = await openIndex();
  const answer = await index.ask(question);
  if (!answer.conditions.length) return null;
  const found = index.meeting(answer);
  const numbers = [];
  let count = 0;
  found.forEach((mark, number) => {
    if (!mark) return;
    count += 1;
    if (numbers.length < DEALS) numbers.push(number);
  });
  const [deals, entities, pages] = await Promise.all([
    Promise.all(numbers.map(async (number) => {
      const dealId = await index.dealId(number);
      return view.dealItem(dealId, await index.deal(dealId), answer.conditions, 1);
    })),
    index.entities(answer.conditions, OTHERS),
    index.pages(answer.conditions, OTHERS, view.hits),
  ]);
  return { view, answer, count, deals, entities, pages };
}

function render(question, found) {
  const status = drop.querySelector(".s-status");
  const lists = drop.querySelector(".s-lists");
  if (!found) {
    lists.replaceChildren();
    show(false);
    return;
  }
  const { view, answer, count, deals, entities, pages } = found;
  const { make } = view;
  const all = new URL(box.action);
  all.searchParams.set("q", question);
  const others = entities.length + pages.length;
  status.textContent = [count ? view.dealCount(count) : "No deal found",
    ...view.notesOf(answer)].join(". ");
  const list = (title, items) => (items.length
    ? [make("p", { className: "s-kind" }, title), make("ul", {}, ...items)] : []);
  const hint = !count && !others
    ? [make("p", { className: "s-hint" }, "Fewer words find more; quotation marks want words side by "
      + "side; numbers are found as printed.")] : [];
  lists.replaceChildren(
    ...list("Firms and documents", entities.map(view.entityItem)),
    ...list("Deals", deals),
    ...list("Pages", pages.map((page) => view.pageItem(page, answer.conditions))),
    ...hint,
    make("a", { className: "s-all", href: all.href },
      count > deals.length ? `All ${view.dealCount(count)}, with filters` : "Open in the search page"),
  );
  show(true);
}

async function ask() {
  const turn = ++asked;
  const question = input.value;
  try {
    const found = question.trim() ? await answerTo(question) : null;
    if (turn === asked) render(question, found);
  } catch (error) {
    if (turn !== asked) return;
    drop.querySelector(".s-lists").replaceChildren();
    drop.querySelector(".s-status").textContent = `The search does not work here: ${error.message}`;
    show(true);
  }
}

/** Move among the links of the list, the box before the first. */
function move(step) {
  const links = [input, ...drop.querySelectorAll("a")];
  const place = links.indexOf(document.activeElement) + step;
  links[Math.min(Math.max(place, 0), links.length - 1)].focus();
}

input.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE);
});
input.addEventListener("focus", () => {
  if (input.value.trim() && drop.querySelector(".s-lists").childElementCount) show(true);
});
box.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (drop.hidden) return;
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape" && !drop.hidden) {
    event.preventDefault();
    show(false);
    input.focus();
  }
});
box.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !box.contains(event.relatedTarget)) show(false);
});
document.addEventListener("pointerdown", (event) => {
  if (!box.contains(event.target)) show(false);
});
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  if ((event.key === "/" || event.key === "s") && !isTyping
    && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    const field = document.getElementById("sp-input") ?? input;
    if (field === input && getComputedStyle(box).display === "none") {
      location.assign(box.action);
    } else {
      field.focus();
      field.select();
    }
  }
});

if (new URLSearchParams(location.search).has("h")) import("./landing.js");
if (document.getElementById("sp-input")) import("./page.js");
