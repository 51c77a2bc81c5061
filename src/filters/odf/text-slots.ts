import { compareCodes } from "../../model/codes.ts";
import { plainText, textFragment } from "../../model/fragment.ts";
import { escapeAttribute, escapeText } from "../../xml/escape.ts";
import type { PartLexer } from "../ooxml/part-lexer.ts";
import type { Slot } from "./slot.ts";

/** What a slot is besides its text. */
export type SlotFacts = Pick<Slot, "part" | "partKey" | "kind" | "category" | "place"> & Pick<Partial<Slot>, "context">;

/** A text, entities resolved, and the offsets it is written at. */
export interface WrittenText {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The value of an attribute as a slot; offsets are those between the quotes. */
export function attributeSlot(facts: SlotFacts, written: WrittenText): Slot {
  return plainSlot(facts, written, (text) => escapeAttribute(text.replaceAll(/\s*\n\s*/g, " ")));
}

/** The text of an element that holds nothing else as a slot; offsets are those between its tags. */
export function contentSlot(facts: SlotFacts, written: WrittenText): Slot {
  return plainSlot(facts, written, escapeText);
}

/** A text without codes: any in a target are unknown. */
function plainSlot(facts: SlotFacts, { value, start, end }: WrittenText, escape: (text: string) => string): Slot {
  return {
    ...facts,
    source: textFragment(value),
    nested: [],
    merge: (target, nested) => {
      if (target === undefined) return { edits: nested };
      const text = plainText(target);
      const edits = text === value ? nested : [...nested, { start, end, text: escape(text) }];
      const problems = compareCodes([], target);
      return problems.unknown.length === 0 ? { edits } : { edits, problems };
    },
  };
}

/** Reads the characters in the element under the cursor, tags in it left out, up to its closing tag. */
export function readContent(lexer: PartLexer): WrittenText {
  const start = lexer.end;
  if (!lexer.isOpen) return { value: "", start, end: start };
  let value = "";
  let depth = 1;
  while (depth > 0) {
    if (!lexer.next()) throw lexer.error(`${lexer.part} breaks off inside an element.`);
    if (lexer.isClose) depth -= 1;
    else if (lexer.isOpen) depth += 1;
    else value += lexer.value;
  }
  return { value, start, end: lexer.start };
}

/** White space made one: for showing, and for comparing what should say the same. */
export function tidy(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}

/** What a code shows of a text: one short line. Placeholders stand in angle brackets in LibreOffice, and codes must not look like markup. */
export function displayOf(text: string): string {
  return tidy(text).slice(0, 60).replaceAll("<", "‹").replaceAll(">", "›");
}
