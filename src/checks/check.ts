import type { Finding, Severity } from "../model/finding.ts";
import type { Fragment } from "../model/fragment.ts";

/** A source with its translation; no target where there is none. */
export interface TextPair {
  readonly source: Fragment;
  readonly target?: Fragment;
}

/** A check whose facts are settled: what the registry holds. */
export interface Check {
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong with the pair, as sentences; none where nothing is. */
  find(pair: TextPair): readonly Finding[];
}

/** Makes a check of its logic and its wording. `find` yields the facts of one problem each, `message` says them in a full sentence. */
export function defineCheck<Facts>(definition: {
  readonly id: string;
  readonly severity: Severity;
  find(pair: TextPair): Iterable<Facts>;
  message(facts: Facts): string;
}): Check {
  const { id, severity } = definition;
  return {
    id,
    severity,
    find: (pair) => [...definition.find(pair)].map((facts) => ({ id, severity, message: definition.message(facts) })),
  };
}
