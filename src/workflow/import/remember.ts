import { existsSync } from "node:fs";
import { join } from "node:path";
import { segmentsOf, type BilingualDocument } from "../../model/document.ts";
import { isSameFragment } from "../../model/fragment.ts";
import type { Locale } from "../../model/locale.ts";
import type { MemoryEntry } from "../../model/match.ts";
import type { Segment } from "../../model/unit.ts";
import { collectEntries, type EntryCollector } from "../../memory/entries-of-document.ts";
import { readTmxUnits } from "../../memory/read-tmx.ts";
import { tmxPieces } from "../../memory/write-tmx.ts";
import { fileChunks } from "../../store/file-chunks.ts";
import type { Scratch } from "../../store/scratch.ts";
import { FOLDERS, type Project } from "../project.ts";
import { pseudoTest } from "../pseudo-text.ts";
import { loadProtectedTerms } from "../translate/assets.ts";
import { openMemoryMerge, type MemoryMerge } from "./merge-memory.ts";

/** What an import accepted, on its way to the memories. Pseudo-translations are left out. */
export interface Remembering {
  /** For the segments of a document as they are from now on; those are wanted that the import brought. */
  document(name: string, locale: Locale): EntryCollector;
  /** How many translations come to the memories. */
  readonly added: number;
  /** What `memory/<source>-<target>.tmx` of each language is to hold from now on. */
  files(): Iterable<MemoryToWrite>;
}

/** A memory to which translations come. */
export interface MemoryToWrite {
  /** Relative to the project, with `/`. */
  readonly path: string;
  /** All of it. Errors, when it is asked for: those of reading what is there. */
  readonly bytes: Iterable<string>;
}

/** Nothing is accepted yet. Errors: those of reading the protected terms. */
export async function openRemembering(project: Project, scratch: Scratch): Promise<Remembering> {
  const { root, sourceLocale } = project;
  const isPseudo = pseudoTest(await loadProtectedTerms(project));
  const merges = new Map<Locale, MemoryMerge>();
  return {
    document(name, locale) {
      const merge = merges.get(locale) ?? openMemoryMerge(sourceLocale, locale, scratch);
      merges.set(locale, merge);
      return collectEntries(name, "reviewed", (entry) => {
        if (!isPseudo(entry)) merge.add(entry);
      });
    },
    get added() {
      let sum = 0;
      for (const merge of merges.values()) sum += merge.added;
      return sum;
    },
    *files() {
      for (const [locale, merge] of merges) {
        if (merge.added === 0) continue;
        const path = `${FOLDERS.memory}/${sourceLocale}-${locale}.tmx`;
        const units = merge.with(memoryAt(join(root, path), path, sourceLocale, locale));
        yield { path, bytes: tmxPieces(units, sourceLocale) };
      }
    },
  };
}

function* memoryAt(full: string, file: string, sourceLocale: Locale, targetLocale: Locale): Generator<MemoryEntry> {
  if (!existsSync(full)) return;
  for (const entry of readTmxUnits(fileChunks(full), { file, sourceLocale, targetLocale })) if (entry) yield entry;
}

/** Remembers what is in another state, or another text, than it was. */
export function rememberChanges(collector: EntryCollector, before: BilingualDocument, after: BilingualDocument): void {
  const earlier = new Map(segmentsOf(before).map((segment) => [segment.id, segment]));
  for (const segment of segmentsOf(after)) collector.add(segment, isOther(segment, earlier.get(segment.id)));
  collector.end();
}

function isOther({ target }: Segment, old: Segment | undefined): boolean {
  if (!old?.target || !target) return old?.target !== target;
  return old.target.state !== target.state || !isSameFragment(old.target.fragment, target.fragment);
}
