// Answers questions from the index beside the site (pipeline/search/shards.py says what it holds).
//
// A question reads the shards of its words, for a phrase also the places of its words, and for a
// choice or a range the values of that field; nothing else, however large the archive is.

import { chosen, meets, namesOf, parse, standsIn } from "./language.js";
import { nearest } from "./spelling.js";
import { words } from "./words.js";

/** The site's root, wherever it stands. */
export const ROOT = new URL("../../../", import.meta.url);
const PLACE = new URL("search/index/", ROOT);
const ZONES = { "": "", removed: "-", inserted: "+" };
/** So many securities of a deal are told apart: the bits of a number. */
const MOST_SECURITIES = 31;

let opened = null;

/** The site's index, opened once. */
export function openIndex() {
  opened ??= Index.open();
  opened.catch(() => { opened = null; });
  return opened;
}

async function fetched(name, options) {
  const response = await fetch(new URL(name, PLACE), options);
  if (!response.ok) throw new Error(`${response.status} for ${name}`);
  return response;
}

/** A memory of what was asked for before, so that nothing is fetched twice. */
function once(make) {
  const made = new Map();
  return (key) => {
    if (!made.has(key)) {
      const promise = make(key);
      promise.catch(() => made.delete(key));
      made.set(key, promise);
    }
    return made.get(key);
  };
}

class Index {
  static async open() {
    if (!("DecompressionStream" in globalThis)) {
      throw new Error("this browser is too old to unpack the index");
    }
    return new Index(await (await fetched("head.json", { cache: "no-cache" })).json());
  }

  constructor(head) {
    this.head = head;
    this.count = head.deals;
    this.fields = head.fields;
    this.names = namesOf(head.fields);
    this.starts = [0];
    for (const [, count] of head.segments) this.starts.push(this.starts.at(-1) + count);
    this.text = once((name) => this.#unpacked(name));
    this.json = once(async (name) => JSON.parse(await this.text(name)));
    this.lines = once(async (name) => (await this.text(name)).split("\n"));
  }

  async #unpacked(name) {
    const response = await fetched(`${name}.pack?v=${this.head.version}`);
    const stream = response.body.pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  }

  /** The choices of a field: `[code, label, names]`. */
  choices(name) {
    return this.json(`n/${name}`);
  }

  /** The values of a field: `deals` as the index has them, `numbers` of a range. */
  column(name) {
    return this.json(`c/${name}`);
  }

  /** The id of a deal by its number; deals are numbered from the newest on. */
  async dealId(number) {
    let segment = 0;
    while (this.starts[segment + 1] <= number) segment += 1;
    return (await this.json(`s/${segment}`))[number - this.starts[segment]];
  }

  /** What a hit shows of a deal. */
  deal(dealId) {
    return this.json(`d/${dealId}`);
  }

  /** Answer a question: for each of its conditions, the deals that meet it. */
  async ask(question) {
    const answer = { conditions: [], results: [], corrected: {}, notes: [] };
    for (const condition of parse(question, this.names)) {
      const [read, result] = await this.#meet(condition, answer);
      answer.conditions.push(read);
      answer.results.push(result);
    }
    return answer;
  }

  /**
   * The deals that meet the conditions for which `keep` is true: for each deal 0, or the bits of
   * its securities that meet every condition on securities.
   */
  meeting(answer, keep = () => true) {
    const found = new Int32Array(this.count).fill(-1);
    answer.conditions.forEach((condition, place) => {
      if (!keep(condition)) return;
      const result = answer.results[place];
      for (let n = 0; n < this.count; n += 1) {
        if (condition.isNot) {
          if (result[n]) found[n] = 0;
        } else {
          found[n] &= result[n];
        }
      }
    });
    return found;
  }

