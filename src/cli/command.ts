import type { LoadedConfig } from "../config/load-config.ts";
import type { ExitCode } from "./exit-codes.ts";
import type { Output } from "./output.ts";
import type { Project } from "../workflow/project.ts";

/** What every command is handed. */
export interface CommandContext {
  /** Absolute; `--cwd` applied. */
  readonly cwd: string;
  readonly loaded: LoadedConfig;
  readonly project: Project;
  readonly output: Output;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** `-n`: say what would be done, write nothing. */
  readonly isDryRun: boolean;
  /** `--yes` or `--no-input`: ask nothing. */
  readonly isYes: boolean;
}

/** How a command ended. It has told the person already; `json` is the whole answer for programs. */
export interface CommandResult {
  readonly exitCode: ExitCode;
  readonly json: object;
}

export interface GlobalFlags {
  readonly cwd?: string;
  readonly config?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
  readonly yes?: boolean;
  readonly input?: boolean;
  readonly dryRun?: boolean;
}
