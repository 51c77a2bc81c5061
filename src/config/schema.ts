import * as v from "valibot";
import { mostAlike } from "../model/similarity.ts";
import { isKnownLanguage, parseLocale } from "../model/locale.ts";
import { DEFAULTS, type Config } from "./config.ts";

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
  $schema: v.exactOptional(v.string()),
  sourceLocale: v.exactOptional(locale),
  targetLocales: v.exactOptional(v.array(locale)),
  segment: v.exactOptional(v.picklist(["sentence", "paragraph"])),
  engine: v.exactOptional(v.string()),
  formality: v.exactOptional(v.picklist(["more", "less", "default"])),
  glossaries: v.exactOptional(v.array(relativePath)),
  exclude: v.exactOptional(v.array(relativePath)),
  filters: v.exactOptional(v.record(v.string(), v.record(v.string(), v.unknown()))),
});

/** The configuration this JSON value holds, or what is wrong with it, and at which key. */
export function checkConfig(json: unknown): { config: Config } | { key: string; message: string } {
  const result = v.safeParse(configSchema, json);
  if (result.success) return { config: { ...DEFAULTS, ...result.output } };
  const issue = result.issues[0];
  const key = v.getDotPath(issue) ?? "";
  const isUnknown = issue.type === "strict_object" && issue.expected === "never";
  return { key, message: isUnknown ? noSuchSetting(key) : issue.message };
}

function noSuchSetting(key: string): string {
  const alike = mostAlike(key, Object.keys(configSchema.entries));
  return `There is no setting ${JSON.stringify(key)}.${alike === undefined ? "" : ` Did you mean ${JSON.stringify(alike)}?`}`;
}
