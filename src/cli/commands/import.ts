import { text as readText } from "node:stream/consumers";
import { importReturns as importFiles } from "../../workflow/import/import-returns.ts";
import { undoImport } from "../../workflow/import/undo-import.ts";
import type { ConflictPolicy } from "../../workflow/import/decide.ts";
import type { ImportedFile, ImportReport } from "../../workflow/import/import-report.ts";
import { OUTCOME_WORDS } from "../../workflow/import/to-report.ts";
import type { Outcome } from "../../workflow/outcome.ts";
import { withStore } from "../../workflow/session.ts";
import { XliffError, type ErrorCode } from "../../errors.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { afterImport } from "../after-import.ts";
import { DRY_RUN_END } from "../dry-run-end.ts";
import { EXIT, exitCodeOfAll } from "../exit-codes.ts";
import { failureJson, tellFailure } from "../failure.ts";
import { assertProject } from "../no-project.ts";
import type { Output } from "../output.ts";
import { plural } from "../plural.ts";
import { createTeller } from "../teller.ts";

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
  assertProject(project, cwd);
  const progress = await output.progress("Reading returned files");
  const teller = createTeller(output, progress);
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
        teller.tell(outcome, (done) => linesOf(done, output));
      },
    }),
  ).finally(() => progress.stop());
  teller.finish();
  const codes = codesOf(report, flags.strict ?? false);
  const done = report.outcomes.filter(({ result }) => result !== undefined).length;
  const exitCode = report.isInterrupted ? EXIT.interrupted : exitCodeOfAll(codes, done);
  for (const outcome of report.outcomes) {
    const error = contradiction(outcome);
    if (error) tellFailure(error, output);
  }
  const next = summarise(report, output, isDryRun);
  return {
    exitCode,
    json: {
      ok: exitCode === EXIT.done,
      command: "import",
      files: report.outcomes.map(jsonOf),
      leftOut: report.leftOut.map(({ name }) => name),
      passedOver: report.leftOut,
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
  output.say(`The last import ${isDryRun ? "would be" : "was"} taken back; what came back can be imported again.`);
  const next = "pitrans status";
  output.say(`Next: ${next}`);
  return { exitCode: EXIT.done, json: { ok: true, command: "import", undone: result.restored, next } };
}

function codesOf(report: ImportReport, isStrict: boolean): ErrorCode[] {
  return report.outcomes.flatMap(({ error, result }): ErrorCode[] => {
    if (error) return [error.code];
    if (result.segments.conflicts.length > 0) return ["contradictory-return"];
    const { codesWrong, doubled, unmatched, missing, empty } = result.counts;
    const needsLook = codesWrong + doubled + unmatched + missing + empty > 0;
    return isStrict && needsLook ? ["not-good-enough"] : [];
  });
}

function linesOf(
  { name, result }: { readonly name: string; readonly result: ImportedFile },
  { colors }: Output,
): string[] {
  const { document, locale, counts, isRepeated, isThreeWay } = result;
  const restored = result.isRestored
    ? [`  ${colors.yellow("!")} xliff/${locale}/${document}.xlf was gone; it was put back as it was last written.`]
    : [];
  if (isRepeated) return [`${colors.dim("–")} ${name}: imported before; nothing to do`, ...restored];
  const lines = [`${colors.green("✓")} ${name} → ${document} (${locale})`, ...restored];
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
  if (counts.doubled > 0)
    lines.push(
      `  ${colors.yellow("!")} In ${plural(counts.doubled, "segment")} the old text stands behind the new one; it was kept. See the report.`,
    );
  const noted = result.segments.noted;
  if (noted > 0)
    lines.push(`  ${colors.yellow("!")} The editor wrote notes on ${plural(noted, "segment")}. See the report.`);
  if (result.findings.length > 0)
    lines.push(
      `  ${colors.yellow("!")} ${plural(result.findings.length, "remark")} on the file as a whole. See the report.`,
    );
  return lines;
}

/** A return that contradicts what is here: as a failure, for it is one that a person must settle. */
function contradiction({ name, result }: Outcome<ImportedFile>): XliffError | undefined {
  const open = result?.segments.conflicts ?? [];
  if (open.length === 0) return undefined;
  const [first] = open;
  const where = `${first!.place} (“${shortened(first!.source)}”)`;
  const more = open.length === 1 ? "" : ` and ${plural(open.length - 1, "other place")}`;
  const has = (finding: string): boolean => open.some(({ findings }) => findings.some(({ id }) => id === finding));
  const place = { file: name, part: first!.place };
  const left = open.length === 1 ? "it was left as it is" : "they were left as they are";
  if (first!.findings.some(({ id }) => id === "duplicate-segment")) {
    return new XliffError(
      "contradictory-return",
      `${name} contradicts itself: it holds ${where}${more} more than once, with different translations; ${left}.`,
      {
        hint: `Delete the wrong translation in the file and import it again, or run: pitrans import ${quoted(name)} --policy ours (keeps what is here).`,
        place,
      },
    );
  }
  if (first!.findings.some(({ id }) => id === "source-changed")) {
    return new XliffError(
      "contradictory-return",
      `${name} came back with another source text, at ${where}${more}: its translation may be of that text; ${left}.`,
      {
        hint: `The source stays as the document has it. If the translation is right for it, run: pitrans import ${quoted(name)} --policy theirs; else --policy ours.`,
        place,
      },
    );
  }
  // A policy was given, and was not enough.
  const hint = has("reviewed-kept")
    ? `What stands here was reviewed, and what came back is not marked as right. If it is, run: pitrans import ${quoted(name)} --policy theirs --accept-all; else --policy ours.`
    : `Look at the report, then run: pitrans import ${quoted(name)} --policy theirs (takes what came back) or --policy ours (keeps what is here).`;
  return new XliffError(
    "contradictory-return",
    `${name} contradicts what people wrote here, at ${where}${more}; ${left}.`,
    { hint, place },
  );
}

/** The most characters of a sentence that stand for it in a message. */
const SHORT = 60;

function shortened(text: string): string {
  return text.length <= SHORT ? text : `${text.slice(0, SHORT - 1).trimEnd()}…`;
}

function summarise(report: ImportReport, output: Output, isDryRun: boolean): string | undefined {
  for (const { name, reason } of report.leftOut)
    output.say(`${output.colors.yellow("!")} ${name} was passed over: it ${reason}.`);
  if (report.isInterrupted) {
    output.say(`Stopped after ${plural(report.outcomes.length, "returned file")}.`);
    for (const path of report.reportFiles) output.say(`Report: ${path}`);
    return undefined;
  }
  if (report.outcomes.length === 0) {
    output.say(
      report.leftOut.length > 0
        ? `${report.leftOut.length === 1 ? "That is all there is" : "Those are all there are"}; nothing was imported. What comes back from editors is XLIFF: .xlf, .xliff, .sdlxliff, .mqxliff or .mxliff.`
        : "There is nothing to import in inbox/. Put the files that came back there, or name them: pitrans import file.xlf",
    );
    return undefined;
  }
  const isOpen = report.outcomes.some((outcome) => contradiction(outcome) !== undefined);
  const results = report.outcomes.flatMap(({ result }) => (result ? [result] : []));
  const taken = results.reduce((sum, { counts }) => sum + counts.confirmed + counts.changed, 0);
  const repeated = results.filter(({ isRepeated }) => isRepeated).length;
  if (results.length > repeated)
    output.say(
      `${plural(results.length - repeated, "file")} ${isDryRun ? "would be imported" : "imported"}, ${plural(taken, "translation")} confirmed or changed.`,
    );
  const failed = report.outcomes.length - results.length;
  if (failed > 0) output.say(`${plural(failed, "file")} could not be imported (see above).`);
  if (report.remembered > 0) output.say(`${plural(report.remembered, "translation")} went to the memory.`);
  for (const path of report.reportFiles) output.say(`Report: ${path}`);
  if (isOpen || results.length === 0) return undefined;
  if (isDryRun) {
    output.say(DRY_RUN_END);
    return undefined;
  }
  const next = afterImport(report);
  const undo = results.length > repeated ? "   (or take the import back: pitrans import --undo)" : "";
  output.say(`Next: ${next}${undo}`);
  return next;
}

/** As it must be typed in a shell. */
function quoted(name: string): string {
  return /^[\w./-]+$/.test(name) ? name : `"${name}"`;
}

function jsonOf({ name, result, error }: Outcome<ImportedFile>): object {
  return error ? { name, ok: false, error: failureJson(error) } : { name, ok: true, ...result };
}
