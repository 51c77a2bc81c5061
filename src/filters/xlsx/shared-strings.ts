import type { Edit } from "../../xml/edits.ts";
import { XmlLexer } from "../../xml/lexer.ts";
import type { OfficePackage } from "../ooxml/package.ts";
import type { CellFont } from "./string-format.ts";
import { readStringItem, type StringItem } from "./string-item.ts";

/** The table of strings that cells name by number (ECMA-376 part 1, 18.4). */
export interface SharedStrings {
  readonly part: string;
  readonly count: number;
  /** The XML inside the string of that number, as it stands. */
  content(index: number): string;
  /** Reads the string of that number; undefined where there is none. */
  item(index: number, font: () => CellFont): StringItem | undefined;
  /**
   * The edits that give strings new content and add others at the end; `added` are whole contents, the first of them gets the number `count`.
   */
  edits(changed: ReadonlyMap<number, string>, added: readonly string[]): Edit[];
}

/** Where an item lies: three numbers each, so that a million of them are twelve megabytes. */
const FIELDS = 3;

/** Reads where the strings lie; none is looked at before it is asked for. */
export function readSharedStrings(office: OfficePackage, part: string): SharedStrings {
  const text = office.text(part);
  const lexer = new XmlLexer(text, part);
  let spots = new Uint32Array(1024 * FIELDS);
  let count = 0;
  let rootStart = 0;
  let rootEnd = 0;
  let end = text.length;
  let isRootEmpty = false;
  let itemName = "";
  let depth = 0;
  while (lexer.next()) {
    const { kind } = lexer;
    if (kind === "close") {
      depth -= 1;
      if (depth === 0) end = lexer.start;
      if (depth === 1 && lexer.name === itemName) {
        spots[count * FIELDS + 2] = lexer.start;
        count += 1;
      }
      continue;
    }
    if (kind !== "open" && kind !== "empty") continue;
    if (depth === 0) {
      const { name } = lexer;
      itemName = `${name.slice(0, name.indexOf(":") + 1)}si`;
      rootStart = lexer.start;
      rootEnd = lexer.end;
      isRootEmpty = kind === "empty";
    } else if (depth === 1 && lexer.name === itemName) {
      if ((count + 1) * FIELDS > spots.length) {
        const larger = new Uint32Array(spots.length * 2);
        larger.set(spots);
        spots = larger;
      }
      spots[count * FIELDS] = lexer.start;
      spots[count * FIELDS + 1] = lexer.end;
      spots[count * FIELDS + 2] = lexer.end;
      if (kind === "empty") count += 1;
    }
    if (kind === "open") depth += 1;
  }
  return {
    part,
    count,
    item: (index, font) => {
      if (!(index >= 0 && index < count)) return undefined;
      const at = index * FIELDS;
      return readStringItem(text, { start: spots[at + 1]!, end: spots[at + 2]!, part }, font);
    },
    content: (index) => text.slice(spots[index * FIELDS + 1], spots[index * FIELDS + 2]),
    edits: (changed, added) => {
      const edits: Edit[] = [];
      for (const [index, content] of changed) {
        const at = index * FIELDS;
        // An empty tag has no content to replace; it says nothing and is never a unit.
        edits.push({ start: spots[at + 1]!, end: spots[at + 2]!, text: content });
      }
      if (added.length === 0 || isRootEmpty) return edits;
      const items = added.map((content) => `<${itemName}>${content}</${itemName}>`);
      return [
        ...edits,
        ...countEdits(text.slice(rootStart, rootEnd), rootStart, added.length),
        { start: end, end, text: items.join("") },
      ];
    },
  };
}

/** `uniqueCount` counts the strings; `count`, the cells, stays. */
function countEdits(tag: string, at: number, added: number): Edit[] {
  const match = /(\suniqueCount\s*=\s*["'])(\d+)/.exec(tag);
  if (!match) return [];
  const start = at + match.index + match[1]!.length;
  return [{ start, end: start + match[2]!.length, text: String(Number(match[2]) + added) }];
}
