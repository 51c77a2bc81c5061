import type { CoverageRow } from "../filter.ts";
import type { SkipReason } from "./page-state.ts";

/** What is extracted of a page. */
export type Category = "texts of the page" | "title and metadata" | "attributes" | "drawings" | "structured data";

const SKIPPED: Readonly<
  Record<SkipReason | "no letters" | "conditional" | "data", readonly [category: string, reason: string]>
> = {
  script: ["scripts, styles and fallback of embedded pages", "programs, not text for readers"],
  code: ["program code", "code is the same in all languages; the option code translates it"],
  formula: ["formulas", "formulas are the same in all languages"],
  pronunciation: ["pronunciation of characters (ruby)", "it belongs to the characters of the source language"],
  protected: ["texts marked as not to be translated", "the page says so"],
  foreign: ["texts in another language", "the page says so; the option foreignText translates them"],
  "no letters": ["texts without letters", "nothing to translate"],
  data: [
    "sentences in data- attributes",
    "HTML does not say what they are for; the option attributes translates those it names",
  ],
  conditional: ["conditional comments", "no browser in use shows them"],
};

/** What is left of a page. */
export type Skipped = keyof typeof SKIPPED;

/** Counts what was extracted and left, for the coverage report. */
export class Coverage {
  readonly #extracted = new Map<Category, number>();
  readonly #skipped = new Map<Skipped, number>();

  extracted(category: Category): void {
    this.#extracted.set(category, (this.#extracted.get(category) ?? 0) + 1);
  }

  skipped(what: Skipped): void {
    this.#skipped.set(what, (this.#skipped.get(what) ?? 0) + 1);
  }

  /** How many texts were left for this reason. */
  count(what: Skipped): number {
    return this.#skipped.get(what) ?? 0;
  }

  rows(): CoverageRow[] {
    return [
      ...Array.from(this.#extracted, ([category, extracted]) => ({ category, extracted, skipped: 0 })),
      ...Array.from(this.#skipped, ([what, skipped]) => {
        const [category, reason] = SKIPPED[what];
        return { category, extracted: 0, skipped, reason };
      }),
    ];
  }
}
