import type { OfficePackage } from "../ooxml/package.ts";
import { PartLexer } from "../ooxml/part-lexer.ts";
import type { Slot } from "./slot.ts";
import { elementSlot } from "./text-slots.ts";

/** The properties that readers meet: file lists, browser tabs, screen readers. Not the author, not the dates. */
const PROPERTIES: Readonly<Record<string, string>> = {
  "dc:title": "title",
  "dc:subject": "subject",
  "dc:description": "description",
  "cp:keywords": "keywords",
};

/** The texts among a document's core properties (ECMA-376 part 2, clause 8). */
export function readProperties(office: OfficePackage): Slot[] {
  const part = office.related("", "core-properties")[0];
  if (part === undefined) return [];
  const slots: Slot[] = [];
  const lexer = new PartLexer(office.text(part), part);
  while (lexer.next()) {
    const kind = lexer.isOpen ? PROPERTIES[lexer.tag] : undefined;
    if (kind === undefined) continue;
    const start = lexer.end;
    let value = "";
    while (lexer.next() && !lexer.isClose) value += lexer.value;
    const facts = {
      part,
      partKey: "properties",
      kind,
      category: "document properties",
      place: `Document properties, ${kind}`,
    };
    slots.push(elementSlot(facts, { value: value.replaceAll(/\s+/g, " "), start, end: lexer.start }));
  }
  return slots;
}
