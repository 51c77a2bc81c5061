import type { BilingualDocument } from "../../model/document.ts";
import type { Finding } from "../../model/finding.ts";
import type { CoverageRow } from "../../filters/filter.ts";
import type { Store } from "../../store/store.ts";
import type { Project } from "../project.ts";
import { readSourceXliff, writeSourceXliff } from "../source-xliff.ts";
import { countByState } from "../word-count.ts";
import { divideDocument } from "./divide-document.ts";
import { foreignScript } from "./foreign-script.ts";
import type { ReadDocument } from "./read-document.ts";

/** What one original gave. */
export interface SourceSummary {
  readonly units: number;
  readonly segments: number;
  readonly words: number;
  readonly findings: readonly Finding[];
  readonly coverage: readonly CoverageRow[];
}

export interface ExtractedSource {
  readonly document: BilingualDocument;
  readonly summary: SourceSummary;
}

/** Divides an original that was read into segments, and writes `xliff/source/`. */
export async function extractSource(
  project: Project,
  store: Store,
  read: ReadDocument,
  isDryRun: boolean,
): Promise<ExtractedSource> {
  const document = divideDocument(read, project, await readSourceXliff(project, read.name));
  if (!isDryRun) await writeSourceXliff(project, store, document);
  const { segments, words } = countByState(document);
  return {
    document,
    summary: {
      units: document.units.length,
      segments,
      words,
      findings: [...read.findings, ...foreignScript(document)],
      coverage: read.coverage,
    },
  };
}
