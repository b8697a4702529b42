// The filters of the search page: choices with the number of deals for each, ranges with both ends.
//
// A number beside a choice says how many deals there would be with it, all other conditions met. A
// filter's values are read when it is unfolded, so that a question stays cheap.

import { chosen } from "./language.js";
import { dealCount, make } from "./show.js";

const LEFT_OUT = ["purchase"];
const OPEN_AT_FIRST = ["issuer", "year", "currency", "interest"];
const FEW = 8;
const NOT_KNOWN = "not known of any deal found";

/** Folds that the reader has opened or closed, and long lists shown whole. */
const folds = new Map();
const whole = new Set();

const isOn = (field) => (condition) => condition.field === field.name && !condition.isNot
  && (condition.kind === "choice" || condition.kind === "number");

/** Show the filters for an answer; `set(isOld, text)` asks with one field's conditions changed. */
export async function facetPanel(panel, index, answer, { isCurrent, set }) {
  const fields = index.fields.filter((field) => (field.kind === "choice" || field.kind === "number")
    && !LEFT_OUT.includes(field.name));
  const focused = document.activeElement?.closest?.("#sp-facets") ? document.activeElement.id : "";
  const facets = fields.map((field) => {
    const active = answer.conditions.filter(isOn(field));
    const isOpen = folds.get(field.name) ?? (active.length > 0 || OPEN_AT_FIRST.includes(field.name));
    const body = make("div", { className: "s-values" });
    const summary = make("summary", {}, field.label, active.length ? make("b", {}, " (set)") : "");
    const facet = make("details", { open: isOpen }, summary, body);
    const fill = async () => {
      const content = field.kind === "choice"
        ? await choiceList(index, answer, field, active, set)
        : await range(index, answer, field, active, set);
      if (isCurrent()) body.replaceChildren(...content);
    };
    facet.addEventListener("toggle", () => {
      folds.set(field.name, facet.open);
      if (facet.open && !body.childElementCount) fill();
    });
    return { facet, filled: isOpen ? fill() : null };
  });
  await Promise.all(facets.map(({ filled }) => filled));
  if (!isCurrent()) return;
  panel.replaceChildren(...facets.map(({ facet }) => facet));
  if (focused) document.getElementById(focused)?.focus();
}

/** How many deals have each value of a field, by the value's number, all else being met. */
async function counts(index, answer, field) {
  const isOwn = isOn(field);
  const found = index.meeting(answer, (condition) => !isOwn(condition));
  const { deals, values } = await index.column(field.name);
  const count = new Map();
  found.forEach((mark, number) => {
    if (!mark) return;
    const own = [deals[number]].flat();
    const held = field.ofSecurity ? own.filter((_, place) => mark & (1 << place)) : own;
    for (const value of new Set(held)) if (value) count.set(value, (count.get(value) ?? 0) + 1);
  });
  return { count, values };
}

async function choiceList(index, answer, field, active, set) {
  const choices = await index.choices(field.name);
  const { count } = await counts(index, answer, field);
  const on = new Set(active.flatMap((c) => c.values).flatMap((value) => chosen(value, choices)));
  const entries = choices
    .map(([code, label], place) => ({ code, label, number: place, n: count.get(place + 1) ?? 0 }))
    .filter(({ code, n }) => n || on.has(code));
  if (!["amends", "year"].includes(field.name)) {
    entries.sort((a, b) => on.has(b.code) - on.has(a.code) || b.n - a.n);
  }
  const few = whole.has(field.name) ? entries : entries.slice(0, Math.max(FEW, on.size));
  const items = few.map(({ code, label, number, n }) => {
    const id = `sp-${field.name}-${number}`;
    const box = make("input", { type: "checkbox", checked: on.has(code), id });
    box.addEventListener("change", () => {
      if (box.checked) on.add(code);
      else on.delete(code);
      const codes = choices.map(([other]) => other).filter((other) => on.has(other));
      set(isOn(field), codes.length ? `${field.name}:${codes.map(quoted).join(",")}` : "");
    });
    return make("li", {}, make("label", {}, box, make("span", {}, label),
      make("small", { title: dealCount(n) }, n.toLocaleString("en-GB"))));
  });
  if (!items.length) return [make("p", {}, NOT_KNOWN)];
  const list = make("ul", {}, ...items);
  if (few.length === entries.length) return [list];
  const rest = make("button", { type: "button" }, `Show all ${entries.length}`);
  rest.addEventListener("click", async () => {
    whole.add(field.name);
    const content = await choiceList(index, answer, field, active, set);
    rest.parentElement.replaceChildren(...content);
    document.getElementById(`sp-${field.name}-${entries[few.length].number}`)?.focus();
  });
  return [list, rest];
}

const quoted = (code) => (/^[\w.()-]+$/.test(code) ? code : `"${code.replaceAll('"', "")}"`);

async function range(index, answer, field, active, set) {
  const { count, values } = await counts(index, answer, field);
  const held = [...count.keys()].sort((a, b) => a - b);
  if (!held.length && !active.length) return [make("p", {}, NOT_KNOWN)];
  const [first, last] = [values[held[0] - 1] ?? "", values[held.at(-1) - 1] ?? ""];
  const bound = active[0] ?? { low: null, high: null };
  const ends = [["from", "low", first], ["to", "high", last]].map(([word, end, hint]) => {
    const box = make("input", {
      type: "text", inputMode: "decimal", size: 8, placeholder: hint, autocomplete: "off",
      value: bound[end] ?? "", id: `sp-${field.name}-${end}`,
    });
    box.setAttribute("aria-label", `${field.label} ${word}`);
    return [word, box];
  });
  const known = held.reduce((sum, value) => sum + count.get(value), 0);
  const apply = () => {
    const [low, high] = ends.map(([, box]) => box.value.replace(/[\s,]/g, ""));
    set(isOn(field), low || high ? `${field.name}:${low}..${high}` : "");
  };
  ends.forEach(([, box]) => box.addEventListener("change", apply));
  const row = make("p", { className: "s-range" },
    ...ends.flatMap(([word, box]) => [make("label", {}, `${word} `, box), " "]), field.unit);
  if (field.name !== "year") {
    return [row, make("p", { className: "s-known" }, `known of ${known.toLocaleString("en-GB")}`)];
  }
  const years = held.reverse().map((value) => {
    const year = values[value - 1];
    const one = make("button", { type: "button" }, year,
      make("small", { title: dealCount(count.get(value)) }, ` ${count.get(value)}`));
    one.addEventListener("click", () => set(isOn(field), `year:${year}`));
    return make("li", {}, one);
  });
  return [row, make("ul", { className: "s-years" }, ...years)];
}
