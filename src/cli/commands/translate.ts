import type { SegmentationMode, XliffVersion } from "../../model/document.ts";
import { languageName } from "../../model/locale.ts";
import { PitransError, UsageError, type ErrorCode } from "../../errors.ts";
import type { Outcome } from "../../workflow/outcome.ts";
import { withStore } from "../../workflow/session.ts";
import {
  translate as translateDocuments,
  type SendingPlan,
  type TranslatedFile,
  type TranslateReport,
} from "../../workflow/translate/translate.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { engineFactory, engineId } from "../engines.ts";
import { DRY_RUN_END } from "../dry-run-end.ts";
import { EXIT, exitCodeOfAll } from "../exit-codes.ts";
import { failureJson, tellFailure } from "../failure.ts";
import { assertProject } from "../no-project.ts";
import { findingLine } from "../finding-line.ts";
import type { Output } from "../output.ts";
import { editedInPlace } from "../edited-in-place.ts";
import { goneLines } from "../gone-lines.ts";
import { NO_DOCUMENTS } from "../no-documents.ts";
import { plural } from "../plural.ts";
import { createTeller } from "../teller.ts";
import { stoppedLine } from "../stopped-line.ts";
import { targetsOf } from "../targets.ts";

interface TranslateFlags {
  readonly to?: readonly string[];
  readonly engine?: readonly string[];
  readonly glossary?: readonly string[];
  readonly maxChars?: string;
  readonly redo?: boolean;
  readonly only?: "changed";
  readonly segment?: SegmentationMode;
  readonly xliff?: XliffVersion;
}

/** `pitrans translate [files…] --to <langs>` */
export async function translate(
  context: CommandContext,
  files: readonly string[],
  flags: TranslateFlags,
): Promise<CommandResult> {
  const { output, cwd, isDryRun, signal } = context;
  const project = {
    ...context.project,
    segmentation: flags.segment ?? context.project.segmentation,
    glossaries: [...context.project.glossaries, ...(flags.glossary ?? [])],
  };
  assertProject(project, cwd, files);
  const locales = targetsOf(flags.to, project, "translate");
  if (locales.includes(project.sourceLocale)) {
    throw new UsageError(
      "unsupported-locale-pair",
      `The documents are in ${languageName(project.sourceLocale)} already.`,
      {
        hint: "Name another language with --to, or set sourceLocale in pitrans.config.json.",
        place: { option: "--to" },
      },
    );
  }
  const maxCharacters = parseLimit(flags.maxChars);
  const id = engineId(flags.engine, context);
  const progress = await output.progress("Reading documents");
  const teller = createTeller(output, progress);
  const report = await withStore(project, { command: "translate", isReadOnly: isDryRun }, (store) =>
    translateDocuments(project, store, {
      cwd,
      files,
      locales,
      isRedo: flags.redo ?? false,
      isChangedApart: flags.only === "changed",
      xliffVersion: flags.xliff,
      maxCharacters,
      isDryRun,
      signal,
      engineFor: engineFactory(context, store, id),
      onPlan: (plan) => {
        for (const line of planLines(plan, isDryRun)) progress.done(line);
      },
      onProgress: (answered, total) => progress.update(`${answered} of ${total} segments`),
      onFile: (outcome) => {
        teller.tell(outcome, (done) => linesOf(done, output, isDryRun));
      },
    }),
  ).finally(() => progress.stop());
  teller.finish();
  const { failure } = report;
  if (failure !== undefined && !(failure instanceof PitransError)) throw failure;
  if (failure && failure.code !== "interrupted") tellFailure(failure, output);
  const codes: ErrorCode[] = [
    ...report.outcomes.flatMap(({ error }) => (error ? [error.code] : [])),
    ...(failure ? [failure.code] : []),
  ];
  const done = report.outcomes.filter(({ result }) => result !== undefined).length;
  const exitCode = report.isInterrupted ? EXIT.interrupted : exitCodeOfAll(codes, done);
  const next = summarise(report, locales, id, context);
  return {
    exitCode,
    json: {
      ok: exitCode === EXIT.done,
      command: "translate",
      engine: id ?? "none",
      sending: report.plans,
      documents: report.outcomes.map(jsonOf),
      findings: report.findings,
      ...(report.gone.length === 0 ? {} : { gone: report.gone }),
      reports: report.reportFiles,
      ...(failure ? { failure: failureJson(failure) } : {}),
      ...(next === undefined ? {} : { next }),
    },
  };
}

function parseLimit(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const limit = Number(word.replaceAll(/[_, ]/g, ""));
  if (Number.isInteger(limit) && limit >= 0) return limit;
  throw new UsageError("usage", `${JSON.stringify(word)} is not a number of characters.`, {
    hint: "For example: --max-chars 50000",
    place: { option: "--max-chars" },
  });
}

function planLines(plan: SendingPlan, isDryRun: boolean): string[] {
  if (plan.destination === undefined) return [];
  const { destination, segments, characters, locale, leftOut, usage, usageFailure } = plan;
  const will = isDryRun ? "Would send" : "Sending";
  const lines = [
    characters === 0 && segments > 0
      ? `All ${plural(segments, "answer")} for ${languageName(locale)} are stored already; nothing is sent.`
      : `${will} ${plural(characters, "character")} (${plural(segments, "segment")}) to ${destination}, for ${languageName(locale)}.`,
  ];
  if (usage)
    lines.push(`Quota: ${plural(usage.used, "character")} of ${plural(usage.limit, "character")} used so far.`);
  if (usageFailure !== undefined) lines.push(`How much of the quota is used is not known: ${usageFailure}`);
  if (leftOut > 0) lines.push(`${plural(leftOut, "segment")} left out by --max-chars.`);
  return lines;
}

