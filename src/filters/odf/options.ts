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
