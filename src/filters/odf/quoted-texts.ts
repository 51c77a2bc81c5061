import type { Discoveries } from "./discoveries.ts";

/** Notes the texts that a formula or condition quotes: cells that hold them would no longer be found once translated. */
export function noteQuotes(found: Discoveries, formula: string): void {
  if (!formula.includes('"')) return;
  for (const [, text = ""] of formula.matchAll(/"((?:[^"]|"")*)"/g)) {
    if (/\p{L}/u.test(text)) found.quoted.add(text.replaceAll('""', '"'));
  }
}
