import type { SegmentationMode } from "../model/document.ts";
import type { Locale } from "../model/locale.ts";

/** A checked configuration, defaults filled in. */
export interface Config {
  readonly sourceLocale: Locale;
  readonly targetLocales: readonly Locale[];
  readonly segment: SegmentationMode;
  readonly engine: string;
  /** How engines address the reader, where the language has a choice. */
  readonly formality: "more" | "less" | "default";
  /** Glossary files besides `glossaries/<source>-<target>.csv`, relative to the root. */
  readonly glossaries: readonly string[];
  /** Patterns of documents to leave out, relative to `sources/`. */
  readonly exclude: readonly string[];
  /** Options by filter id. */
  readonly filters: Readonly<Record<string, object>>;
}

/** What holds where nothing is configured. */
export const DEFAULTS: Config = {
  sourceLocale: "en",
  targetLocales: [],
  segment: "sentence",
  engine: "auto",
  formality: "more",
  glossaries: [],
  exclude: [],
  filters: {},
};
