import type { BilingualDocument } from "../../model/document.ts";
import type { Finding } from "../../model/finding.ts";
import type { CoverageRow } from "../../filters/filter.ts";
import type { Store } from "../../store/store.ts";
import type { DocumentFile } from "../documents.ts";
import type { Project } from "../project.ts";
import { readInput } from "../read-input.ts";
import { readSourceXliff, writeSourceXliff } from "../source-xliff.ts";
import { countByState } from "../word-count.ts";
import { foreignScript } from "./foreign-script.ts";
import { prepareDocument } from "./prepare-document.ts";

/** What one original gave. */
export interface SourceSummary {
  readonly units: number;
  readonly segments: number;
  readonly words: number;
  readonly findings: readonly Finding[];
  readonly coverage: readonly CoverageRow[];
}

export interface ExtractedSource {
  readonly summary: SourceSummary;
  /** Absent where nobody asked for it: it is large, and comes from another thread. */
  readonly document?: BilingualDocument;
}

/** Reads one original, keeps a copy of it, and writes `xliff/source/`. */
export async function extractSource(
  project: Project,
  store: Store,
  file: DocumentFile,
  isDryRun: boolean,
): Promise<ExtractedSource> {
  const bytes = await readInput(file.path, file.name);
  const { document, findings, coverage } = await prepareDocument({
    name: file.name,
    bytes,
    sourceLocale: project.sourceLocale,
    segmentation: project.segmentation,
    filterOptions: project.filterOptions,
    previous: await readSourceXliff(project, file.name),
  });
  if (!isDryRun) {
    await store.originals.put(bytes);
    await writeSourceXliff(project, store, document);
  }
  const { segments, words } = countByState(document);
  return {
    document,
    summary: {
      units: document.units.length,
      segments,
      words,
      findings: [...findings, ...foreignScript(document)],
      coverage,
    },
  };
}
