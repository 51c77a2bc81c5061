import { SaxesParser } from "saxes";

/** A text as it stands in a part: one paragraph, one attribute value, or one other element's text. */
export interface DumpedText {
  readonly text: string;
  /** Where it lies, as far as the gates care: in the fallback of alternate content, in a chart's cache, in an attribute, or elsewhere. */
  readonly place: "paragraph" | "fallback" | "cache" | "attribute" | "element";
}

/** Text that is not the document's: deleted, or data. */
const UNREAD = new Set(["delText", "delInstrText", "fldData", "style", "script"]);

/** Field codes, which may prompt the reader: they are no part of the paragraph's text. */
const INSTRUCTION = "instrText";

/** Elements that hold one text of their own; those inside one another (text boxes, ruby) are kept apart. */
const CONTAINERS = new Set(["p", "si", "is", "rt", "h", "ParagraphStyleRange"]);

/** Containers that hold settings too: only what stands in this element is their text. */
const TEXT_OF: ReadonlyMap<string, string> = new Map([["ParagraphStyleRange", "Content"]]);

/** What these elements stand for in the middle of a text. */
const SPELLED: ReadonlyMap<string, string> = new Map([
  ["noBreakHyphen", "\u2011"],
  ["tab", "\t"],
  ["br", "\n"],
  ["cr", "\n"],
  ["line-break", "\n"],
]);

interface Container {
  readonly place: DumpedText["place"];
  readonly name: string;
  text: string;
  instructions: string;
}

/**
 * All texts of an XML part, by saxes and by element names alone, so that a filter's omission shows. `hasAttributes`: attribute values
 * too. Throws saxes' own error where the part is not well-formed.
 */
export function dumpTexts(xml: string, hasAttributes: boolean = false): DumpedText[] {
  const found: DumpedText[] = [];
  const open: Container[] = [];
  const names: string[] = [];
  const depth = { fallback: 0, moved: 0, cache: 0 };
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const local = name.slice(name.indexOf(":") + 1);
    // Structured data is the one script that holds texts.
    names.push(attributes["type"] === "application/ld+json" ? "data" : local);
    if (local === "Fallback") depth.fallback += 1;
    if (local === "moveFrom") depth.moved += 1;
    if (local === "strCache" || local === "strLit" || local === "lvl") depth.cache += 1;
    if (CONTAINERS.has(local))
      open.push({ place: depth.fallback > 0 ? "fallback" : "paragraph", name: local, text: "", instructions: "" });
    else if (open.length > 0) open.at(-1)!.text += SPELLED.get(local) ?? "";
    if (!hasAttributes) return;
    for (const value of Object.values(attributes)) {
      if (/\p{L}/u.test(value)) found.push({ text: value, place: "attribute" });
    }
  });
  const take = (text: string): void => {
    const local = names.at(-1);
    if (local === undefined || UNREAD.has(local) || depth.moved > 0) return;
    const innermost = open.at(-1);
    const holder = TEXT_OF.get(innermost?.name ?? "");
    const container = holder === undefined || holder === local ? innermost : undefined;
    if (container && local === INSTRUCTION) container.instructions += text;
    else if (container) container.text += text;
    else if (text.trim() !== "") found.push({ text, place: depth.cache > 0 ? "cache" : "element" });
  };
  parser.on("text", take);
  parser.on("cdata", take);
  parser.on("closetag", ({ name }) => {
    const local = name.slice(name.indexOf(":") + 1);
    names.pop();
    if (local === "Fallback") depth.fallback -= 1;
    if (local === "moveFrom") depth.moved -= 1;
    if (local === "strCache" || local === "strLit" || local === "lvl") depth.cache -= 1;
    if (!CONTAINERS.has(local)) return;
    const { text, place, instructions } = open.pop()!;
    if (text.trim() !== "") found.push({ text, place });
    if (instructions.trim() !== "") found.push({ text: instructions, place: "element" });
  });
  parser.write(xml).close();
  return found;
}

/** A text for comparison: without white space and soft hyphens, which formats spell in several ways. */
export function bare(text: string): string {
  return text.replaceAll(/[\s\u00AD\u200B\uFEFF]+/gu, "");
}