const SOURCES: readonly (readonly [keyof TranslatedFile["filled"], string])[] = [
  ["context", "from the memory, in context"],
  ["exact", "from the memory"],
  ["glossary", "from the glossary"],
  ["copied", "with nothing to translate"],
  ["repetition", "by repetition"],
  ["engine", "from the engine"],
];

function linesOf(
  { name, locale, result }: { readonly name: string; readonly locale?: string; readonly result: TranslatedFile },
  { colors }: Output,
  isDryRun: boolean,
): string[] {
  const { filled, open, edits, findings } = result;
  const parts = SOURCES.flatMap(([source, words]) => (filled[source] > 0 ? [`${filled[source]} ${words}`] : []));
  const rest = open > 0 ? `${open} still open` : "nothing open";
  const lines = [`${colors.green("✓")} ${name} (${locale}): ${[...parts, rest].join(", ")}`];
  if (result.isRestored)
    lines.push(`  ${colors.yellow("!")} The working file was gone; it was put back as it was last written.`);
  lines.push(...editedInPlace(edits, isDryRun));
  if (result.changedFile)
    lines.push(`  ${plural(result.changedFile.segments, "segment")} that were open, alone: ${result.changedFile.path}`);
  if (findings.length > 0)
    lines.push(`  ${colors.yellow("!")} ${plural(findings.length, "remark")} for the editor in the notes`);
  return lines;
}

function summarise(
  report: TranslateReport,
  locales: readonly string[],
  id: string | undefined,
  { output, isDryRun }: CommandContext,
): string | undefined {
  for (const finding of report.findings) output.say(findingLine(finding, output));
  for (const line of goneLines(report.gone, isDryRun, output)) output.say(line);
  for (const path of report.reportFiles) output.say(`Report of the edits taken in: ${path}`);
  const results = report.outcomes.flatMap(({ result }) => (result ? [result] : []));
  if (report.isInterrupted) {
    const asked = report.plans.reduce((sum, { segments }) => sum + segments, 0);
    output.say(
      asked > 0
        ? stoppedLine(report.answered, asked, "segment")
        : stoppedLine(report.outcomes.length, report.total, "document"),
    );
    return undefined;
  }
  if (report.outcomes.length === 0) {
    output.say(NO_DOCUMENTS);
    return undefined;
  }
  const failed = report.outcomes.length - results.length;
  if (failed > 0) output.say(`${plural(failed, "document")} could not be translated (see above).`);
  if (results.length === 0) return undefined;
  // A dry run asks no engine: what would be asked counts as drafted.
  const planned = isDryRun ? report.plans.reduce((sum, plan) => sum + plan.segments, 0) : 0;
  const open = results.reduce((sum, result) => sum + result.open, -planned);
  const filled = results.reduce(
    (sum, result) => sum + Object.values(result.filled).reduce((a, b) => a + b, 0),
    planned,
  );
  output.say(
    `${plural(filled, "segment")} ${isDryRun ? "would be drafted" : "drafted"}, ${plural(open, "segment")} still open.`,
  );
  if (open > 0 && id === undefined) {
    output.say(
      "Without an engine only the memory and the glossary were used; editors see the glossary terms of open segments in the notes.",
    );
    output.say("To have the rest drafted, put DEEPL_AUTH_KEY=… into a file named .env in the project folder.");
  }
  for (const line of versionLines(results, output)) output.say(line);
  if (isDryRun) {
    output.say(DRY_RUN_END);
    return undefined;
  }
  if (report.failure !== undefined) {
    output.say(
      "What was done is saved. When the fault is put right, run the same command again to have the rest drafted.",
    );
    return undefined;
  }
  if (id === "pseudo") {
    const next = `pitrans merge --to ${locales.join(",")} --allow-pseudo --allow-draft`;
    output.say(`This is for testing layouts, not for editors. Next: ${next}`);
    return next;
  }
  const next = "pitrans import";
  const apart = results.flatMap(({ changedFile }) => changedFile ?? []);
  if (apart.length > 0) {
    output.say(`Next: send the files in review/ to your editor; put what comes back into inbox/ and run: ${next}`);
    return next;
  }
  const folders = locales.map((locale) => `xliff/${locale}/`).join(" and ");
  output.say(`Next: send the files in ${folders} to your editor; put what comes back into inbox/ and run: ${next}`);
  return next;
}

/** Which tools to avoid, where files are XLIFF 2. */
function versionLines(results: readonly TranslatedFile[], { colors }: Output): string[] {
  const versions = new Set(results.flatMap(({ xliffVersion }) => xliffVersion ?? []));
  return [...versions].map(
    (version) =>
      `${colors.yellow("!")} Files written as XLIFF ${version} are not for OmegaT: it loses their inline codes without a word, even in segments nobody touched. ` +
      "Editors who use it, or a tool that reads XLIFF 1.2 only, need: pitrans translate --xliff 1.2",
  );
}

function jsonOf({ name, locale, result, error }: Outcome<TranslatedFile>): object {
  return error ? { name, locale, ok: false, error: failureJson(error) } : { name, locale, ok: true, ...result };
}
