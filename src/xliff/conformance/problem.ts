/** Where a file departs from the standard it names. */
export interface ConformanceProblem {
  /** Kebab-case, permanent: "unique-id", "unknown-element". */
  readonly rule: string;
  /** `warning`: allowed by the transitional form of 1.2 only, or advised against. The file is valid without errors. */
  readonly severity: "error" | "warning";
  /** A full sentence. */
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

export type Report = (problem: ConformanceProblem) => void;
