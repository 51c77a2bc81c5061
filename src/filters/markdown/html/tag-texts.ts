import { readTokens } from "../../html/tokens.ts";
import { valueRange } from "../../html/attribute-value.ts";
import { textAttributes, valueOf } from "../../html/translatable-attributes.ts";
import { spellingOf, writeValue } from "../../html/write-text.ts";
import type { Slice } from "../blocks.ts";
import { joinLines } from "../join-lines.ts";

/** An attribute of a tag that people read or hear; offsets are the tag's, of its value without quotes. */
export interface TagText extends Slice {
  readonly text: string;
  /** "alternative text", "tooltip" */
  readonly words: string;
  /** What stands in the value's place, with quotes where it had none. */
  write(text: string): string;
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** The attributes of one tag that are translated, as the HTML filter has them. */
export function tagTexts(tag: string): TagText[] {
  const [token] = readTokens(tag, false);
  if (token === undefined || valueOf(token, "translate") === "no") return [];
  return textAttributes(token, NO_NAMES).flatMap(({ attribute, words }): TagText[] => {
    const range = valueRange(tag, attribute);
    if (range === undefined) return [];
    const { start, end, quote } = range;
    const write = (text: string): string => {
      const value = writeValue(joinLines(text), spellingOf(tag, false), quote || '"');
      return quote === "" ? `"${value}"` : value;
    };
    return [{ start, end, text: joinLines(attribute.value), words, write }];
  });
}
