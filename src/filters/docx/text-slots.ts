import { compareCodes, hasSameCodes, repairCodes } from "../../model/codes.ts";
import { isSameFragment, plainText, textFragment, type Fragment, type FragmentPart } from "../../model/fragment.ts";
import { escapeAttribute, escapeText } from "../../xml/escape.ts";
import type { Slot } from "./slot.ts";

/** What a slot is besides its text. */
export type SlotFacts = Pick<Slot, "part" | "partKey" | "kind" | "category" | "place"> & Pick<Partial<Slot>, "context">;

/** The value of an attribute as a slot; offsets are those between the quotes. */
export function attributeSlot(
  facts: SlotFacts,
  value: { readonly value: string; readonly start: number; readonly end: number },
): Slot {
  return plainSlot(facts, textFragment(value.value), value.start, value.end, escapeAttribute);
}

/** The text of an element as a slot; offsets are those between its tags. */
export function elementSlot(
  facts: SlotFacts,
  value: { readonly value: string; readonly start: number; readonly end: number },
): Slot {
  return plainSlot(facts, textFragment(value.value), value.start, value.end, escapeText);
}

/** A number format as a slot: `Chapter %1`, whose numbers are codes. */
export function numberFormatSlot(
  facts: SlotFacts,
  value: { readonly value: string; readonly start: number; readonly end: number },
): Slot {
  const parts: FragmentPart[] = [];
  let count = 0;
  for (const piece of value.value.split(/(%\d)/)) {
    if (/^%\d$/.test(piece)) {
      count += 1;
      parts.push({ kind: "standalone", id: String(count), type: "ui/xlf:var", data: piece, display: "number" });
    } else if (piece !== "") parts.push({ kind: "text", text: piece });
  }
  return plainSlot(facts, parts, value.start, value.end, escapeAttribute);
}

function plainSlot(
  facts: SlotFacts,
  source: Fragment,
  start: number,
  end: number,
  escape: (text: string) => string,
): Slot {
  const data = new Map(source.map((part) => (part.kind === "text" ? ["", ""] : [part.id, part.data])));
  return {
    ...facts,
    source,
    start,
    nested: [],
    merge: (target, nested) => {
      if (target === undefined || isSameFragment(source, target)) return { edits: nested };
      const problems = compareCodes(source, target);
      const whole = repairCodes(source, target);
      const text = whole.map((part) => (part.kind === "text" ? part.text : (data.get(part.id) ?? ""))).join("");
      const edits = [...nested, { start, end, text: escape(text.replaceAll(/\s*\n\s*/g, " ")) }];
      return hasSameCodes(source, target) ? { edits } : { edits, problems };
    },
  };
}

/** The text of a slot, white space made one: for comparing what should say the same. */
export function comparableText(slot: Slot): string {
  return plainText(slot.source).replaceAll(/\s+/gu, " ").trim();
}
