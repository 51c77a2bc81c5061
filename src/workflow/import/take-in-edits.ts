import { openScratch } from "../../store/scratch.ts";
import type { Store } from "../../store/store.ts";
import type { Outcome } from "../outcome.ts";
import type { Project } from "../project.ts";
import { workingName, writeWorkingFile, type WorkingFile } from "../working-file.ts";
import type { ImportedFile } from "./import-report.ts";

/** Takes in what people changed in working files in place, for one run of a command. */
export interface EditsIntake {
  /** The working file with its edits recorded as an import of their own; as it is where it was not edited. Errors: StoreError. */
  take(working: WorkingFile): Promise<WorkingFile>;
  /** Closes the import, so that it can be undone, and writes its report; gives the report's files. */
  finish(): Promise<readonly string[]>;
}

/** With `isDryRun` nothing is written, and working files stay as they are. */
export async function beginIntake(project: Project, store: Store, isDryRun: boolean): Promise<EditsIntake> {
  if (isDryRun) return { take: async (working) => working, finish: async () => [] };
  const batch = await store.beginBatch("import");
  const outcomes: Outcome<ImportedFile>[] = [];
  let remembered = 0;
  let previous: Promise<unknown> = Promise.resolve();
  const takeIn = async (working: WorkingFile): Promise<WorkingFile> => {
    const { document, edits } = working;
    if (!edits) return working;
    // Memory, reports and glossaries are loaded only for files that were edited in place, which is rare.
    const [{ openRemembering, rememberChanges }, { collectReports }] = await Promise.all([
      import("./remember.ts"),
      import("./import-report.ts"),
    ]);
    const locale = document.targetLocale!;
    await writeWorkingFile(project, store, batch, { before: working, after: document });
    const { name } = document.original;
    const remembering = await openRemembering(project, openScratch());
    rememberChanges(remembering.document(name, locale), working.recorded, document);
    for (const { path, bytes } of remembering.files()) {
      const [failure] = await batch.commit([{ path, bytes }]);
      if (failure) throw failure.error;
    }
    remembered += remembering.added;
    const segments = collectReports([]);
    for (const segment of edits.segments) segments.add(segment);
    const { counts } = segments;
    const result = { document: name, locale, isRepeated: false, isThreeWay: true, findings: [], segments, counts };
    outcomes.push({ name: workingName(project, name, locale), result });
    return { recorded: document, document };
  };
  return {
    async take(working) {
      if (!working.edits) return working;
      // One after another: they share a memory.
      const taken = previous.then(async () => takeIn(working));
      previous = taken.catch(() => undefined);
      return taken;
    },
    async finish() {
      if (outcomes.length === 0) return [];
      batch.complete();
      const [{ putInPlace, stageReport }, { openRows, openSegmentRows }, { reportedOutcome }] = await Promise.all([
        import("./write-report.ts"),
        import("./segment-rows.ts"),
        import("./to-report.ts"),
      ]);
      const scratch = openScratch();
      const rows = outcomes.map(({ result }) => {
        const open = openSegmentRows(result!.locale, scratch);
        for (const text of result!.segments.texts()) open.add(text);
        return openRows(open.share());
      });
      const task = { outcomes: outcomes.map(reportedOutcome), edition: edition(outcomes) };
      return putInPlace(project.root, await stageReport(project.root, task, remembered, (file) => rows[file]!));
    },
  };
}

/** The same edits give the same report. */
function edition(outcomes: readonly Outcome<ImportedFile>[]): string {
  return JSON.stringify(
    outcomes.map(({ name, result }) => [name, result && Array.from(result.segments, ({ now }) => now)]),
  );
}
