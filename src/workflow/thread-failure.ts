import { PitransError, type ErrorCode, type Place } from "../errors.ts";

/** A failure on its way from one thread to another: an error loses its class there, so its parts travel. */
export interface PackedFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | undefined;
  readonly place: Place;
}

/** What another thread is to be told of a failure. Throws it where it is none of ours. */
export function packFailure(error: unknown): PackedFailure {
  if (!(error instanceof PitransError)) throw error;
  const { code, message, hint, place } = error;
  return { code, message, hint, place };
}

/** The failure that another thread told of. */
export function unpackFailure({ code, message, hint, place }: PackedFailure): PitransError {
  return new PitransError(code, message, { place, ...(hint === undefined ? {} : { hint }) });
}
