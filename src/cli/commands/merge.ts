import { isAtLeast, type TargetState } from "../../model/unit.ts";
import { plainText } from "../../model/fragment.ts";
import { MergeError, UsageError, type ErrorCode } from "../../errors.ts";
import { merge as mergeDocuments, type MergedFile, type MergeReport } from "../../workflow/merge/merge.ts";
import type { Blocking } from "../../workflow/merge/gate.ts";
import type { Outcome } from "../../workflow/outcome.ts";
import { withStore } from "../../workflow/session.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { DRY_RUN_END } from "../dry-run-end.ts";
import { EXIT, exitCodeOfAll } from "../exit-codes.ts";
import { failureJson } from "../failure.ts";
import { assertProject } from "../no-project.ts";
import { findingLine } from "../finding-line.ts";
import type { Output } from "../output.ts";
import { editedInPlace } from "../edited-in-place.ts";
import { plural } from "../plural.ts";
import { createTeller } from "../teller.ts";
import { stoppedLine } from "../stopped-line.ts";
import { targetsOf } from "../targets.ts";
import { waysOn } from "../ways-on.ts";
import { spendMemory } from "../../store/save-memory.ts";

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
  spendMemory();
  const { output, project, cwd, isDryRun, signal } = context;
  assertProject(project, cwd, files);
  const locales = targetsOf(flags.to, project, "merge");
  const minState = minStateOf(flags);
  const isDraftAllowed = minState === "draft";
  const progress = await output.progress("Merging");
  const teller = createTeller(output, progress);
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
        teller.tell(outcome, (finished) => linesOf(finished, output, isDryRun));
        const error = blocked(outcome, isDraftAllowed);
        if (error) {
          output.jsonFailure({ ok: false, error: failureJson(error), exitCode: EXIT.notGoodEnough });
          for (const line of blockingLines(error, outcome.result!, output)) progress.warn(line);
        }
        progress.update(`${index + 1} of ${total} documents`);
      },
    }),
  ).finally(() => progress.stop());
  teller.finish();
  const codes = codesOf(report);
  const done = report.outcomes.filter(({ result }) => result?.output !== undefined).length;
  const exitCode = report.isInterrupted ? EXIT.interrupted : exitCodeOfAll(codes, done);
  const next = summarise(report, done, context, isDraftAllowed);
  const documents = report.outcomes.map(jsonOf);
  const rest = { reports: report.reportFiles, ...(next === undefined ? {} : { next }) };
  return { exitCode, json: { ok: exitCode === EXIT.done, command: "merge", documents, ...rest } };
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

function linesOf({ result }: { readonly result: MergedFile }, { colors }: Output, isDryRun: boolean): string[] {
  const { output: path, untranslated, fallbacks, findings, edits } = result;
  const lines = [...editedInPlace(edits, isDryRun)];
  if (path === undefined) return lines;
  lines.unshift(`${colors.green("✓")} ${path}`);
  if (untranslated > 0) lines.push(`  ${plural(untranslated, "paragraph")} left in the original language`);
  if (fallbacks > 0) lines.push(`  ${plural(fallbacks, "paragraph")} with the last accepted text`);
  for (const finding of findings) lines.push(`  ${findingLine(finding, { colors })}`);
  return lines;
}

/** A document that is not good enough: as a failure, with the ways on. */
function blocked({ name, locale, result }: Outcome<MergedFile>, isDraftAllowed: boolean): MergeError | undefined {
  if (!result || result.output !== undefined) return undefined;
  const { blocking } = result;
  const ways = waysOn(
    blocking.map(({ reason }) => reason),
    { isDraftAllowed, locales: [locale!] },
  );
  return new MergeError(
    "not-good-enough",
    `${name} (${locale}) was not written: ${plural(blocking.length, "segment")} ${blocking.length === 1 ? "is" : "are"} not ready.`,
    {
      hint: `The ways on: ${ways.join("; or ")}.`,
      place: { file: name },
    },
  );
}

const REASONS: Readonly<Record<Blocking["reason"], string>> = {
  initial: "no translation",
  stale: "the original has changed",
  draft: "a draft nobody has looked at",
  edited: "edited, not reviewed",
  reviewed: "reviewed, not final",
  final: "final",
};

/** The ways on are told once, in the summary. */
function blockingLines({ message }: MergeError, { blocking }: MergedFile, { colors }: Output): string[] {
  const lines = [
    `${colors.red("✗")} ${message}`,
    ...blocking
      .slice(0, LISTED)
      .map(({ place, reason, source }) => `    ${place} (${REASONS[reason]}): ${shorten(plainText(source))}`),
  ];
  return blocking.length > LISTED
    ? [...lines, `    and ${blocking.length - LISTED} more; --json lists them all`]
    : lines;
}

function summarise(
  report: MergeReport,
  done: number,
  { output, isDryRun }: CommandContext,
  isDraftAllowed: boolean,
): string | undefined {
  for (const path of report.reportFiles) output.say(`Report of the edits taken in: ${path}`);
  if (report.isInterrupted) {
    output.say(stoppedLine(report.outcomes.length, report.total, "document"));
    return undefined;
  }
  if (report.outcomes.length === 0) {
    output.say(
      "There are no documents in sources/, so there is nothing to merge. Put some there and run: pitrans extract",
    );
    return undefined;
  }
  output.say(`${plural(done, "document")} ${isDryRun ? "would be finished" : "finished"}.`);
  const waiting = report.outcomes.length - done;
  if (waiting > 0) output.say(`${plural(waiting, "document")} not written (see above).`);
  const reasons = report.outcomes.flatMap(({ result }) => result?.blocking.map(({ reason }) => reason) ?? []);
  if (reasons.length > 0) {
    const locales = report.outcomes.flatMap(({ locale, result }) => (result?.blocking.length ? [locale!] : []));
    output.say("The ways on:");
    for (const way of waysOn(reasons, { isDraftAllowed, locales: [...new Set(locales)] })) output.say(`  ${way}`);
    return undefined;
  }
  if (isDryRun) {
    output.say(DRY_RUN_END);
    return undefined;
  }
  const next = "pitrans status";
  output.say(`Next: ${next}`);
  return next;
}

function shorten(text: string): string {
  return text.length <= 70 ? text : `${text.slice(0, 69)}…`;
}

function jsonOf({ name, locale, result, error }: Outcome<MergedFile>): object {
  if (error) return { name, locale, ok: false, error: failureJson(error) };
  const blocking = result.blocking.map(({ source, ...rest }) => ({ ...rest, source: plainText(source) }));
  return { name, locale, ok: result.output !== undefined, ...result, blocking };
}
