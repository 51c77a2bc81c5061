import { isAtLeast, type TargetState } from "../../model/unit.ts";
import { plainText } from "../../model/fragment.ts";
import { UsageError, type ErrorCode } from "../../errors.ts";
import { merge as mergeDocuments, type MergedFile, type MergeReport } from "../../workflow/merge/merge.ts";
import type { Outcome } from "../../workflow/outcome.ts";
import { withStore } from "../../workflow/session.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { EXIT, exitCodeOfAll } from "../exit-codes.ts";
import { failureJson, failureLines } from "../failure.ts";
import type { Output } from "../output.ts";
import { plural } from "../plural.ts";
import { targetsOf } from "../targets.ts";

interface MergeFlags {
  readonly to?: readonly string[];
  readonly minState?: TargetState;
  readonly allowDraft?: boolean;
  readonly allowUntranslated?: boolean;
  readonly allowPseudo?: boolean;
  readonly original?: "current" | "stored";
}

/** As many blocking places are listed per document; the rest is counted. */
const LISTED = 5;

/** `pitrans merge [files…] --to <langs>` */
export async function merge(
  context: CommandContext,
  files: readonly string[],
  flags: MergeFlags,
): Promise<CommandResult> {
  const { output, project, cwd, isDryRun, signal } = context;
  const locales = targetsOf(flags.to, project, "merge");
  const minState = minStateOf(flags);
  const progress = await output.progress("Merging");
  const report = await withStore(project, { command: "merge", isReadOnly: isDryRun }, (store) =>
    mergeDocuments(project, store, {
      cwd,
      files,
      locales,
      minState,
      isUntranslatedAllowed: flags.allowUntranslated ?? false,
      isPseudoAllowed: flags.allowPseudo ?? false,
      original: flags.original ?? "current",
      isDryRun,
      signal,
      onFile: (outcome, index, total) => {
        for (const line of linesOf(outcome, output)) progress.done(line);
        progress.update(`${index + 1} of ${total} documents`);
      },
    }),
  ).finally(() => progress.stop());
  const codes = codesOf(report);
  const done = report.outcomes.filter(({ result }) => result?.output !== undefined).length;
  const exitCode = report.isInterrupted ? EXIT.interrupted : exitCodeOfAll(codes, done);
  summarise(report, done, output, isDryRun);
  return { exitCode, json: { ok: exitCode === EXIT.done, command: "merge", documents: report.outcomes.map(jsonOf) } };
}

function minStateOf({ minState, allowDraft }: MergeFlags): TargetState {
  if (allowDraft !== true) return minState ?? "edited";
  if (minState !== undefined && isAtLeast(minState, "edited")) {
    throw new UsageError("usage", `--allow-draft and --min-state ${minState} contradict each other.`, {
      hint: "Use one of them.",
      place: { option: "--min-state" },
    });
  }
  return "draft";
}

function codesOf(report: MergeReport): ErrorCode[] {
  return report.outcomes.flatMap(({ error, result }): ErrorCode[] =>
    error ? [error.code] : result.output === undefined ? ["not-good-enough"] : [],
  );
}

function linesOf(outcome: Outcome<MergedFile>, output: Output): string[] {
  const { colors } = output;
  if (outcome.error) return failureLines(outcome.error, output);
  const { output: path, blocking, untranslated, fallbacks, findings, edits } = outcome.result;
  const lines: string[] = [];
  if (path === undefined) {
    lines.push(
      `${colors.red("✗")} ${outcome.name} (${outcome.locale}): ${plural(blocking.length, "segment")} not good enough yet`,
    );
    for (const { place, reason, source } of blocking.slice(0, LISTED))
      lines.push(`    ${place}, ${reason}: ${shorten(plainText(source))}`);
    if (blocking.length > LISTED) lines.push(`    and ${blocking.length - LISTED} more; --json lists them all`);
  } else lines.push(`${colors.green("✓")} ${path}`);
  if (edits) lines.push(`  ${plural(edits.changed, "segment")} edited in the working file were taken in`);
  if (untranslated > 0) lines.push(`  ${plural(untranslated, "paragraph")} left in the original language`);
  if (fallbacks > 0) lines.push(`  ${plural(fallbacks, "paragraph")} with the last accepted text`);
  for (const { message, place } of findings)
    lines.push(`  ${colors.yellow("!")} ${place === undefined ? "" : `${place}: `}${message}`);
  return lines;
}

function summarise(report: MergeReport, done: number, output: Output, isDryRun: boolean): void {
  if (report.outcomes.length === 0) {
    output.say("There are no documents in sources/, so there is nothing to merge.");
    return;
  }
  output.say(`${plural(done, "document")} ${isDryRun ? "would be finished" : "finished"}.`);
  if (report.outcomes.some(({ result }) => (result?.blocking.length ?? 0) > 0)) {
    output.say("The others have text that nobody has looked at. There are three ways on:");
    output.say("  have it reviewed, and run: pitrans import");
    output.say("  say that all of a returned file was read and is right: pitrans import --accept-all");
    output.say("  merge the drafts as they are: pitrans merge --allow-draft");
  }
}

function shorten(text: string): string {
  return text.length <= 70 ? text : `${text.slice(0, 69)}…`;
}

function jsonOf({ name, locale, result, error }: Outcome<MergedFile>): object {
  if (error) return { name, locale, ok: false, error: failureJson(error) };
  const blocking = result.blocking.map(({ source, ...rest }) => ({ ...rest, source: plainText(source) }));
  return { name, locale, ok: result.output !== undefined, ...result, blocking };
}
