import { knownTargets } from "../../workflow/project.ts";
import type { Outcome } from "../../workflow/outcome.ts";
import { withStore } from "../../workflow/session.ts";
import { status as lookAt, type DocumentStatus, type StatusReport, type TargetStatus } from "../../workflow/status.ts";
import type { StateCounts } from "../../workflow/word-count.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { engineId } from "../engines.ts";
import { exitCodeOfAll, EXIT } from "../exit-codes.ts";
import { failureJson } from "../failure.ts";
import { goneLines } from "../gone-lines.ts";
import { noProject } from "../no-project.ts";
import { leftOutLines } from "../left-out-lines.ts";
import { NO_DOCUMENTS } from "../no-documents.ts";
import { plural } from "../plural.ts";
import { createTeller } from "../teller.ts";
import { renderTable } from "../table.ts";
import { parseTargets } from "../targets.ts";

/** `pitrans status [files…] --to <langs>` */
export async function status(
  context: CommandContext,
  files: readonly string[],
  flags: { readonly to?: readonly string[] },
): Promise<CommandResult> {
  const { output, project, cwd } = context;
  const failure = noProject(project, cwd, files);
  if (failure) {
    output.say(failure.message);
    output.say(failure.hint);
    const json = { ok: true, command: "status", documents: [], unreadable: [], isProject: false };
    return { exitCode: EXIT.done, json };
  }
  const locales = flags.to === undefined ? knownTargets(project) : parseTargets(flags.to);
  const report = await withStore(project, { command: "status", isReadOnly: true }, (store) =>
    lookAt(project, store, { cwd, files, locales }),
  );
  const next = nextOf(report, engineId(undefined, context) !== undefined);
  const rows = report.outcomes.flatMap(rowsOf);
  if (rows.length > 0) output.data(renderTable(COLUMNS, rows));
  const teller = createTeller(output, { done: (line) => output.say(line), warn: (line) => output.warn(line) });
  for (const outcome of report.outcomes) teller.tell(outcome, () => []);
  teller.finish();
  for (const line of leftOutLines(report.leftOut, output)) output.say(line);
  for (const line of goneLines(report.gone, false, output)) output.say(line);
  output.say(report.outcomes.length === 0 ? NO_DOCUMENTS : `${plural(report.outcomes.length, "document")}.`);
  if (next === "pitrans import") output.say(WAIT_FOR_EDITOR);
  else if (next !== undefined) output.say(`Next: ${next}`);
  const errors = report.outcomes.flatMap(({ error }) => (error ? [error.code] : []));
  const exitCode = exitCodeOfAll(errors, report.outcomes.length - errors.length);
  const documents = report.outcomes.map(({ name, result, error }) => ({
    name,
    ...(error ? { ok: false, error: failureJson(error) } : { ok: true, ...result }),
  }));
  return {
    exitCode,
    json: {
      ok: exitCode === EXIT.done,
      command: "status",
      documents,
      unreadable: report.leftOut.map(({ name }) => name),
      ...(report.leftOut.length === 0 ? {} : { leftOut: report.leftOut }),
      ...(report.gone.length === 0 ? {} : { gone: report.gone }),
      ...(next === undefined ? {} : { next }),
    },
  };
}

const WAIT_FOR_EDITOR =
  "Next: send the files in xliff/ to your editor; put what comes back into inbox/ and run: pitrans import";

const COLUMNS = ["Document", "Language", "Words", "Open", "Draft", "Edited", "Reviewed", "Final", "Stale", ""];

const REMARKS: Readonly<Record<DocumentStatus["original"], string>> = {
  new: "not extracted yet",
  changed: "original changed",
  missing: "not in sources/ any more",
  extracted: "",
};

function rowsOf({ name, result }: Outcome<DocumentStatus>): string[][] {
  if (!result) return [[name, "", "", "", "", "", "", "", "", "cannot be read"]];
  if (result.original === "new" && result.targets.every(({ counts }) => !counts))
    return [[name, "", "", "", "", "", "", "", "", "not extracted yet"]];
  const change = REMARKS[result.original];
  if (result.targets.length === 0)
    return [[name, "", String(result.words), "", "", "", "", "", "", change || "extracted"]];
  return result.targets.map((target) => [name, target.locale, ...cellsOf(result, target), remark(target, change)]);
}

function cellsOf(document: DocumentStatus, { counts }: TargetStatus): string[] {
  if (!counts) return [String(document.words), "", "", "", "", "", ""];
  const { initial, draft, edited, reviewed, final, stale } = counts.byState;
  return [
    String(counts.words),
    ...[initial, draft, edited, reviewed, final, stale].map(({ words }) => percent(words, counts)),
  ];
}

/** A share of the words; what there is, however little, is not 0 %, and what is not all is not 100 %. */
function percent(words: number, counts: StateCounts): string {
  if (words === 0) return "–";
  const share = Math.round((100 * words) / counts.words);
  return `${Math.min(words === counts.words ? 100 : 99, Math.max(1, share))} %`;
}

function remark({ counts, isEditedInPlace }: TargetStatus, change: string): string {
  if (!counts) return [change, "not translated yet"].filter(Boolean).join(", ");
  return [change, isEditedInPlace ? "edited in place" : ""].filter(Boolean).join(", ");
}

/** The command that moves the least advanced documents on. */
function nextOf({ outcomes }: StatusReport, hasEngine: boolean): string | undefined {
  const documents = outcomes.flatMap(({ result }) => (result && result.original !== "missing" ? [result] : []));
  if (documents.some(({ original }) => original !== "extracted")) return "pitrans extract";
  const targets = documents.flatMap((document) => document.targets);
  if (documents.length > 0 && targets.length === 0) return "pitrans translate --to ru";
  const localesWhere = (isMeant: (counts: StateCounts | undefined) => boolean): string =>
    [...new Set(targets.filter(({ counts }) => isMeant(counts)).map(({ locale }) => locale))].join(",");
  // Without an engine `translate` has given all it can: what is open waits for the editor.
  const toDraft = localesWhere(
    (counts) => !counts || counts.byState.stale.segments > 0 || (hasEngine && counts.byState.initial.segments > 0),
  );
  if (toDraft !== "") return `pitrans translate --to ${toDraft}`;
  const toReview = localesWhere(
    (counts) => counts !== undefined && counts.byState.initial.segments + counts.byState.draft.segments > 0,
  );
  if (toReview !== "") return "pitrans import";
  const toMerge = localesWhere(() => true);
  return toMerge === "" ? undefined : `pitrans merge --to ${toMerge}`;
}
