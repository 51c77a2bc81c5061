import { EXIT, exitCodeOfAll, type ExitCode } from "../exit-codes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { failureJson, failureLines } from "../failure.ts";
import type { Output } from "../output.ts";
import { plural } from "../plural.ts";
import type { SegmentationMode } from "../../model/document.ts";
import { extract as extractDocuments, type ExtractedFile, type ExtractReport } from "../../workflow/extract/extract.ts";
import type { Outcome } from "../../workflow/outcome.ts";
import { withStore } from "../../workflow/session.ts";

/** `pitrans extract [files…] --segment sentence|paragraph` */
export async function extract(
  context: CommandContext,
  files: readonly string[],
  flags: { readonly segment?: SegmentationMode },
): Promise<CommandResult> {
  const { output, cwd, isDryRun, signal } = context;
  const project = { ...context.project, segmentation: flags.segment ?? context.project.segmentation };
  const progress = await output.progress("Reading sources/");
  const report = await withStore(project, { command: "extract", isReadOnly: isDryRun }, (store) =>
    extractDocuments(project, store, {
      cwd,
      files,
      isDryRun,
      signal,
      onFile: (outcome, index, total) => {
        for (const line of linesOf(outcome, output)) progress.done(line);
        progress.update(`${index + 1} of ${total} documents`);
      },
    }),
  ).finally(() => progress.stop());
  const errors = report.outcomes.flatMap(({ error }) => (error ? [error] : []));
  const done = report.outcomes.length - errors.length;
  const exitCode: ExitCode = report.isInterrupted
    ? EXIT.interrupted
    : exitCodeOfAll(
        errors.map(({ code }) => code),
        done,
      );
  const next = summarise(report, done, output, isDryRun);
  return { exitCode, json: { ok: exitCode === EXIT.done, command: "extract", ...jsonOf(report), next } };
}

function linesOf(outcome: Outcome<ExtractedFile>, output: Output): string[] {
  const { colors } = output;
  if (outcome.error) return failureLines(outcome.error, output);
  const { segments, words, targets, findings } = outcome.result;
  const lines = [`${colors.green("✓")} ${outcome.name}: ${plural(segments, "segment")}, ${plural(words, "word")}`];
  for (const { locale, stale, added, removed, edits } of targets) {
    if (edits) lines.push(`  ${locale}: ${plural(edits.changed, "segment")} edited in the working file were taken in`);
    if (stale + added + removed > 0)
      lines.push(`  ${locale}: ${stale} changed, ${added} new, ${removed} no longer there; the rest as it was`);
  }
  for (const { message, place } of findings)
    lines.push(`  ${colors.yellow("!")} ${place === undefined ? "" : `${place}: `}${message}`);
  return lines;
}

function summarise(report: ExtractReport, done: number, output: Output, isDryRun: boolean): string | undefined {
  for (const name of report.unreadable)
    output.say(`${output.colors.yellow("!")} ${name} is of no format that pitrans reads; it was left out.`);
  if (report.outcomes.length === 0) {
    output.say(
      "There are no documents in sources/. Put Word, PowerPoint or text files there and run pitrans extract again.",
    );
    return undefined;
  }
  const words = report.outcomes.reduce((sum, { result }) => sum + (result?.words ?? 0), 0);
  output.say(
    `${plural(done, "document")} ${isDryRun ? "would be" : ""} extracted, ${plural(words, "word")}.`.replace("  ", " "),
  );
  const failed = report.outcomes.length - done;
  if (failed > 0) output.say(`${plural(failed, "document")} could not be read (see above).`);
  if (done === 0) return undefined;
  const next = "pitrans translate --to ru";
  output.say(`Next: ${next}`);
  return next;
}

function jsonOf(report: ExtractReport): object {
  return {
    documents: report.outcomes.map(({ name, result, error }) =>
      error ? { name, ok: false, error: failureJson(error) } : { name, ok: true, ...result },
    ),
    unreadable: report.unreadable,
  };
}
