import type { OptionDescriptions } from "../filter.ts";

/** What a coordinator can choose about JSON files. */
export interface JsonOptions {
  /** Patterns of keys (`key-patterns.ts`). Where there are any, only these are translated, whatever their values look like. */
  readonly include: readonly string[];
  /** Patterns of keys that are never translated. */
  readonly exclude: readonly string[];
  /** Strings with tags: read as HTML, or as plain text with the tags protected. */
  readonly html: "detect" | "plain";
}

/** Everything that looks as if it were for readers. */
export const JSON_DEFAULTS: JsonOptions = { include: [], exclude: [], html: "detect" };

/** For the person who sets them. */
export const JSON_OPTIONS: OptionDescriptions<JsonOptions> = {
  include: {
    type: "texts",
    description:
      'Keys to translate, and no others: a name such as "title", or a path such as "questions.*.text" (* is any one key, ** any number of them).',
  },
  exclude: { type: "texts", description: "Keys that are never translated, written like those of include." },
  html: {
    type: ["detect", "plain"],
    description:
      "Whether strings that hold HTML tags are read as web pages, or as plain text whose tags are protected.",
  },
};
