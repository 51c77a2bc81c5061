import type { CoverageRow } from "../../filters/filter.ts";
import type { Subject } from "./subject.ts";

/** The gates of document filters that can be run over any folder; G8 (languages) and G10 (speed) have tools of their own. */
export const GATE_IDS = ["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G9"] as const;

export type GateId = (typeof GATE_IDS)[number];

/** What a gate says of one document. */
export interface GateResult {
  readonly gate: GateId;
  /** Full sentences, why the document failed; empty: passed. */
  readonly failures: readonly string[];
  /** Numbers to be added up over all documents: "declared: language" → 12. */
  readonly counts: Readonly<Record<string, number>>;
  readonly coverage?: readonly CoverageRow[];
}

/** One gate: an id, what it asks, and how it asks. `run` may throw; what it throws is a failure of the document. */
export interface Gate {
  readonly id: GateId;
  readonly title: string;
  run(subject: Subject): Promise<GateResult>;
}

/** At most this many reasons are kept of one document and gate; the rest is counted. */
const MAX_REASONS = 5;

/** A result with long lists of failures cut. */
export function gateResult(
  gate: GateId,
  failures: readonly string[],
  counts: Readonly<Record<string, number>> = {},
  coverage?: readonly CoverageRow[],
): GateResult {
  const kept =
    failures.length <= MAX_REASONS
      ? failures
      : [...failures.slice(0, MAX_REASONS), `And ${failures.length - MAX_REASONS} more like these.`];
  return { gate, failures: kept, counts, ...(coverage ? { coverage } : {}) };
}

/** Adds to a tally. */
export function count(counts: Record<string, number>, key: string, amount: number = 1): void {
  counts[key] = (counts[key] ?? 0) + amount;
}

/** A text as it is quoted in a failure: one line, 80 characters at the most. */
export function quote(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return JSON.stringify(line.length > 80 ? `${line.slice(0, 79)}…` : line);
}
