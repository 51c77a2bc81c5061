import type { Ora } from "ora";

export interface OutputOptions {
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  readonly isVerbose: boolean;
  readonly hasColor: boolean;
  readonly isInteractive: boolean;
}

/** The colours that are used; what they say stands in the words too. */
export type Colors = Readonly<Record<"green" | "yellow" | "red" | "dim" | "bold", (text: string) => string>>;

/** A line that says how far a command is: a spinner on a terminal, a plain line per finished file elsewhere. */
export interface Progress {
  update(text: string): void;
  /** Leaves a line behind. */
  done(line: string): void;
  /** Leaves a line of a failure behind; even with `--quiet`. */
  warn(line: string): void;
  stop(): void;
}

/** The only writer to the terminal: data on stdout, talk on stderr. */
export interface Output {
  readonly options: OutputOptions;
  readonly colors: Colors;
  /** The project's folder, once it is known: failures name files from there. */
  root?: string;
  /** What the command was asked for; to stdout, unless `--json`. */
  data(text: string): void;
  /** A line for the person at the terminal; to stderr, unless `--quiet` or `--json`. */
  say(line?: string): void;
  /** As `say`, with `--verbose` only. */
  detail(line: string): void;
  /** A failure or warning; to stderr, even with `--quiet`. */
  warn(line: string): void;
  /** The one document of `--json`; to stdout. */
  json(value: object): void;
  /** A failure for programs, with `--json` only: one line of JSON on stderr. */
  jsonFailure(value: object): void;
  progress(text: string): Promise<Progress>;
}

/** @param stdout and stderr take whole lines, line end included */
export async function createOutput(
  options: OutputOptions,
  stdout: (text: string) => void,
  stderr: (text: string) => void,
): Promise<Output> {
  const colors = options.hasColor ? await loadColors() : NO_COLORS;
  const isTalking = !options.isQuiet && !options.isJson;
  const say = (line = ""): void => {
    if (isTalking) stderr(`${line}\n`);
  };
  const warn = (line: string): void => {
    if (!options.isJson) stderr(`${line}\n`);
  };
  return {
    options,
    colors,
    data: (text) => {
      if (!options.isJson) stdout(text.endsWith("\n") ? text : `${text}\n`);
    },
    say,
    detail: (line) => {
      if (options.isVerbose) say(line);
    },
    warn,
    json: (value) => {
      if (options.isJson) stdout(`${JSON.stringify(value, undefined, 2)}\n`);
    },
    jsonFailure: (value) => {
      if (options.isJson) stderr(`${JSON.stringify(value)}\n`);
    },
    progress: async (text) =>
      isTalking && options.isInteractive ? spinner(text, say) : { update: () => {}, done: say, warn, stop: () => {} },
  };
}

const NO_COLORS: Colors = { green: String, yellow: String, red: String, dim: String, bold: String };

/** Loaded only where colours are wanted: it takes 20 ms. */
async function loadColors(): Promise<Colors> {
  const { Chalk } = await import("chalk");
  return new Chalk({ level: 1 });
}

async function spinner(text: string, say: (line: string) => void): Promise<Progress> {
  const { default: ora } = await import("ora");
  // ora's own handling of Ctrl-C would end the process before finished work is stored.
  const spin: Ora = ora({ text, stream: process.stderr, discardStdin: false, hideCursor: false }).start();
  const done = (line: string): void => {
    spin.clear();
    say(line);
    spin.render();
  };
  return {
    update: (next) => {
      spin.text = next;
    },
    done,
    warn: done,
    stop: () => {
      spin.stop();
    },
  };
}

/** Whether colours are wanted: `--no-color`, NO_COLOR, FORCE_COLOR and TERM=dumb, in that order; else where stderr is a terminal. */
export function wantsColor(isFlagOff: boolean, environment: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (isFlagOff) return false;
  if ((environment["NO_COLOR"] ?? "") !== "") return false;
  const forced = environment["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTerminal && environment["TERM"] !== "dumb";
}
