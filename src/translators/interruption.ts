import { PitransError } from "../errors.ts";

/** What is thrown where work was given up because somebody asked for it. */
export function interruption(): PitransError {
  return new PitransError("interrupted", "The work was interrupted.", { hint: "Run the same command again to go on." });
}

/** Throws the interruption where one of the signals is aborted. */
export function throwIfStopped(...signals: readonly (AbortSignal | undefined)[]): void {
  if (signals.some((signal) => signal?.aborted === true)) throw interruption();
}
