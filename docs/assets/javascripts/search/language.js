// A question as typed, read into conditions, as pipeline/search/language.py reads it;
// tests/search/language.yaml holds for both. Reading never fails.

import { fold, isNumber, words } from "./words.js";

const MOST_CONDITIONS = 40;
const LONGEST = 2000;
const SHORTEST_BEGINNING = 3;

const SPACE = /[\s\x00-\x1f\x7f-\x9f\ufeff]/gu;
const QUOTES = /[“”„‟«»]/g;
const FIELD = /([a-z][a-z-]*)(:|>=|<=|>|<|=)/iy;
const PART = /"([^"]*)"?|([^ "]+)/y;
const NUMBER = /^[$€£¥]?([0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)\s*(k|m|mn|bn|b|bp|%|y|years?)?$/i;
const TIMES = { k: 1e3, m: 1e6, mn: 1e6, bn: 1e9, b: 1e9, bp: 0.01 };
const DATE = /^[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?$/;

const ends = {
  ":": (value) => [value, value, []],
  "=": (value) => [value, value, []],
  ">=": (value) => [value, null, []],
  "<=": (value) => [null, value, []],
  ">": (value) => [value, null, ["low"]],
  "<": (value) => [null, value, ["high"]],
};

const condition = (kind, text, isNot, more = {}) => ({
  kind, text, isNot, field: "", words: [], begins: false, values: [], low: null, high: null,
  openEnds: [], ...more,
});

function at(pattern, text, place) {
  pattern.lastIndex = place;
  return pattern.exec(text);
}

/** Every name of a field to its declaration. */
export function namesOf(fields) {
  return new Map(fields.flatMap((field) => [field.name, ...field.others].map((n) => [n, field])));
}

/** Read a question; each condition keeps its text as typed. */
export function parse(question, names) {
  let text = question.length > LONGEST ? [...question].slice(0, LONGEST).join("") : question;
  text = text.replace(SPACE, " ").replace(QUOTES, '"');
  const found = [];
  let place = 0;
  while (place < text.length && found.length < MOST_CONDITIONS) {
    if (text[place] === " ") {
      place += 1;
      continue;
    }
    const start = place;
    const following = String.fromCodePoint(text.codePointAt(place + 1) ?? 32);
    const isNot = text[place] === "-" && (following === '"' || words(following).length > 0);
    if (isNot) place += 1;
    const named = at(FIELD, text, place);
    const field = named && names.get(named[1].toLowerCase());
    let end;
    if (field) {
      const parts = [];
      end = place + named[0].length;
      for (let part = at(PART, text, end); part; part = at(PART, text, end)) {
        parts.push([part[1] ?? part[2], part[1] !== undefined]);
        end += part[0].length;
      }
      found.push(...ofField(field, named[2], parts, text.slice(start, end), isNot));
    } else {
      const part = at(PART, text, place);
      end = place + part[0].length;
      const isQuoted = part[1] !== undefined;
      found.push(...ofWords(part[1] ?? part[2], isQuoted, text.slice(start, end), isNot));
    }
    place = Math.max(end, place + 1);
  }
  return found.slice(0, MOST_CONDITIONS);
}

function ofWords(text, isQuoted, typed, isNot, field = "") {
  const held = words(text);
  if (!held.length) return [];
  const begins = !isQuoted && held.length === 1
    && [...held[0]].length >= SHORTEST_BEGINNING && !isNumber(held[0]);
  return [condition("words", typed, isNot, { field, words: held, begins })];
}

function ofField(field, sign, parts, typed, isNot) {
  const whole = parts.map(([part]) => part).join("").trim();
  const { name } = field;
  if (!whole) return [];
  if (field.kind === "text") {
    return parts.flatMap(([part, isQuoted]) => ofWords(part, isQuoted, typed, isNot, name));
  }
  if (field.kind === "choice" && (sign === ":" || sign === "=")) {
    const values = listed(parts).filter((value) => words(value).length);
    return [condition("choice", typed, isNot, { field: name, values })];
  }
  const bounds = field.kind === "number" && endsOf(sign, whole);
  if (bounds) {
    const [low, high, openEnds] = bounds;
    return [condition("number", typed, isNot, { field: name, low, high, openEnds })];
  }
  if (field.kind === "date" && sign === ":" && DATE.test(whole)) {
    const [low, high] = field.end === "low" ? [whole, null] : [null, whole];
    return [condition("date", typed, isNot, { field: name, low, high })];
  }
  return [condition("fault", typed, isNot, { field: name })];
}

function listed(parts) {
  const found = [];
  let entry = "";
  for (const [part, isQuoted] of parts) {
    if (isQuoted) {
      entry += part;
    } else {
      const [first, ...rest] = part.split(",");
      entry += first;
      for (const following of rest) {
        found.push(entry);
        entry = following;
      }
    }
  }
  return [...found, entry];
}

function endsOf(sign, text) {
  if (sign === ":" && text.includes("..")) {
    const cut = text.indexOf("..");
    const [first, last] = [text.slice(0, cut), text.slice(cut + 2)];
    const [low, high] = [number(first), number(last)];
    const isFaulty = (first && low === null) || (last && high === null)
      || (low === null && high === null);
    return isFaulty ? null : [low, high, []];
  }
  const value = number(text);
  return value === null ? null : ends[sign](value);
}

function number(text) {
  const found = NUMBER.exec(text.trim());
  if (!found) return null;
  return Number(found[1].replaceAll(",", "")) * (TIMES[(found[2] ?? "").toLowerCase()] ?? 1);
}

/** Whether a typed word is a word of a name, or long enough to stand for it and begins it. */
export function meets(word, held) {
  const mayGoOn = [...word].length >= SHORTEST_BEGINNING && !isNumber(word);
  return held === word || (mayGoOn && held.startsWith(word));
}

/** Whether every word stands in one of the names, or begins one of its words. */
export function standsIn(wanted, names) {
  return names.some((name) => {
    const held = words(name);
    return wanted.every((word) => held.some((other) => meets(word, other)));
  });
}

/** The codes that a typed value chooses among `[code, label, names]`. */
export function chosen(value, choices) {
  const exact = fold(value).trim();
  const wanted = words(value);
  const same = wanted.join(" ");
  const found = choices.filter(([code, , names]) => fold(code) === exact
    || names.some((name) => words(name).join(" ") === same));
  const near = found.length ? found : choices.filter(([, , names]) => standsIn(wanted, names));
  return near.map(([code]) => code);
}
