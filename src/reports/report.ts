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
  /** As `renderRow` makes them, each by itself or many at once, encoded or not: there may be more than memory holds. */
  readonly rows: Iterable<string | Uint8Array>;
}

/** One result for people: a title, figures, and tables. */
export interface Report {
  readonly title: string;
  readonly figures: readonly (readonly [label: string, value: string])[];
  readonly sections: readonly ReportSection[];
}