  async #meet(condition, answer) {
    if (condition.kind === "words") return this.#words(condition, answer);
    if (condition.kind === "choice") return [condition, await this.#choice(condition, answer)];
    if (condition.kind === "number") return [condition, await this.#range(condition)];
    if (condition.kind === "date") return [condition, await this.#dates(condition)];
    answer.notes.push(`“${condition.text}” cannot be read: ${cure(this.names, condition)}`);
    return [condition, new Int32Array(this.count)];
  }

  async #words(condition, answer) {
    const result = await this.#holding(condition);
    const mayBeMisspelt = !condition.isNot && condition.begins && !condition.field;
    if (!mayBeMisspelt || result.some(Boolean)) return [condition, result];
    const [typed] = condition.words;
    const near = nearest(typed, await this.lines("spelling"));
    if (near === null) return [condition, result];
    answer.corrected[typed] = near;
    const read = { ...condition, words: [near] };
    return [read, await this.#holding(read)];
  }

  /** The deals that hold words side by side, as marks for each deal. */
  async #holding(condition) {
    const wanted = condition.words.map((word) => ZONES[condition.field] + word);
    if (wanted.length === 1) {
      const lines = await this.#lines(wanted[0], condition.begins, "w", this.head.words);
      return this.#marked(lines.map(([, entry]) => entry));
    }
    const entries = [];
    for (const word of new Set(wanted)) {
      const [line] = await this.#lines(word, false, "w", this.head.words);
      if (!line) return new Int32Array(this.count);
      entries.push([word, line[1]]);
    }
    const held = new Map(entries);
    const all = [...held.values()].map((entry) => this.#marked([entry]));
    const candidates = all.reduce((both, one) => both.map((mark, n) => mark & one[n]));
    if (!candidates.some(Boolean)) return candidates;
    const places = new Map();
    const firsts = await this.json("places");
    await Promise.all([...held].map(async ([word, entry]) => {
      const [[, stands]] = await this.#lines(word, false, "p", firsts);
      places.set(word, this.#places(entry, stands, candidates));
    }));
    return candidates.map((mark, n) => (mark && sideBySide(wanted, places, n) ? -1 : 0));
  }

  /** The lines of a word, or of all words that begin with it, from the shards of a folder. */
  async #lines(word, begins, folder, firsts) {
    let shard = 0;
    let after = firsts.length;
    while (shard < after) {
      const middle = (shard + after) >> 1;
      if (firsts[middle] <= word) shard = middle + 1;
      else after = middle;
    }
    const names = [Math.max(shard - 1, 0)];
    if (begins) while (firsts[shard]?.startsWith(word)) names.push(shard++);
    const texts = await Promise.all(names.map((name) => this.text(`${folder}/${name}`)));
    const mark = begins ? `\n${word}` : `\n${word}\t`;
    const found = [];
    for (const text of texts.map((lines) => `\n${lines}`)) {
      for (let place = text.indexOf(mark); place >= 0; place = text.indexOf(mark, place + 1)) {
        const end = text.indexOf("\n", place + 1);
        found.push(text.slice(place + 1, end < 0 ? undefined : end).split("\t"));
      }
    }
    return found;
  }

  /** Give each deal of an entry to `see`, in order, by its number and segment. */
  #each(entry, see) {
    for (const part of entry.split(" ")) {
      const colon = part.indexOf(":");
      const segment = Number(part.slice(0, colon));
      const held = part.slice(colon + 1);
      if (held === "*") {
        for (let n = this.starts[segment]; n < this.starts[segment + 1]; n += 1) see(n, segment);
      } else {
        let number = this.starts[segment];
        for (const step of held.split(",")) {
          number += Number(step);
          see(number, segment);
        }
      }
    }
  }

  #marked(entries) {
    const marks = new Int32Array(this.count);
    for (const entry of entries) this.#each(entry, (number) => { marks[number] = -1; });
    return marks;
  }

