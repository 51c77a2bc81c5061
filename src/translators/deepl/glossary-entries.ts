import { sha256 } from "../../model/identity.ts";
import type { GlossaryEntry } from "../../model/term.ts";

/** Limits of DeepL's glossaries: bytes of UTF-8 in a term, bytes of a dictionary (docs, June 2026). */
const TERM_BYTES = 1024;
const DICTIONARY_BYTES = 10 * 1024 * 1024;

/** A dictionary as it is sent, and what it hashes to. */
export interface DictionaryContent {
  readonly entries: Readonly<Record<string, string>>;
  readonly count: number;
  /** Sixteen hexadecimal digits; the same for the same entries. */
  readonly hash: string;
  /** Terms that were left out, and why, one sentence each. */
  readonly notices: readonly string[];
}

/**
 * The rows that DeepL can use. One target for each source: the preferred one, else the first admitted; forbidden ones never. DeepL finds
 * terms by their exact case, so a term goes in lower and in Sentence case, except where its row asks for its case or it has capitals of
 * its own (an acronym, a name). The same rows in any order give the same hash.
 */
export function dictionaryContent(rows: readonly GlossaryEntry[]): DictionaryContent {
  const notices: string[] = [];
  const chosen = new Map<string, string>();
  const usable = rows.filter(({ status }) => status !== "forbidden");
  const ordered = [
    ...usable.filter(({ status }) => status === "preferred"),
    ...usable.filter(({ status }) => status === "admitted"),
  ];
  for (const row of ordered) {
    const source = termText(row.source);
    const target = termText(row.target);
    if (source === "" || target === "") continue;
    if (Buffer.byteLength(source) > TERM_BYTES || Buffer.byteLength(target) > TERM_BYTES) {
      notices.push(
        `The term at ${row.place} is longer than DeepL's ${TERM_BYTES} bytes and was left out of its glossary.`,
      );
      continue;
    }
    if (!chosen.has(source)) chosen.set(source, target);
  }
  for (const row of ordered) {
    const source = termText(row.source);
    if (row.caseSensitive || hasOwnCapitals(source)) continue;
    const target = chosen.get(source);
    if (target === undefined) continue;
    const lower = lowerFirst(source);
    const upper = upperFirst(source);
    if (!chosen.has(lower)) chosen.set(lower, hasOwnCapitals(target) ? target : lowerFirst(target));
    if (!chosen.has(upper)) chosen.set(upper, upperFirst(target));
  }
  const kept: [string, string][] = [];
  let bytes = 0;
  for (const [source, target] of [...chosen].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const size = Buffer.byteLength(source) + Buffer.byteLength(target) + 2;
    if (bytes + size > DICTIONARY_BYTES) {
      notices.push(`The glossary is larger than DeepL's 10 MiB; its terms from "${source}" on were left out.`);
      break;
    }
    bytes += size;
    kept.push([source, target]);
  }
  return {
    entries: Object.fromEntries(kept),
    count: kept.length,
    hash: sha256(JSON.stringify(kept)).slice(0, 16),
    notices,
  };
}

/** One line, without control characters: DeepL refuses the whole dictionary for one of them. */
function termText(text: string): string {
  return text.replaceAll(/[\s\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g, " ").trim();
}

/** Whether a capital stands anywhere but at the start: "ADHD", "SILENT", "individual Education plan". */
function hasOwnCapitals(text: string): boolean {
  return /^.\P{Lu}*\p{Lu}/su.test(text);
}

function lowerFirst(text: string): string {
  const [first = ""] = text;
  return first.toLowerCase() + text.slice(first.length);
}

function upperFirst(text: string): string {
  const [first = ""] = text;
  return first.toUpperCase() + text.slice(first.length);
}
