/** Where a failure stands. All parts optional; `file` is relative to the project where it can be. */
export interface Place {
  readonly file?: string;
  /** In a person's words, inside the file: "word/document.xml", "Slide 4, title". */
  readonly part?: string;
  readonly line?: number;
  readonly column?: number;
  readonly unit?: string;
  /** A command-line option, a configuration path, or the engine's id. */
  readonly option?: string;
}

export type ErrorCode =
  | "usage"
  | "config"
  | "unknown-locale"
  | "unsupported-locale-pair"
  | "unknown-format"
  | "malformed-document"
  | "encrypted-document"
  | "document-too-large"
  | "invalid-xliff"
  | "original-changed"
  | "original-missing"
  | "unknown-unit"
  | "codes-broken"
  | "not-good-enough"
  | "pseudo-translation"
  | "wrong-project"
  | "unknown-document"
  | "contradictory-return"
  | "credentials-missing"
  | "credentials-rejected"
  | "quota-exceeded"
  | "rate-limited"
  | "network"
  | "unreadable-reply"
  | "request-rejected"
  | "memory-locked"
  | "memory-too-new"
  | "malformed-memory"
  | "malformed-glossary"
  | "nothing-to-undo"
  | "file-missing"
  | "file-in-use"
  | "disk-full"
  | "not-permitted"
  | "interrupted";

export interface ErrorDetails {
  /** What to do now, as a full sentence. */
  readonly hint?: string;
  readonly place?: Place;
  readonly cause?: unknown;
}

/** A failure in the user's terms. Rooms throw it, only the command line catches it and maps its code to an exit code. */
export class PitransError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly place: Place;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = details.hint;
    this.place = details.place ?? {};
  }
}

/** The command was typed wrongly. */
export class UsageError extends PitransError {}

/** The configuration cannot be used. */
export class ConfigError extends PitransError {}

/** A document cannot be read. */
export class DocumentError extends PitransError {}

/** An XLIFF file cannot be read or does not belong here. */
export class XliffError extends PitransError {}

/** A document cannot be finished. */
export class MergeError extends PitransError {}

/** An engine did not do its work. `isRetryable`: the same request may succeed later. */
export class TranslatorError extends PitransError {
  readonly isRetryable: boolean;
  /** Seconds the server asks to wait, where it said so. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    details: ErrorDetails & { readonly isRetryable?: boolean; readonly retryAfter?: number } = {},
  ) {
    super(code, message, details);
    this.isRetryable = details.isRetryable ?? false;
    this.retryAfter = details.retryAfter;
  }
}

/** The project's own state, or a file of it, cannot be read or written. */
export class StoreError extends PitransError {}

/** A glossary cannot be read. */
export class GlossaryError extends PitransError {}

/** The same failure with what the catcher knows of its place added; what the thrower knew stays. */
export function withPlace(error: unknown, place: Place): unknown {
  if (!(error instanceof PitransError)) return error;
  Object.assign(error, { place: { ...place, ...error.place } });
  return error;
}
