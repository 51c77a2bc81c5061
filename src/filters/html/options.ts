import type { OptionDescriptions } from "../filter.ts";

/** What a coordinator can choose about web pages. */
export interface HtmlOptions {
  /** Passages marked with a language that is neither the page's nor the project's. */
  readonly foreignText: "keep" | "translate";
  /** Program code: `code`, `samp`, `var`, `xmp`. */
  readonly code: "keep" | "translate";
  /** Attributes that hold text besides those that HTML knows: "data-title", "data-feedback". */
  readonly attributes: readonly string[];
  /** Structured data for search engines (JSON-LD): names, headlines, descriptions. */
  readonly structuredData: "translate" | "keep";
}

/** What readers of the page see or hear is translated, nothing else. */
export const HTML_DEFAULTS: HtmlOptions = {
  foreignText: "keep",
  code: "keep",
  attributes: [],
  structuredData: "translate",
};

/** For the person who sets them. */
export const HTML_OPTIONS: OptionDescriptions<HtmlOptions> = {
  foreignText: {
    type: ["keep", "translate"],
    description: "Whether passages that are marked with another language than the page's are translated.",
  },
  code: { type: ["keep", "translate"], description: "Whether program code is translated." },
  attributes: {
    type: "texts",
    description: 'Attributes that hold text, besides those that HTML knows, such as "data-feedback".',
  },
  structuredData: {
    type: ["translate", "keep"],
    description: "Whether structured data for search engines (JSON-LD) is translated: names, headlines, descriptions.",
  },
};
