import * as v from "valibot";
import type { SegmentationMode } from "../model/document.ts";
import { mostAlike } from "../model/similarity.ts";
import { isKnownLanguage, parseLocale, type Locale } from "../model/locale.ts";

const locale = v.pipe(
  v.string(),
  v.transform((tag: string): string => parseLocale(tag) ?? tag),
  v.check(
    (tag: string): boolean => parseLocale(tag) !== undefined && isKnownLanguage(tag),
    (issue) => `${JSON.stringify(issue.input)} is not a language code such as "ru", "kk" or "pt-BR".`,
  ),
);

const relativePath = v.pipe(
  v.string(),
  v.check(
    (path) => !/^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path),
    "This path leads out of the project.",
  ),
);

/** What may stand in pitrans.config.json; every key is optional. */
const configSchema = v.strictObject({
  $schema: v.optional(v.string()),
  sourceLocale: v.optional(locale),
  targetLocales: v.optional(v.array(locale), []),
  segment: v.optional(v.picklist(["sentence", "paragraph"]), "sentence"),
  engine: v.optional(v.string(), "auto"),
  formality: v.optional(v.picklist(["more", "less", "default"]), "more"),
  glossaries: v.optional(v.array(relativePath), []),
  exclude: v.optional(v.array(relativePath), []),
  filters: v.optional(v.record(v.string(), v.record(v.string(), v.unknown())), {}),
});

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

/** The configuration this JSON value holds, or what is wrong with it, and at which key. */
export function checkConfig(json: unknown): { config: Config } | { key: string; message: string } {
  const result = v.safeParse(configSchema, json);
  // The default is not checked: knowing a language costs 50 ms of loading Unicode data.
  if (result.success) return { config: { ...result.output, sourceLocale: result.output.sourceLocale ?? "en" } };
  const issue = result.issues[0];
  const key = v.getDotPath(issue) ?? "";
  const isUnknown = issue.type === "strict_object" && issue.expected === "never";
  return { key, message: isUnknown ? noSuchSetting(key) : issue.message };
}

function noSuchSetting(key: string): string {
  const alike = mostAlike(key, Object.keys(configSchema.entries));
  return `There is no setting ${JSON.stringify(key)}.${alike === undefined ? "" : ` Did you mean ${JSON.stringify(alike)}?`}`;
}
