import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { segmentsOf, type BilingualDocument } from "../../model/document.ts";
import { isSameFragment } from "../../model/fragment.ts";
import type { Locale } from "../../model/locale.ts";
import { entriesOfDocument } from "../../memory/entries-of-document.ts";
import { mergeEntries } from "../../memory/merge-entries.ts";
import { readTmx } from "../../memory/read-tmx.ts";
import { writeTmx } from "../../memory/write-tmx.ts";
import type { WorkBatch } from "../../store/work-batch.ts";
import { loadProtectedTerms } from "../translate/assets.ts";
import { pseudoTest } from "../pseudo-text.ts";
import { FOLDERS, type Project } from "../project.ts";

/** A document before and after an import. */
interface ImportedDocument {
  readonly before: BilingualDocument;
  readonly after: BilingualDocument;
}

/** Appends what this import accepted, but for pseudo-translations, to `memory/<source>-<target>.tmx`; gives how many translations that were. */
export async function remember(
  project: Project,
  batch: WorkBatch,
  targetLocale: Locale,
  documents: readonly ImportedDocument[],
): Promise<number> {
  const isPseudo = pseudoTest(await loadProtectedTerms(project));
  const additions = documents.flatMap(({ before, after }) => {
    const earlier = new Map(segmentsOf(before).map((segment) => [segment.id, segment]));
    return entriesOfDocument(after).filter((entry) => {
      const { segment, target, state } = entry;
      if (isPseudo(entry)) return false;
      const old = segment === undefined ? undefined : earlier.get(segment);
      return !old?.target || old.target.state !== state || !isSameFragment(old.target.fragment, target);
    });
  });
  if (additions.length === 0) return 0;
  const { sourceLocale } = project;
  const path = `${FOLDERS.memory}/${sourceLocale}-${targetLocale}.tmx`;
  const full = join(project.root, path);
  const present = existsSync(full)
    ? readTmx(await readFile(full), { file: path, sourceLocale, targetLocale }).entries
    : [];
  const bytes = Buffer.from(writeTmx(mergeEntries(present, additions), sourceLocale, targetLocale));
  const [failure] = await batch.commit([{ path, bytes }]);
  if (failure) throw failure.error;
  return additions.length;
}
