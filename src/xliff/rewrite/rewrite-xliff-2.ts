import { elements, isElement, readTree, type XmlContent, type XmlNode } from "../exchange/xml-tree.ts";
import { divideSegments, type SentenceStarts } from "./divide-segments.ts";
import { droppedMarkers, withoutMarkers, type DroppedAnnotations } from "./drop-annotations.ts";
import { fromItems, toItems } from "./inline-item.ts";
import { joinSegments } from "./join-segments.ts";
import { writeTree } from "./write-tree.ts";

/** What is to change besides the way the file is written. */
export interface Rewriting {
  /** 2.1 kept the namespace of 2.0, so that either may be written. */
  readonly version?: "2.0" | "2.1";
  /** `join`: one segment wherever the file allows it; else where sentences begin, by the source language's rules. */
  readonly segments?: "join" | SentenceStarts;
  /** Markers around words: all of them, or those of types that the standard does not name. */
  readonly drop?: DroppedAnnotations;
}

/**
 * Writes an XLIFF 2 file anew, with everything in it: modules and extensions too. Pairs of codes are one element where they can be, layout
 * is our own, instructions outside skeletons and extensions go. Errors: XliffError, with line and column.
 */
export function rewriteXliff2(bytes: Uint8Array, fileName: string, rewriting: Rewriting): string {
  const root = readTree(bytes, fileName);
  const prefix = root.spelling.slice(0, root.spelling.length - root.name.length);
  const versioned =
    rewriting.version === undefined
      ? root
      : { ...root, attributes: { ...root.attributes, version: rewriting.version } };
  return writeTree(rewrite(versioned, { ...rewriting, prefix, locale: root.attributes["srcLang"] ?? "en" }, false));
}

interface Task extends Rewriting {
  /** Of the core's elements: "" or "x:". */
  readonly prefix: string;
  readonly locale: string;
}

function rewrite(node: XmlNode, task: Task, isPreserved: boolean): XmlNode {
  if (!node.isOwn || node.name === "skeleton") return node;
  const preserves = spaceOf(node, isPreserved);
  if (node.name === "unit") return rewriteUnit(node, task, preserves);
  const content = node.content.map((child): XmlContent => (isElement(child) ? rewrite(child, task, preserves) : child));
  return { ...node, content };
}

function spaceOf({ attributes }: XmlNode, around: boolean): boolean {
  const space = attributes["xml:space"];
  return space === undefined ? around : space === "preserve";
}

function rewriteUnit(unit: XmlNode, { segments, drop, prefix, locale }: Task, preserves: boolean): XmlNode {
  const originals = elements(unit, "segment", "ignorable");
  const texts = originals.flatMap((part) => elements(part, "source", "target")).map((text) => toItems(text.content));
  const dropped = drop === undefined ? new Set<string>() : droppedMarkers(texts, drop);
  const parts = originals.map((part) => ({
    ...part,
    content: elements(part, "source", "target").map((text) => rewriteText(text, dropped, prefix, preserves)),
  }));
  const rest = unit.content.filter((child) => !originals.includes(child as XmlNode));
  const isFixed = segments === undefined || unit.attributes["canResegment"] === "no";
  const changed = isFixed
    ? parts
    : segments === "join"
      ? joinSegments(parts, prefix)
      : divideSegments(parts, segments, locale, prefix);
  return { ...unit, content: [...rest, ...changed] };
}

/** White space that counts says so at the text itself, so that texts can be moved without what is around them. */
function rewriteText(text: XmlNode, dropped: ReadonlySet<string>, prefix: string, isPreserved: boolean): XmlNode {
  const { "xml:space": _, ...attributes } = text.attributes;
  return {
    ...text,
    attributes: spaceOf(text, isPreserved) ? { ...attributes, "xml:space": "preserve" } : attributes,
    content: fromItems(withoutMarkers(toItems(text.content), dropped), prefix),
  };
}
