import { isAbsolute, relative, sep } from "node:path";
import { PitransError, type Place } from "../errors.ts";
import { explainFileError } from "../workflow/file-error.ts";
import { placeOf } from "../workflow/place-of.ts";
import { EXIT, exitCodeOf, type ExitCode } from "./exit-codes.ts";
import type { Output } from "./output.ts";

/** A failure as `--json` prints it. */
export interface FailureJson {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly place: Place;
}

/** What a program, not a person, is told of a failure. */
export function failureJson(error: PitransError): FailureJson {
  return {
    code: error.code,
    message: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    place: error.place,
  };
}

/** The lines that tell a person of a failure: what, where, and what to do. */
function failureLines(error: PitransError, { colors }: Output): string[] {
  const { file, part, unit, line } = error.place;
  // What the sentence names already is not named again.
  const isNamed = line === undefined && [file, part, unit].every((word) => error.message.includes(word ?? ""));
  const place = isNamed ? "" : placeOf(error.place);
  return [
    `${colors.red("✗")} ${error.message}`,
    ...(place === "" ? [] : [`  ${colors.dim(`Where: ${place}`)}`]),
    ...(error.hint === undefined ? [] : [`  ${error.hint}`]),
  ];
}

/** Tells of a failure that does not end the command: in words, or as one line of JSON on stderr. */
export function tellFailure(
  error: PitransError,
  output: Output,
  warn: (line: string) => void = (line) => output.warn(line),
): void {
  nameFromRoot(error, output.root);
  output.jsonFailure({ ok: false, error: failureJson(error), exitCode: exitCodeOf(error.code) });
  for (const line of failureLines(error, output)) warn(line);
}

/** Prints a failure that ends the command and gives its exit code. What is no PitransError is a bug of ours: its stack is shown. */
export function reportFailure(thrown: unknown, output: Output, stderr: (text: string) => void): ExitCode {
  const error = explainFileError(thrown);
  if (error instanceof PitransError) {
    tellFailure(error, output);
    return exitCodeOf(error.code);
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (output.options.isJson) {
    const bug = {
      code: "bug",
      message: "pitrans met a fault of its own.",
      hint: "Report it with the stack.",
      place: {},
      stack,
    };
    output.jsonFailure({ ok: false, error: bug, exitCode: EXIT.failed });
  } else
    stderr(
      `pitrans met a fault of its own; your files are as they were. Please report it with these lines:\n${stack}\n`,
    );
  return EXIT.failed;
}

/** Files of the project are named from its root, wherever the failure was thrown. */
function nameFromRoot(error: PitransError, root: string | undefined): void {
  const { file } = error.place;
  if (root === undefined || file === undefined || !isAbsolute(file)) return;
  const inside = relative(root, file);
  if (inside === "" || inside.startsWith("..") || isAbsolute(inside)) return;
  Object.assign(error, { place: { ...error.place, file: inside.split(sep).join("/") } });
}
