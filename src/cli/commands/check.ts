import { buffer } from "node:stream/consumers";
import type { ErrorCode } from "../../errors.ts";
import type { Severity } from "../../model/finding.ts";
import { check as checkFiles, type CheckedFile } from "../../workflow/check/check.ts";
import type { Outcome } from "../../workflow/outcome.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { exitCodeOfAll, EXIT } from "../exit-codes.ts";
import { failureJson } from "../failure.ts";
import type { Output } from "../output.ts";
import { plural } from "../plural.ts";
import { createTeller } from "../teller.ts";

/** `pitrans check [files…|-] --conformance` */
export async function check(
  context: CommandContext,
  files: readonly string[],
  flags: { readonly conformance?: boolean },
): Promise<CommandResult> {
  const { output, project, cwd } = context;
  const teller = createTeller(output, { done: (line) => output.data(line), warn: (line) => output.warn(line) });
  const outcomes = await checkFiles(project, {
    cwd,
    files,
    isConformanceOnly: flags.conformance ?? false,
    readStandardInput: () => buffer(process.stdin),
    onFile: (outcome) => teller.tell(outcome, ({ name, result }) => linesOf(name, result, output)),
  });
  teller.finish();
  output.say(summaryOf(outcomes));
  const codes = outcomes.flatMap(({ error, result }): ErrorCode[] =>
    error ? [error.code] : isGoodEnough(result) ? [] : ["not-good-enough"],
  );
  const exitCode = exitCodeOfAll(codes, outcomes.length - codes.length);
  return {
    exitCode,
    json: {
      ok: exitCode === EXIT.done,
      command: "check",
      files: outcomes.map(({ name, result, error }) => ({
        name,
        ...(error ? { ok: false, error: failureJson(error) } : { ok: isGoodEnough(result), ...result }),
      })),
    },
  };
}

/** Whether the standard allows it and no translation would break a document or say another figure. */
function isGoodEnough({ isValid, findings }: CheckedFile): boolean {
  return isValid && !findings.some(({ severity }) => severity === "critical" || severity === "major");
}

/** One line a problem, as compilers write them, so that editors can jump there. */
function linesOf(name: string, { version, isValid, problems, findings }: CheckedFile, { colors }: Output): string[] {
  const verdict =
    version === undefined ? "is no XLIFF" : isValid ? `is valid XLIFF ${version}` : `is not valid XLIFF ${version}`;
  return [
    ...problems.map(
      ({ line, column, severity, rule, message }) =>
        `${name}:${line}:${column} ${severity === "error" ? colors.red(severity) : colors.yellow(severity)} ${message} ${colors.dim(`[${rule}]`)}`,
    ),
    ...findings.map(
      ({ line, severity, id, message }) =>
        `${name}:${line} ${paint(severity, colors)} ${message} ${colors.dim(`[${id}]`)}`,
    ),
    `${isValid ? colors.green("✓") : colors.red("✗")} ${name} ${verdict}.`,
  ];
}

function paint(severity: Severity, colors: Output["colors"]): string {
  if (severity === "critical" || severity === "major") return colors.red(severity);
  return severity === "minor" ? colors.yellow(severity) : colors.dim(severity);
}

function summaryOf(outcomes: readonly Outcome<CheckedFile>[]): string {
  if (outcomes.length === 0)
    return "There are no bilingual files in xliff/ yet. Name a file, or run: pitrans translate --to ru";
  const results = outcomes.flatMap(({ result }) => (result ? [result] : []));
  const bad = results.filter(({ isValid }) => !isValid).length;
  const findings = results.reduce((sum, result) => sum + result.findings.length, 0);
  return `${plural(outcomes.length, "file")}: ${bad === 0 ? "none" : bad} against the standard; ${plural(findings, "finding")} in translations.`;
}
