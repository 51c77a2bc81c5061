import type { OptionDescriptions } from "../filter.ts";

/** What a coordinator can choose about workbooks. */
export interface XlsxOptions {
  /** Hidden rows, columns and sheets. */
  readonly hidden: "skip" | "translate";
  /** Remarks beside cells, old notes and threaded ones. */
  readonly comments: "skip" | "translate";
  /** A unit for each cell, where by default cells that say the same share one. */
  readonly perCell: boolean;
  /** The names on the sheets' tabs; whatever refers to them follows. */
  readonly sheetNames: boolean;
  /** Texts inside formulas: `IF(B2>0,"Yes","No")`. */
  readonly formulaTexts: boolean;
  /** Entries of drop-down lists that are written into the rule itself: `"Yes,No"`. */
  readonly listEntries: boolean;
}

/** As agreed with the coordinator: what could break a formula or nobody sees stays, and is reported. */
export const XLSX_DEFAULTS: XlsxOptions = {
  hidden: "skip",
  comments: "skip",
  perCell: false,
  sheetNames: false,
  formulaTexts: false,
  listEntries: false,
};

/** The options as people read of them. */
export const XLSX_OPTIONS: OptionDescriptions<XlsxOptions> = {
  hidden: { type: ["skip", "translate"], description: "Whether hidden rows, columns and sheets are translated." },
  comments: { type: ["skip", "translate"], description: "Whether notes and comments beside cells are translated." },
  perCell: {
    type: "boolean",
    description: "Whether every cell is a text of its own; by default cells that say the same share one.",
  },
  sheetNames: {
    type: "boolean",
    description:
      "Whether the names of sheets are translated, and formulas, links and charts that refer to them follow.",
  },
  formulaTexts: {
    type: "boolean",
    description: "Whether texts inside formulas are translated, so that they go on matching translated cells.",
  },
  listEntries: {
    type: "boolean",
    description: "Whether entries of drop-down lists that stand in the rule itself are translated.",
  },
};
