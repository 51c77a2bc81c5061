import { knownTargets } from "../../workflow/project.ts";
import type { Outcome } from "../../workflow/outcome.ts";
import { withStore } from "../../workflow/session.ts";
import { status as lookAt, type DocumentStatus, type StatusReport, type TargetStatus } from "../../workflow/status.ts";
import type { StateCounts } from "../../workflow/word-count.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { exitCodeOfAll, EXIT } from "../exit-codes.ts";
import { failureJson, failureLines } from "../failure.ts";
import { plural } from "../plural.ts";
import { renderTable } from "../table.ts";
import { parseTargets } from "../targets.ts";

/** `pitrans status [files…] --to <langs>` */
export async function status(
  context: CommandContext,
  files: readonly string[],
  flags: { readonly to?: readonly string[] },
): Promise<CommandResult> {
  const { output, project, cwd } = context;
  const locales = flags.to === undefined ? knownTargets(project) : parseTargets(flags.to);
  const report = await withStore(project, { command: "status", isReadOnly: true }, (store) =>
    lookAt(project, store, { cwd, files, locales }),
  );
  const next = nextOf(report);
  const rows = report.outcomes.flatMap(rowsOf);
  if (rows.length > 0) output.data(renderTable(COLUMNS, rows));
  for (const { error } of report.outcomes) if (error) for (const line of failureLines(error, output)) output.warn(line);
  for (const name of report.unreadable)
    output.say(`${output.colors.yellow("!")} ${name} is of no format that pitrans reads.`);
  output.say(
    report.outcomes.length === 0
      ? "There are no documents in sources/ yet."
      : `${plural(report.outcomes.length, "document")}.`,
  );
  output.say(next === undefined ? "All is done." : `Next: ${next}`);
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
      unreadable: report.unreadable,
      ...(next === undefined ? {} : { next }),
    },
  };
}

const COLUMNS = ["Document", "Language", "Words", "Open", "Draft", "Edited", "Reviewed", "Final", "Stale", ""];

function rowsOf({ name, result }: Outcome<DocumentStatus>): string[][] {
  if (!result) return [];
  if (result.original === "new") return [[name, "", "", "", "", "", "", "", "", "not extracted yet"]];
  const change = result.original === "changed" ? "original changed" : "";
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
function nextOf({ outcomes }: StatusReport): string | undefined {
  const documents = outcomes.flatMap(({ result }) => (result ? [result] : []));
  if (documents.some(({ original }) => original !== "extracted")) return "pitrans extract";
  const targets = documents.flatMap((document) => document.targets);
  if (documents.length > 0 && targets.length === 0) return "pitrans translate --to ru";
  const open = targets.find(
    ({ counts }) => !counts || counts.byState.initial.segments + counts.byState.stale.segments > 0,
  );
  if (open) return `pitrans translate --to ${open.locale}`;
  if (targets.some(({ counts }) => (counts?.byState.draft.segments ?? 0) > 0)) {
    return "send the files in xliff/ to your editor, then: pitrans import";
  }
  return targets[0] ? `pitrans merge --to ${[...new Set(targets.map(({ locale }) => locale))].join(",")}` : undefined;
}
