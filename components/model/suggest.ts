import { distance } from "fastest-levenshtein";

/**
 * The word of `known` that `word` is most likely a misspelling of, or undefined where none is near. Case, hyphens and
 * underscores do not count, so that `max-body-size` finds `maxBodySize`.
 */
export function suggest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.floor(Math.max(word.length, 3) / 3) + 1;
  for (const candidate of known) {
    const edits = edited(plain(word), plain(candidate));
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}

/** Edits between two words; letters in the wrong order count as one. */
function edited(word: string, candidate: string): number {
  const letters = (text: string): string => [...text].sort().join("");
  return Math.min(distance(word, candidate), letters(word) === letters(candidate) ? 1 : Infinity);
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[-_]/g, "");
}
