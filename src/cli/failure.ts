import { PitransError, type Place } from "../errors.ts";
import { placeOf } from "../workflow/place-of.ts";
import { EXIT, exitCodeOf, type ExitCode } from "./exit-codes.ts";
import type { Output } from "./output.ts";

/** A failure as `--json` prints it. */
export interface FailureJson {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly place?: Place;
}

/** What a program, not a person, is told of a failure. */
export function failureJson(error: PitransError): FailureJson {
  return {
    code: error.code,
    message: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(Object.keys(error.place).length === 0 ? {} : { place: error.place }),
  };
}

/** The lines that tell a person of a failure: what, where, and what to do. */
export function failureLines(error: PitransError, { colors }: Output): string[] {
  const place = placeOf(error.place);
  return [
    `${colors.red("✗")} ${error.message}`,
    ...(place === "" ? [] : [`  ${colors.dim(`Where: ${place}`)}`]),
    ...(error.hint === undefined ? [] : [`  ${error.hint}`]),
  ];
}

/** Prints a failure that ends the command and gives its exit code. What is no PitransError is a bug of ours: its stack is shown. */
export function reportFailure(error: unknown, output: Output, stderr: (text: string) => void): ExitCode {
  if (error instanceof PitransError) {
    const exitCode = exitCodeOf(error.code);
    if (output.options.isJson) stderr(`${JSON.stringify({ ok: false, error: failureJson(error), exitCode })}\n`);
    else for (const line of failureLines(error, output)) output.warn(line);
    return exitCode;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (output.options.isJson) {
    const bug = { code: "bug", message: "pitrans met a fault of its own.", hint: "Report it." };
    stderr(`${JSON.stringify({ ok: false, error: bug, exitCode: EXIT.failed })}\n`);
  }
  stderr(`pitrans met a fault of its own; your files are as they were. Please report it with these lines:\n${stack}\n`);
  return EXIT.failed;
}
