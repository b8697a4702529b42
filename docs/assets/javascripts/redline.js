// Steps through the changes of a redline: `n` and `p`, or the buttons beside the choice of view.
//
// The views themselves are the style sheet's; without this script they work, the steps don't.

const bar = document.querySelector(".t-steps");
const output = bar.querySelector("output");
const boxes = [...document.querySelectorAll("#t-changed")];
/** Where letters are written, not commands. */
const WRITTEN_IN = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
let current = null;

/** The changes that the chosen view shows, in their order. */
const changes = () => [...document.querySelectorAll(".t-ch, .t-note")].filter(
  (change) => change.offsetParent !== null && change.getClientRects().length > 0,
);

/** Where the reader is: the change that was last stepped to or led to, else what is on screen. */
function place(all) {
  const at = all.indexOf(current);
  if (at >= 0) return at;
  const below = all.findIndex((change) => change.getBoundingClientRect().top > 60);
  return (below < 0 ? all.length : below) - 0.5;
}

function show(change, all) {
  current?.classList.remove("t-here");
  current = change;
  change.classList.add("t-here");
  output.textContent = `${all.indexOf(change) + 1} of ${all.length}`;
}

function step(by) {
  const all = changes();
  if (!all.length) return;
  const at = place(all);
  const next = by > 0 ? Math.floor(at + 1) : Math.ceil(at - 1);
  const change = all[(next + all.length) % all.length];
  show(change, all);
  change.setAttribute("tabindex", "-1");
  change.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  change.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}

/** A link may lead to text that the chosen view folds away. */
function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target?.closest(".t-text")) return;
  if (target.getClientRects().length === 0) {
    for (const box of boxes) box.checked = false;
    document.getElementById("t-redline").checked = true;
  }
  target.scrollIntoView({ block: "center" });
  const all = changes();
  if (all.includes(target)) show(target, all);
}

document.addEventListener("keydown", (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest(WRITTEN_IN)) return;
  if (event.key === "n" || event.key === "p") {
    event.preventDefault();
    event.stopPropagation();
    step(event.key === "n" ? 1 : -1);
  }
}, true);
bar.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step]");
  if (button) step(Number(button.dataset.step));
});
addEventListener("hashchange", unfold);
bar.hidden = false;
unfold();
