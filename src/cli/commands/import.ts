import { text as readText } from "node:stream/consumers";
import { importReturns as importFiles } from "../../workflow/import/import-returns.ts";
import { undoImport } from "../../workflow/import/undo-import.ts";
import type { ConflictPolicy } from "../../workflow/import/decide.ts";
import type { ImportedFile, ImportReport } from "../../workflow/import/import-report.ts";
import { OUTCOME_WORDS } from "../../workflow/import/to-report.ts";
import type { Outcome } from "../../workflow/outcome.ts";
import { withStore } from "../../workflow/session.ts";
import type { ErrorCode } from "../../errors.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { EXIT, exitCodeOfAll } from "../exit-codes.ts";
import { failureJson, failureLines } from "../failure.ts";
import type { Output } from "../output.ts";
import { plural } from "../plural.ts";

interface ImportFlags {
  readonly acceptAll?: boolean;
  readonly policy?: ConflictPolicy;
  readonly strict?: boolean;
  readonly undo?: boolean;
}

/** `pitrans import [files…|-]` */
export async function importReturns(
  context: CommandContext,
  files: readonly string[],
  flags: ImportFlags,
): Promise<CommandResult> {
  if (flags.undo === true) return undo(context);
  const { output, project, cwd, isDryRun, signal } = context;
  const progress = await output.progress("Reading returned files");
  const report = await withStore(project, { command: "import", isReadOnly: isDryRun }, (store) =>
    importFiles(project, store, {
      cwd,
      files,
      isAcceptedWhole: flags.acceptAll ?? false,
      policy: flags.policy,
      isDryRun,
      signal,
      readInput: async () => Buffer.from(await readText(process.stdin)),
      onFile: (outcome) => {
        for (const line of linesOf(outcome, output)) progress.done(line);
      },
    }),
  ).finally(() => progress.stop());
  const codes = codesOf(report, flags.strict ?? false);
  const done = report.outcomes.filter(({ result }) => result !== undefined).length;
  const exitCode = report.isInterrupted ? EXIT.interrupted : exitCodeOfAll(codes, done);
  const next = summarise(report, output);
  return {
    exitCode,
    json: {
      ok: exitCode === EXIT.done,
      command: "import",
      files: report.outcomes.map(jsonOf),
      reports: report.reportFiles,
      remembered: report.remembered,
      ...(next === undefined ? {} : { next }),
    },
  };
}

async function undo({ output, project, isDryRun }: CommandContext): Promise<CommandResult> {
  const result = await withStore(project, { command: "import --undo", isReadOnly: isDryRun }, (store) =>
    undoImport(store, isDryRun),
  );
  for (const path of result.restored)
    output.say(`  ${path} ${isDryRun ? "would be" : "is"} as it was before the import`);
  output.say(`The last import ${isDryRun ? "would be" : "was"} taken back; its files in inbox/ can be imported again.`);
  return { exitCode: EXIT.done, json: { ok: true, command: "import", undone: result.restored } };
}

function codesOf(report: ImportReport, isStrict: boolean): ErrorCode[] {
  return report.outcomes.flatMap(({ error, result }): ErrorCode[] => {
    if (error) return [error.code];
    if (result.segments.some(({ outcome, isSettled }) => outcome === "conflict" && !isSettled))
      return ["contradictory-return"];
    const needsLook =
      result.counts.codesWrong + result.counts.unmatched + result.counts.missing + result.counts.empty > 0;
    return isStrict && needsLook ? ["not-good-enough"] : [];
  });
}

function linesOf(outcome: Outcome<ImportedFile>, output: Output): string[] {
  const { colors } = output;
  if (outcome.error) return failureLines(outcome.error, output);
  const { document, locale, counts, isRepeated, isThreeWay, segments } = outcome.result;
  if (isRepeated) return [`${colors.dim("–")} ${outcome.name}: imported before; nothing to do`];
  const lines = [`${colors.green("✓")} ${outcome.name} → ${document} (${locale})`];
  for (const [kind, words] of Object.entries(OUTCOME_WORDS)) {
    const count = counts[kind as keyof typeof OUTCOME_WORDS];
    if (count > 0) lines.push(`  ${String(count).padStart(5)}  ${words}`);
  }
  if (!isThreeWay)
    lines.push(
      `  ${colors.yellow("!")} What was sent is no longer stored; the file was compared with what is here only.`,
    );
  if (counts.codesRepaired > 0)
    lines.push(`  ${colors.yellow("!")} Codes were put back in ${plural(counts.codesRepaired, "segment")}.`);
  if (counts.codesWrong > 0)
    lines.push(
      `  ${colors.yellow("!")} Codes are wrong in ${plural(counts.codesWrong, "segment")}; the text was kept. See the report.`,
    );
  for (const { place, outcome: kind, isSettled } of segments) {
    if (kind === "conflict" && !isSettled)
      lines.push(`  ${colors.red("✗")} ${place}: both the returned file and the project were changed by people`);
  }
  return lines;
}

function summarise(report: ImportReport, output: Output): string | undefined {
  if (report.outcomes.length === 0) {
    output.say("There is nothing in inbox/. Put the files that came back there, or name them: pitrans import file.xlf");
    return undefined;
  }
  if (report.remembered > 0) output.say(`${plural(report.remembered, "translation")} went to the memory.`);
  for (const path of report.reportFiles) output.say(`Report: ${path}`);
  const conflicts = report.outcomes
    .flatMap(({ result }) => result?.segments ?? [])
    .filter(({ outcome, isSettled }) => outcome === "conflict" && !isSettled);
  if (conflicts.length > 0) {
    output.say(
      `${plural(conflicts.length, "segment")} contradict what is here and were left as they are. To settle them, import again with:`,
    );
    output.say("  --policy theirs   takes the returned text");
    output.say("  --policy ours     keeps the text that is here");
    output.say("  --policy newest   takes the one that was imported last");
    return undefined;
  }
  const locales = [...new Set(report.outcomes.flatMap(({ result }) => (result ? [result.locale] : [])))];
  if (locales.length === 0) return undefined;
  const next = `pitrans merge --to ${locales.join(",")}`;
  output.say(`Next: ${next}   (or take it back: pitrans import --undo)`);
  return next;
}

function jsonOf({ name, result, error }: Outcome<ImportedFile>): object {
  return error ? { name, ok: false, error: failureJson(error) } : { name, ok: true, ...result };
}
