import type { OptionDescriptions } from "../filter.ts";

/** What a coordinator can choose about Markdown files. */
export interface MarkdownOptions {
  /** Keys of the front matter whose values are translated, wherever they stand in it. */
  readonly frontMatterKeys: readonly string[];
}

export const MARKDOWN_DEFAULTS: MarkdownOptions = {
  frontMatterKeys: [
    "title",
    "subtitle",
    "description",
    "summary",
    "abstract",
    "excerpt",
    "linkTitle",
    "nav_title",
    "sidebar_label",
    "caption",
    "tagline",
    "alt",
  ],
};

/** For the person who sets them. */
export const MARKDOWN_OPTIONS: OptionDescriptions<MarkdownOptions> = {
  frontMatterKeys: {
    type: "texts",
    description:
      'Keys of the front matter whose values are translated, wherever they stand in it: ["title", "description"].',
  },
};
