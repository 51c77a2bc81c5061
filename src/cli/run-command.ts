import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { CommandContext, CommandResult, GlobalFlags } from "./command.ts";
import { PitransError, UsageError } from "../errors.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { reportFailure, tellFailure } from "./failure.ts";
import { createOutput, wantsColor } from "./output.ts";

const stdout = (text: string): void => void process.stdout.write(text);
const stderr = (text: string): void => void process.stderr.write(text);

const INTERRUPTED = new PitransError("interrupted", "Interrupted. What was finished is saved.", {
  hint: "Run the same command again to go on where it stopped.",
});

/** Settles what all commands share, runs one, prints its JSON or its failure, and gives the exit code. */
export async function runCommand(
  flags: GlobalFlags,
  run: (context: CommandContext) => Promise<CommandResult>,
): Promise<ExitCode> {
  const isTerminal = process.stderr.isTTY;
  const output = await createOutput(
    {
      isJson: flags.json ?? false,
      isQuiet: flags.quiet ?? false,
      isVerbose: flags.verbose ?? false,
      hasColor: wantsColor(flags.color === false, process.env, isTerminal),
      // A terminal that does not tell its width (some containers and editors) makes ora 9.4 clear lines without end.
      isInteractive:
        isTerminal && process.stderr.columns > 0 && process.env["TERM"] !== "dumb" && (process.env["CI"] ?? "") === "",
    },
    stdout,
    stderr,
  );
  const abort = new AbortController();
  const onInterrupt = (): void => {
    // A second Ctrl-C ends the process at once; what was finished is stored already.
    if (abort.signal.aborted) process.exit(130);
    output.warn("Stopping. Finished work is being saved; press Ctrl-C again to stop at once.");
    abort.abort();
  };
  process.on("SIGINT", onInterrupt);
  try {
    const cwd = resolve(flags.cwd ?? ".");
    if (!isFolder(cwd)) {
      throw new UsageError("usage", `There is no folder ${flags.cwd ?? cwd}.`, {
        hint: "Name the folder of your project after -C, or leave -C out and run pitrans in that folder.",
        place: { option: "--cwd" },
      });
    }
    const { CONFIG_FILE, loadConfig } = await import("../config/load-config.ts");
    const loaded = await loadConfig(cwd, flags.config, process.env);
    const { config, root } = loaded;
    output.root = root;
    if (Object.keys(config.filters).length > 0) {
      const { checkFilterOptions } = await import("../workflow/filter-options.ts");
      await checkFilterOptions(config.filters, flags.config ?? CONFIG_FILE);
    }
    const result = await run({
      cwd,
      loaded,
      project: {
        root,
        sourceLocale: config.sourceLocale,
        targetLocales: config.targetLocales,
        segmentation: config.segment,
        filterOptions: config.filters,
        exclude: config.exclude,
        glossaries: config.glossaries,
      },
      output,
      signal: abort.signal,
      isDryRun: flags.dryRun ?? false,
      isYes: (flags.yes ?? false) || flags.input === false,
    });
    output.json(result.json);
    if (result.exitCode === EXIT.interrupted) tellFailure(INTERRUPTED, output);
    return result.exitCode;
  } catch (error) {
    return reportFailure(error, output, stderr);
  } finally {
    process.off("SIGINT", onInterrupt);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
