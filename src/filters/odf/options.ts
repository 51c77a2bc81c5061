import type { OptionDescriptions } from "../filter.ts";

/** What a coordinator can choose about OpenDocument files of any kind: each filter offers those that concern its kind. */
export interface OdfOptions {
  /** Annotations, the remarks of reviewers. */
  readonly comments: "skip" | "translate";
  /** Slides that are not shown, with their notes. */
  readonly hiddenSlides: "skip" | "translate";
  /** Rows, columns and sheets that are not shown. */
  readonly hidden: "skip" | "translate";
  /** A unit for each cell, where by default cells that say the same share one. */
  readonly perCell: boolean;
  /** Words in the formats of numbers and dates, such as `0" days"`. */
  readonly numberFormats: boolean;
  /** Names of sheets; everything that refers to a sheet by its name follows. */
  readonly sheetNames: boolean;
}

/** As for Word, PowerPoint and Excel: readers see none of these, or formulas depend on them. */
export const ODF_DEFAULTS: OdfOptions = {
  comments: "skip",
  hiddenSlides: "skip",
  hidden: "skip",
  perCell: false,
  numberFormats: false,
  sheetNames: false,
};

/** The options as people read of them. */
const DESCRIPTIONS: OptionDescriptions<OdfOptions> = {
  comments: { type: ["skip", "translate"], description: "Whether the comments of reviewers are translated." },
  hiddenSlides: {
    type: ["skip", "translate"],
    description: "Whether hidden slides and their notes are translated.",
  },
  hidden: { type: ["skip", "translate"], description: "Whether hidden rows, columns and sheets are translated." },
  perCell: {
    type: "boolean",
    description: "Whether every cell is a text of its own; by default cells that say the same share one.",
  },
  numberFormats: {
    type: "boolean",
    description: "Whether words in the formats of numbers and dates are translated.",
  },
  sheetNames: {
    type: "boolean",
    description:
      "Whether the names of sheets are translated, and formulas, links and charts that refer to them follow.",
  },
};

const { comments, hiddenSlides, hidden, perCell, numberFormats, sheetNames } = DESCRIPTIONS;

/** What texts offer. */
export const TEXT_OPTIONS: OptionDescriptions<Pick<OdfOptions, "comments" | "numberFormats">> = {
  comments,
  numberFormats,
};

/** What presentations offer. */
export const SLIDE_OPTIONS: OptionDescriptions<Pick<OdfOptions, "comments" | "hiddenSlides">> = {
  comments,
  hiddenSlides,
};

/** What spreadsheets offer. */
export const SHEET_OPTIONS: OptionDescriptions<Omit<OdfOptions, "hiddenSlides">> = {
  comments,
  hidden,
  perCell,
  numberFormats,
  sheetNames,
};

/** The defaults of the options that are described. */
export function defaultsOf<Name extends keyof OdfOptions>(
  described: OptionDescriptions<Pick<OdfOptions, Name>>,
): Pick<OdfOptions, Name> {
  const entries = Object.entries(ODF_DEFAULTS).filter(([name]) => name in described);
  return Object.fromEntries(entries) as Pick<OdfOptions, Name>;
}
