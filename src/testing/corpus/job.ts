import type { GateId, GateResult } from "./gate.ts";

/** What a worker process is told to do: one document. */
export interface Job {
  readonly path: string;
  /** Relative to the folder under test, with `/`. */
  readonly name: string;
  readonly gates: readonly GateId[];
  readonly sourceLocale: string;
  readonly targetLocale: string;
  readonly hasSoffice: boolean;
}

/** What is known of one document in the end. */
export interface FileReport {
  readonly name: string;
  /** The filter's id; undefined where no filter reads it. */
  readonly format?: string;
  readonly sha256: string;
  readonly results: readonly GateResult[];
}
