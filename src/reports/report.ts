import type { Locale } from "../model/locale.ts";

/** A cell: text, with the language it is in where that is not English (direction and hyphenation follow it). */
export interface ReportCell {
  readonly text: string;
  readonly locale?: Locale;
}

export interface ReportSection {
  readonly title: string;
  /** A sentence under the title. */
  readonly summary?: string;
  readonly columns: readonly string[];
  /** There may be more than memory holds: they are asked for one by one. */
  readonly rows: Iterable<readonly ReportCell[]>;
}

/** One result for people: a title, figures, and tables. */
export interface Report {
  readonly title: string;
  readonly figures: readonly (readonly [label: string, value: string])[];
  readonly sections: readonly ReportSection[];
}
