import type { Locale } from "../model/locale.ts";
import { scanEnclosures } from "./enclosure.ts";
import { listItemStarts } from "./list-items.ts";
import { abbreviationOf, lastToken, MERGE_RULES } from "./merge-rules.ts";
import { plainStarts } from "./plain-starts.ts";
import { rulesFor } from "./rules/rules-for.ts";

/** How far a merge rule may look to either side. */
const REACH = 60;

/** How much text the segmenter is given at once; longer than all but freak sentences. */
const WINDOW = 2000;

/** Some text after something that can end a sentence; most cells and headings have none and need no segmenter. */
const INNER_TERMINATOR = /[\p{Sentence_Terminal}…][^\p{L}\p{N}]*[\p{L}\p{N}]/u;

/** One segmenter per locale: making one costs more than segmenting a page. */
const segmenters = new Map<Locale, Intl.Segmenter>();

const NO_ITEMS: ReadonlySet<number> = new Set();

/** Where sentences begin in the text, the first at 0 left out; in UTF-16 units, rising. Each lies after the white space before it. */
export function sentenceStarts(text: string, locale: Locale): number[] {
  const items = listItemStarts(text);
  const boundaries = candidates(text, locale, items);
  if (boundaries.length === 0) return boundaries;
  const isItem = items.length === 0 ? NO_ITEMS : new Set(items);
  const rules = rulesFor(locale);
  const enclosures = scanEnclosures(text);
  const starts: number[] = [];
  let start = 0;
  for (const boundary of boundaries) {
    if (!isItem.has(boundary)) {
      const before = text.slice(Math.max(start, boundary - REACH), boundary).trimEnd();
      const token = lastToken(before);
      const context = {
        before,
        token,
        abbreviation: abbreviationOf(token),
        isWhole: boundary - start <= REACH,
        after: text.slice(boundary, boundary + REACH),
        rules,
      };
      if (enclosures.isInside(start, boundary) || MERGE_RULES.some((rule) => rule.applies(context))) continue;
    }
    starts.push(boundary);
    start = boundary;
  }
  return starts;
}

const BREAK = /[\n\r\u0085\u2028\u2029]/;
const BREAKS = /[\n\r\u0085\u2028\u2029]/g;

/** Line breaks are soft here: a paragraph has no others. */
function candidates(text: string, locale: Locale, items: readonly number[]): number[] {
  const soft = BREAK.test(text) ? text.replaceAll(BREAKS, " ") : text;
  const found = plainStarts(soft) ?? (items.length > 0 || INNER_TERMINATOR.test(soft) ? uaxStarts(soft, locale) : []);
  return items.length === 0 ? found : [...new Set([...found, ...items])].sort((a, b) => a - b);
}

/**
 * Keeps indices only, and reads windows: every object of Intl's iterator carries the whole text, so the cost would grow with its
 * square. Sentences are local: the last one of a window is read again at the head of the next.
 */
function uaxStarts(text: string, locale: Locale): number[] {
  let segmenter = segmenters.get(locale);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(locale, { granularity: "sentence" });
    segmenters.set(locale, segmenter);
  }
  const found: number[] = [];
  for (let from = 0; from < text.length;) {
    const end = from + WINDOW;
    let last = 0;
    for (const { index } of segmenter.segment(text.slice(from, end))) {
      if (index === 0) continue;
      if (last > 0) found.push(from + last);
      last = index;
    }
    if (end >= text.length) {
      if (last > 0) found.push(from + last);
      break;
    }
    if (last > 0) found.push(from + last);
    from = last > 0 ? from + last : end;
  }
  return found;
}
