import { existsSync } from "node:fs";
import { join } from "node:path";
import { segmentsOf, type BilingualDocument, type BilingualStream } from "../../model/document.ts";
import { isSameFragment } from "../../model/fragment.ts";
import type { MemoryEntry } from "../../model/match.ts";
import type { Segment } from "../../model/unit.ts";
import type { Locale } from "../../model/locale.ts";
import { eachEntry } from "../../memory/entries-of-document.ts";
import { readTmxUnits } from "../../memory/read-tmx.ts";
import { tmxPieces, writeTmxUnit } from "../../memory/write-tmx.ts";
import { fileChunks } from "../../store/file-chunks.ts";
import { openScratch } from "../../store/scratch.ts";
import type { WorkBatch } from "../../store/work-batch.ts";
import { loadProtectedTerms } from "../translate/assets.ts";
import { mergeMemory } from "./merge-memory.ts";
import { pseudoTest } from "../pseudo-text.ts";
import { FOLDERS, type Project } from "../project.ts";

/** A document after an import. */
interface ImportedDocument {
  readonly after: BilingualStream;
  /** Whether the import brought the translation of a segment, or this state of it. */
  readonly isNew: (segment: Segment, index: number) => boolean;
}

/** For documents that are held in memory: compares with what there was before. */
export function isNewTo(before: BilingualDocument): ImportedDocument["isNew"] {
  const earlier = new Map(segmentsOf(before).map((segment) => [segment.id, segment]));
  return (segment) => isOther(segment, earlier.get(segment.id));
}

/** Whether a segment's translation is another one than it was, or in another state. */
export function isOther({ target }: Segment, old: Segment | undefined): boolean {
  if (!old?.target || !target) return old?.target !== target;
  return old.target.state !== target.state || !isSameFragment(old.target.fragment, target.fragment);
}

/** Appends what this import accepted, but for pseudo-translations, to `memory/<source>-<target>.tmx`; gives how many translations that were. */
export async function remember(
  project: Project,
  batch: WorkBatch,
  targetLocale: Locale,
  documents: readonly ImportedDocument[],
): Promise<number> {
  const isPseudo = pseudoTest(await loadProtectedTerms(project));
  const additions = function* (): Generator<MemoryEntry> {
    for (const { after, isNew } of documents)
      for (const entry of eachEntry(after, { isWanted: isNew })) if (!isPseudo(entry)) yield entry;
  };
  const { sourceLocale } = project;
  const path = `${FOLDERS.memory}/${sourceLocale}-${targetLocale}.tmx`;
  const present = memoryAt(join(project.root, path), path, sourceLocale, targetLocale);
  const write = (entry: MemoryEntry): string => writeTmxUnit(entry, sourceLocale, targetLocale);
  const merged = mergeMemory(additions(), present, write, openScratch());
  if (merged.added === 0) return 0;
  const bytes = { [Symbol.iterator]: () => tmxPieces(merged.units, sourceLocale) };
  const [failure] = await batch.commit([{ path, bytes }]);
  if (failure) throw failure.error;
  return merged.added;
}

function* memoryAt(full: string, file: string, sourceLocale: Locale, targetLocale: Locale): Generator<MemoryEntry> {
  if (!existsSync(full)) return;
  for (const entry of readTmxUnits(fileChunks(full), { file, sourceLocale, targetLocale })) if (entry) yield entry;
}
