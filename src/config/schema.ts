import * as v from "valibot";
import { wordSimilarity } from "../model/similarity.ts";
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

/** Less alike than this, letter by letter, a setting is hardly the one that was meant. */
const LEAST_ALIKE = 0.5;

function noSuchSetting(key: string): string {
  const alike = Object.keys(configSchema.entries)
    .map((name) => ({ name, score: wordSimilarity(name.toLowerCase().split(""), key.toLowerCase().split("")) }))
    .filter(({ score }) => score >= LEAST_ALIKE)
    .sort((a, b) => b.score - a.score)[0];
  return `There is no setting ${JSON.stringify(key)}.${alike ? ` Did you mean ${JSON.stringify(alike.name)}?` : ""}`;
}
