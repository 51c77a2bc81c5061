import type { ErrorCode } from "../errors.ts";

/** PRODUCT.md, "What comes out". */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  notGoodEnough: 3,
  partial: 4,
  credentials: 5,
  temporary: 6,
  conflict: 7,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const BY_CODE: Partial<Record<ErrorCode, ExitCode>> = {
  usage: EXIT.usage,
  config: EXIT.usage,
  "unknown-locale": EXIT.usage,
  "unsupported-locale-pair": EXIT.usage,
  "not-good-enough": EXIT.notGoodEnough,
  "pseudo-translation": EXIT.notGoodEnough,
  "credentials-missing": EXIT.credentials,
  "credentials-rejected": EXIT.credentials,
  "quota-exceeded": EXIT.credentials,
  "rate-limited": EXIT.temporary,
  network: EXIT.temporary,
  "memory-locked": EXIT.temporary,
  "original-changed": EXIT.conflict,
  "wrong-project": EXIT.conflict,
  "contradictory-return": EXIT.conflict,
  interrupted: EXIT.interrupted,
};

/** The exit code of a failure; 1 for codes that have none of their own. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  return BY_CODE[code] ?? EXIT.failed;
}

/** Where several apply, the first of these wins. */
const PRECEDENCE: readonly ExitCode[] = [
  EXIT.interrupted,
  EXIT.usage,
  EXIT.credentials,
  EXIT.temporary,
  EXIT.conflict,
  EXIT.partial,
  EXIT.notGoodEnough,
  EXIT.failed,
];

/** The exit code of a command over several files: that of the failures, 4 where some files were done, 0 where none failed. */
export function exitCodeOfAll(codes: readonly ErrorCode[], doneCount: number): ExitCode {
  if (codes.length === 0) return EXIT.done;
  const present = new Set<ExitCode>(codes.map(exitCodeOf));
  if (doneCount > 0 && present.has(EXIT.failed)) present.add(EXIT.partial);
  return PRECEDENCE.find((code) => present.has(code)) ?? EXIT.failed;
}
