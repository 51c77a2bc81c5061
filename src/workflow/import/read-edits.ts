import type { BilingualDocument } from "../../model/document.ts";
import { openScratch } from "../../store/scratch.ts";
import { listOfUnits } from "../../xliff/match-return.ts";
import type { ReturnedFile } from "../../xliff/xliff-file.ts";
import { nameTest } from "../names.ts";
import type { Project } from "../project.ts";
import type { WorkingFile } from "../working-file.ts";
import { reconcileReturn, type SegmentReport } from "./reconcile-return.ts";
import { noChanges, storeDocument, withChanges } from "./stored-document.ts";

/** What a working file that was edited in place holds, compared with what we last wrote as every return is. */
export async function readEdits(
  project: Project,
  baseline: BilingualDocument,
  file: ReturnedFile,
): Promise<Required<Pick<WorkingFile, "document" | "edits">>> {
  const scratch = openScratch();
  const sent = storeDocument(baseline, scratch);
  const changes = noChanges(sent, scratch);
  const segments: SegmentReport[] = [];
  const task = {
    baseline: sent,
    current: sent,
    returned: listOfUnits(file.units),
    isAcceptedWhole: false,
    policy: undefined,
    isName: await nameTest(project),
  };
  for (const { report, accepted } of reconcileReturn(task)) {
    segments.push(report);
    if (accepted) changes.set(accepted.here, { target: accepted.target });
  }
  const changed = segments.filter(({ outcome }) => outcome === "changed" || outcome === "confirmed").length;
  return {
    document: { ...baseline, units: [...withChanges(sent, changes).document.units] },
    edits: { changed, segments },
  };
}