  /** Where a word stands in each candidate. */
  #places(entry, stands, candidates) {
    const ofSegment = new Map(stands.split(" ").map((part) => {
      const colon = part.indexOf(":");
      return [Number(part.slice(0, colon)), part.slice(colon + 1).split(";")];
    }));
    const next = new Map();
    const places = new Map();
    this.#each(entry, (number, segment) => {
      const place = next.get(segment) ?? 0;
      next.set(segment, place + 1);
      if (!candidates[number]) return;
      let stand = 0;
      places.set(number, ofSegment.get(segment)[place].split(",").map((step) => {
        stand += parseInt(step, 36);
        return stand;
      }));
    });
    return places;
  }

  async #choice(condition, answer) {
    const choices = await this.choices(condition.field);
    const codes = new Set();
    for (const value of condition.values) {
      let found = chosen(value, choices);
      if (!found.length && !condition.isNot) {
        const read = corrected(words(value), choices.flatMap(([, , names]) => names.flatMap(words)));
        found = read.size ? chosen([...read.values()].join(" "), choices) : [];
        if (found.length) {
          for (const [typed, word] of read) if (typed !== word) answer.corrected[typed] = word;
        }
      }
      found.forEach((code) => codes.add(code));
      if (!found.length) {
        const label = this.names.get(condition.field).label.toLowerCase();
        answer.notes.push(`${label}: nothing in the archive is called “${value}”`);
      }
    }
    const numbers = new Set();
    choices.forEach(([code], place) => codes.has(code) && numbers.add(place + 1));
    return this.#having(condition.field, (number) => numbers.has(number));
  }

  async #range(condition) {
    const { values } = await this.column(condition.field);
    const { low, high, openEnds } = condition;
    const isIn = (value) => (low === null || value > low || (value === low && !openEnds.includes("low")))
      && (high === null || value < high || (value === high && !openEnds.includes("high")));
    const within = values.map((value) => isIn(Number(value)));
    return this.#having(condition.field, (number) => within[number - 1]);
  }

  async #having(name, test) {
    const { deals } = await this.column(name);
    const { ofSecurity } = this.names.get(name);
    const result = new Int32Array(this.count);
    deals.forEach((own, deal) => {
      const numbers = Array.isArray(own) ? own : [own];
      if (ofSecurity) {
        numbers.slice(0, MOST_SECURITIES).forEach((number, place) => {
          if (number && test(number)) result[deal] |= 1 << place;
        });
      } else if (numbers.some((number) => number && test(number))) {
        result[deal] = -1;
      }
    });
    return result;
  }

  async #dates({ low, high }) {
    const result = new Int32Array(this.count);
    (await this.column("dated")).forEach((dated, deal) => {
      const isIn = (low === null || dated.slice(0, low.length) >= low.slice(0, dated.length))
        && (high === null || dated.slice(0, high.length) <= high.slice(0, dated.length));
      if (isIn) result[deal] = -1;
    });
    return result;
  }

  /** Firms and base documents of which a name holds every word of a question. */
  async entities(conditions, most) {
    const wanted = plainWords(conditions);
    if (!wanted.length) return [];
    const kinds = [["issuer", "issuers"], ["underwriter", "underwriters"], ["base", "base-documents"]];
    const found = await Promise.all(kinds.map(async ([name, folder]) => {
      const choices = await this.choices(name);
      return choices.filter(([, , names]) => standsIn(wanted, names)).map(([code, label]) => ({
        kind: this.names.get(name).label, label, url: new URL(`${folder}/${code}/`, ROOT),
      }));
    }));
    return found.flat().slice(0, most);
  }

  /** Written pages that hold every word of a question, with the passages that hold most. */
  async pages(conditions, most, hits) {
    if (!plainWords(conditions).length) return [];
    const pages = await this.json("pages");
    return pages
      .map((page) => ({ ...page, hits: hits({ passages: page.passages, lines: [] }, conditions, 1) }))
      .filter((page) => page.hits.length && page.hits[0].met === conditions.length)
      .slice(0, most);
  }
}

/** The words of a question that asks for nothing but words; none of any other question. */
function plainWords(conditions) {
  const isPlain = conditions.every((c) => c.kind === "words" && !c.isNot && !c.field);
  return isPlain ? conditions.flatMap((c) => c.words) : [];
}

/** Each typed word of a name with the known word that is meant; nothing if any has none. */
function corrected(typed, known) {
  const read = new Map();
  for (const word of typed) {
    const near = known.some((held) => meets(word, held)) ? word : nearest(word, known);
    if (near === null) return new Map();
    read.set(word, near);
  }
  return read;
}

function sideBySide(wanted, places, deal) {
  const others = wanted.slice(1).map((word) => new Set(places.get(word).get(deal)));
  return places.get(wanted[0]).get(deal)
    .some((place) => others.every((held, n) => held.has(place + n + 1)));
}

function cure(names, condition) {
  const { kind, name } = names.get(condition.field);
  if (kind === "date") return `write ${name}:2004, ${name}:2004-02 or ${name}:2004-02-09`;
  if (kind === "number") return `write ${name}>0.4, ${name}<=10 or ${name}:1..5`;
  return `write ${name}: and a name`;
}
