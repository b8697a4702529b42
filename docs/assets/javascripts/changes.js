// How two wordings differ, shown with marks; for every page that lays texts side by side.

/** Make an element with text or other elements in it; text is never read as HTML. */
export function make(name, attributes, ...content) {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...content.filter((part) => part !== ""));
  return element;
}

export const hidden = (text) => make("span", { className: "d-vh" }, text);

/** Split two texts into shared beginning, what differs, and shared end, in whole words. */
export function difference(old, now) {
  const [a, b] = [old, now].map((text) => text.match(/\s+|[^\s]+/g) ?? []);
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return [a.slice(0, head), a.slice(head, a.length - tail), b.slice(head, b.length - tail),
    a.slice(a.length - tail)].map((part) => part.join(""));
}

export function marked(old, now) {
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
export function says([kind, before, after]) {
  if (!before && !after) return [kind];
  if (!before || !after) return [`${kind}: “${before || after}”`];
  return [`${kind}: “${before}” to “${after}”`];
}

/** How two wordings of one change differ. */
export function reworded(old, now) {
  const parts = [];
  if (old[1] !== now[1]) parts.push(make("b", {}, "takes out "), ...marked(old[1], now[1]));
  if (parts.length && old[2] !== now[2]) parts.push("; ");
  if (old[2] !== now[2]) parts.push(make("b", {}, "puts "), ...marked(old[2], now[2]));
  return parts.length ? parts : says(now);
}
