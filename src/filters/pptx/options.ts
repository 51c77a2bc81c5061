import type { OptionDescriptions } from "../filter.ts";
import { EMBEDDED_OPTION } from "../ooxml/embedded-documents.ts";

/** What a coordinator can choose about presentations. */
export interface PptxOptions {
  /** Hidden slides, with their notes, and shapes switched off in the selection pane. */
  readonly hiddenSlides: "skip" | "translate";
  /** Remarks of reviewers beside the slides, old and new style. */
  readonly comments: "skip" | "translate";
  /** Documents embedded in slides: workbooks, texts, presentations. */
  readonly embedded: boolean;
}

/** As agreed with the coordinator: nobody in the audience sees any of them. */
export const PPTX_DEFAULTS: PptxOptions = { hiddenSlides: "skip", comments: "skip", embedded: false };

/** For the person who sets them. */
export const PPTX_OPTIONS: OptionDescriptions<PptxOptions> = {
  hiddenSlides: {
    type: ["skip", "translate"],
    description: "Whether hidden slides and their notes, and shapes that are switched off, are translated.",
  },
  comments: { type: ["skip", "translate"], description: "Whether the comments of reviewers are translated." },
  embedded: EMBEDDED_OPTION,
};
