import { DRY_RUN_END } from "../dry-run-end.ts";
import { EXIT, exitCodeOfAll, type ExitCode } from "../exit-codes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { failureJson } from "../failure.ts";
import { assertProject } from "../no-project.ts";
import { findingLine } from "../finding-line.ts";
import type { Output } from "../output.ts";
import { editedInPlace } from "../edited-in-place.ts";
import { goneLines } from "../gone-lines.ts";
import { leftOutLines } from "../left-out-lines.ts";
import { NO_DOCUMENTS } from "../no-documents.ts";
import { plural } from "../plural.ts";
import { createTeller } from "../teller.ts";
import type { SegmentationMode } from "../../model/document.ts";
import { extract as extractDocuments, type ExtractedFile, type ExtractReport } from "../../workflow/extract/extract.ts";
import { stoppedLine } from "../stopped-line.ts";
import { knownTargets } from "../../workflow/project.ts";
import { withStore } from "../../workflow/session.ts";
import { spendMemory } from "../../store/save-memory.ts";

/** `pitrans extract [files…] --segment sentence|paragraph` */
export async function extract(
  context: CommandContext,
  files: readonly string[],
  flags: { readonly segment?: SegmentationMode },
): Promise<CommandResult> {
  spendMemory();
  const { output, cwd, isDryRun, signal } = context;
  const project = { ...context.project, segmentation: flags.segment ?? context.project.segmentation };
  assertProject(project, cwd, files);
  const progress = await output.progress("Reading sources/");
  const teller = createTeller(output, progress);
  const report = await withStore(project, { command: "extract", isReadOnly: isDryRun }, (store) =>
    extractDocuments(project, store, {
      cwd,
      files,
      isDryRun,
      signal,
      onFile: (outcome, index, total) => {
        teller.tell(outcome, (done) => linesOf(done, output, isDryRun));
        progress.update(`${index + 1} of ${total} documents`);
      },
    }),
  ).finally(() => progress.stop());
  teller.finish();
  const errors = report.outcomes.flatMap(({ error }) => (error ? [error] : []));
  const done = report.outcomes.length - errors.length;
  const exitCode: ExitCode = report.isInterrupted
    ? EXIT.interrupted
    : exitCodeOfAll(
        errors.map(({ code }) => code),
        done,
      );
  const next = summarise(report, done, context);
  return {
    exitCode,
    json: {
      ok: exitCode === EXIT.done,
      command: "extract",
      ...jsonOf(report),
      ...(next === undefined ? {} : { next }),
    },
  };
}

function linesOf(
  { name, result }: { readonly name: string; readonly result: ExtractedFile },
  { colors }: Output,
  isDryRun: boolean,
): string[] {
  const { segments, words, targets, findings } = result;
  const lines = [`${colors.green("✓")} ${name}: ${plural(segments, "segment")}, ${plural(words, "word")}`];
  if (segments === 0)
    lines.push(`  ${colors.yellow("!")} no text was found; text inside pictures cannot be translated`);
  for (const { locale, stale, added, removed, edits } of targets) {
    lines.push(...editedInPlace(edits, isDryRun));
    if (stale + added + removed > 0)
      lines.push(
        `  ${locale}: ${stale} changed, ${added} new, ${removed} removed; all other translations ${isDryRun ? "stay" : "are"} as they were`,
      );
  }
  for (const finding of findings) lines.push(`  ${findingLine(finding, { colors })}`);
  return lines;
}

function summarise(
  report: ExtractReport,
  done: number,
  { output, isDryRun, project }: CommandContext,
): string | undefined {
  for (const line of leftOutLines(report.leftOut, output)) output.say(line);
  for (const line of goneLines(report.gone, isDryRun, output)) output.say(line);
  for (const path of report.reportFiles) output.say(`Report of the edits taken in: ${path}`);
  if (report.isInterrupted) {
    output.say(stoppedLine(report.outcomes.length, report.total, "document"));
    return undefined;
  }
  if (report.outcomes.length === 0) {
    output.say(NO_DOCUMENTS);
    return undefined;
  }
  const words = report.outcomes.reduce((sum, { result }) => sum + (result?.words ?? 0), 0);
  output.say(`${plural(done, "document")} ${isDryRun ? "would be extracted" : "extracted"}, ${plural(words, "word")}.`);
  const failed = report.outcomes.length - done;
  if (failed > 0) output.say(`${plural(failed, "document")} could not be read (see above).`);
  if (done === 0) return undefined;
  if (isDryRun) {
    output.say(DRY_RUN_END);
    return undefined;
  }
  const known = knownTargets(project).join(",");
  const next = `pitrans translate --to ${known || "ru"}`;
  output.say(`Next: ${next}${known === "" ? "   (ru is Russian; type the code of your language)" : ""}`);
  return next;
}

function jsonOf(report: ExtractReport): object {
  return {
    documents: report.outcomes.map(({ name, result, error }) =>
      error ? { name, ok: false, error: failureJson(error) } : { name, ok: true, ...result },
    ),
    unreadable: report.leftOut.map(({ name }) => name),
    ...(report.leftOut.length === 0 ? {} : { leftOut: report.leftOut }),
    ...(report.gone.length === 0 ? {} : { gone: report.gone }),
    reports: report.reportFiles,
  };
}
