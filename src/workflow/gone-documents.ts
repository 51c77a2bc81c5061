import { numberedText } from "../model/fragment.ts";
import { segmentsOf, type BilingualDocument } from "../model/document.ts";
import type { Locale } from "../model/locale.ts";
import { PitransError } from "../errors.ts";
import type { Store } from "../store/store.ts";
import { missingDocuments } from "./documents.ts";
import { translatedDocuments, type Project } from "./project.ts";
import { readWorkingFile, workingName, type WorkingFile } from "./working-file.ts";

/** A document that left `sources/` while its translation stayed. */
export interface GoneDocument {
  readonly name: string;
  /** Its working files, relative to the root: they stay where they are. */
  readonly files: readonly string[];
  /** The documents its translation was carried over to in this run. */
  readonly carriedTo: readonly string[];
}

/** The working file that a new document takes its translation from. */
export interface Predecessor {
  readonly name: string;
  readonly working: WorkingFile;
}

/** Finds under which new name a document that is gone lives on. */
export interface GoneDocuments {
  /** The working file most like a document that has none; undefined where none is like it. Whoever uses it is remembered for `list`. */
  predecessorOf(document: BilingualDocument, locale: Locale): Promise<Predecessor | undefined>;
  list(): GoneDocument[];
}

/** Two documents that share at least this part of their segments, counted in the longer one, are versions of one another. */
const LEAST_SHARE = 0.5;

/** Looks for documents with a working file in one of the languages, but no original. Working files are read only when asked for. */
export async function findGoneDocuments(
  project: Project,
  store: Store,
  locales: readonly Locale[],
): Promise<GoneDocuments> {
  const names = new Map<Locale, readonly string[]>();
  for (const locale of locales)
    names.set(locale, await missingDocuments(project, await translatedDocuments(project, [locale])));
  const carried = new Map<string, Set<string>>();
  const read = new Map<string, Promise<WorkingFile | undefined>>();
  const working = (name: string, locale: Locale): Promise<WorkingFile | undefined> => {
    const path = workingName(project, name, locale);
    let file = read.get(path);
    if (!file) {
      file = readWorkingFile(project, store, name, locale).catch((error: unknown) => {
        // One that is damaged is told of as gone, and nothing more can be known of it.
        if (error instanceof PitransError) return undefined;
        throw error;
      });
      read.set(path, file);
    }
    return file;
  };
  return {
    async predecessorOf(document, locale) {
      let best: (Predecessor & { readonly share: number }) | undefined;
      for (const name of names.get(locale) ?? []) {
        const file = await working(name, locale);
        if (!file) continue;
        const share = sharedPart(document, file.document);
        if (share >= LEAST_SHARE && share > (best?.share ?? 0)) best = { name, working: file, share };
      }
      if (!best) return undefined;
      const { name } = best;
      carried.set(name, (carried.get(name) ?? new Set()).add(document.original.name));
      return { name, working: best.working };
    },
    list: () =>
      [...new Set([...names.values()].flat())].sort().map((name) => ({
        name,
        files: locales
          .filter((locale) => names.get(locale)!.includes(name))
          .map((locale) => workingName(project, name, locale)),
        carriedTo: [...(carried.get(name) ?? [])].sort(),
      })),
  };
}

/** How many segments two documents have in common, each counted as often as it stands in both, over the number of the longer one. */
function sharedPart(left: BilingualDocument, right: BilingualDocument): number {
  const counts = new Map<string, number>();
  const others = segmentsOf(right);
  for (const { source } of others) {
    const key = numberedText(source);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const own = segmentsOf(left);
  let shared = 0;
  for (const { source } of own) {
    const key = numberedText(source);
    const rest = counts.get(key) ?? 0;
    if (rest === 0) continue;
    counts.set(key, rest - 1);
    shared += 1;
  }
  return shared / Math.max(1, own.length, others.length);
}
