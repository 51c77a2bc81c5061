import { hasLetters, textFragment, type Fragment } from "../../model/fragment.ts";
import type { Slice } from "./blocks.ts";
import type { TagText } from "./html/tag-texts.ts";
import { decodeReference, REFERENCE } from "./inline/entities.ts";
import type { AltText, InlineItem } from "./inline/inline.ts";
import { planLine, type LinePlan } from "./plan-line.ts";

/** A text that stands in markup of a line: the alt text of an image, the title of a link. Offsets are the host's content. */
export interface NestedText extends Slice {
  readonly category: "alt texts" | "titles of links and images" | "attributes of HTML in lines";
  /** What it is, in a person's words. */
  readonly words: string;
  readonly source: Fragment;
  readonly alt?: { readonly text: AltText; readonly plan: LinePlan };
  /** Of an attribute of a tag. */
  readonly tag?: TagText;
}

/** Reads the attributes of a tag that are translated; undefined where the document cannot have any. */
export type TagReader = ((tag: string) => readonly TagText[]) | undefined;

const NO_TEXTS: readonly NestedText[] = [];

/** The texts in the markup of a line, those in alt texts behind the alt text. */
export function nestedTexts(content: string, items: readonly InlineItem[], readTag: TagReader): readonly NestedText[] {
  // Most lines.
  if (items.length === 1 && items[0]!.kind === "text") return NO_TEXTS;
  const found: NestedText[] = [];
  for (const item of items) {
    if (item.kind === "text") continue;
    if (item.kind === "code" && item.alt !== undefined) {
      const { start, end } = item.alt;
      const plan = planLine(item.alt.items);
      const words = "alt text of an image";
      found.push({ category: "alt texts", words, start, end, source: plan.source, alt: { text: item.alt, plan } });
      for (const inner of nestedTexts(content, item.alt.items, readTag)) found.push(inner);
    }
    if (item.kind !== "open" && item.title !== undefined) found.push(titleText(content, item.title));
    if (readTag !== undefined && item.kind !== "close" && content[item.start] === "<") {
      for (const text of attributeTexts(content, item, readTag)) found.push(text);
    }
  }
  return found.filter(({ source }) => hasLetters(source));
}

function attributeTexts(content: string, { start, end }: Slice, readTag: NonNullable<TagReader>): NestedText[] {
  return readTag(content.slice(start, end)).map((tag) => ({
    category: "attributes of HTML in lines",
    words: tag.words,
    start: start + tag.start,
    end: start + tag.end,
    source: textFragment(tag.text),
    tag,
  }));
}

/** The title that stands there, quotes left out. */
export function titleText(content: string, { start, end }: Slice): NestedText {
  const text = decodeTitle(content.slice(start, end)).replaceAll(/\s*\n\s*/g, " ");
  const words = "title of a link or image";
  return { category: "titles of links and images", words, start, end, source: textFragment(text) };
}

const ESCAPED = /\\(?<character>[!-/:-@[-`{-~])/y;

/** A title's characters, its escapes and character references decoded. */
function decodeTitle(raw: string): string {
  if (!/[\\&]/.test(raw)) return raw;
  let text = "";
  for (let at = 0; at < raw.length;) {
    ESCAPED.lastIndex = at;
    REFERENCE.lastIndex = at;
    const escaped = ESCAPED.exec(raw);
    const reference = escaped === null ? REFERENCE.exec(raw) : null;
    const decoded = escaped?.groups?.["character"] ?? (reference === null ? undefined : decodeReference(reference));
    const length = (escaped ?? reference)?.[0].length ?? 1;
    text += decoded ?? raw.slice(at, at + length);
    at += length;
  }
  return text;
}
