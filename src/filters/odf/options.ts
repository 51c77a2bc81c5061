import type { OptionDescriptions } from "../filter.ts";

/** What a coordinator can choose about OpenDocument files. */
export interface OdfOptions {
  /** Annotations, the remarks of reviewers. */
  readonly comments: "skip" | "translate";
  /** Slides that are not shown, with their notes. */
  readonly hiddenSlides: "skip" | "translate";
  /** Words in the formats of numbers and dates, such as `0" days"`. */
  readonly numberFormats: "skip" | "translate";
  /** Names of sheets; everything that refers to a sheet by its name follows. */
  readonly sheetNames: "skip" | "translate";
}

/** As for Word and PowerPoint: readers see none of these, or formulas depend on them. */
export const ODF_DEFAULTS: OdfOptions = {
  comments: "skip",
  hiddenSlides: "skip",
  numberFormats: "skip",
  sheetNames: "skip",
};

/** For the person who sets them. */
export const ODF_OPTIONS: OptionDescriptions<OdfOptions> = {
  comments: { type: ["skip", "translate"], description: "Whether the comments of reviewers are translated." },
  hiddenSlides: { type: ["skip", "translate"], description: "Whether hidden slides and their notes are translated." },
  numberFormats: {
    type: ["skip", "translate"],
    description: "Whether words in the formats of numbers and dates are translated.",
  },
  sheetNames: {
    type: ["skip", "translate"],
    description: "Whether the names of sheets are translated; everything that refers to them follows.",
  },
};
