import type { Project } from "./project.ts";
import { loadProtectedTerms } from "./translate/assets.ts";

/** Tells whether a text is, as a whole, one of the names in `glossaries/do-not-translate.txt`. */
export async function nameTest(project: Project): Promise<(text: string) => boolean> {
  const spellings = new Set((await loadProtectedTerms(project)).flatMap((term) => term.spellings));
  return (text) => spellings.has(text.trim());
}
