// The word that a misspelt one was meant to be, as pipeline/search/spelling.py chooses it.

const ONE_FAULT = 4;
const TWO_FAULTS = 6;
const LETTERS = /^[a-z]+$/;

/** The known word with the fewest faults, the first of equals; null if none is near. */
export function nearest(typed, known) {
  if (!LETTERS.test(typed) || typed.length < ONE_FAULT) return null;
  let best = null;
  let most = typed.length < TWO_FAULTS ? 1 : 2;
  for (const word of known) {
    if (LETTERS.test(word) && Math.abs(word.length - typed.length) <= most) {
      const found = faults(typed, word, most);
      if (found !== null) {
        best = word;
        most = found - 1;
        if (most === 0) break;
      }
    }
  }
  return best;
}

function faults(typed, word, most) {
  let before = [];
  let row = Array.from({ length: word.length + 1 }, (_, n) => n);
  for (let i = 1; i <= typed.length; i += 1) {
    const last = before;
    before = row;
    row = [i];
    for (let j = 1; j <= word.length; j += 1) {
      const differs = typed[i - 1] === word[j - 1] ? 0 : 1;
      let cost = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + differs);
      if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) {
        cost = Math.min(cost, last[j - 2] + 1);
      }
      row.push(cost);
    }
    // Two letters that changed places take the row before as their start.
    if (Math.min(...row) > most && Math.min(...before) >= most) return null;
  }
  return row.at(-1) <= most ? row.at(-1) : null;
}
