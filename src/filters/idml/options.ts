import type { OptionDescriptions } from "../filter.ts";

/** What a coordinator can choose about InDesign documents. */
export interface IdmlOptions {
  /** Text that readers never see: on hidden or non-printing layers, in hidden or non-printing items, under a hidden condition. */
  readonly hiddenText: "skip" | "translate";
  /** Text beside the pages, which is not printed but often meant to be used. */
  readonly pasteboard: "skip" | "translate";
  /** Editorial notes (Type > Notes), which only the people who make the document see. */
  readonly notes: "skip" | "translate";
  /** Entries of the index. They are sorted by their spelling, so the index must be generated anew afterwards. */
  readonly indexTopics: "skip" | "translate";
  /** Bookmarks of the PDF. Those made from a table of contents are made anew by InDesign. */
  readonly bookmarks: "skip" | "translate";
}

/** What readers of the finished document meet; the rest is counted and can be asked for. */
export const IDML_DEFAULTS: IdmlOptions = {
  hiddenText: "skip",
  pasteboard: "translate",
  notes: "skip",
  indexTopics: "skip",
  bookmarks: "skip",
};

const CHOICE = ["skip", "translate"] as const;

/** For the person who sets them. */
export const IDML_OPTIONS: OptionDescriptions<IdmlOptions> = {
  hiddenText: {
    type: CHOICE,
    description:
      "Whether text on hidden or non-printing layers, in hidden items and under hidden conditions is translated.",
  },
  pasteboard: { type: CHOICE, description: "Whether text that lies beside the pages is translated." },
  notes: { type: CHOICE, description: "Whether editorial notes are translated." },
  indexTopics: { type: CHOICE, description: "Whether the entries of the index are translated." },
  bookmarks: { type: CHOICE, description: "Whether the names of bookmarks are translated." },
};
