import type { OfficePackage } from "../ooxml/package.ts";
import { PartLexer } from "../ooxml/part-lexer.ts";
import type { Slot } from "./slot.ts";
import type { Discoveries } from "./story.ts";
import { numberFormatSlot } from "./text-slots.ts";

/** The words in the numbers of lists that are in use ("Chapter %1"); those of bullets are pictures. */
export function readNumberings(office: OfficePackage, main: string, found: Discoveries): Slot[] {
  const part = office.related(main, "numbering")[0];
  if (part === undefined || found.numberings.size === 0) return [];
  const text = office.text(part);
  const used = usedDefinitions(text, part, found.numberings);
  const slots: Slot[] = [];
  const lexer = new PartLexer(text, part);
  let isUsed = false;
  let isBullet = false;
  while (lexer.next()) {
    if (!lexer.isElement) continue;
    switch (lexer.tag) {
      case "w:abstractNum":
        isUsed = used.has(lexer.get("w:abstractNumId") ?? "");
        break;
      case "w:num":
        isUsed = found.numberings.has(lexer.get("w:numId") ?? "");
        break;
      case "w:lvl":
        isBullet = false;
        break;
      case "w:numFmt":
        isBullet = lexer.get("w:val") === "bullet";
        break;
      case "w:lvlText": {
        const value = lexer.find("w:val");
        if (!isUsed || isBullet || value === undefined || !/\p{L}{2}/u.test(value.value)) break;
        slots.push(
          numberFormatSlot(
            { part, partKey: "numbering", kind: "number", category: "list numbers", place: "Numbering of a list" },
            value,
          ),
        );
      }
    }
  }
  return slots;
}

function usedDefinitions(text: string, part: string, numberings: ReadonlySet<string>): Set<string> {
  const used = new Set<string>();
  const lexer = new PartLexer(text, part);
  let isUsed = false;
  while (lexer.next()) {
    if (!lexer.isElement) continue;
    if (lexer.tag === "w:num") isUsed = numberings.has(lexer.get("w:numId") ?? "");
    if (lexer.tag === "w:abstractNumId" && isUsed) used.add(lexer.get("w:val") ?? "");
  }
  return used;
}
