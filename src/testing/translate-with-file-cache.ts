import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { withCache } from "../translators/cache.ts";
import { createDeepL } from "../translators/deepl/deepl.ts";
import { translateAll } from "../translators/translate-all.ts";
import { translationRequest } from "./translation-requests.ts";

/**
 * A process that can be killed: translates 40 sections of 10 segments with DeepL at the given address and keeps replies in the given file,
 * a line each. Arguments: address, file. Prints how many segments were answered.
 */
const [serverUrl = "", file = ""] = process.argv.slice(2);
const lines = existsSync(file)
  ? readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.endsWith("]"))
  : [];
const cache = new Map(lines.map((line) => JSON.parse(line) as [string, string]));
const translator = withCache(createDeepL({ authKey: "key", serverUrl }), {
  get: (key) => cache.get(key),
  set(entries) {
    appendFileSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  },
});
const sections = Array.from({ length: 40 }, (_, section) =>
  translationRequest(Array.from({ length: 10 }, (_, n) => `Sentence ${n} of section ${section}.`)),
);
const { answered } = await translateAll(translator, sections, {
  signal: new AbortController().signal,
  onDrafts: () => {},
});
process.stdout.write(`${answered}\n`);
