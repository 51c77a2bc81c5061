import { parseFragment } from "parse5";
import { SaxesParser } from "saxes";
import { dumpTexts } from "../text-dump.ts";
import type { PartKind } from "./kind.ts";
import { xmlTokens } from "./xml-tokens.ts";

/** XML, by saxes. */
export const xml: PartKind = {
  id: "xml",
  tokens: xmlTokens,
  texts: dumpTexts,
  whyDamaged: (text) => {
    try {
      const parser = new SaxesParser({ xmlns: true });
      parser.on("error", (error) => {
        throw error;
      });
      Object.assign(parser.ENTITIES, namedEntities(text));
      parser.write(text).close();
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  },
};

/** What an entity of HTML stands for, where a document type other than ours declares it (XHTML in e-books). */
function namedEntities(text: string): Record<string, string> {
  if (!/<!DOCTYPE/i.test(text)) return {};
  const names = new Set(
    Array.from(text.matchAll(/&(?<name>[A-Za-z][A-Za-z0-9]*);/g), ({ groups }) => groups!["name"]!),
  );
  const found: Record<string, string> = {};
  for (const name of names) {
    const node = parseFragment(`&${name};`).childNodes[0];
    const value = node !== undefined && "value" in node ? node.value : "";
    if (value !== "" && value !== `&${name};`) found[name] = value;
  }
  return found;
}
