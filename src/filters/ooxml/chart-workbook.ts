import { DocumentError } from "../../errors.ts";
import { applyEdits, type Edit } from "../../xml/edits.ts";
import { decodeXml, encodeXml } from "../../xml/encoding.ts";
import { escapeAttribute, escapeText } from "../../xml/escape.ts";
import { assertWellFormed } from "../../xml/well-formed.ts";
import { openArchive } from "../../zip/archive.ts";
import { attributeOf, childOf, contentOf, descendantsOf, findAttribute, parseElements } from "./xml-element.ts";
import type { XmlElement } from "./xml-element.ts";
import { decodeXstring, encodeXstring } from "./xstring.ts";

/** A workbook with the texts of its chart replaced, or why it had to stay as it was. */
export type ChartWorkbook = { readonly bytes: Uint8Array } | { readonly problem: string };

/**
 * Writes the translations of a chart's texts into the workbook embedded with it: shared and inline strings that read exactly like a cached
 * text of the chart, and the table columns named by them, which must equal their header cells or Excel repairs the file. Numbers, formulas and
 * all other texts stay. A workbook whose formulas quote one of the texts is left alone, for they would no longer find it.
 * @param read gives the workbook's bytes
 * @param texts translation by the text the chart shows
 * @param part the workbook's name, for the problem
 */
export function translateWorkbook(
  read: () => Uint8Array,
  texts: ReadonlyMap<string, string>,
  part: string,
): ChartWorkbook {
  try {
    return translated(read(), texts);
  } catch (error) {
    // A damaged or protected workbook is no reason to lose the presentation: the chart shows its cached texts.
    if (error instanceof DocumentError) return { problem: `${part} cannot be read` };
    throw error;
  }
}

function translated(bytes: Uint8Array, texts: ReadonlyMap<string, string>): ChartWorkbook {
  const archive = openArchive(bytes);
  const changes = new Map<string, Uint8Array>();
  for (const { name } of archive.entries) {
    const edits = partEdits(name);
    if (edits === undefined) continue;
    const decoded = decodeXml(archive.read(name), name);
    assertWellFormed(decoded.text, name);
    const found = edits(parseElements(decoded.text, name), texts);
    if (typeof found === "string") return { problem: found };
    if (found.length > 0) changes.set(name, encodeXml(applyEdits(decoded.text, found), decoded));
  }
  return { bytes: archive.rewrite(changes) };
}

type PartEdits = (root: XmlElement, texts: ReadonlyMap<string, string>) => Edit[] | string;

function partEdits(name: string): PartEdits | undefined {
  if (/(?:^|\/)sharedStrings\d*\.xml$/i.test(name)) return sharedStringEdits;
  if (/(?:^|\/)worksheets\/[^/]+\.xml$/i.test(name)) return worksheetEdits;
  return /(?:^|\/)tables\/[^/]+\.xml$/i.test(name) ? tableEdits : undefined;
}

const sharedStringEdits: PartEdits = (root, texts) =>
  descendantsOf(root, "x:si").flatMap((item) => stringEdits(item, texts));

const worksheetEdits: PartEdits = (root, texts) => {
  const edits: Edit[] = [];
  for (const formula of descendantsOf(root, "x:f")) {
    const code = contentOf(formula);
    const quoted = [...texts.keys()].find((text) => code.includes(`"${text}"`) || code.includes(`[${text}]`));
    if (quoted !== undefined) return `a formula in it refers to “${quoted}” by name`;
  }
  for (const cell of descendantsOf(root, "x:c")) {
    const type = attributeOf(cell, "t");
    const inline = childOf(cell, "x:is");
    const value = childOf(cell, "x:v");
    if (type === "inlineStr" && inline) edits.push(...stringEdits(inline, texts));
    if (type === "str" && value && !childOf(cell, "x:f")) {
      const target = texts.get(contentOf(value));
      if (target !== undefined) edits.push(contentEdit(value, target));
    }
  }
  return edits;
};

/** The edits of a string item: the translation goes into its first text, further runs are emptied. Phonetic texts stay. */
function stringEdits(item: XmlElement, texts: ReadonlyMap<string, string>): Edit[] {
  const pieces = item.children.flatMap((child) => {
    if (child.name === "x:t") return [child];
    return child.name === "x:r" ? child.children.filter(({ name }) => name === "x:t") : [];
  });
  const target = texts.get(pieces.map(contentOf).join(""));
  const [first, ...rest] = pieces.filter(({ isEmpty }) => !isEmpty);
  if (target === undefined || first === undefined) return [];
  return [...preserveSpace(first, target), contentEdit(first, target), ...rest.map((piece) => contentEdit(piece, ""))];
}

function preserveSpace(element: XmlElement, text: string): Edit[] {
  if (text === text.trim() || findAttribute(element, "xml:space")) return [];
  return [{ start: element.contentStart - 1, end: element.contentStart - 1, text: ' xml:space="preserve"' }];
}

function contentEdit(element: XmlElement, text: string): Edit {
  return { start: element.contentStart, end: element.contentEnd, text: escapeText(text) };
}

/** Line breaks in column names are spelled `_x000a_`. */
const columnName = (name: string): string => encodeXstring(name).replaceAll("\r", "").replaceAll("\n", "_x000a_");

const tableEdits: PartEdits = (root, texts) => {
  const edits: Edit[] = [];
  const names = new Set<string>();
  for (const column of descendantsOf(root, "x:tableColumn")) {
    const attribute = findAttribute(column, "name");
    if (!attribute) continue;
    const name = decodeXstring(attribute.value);
    const target = texts.get(name) ?? name;
    if (names.has(target.toLowerCase())) return `two columns of its table would both be named “${target}”`;
    names.add(target.toLowerCase());
    if (target !== name) {
      edits.push({ start: attribute.valueStart, end: attribute.valueEnd, text: escapeAttribute(columnName(target)) });
    }
    const label = findAttribute(column, "totalsRowLabel");
    const labelTarget = label && texts.get(decodeXstring(label.value));
    if (label && labelTarget !== undefined) {
      edits.push({ start: label.valueStart, end: label.valueEnd, text: escapeAttribute(columnName(labelTarget)) });
    }
  }
  return edits;
};
