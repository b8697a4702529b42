// Text cut into words, as pipeline/search/words.py does it; tests/search/words.yaml holds for both.

// In this order: initials ("J.P."), a section ("6(a)"), a number as printed ("333-106598"), any
// other run of letters and digits.
const WORD = new RegExp(
  [
    String.raw`\p{L}(?:\.\p{L})+(?![\p{L}\p{N}])`,
    String.raw`[0-9]{1,2}(?:\.[0-9]{1,2})?(?:\((?:[a-z]{1,4}|[0-9]{1,2})\))+`,
    String.raw`[0-9]+(?:[.,/\-][0-9]+)*(?![\p{L}\p{N}])`,
    String.raw`[\p{L}\p{N}]+`,
  ].join("|"),
  "gu",
);
const GROUPED = /^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$/;
const INITIALS = /^\p{L}(?:\.\p{L})+$/u;
const UNSEEN = /[\p{Mn}\p{Me}\p{Cf}]/gu;
const ASCII = /^[\0-\x7f]*$/;

function foldSign(sign) {
  return sign.normalize("NFKD").toLowerCase().replaceAll("ς", "σ").replace(UNSEEN, "");
}

/** A text without case, accents and unseen signs. */
export function fold(text) {
  return ASCII.test(text) ? text.toLowerCase() : [...text].map(foldSign).join("");
}

function plain(found) {
  if (GROUPED.test(found)) return found.replaceAll(",", "");
  return INITIALS.test(found) ? found.replaceAll(".", "") : found;
}

/** The words of a text, in order, as they are compared. */
export function words(text) {
  return Array.from(fold(text).matchAll(WORD), ([found]) => plain(found));
}

/** The same with the places of their first sign and past their last. */
export function locatedWords(text) {
  if (ASCII.test(text)) {
    return Array.from(text.toLowerCase().matchAll(WORD), (found) => ({
      text: plain(found[0]), start: found.index, end: found.index + found[0].length,
    }));
  }
  let folded = "";
  const places = [];
  let place = 0;
  for (const sign of text) {
    const piece = foldSign(sign);
    for (let n = 0; n < piece.length; n += 1) places.push([place, place + sign.length]);
    folded += piece;
    place += sign.length;
  }
  return Array.from(folded.matchAll(WORD), (found) => ({
    text: plain(found[0]),
    start: places[found.index][0],
    end: places[found.index + found[0].length - 1][1],
  }));
}

/** Whether a word begins with a digit: such words are only ever compared whole. */
export const isNumber = (word) => /^\p{Nd}/u.test(word);
