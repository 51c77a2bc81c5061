import { opaqueReason, type OpaqueReason } from "../../html/elements.ts";
import type { Slice } from "../blocks.ts";
import type { CodeItem, InlineItem, OpenItem, Pair } from "./inline.ts";

/** What well-known elements mean to a reader. */
const MEANINGS: ReadonlyMap<string, readonly [type: string, display: string]> = new Map([
  ["b", ["fmt/xlf:b", "bold"]],
  ["strong", ["fmt/xlf:b", "bold"]],
  ["i", ["fmt/xlf:i", "italic"]],
  ["em", ["fmt/xlf:i", "italic"]],
  ["u", ["fmt/xlf:u", "underlined"]],
  ["s", ["fmt/pitrans:strike", "struck through"]],
  ["del", ["fmt/pitrans:strike", "struck through"]],
  ["sup", ["fmt/pitrans:sup", "superscript"]],
  ["sub", ["fmt/pitrans:sub", "subscript"]],
  ["mark", ["fmt/pitrans:highlight", "highlighted"]],
  ["a", ["link", "link"]],
  ["br", ["fmt/xlf:lb", "line break"]],
  ["img", ["image", "image"]],
]);

const NAME = /^<(?<slash>\/?)(?<name>[A-Za-z][A-Za-z0-9-]*)/;
const VOID = new Set(["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]);

/** A tag, comment or declaration as a code. */
export function tagCode(content: string, start: number, end: number): CodeItem {
  const name = NAME.exec(content.slice(start, Math.min(end, start + 40)))?.groups?.["name"]?.toLowerCase();
  if (name === undefined) return { kind: "code", start, end, type: "other/pitrans:comment", display: "comment" };
  const [type, display] = MEANINGS.get(name) ?? ["other/pitrans:element", name];
  return { kind: "code", start, end, type, display };
}

/** What is left as the HTML filter leaves it: the whole element is one code. */
const OPAQUE_TYPES: Readonly<Record<OpaqueReason, string>> = {
  code: "ui/pitrans:code",
  formula: "ui/pitrans:math",
  script: "other/pitrans:script",
  pronunciation: "other/pitrans:pronunciation",
};
const UNTRANSLATED =
  /\stranslate\s*=\s*["']?no["'\s>]|\sclass\s*=\s*(?:"[^"]*\bnotranslate\b|'[^']*\bnotranslate\b|notranslate\b)/i;

/** The code that the element between the tags is; undefined where its text is translated. */
function opaqueElement(content: string, name: string, opening: Slice, closing: Slice): CodeItem | undefined {
  const reason = opaqueReason(name);
  const isProtected = reason === undefined && UNTRANSLATED.test(content.slice(opening.start, opening.end));
  if (reason === undefined && !isProtected) return undefined;
  const type = reason === undefined ? "ui/pitrans:protected" : OPAQUE_TYPES[reason];
  const display = content.slice(opening.end, closing.start).replaceAll(/\s+/g, " ").trim();
  return { kind: "code", start: opening.start, end: closing.end, type, display };
}

/** Makes pairs of opening and closing tags that belong together, never across another pair. */
export function pairTags(items: InlineItem[], content: string): InlineItem[] {
  if (!hasTags(items, content)) return items;
  const paired: InlineItem[] = [...items];
  /** Indexes of tags and pairs that are open; tags with their names. */
  const open: { readonly index: number; readonly name?: string }[] = [];
  /** Elements that are one code, by the index of their first item. */
  const opaque = new Map<number, { readonly last: number; readonly code: CodeItem }>();
  items.forEach((item, index) => {
    if (item.kind === "open") open.push({ index });
    else if (item.kind === "close") {
      while (open.length > 0 && open.at(-1)!.name !== undefined) open.pop();
      open.pop();
    } else if (item.kind === "code") {
      const tag = item.type === "ui/pitrans:address" ? undefined : readTag(content.slice(item.start, item.end));
      if (tag === undefined) return;
      if (!tag.isClosing) {
        open.push({ index, name: tag.name });
        return;
      }
      const at = matchingTag(open, tag.name);
      if (at === undefined) return;
      const openIndex = open[at]!.index;
      const opening = items[openIndex] as CodeItem;
      open.length = at;
      const whole = opaqueElement(content, tag.name, opening, item);
      if (whole !== undefined) opaque.set(openIndex, { last: index, code: whole });
      const { type, display } = opening;
      const pair: Pair = { type, ...(display === undefined ? {} : { display }) };
      const asOpen: OpenItem = { kind: "open", start: opening.start, end: opening.end, pair };
      paired[openIndex] = asOpen;
      paired[index] = { kind: "close", start: item.start, end: item.end, pair };
    }
  });
  return opaque.size === 0 ? paired : withWholeElements(paired, opaque);
}

function hasTags(items: readonly InlineItem[], content: string): boolean {
  for (const { kind, start } of items) if (kind === "code" && content[start] === "<") return true;
  return false;
}

function withWholeElements(
  items: readonly InlineItem[],
  elements: ReadonlyMap<number, { readonly last: number; readonly code: CodeItem }>,
): InlineItem[] {
  const whole: InlineItem[] = [];
  for (let index = 0; index < items.length; index += 1) {
    const element = elements.get(index);
    whole.push(element?.code ?? items[index]!);
    index = element?.last ?? index;
  }
  return whole;
}

function readTag(raw: string): { readonly name: string; readonly isClosing: boolean } | undefined {
  if (raw.endsWith("/>")) return undefined;
  const { slash, name } = NAME.exec(raw)?.groups ?? {};
  const lower = name?.toLowerCase();
  if (lower === undefined || VOID.has(lower)) return undefined;
  return { name: lower, isClosing: slash === "/" };
}

/** How far a closing tag looks back: enough for what people write, and never the whole of a hostile line. */
const REACH = 50;

function matchingTag(
  open: readonly { readonly index: number; readonly name?: string }[],
  name: string,
): number | undefined {
  for (let at = open.length - 1; at >= Math.max(0, open.length - REACH); at -= 1) {
    if (open[at]!.name === undefined) return undefined;
    if (open[at]!.name === name) return at;
  }
  return undefined;
}
