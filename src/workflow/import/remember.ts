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
import type { WorkBatch } from "../../store/work-batch.ts";
import { FOLDERS, type Project } from "../project.ts";
import { pseudoTest } from "../pseudo-text.ts";
import { loadProtectedTerms } from "../translate/assets.ts";
import { openMemoryMerge, type MemoryMerge } from "./merge-memory.ts";

/** What an import accepted, on its way to the memories. Pseudo-translations are left out. */
export interface Remembering {
  /** For the segments of a document as they are from now on; those are wanted that the import brought. */
  document(name: string, locale: Locale): EntryCollector;
  /** Appends to `memory/<source>-<target>.tmx` of each language; gives how many translations that were. Errors: as `WorkBatch.commit`. */
  write(batch: WorkBatch): Promise<number>;
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
    async write(batch) {
      let added = 0;
      for (const [locale, merge] of merges) {
        if (merge.added === 0) continue;
        added += merge.added;
        const path = `${FOLDERS.memory}/${sourceLocale}-${locale}.tmx`;
        const units = merge.with(memoryAt(join(root, path), path, sourceLocale, locale));
        const [failure] = await batch.commit([{ path, bytes: tmxPieces(units, sourceLocale) }]);
        if (failure) throw failure.error;
      }
      return added;
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
