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
