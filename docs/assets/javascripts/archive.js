// A click on a stated value shows its lines in the source, all of them. Without this script the
// link leads to the first line, which the style sheet marks.
(() => {
  "use strict";

  const line = (number) => document.getElementById(`line-${number}`);

  /** Mark the lines from first to last, and no others. */
  function mark(first, last) {
    for (const marked of document.querySelectorAll(".d-exhibit .on")) marked.classList.remove("on");
    for (let number = first; number <= last; number += 1) line(number)?.classList.add("on");
  }

  /** Open whatever is folded around an element, so that it can be seen. */
  function unfold(element) {
    for (let outer = element; outer; outer = outer.parentElement) {
      if (outer instanceof HTMLDetailsElement) outer.open = true;
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a.s, a.r") : null;
    if (!link) return;
    const [first, last = first] = (link.dataset.l ?? link.textContent).split("–").map(Number);
    mark(first, last);
  });

  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    unfold(target);
    const [, number] = /^line-(\d+)$/.exec(target.id) ?? [];
    if (number && !target.classList.contains("on")) mark(Number(number), Number(number));
    if (target.closest("details")) target.scrollIntoView();
  }

  addEventListener("hashchange", follow);
  if (location.hash) follow();
})();
