import { SaxesParser } from "saxes";
import { parseLocale, type Locale } from "../model/locale.ts";
import { decodeTmx } from "./decode-tmx.ts";

/** The languages of a TMX file: that of its sources by its header, and those of its variants, most frequent first. */
export interface TmxLocales {
  readonly source?: Locale;
  readonly variants: readonly Locale[];
}

/** Reads only the languages; what is wrong with the file `readTmx` says. */
export function tmxLocales(bytes: Uint8Array, file: string): TmxLocales {
  const counts = new Map<string, number>();
  let source: Locale | undefined;
  const parser = new SaxesParser({ xmlns: false });
  // What is wrong with the file is said by whoever reads its texts.
  parser.on("error", () => {});
  parser.on("opentag", ({ name, attributes }) => {
    if (name === "header") source = parseLocale(attributes["srclang"] ?? "");
    if (name !== "tuv") return;
    const tag = attributes["xml:lang"] ?? attributes["lang"] ?? "";
    counts.set(tag, (counts.get(tag) ?? 0) + 1);
  });
  for (const text of decodeTmx([bytes], file)) parser.write(text);
  const variants = [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .flatMap(([tag]) => {
      const locale = parseLocale(tag);
      return locale === undefined ? [] : [locale];
    });
  return { ...(source === undefined ? {} : { source }), variants: [...new Set(variants)] };
}
